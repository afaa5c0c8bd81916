"""How results look on a terminal: by what became of them, then the counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from rich.text import Text

from hinomi.baseline.outcome import Outcome
from hinomi_cli.baseline.listing import Item, Listing
from hinomi_cli.baseline.saying import changes, remarks
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console

    from hinomi.baseline.charge import Charge
    from hinomi.baseline.control import Control
    from hinomi.baseline.outcome import Result

_STYLES: Final = {
    Outcome.WOULD_CHANGE: "yellow",
    Outcome.CHANGED: "green",
    Outcome.PENDING: "green",
    Outcome.DRIFT: "magenta",
    Outcome.MANUAL: "cyan",
    Outcome.EXEMPT: "blue",
    Outcome.MANAGED_BY_ORG: "blue",
    Outcome.FAILED: "red",
    Outcome.ACCESS_DENIED: "red",
    Outcome.UNSUPPORTED_REGION: "dim",
    Outcome.COMPLIANT: "dim",
}
"""The outcomes in the order in which they are shown."""
_ONLY_COUNTED: Final = {Outcome.COMPLIANT, Outcome.UNSUPPORTED_REGION}


class View(Listing):
    """Prints results in one language. `charges` say what the settings allow, by control id."""

    def __init__(self, console: Console, locale: str, covered: tuple[str, ...], charges: Mapping[str, Charge]) -> None:
        super().__init__(console, locale, covered)
        self._charges = charges

    def show(self, results: Iterable[Result]) -> None:
        """Print a section for each kind of outcome that a person should see, and the counts of all."""
        by_outcome: dict[Outcome, list[Result]] = {outcome: [] for outcome in _STYLES}
        for result in results:
            by_outcome[result.outcome].append(result)
        for outcome, found in by_outcome.items():
            if found and outcome not in _ONLY_COUNTED:
                items = [Item(one.control, one.region, one.resource, tuple(self._lines(one))) for one in found]
                heading = word(self.locale, f"section.{outcome}")
                self.section(heading, _STYLES[outcome], items, partial(self._about, outcome))
        counts = {f"section.{outcome}": len(found) for outcome, found in by_outcome.items()}
        self.counts(counts, {f"section.{outcome}": style for outcome, style in _STYLES.items()})

    def _about(self, outcome: Outcome, control: Control) -> Iterator[Text]:
        """Say what a change costs and risks, and what it means; or what a person has to do."""
        if outcome is Outcome.WOULD_CHANGE:
            facts = {
                "cost": word(self.locale, f"cost.{control.cost}"),
                "risk": word(self.locale, f"risk.{control.risk}"),
                "mode": word(self.locale, f"mode.{self._charges[control.id].mode}"),
            }
            yield Text(word(self.locale, "facts", **facts), style="dim")
        if outcome in {Outcome.WOULD_CHANGE, Outcome.MANUAL}:
            yield Text(control.texts[self.locale].change)

    def _lines(self, result: Result) -> Iterator[str]:
        after = result.desired if result.after is None else result.after
        charge = self._charges[result.control]
        if result.before is not None and after is not None:
            yield from changes(charge.control, result.before, after, self.locale)
        yield from remarks(charge.control, result, self.locale)
        if result.outcome is Outcome.WOULD_CHANGE and not charge.may_change(result.region):
            yield word(self.locale, "unapproved")
