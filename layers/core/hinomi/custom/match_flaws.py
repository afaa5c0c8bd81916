"""What can be wrong with the match of a described event: it has to mean the same to EventBridge and to Hinomi."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from hinomi.custom import fields
from hinomi.custom.known import taken_over
from hinomi.custom.matching import SOURCE, end_of, listed
from hinomi.routing.pattern_flaws import suggest
from hinomi.routing.patterns import Patterns
from hinomi.routing.place import Flaws, at

if TYPE_CHECKING:
    from hinomi.custom.settings import CustomEvent, EventMatch

_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})

Asked = frozenset[tuple[str, frozenset[str]]]
"""What a match asks of each field; what asks more is a superset."""


def asked_for(match: EventMatch) -> Asked:
    """Take a match apart, so that two can be compared."""
    return frozenset((path, frozenset(listed(patterns))) for path, patterns in match.items())


def match_flaws(one: CustomEvent, path: str) -> Flaws:
    """List what is wrong with what a description asks for."""
    whole = end_of(one) or one.match
    for name, match in (("match", one.match), ("resolved", one.resolved or {})):
        for field, patterns in match.items():
            yield from _field_flaws(field, listed(patterns), at(path, name, field), whole)
    place = at(path, "match")
    if not any(_names(pattern) for pattern in listed(one.match.get(SOURCE, []))):
        yield place, "name the source, such as aws.ecr: what comes from anywhere may come from anybody"
        return
    for name, meant in (("match", one.match), ("resolved", end_of(one))):
        if meant is not None and (kind := taken_over(meant)) is not None:
            source, detail_type = kind
            known = f"would take over every {detail_type!r} of {source}, which Hinomi tells itself"
            yield at(path, name), f"{known}: name another detail-type, or a value of a field in detail"
            return


def field_flaws(field: str, path: str) -> Flaws:
    """Say that no event has such a field, as far as the envelope tells."""
    first = field.partition(".")[0]
    if first not in fields.ENVELOPE:
        yield path, f"no event has a field {first!r}; {suggest(first, fields.ENVELOPE, 'the fields are')}"


def _names(pattern: str) -> bool:
    return bool(pattern) and not pattern.startswith(("!", "*", "?"))


def _field_flaws(field: str, patterns: list[str], path: str, match: EventMatch) -> Flaws:
    yield from field_flaws(field, path)
    if field == "detail":
        yield path, "holds other fields: name one of them, such as detail.state"
    if any(other.startswith(f"{field}.") for other in match):
        yield path, "holds other fields that are named here too: name those alone"
    if not patterns:
        yield path, "the list is empty: name at least one value"
        return
    found = [flaw for pattern in patterns for flaw in _pattern_flaws(pattern)]
    plain = [one for one in patterns if not one.startswith("!")]
    if plain and len(plain) < len(patterns):
        found.append("EventBridge cannot both ask and forbid: write either values, or values with ! before them")
    yield from ((path, flaw) for flaw in found)
    if not found and Patterns(field, patterns).fit_everything:
        yield path, "fits everything: remove it"
    elif not found and Patterns(field, patterns).fit_nothing:
        yield path, f"nothing can fit {', '.join(patterns)}"


def _pattern_flaws(pattern: str) -> list[str]:
    if any(category(character) in _BREAKS for character in pattern):
        return [f"{pattern!r} holds a line break or another character that no eye can see: write * for it"]
    if "?" in pattern:
        return [f"{pattern!r}: EventBridge knows no ? for one character; write *"]
    if pattern.startswith((">=", "<=")):
        return [f"{pattern!r}: fields have no order; list the values, with * for a part"]
    return []
