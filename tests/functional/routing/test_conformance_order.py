"""Orders in which things may come, go and come twice: what people believe in the end is what is true."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.errors import RetryError
from hinomi.model import Event, Lifecycle, Severity
from support.alerts import make_alert
from support.tower import START

if TYPE_CHECKING:
    from support.tower import Build

CRITICAL = Severity.CRITICAL
DAY_MS = 86_400_000


def test_what_opens_and_ends_in_one_millisecond_is_nothing_to_tell(build: Build) -> None:
    """TestStateMerge: of two things said in the same moment the one that was decided last is true."""
    tower = build()
    for name in "abcdefgh":
        tower.fire(name)
        tower.resolve(name)
    tower.turn(hours=1)
    assert tower.told() == []


def test_the_end_of_what_was_told_at_once_is_the_end_of_what_still_waits_of_it(build: Build) -> None:
    """TestStateMerge: it waited in its group, became critical, was told, was resolved: nothing is left to tell."""
    tower = build()
    tower.fire("a")
    tower.turn(5).fire("a", severity=CRITICAL)
    tower.turn(5).resolve("a")
    tower.turn(hours=1)
    assert [(told.at, told.news["a"]) for told in tower.told()] == [(5, "escalated"), (10, "resolved")]
    assert tower.group("a").standing == ()


def test_an_end_that_waits_does_not_end_what_has_become_critical_since(build: Build) -> None:
    """TestStateMerge: the older word must not be the last."""
    tower = build()
    tower.fire("a")
    tower.turn(31).resolve("a")
    tower.turn(5).fire("a", severity=CRITICAL)
    tower.turn(hours=1)
    assert "resolved" not in {told.news["a"] for told in tower.told()}
    assert [known.alert.severity for known in tower.group("a").standing] == [CRITICAL]


def test_what_becomes_critical_and_ends_in_one_moment_has_ended_for_those_who_knew_of_it(build: Build) -> None:
    """TestStateMerge: that it was critical, nobody was told; that it was open, they were."""
    tower = build()
    tower.fire("a")
    tower.turn(minutes=10).fire("a", severity=CRITICAL)
    tower.resolve("a")
    tower.turn(hours=1)
    assert [told.news["a"] for told in tower.told()] == ["first_seen", "resolved"]
    assert tower.group("a").standing == ()


def test_what_waits_becomes_critical_and_ends_in_one_moment_is_not_told_as_open(build: Build) -> None:
    """TestStateMerge: nobody has heard of it; whoever hears of its end hears nothing wrong."""
    tower = build()
    tower.fire("a")
    tower.turn(5).fire("a", severity=CRITICAL)
    tower.resolve("a")
    tower.turn(hours=1)
    assert {told.news["a"] for told in tower.told()} <= {"resolved"}
    assert tower.group("a").standing == ()


@pytest.mark.parametrize("minutes", [0, 1])
def test_what_got_worse_and_ended_while_there_was_no_room_has_ended(build: Build, minutes: float) -> None:
    """TestStateMerge: an outlet that knew of it hears its end, out of the overflow too."""
    tower = build({"group_by": ["..."], "group_interval": "0s"})
    tower.fire("a", severity=Severity.MEDIUM)
    tower.turn(30)
    tower.fire(*(f"storm-{number}" for number in range(12)))
    tower.turn(30)
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=minutes)
    tower.resolve("a")
    tower.turn(hours=1)
    heard = [told.news["a"] for told in tower.told() if "a" in told.news]
    assert heard[0] == "first_seen"
    assert heard[-1] == "resolved"


def test_two_workers_that_get_the_same_delivery_tell_it_once(build: Build) -> None:
    """TestClusterDeduplication: any number of workers, one message."""
    tower = build()
    others = [tower.worker() for _ in range(3)]
    tower.fire("a")
    again = Event(body={"alert": make_alert(fingerprint="a", copy="a", title="a", version=1_000)})
    assert {outcome.decision.reason for other in others for outcome in other.take(again)} == {"duplicate"}
    tower.turn(minutes=10)
    assert tower.told() == [(30, "mail", {"a": "first_seen"})]


def test_ticks_that_come_twice_late_or_to_several_workers_make_one_message(build: Build) -> None:
    """TestClusterDeduplication: SQS delivers at least once, and Lambda runs as many as it likes."""
    tower = build()
    tower.fire("a")
    group = tower.branch("a").group
    tower.turn(30)
    for worker in (tower.rehearsal, tower.worker(), tower.worker()):
        worker.flush.tick(group, tower.now)
        worker.flush.tick(group, tower.start)
    tower.turn(hours=1)
    assert tower.told() == [(30, "mail", {"a": "first_seen"})]


def test_a_tick_for_another_worker_meanwhile_waits_for_the_first(build: Build) -> None:
    """TestClusterDeduplication: while one tells, the other keeps away, and finds nothing to do afterwards."""
    tower = build()
    tower.fire("a")
    other, group = tower.worker(), tower.branch("a").group
    met: list[RetryError] = []

    def come_between() -> None:
        with pytest.raises(RetryError) as caught:
            other.flush.tick(group, tower.now)
        met.append(caught.value)

    tower.post.meanwhile = come_between
    tower.turn(minutes=10)
    assert len(met) == 1
    assert tower.told() == [(30, "mail", {"a": "first_seen"})]


def test_many_workers_tell_what_one_would(build: Build) -> None:
    """TestClusterVSInstance: the same story on two days, told by one worker and by three that take turns."""

    def story(workers: int, account: str) -> list[tuple[float, dict[str, str]]]:
        tower = build({"repeat_interval": "1h"}, start=START + workers * DAY_MS)
        crowd = [tower.rehearsal, *(tower.worker() for _ in range(workers - 1))]
        names = [f"{name}{workers}" for name in "abcdab"]
        for number, name in enumerate(names):
            tower.rehearsal = crowd[number % workers]
            (tower.resolve if number == 5 else tower.fire)(name, account=account)
            tower.turn(minutes=2)
        tower.turn(hours=2)
        return [(told.at, {name[0]: reason for name, reason in told.news.items()}) for told in tower.told()]

    one, three = story(1, "111122223333"), story(3, "123456789012")
    assert one == three
    assert {name: reason for _, news in one for name, reason in news.items()} == {
        **dict.fromkeys("acd", "repeat_due"),
        "b": "resolved",
    }


@pytest.mark.parametrize("order", [*permutations(range(3))], ids=str)
def test_what_comes_out_of_order_ends_as_the_newest_says(build: Build, order: tuple[int, ...]) -> None:
    """TestStateMerge: open, worse, closed; in whatever order they come, in the end it is closed for everybody."""
    tower = build()
    story: tuple[dict[str, Any], ...] = (
        {"lifecycle": Lifecycle.OPEN, "severity": Severity.MEDIUM, "version": 1},
        {"lifecycle": Lifecycle.OPEN, "severity": Severity.HIGH, "version": 2},
        {"lifecycle": Lifecycle.CLOSED, "severity": Severity.HIGH, "version": 3},
    )
    for place in order:
        tower.fire("a", **story[place])
        tower.turn(minutes=10)
    heard = [told.news["a"] for told in tower.told()]
    assert heard[-1:] in ([], ["resolved"])
    assert tower.group("a").standing == ()
    assert tower.fire("a", **story[1]) == ["out_of_order"]
