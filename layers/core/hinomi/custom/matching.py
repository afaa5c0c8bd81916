"""Which described event an event is. A drill, whose source is `hinomi.drill`, is told by its other fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from hinomi.custom import fields
from hinomi.routing.patterns import Patterns, compile_text, is_wild
from hinomi.sources.reading import is_drill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinomi.custom.settings import CustomEvent, EventMatch

SOURCE = "source"
NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
"""Finds patterns that a number fits as well as a text; EventBridge compares numbers to six places."""


class Field:
    """What is asked of one field, compiled.

    EventBridge knows texts, numbers, truth values and null: `*` stands for a part of a text alone.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        plain = [one for one in patterns if not one.startswith("!")]
        banned = [one[1:] for one in patterns if one.startswith("!")]
        self._exact = frozenset(one for one in plain if not is_wild(one))
        self._numbers = frozenset(float(one) for one in self._exact if NUMBER.fullmatch(one))
        self._wild = [compile_text(one) for one in plain if is_wild(one)]
        self._banned = [compile_text(one) for one in banned]
        self._banned_there = [compile_text(one) for one in banned if one]
        self.may_lack = "" in plain if plain else "" not in banned
        """Whether an event without the field fits."""

    def fits(self, value: object, *, loosely: bool = False) -> bool:
        """Tell whether a value fits; `loosely` as EventBridge judges it, which bans no number, truth value or null."""
        if self._exact or self._wild:
            return self._is_asked(value)
        if loosely:
            return not isinstance(value, str) or not any(one.match(value) for one in self._banned_there)
        said = value if isinstance(value, str) else fields.word(value)
        return not any(one.match(said) for one in self._banned)

    def _is_asked(self, value: object) -> bool:
        if isinstance(value, str):
            return value in self._exact or any(one.match(value) for one in self._wild)
        if value is None or isinstance(value, bool):
            return fields.word(value) in self._exact
        return value in self._numbers


class Conditions:
    """A compiled match."""

    def __init__(self, match: EventMatch) -> None:
        asked = {path: listed(patterns) for path, patterns in match.items()}
        self._fields = {path: Field(one) for path, one in asked.items() if not Patterns(path, one).fit_everything}

    def fit(self, body: dict[str, Any], *, loosely: bool = False) -> bool:
        """Tell whether every field that is asked for has a value that fits; `loosely` as EventBridge judges it.

        As there, what lies in one list has to be of one of its members.
        """
        asked = self._fields
        if is_drill(body):
            asked = {path: one for path, one in asked.items() if path != SOURCE}
        there: dict[str, Field] = {}
        for path, one in asked.items():
            found = fields.leaves(body, path)
            if found:
                there[path] = one
            if not (any(one.fits(value, loosely=loosely) for value in found) if found else one.may_lack):
                return False
        return bool(asked) and _fit_together(_tree(there), body, loosely=loosely)


_Tree = dict[str, "Field | _Tree"]


def listed(patterns: str | list[str]) -> list[str]:
    """List the patterns of a field."""
    return [patterns] if isinstance(patterns, str) else patterns


def end_of(described: CustomEvent) -> EventMatch | None:
    """Say what an event that tells of the end must be like: as `match`, but for what `resolved` says."""
    return {**described.match, **described.resolved} if described.resolved else None


def _tree(asked: dict[str, Field]) -> _Tree:
    root: _Tree = {}
    for path, one in asked.items():
        place = root
        *steps, last = path.split(".")
        for step in steps:
            inner = place.setdefault(step, {})
            place = inner if isinstance(inner, dict) else {}  # both a field and what holds it: no sound description
        place[last] = one
    return root


def _fit_together(asked: Field | _Tree, value: object, *, loosely: bool) -> bool:
    for one in fields.opened([value]):
        if isinstance(asked, Field):
            if not isinstance(one, dict) and asked.fits(one, loosely=loosely):
                return True
        elif isinstance(one, dict) and all(
            step in one and _fit_together(inner, one[step], loosely=loosely) for step, inner in asked.items()
        ):
            return True
    return False
