"""What can be wrong with the descriptions of events, that their types alone cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.custom.event_pattern import LONGEST, written
from hinomi.custom.match_flaws import asked_for, field_flaws, match_flaws
from hinomi.custom.matching import Field, end_of, listed
from hinomi.custom.text_flaws import text_flaws
from hinomi.routing.patterns import is_wild
from hinomi.routing.place import Flaws, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hinomi.custom.settings import CustomEvent, SeverityByField

PATH = "$.events"


def flaws(described: Sequence[CustomEvent]) -> Flaws:
    """List what is wrong with descriptions."""
    names: dict[str, str] = {}
    for number, one in enumerate(described):
        path = at(PATH, number)
        if one.name in names:
            yield at(path, "name"), f"{one.name!r} is the name of {names[one.name]} too: write another"
        names.setdefault(one.name, path)
        yield from match_flaws(one, path)
        yield from text_flaws(one, path)
        for place, field in _fields(one, path):
            yield from field_flaws(field, place)
        if not isinstance(one.severity, str):
            yield from _severity_flaws(one.severity, at(path, "severity", "values"))
        yield from _end_flaws(one, path)
        if (before := _taker(one, described[:number])) is not None:
            yield path, f"never reached: {at(PATH, before)} takes it all; put this one before it"
    if (length := len(written(described))) > LONGEST:
        yield PATH, f"the event pattern has {length} characters, EventBridge takes {LONGEST}: ask for less, or use *"


def _fields(one: CustomEvent, path: str) -> Iterator[tuple[str, str]]:
    """List the fields that a description names outside of a match and its texts, as (place, field)."""
    yield from ((at(path, "about", number), field) for number, field in enumerate(one.about))
    yield from ((at(path, "facts", number, "value"), fact.value) for number, fact in enumerate(one.facts))
    if one.resource is not None:
        yield at(path, "resource"), one.resource
    if not isinstance(one.severity, str):
        yield at(path, "severity", "by"), one.severity.by


def _severity_flaws(severity: SeverityByField, path: str) -> Flaws:
    patterns = list(severity.values)
    for number, pattern in enumerate(patterns):
        if pattern.startswith(("!", ">=", "<=")):
            yield at(path, pattern), "write the value, with * for any text: there are no conditions here"
        elif "*" in patterns[:number]:
            yield at(path, pattern), "never reached: * before it takes every value; put * last"
    if all(is_wild(pattern) and not pattern.strip("*") for pattern in patterns):
        yield path, f"the same whatever the value: write severity: {severity.values[patterns[0]]}"


def _end_flaws(one: CustomEvent, path: str) -> Flaws:
    if one.resolved is None:
        return
    if not one.about:
        yield at(path, "resolved"), "nobody can tell what is over: say in about which fields name it"
    if asked_for(end_of(one) or {}) == asked_for(one.match) or all(
        _takes_all(patterns, one.match.get(field)) for field, patterns in one.resolved.items()
    ):
        yield at(path, "resolved"), "every event would say that it is over: say what is otherwise then"


def _takes_all(patterns: str | list[str], asked: str | list[str] | None) -> bool:
    """Tell whether all values that a match names of a field fit these patterns too."""
    named = listed(asked) if asked is not None else []
    exact = [value for value in named if value and not value.startswith("!") and not is_wild(value)]
    return bool(named) and exact == named and all(map(Field(listed(patterns)).fits, exact))


def _taker(one: CustomEvent, before: Sequence[CustomEvent]) -> int | None:
    """Find a description before this one that asks for no more, and so leaves nothing to it."""
    wanted = asked_for(one.match)
    return next((number for number, other in enumerate(before) if asked_for(other.match) <= wanted), None)
