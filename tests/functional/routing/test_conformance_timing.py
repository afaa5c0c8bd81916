"""When something is told, told again, and told no more; whether a process ends and another begins is no matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.model import Severity

if TYPE_CHECKING:
    from support.tower import Build

HOURLY = {"repeat_interval": "1h"}


def test_what_stands_is_told_again_after_the_interval_and_its_end_once(build: Build) -> None:
    """TestRepeat: the same again every interval, then one end and silence."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(hours=2.5).resolve("a")
    tower.turn(hours=5)
    assert tower.told() == [
        (30, "mail", {"a": "first_seen"}),
        (3630, "mail", {"a": "repeat_due"}),
        (7230, "mail", {"a": "repeat_due"}),
        (9030, "mail", {"a": "resolved"}),
    ]


def test_nothing_is_told_again_before_the_interval(build: Build) -> None:
    """TestRepeat: the interval is not shortened, however often the alert goes on."""
    tower = build(HOURLY)
    for _ in range(11):
        tower.fire("a")
        tower.turn(minutes=5)
    tower.turn(seconds=299)
    assert [told.at for told in tower.told()] == [30]
    tower.turn(seconds=60)
    assert [told.at for told in tower.told()] == [30, 3630]


def test_without_an_interval_nothing_is_ever_told_again(build: Build) -> None:
    """TestRepeat: never is the default."""
    tower = build()
    tower.fire("a")
    tower.turn(hours=24 * 30)
    assert len(tower.told()) == 1
    assert tower.rehearsal.agenda.ordered == []


def test_a_repeat_tells_all_that_stands_together(build: Build) -> None:
    """TestRepeat: a group is repeated as one, so that its alerts do not come apart."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(minutes=20).fire("b")
    tower.turn(hours=1)
    assert tower.told()[2] == (3630, "mail", {"a": "repeat_due", "b": "repeat_due"})


def test_what_is_over_before_anybody_was_told_is_never_told(build: Build) -> None:
    """TestDedupStageNeedsUpdate: resolved within the wait, nothing to tell."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(10).resolve("a")
    tower.turn(hours=3)
    assert tower.told() == []
    assert tower.group("a").news == ()


def test_an_end_is_told_once_however_often_it_is_heard(build: Build) -> None:
    """TestRepeat: resolve delivered once."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(minutes=10)
    reasons = [*tower.resolve("a"), *tower.resolve("a")]
    tower.turn(minutes=10)
    reasons += tower.resolve("a")
    tower.turn(hours=5)
    assert reasons == ["resolved", "duplicate", "duplicate"]
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "resolved"}]


def test_a_new_process_neither_loses_nor_repeats_what_the_old_one_knew(build: Build) -> None:
    """TestColdStart: whatever waits and whatever was told is in the tables, none of it in the process."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(29)
    tower.restart()
    tower.turn(31).fire("b")
    tower.restart()
    assert tower.fire("a", "b") == ["duplicate", "duplicate"]
    tower.turn(hours=1)
    tower.restart()
    tower.turn(minutes=30)
    assert tower.told() == [
        (30, "mail", {"a": "first_seen"}),
        (330, "mail", {"b": "first_seen"}),
        (3630, "mail", {"a": "repeat_due", "b": "repeat_due"}),
    ]


def test_a_new_process_after_every_minute_makes_no_difference(build: Build) -> None:
    """TestColdStart: as often as Lambda likes."""
    tower = build(HOURLY)
    tower.fire("a")
    for _ in range(90):
        tower.restart()
        tower.turn(minutes=1)
    assert [told.at for told in tower.told()] == [30, 3630]


def test_new_settings_hold_for_what_waits_and_what_stands(build: Build) -> None:
    """TestReload: a deployment in between tells nothing twice, and its intervals hold from then on."""
    tower = build(HOURLY)
    tower.fire("a")
    tower.turn(minutes=10)
    tower.restart({"routes": {"repeat_interval": "2h", "group_wait": "1m"}})
    tower.fire("b")
    tower.turn(hours=2)
    assert tower.told() == [
        (30, "mail", {"a": "first_seen"}),
        (660, "mail", {"b": "first_seen"}),
        (7230, "mail", {"a": "repeat_due", "b": "repeat_due"}),
    ]


def test_what_waits_on_a_route_that_is_removed_is_told_by_its_parent(build: Build) -> None:
    """TestReload: news of a group whose route is gone reaches the receiver above it."""
    tower = build({"routes": [{"name": "gone", "receiver": "team", "match": {"source": "guardduty"}}]}, receivers=TEAM)
    tower.fire("a")
    assert tower.branch("a").route == "root/gone"
    tower.restart({})
    tower.turn(60)
    assert tower.told() == [(30, "mail", {"a": "first_seen"})]


def test_a_new_process_tells_what_the_old_one_left_behind_when_it_is_due(build: Build) -> None:
    """TestDispatchOnStartup: it begins with what waits, not before its time and not with new alerts."""
    tower = build()
    tower.fire("a", "b")
    tower.restart()
    tower.turn(29)
    assert tower.told() == []
    tower.turn(1)
    assert tower.told() == [(30, "mail", {"a": "first_seen", "b": "first_seen"})]


def test_what_is_critical_is_told_at_once_while_its_group_waits_and_stands_there_afterwards(build: Build) -> None:
    """TestAggrGroup: what cannot wait does not wait, nor does it keep the others from waiting."""
    tower = build({**HOURLY, "group_wait": "5m"})
    tower.fire("a", "b")
    tower.turn(60).fire("c", severity=Severity.CRITICAL)
    tower.turn(minutes=10)
    assert tower.told() == [
        (60, "mail", {"c": "first_seen"}),
        (300, "mail", {"a": "first_seen", "b": "first_seen"}),
    ]
    assert tower.spoken()[1][2].standing == {Severity.CRITICAL: 1}
    assert {known.alert.fingerprint for known in tower.group("c").standing} == {"a", "b", "c"}
    tower.turn(hours=1)
    assert tower.told()[2].news == dict.fromkeys("abc", "repeat_due")


def test_the_end_of_what_was_critical_does_not_wait_either(build: Build) -> None:
    """TestRepeat: nothing of it is repeated after its end."""
    tower = build({**HOURLY, "group_wait": "5m"})
    tower.fire("c", severity=Severity.CRITICAL)
    tower.turn(minutes=10).resolve("c")
    tower.turn(hours=5)
    assert tower.told() == [(0, "mail", {"c": "first_seen"}), (600, "mail", {"c": "resolved"})]


def test_what_becomes_critical_while_it_waits_is_told_at_once_and_only_once(build: Build) -> None:
    """TestMergeAlerts: an alert in two groups is still one alert."""
    tower = build()
    tower.fire("a")
    tower.turn(10).fire("a", severity=Severity.CRITICAL)
    tower.turn(hours=1)
    assert [(told.at, [*told.news]) for told in tower.told()] == [(10, ["a"])]


TEAM = {"team": {"channels": [{"channel": "slack", "topic": "arn:aws:sns:ap-northeast-1:111122223333:team"}]}}
