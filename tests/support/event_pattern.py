"""EventBridge's event patterns: whether an event matches, as the service decides it.

Written here because what Python has is not faithful: moto does not descend into arrays, and the `event-ruler` package
refuses `$or`, `numeric` and `equals-ignore-case`. It works as AWS's open-source Ruler does: the event becomes a list of
leaves; each `$or` multiplies the pattern into plain ones; a plain pattern matches if each of its paths finds a leaf and
all leaves that lie in one array come from the same element. It knows the operators that this project uses, and refuses
any other, as it does every malformed pattern.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Path = tuple[str, ...]
Elements = dict[Path, tuple[int, ...]]
Plain = dict[Path, list[Any]]

_COMPARISONS = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    "=": lambda left, right: left == right,
    ">=": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
}


class PatternError(ValueError):
    """EventBridge would refuse the pattern."""


def _is_like(wildcard: str, value: str) -> bool:
    """Tell whether a text fits a wildcard, in which `*` stands for any text."""
    if "**" in wildcard or "\\" in wildcard:
        raise PatternError(f"two stars in a row, or an escape, which is not known here: {wildcard}")
    return re.fullmatch(".*".join(map(re.escape, wildcard.split("*"))), value, re.DOTALL) is not None


_TEXTUAL: dict[str, Callable[[str, str], bool]] = {
    "prefix": lambda text, value: value.startswith(text),
    "equals-ignore-case": lambda text, value: value.lower() == text.lower(),
    "wildcard": _is_like,
}


class Leaf(NamedTuple):
    """One value of an event. `elements` says, for each array around it, which element it lies in."""

    path: Path
    value: object
    elements: Elements


def matches(pattern: dict[str, Any], event: dict[str, Any]) -> bool:
    """Tell whether the event matches the pattern; raise `PatternError` for what EventBridge would refuse."""
    leaves = tuple(_leaves(event, (), {}))
    return any(_find(list(plain.items()), leaves, {}) for plain in _plain(pattern, ()))


def _leaves(value: object, path: Path, elements: Elements) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key), elements)
    elif isinstance(value, list):
        around = elements.get(path, ())
        for index, inner in enumerate(value):
            yield from _leaves(inner, path, {**elements, path: (*around, index)})
    else:
        yield Leaf(path, value, elements)


def _plain(pattern: object, path: Path) -> list[Plain]:
    """Multiply the pattern out into patterns without `$or`."""
    if not isinstance(pattern, dict) or not pattern:
        raise PatternError(f"{'.'.join(path)}: a pattern is an object with at least one field")
    parts: list[list[Plain]] = []
    for key, value in pattern.items():
        if key == "$or":
            if not isinstance(value, list) or len(value) < 2:
                raise PatternError(f"{'.'.join(path)}: $or takes at least two alternatives")
            parts.append([plain for alternative in value for plain in _plain(alternative, path)])
        elif isinstance(value, list):
            if not value:
                raise PatternError(f"{'.'.join((*path, key))}: no values to match")
            for matcher in value:
                _fits(matcher, None)
            parts.append([{(*path, key): value}])
        else:
            parts.append(_plain(value, (*path, key)))
    return [{key: value for part in parts_ for key, value in part.items()} for parts_ in product(*parts)]


def _find(wanted: list[tuple[Path, list[Any]]], leaves: tuple[Leaf, ...], elements: Elements) -> bool:
    """Find a leaf for every path that is left, in keeping with the array elements already chosen."""
    if not wanted:
        return True
    (path, matchers), *rest = wanted
    there = [leaf for leaf in leaves if leaf.path == path]
    if not there and {"exists": False} in matchers:
        return _find(rest, leaves, elements)
    return any(
        _find(rest, leaves, {**elements, **leaf.elements})
        for leaf in there
        if all(elements.get(array, chosen) == chosen for array, chosen in leaf.elements.items())
        and any(_fits(matcher, leaf.value) for matcher in matchers)
    )


def _fits(matcher: object, value: object) -> bool:
    """Tell whether one value fits one matcher."""
    if not isinstance(matcher, dict):
        if isinstance(matcher, list):
            raise PatternError("a value to match is a scalar or an operator")
        return _equal(matcher, value)
    if len(matcher) != 1:
        raise PatternError(f"one operator at a time: {matcher}")
    ((operator, operand),) = matcher.items()
    if operator == "exists" and isinstance(operand, bool):
        return operand
    if operator in _TEXTUAL and isinstance(operand, str):
        return isinstance(value, str) and _TEXTUAL[operator](operand, value)
    if operator == "anything-but":
        return not _is_named(operand, value)
    if operator == "numeric" and isinstance(operand, list):
        return _compare(operand, value)
    raise PatternError(f"not an operator, or not one that is known here: {matcher}")


def _is_named(operand: object, value: object) -> bool:
    """Tell whether a value is what `anything-but` names: one value, some, or texts that begin or look alike."""
    if isinstance(operand, dict) and len(operand) == 1:
        ((operator, texts),) = operand.items()
        if operator in {"prefix", "wildcard"}:
            return any(_fits({operator: text}, value) for text in (texts if isinstance(texts, list) else [texts]))
    named = operand if isinstance(operand, list) and operand else [operand]
    if not all(isinstance(one, str | int | float) and not isinstance(one, bool) for one in named):
        raise PatternError(f"not what anything-but can name: {operand}")
    return any(_equal(one, value) for one in named)


def _equal(left: object, right: object) -> bool:
    """Compare as JSON does: numbers by value, but true is no number and "1" is not 1."""
    numbers = _is_number(left) and _is_number(right)
    return left == right and (numbers or type(left) is type(right))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _compare(operand: list[Any], value: object) -> bool:
    pairs = list(zip(operand[::2], operand[1::2], strict=False))
    if not pairs or len(operand) % 2 or any(sign not in _COMPARISONS or not _is_number(bound) for sign, bound in pairs):
        raise PatternError(f"Value of numeric must be signs and numbers in turn: {operand}")
    return _is_number(value) and all(_COMPARISONS[sign](value, bound) for sign, bound in pairs)
