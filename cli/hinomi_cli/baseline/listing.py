"""How settings are listed on a terminal: under a heading, by control, places alike in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from rich.padding import Padding
from rich.text import Text

from hinomi import i18n
from hinomi.baseline.control import Scope
from hinomi.controls import BY_ID
from hinomi.text import clean
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.console import Console

    from hinomi.baseline.control import Control

_WIDEST: Final = 110
"""Columns: longer lines of prose are hard to read."""


class Item(msgspec.Struct, frozen=True):
    """One place, and what is to be said of it."""

    control: str
    region: str
    resource: str
    lines: tuple[str, ...]


class Listing:
    """Prints in one language. `covered` are the Regions that are named together where all are meant."""

    def __init__(self, console: Console, locale: str, covered: tuple[str, ...]) -> None:
        self.console = console
        self.locale = locale
        self._covered = covered

    def section(
        self, heading: str, style: str, items: list[Item], about: Callable[[Control], Iterable[Text]] = lambda _: ()
    ) -> None:
        """Print a heading, and under it each control with what is to be said about it and its places."""
        self.line(Text(f"{heading} ({len(items)})", style=f"bold {style}"))
        by_control: dict[str, list[Item]] = {}
        for item in items:
            by_control.setdefault(item.control, []).append(item)
        for name, found in by_control.items():
            control = BY_ID.get(name)  # None for one that an earlier version had
            title = control.texts[self.locale].title if control else ""
            self.line(Text.assemble((clean(name), style), "  ", (title, "bold")), 2)
            for text in about(control) if control else ():
                self.line(text, 4)
            for where, lines in self._places(control, found):
                self.line(Text(where, style="bold"), 4)
                for line in lines:
                    self.line(Text(line), 6)
            self.console.print()

    def counts(self, counts: Mapping[str, int], styles: Mapping[str, str]) -> None:
        """Print on one line how many there are of each; the keys are words."""
        told = [
            Text(word(self.locale, "count", what=word(self.locale, key), count=count), style=styles[key])
            for key, count in counts.items()
            if count
        ]
        self.line(Text(" · ").join(told) if told else Text(word(self.locale, "nothing_read")))

    def line(self, text: Text, indent: int = 0) -> None:
        """Print a line; where there is no more room, it goes on under its own beginning."""
        self.console.print(Padding(text, (0, 0, 0, indent), expand=False), width=min(self.console.width, _WIDEST))

    def say(self, key: str, **values: object) -> None:
        """Print words of the command line, unbroken, so that a command among them can be copied."""
        self.console.print(Text(word(self.locale, key, **values)), soft_wrap=True)

    def _places(self, control: Control | None, items: list[Item]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield where, and what is said of it; Regions of which the same is to be said together."""
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for item in items:
            alike.setdefault((clean(item.resource), item.lines), []).append(item.region)
        for (resource, lines), regions in alike.items():
            yield " · ".join(filter(None, (resource, self._where(control, regions)))), lines

    def _where(self, control: Control | None, regions: list[str]) -> str:
        """Say where; what an account has once is in no Region."""
        if control and control.scope is Scope.ACCOUNT:
            return word(self.locale, "in.account")
        if 1 < len(self._covered) == len(set(regions)):
            return i18n.text(self.locale, "round.everywhere", count=len(self._covered))
        return ", ".join(dict.fromkeys(regions))
