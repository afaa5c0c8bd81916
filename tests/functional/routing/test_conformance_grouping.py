"""Which alerts share a message, and when it comes. Wait and interval are the defaults: 30 seconds and 5 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.edge import group_table
from hinomi.model import Severity
from hinomi.routing import memory_groups
from hinomi.routing.groups import Lease

if TYPE_CHECKING:
    import pytest

    from support.tower import Build


def test_what_comes_within_the_wait_is_one_message_and_what_comes_later_is_the_next(build: Build) -> None:
    """TestBatching: two at once and one late make two messages; then nothing until something is news."""
    tower = build()
    tower.fire("a")
    tower.turn(20).fire("b")
    tower.turn(60).fire("c")
    tower.turn(hours=5)
    assert tower.told() == [
        (30, "mail", {"a": "first_seen", "b": "first_seen"}),
        (330, "mail", {"c": "first_seen"}),
    ]


def test_a_later_message_counts_what_stands_in_the_group(build: Build) -> None:
    """TestBatching: the late one is told among the membership of its group."""
    tower = build()
    tower.fire("a", "b", severity=Severity.MEDIUM)
    tower.turn(60).fire("c")
    tower.turn(minutes=10)
    first, second = (bundle.standing for _, _, bundle in tower.spoken())
    assert (first, second) == ({}, {Severity.MEDIUM: 2})


def test_a_group_that_has_been_quiet_for_an_interval_waits_anew(build: Build) -> None:
    """TestAggrGroup: the first message after the wait, the following an interval after the one before, at least."""
    tower = build({"group_wait": "10s", "group_interval": "2m"})
    tower.fire("a")
    tower.turn(15).fire("b")
    tower.turn(300).fire("c")
    tower.turn(minutes=10)
    assert [(told.at, [*told.news]) for told in tower.told()] == [(10, ["a"]), (130, ["b"]), (325, ["c"])]


def test_a_wait_may_be_longer_than_a_queue_holds_a_tick_back(build: Build) -> None:
    """TestAggrGroup: the day's small things in one message, as the route says."""
    tower = build({"group_wait": "1h", "group_interval": "3h"})
    tower.fire("a")
    tower.turn(minutes=50).fire("b")
    tower.turn(hours=2).fire("c")
    tower.turn(hours=2)
    assert [(told.at, [*told.news]) for told in tower.told()] == [(3600, ["a", "b"]), (14_400, ["c"])]


def test_alerts_share_messages_by_the_values_of_the_labels_that_are_named(build: Build) -> None:
    """TestGroupLabels: the chosen labels alone make the group."""
    tower = build({"group_by": ["region"]})
    tower.fire("a", account="111122223333", region="us-east-1")
    tower.fire("b", account="123456789012", region="us-east-1")
    tower.fire("c", account="111122223333", region="eu-west-1")
    tower.turn(60)
    assert sorted([*told.news] for told in tower.told()) == [["a", "b"], ["c"]]
    assert {str(bundle.branch and bundle.branch.labels) for _, _, bundle in tower.spoken()} == {
        "{'region': 'us-east-1'}",
        "{'region': 'eu-west-1'}",
    }


def test_every_alert_stays_apart_where_all_labels_group(build: Build) -> None:
    """TestGroupByAllLabels: three dots make a group of each alert."""
    tower = build({"group_by": ["..."]})
    tower.fire("a", "b", "c")
    tower.turn(60)
    assert sorted([*told.news] for told in tower.told()) == [["a"], ["b"], ["c"]]


def test_an_alert_that_takes_two_routes_waits_in_the_group_of_each(build: Build) -> None:
    """TestGroups: one alert in the groups of two receivers, with the times and the members of each."""
    tower = build(
        {"routes": [{"receiver": "team", "continue": True, "group_wait": "10s", "match": {"type": "X"}}, {}]},
        receivers={"team": {"channels": [{"channel": "slack", "topic": "arn:aws:sns:ap-northeast-1:111122223333:t"}]}},
    )
    tower.fire("a", type="X")
    tower.fire("b", type="Y")
    tower.turn(60)
    assert [(told.at, told.outlet, [*told.news]) for told in tower.told()] == [
        (10, "team/slack-ja", ["a"]),
        (30, "mail", ["a", "b"]),
    ]


