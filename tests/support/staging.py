"""Workers whose every call of a store, a queue or a publisher is a step that a scheduler orders, and may break.

A worker is run again from its start for each step, with the answers that it had so far; at its next call it is put
aside, so that the scheduler alone says whose call is made next.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from hinomi.errors import HinomiError, ParkError, RetryError
from hinomi.memory_store import MemoryStore
from hinomi.model import Message
from hinomi.routing.memory_groups import MemoryGroups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hinomi.config import Config
    from hinomi.model import Bundle, Outlet

DEATHS, REFUSALS, PARKINGS = ("dies before", "dies after"), ("refused",), ("parked",)
"""Faults: the process ends; the other side takes nothing now; it takes this message never."""


class Pause(BaseException):
    """The worker is about to make its next call."""


class Death(BaseException):
    """The worker's process ends."""


class Pointless(BaseException):
    """The fault cannot happen in this call."""


class Heard(NamedTuple):
    """One alert in a message that one outlet got."""

    outlet: str
    fingerprint: str
    reason: str
    severity: str


class Plain:
    """A renderer whose messages list what they tell."""

    def __init__(self, bundle: Bundle, _: Config) -> None:
        self._told = [(one.alert.fingerprint, one.decision.reason, one.alert.severity.name) for one in bundle.items]

    def render(self, outlet: Outlet) -> Message:
        body = msgspec.json.encode(self._told).decode()
        return Message(channel=outlet.channel, locale=outlet.locale, subject="", body=body)


@dataclass(frozen=True)
class World:
    """All that one order of calls has led to so far. `answers` holds each worker's, `ended` how it ended.

    `ticks` are those ordered, as (group, for when); what is parked counts as heard; `history` lists the calls, for who
    reads of a failure.
    """

    answers: tuple[tuple[Any, ...], ...]
    ended: tuple[str, ...]
    memories: dict[str, Any] = field(default_factory=dict)
    groups: tuple[dict[str, Any], ...] = ({}, {}, {}, {}, {})
    ticks: tuple[tuple[str, int], ...] = ()
    heard: tuple[Heard, ...] = ()
    parked: tuple[Heard, ...] = ()
    history: tuple[str, ...] = ()

    def key(self, faults: tuple[str, ...]) -> bytes:
        """Name the world, and the faults that may yet happen in it."""
        everything = (faults, self.answers, self.ended, self.memories, self.groups, self.ticks, self.heard, self.parked)
        return blake2b(msgspec.msgpack.encode(everything, order="deterministic"), digest_size=16).digest()


def empty_world(workers: int) -> World:
    return World(answers=((),) * workers, ended=("",) * workers)


class Places:
    """What the workers share, as it is in a world: the store, the groups, the queue of ticks, what people heard."""

    def __init__(self, world: World) -> None:
        self.store, self.groups = MemoryStore(), MemoryGroups()
        self.store._memories = dict(world.memories)  # noqa: SLF001 - to restore a world
        for name, kept in zip(_GROUPS, world.groups, strict=True):
            getattr(self.groups, name).update(_copied(kept))
        self.ticks, self.heard, self.parked = list(world.ticks), list(world.heard), list(world.parked)

    def save(self, world: World) -> World:
        return replace(
            world,
            memories=dict(self.store._memories),  # noqa: SLF001 - to save it
            groups=tuple(_copied(getattr(self.groups, name)) for name in _GROUPS),
            ticks=tuple(self.ticks),
            heard=tuple(self.heard),
            parked=tuple(self.parked),
        )

    def waiting(self) -> set[str]:
        """Name the groups in which news waits."""
        return {group for group, news in self.groups._news.items() if news}  # noqa: SLF001 - no other way to list them

    def wake(self, group: str, at: int, now: int) -> None:  # noqa: ARG002 - the protocol's
        self.ticks.append((group, at))

    def receive(self, now: int) -> tuple[str, int] | None:
        """Take the first tick that is due."""
        due = next((tick for tick in self.ticks if tick[1] <= now), None)
        if due is not None:
            self.ticks.remove(due)
        return due

    def publish(self, outlet: Outlet, message: Message) -> None:
        self.heard += heard(outlet, message)

    def park(self, outlet: Outlet, message: Message, why: str) -> None:  # noqa: ARG002 - the protocol's
        self.heard += heard(outlet, message)
        self.parked += heard(outlet, message)


