"""The workers of a stage: intakes that take events, flushes that take ticks; and what becomes of a world in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hinomi import pipeline, telling
from hinomi.errors import RetryError
from hinomi.model import Event, Lifecycle, Reason, Severity
from hinomi.routing.inhibition import rules
from hinomi.routing.rates import RATES
from hinomi.routing.routes import Router
from hinomi_cli import rehearsal
from hinomi_cli.rehearsal import Clock, Rehearsal, rehearse
from support.staging import Heard, Places, Plain, Tools, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import pytest

    from hinomi.config import Config
    from hinomi.model import Alert, Outlet
    from hinomi.routing.rates import Rate

START = 1_795_000_000_000
VISIBILITY_TIMEOUT = 180_000


@dataclass(frozen=True, kw_only=True)
class Crew:
    """Workers for these alerts: each event brings one of them, or several at once, by its number."""

    config: Config
    outlets: tuple[Outlet, ...]
    alerts: tuple[Alert | tuple[Alert, ...], ...]
    rates: Mapping[str, Rate] = field(default_factory=lambda: RATES)

    def dress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let each event bring its alert, let messages list what they tell, and compile the settings only once."""
        router, inhibiting = Router(self.config), rules(self.config)
        monkeypatch.setattr(rehearsal, "Router", lambda _: router)
        monkeypatch.setattr(rehearsal, "rules", lambda _: inhibiting)
        monkeypatch.setattr(pipeline, "normalize", lambda event, _custom: self.brought(int(event.delivery_id)))
        monkeypatch.setattr(telling, "Renderer", Plain)

    def brought(self, number: int) -> tuple[Alert, ...]:
        """Return the alerts that an event brings."""
        brought = self.alerts[number]
        return brought if isinstance(brought, tuple) else (brought,)

    def intake(self, number: int) -> Callable[[Tools], object]:
        """Make a worker that takes an event: each of its calls is a step."""

        def work(tools: Tools) -> None:
            made = self._rehearsal(tools.store, tools.groups, tools.others, tools.now, ticks=tools.others)
            object.__setattr__(made.watch, "new_id", lambda: f"{number}@{tools.now}")
            made.watch.take(event(number))

        return work

    def flusher(self, number: int) -> Callable[[Tools], object]:
        """Make a worker that takes the first tick that is due, if one is: each of its calls is a step."""

        def work(tools: Tools) -> None:
            tick = tools.others.receive(tools.now)
            made = self._rehearsal(tools.store, tools.groups, tools.others, tools.now, ticks=tools.others)
            object.__setattr__(made.flush, "new_id", lambda: f"{number}@{tools.now}")
            if tick is not None:
                made.flush.tick(*tick)

        return work

    def flush_all(self, places: Places, now: int) -> None:
        """Flush every group for which a tick is due."""
        made = self._rehearsal(places.store, places.groups, places, now)
        for group, at in places.ticks:
            made.agenda.push(group, at, at)
        made.turn_to(now)
        places.ticks[:] = [(group, at) for _, _, group, at in sorted(made.agenda.ordered)]

    def settle(self, world: World, now: int, order: int = 1) -> Places:
        """Deliver again what failed, in rounds, as SQS does: within a round in one direction or the other."""
        places = Places(world)
        made = self._rehearsal(places.store, places.groups, places, now)
        for group, at in places.ticks:
            made.agenda.push(group, at, max(at, now))
        for group, at in failed_ticks(world, len(self.alerts)):
            made.agenda.push(group, at, now + VISIBILITY_TIMEOUT)
        failed = [number for number, end in enumerate(world.ended[: len(self.alerts)]) if end == "again"]
        for turn in range(1, 6):
            made.turn_to(now + turn * VISIBILITY_TIMEOUT)
            for number in failed[::order]:
                try:
                    made.take(event(number))
                except RetryError:
                    continue
                failed.remove(number)
        made.finish()
        assert not failed, world.history
        assert not places.waiting(), world.history
        return places

    def _rehearsal(self, store: Any, groups: Any, others: Any, now: int, *, ticks: Any = None) -> Rehearsal:
        return rehearse(
            self.config,
            self.outlets,
            clock=Clock(now),
            store=store,
            groups=groups,
            ticks=ticks,
            publisher=others,
            parking=others,
            rates=self.rates,
        )


def event(number: int) -> Event:
    """Make the event that brings an alert; its number also says when it left AWS."""
    return Event(delivery_id=str(number), received_at=datetime.fromtimestamp((START + number) / 1000, UTC))


def failed_ticks(world: World, first: int) -> list[tuple[str, int]]:
    """List the ticks of the flushes, workers from `first` on, that failed: they come again."""
    workers = zip(world.ended[first:], world.answers[first:], strict=True)
    return [answers[0] for end, answers in workers if end == "again" and isinstance(next(iter(answers), None), tuple)]


def truth(alerts: Iterable[Alert]) -> Severity | None:
    """Return the severity of what is open in the end: each copy's last word; None where all is closed."""
    last: dict[str, Alert] = {}
    for alert in alerts:
        if alert.copy not in last or alert.version >= last[alert.copy].version:
            last[alert.copy] = alert
    return max((alert.severity for alert in last.values() if alert.lifecycle is Lifecycle.OPEN), default=None)


def believed(told: Iterable[Heard]) -> Severity | None:
    """Return the highest severity that a reader thinks is open."""
    opened: Severity | None = None
    for news in told:
        fresh = opened is None or news.reason == Reason.REOPENED
        level = Severity[news.severity] if fresh else max(Severity[news.severity], opened or Severity.INFO)
        opened = None if news.reason == Reason.RESOLVED else level
    return opened


def repeats(told: Sequence[Heard]) -> int:
    """Count the messages after which a reader knows nothing that the message before did not say."""
    said = ["resolved" if news.reason == Reason.RESOLVED else news.severity for news in told]
    return sum(one == following for one, following in pairwise(said))
