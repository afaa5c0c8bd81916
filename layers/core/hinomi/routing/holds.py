"""What holds an alert back right now: a silence, what inhibits it, a mute window."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hinomi.model import Reason, Severity
from hinomi.routing import labels
from hinomi.routing.inhibition import Inhibitor, inhibited
from hinomi.routing.silences import Hold, holding, is_protected, standing

if TYPE_CHECKING:
    from hinomi.config import Config
    from hinomi.model import Alert, Branch
    from hinomi.routing.inhibition import Inhibitors, Rule
    from hinomi.routing.routes import Router
    from hinomi.routing.silences import Silence, Silences


@dataclass(kw_only=True)
class Holds:
    """All that holds alerts back at one moment (ms), read once and only as far as it is needed."""

    silences: Silences
    inhibitors: Inhibitors
    rules: tuple[Rule, ...]
    router: Router
    config: Config
    now: int
    _burning: dict[str, tuple[Inhibitor, ...]] = field(default_factory=dict)
    _ends: dict[str, int | None] = field(default_factory=dict)
    _mutes: dict[str, Hold | None] = field(default_factory=dict)

    def __call__(self, alert: Alert, branch: Branch) -> Hold | None:
        """Say what holds the alert back on its branch, None if nothing does.

        Nothing holds the report of a round: that it comes is the sign that the rounds go on. Nor what a person asked
        for: whoever did waits for it.
        """
        if alert.report is not None or alert.requested:
            return None
        worn = labels.of(alert, self.config)
        return (
            holding(self._hushed, worn, alert, self.now)
            or inhibited(self.rules, worn, alert, self._burning_for, self._window_until, self.now)
            or self._muted(alert, branch)
        )

    @cached_property
    def _hushed(self) -> tuple[Silence, ...]:
        return (*standing(self.config), *self.silences.all(self.now))

    def _burning_for(self, rule: str) -> tuple[Inhibitor, ...]:
        if rule not in self._burning:
            self._burning[rule] = self.inhibitors.burning(rule, self.now)
        return self._burning[rule]

    def _muted(self, alert: Alert, branch: Branch) -> Hold | None:
        if alert.severity is Severity.CRITICAL or is_protected(alert):
            return None
        if branch.route not in self._mutes:
            muted = self.router.muted_until(self.router.plan(branch.route), self.now)
            self._mutes[branch.route] = muted and Hold(Reason.MUTED_WINDOW, *muted)
        return self._mutes[branch.route]

    def _window_until(self, name: str, now: int) -> int | None:
        if name not in self._ends:
            self._ends[name] = self.router.window_until(name, now)
        return self._ends[name]
