"""Every order in which concurrent workers can reach the store and the publisher, with a fault at every step of each.

A worker is run again from its start for each step, with the answers that it had so far; at its next call it is put
aside, so that the scheduler alone says whose call is made next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hinomi import pipeline
from hinomi.config import Config
from hinomi.errors import RetryError
from hinomi.memory_store import MemoryStore
from hinomi.model import Alert, Event, Lifecycle, Message, Reason, Severity
from hinomi.pipeline import Receiver, Watch
from support.alerts import make_alert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = 1_795_000_000_000
VISIBILITY_TIMEOUT = 180_000
READERS = tuple(Receiver(name, "alerts", "") for name in ("ann", "ben"))
DEATHS, REFUSALS = ("dies before", "dies after"), ("refused",)


class Pause(BaseException):
    """The worker is about to make its next call."""


class Death(BaseException):
    """The worker's process ends."""


class News(NamedTuple):
    """What one reader got to hear."""

    reader: str
    reason: str
    severity: str


@dataclass(frozen=True)
class World:
    """All that one order of calls has led to so far. `answers` holds each worker's, `ended` how it ended."""

    memories: dict[str, Any]
    told: tuple[News, ...]
    answers: tuple[tuple[Any, ...], ...]
    ended: tuple[str, ...]

    def key(self) -> str:
        return repr((self.memories, self.told, self.answers, self.ended))


@dataclass
class Stage:
    """The store and the publisher of one worker: old calls are answered from memory, one new call is let through."""

    world: World
    worker: int
    now: int
    fault: str
    place: int = 0
    spent: bool = False
    told: list[News] = field(default_factory=list)

    def call(self, make: Callable[[], Any]) -> Any:
        answers = self.world.answers[self.worker]
        if self.place < len(answers):
            self.place += 1
            return answers[self.place - 1]
        if self.spent:
            raise Pause
        self.spent = True
        if self.fault == "dies before":
            raise Death
        answer = make()
        if self.fault == "dies after":
            raise Death
        self.world = replace(self.world, answers=put(self.world.answers, self.worker, (*answers, answer)))
        self.place += 1
        return answer

    def publish(self, receiver: Receiver, message: Message) -> None:
        if self.call(lambda: self._deliver(receiver, message)) == "refused":
            raise RetryError("sns:Publish: Throttled")

    def _deliver(self, receiver: Receiver, message: Message) -> str:
        if self.fault != "refused":
            body = json.loads(message.body)
            self.told.append(News(receiver.name, body["decision"]["reason"], body["alert"]["severity"]))
        return self.fault


class StagedStore:
    """A store in memory whose every call is a step of the schedule."""

    def __init__(self, stage: Stage, store: MemoryStore) -> None:
        self._stage, self._store = stage, store

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *given, **named: self._stage.call(lambda: getattr(self._store, name)(*given, **named))


