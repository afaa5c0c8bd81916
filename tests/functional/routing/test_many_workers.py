"""Eight intakes and four flushes at once on the same tables: every alert is told once to every outlet, in full count.

The workers are threads with a real queue of events and a real queue of ticks between them. Time runs many times as fast
as it does, so that groups wait and intervals pass; never so fast that a lease runs out while its holder works.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, PriorityQueue, Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import pytest

from hinomi import pipeline, telling
from hinomi.config import Config
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.errors import HinomiError, RetryError
from hinomi.memory_store import MemoryStore
from hinomi.model import Event, Lifecycle, Message, Outlet, Reason, Severity
from hinomi.routing.memory_groups import MemoryGroups
from hinomi.routing.settings import Route
from hinomi_cli.rehearsal import Rehearsal, rehearse
from support.alerts import make_alert
from support.group_stores import group_table
from support.once import once
from support.staging import Heard, Plain, heard
from support.table import client, create_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hinomi.model import Alert
    from hinomi.routing.groups import Groups
    from hinomi.state import Store

START = 1_795_000_000_000
INTAKES, FLUSHES = 8, 4
OUTLETS = (
    Outlet(name="mail", channel="email", locale="ja", address="mail"),
    Outlet(name="chat", channel="slack", locale="ja", address="chat"),
)
GROUPS = Config(routes=Route(group_by=["region"], group_wait="5s", group_interval="10s"))


class OneAtATime:
    """A place that threads may share: one call at a time, as DynamoDB has it for one item and moto has not."""

    def __init__(self, place: Any) -> None:
        self._place, self._lock = place, Lock()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            with self._lock:
                return getattr(self._place, name)(*given, **named)

        return call


@dataclass
class Yard:
    """What the workers share: the clock, the queues, what people heard; `busy` counts what is not done yet."""

    speed: int
    began: float = field(default_factory=time.monotonic)
    events: Queue[int] = field(default_factory=Queue)
    ticks: PriorityQueue[tuple[int, int, str, int]] = field(default_factory=PriorityQueue)
    told: list[Heard] = field(default_factory=list)
    broken: list[BaseException] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    busy: int = 0
    numbers: Iterator[int] = field(default_factory=count)

    def now(self) -> int:
        return START + int((time.monotonic() - self.began) * 1000 * self.speed)

    def wake(self, group: str, at: int, now: int) -> None:
        self.push(group, at, min(max(at, now), now + 900_000))

    def push(self, group: str, at: int, comes: int) -> None:
        with self.lock:
            self.busy += 1
        self.ticks.put((comes, next(self.numbers), group, at))

    def done(self) -> None:
        with self.lock:
            self.busy -= 1

    def publish(self, outlet: Outlet, message: Message) -> None:
        with self.lock:
            self.told += heard(outlet, message)


def event(number: int) -> Event:
    return Event(delivery_id=str(number))


def take_events(yard: Yard, made: Rehearsal) -> None:
    """Take events until there is nothing to do; one that fails comes again, after the others."""
    while yard.busy:
        try:
            number = yard.events.get(timeout=0.01)
        except Empty:
            continue
        try:
            made.watch.take(event(number))
        except RetryError:
            yard.events.put(number)
        except BaseException as error:  # noqa: BLE001 - a thread's error must reach the test
            yard.broken.append(error)
            yard.done()
        else:
            yard.done()


def take_ticks(yard: Yard, made: Rehearsal) -> None:
    """Flush for each tick that is due, until there is nothing to do; one that fails comes again."""
    while yard.busy:
        try:
            comes, number, group, at = yard.ticks.get(timeout=0.01)
        except Empty:
            continue
        if comes > yard.now():
            yard.ticks.put((comes, number, group, at))
            time.sleep(0.001)
            continue
        try:
            made.flush.tick(group, at)
        except HinomiError as error:
            yard.push(group, at, yard.now() + (getattr(error, "after", None) or 5) * 1000)
        except BaseException as error:  # noqa: BLE001 - likewise
            yard.broken.append(error)
        yard.done()


def work(
    monkeypatch: pytest.MonkeyPatch, alerts: list[Alert], make: Callable[[], tuple[Store, Groups]], *, speed: int = 100
) -> Yard:
    """Let all the workers work until everything is told; each has a program of its own on the same tables."""
    monkeypatch.setattr(pipeline, "normalize", lambda event, _custom: (alerts[int(event.delivery_id)],))
    monkeypatch.setattr(telling, "Renderer", Plain)
    yard, (store, groups) = Yard(speed), make()
    for number in range(len(alerts)):
        yard.busy += 1
        yard.events.put(number)
    threads = []
    for number, take in enumerate([*[take_events] * INTAKES, *[take_ticks] * FLUSHES]):
        made = rehearse(GROUPS, OUTLETS, clock=yard.now, store=store, groups=groups, ticks=yard, publisher=yard)  # type: ignore[arg-type]
        ids = count()
        name = lambda number=number, ids=ids: f"{number}-{next(ids)}"  # noqa: E731 - of each worker its own
        object.__setattr__(made.watch, "new_id", name)
        object.__setattr__(made.flush, "new_id", name)
        threads.append(Thread(target=take, args=(yard, made), daemon=True))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert yard.broken == []
    assert not yard.busy, "somebody waits for ever"
    return yard


def mixed(number: int, seed: int) -> list[Alert]:
    """Make so many events in random order: alerts, three of ten delivered twice, one of ten critical."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    different = [
        make_alert(
            fingerprint=f"finding-{one}",
            copy=f"finding-{one}",
            region=chance.choice(["ap-northeast-1", "us-east-1", "eu-west-1"]),
            severity=Severity.CRITICAL if chance.random() < 0.02 else Severity.HIGH,
        )
        for one in range(number * 10 // 13)
    ]
    events = [*different, *chance.choices(different, k=number - len(different))]
    chance.shuffle(events)
    return events


