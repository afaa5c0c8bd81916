"""Every call of a round, to AWS and to its own table, where the worker may die or be refused; and two workers at once.

Whatever happens: nothing is weaker than before, the report tells exactly what changed, and all of it can be taken back.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi.errors import RetryError
from hinomi_cli.baseline.file_rounds import FileRounds, Line
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Refused
from support.account.services import fake_account
from support.once import once
from support.rounds import Account, scene_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.baseline.archive import Run
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.strength import State
    from hinomi.baseline.summary import Summary
    from hinomi.baseline.walk import Leg

pytestmark = once

# One call; two calls, shown late; a bucket, its guards, a trail and its start.
CONTROLS = ("ec2_ebs_encryption_default", "iam_password_policy_strict", "cloudtrail_trail_logging")
SETTINGS = Baseline(controls={name: Settings(mode=Mode.ENFORCE.value) for name in CONTROLS})
FATES = ("dies before", "dies after", "throttled", "denied", "broken")
CODES = {"throttled": "ThrottlingException", "denied": "AccessDeniedException", "broken": "InternalError"}
AS_BEFORE = {Undoing.UNDONE, Undoing.ALREADY}
TRIES = 5
FAKE = fake_account()
FAKE.regions = (HOME,)


@dataclass
class Fate:
    """Counts the calls of everybody, and lets `happen` at those that `hits` picks."""

    happen: Callable[[str, bool], None] = lambda _, __: None
    hits: Callable[[int, str], bool] = lambda _, __: False
    made: list[str] = field(default_factory=list)

    def meet(self, name: str, call: Callable[[], Any], *, ours: bool) -> Any:
        self.made.append(name)
        hit = self.hits(len(self.made) - 1, name)
        if hit:
            self.happen("before", ours)
        try:
            return call()
        finally:
            if hit:
                self.happen("after", ours)


class Rounds(FileRounds):
    """Rounds that a fate meets at every call, kept as JSON in memory."""

    fate = Fate()

    def _keep(self, *lines: Line) -> None:
        for line in lines:
            self._take(msgspec.json.decode(msgspec.json.encode(line), type=Line))

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or name == "fate":
            return found
        return lambda *given: self.fate.meet(name, lambda: found(*given), ours=True)


class World(Account):
    """The account, its rounds, and a round that goes on after every death as the state machine does."""

    def __init__(self) -> None:
        FAKE.reset()
        super().__init__(FAKE, {name: BY_ID[name] for name in CONTROLS}, Rounds(Path("nowhere")), SETTINGS)  # type: ignore[arg-type]
        self.fated(Fate())
        self.step(lambda: self.round("run-1"))
        self.before, self.planted = self.states(), FAKE.snapshot()

    def fated(self, fate: Fate) -> Fate:
        """Let a fate meet every call from now on."""
        self.table.fate = fate  # type: ignore[attr-defined]

        def answer(service: str, operation: Any, *rest: Any) -> Any:
            name = f"{service}:{operation.name}"
            return fate.meet(name, lambda: FakeAccount.answer(FAKE, service, operation, *rest), ours=False)

        vars(FAKE)["answer"] = answer
        return fate

    def states(self) -> dict[str, State]:
        """What AWS says of each control's one setting."""
        return {name: dict(next(iter(BY_ID[name].read(scene_of(FAKE)))).state) for name in CONTROLS}

    def step(self, take: Callable[[], Any]) -> Any:
        """Take a step until it succeeds, a fresh process each time; None when every try has failed."""
        for _ in range(TRIES):
            try:
                return take()
            except (Crash, RetryError):
                continue
        return None

    def walk(self, run: Run, only: tuple[str, ...] | None) -> Leg:
        """Walk the Region once, as a fresh process."""
        return self.patrol().walk(run, HOME, only, may_go_on=lambda: True)

    def walks(self, run: Run) -> str:
        """Walk the Region as often as it takes; say what the problem was."""
        remaining = None
        for _ in range(TRIES):
            leg = self.step(partial(self.walk, run, remaining))
            if leg is None:
                return "died"
            if not leg.remaining:
                return ""
            remaining = leg.remaining
        return str(leg.why)

    def second(self, walks: Callable[[Run], str] | None = None) -> Summary | None:
        """Take every step of the round that may change things."""
        self.now += 7 * 86_400_000
        run = self.step(lambda: self.patrol().plan("run-2", ACCOUNT, HOME, (HOME,)))
        if run is None:
            return None
        problem = (walks or self.walks)(run)
        summary = self.step(lambda: self.patrol().sum_up(run, {HOME: problem} if problem else {}))
        if summary is not None:
            self.fated(Fate())
            self.table.keep_run(msgspec.structs.replace(run, ended=self.now))
        return summary  # type: ignore[no-any-return]

    def must_keep_the_promises(self, summary: Summary | None) -> None:
        """Nothing weaker; told what changed and nothing else; taken back exactly, and left alone from then on."""
        self.fated(Fate())
        after = self.states()
        for name in CONTROLS:
            assert BY_ID[name].order.reaches(after[name], self.before[name]), f"{name} is weaker"
        if summary is not None:
            self.must_tell(summary, after)
        self.must_be_taken_back()

    def must_tell(self, summary: Summary, after: dict[str, State]) -> None:
        told: dict[str, Result] = {one.control: one for one in summary.results}
        changed = {name for name in CONTROLS if after[name] != self.before[name]}
        claimed = {name for name, one in told.items() if one.outcome in {Outcome.CHANGED, Outcome.PENDING}}
        assert claimed <= changed, f"{claimed - changed} did not change"
        assert not summary.run.first or not changed
        assert summary.written or FAKE.snapshot() == self.planted
        for name in changed:
            assert name in told, f"{name} changed and nobody tells"
            assert told[name].before == self.before[name], f"{name} was otherwise"
            known = told[name].after == after[name] or told[name].outcome in {Outcome.PENDING, Outcome.FAILED}
            assert known or told[name].outcome is Outcome.ACCESS_DENIED, f"{name} changed: {told[name]}"

    def must_be_taken_back(self) -> None:
        for one in self.undo("run-2"):
            assert one.undoing in AS_BEFORE, one
        assert FAKE.snapshot() == self.planted
        self.round("run-3")
        touched = {entry.control for entry in self.table.entries("run-2")}
        assert touched.isdisjoint(entry.control for entry in self.table.entries("run-3")), "overruled"


