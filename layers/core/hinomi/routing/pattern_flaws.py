"""What can be wrong with the patterns of a label."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import category

from hinomi.routing.labels import ALERT, NAMES, TAG, is_label
from hinomi.routing.patterns import BOUNDS, SEVERITIES, SEVERITY, Patterns, compile_text, is_wild

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_SHAPES = {
    "account": (re.compile(r"[0-9]{12}"), "write the 12 digits of an account, in quotes"),
    "region": (re.compile(r"[a-z]+(-[a-z]+)+-[0-9]+"), "write a Region such as ap-northeast-1"),
    "unit": (re.compile(r"[^/]+(/[^/]+)*"), "write it as in organizational_units, without / at its ends"),
    ALERT: (re.compile(r"[0-9a-f]{16}"), "write the 16 letters and digits that its message gives"),
}


def flaws(label: str, patterns: Sequence[str]) -> Iterator[str]:
    """Say what is wrong with a label or its patterns, and what would be right."""
    if not is_label(label):
        yield unknown_label(label)
        return
    if not patterns:
        yield "the list is empty: name at least one pattern"
        return
    found = [flaw for pattern in patterns for flaw in _pattern_flaws(label, pattern)]
    yield from found
    if not found and Patterns(label, patterns).fit_nothing:
        yield f"nothing can fit {', '.join(patterns)}: conditions (! >= <=) must all hold"


def unknown_label(label: str) -> str:
    """Say that there is no such label, and which one may be meant."""
    if label.startswith((TAG, "tag:", "tags.")):
        return f"no label {label!r}; write a tag with its key as tag.Environment"
    return f"no label {label!r}; {suggest(label, NAMES, 'the labels are tag.<key>,')}"


def suggest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Ask whether the nearest name is meant, else list what there is."""
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"{otherwise} {', '.join(known)}"


def _pattern_flaws(label: str, pattern: str) -> Iterator[str]:
    bare = pattern.removeprefix("!")
    if any(category(character) in _BREAKS for character in pattern):
        yield f"{pattern!r} holds a line break or another character that no eye can see: write ? for it"
    elif label == SEVERITY:
        yield from _severity_flaws(pattern)
    elif bare.startswith(BOUNDS):
        yield f"{pattern!r}: only severity has an order; write the values, or * for a part"
    elif label in _SHAPES and bare and not is_wild(bare) and not _SHAPES[label][0].fullmatch(bare):
        yield f"no {label} is {bare!r}; {_SHAPES[label][1]}, or * for a part"


def _severity_flaws(pattern: str) -> Iterator[str]:
    bound = pattern.startswith(BOUNDS)
    bare = pattern[2:] if bound else pattern.removeprefix("!")
    known = bare in SEVERITIES if bound else any(map(compile_text(bare).match, SEVERITIES))
    if not known:
        yield f"no severity is {bare!r}; {suggest(bare.upper(), SEVERITIES, 'there are')}"
