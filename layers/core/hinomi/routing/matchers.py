"""Matchers: what an alert's labels must be like. Several labels must all fit; see `patterns` for one."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from hinomi.errors import HinomiError
from hinomi.routing.pattern_flaws import flaws
from hinomi.routing.patterns import BOUNDS, SEVERITY, Patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hinomi.routing.labels import Labels

_ABSENT = ("",)
_SIMPLE = re.compile(r"[^\s'\"\\]+")
_TERM = re.compile(r"(?P<label>[^=!<>]+)(?P<sign>!=|>=|<=|=)(?P<pattern>.*)", re.DOTALL)


class MatchError(HinomiError):
    """A match is wrong. `problems` lists every problem as (label, what is wrong and what would be right)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{label}: {problem}" for label, problem in problems))
        self.problems = problems


class Matchers:
    """A compiled match."""

    def __init__(self, match: Mapping[str, tuple[str, ...]]) -> None:
        self._match = match
        self._patterns = {label: Patterns(label, patterns) for label, patterns in match.items()}

    def fits(self, labels: Labels) -> bool:
        """Tell whether an alert with these labels is meant."""
        return all(one.fit(labels.get(label) or _ABSENT) for label, one in self._patterns.items())

    @property
    def fits_everything(self) -> bool:
        """Tell whether any alert at all would be meant."""
        return all(one.fit_everything for one in self._patterns.values())

    @property
    def text(self) -> str:
        """Write the match in one line, as terms that the command line takes: the same for what is written otherwise."""
        terms = (_term(label, one) for label, patterns in sorted(self._match.items()) for one in sorted(patterns))
        return " ".join(term if _SIMPLE.fullmatch(term) else shlex.quote(term) for term in terms)


def compile_match(match: Mapping[str, str | list[str]]) -> Matchers:
    """Compile a match; raise `MatchError` with every problem of it."""
    listed = {label: (one,) if isinstance(one, str) else tuple(dict.fromkeys(one)) for label, one in match.items()}
    problems = tuple((label, flaw) for label, patterns in listed.items() for flaw in flaws(label, patterns))
    if problems:
        raise MatchError(problems)
    return Matchers(listed)


def parse_terms(terms: Iterable[str]) -> dict[str, str | list[str]]:
    """Read a match from a command line: `source=guardduty`, `account!=111122223333`, `severity<=LOW`.

    Terms of the same label become a list. Raises `MatchError` for what is no term; the match is not looked into.
    """
    match: dict[str, list[str]] = {}
    problems = []
    for term in terms:
        found = _TERM.fullmatch(term)
        if found is None:
            problems.append((term, "is no term: write label=pattern, label!=pattern, severity>=HIGH or severity<=LOW"))
            continue
        sign = {"=": "", "!=": "!"}.get(found["sign"], found["sign"])
        match.setdefault(found["label"], []).append(f"{sign}{found['pattern']}")
    if problems:
        raise MatchError(tuple(problems))
    return {label: patterns[0] if len(patterns) == 1 else patterns for label, patterns in match.items()}


def _term(label: str, pattern: str) -> str:
    if pattern.startswith("!"):
        return f"{label}!={pattern[1:]}"
    if label == SEVERITY and pattern.startswith(BOUNDS):
        return f"{label}{pattern}"
    return f"{label}={pattern}"
