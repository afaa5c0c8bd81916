"""What is wrong with a silence that somebody wants, and whether one can be changed into another."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

from hinomi.routing.matchers import compile_match
from hinomi.routing.silences import PROTECTED_SOURCES, PROTECTED_TYPES, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hinomi.routing.settings import Match
    from hinomi.routing.silences import Silence

MOST: Final = 200
"""Silences that may be pending or active: a flush weighs every alert against every one."""

MOST_DAYS: Final = 366
"""How far ahead a silence may end: what is to stay quiet for longer belongs into hinomi.yaml, where it is reviewed."""

MOST_BYTES: Final = 4_000
"""How long a match, an owner and a reason may be together, in UTF-8: a query of DynamoDB reads 1 MB at once."""

_DAY_MS: Final = 86_400_000


class Flaw(StrEnum):
    """What is wrong with a silence."""

    EVERYTHING = "everything"
    NO_OWNER = "no_owner"
    NO_REASON = "no_reason"
    BACKWARDS = "backwards"
    OVER = "over"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    ONLY_PROTECTED = "only_protected"
    TOO_MANY = "too_many"


def flaws(silence: Silence, now: int, others: Collection[Silence] = ()) -> tuple[Flaw, ...]:
    """List all that is wrong with a silence; `others` are those beside it. Raises `MatchError`."""
    return tuple(_flaws(silence, now, others))


def names_only_protected(match: Match) -> bool:
    """Tell whether a match can fit protected alerts alone, by the source or the type that it asks for."""
    sources, types = _plain(match.get("source", [])), _plain(match.get("type", []))
    return (bool(sources) and PROTECTED_SOURCES.issuperset(sources)) or (
        bool(types) and all(one.startswith((*PROTECTED_TYPES, "root_signin.", "root_api.")) for one in types)
    )


def revise(old: Silence, new: Silence, now: int) -> Silence | None:
    """Return `new` under the id of `old`, if it holds the same alerts from the same time on; None if it does not.

    Then it takes a silence of its own, so that what has been held can always be told from the list.
    """
    same_start = old.starts == new.starts or (old.starts <= now and new.starts <= now)
    same_alerts = (old.match, old.allow_critical) == (new.match, new.allow_critical)
    if old.state(now) is State.ENDED or not (same_start and same_alerts):
        return None
    return msgspec.structs.replace(new, id=old.id, starts=old.starts, created=old.created)


def _flaws(silence: Silence, now: int, others: Collection[Silence]) -> Iterator[Flaw]:
    if compile_match(silence.match).fits_everything:
        yield Flaw.EVERYTHING
    if not silence.owner.strip():
        yield Flaw.NO_OWNER
    if not silence.reason.strip():
        yield Flaw.NO_REASON
    if silence.ends <= silence.starts:
        yield Flaw.BACKWARDS
    elif silence.ends <= now:
        yield Flaw.OVER
    if silence.ends > now + MOST_DAYS * _DAY_MS:
        yield Flaw.TOO_LONG
    if len(msgspec.json.encode((silence.match, silence.owner, silence.reason))) > MOST_BYTES:
        yield Flaw.TOO_LARGE
    if names_only_protected(silence.match) and not silence.allow_critical:
        yield Flaw.ONLY_PROTECTED
    if sum(one.state(now) is not State.ENDED for one in others) >= MOST:
        yield Flaw.TOO_MANY


def _plain(patterns: str | Iterable[str]) -> list[str]:
    """Return the patterns of which one must fit: the others only narrow what they let through."""
    listed = [patterns] if isinstance(patterns, str) else patterns
    return [one for one in listed if not one.startswith(("!", "<=", ">="))]
