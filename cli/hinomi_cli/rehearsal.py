"""The real watch and flush on a clock that is turned by hand: what would happen, without AWS."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from hinomi.custom.descriptions import Descriptions
from hinomi.errors import RetryError
from hinomi.flush import Flush
from hinomi.memory_store import MemoryStore
from hinomi.model import Outlet
from hinomi.pipeline import Watch
from hinomi.routing.holds import Holds
from hinomi.routing.inhibition import rules
from hinomi.routing.memory_groups import MemoryGroups
from hinomi.routing.memory_inhibitors import MemoryInhibitors
from hinomi.routing.memory_silences import MemorySilences
from hinomi.routing.rates import RATES
from hinomi.routing.routes import Router
from hinomi.routing.ticking import FARTHEST
from hinomi.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hinomi.config import Config
    from hinomi.model import Event, Message
    from hinomi.pipeline import Outcome, Publisher
    from hinomi.routing.groups import Groups, Ticks
    from hinomi.routing.inhibition import Inhibitors
    from hinomi.routing.rates import Rate
    from hinomi.routing.silences import Silences
    from hinomi.state import Store
    from hinomi.telling import Parking
    from hinomi.visit import Flushed

_RETRY_MS = 60_000
"""A tick that failed comes again after this time, if nobody says when."""


@dataclass
class Clock:
    """A clock that stands still until it is turned (ms since 1970)."""

    now: int = 1_795_000_000_000

    def __call__(self) -> int:
        """Return the time."""
        return self.now


@dataclass
class Agenda:
    """The ticks that are ordered, by when they come."""

    ordered: list[tuple[int, int, str, int]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def wake(self, group: str, at: int, now: int) -> None:
        """Order a tick, as far ahead as a queue can."""
        self.push(group, at, min(max(at, now), now + FARTHEST))

    def push(self, group: str, at: int, comes: int) -> None:
        """Let the tick that was ordered for `at` come at a time."""
        heapq.heappush(self.ordered, (comes, next(self._numbers), group, at))

    def next(self, until: int) -> tuple[int, str, int] | None:
        """Take the next tick that comes by `until`, as (when, group, the time it was ordered for)."""
        if not self.ordered or self.ordered[0][0] > until:
            return None
        comes, _, group, at = heapq.heappop(self.ordered)
        return comes, group, at


class Post:
    """A publisher and a parking that send nothing and keep what they were given."""

    def __init__(self) -> None:
        self.sent: list[tuple[Outlet, Message]] = []
        self.parked: list[tuple[Outlet, Message, str]] = []

    def publish(self, outlet: Outlet, message: Message) -> None:
        """Keep the message."""
        self.sent.append((outlet, message))

    def park(self, outlet: Outlet, message: Message, why: str) -> None:
        """Keep the message and why it could not be sent."""
        self.parked.append((outlet, message, why))


@dataclass(kw_only=True)
class Rehearsal:
    """A watch and a flush that share a clock; ticks come as the clock is turned."""

    watch: Watch
    flush: Flush
    clock: Clock
    agenda: Agenda
    flushed: list[Flushed] = field(default_factory=list)

    def take(self, event: Event) -> tuple[Outcome, ...]:
        """Let the watch take an event, now."""
        return self.watch.take(event)

    def turn_to(self, until: int) -> None:
        """Turn the clock to a time (ms), through every tick that comes before; one that fails comes again."""
        while (tick := self.agenda.next(until)) is not None:
            comes, group, at = tick
            self.clock.now = max(self.clock.now, comes)
            try:
                self.flushed.append(self.flush.tick(group, at))
            except RetryError as error:
                wait = error.after * 1000 if error.after else _RETRY_MS
                self.agenda.push(group, at, self.clock.now + wait)
        self.clock.now = max(self.clock.now, until)

    def turn(self, seconds: float) -> None:
        """Turn the clock on by some seconds."""
        self.turn_to(self.clock.now + int(seconds * 1000))

    def finish(self, most: float = 86_400) -> None:
        """Turn the clock until nothing waits any more, or for `most` seconds."""
        end = self.clock.now + int(most * 1000)
        while self.agenda.ordered and self.agenda.ordered[0][0] <= end:
            self.turn_to(self.agenda.ordered[0][0])


def everywhere(channels: Iterable[str], locales: Iterable[str]) -> tuple[Outlet, ...]:
    """Return an outlet for each channel in each language."""
    return tuple(
        Outlet(name=f"{channel}-{locale}", channel=channel, locale=locale, address=f"{channel}-{locale}")
        for locale in locales
        for channel in channels
    )


def rehearse(  # noqa: PLR0913 - every part of the real thing may be another
    config: Config,
    outlets: tuple[Outlet, ...],
    *,
    clock: Clock | None = None,
    publisher: Publisher | None = None,
    parking: Parking | None = None,
    store: Store | None = None,
    groups: Groups | None = None,
    ticks: Ticks | None = None,
    silences: Silences | None = None,
    inhibitors: Inhibitors | None = None,
    machines: tuple[Outlet, ...] = (),
    rates: Mapping[str, Rate] = RATES,
) -> Rehearsal:
    """Build the watch and the flush; what is not named is in memory, and sends nothing."""
    post, turned, agenda, numbers = Post(), clock or Clock(), Agenda(), count()
    router, inhibiting = Router(config), rules(config)
    kept_groups, burning, hushed = (
        groups or MemoryGroups(),
        inhibitors or MemoryInhibitors(),
        silences or MemorySilences(),
    )
    watch = Watch(
        store=store or MemoryStore(),
        groups=kept_groups,
        ticks=ticks or agenda,
        inhibitors=burning,
        publisher=publisher or post,
        machines=machines,
        router=router,
        rules=inhibiting,
        config=config,
        clock=turned,
        new_id=lambda: f"claim-{next(numbers)}",
        custom=Descriptions(config.events),
    )
    teller = Teller(
        groups=kept_groups,
        ticks=ticks or agenda,
        publisher=publisher or post,
        parking=parking or post,
        config=config,
        clock=turned,
        sleep=lambda _: None,
        rates=rates,
    )
    flush = Flush(
        teller=teller,
        ticks=ticks or agenda,
        router=router,
        outlets=outlets,
        holds=lambda now: Holds(
            silences=hushed, inhibitors=burning, rules=inhibiting, router=router, config=config, now=now
        ),
        new_id=lambda: f"lease-{next(numbers)}",
    )
    return Rehearsal(watch=watch, flush=flush, clock=turned, agenda=agenda)


def hear(config: Config, outlets: tuple[Outlet, ...], events: Iterable[Event]) -> tuple[Message, ...]:
    """Return the messages that events lead to, when nothing else happens."""
    post = Post()
    rehearsal = rehearse(config, outlets, publisher=post, parking=post)
    for event in events:
        rehearsal.take(event)
    rehearsal.finish()
    return tuple(message for _, message in post.sent)
