"""How what is taken back looks: on a terminal, and as lines of JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi_cli.baseline.lines import print_line
from hinomi_cli.baseline.listing import Item, Listing
from hinomi_cli.baseline.saying import changes, hindrance
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.baseline.journal import Entry
    from hinomi.baseline.strength import State
    from hinomi.baseline.undo import Undone

AS_BEFORE: Final = {Undoing.UNDONE, Undoing.ALREADY}
_STYLES: Final = {
    Undoing.UNDONE: "green",
    Undoing.ALREADY: "dim",
    Undoing.CHANGED_SINCE: "magenta",
    Undoing.FAILED: "red",
}


class UndoView(Listing):
    """Prints writes and what became of taking them back."""

    def foretell(self, heading: str, entries: Iterable[Entry]) -> None:
        """Print what will be taken back, the last write first."""
        self.section(heading, "yellow", [self._item(one, one.before) for one in reversed(tuple(entries))])

    def show(self, undone: list[Undone]) -> None:
        """Print what became of each, the counts, and what holds from now on."""
        self.console.rule()
        for undoing, style in _STYLES.items():
            items = [self._item(one.entry, one.now, one.error) for one in undone if one.undoing is undoing]
            if items:
                self.section(word(self.locale, f"section.{undoing}"), style, items)
        styles = {f"section.{undoing}": style for undoing, style in _STYLES.items()}
        self.counts(Counter(f"section.{one.undoing}" for one in undone), styles)
        if any(one.undoing in AS_BEFORE for one in undone):
            self.say("undo.held")

    def _item(self, entry: Entry, state: State | None, error: str = "") -> Item:
        """Say of one write how the setting goes, or went, from what the run made of it to a state."""
        control = BY_ID.get(entry.control)
        changed = changes(control, _made(entry), state, self.locale) if control and state is not None else ()
        return Item(entry.control, entry.region, entry.resource, (*changed, *hindrance(error, self.locale)))


def print_undone(undone: Iterable[Undone], locale: str) -> None:
    """Print a line of JSON for each: `before` is what the run made, `desired` what was there before it."""
    for one in undone:
        print_line(
            {
                "control": one.entry.control,
                "region": one.entry.region,
                "resource": one.entry.resource,
                "outcome": one.undoing.value,
                "before": _made(one.entry),
                "desired": one.entry.before,
                "after": one.now,
                "detail": " ".join(hindrance(one.error, locale)),
            }
        )


def _made(entry: Entry) -> State:
    return entry.target if entry.after is None else entry.after
