"""What can be wrong with a match of hinomi.yaml, and what two of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.routing.matchers import MatchError, compile_match
from hinomi.routing.patterns import Patterns
from hinomi.routing.place import Flaws, at

if TYPE_CHECKING:
    from collections.abc import Collection

    from hinomi.routing.settings import Match

Conditions = frozenset[tuple[str, frozenset[str]]]
"""What a match asks of each label; what asks more is a superset. What asks nothing of a label is left out."""


def conditions(match: Match) -> Conditions:
    """Take a match apart, so that two can be compared."""
    listed = {label: _listed(patterns) for label, patterns in match.items()}
    return frozenset(
        (label, frozenset(patterns)) for label, patterns in listed.items() if not _is_idle(label, patterns)
    )


def match_flaws(match: Match, path: str, units: Collection[str] | None) -> Flaws:
    """List what is wrong with a match. `units` are the organisational units, None if they are not known."""
    try:
        compile_match(match)
    except MatchError as error:
        yield from ((at(path, label), problem) for label, problem in error.problems)
        return
    wanted = _listed(match.get("unit", []))
    if wanted and units is not None and not any(Patterns("unit", wanted).fit((unit,)) for unit in ("", *units)):
        yield at(path, "unit"), "no account has such a unit: organizational_units says which account has which"


def fits_everything(match: Match) -> bool:
    """Tell whether a match would fit any alert; of one that is wrong, which is told elsewhere, it is not known."""
    try:
        return compile_match(match).fits_everything
    except MatchError:
        return False


def _listed(patterns: str | list[str]) -> list[str]:
    return [patterns] if isinstance(patterns, str) else patterns


def _is_idle(label: str, patterns: list[str]) -> bool:
    return fits_everything({label: patterns})
