"""Mute windows: evenings and weekends of a zone. Nothing that comes in them is lost, and what is critical rings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.model import Reason, Severity
from hinomi.routing.silences import moment

if TYPE_CHECKING:
    from support.tower import Build

SYDNEY = "Australia/Sydney"
QUIET: dict[str, Any] = {
    "nights": {"time_zone": SYDNEY, "times": ["21:00-06:00"]},
    "weekends": {"time_zone": SYDNEY, "weekdays": ["sat", "sun"]},
}
MUTED = {"mute": ["nights", "weekends"]}


@pytest.mark.parametrize(
    ("local", "until"),
    [
        ("2026-11-20T20:59", "2026-11-20T20:59"),  # a Friday, one minute before the night
        ("2026-11-20T21:00", "2026-11-23T06:00"),  # the night, the weekend and its last night follow upon each other
        ("2026-11-22T23:59", "2026-11-23T06:00"),  # the last minute of a Sunday
        ("2026-11-23T05:58", "2026-11-23T06:00"),  # early on a Monday
        ("2026-11-23T06:00", "2026-11-23T06:00"),  # the night is over
    ],
)
def test_what_comes_on_evenings_and_weekends_of_a_zone_is_told_when_they_are_over(
    build: Build, local: str, until: str
) -> None:
    """TestTimeMuteStage: neither before, nor much after, nor lost."""
    start, end = moment(local, SYDNEY), moment(until, SYDNEY)
    tower = build({**MUTED, "group_wait": "0s"}, start=start, mute=QUIET)
    tower.fire("a")
    tower.turn()
    # The ticks in between only look again.
    tower.post.clock.now = max(tower.now, end - 1_800_000)
    tower.turn(hours=1)
    assert tower.told() == [((end - start) / 1000, "mail", {"a": "first_seen"})]


def test_in_working_hours_alone_is_everywhere_but_in_the_windows(build: Build) -> None:
    """TestTimeActiveStage: active hours are written as the hours that are not."""
    tower = build(MUTED, start=moment("2026-11-18T08:00", SYDNEY), mute=QUIET)
    for hour in range(0, 24, 3):
        tower.fire(f"at {8 + hour}")
        tower.turn(hours=3)
    assert [len(told.news) for told in tower.told()] == [1, 1, 1, 1, 1, 3]


def test_the_window_that_holds_is_named_and_counted(build: Build) -> None:
    """TestIntervener_Mutes: who asks is told which window it is and how long it holds."""
    tower = build(MUTED, start=moment("2026-11-20T22:00", SYDNEY), mute=QUIET)
    tower.fire("a")
    held = tower.hold("a")
    assert held is not None
    assert (held.reason, held.by in QUIET) == (Reason.MUTED_WINDOW, True)
    assert held.until > tower.now
    tower.turn(minutes=5)
    assert tower.rehearsal.flushed[-1].held == 1


def test_on_the_day_on_which_clocks_change_the_night_ends_when_the_clocks_say_so(build: Build) -> None:
    """TestTimeIntervalComplete: in Sydney, clocks went on an hour on 4 October 2026."""
    start = moment("2026-10-03T23:00", SYDNEY)
    tower = build({"mute": ["nights"], "group_wait": "0s"}, start=start, mute=QUIET)
    tower.fire("a")
    tower.turn(hours=12)
    assert [told.at for told in tower.told()] == [6 * 3600]


def test_what_is_critical_is_told_at_any_hour_and_so_is_its_end(build: Build) -> None:
    """TestTimeMuteStage: nobody's night is so holy."""
    tower = build(MUTED, start=moment("2026-11-18T23:00", SYDNEY), mute=QUIET)
    tower.fire("a", severity=Severity.CRITICAL)
    tower.turn(minutes=5)
    assert tower.told() == [(0, "mail", {"a": "first_seen"})]


def test_a_window_of_one_route_mutes_no_other(build: Build) -> None:
    """TestTimeMuteStage: the trial systems are quiet at night, the others are not."""
    quiet = {"name": "trial", "match": {"account": "123456789012"}, "mute": ["nights"]}
    tower = build({"routes": [quiet]}, start=moment("2026-11-18T23:00", SYDNEY), mute=QUIET)
    tower.fire("trial", account="123456789012")
    tower.fire("live", account="111122223333")
    tower.turn(minutes=5)
    assert [told.news for told in tower.told()] == [{"live": "first_seen"}]


def test_while_a_window_holds_what_it_is_meant_for_is_inhibited(build: Build) -> None:
    """TestTimeMuteStage: maintenance as a rule: in the window, and only for what it names."""
    rule = {"name": "maintenance", "during": ["nights"], "target": {"type": "X"}}
    tower = build(start=moment("2026-11-19T05:00", SYDNEY), mute=QUIET, inhibit=[rule])
    tower.fire("a", type="X")
    tower.fire("b", type="Y")
    tower.turn(hours=2)
    assert tower.told() == [(30, "mail", {"b": "first_seen"}), (3600, "mail", {"a": "first_seen"})]