def in_memory() -> tuple[Any, Groups]:
    return OneAtATime(MemoryStore()), MemoryGroups()


def in_dynamodb() -> tuple[Any, Groups]:
    dynamodb: Any = OneAtATime(client("dynamodb"))
    return DynamoDBStore(dynamodb, create_table()), group_table(dynamodb)


def check(yard: Yard, alerts: list[Alert]) -> None:
    distinct = {alert.fingerprint for alert in alerts}
    for outlet in OUTLETS:
        times = Counter(news.fingerprint for news in yard.told if news.outlet == outlet.name)
        assert times.keys() == distinct
        assert times.total() == len(distinct)
    assert {news.reason for news in yard.told} == {Reason.FIRST_SEEN}


@once
def test_five_thousand_events_are_told_exactly_once(monkeypatch: pytest.MonkeyPatch) -> None:
    alerts = mixed(5_000, seed=1)
    check(work(monkeypatch, alerts, in_memory), alerts)


@once
def test_hundreds_of_events_are_told_exactly_once_on_dynamodb(monkeypatch: pytest.MonkeyPatch) -> None:
    alerts = mixed(200, seed=2)
    check(work(monkeypatch, alerts, in_dynamodb, speed=10), alerts)


@pytest.mark.parametrize("seed", range(3))
def test_what_opens_and_closes_ends_as_it_is(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Events of one alert come in any order; the last word of each decides what people believe in the end."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    alerts = [
        make_alert(
            fingerprint=f"finding-{one}",
            version=version,
            lifecycle=Lifecycle.CLOSED if version % 2 == 0 else Lifecycle.OPEN,
            severity=chance.choice([Severity.HIGH, Severity.CRITICAL]),
        )
        for one in range(40)
        for version in range(1, chance.randint(2, 6))
    ]
    chance.shuffle(alerts)
    yard = work(monkeypatch, alerts, in_memory)
    for fingerprint in {alert.fingerprint for alert in alerts}:
        last = max((alert for alert in alerts if alert.fingerprint == fingerprint), key=lambda alert: alert.version)
        for outlet in OUTLETS:
            said = [news.reason for news in yard.told if news[:2] == (outlet.name, fingerprint)]
            believed = bool(said) and said[-1] != Reason.RESOLVED
            assert believed == (last.lifecycle is Lifecycle.OPEN), said