def fate(kind: str, hits: Callable[[int, str], bool]) -> Fate:
    def happen(when: str, ours: bool) -> None:  # noqa: FBT001 - called in one place
        if kind.startswith("dies") and kind.endswith(when):
            raise Crash
        if kind in CODES and when == "before":
            raise RetryError(f"dynamodb: {CODES[kind]}") if ours else Refused(CODES[kind])

    return Fate(happen, hits)


def at(number: int) -> Callable[[int, str], bool]:
    return lambda met, _: met == number


def named(name: str) -> Callable[[int, str], bool]:
    return lambda _, met: met == name


def calls_of(act: Callable[[World], object]) -> list[str]:
    world = World()
    counted = world.fated(Fate())
    act(world)
    return counted.made


def test_the_round_that_is_explored_does_change_all_three_in_many_calls() -> None:
    world = World()
    summary = world.second()
    assert summary is not None
    assert {one.outcome for one in summary.results} == {Outcome.CHANGED}
    assert len(FAKE.written()) >= 8
    world.must_keep_the_promises(summary)


@pytest.mark.parametrize("kind", FATES)
def test_whatever_befalls_one_call_the_round_keeps_its_promises(kind: str) -> None:
    for number, name in enumerate(calls_of(World.second)):
        world = World()
        world.fated(fate(kind, at(number)))
        try:
            world.must_keep_the_promises(world.second())
        except AssertionError as error:
            raise AssertionError(f"{kind} {name} ({number}): {error}") from error


@pytest.mark.parametrize("kind", FATES)
def test_a_call_at_which_every_worker_fails_hides_nothing_that_was_changed(kind: str) -> None:
    for name in Counter(calls_of(World.second)):
        world = World()
        world.fated(fate(kind, named(name)))
        try:
            world.must_keep_the_promises(world.second())
        except AssertionError as error:
            raise AssertionError(f"{kind} {name}: {error}") from error


def test_an_undo_that_dies_anywhere_is_finished_by_the_next_and_never_overruled() -> None:
    def changed() -> World:
        world = World()
        world.second()
        return world

    world = changed()
    counting = world.fated(Fate())
    world.undo("run-2")
    for number, name in enumerate(counting.made):
        for kind in ("dies before", "dies after"):
            world = changed()
            world.fated(fate(kind, at(number)))
            with pytest.raises(Crash):
                world.undo("run-2")
            world.fated(Fate())
            try:
                world.must_be_taken_back()
            except AssertionError as error:
                raise AssertionError(f"{kind} {name} ({number}): {error}") from error


def overtaken(world: World, number: int) -> Callable[[Run], str]:
    """Let a second worker walk the whole Region while the first is about to make a call."""

    def walks(run: Run) -> str:
        first = threading.get_ident()
        made, over = [0], threading.Event()
        stopped = threading.Event()

        def hits(_: int, __: str) -> bool:
            made[0] += threading.get_ident() != first
            return threading.get_ident() != first and made[0] == number + 1

        def happen(when: str, _: bool) -> None:  # noqa: FBT001 - called in one place
            if when == "before":
                stopped.set()
                over.wait(10)

        world.fated(Fate(happen, hits))
        slow = threading.Thread(target=world.walks, args=(run,))
        slow.start()
        while slow.is_alive() and not stopped.wait(0.001):
            pass
        problem = world.walks(run)
        over.set()
        slow.join()
        return problem

    return walks


def test_a_worker_that_is_overtaken_by_another_one_changes_nothing_twice_and_hides_nothing() -> None:
    calls = calls_of(World.second)
    for number, name in enumerate(calls):
        world = World()
        try:
            world.must_keep_the_promises(world.second(overtaken(world, number)))
        except AssertionError as error:
            raise AssertionError(f"overtaken at {name} ({number}): {error}") from error