def put(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    return (*values[:place], value, *values[place + 1 :])


def step(world: World, worker: int, now: int, *, fault: str = "") -> World:
    """Let one worker make its next call, with or without a fault; after its last call it ends."""
    store = MemoryStore()
    store._memories = dict(world.memories)  # noqa: SLF001 - the state of the world is the store's
    stage = Stage(world, worker, now, fault)
    watch = Watch(
        store=StagedStore(stage, store),
        publisher=stage,
        receivers=READERS,
        config=Config(),
        clock=lambda: now,
        new_id=lambda: f"{worker}@{now}",
    )
    ended = ""
    try:
        watch.take(Event(delivery_id=str(worker), received_at=datetime.fromtimestamp((START + worker) / 1000, UTC)))
        ended = "done"
    except Pause:
        pass
    except (Death, RetryError):
        ended = "again"
    return replace(
        stage.world,
        memories=dict(store._memories),  # noqa: SLF001 - to save and restore a world
        told=(*world.told, *stage.told),
        ended=put(world.ended, worker, ended),
    )


def run(world: World, worker: int, now: int) -> World:
    while not world.ended[worker]:
        world = step(world, worker, now)
    return world


def restart(world: World, worker: int) -> World:
    return replace(world, answers=put(world.answers, worker, ()), ended=put(world.ended, worker, ""))


def orders(world: World, workers: range, now: int, *, faults: tuple[str, ...]) -> Iterator[World]:
    """Give the end of every order of the workers' calls, with at most one of the faults, each different end once."""
    seen: set[str] = set()
    stack = [(world, faults)]
    while stack:
        here, left = stack.pop()
        key = f"{left}{here.key()}"
        if key in seen:
            continue
        seen.add(key)
        alive = [worker for worker in workers if not here.ended[worker]]
        if not alive:
            yield here
        for worker in alive:
            stack.append((step(here, worker, now), left))
            stack += [(step(here, worker, now, fault=fault), ()) for fault in left]


def settle(world: World, now: int, order: int) -> World:
    """Deliver again what failed, in rounds, as SQS does: within a round in one direction or the other."""
    for turn in range(1, 6):
        failed = [worker for worker, end in enumerate(world.ended) if end == "again"]
        for worker in failed[::order]:
            world = run(restart(world, worker), worker, now + turn * VISIBILITY_TIMEOUT)
    assert set(world.ended) == {"done"}
    return world


def fail(**changes: Any) -> Alert:
    return make_alert(**changes)


def fix(**changes: Any) -> Alert:
    return make_alert(lifecycle=Lifecycle.CLOSED, **changes)


STORIES: dict[str, tuple[list[Alert], list[Alert]]] = {
    "the same delivery twice": ([], [fail(), fail()]),
    "two copies at once": ([], [fail(copy="cis"), fail(copy="fsbp")]),
    "three copies at once": ([], [fail(copy="cis"), fail(copy="fsbp"), fail(copy="nist")]),
    "two copies of different severity": ([], [fail(copy="a"), fail(copy="b", severity=Severity.CRITICAL)]),
    "closed while it is first told": ([], [fail(version=1), fix(version=2)]),
    "escalated while it is first told": ([], [fail(version=1), fail(version=2, severity=Severity.CRITICAL)]),
    "escalated and closed": ([fail()], [fail(version=2_000, severity=Severity.CRITICAL), fix(version=3_000)]),
    "closed and open again": ([fail()], [fix(version=2_000), fail(version=3_000)]),
    "closed and open again without a new version": ([fail()], [fix(), fail()]),
    "open again and closed": ([fail(), fix(version=2_000)], [fail(version=3_000), fix(version=4_000)]),
    "two copies close at once": (
        [fail(copy="a"), fail(copy="b")],
        [fix(copy="a", version=2_000), fix(copy="b", version=2_000)],
    ),
    "one copy closes while another opens": (
        [fail(copy="a")],
        [fix(copy="a", version=2_000), fail(copy="b", version=2_000)],
    ),
    "one copy closes while the other opens again": (
        [fail(copy="a"), fix(copy="a", version=2_000)],
        [fail(copy="b", version=3_000), fix(copy="b", version=4_000), fail(copy="a", version=3_000)],
    ),
    "a repair closes, opens and closes": ([fail()], [fix(version=2_000), fail(version=3_000), fix(version=4_000)]),
}


def truth(alerts: list[Alert]) -> Severity | None:
    """Return the severity of what is open in the end: each copy's last word; None where all is closed."""
    last: dict[str, Alert] = {}
    for alert in alerts:
        if alert.copy not in last or alert.version >= last[alert.copy].version:
            last[alert.copy] = alert
    return max((alert.severity for alert in last.values() if alert.lifecycle is Lifecycle.OPEN), default=None)


def believed(told: list[News]) -> Severity | None:
    """Return the highest severity that a reader thinks is open."""
    opened: Severity | None = None
    for news in told:
        fresh = opened is None or news.reason == Reason.REOPENED
        level = Severity[news.severity] if fresh else max(Severity[news.severity], opened or Severity.INFO)
        opened = None if news.reason == Reason.RESOLVED else level
    return opened


def repeats(told: list[News]) -> int:
    """Count the messages after which a reader knows nothing that the message before did not say."""
    said = ["resolved" if news.reason == Reason.RESOLVED else news.severity for news in told]
    return sum(one == following for one, following in pairwise(said))


def play(monkeypatch: pytest.MonkeyPatch, story: str, faults: tuple[str, ...]) -> Iterator[list[News]]:
    """Give what each reader heard in each order, and check that it is what is true in the end."""
    before, together = STORIES[story]
    alerts = [*before, *together]
    monkeypatch.setattr(pipeline, "normalize", lambda event: (alerts[int(event.delivery_id)],))
    world = World({}, (), ((),) * len(alerts), ("",) * len(alerts))
    for worker in range(len(before)):
        world = run(world, worker, START + worker)
    now = START + 3_600_000
    for end in orders(world, range(len(before), len(alerts)), now, faults=faults):
        for direction in (1, -1):
            told = settle(end, now, direction).told
            for reader in READERS:
                heard = [news for news in told if news.reader == reader.name]
                assert believed(heard) == truth(alerts), heard
                yield heard


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_each_piece_of_news_is_told_exactly_once(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    for heard in play(monkeypatch, story, ()):
        assert repeats(heard) == 0, heard
        assert [news.reason for news in heard[:1]] in ([], [Reason.FIRST_SEEN])


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_death_loses_nothing_and_repeats_at_most_once(
    monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    for heard in play(monkeypatch, story, DEATHS):
        assert repeats(heard) <= 1, heard


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_refusal_loses_nothing_and_repeats_at_most_once(
    monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    for heard in play(monkeypatch, story, REFUSALS):
        assert repeats(heard) <= 1, heard
