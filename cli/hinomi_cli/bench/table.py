"""The table of a bench: one row for each thing measured, with its aim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable


class NotMeasuredError(Exception):
    """Something could not be measured: the text says in one line why."""


@dataclass(frozen=True)
class Aim:
    """A bound to stay within: at most so much, or with `at_least` no less. `unit` is written after it."""

    bound: float
    unit: str = ""
    at_least: bool = False

    def is_met(self, value: float) -> bool:
        """Tell whether the value stays within the bound; a value that lies on it does."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        """Say the bound: `≤ 128 MB`."""
        return f"{'≥' if self.at_least else '≤'} {self.bound:,g}{self.unit}"


@dataclass(frozen=True)
class Row:
    """One thing measured. `how` says how, and what else there is to know; `met` is None where there is no aim.

    Nothing is `measured` where it could not be: `how` then says why.
    """

    what: str
    measured: str
    how: str = ""
    aim: str = ""
    met: bool | None = None


def aimed(what: str, value: float, aim: Aim, *, measured: str, how: str = "") -> Row:
    """Set what was measured beside its aim."""
    return Row(what, measured, how, str(aim), aim.is_met(value))


def unmeasured(what: str, why: str) -> Row:
    """Say that something could not be measured, and why."""
    return Row(what, "", why)


def lay_out(rows: Iterable[Row]) -> Table:
    """Lay the rows out for a terminal."""
    table = Table("what", "measured", "aim", "", "how", title="Hinomi, measured", title_justify="left")
    for row in rows:
        verdict = {None: "", True: "[green]met[/]", False: "[red]not met[/]"}[row.met]
        table.add_row(row.what, row.measured or "[red]not measured[/]", row.aim, verdict, row.how)
    return table
