"""Orders of strength: how two states of a setting compare, and what is at least as strong as both.

A state is a mapping of fields to plain JSON values. Nothing here ever makes a value weaker: for all values `a` and `b`,
`join(a, b)` is at least as strong as `a`, and `join(join(a, b), b) == join(a, b)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import msgspec

Value = str | int | bool | None | tuple[str, ...]
State = Mapping[str, Value]


class Relation(StrEnum):
    """How an actual value stands to another one."""

    WEAKER = "weaker"
    EQUAL = "equal"
    STRONGER = "stronger"
    INCOMPARABLE = "incomparable"


class Order(Protocol):
    """An order of strength over the values of one field."""

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""

    def join(self, actual: Value, other: Value) -> Value:
        """Return what is at least as strong as `actual` and, where the two can be compared, as `other`."""

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a value that somebody wants; empty when nothing is."""


def _relation(*, at_least: bool, at_most: bool) -> Relation:
    if at_least:
        return Relation.EQUAL if at_most else Relation.STRONGER
    return Relation.WEAKER if at_most else Relation.INCOMPARABLE


class Flag(msgspec.Struct, frozen=True):
    """Off is weaker than on."""

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        return _relation(at_least=bool(actual) >= bool(other), at_most=bool(actual) <= bool(other))

    def join(self, actual: Value, other: Value) -> Value:
        """Return on if either is."""
        return bool(actual) or bool(other)

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return "" if isinstance(value, bool) else "write true or false"


class AtLeast(msgspec.Struct, frozen=True):
    """The larger number is the stronger; None is none at all. `lowest` and `highest` are what AWS takes, inclusive."""

    lowest: int
    highest: int

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        one, two = _number(actual, -1), _number(other, -1)
        return _relation(at_least=one >= two, at_most=one <= two)

    def join(self, actual: Value, other: Value) -> Value:
        """Return the larger."""
        return actual if _number(actual, -1) >= _number(other, -1) else other

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return _out_of_range(value, self.lowest, self.highest)


class AtMost(msgspec.Struct, frozen=True):
    """The smaller number is the stronger; None is no limit, the weakest. `lowest` and `highest` are inclusive."""

    lowest: int
    highest: int

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        one, two = self._limit(actual), self._limit(other)
        return _relation(at_least=one <= two, at_most=one >= two)

    def join(self, actual: Value, other: Value) -> Value:
        """Return the smaller."""
        return actual if self._limit(actual) <= self._limit(other) else other

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return _out_of_range(value, self.lowest, self.highest)

    def _limit(self, value: Value) -> float:
        return float("inf") if value is None else _number(value, 0)


class Ladder(msgspec.Struct, frozen=True):
    """Named steps, the weakest first. A step that nobody knows can be compared with nothing but itself, and stays."""

    rungs: tuple[str, ...]

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        if actual == other:
            return Relation.EQUAL
        if actual not in self.rungs or other not in self.rungs:
            return Relation.INCOMPARABLE
        one, two = self.rungs.index(str(actual)), self.rungs.index(str(other))
        return _relation(at_least=one >= two, at_most=one <= two)

    def join(self, actual: Value, other: Value) -> Value:
        """Return the higher step; `actual` if the two cannot be compared."""
        return other if self.compare(actual, other) is Relation.WEAKER else actual

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return "" if value in self.rungs else f"write one of {', '.join(self.rungs)}"


class Superset(msgspec.Struct, frozen=True):
    """A set of names, sorted: one that holds all of another is as strong. `known` is what AWS takes, if fixed."""

    known: tuple[str, ...] = ()

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        one, two = _names(actual), _names(other)
        return _relation(at_least=one >= two, at_most=one <= two)

    def join(self, actual: Value, other: Value) -> Value:
        """Return all that is in either."""
        return tuple(sorted(_names(actual) | _names(other)))

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        if not isinstance(value, tuple | list) or not all(isinstance(name, str) for name in value):
            return "write a list of names"
        unknown = sorted(_names(value) - set(self.known)) if self.known else []
        return f"{', '.join(unknown)}: write some of {', '.join(self.known)}" if unknown else ""


class FillIn(msgspec.Struct, frozen=True):
    """Anything is stronger than nothing (None or empty); of two different things, what is there stays."""

    def compare(self, actual: Value, other: Value) -> Relation:
        """Say how `actual` stands to `other`."""
        if (actual or None) == (other or None):
            return Relation.EQUAL
        if not actual or not other:
            return Relation.STRONGER if actual else Relation.WEAKER
        return Relation.INCOMPARABLE

    def join(self, actual: Value, other: Value) -> Value:
        """Return what is there, or what is wanted where nothing is."""
        return actual or other or actual

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        return "" if value is None or isinstance(value, str | int | tuple) else "write a text or a number"


class Record(msgspec.Struct, frozen=True):
    """Several fields, each with an order of its own: as strong as another record when every field is."""

    fields: dict[str, Order]

    def compare(self, actual: State, other: State) -> Relation:
        """Say how `actual` stands to `other`, field by field; a field that is absent is None."""
        found = {order.compare(actual.get(name), other.get(name)) for name, order in self.fields.items()}
        found.discard(Relation.EQUAL)
        if not found:
            return Relation.EQUAL
        return found.pop() if len(found) == 1 else Relation.INCOMPARABLE

    def join(self, actual: State, other: State) -> dict[str, Value]:
        """Return a record each field of which is the join of the two."""
        return {name: order.join(actual.get(name), other.get(name)) for name, order in self.fields.items()}

    def reaches(self, actual: State, other: State) -> bool:
        """Tell whether `actual` is at least as strong as `other`."""
        return self.compare(actual, other) in {Relation.EQUAL, Relation.STRONGER}

    def flaws(self, wanted: Mapping[str, Value]) -> dict[str, str]:
        """Say for each field that somebody wants otherwise what is wrong with it."""
        unknown = f"no such field: write some of {', '.join(self.fields)}"
        found = {
            name: self.fields[name].flaw(value) if name in self.fields else unknown for name, value in wanted.items()
        }
        return {name: flaw for name, flaw in found.items() if flaw}


def _number(value: Value, absent: int) -> int:
    return value if isinstance(value, int) else absent


def _names(value: Value) -> set[str]:
    return set(value) if isinstance(value, tuple | list) else set()


def _out_of_range(value: Value, lowest: int, highest: int) -> str:
    fits = isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest
    return "" if fits else f"write a whole number from {lowest} to {highest}"
