"""The event pattern with which EventBridge lets through what the operator describes.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from hinomi.custom.matching import NUMBER, SOURCE, end_of, listed
from hinomi.routing.patterns import Patterns, is_wild
from hinomi.sources.reading import DRILL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.custom.settings import CustomEvent, EventMatch

LONGEST: Final = 2048
"""Characters that a pattern may have: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html."""

_STARS = re.compile(r"\*+")


def written(described: Iterable[CustomEvent]) -> str:
    """Write the pattern as JSON in ASCII, empty where nothing is described."""
    alternatives: list[dict[str, Any]] = []
    for one in described:
        for match in _matches(one):
            made = _pattern(match)
            if made not in alternatives:
                alternatives.append(made)
    if not alternatives:
        return ""
    whole = alternatives[0] if len(alternatives) == 1 else {"$or": alternatives}
    text = json.dumps(whole, separators=(",", ":"))
    # `sam deploy --guided` keeps a parameter in quotes; a backslash or quote in it is read otherwise than it was kept.
    return text.replace("\\\\", "\\u005c").replace('\\"', "\\u0022")


def _matches(described: CustomEvent) -> Iterator[EventMatch]:
    """List what must be let through: the end of something too, where `match` does not let it through already."""
    yield described.match
    end = end_of(described)
    if end is not None and any(path in described.match for path in described.resolved or {}):
        yield end


def _pattern(match: EventMatch) -> dict[str, Any]:
    pattern: dict[str, Any] = {}
    for path, patterns in match.items():
        if Patterns(path, listed(patterns)).fit_everything:
            continue
        place = pattern
        *steps, last = path.split(".")
        for step in steps:
            inner = place.setdefault(step, {})
            place = inner if isinstance(inner, dict) else {}  # both a field and what holds it: no sound description
        place[last] = [*_matchers(listed(patterns)), *([DRILL] if path == SOURCE and len(match) > 1 else [])]
    return pattern


def _matchers(patterns: list[str]) -> Iterator[object]:
    """Say one field's patterns in EventBridge's words, of which one must fit."""
    banned = [one[1:] for one in patterns if one.startswith("!")]
    for one in patterns:
        if not one.startswith("!"):
            yield from _exact(one) if not is_wild(one) else [{"wildcard": _wildcard(one)}]
    if not banned:
        return
    values = [one for one in banned if one]
    if not values:
        yield {"exists": True}
        return
    yield {"anything-but": {"wildcard": [_wildcard(one) for one in values]} if any(map(is_wild, values)) else values}
    if "" not in banned:
        yield {"exists": False}


def _exact(value: str) -> list[object]:
    """Say a text, which in the event may be a number or a truth value; an empty one says that there is none."""
    if not value:
        return [{"exists": False}, "", None]
    if value in {"true", "false"}:
        return [value, value == "true"]
    return [value, json.loads(value)] if NUMBER.fullmatch(value) else [value]


def _wildcard(pattern: str) -> str:
    r"""Write a pattern as a wildcard of EventBridge, in which `\` protects what follows."""
    return _STARS.sub("*", pattern.replace("\\", "\\\\").replace("?", "*"))