def test_what_is_too_much_for_one_message_is_said_and_follows(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """TestGroupsWithLimits: a limit is told of, and nothing that it keeps out is lost."""
    monkeypatch.setattr(memory_groups, "NEWS_AT_ONCE", 3)
    monkeypatch.setattr(group_table, "NEWS_AT_ONCE", 3)
    tower = build()
    tower.fire(*"abcdefgh")
    tower.turn(minutes=30)
    bundles = [bundle for _, _, bundle in tower.spoken()]
    assert sorted(item.alert.fingerprint for bundle in bundles for item in bundle.items) == [*"abcdefgh"]
    assert [(told.at, len(told.news)) for told in tower.told()] == [(30, 3), (330, 3), (630, 2)]
    assert [bundle.more for bundle in bundles] == [True, True, False]


def test_without_a_wait_the_first_alert_is_told_and_all_the_others_are(build: Build) -> None:
    """TestDispatcherRaceOnFirstAlertNotDeliveredWhenGroupWaitIsZero: no wait, and nothing slips through."""
    tower = build({"group_wait": "0s"})
    for name in "abc":
        tower.fire(name)
        tower.turn()
    tower.turn(minutes=5)
    assert tower.told() == [
        (0, "mail", {"a": "first_seen"}),
        (300, "mail", {"b": "first_seen", "c": "first_seen"}),
    ]


def test_a_flush_that_finds_another_worker_at_its_group_comes_again(build: Build) -> None:
    """TestGroupAlert_RecoversWhenCASFails: who loses the group to another tries until he has it."""
    tower = build()
    tower.fire("a")
    taken, _ = tower.kept.groups.lease(tower.branch("a").group, Lease("other", tower.now + 60_000), tower.now)
    assert taken
    tower.turn(59)
    assert tower.told() == []
    tower.turn(10)
    assert tower.told() == [(60, "mail", {"a": "first_seen"})]


def test_a_worker_that_was_displaced_takes_nothing_away_from_its_successor(build: Build) -> None:
    """TestGroupAlert_DisplacedAggrGroupGoroutineExits: it sends what it has under way, then it is over."""
    tower = build()
    tower.fire("a")
    other, group = tower.worker(), tower.branch("a").group

    def lose_the_lease() -> None:
        tower.post.clock.now += 100_000
        other.flush.tick(group, tower.now)

    tower.post.meanwhile = lose_the_lease
    tower.turn(30)
    assert tower.told("mail") == [(130, "mail", {"a": "first_seen"})] * 2
    tower.fire("b")
    tower.turn(hours=1)
    assert [told.news for told in tower.told()[2:]] == [{"b": "first_seen"}]


def test_what_gets_worse_before_it_is_told_is_told_once_as_it_is_then(build: Build) -> None:
    """TestMergeAlerts: a refresh is the same alert, and its latest words win."""
    tower = build()
    tower.fire("a", severity=Severity.MEDIUM, title="first words")
    tower.turn(10).fire("a", severity=Severity.HIGH, title="latest words")
    tower.turn(minutes=10)
    assert tower.told() == [(30, "mail", {"a": "first_seen"})]
    ((_, _, bundle),) = tower.spoken()
    assert [(item.alert.title, item.alert.severity) for item in bundle.items] == [("latest words", Severity.HIGH)]


def test_what_opens_again_after_it_was_resolved_is_a_new_occurrence(build: Build) -> None:
    """TestMergeAlertsWithEndsAt: an end is final; what fires after it is not merged with what was."""
    tower = build()
    tower.fire("a")
    tower.turn(minutes=10).resolve("a")
    tower.turn(minutes=10).fire("a")
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "resolved"}, {"a": "reopened"}]
