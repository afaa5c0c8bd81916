"""When a mute window holds: TestTimeIntervalComplete in Alertmanager's words, and the clocks of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hinomi.routing import settings, windows
from hinomi.routing.windows import Window

ZONES = ("UTC", "Asia/Tokyo", "Australia/Sydney", "America/New_York", "Africa/Cairo", "Asia/Kathmandu", "Pacific/Apia")
WORK = {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "times": ["09:00-17:00"]}


def make(zone: str = "UTC", **said: list[str]) -> Window:
    return Window(settings.Window(**said), zone)  # type: ignore[arg-type]  # weekdays are known words


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp() * 1000)


def shown(window: Window, at: str, zone: str = "UTC") -> str | None:
    """Say until when a window holds at a time, as the wall clock of a zone shows it."""
    until = window.until(ms(at))
    if until is None:
        return None
    return datetime.fromtimestamp(until / 1000, UTC).astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        # Business hours of Sydney, whose summer time is UTC+11, seen from UTC.
        ("2026-01-11T22:00+00:00", "2026-01-12T17:00+11:00"),
        ("2026-01-11T21:59+00:00", None),
        ("2026-01-12T05:59+00:00", "2026-01-12T17:00+11:00"),
        ("2026-01-12T06:00+00:00", None),
        ("2026-07-12T23:00+00:00", "2026-07-13T17:00+10:00"),
        ("2026-07-12T22:59+00:00", None),
        ("2026-01-16T22:30+00:00", None),
    ],
)
def test_a_window_goes_by_the_wall_clock_of_its_zone(at: str, until: str | None) -> None:
    assert shown(make("Australia/Sydney", **WORK), at, "Australia/Sydney") == until


def test_the_zone_of_a_window_goes_before_that_of_the_file() -> None:
    window = Window(settings.Window(times=["00:00-01:00"], time_zone="Asia/Tokyo"), "UTC")
    assert shown(window, "2026-11-21T15:30+00:00") == "2026-11-21T16:00+00:00"


def test_past_midnight_a_window_belongs_to_the_day_on_which_it_begins() -> None:
    window = make(weekdays=["fri"], times=["22:00-07:00"])
    assert shown(window, "2026-11-20T23:00+00:00") == "2026-11-21T07:00+00:00"
    assert shown(window, "2026-11-21T06:59+00:00") == "2026-11-21T07:00+00:00"
    assert shown(window, "2026-11-21T07:00+00:00") is None
    assert shown(window, "2026-11-20T06:00+00:00") is None
    assert shown(window, "2026-11-21T23:00+00:00") is None


def test_days_in_a_row_are_one_window() -> None:
    assert shown(make(weekdays=["sat", "sun"]), "2026-11-21T12:00+00:00") == "2026-11-23T00:00+00:00"
    assert shown(make(times=["08:00-12:00", "12:00-14:00"]), "2026-11-21T09:00+00:00") == "2026-11-21T14:00+00:00"


def test_a_window_ends_at_midnight() -> None:
    window = make(times=["22:00-24:00"])
    assert shown(window, "2026-11-21T23:59+00:00") == "2026-11-22T00:00+00:00"
    assert shown(make(times=["22:00-00:00"]), "2026-11-21T23:59+00:00") == "2026-11-22T00:00+00:00"


def test_dates_are_days_and_spans_of_days_on_which_it_begins() -> None:
    window = make("Asia/Tokyo", dates=["2026-11-23", "2026-12-29/2027-01-03"])
    assert shown(window, "2026-11-22T15:00+00:00", "Asia/Tokyo") == "2026-11-24T00:00+09:00"
    assert shown(window, "2026-12-28T15:00+00:00", "Asia/Tokyo") == "2027-01-04T00:00+09:00"
    assert shown(window, "2027-01-03T15:00+00:00") is None
    late = make(dates=["2026-11-23"], times=["22:00-07:00"])
    assert shown(late, "2026-11-24T06:00+00:00") == "2026-11-24T07:00+00:00"


@pytest.mark.parametrize(
    ("times", "at", "until"),
    [
        # On 8 March 2026 the clocks of New York leap from 02:00 to 03:00.
        ("02:30-04:00", "2026-03-08T01:59-05:00", None),
        ("02:30-04:00", "2026-03-08T03:00-04:00", "2026-03-08T04:00-04:00"),
        ("01:00-02:30", "2026-03-08T01:30-05:00", "2026-03-08T03:00-04:00"),
        ("02:10-02:50", "2026-03-08T03:20-04:00", None),
        ("22:00-07:00", "2026-03-07T23:00-05:00", "2026-03-08T07:00-04:00"),
        # On 1 November 2026 they go back from 02:00 to 01:00.
        ("01:30-03:00", "2026-11-01T01:30-04:00", "2026-11-01T03:00-05:00"),
        ("01:30-03:00", "2026-11-01T01:10-05:00", "2026-11-01T03:00-05:00"),
        ("22:00-01:30", "2026-11-01T01:15-05:00", "2026-11-01T01:30-05:00"),
        ("22:00-01:30", "2026-11-01T01:30-05:00", None),
    ],
)
def test_where_clocks_change_a_window_begins_first_and_ends_last(times: str, at: str, until: str | None) -> None:
    assert shown(make("America/New_York", times=[times]), at, "America/New_York") == until


def test_a_day_that_begins_with_a_leap_begins_after_it() -> None:
    window = make("Africa/Cairo", dates=["2026-04-24"])
    assert shown(window, "2026-04-23T21:59+00:00") is None
    assert shown(window, "2026-04-23T22:00+00:00", "Africa/Cairo") == "2026-04-25T00:00+03:00"


def test_a_day_that_an_island_left_out_has_no_window() -> None:
    """Samoa went from 29 to 31 December 2011 overnight."""
    assert shown(make("Pacific/Apia", dates=["2011-12-30"]), "2011-12-30T10:00+00:00") is None
    window = make("Pacific/Apia", dates=["2011-12-29"])
    assert shown(window, "2011-12-30T09:59+00:00", "Pacific/Apia") == "2011-12-31T00:00+14:00"


def test_a_window_that_never_ends_is_looked_at_again_some_day() -> None:
    until = make().until(0)
    assert until is not None
    assert until >= windows.LONGEST_MS


TIMES = st.tuples(st.integers(0, 1439), st.integers(0, 1440)).filter(lambda span: span[0] != span[1])
MOMENTS = st.integers(ms("2026-01-01T00:00+00:00"), ms("2027-12-31T00:00+00:00"))


@given(
    st.lists(TIMES, min_size=1, max_size=2),
    st.lists(st.sampled_from(settings.WEEKDAYS), max_size=3, unique=True),
    st.sampled_from(ZONES),
    MOMENTS,
)
def test_a_window_ends_after_now_and_then_holds_no_more(
    spans: list[tuple[int, int]], weekdays: list[str], zone: str, now: int
) -> None:
    times = [f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}" for start, end in spans]
    window = make(zone, times=times, weekdays=weekdays)
    until = window.until(now)
    assume(until is not None and until - now < windows.LONGEST_MS)
    assert until is not None
    assert until > now
    assert window.until(until) is None
    assert window.until((now + until) // 2) == until


@pytest.mark.parametrize(
    "text", ["25:00-26:00", "22:00", "22:00-22:00", "7:00-8:00", "24:00-01:00", "07-08", "07:00:00-08:00:00", "", "-"]
)
def test_a_span_of_times_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        windows.times(text)


@pytest.mark.parametrize(
    "text", ["2026-13-01", "20261231", "2026-W53-4", "2027-01-02/2027-01-01", "2026-12-31/", "", "x"]
)
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        windows.dates(text)
