"""Patterns: what the values of one label must be like.

A pattern is the whole value, case-sensitive, with `*` for any text and `?` for one character. Of several plain
patterns, one must fit. Patterns with `!` before them and bounds (`>=HIGH`, `<=LOW`: of the severity alone) are
conditions, all of which must hold. So `["Recon:*", "!*Portscan"]` is any reconnaissance but port scans. An absent label
has the value "": `*` fits it, `?*` does not, a lone `!` asks for any value.
"""

from __future__ import annotations

import re
from fnmatch import translate
from typing import TYPE_CHECKING

from hinomi.model import Severity
from hinomi.routing.labels import ALWAYS_THERE

if TYPE_CHECKING:
    from collections.abc import Sequence

SEVERITY = "severity"
BOUNDS = (">=", "<=")
SEVERITIES = tuple(Severity.__members__)
_ANYTHING = re.compile(r"\*+")
_ANYTHING_THERE = re.compile(r"\**\?\**")


class Patterns:
    """The patterns of one label, compiled. Bounds must name a severity."""

    def __init__(self, label: str, patterns: Sequence[str]) -> None:
        self._label = label
        self._bounds = [one for one in patterns if label == SEVERITY and one.startswith(BOUNDS)]
        self._banned = [one[1:] for one in patterns if one.startswith("!")]
        self._plain = [one for one in patterns if one not in self._bounds and not one.startswith("!")]
        self._one_of = [compile_text(one) for one in self._plain]
        self._none_of = [compile_text(one) for one in self._banned]

    def fit(self, values: tuple[str, ...]) -> bool:
        """Tell whether a label's values fit: one is enough for a plain pattern, the conditions bind them all."""
        return (
            (not self._one_of or any(one.match(value) for one in self._one_of for value in values))
            and not any(one.match(value) for one in self._none_of for value in values)
            and all(_holds(bound, value) for bound in self._bounds for value in values)
        )

    @property
    def fit_everything(self) -> bool:
        """Tell whether any alert's values fit, absent ones too."""
        if self._label == SEVERITY:
            return all(self.fit((name,)) for name in SEVERITIES)
        there = self._label in ALWAYS_THERE
        if any(one or not there for one in self._banned):
            return False
        return not self._plain or any(
            _ANYTHING.fullmatch(one) or (_ANYTHING_THERE.fullmatch(one) and "*" in one and (there or "" in self._plain))
            for one in self._plain
        )

    @property
    def fit_nothing(self) -> bool:
        """Tell whether no alert's values can fit, as far as it is plain to see."""
        if self._label == SEVERITY:
            return not any(self.fit((name,)) for name in SEVERITIES)
        if any(_ANYTHING.fullmatch(one) for one in self._banned):
            return True
        exact = bool(self._plain) and not any(map(is_wild, self._plain))
        return exact and not any(self.fit((one,)) for one in self._plain)


def is_wild(pattern: str) -> bool:
    """Tell whether a pattern can fit more than one text."""
    return "*" in pattern or "?" in pattern


def compile_text(pattern: str) -> re.Pattern[str]:
    """Compile a pattern without `!`. The time that it takes to match grows with the text, not with its square."""
    return re.compile(translate(pattern.replace("[", "[[]")))


def _holds(bound: str, value: str) -> bool:
    severity, limit = Severity.__members__.get(value), Severity[bound[2:]]
    if severity is None:
        return False
    return severity >= limit if bound.startswith(">=") else severity <= limit