_GROUPS = ("_times", "_news", "_standing", "_logged", "_buckets")


def _copied(kept: dict[str, Any]) -> dict[str, Any]:
    return {key: dict(value) if isinstance(value, dict) else value for key, value in kept.items() if value != {}}


def heard(outlet: Outlet, message: Message) -> list[Heard]:
    """Read a message of `Plain`."""
    return [Heard(outlet.name, *told) for told in msgspec.json.decode(message.body)]


@dataclass
class Stage:
    """The calls of one worker: old ones are answered from memory, one new call is let through, with its fault."""

    world: World
    worker: int
    fault: str
    place: int = 0
    spent: bool = False

    def call(self, name: str, make: Callable[[], Any]) -> Any:
        answers = self.world.answers[self.worker]
        if self.place == len(answers):
            if self.spent:
                raise Pause
            self.spent = True
            history = (*self.world.history, f"{self.worker}: {name} {self.fault}".rstrip())
            self.world = replace(self.world, history=history)
            answers = (*answers, self._answer(name, make))
            self.world = replace(self.world, answers=put(self.world.answers, self.worker, answers))
        answer = answers[self.place]
        self.place += 1
        if answer == "refused":
            raise RetryError(answer)
        if answer == "parked":
            raise ParkError(answer)
        return answer

    def _answer(self, name: str, make: Callable[[], Any]) -> Any:
        # A tick that nobody deletes comes again: to receive it is no step that can go wrong.
        if self.fault and (name == "receive" or (self.fault in PARKINGS and name != "publish")):
            raise Pointless
        if self.fault == "dies before":
            raise Death
        if self.fault in {*REFUSALS, *PARKINGS}:
            return self.fault
        answer = make()
        if self.fault == "dies after":
            raise Death
        return answer


class Staged:
    """A place whose every call is a step of the schedule."""

    def __init__(self, stage: Stage, place: Any) -> None:
        self._stage, self._place = stage, place

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            return self._stage.call(name, lambda: getattr(self._place, name)(*given, **named))

        return call


class Tools(NamedTuple):
    """What a worker is handed: places, each call of which is a step, and all of them together as one place."""

    store: Any
    groups: Any
    others: Any
    stage: Stage
    places: Places
    now: int


@dataclass(frozen=True)
class Cast:
    """Workers by number, who all work at one moment (ms)."""

    workers: tuple[Callable[[Tools], object], ...]
    now: int

    def step(self, world: World, worker: int, fault: str = "") -> World:
        """Let one worker make its next call, with or without a fault; after its last call it ends."""
        places, stage = Places(world), Stage(world, worker, fault)
        tools = Tools(
            Staged(stage, places.store), Staged(stage, places.groups), Staged(stage, places), stage, places, self.now
        )
        ended = ""
        try:
            self.workers[worker](tools)
            ended = "done"
        except Pause:
            pass
        except (Death, HinomiError):
            ended = "again"
        return places.save(replace(stage.world, ended=put(world.ended, worker, ended)))

    def run(self, world: World, worker: int) -> World:
        """Let one worker work alone to its end."""
        while not world.ended[worker]:
            world = self.step(world, worker)
        return world

    def orders(self, world: World, workers: Iterable[int], faults: tuple[str, ...]) -> Iterator[World]:
        """Give the end of every order of the workers' calls, with at most one of the faults, each end once."""
        seen: set[bytes] = set()
        stack = [(world, faults)]
        while stack:
            here, left = stack.pop()
            key = here.key(left)
            if key in seen:
                continue
            seen.add(key)
            alive = [worker for worker in workers if not here.ended[worker]]
            if not alive:
                yield here
            for worker in alive:
                stack.append((self.step(here, worker), left))
                for fault in left:
                    with suppress(Pointless):
                        stack.append((self.step(here, worker, fault), ()))


def put(values: tuple[Any, ...], place: int, value: Any) -> tuple[Any, ...]:
    return (*values[:place], value, *values[place + 1 :])
