"""Silences: they hold what fits and nothing else, for as long as they last; then people are told, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.model import Reason, Resource, Severity
from hinomi.routing.silences import Hold, moment

if TYPE_CHECKING:
    from support.tower import Build

LOOK_AGAIN_SECONDS = 900


def test_a_silence_holds_what_fits(build: Build) -> None:
    """TestAddSilence: what was told before stays told, what comes is held."""
    tower = build()
    tower.fire("a", type="X")
    tower.turn(minutes=10).silence("s", {"type": "X"}, minutes=120)
    tower.fire("b", type="X")
    tower.fire("c", type="Y")
    tower.turn(hours=1)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"c": "first_seen"}]


def test_a_silence_holds_members_of_a_group_alone_and_what_it_held_is_told_at_its_end(build: Build) -> None:
    """TestSilencing: the others of the group are told as if it were not there."""
    tower = build()
    tower.silence("s", {"type": "X"}, minutes=60)
    tower.fire("a", "b", type="X")
    tower.fire("c", type="Y")
    tower.turn(hours=3)
    assert tower.told() == [
        (30, "mail", {"c": "first_seen"}),
        (3600, "mail", {"a": "first_seen", "b": "first_seen"}),
    ]
    assert tower.spoken()[0][2].held == 2


def test_what_a_silence_held_is_told_soon_after_somebody_ends_it(build: Build) -> None:
    """TestSilenceDelete: what is still open is told, once."""
    tower = build()
    tower.silence("s", {"type": "X"}, minutes=600)
    tower.fire("a", type="X")
    tower.turn(minutes=30)
    assert tower.told() == []
    assert tower.kept.silences.end("s", tower.now)
    ended = (tower.now - tower.start) / 1000
    tower.turn(hours=3)
    ((at, _, news),) = tower.told()
    assert news == {"a": "first_seen"}
    assert at <= ended + LOOK_AGAIN_SECONDS


def test_what_opens_and_ends_under_a_silence_is_never_told(build: Build) -> None:
    """TestSilencing: a silence that ends tells what is, not what was."""
    tower = build()
    tower.silence("s", {"type": "X"}, minutes=60)
    tower.fire("a", "b", type="X")
    tower.turn(minutes=20).resolve("a")
    tower.turn(hours=3)
    assert [told.news for told in tower.told()] == [{"b": "first_seen"}]


def test_the_end_of_what_people_know_waits_for_the_end_of_the_silence(build: Build) -> None:
    """TestSilencing: nobody goes on believing that it is open."""
    tower = build()
    tower.fire("a", type="X")
    tower.turn(minutes=10).silence("s", {"type": "X"}, minutes=60)
    tower.resolve("a")
    tower.turn(hours=3)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "resolved"}]


def test_what_is_held_is_not_repeated(build: Build) -> None:
    """TestMuteStageWithSilences: repeats begin again when the silence is over."""
    tower = build({"repeat_interval": "1h"})
    tower.fire("a", type="X")
    tower.turn(minutes=10).silence("s", {"type": "X"}, minutes=240)
    tower.turn(hours=4)
    assert len(tower.told()) == 1
    tower.turn(hours=1)
    assert tower.told()[1].news == {"a": "repeat_due"}


def test_a_silence_that_has_not_begun_holds_nothing_yet(build: Build) -> None:
    """TestMuteStageWithSilences: it holds from its start on, what is told before is told."""
    tower = build()
    tower.silence("s", {"type": "X"}, minutes=60, starts_in=10)
    tower.fire("a", type="X")
    tower.turn(minutes=9)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}]
    tower.turn(minutes=2).fire("b", type="X")
    tower.turn(minutes=30)
    assert len(tower.told()) == 1


def test_of_two_silences_the_longer_holds(build: Build) -> None:
    """TestSilencer: where silences overlap, the end of the first ends nothing."""
    tower = build()
    tower.silence("short", {"type": "X"}, minutes=30)
    tower.silence("long", {"account": "111122223333"}, minutes=90)
    tower.fire("a", type="X")
    tower.turn(minutes=89)
    assert tower.told() == []
    tower.turn(minutes=5)
    assert tower.told() == [(5400, "mail", {"a": "first_seen"})]


def test_one_that_is_asked_is_told_at_once_what_holds_an_alert(build: Build) -> None:
    """TestAlertGetReturnsCurrentAlertStatus: a silence shows from the moment it is made to the moment it ends."""
    tower = build()
    tower.fire("a", type="X")
    assert tower.hold("a") is None
    tower.silence("s", {"type": "X"}, minutes=60)
    assert tower.hold("a") == Hold(Reason.SILENCED, "s", tower.now + 3_600_000)
    tower.kept.silences.end("s", tower.now)
    assert tower.hold("a") is None


def test_a_silence_in_japanese_holds_what_is_named_in_japanese(build: Build) -> None:
    """TestAddUTF8Alerts and TestAddUTF8Silences: values, labels and patterns are any text."""
    tower = build({"group_by": ["tag.環境"]})
    live, trial = (Resource(type="AWS::EC2::Instance", id=name, tags={"環境": name}) for name in ("本番系", "検証系"))
    tower.silence("s", {"tag.環境": "検証*"}, minutes=60)
    tower.fire("a", resources=(live,))
    tower.fire("b", resources=(trial,))
    tower.turn(minutes=30)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}]
    assert tower.branch("a").labels == {"tag.環境": "本番系"}


def test_a_silence_must_not_hide_an_attack_sequence_unless_it_says_so(build: Build) -> None:
    """TestMuteStageWithSilences: what must never pass unseen needs more than a match."""
    tower = build()
    tower.silence("s", {"account": "111122223333"}, minutes=60)
    tower.fire("a", type="AttackSequence:S3/CompromisedData", severity=Severity.CRITICAL)
    tower.fire("b", severity=Severity.CRITICAL)
    tower.turn(minutes=30)
    assert tower.told() == [(0, "mail", {"a": "first_seen"})]


def test_the_silences_of_the_file_hold_like_the_others(build: Build) -> None:
    """TestAddSilence: written in hinomi.yaml, it holds until it is taken out."""
    one = {"match": {"type": "X"}, "owner": "ann", "reason": "known", "until": "2027-03-31"}
    tower = build(silences=[one])
    tower.fire("a", type="X")
    tower.turn(hours=5)
    assert tower.told() == []
    tower.restart({})
    tower.turn(minutes=16)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}]


def test_a_silence_of_the_file_ends_with_its_day(build: Build) -> None:
    """TestSilencing: at midnight of the file's zone, though nobody touches the file."""
    one = {"match": {"type": "X"}, "owner": "ann", "reason": "known", "until": "2026-11-20"}
    tower = build(start=moment("2026-11-20T23:00", "Asia/Tokyo"), silences=[one])
    tower.fire("a", type="X")
    tower.turn(hours=5)
    assert tower.told() == [(3600, "mail", {"a": "first_seen"})]


def test_an_end_is_held_by_what_would_have_held_the_beginning(build: Build) -> None:
    """TestMuteStageWithSilences: an end is not as harmless as Security Hub calls it."""
    tower = build()
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=10)
    tower.silence("s", {"severity": "<=LOW"}, minutes=300)
    tower.resolve("a", severity=Severity.INFO)
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "resolved"}]
