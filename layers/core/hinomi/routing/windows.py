"""Mute windows: spans of time that come again, by the clock on the wall of some time zone.

A window begins on its days at its times, and ends the same day or, past midnight, the next. Where the wall clock is set
forward over a begin or an end, it is the moment of the change; where it is set back, a window begins at the first and
ends at the second of the two moments that the clock shows alike.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hinomi.routing.settings import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.routing import settings

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_DAY_MINUTES = 24 * 60
_NEARBY = (-2, -1, 0, 1)  # a window that holds today began yesterday at the earliest, and clocks move by some hours

LONGEST_MS = 400 * 86_400_000
"""Further ahead nobody looks for the end of a window."""


class Window:
    """A compiled mute window. Raises `ValueError` for wrong days and times, `KeyError` for a wrong zone."""

    def __init__(self, window: settings.Window, time_zone: str) -> None:
        self._zone = ZoneInfo(window.time_zone or time_zone)
        self._weekdays = frozenset(map(WEEKDAYS.index, window.weekdays))
        self._dates = tuple(map(dates, window.dates))
        self._times = tuple(map(times, window.times)) or ((0, _DAY_MINUTES),)

    def until(self, now: int) -> int | None:
        """Return when the window ends that holds at `now` (ms since 1970), None if it does not hold.

        Where it begins again in the moment in which it ends, it goes on.
        """
        end = now
        while end - now < LONGEST_MS and (later := self._end(end)) is not None:
            end = later
        return end if end > now else None

    def _end(self, now: int) -> int | None:
        today = datetime.fromtimestamp(now / 1000, UTC).astimezone(self._zone).date()
        spans = (span for days in _NEARBY for span in self._spans(today + days * _DAY))
        return max((end for start, end in spans if start <= now < end), default=None)

    def _spans(self, day: date) -> Iterator[tuple[int, int]]:
        """List the spans that begin on a day, in milliseconds."""
        if self._weekdays and day.weekday() not in self._weekdays:
            return
        if self._dates and not any(first <= day <= last for first, last in self._dates):
            return
        midnight = datetime.combine(day, time())
        for start, end in self._times:
            yield (
                _moment(midnight + start * _MINUTE, self._zone, fold=0),
                _moment(midnight + end * _MINUTE, self._zone, fold=1),
            )


def dates(text: str) -> tuple[date, date]:
    """Read a day (`2026-12-31`) or a span of days (`2026-12-29/2027-01-03`) as first and last. Raises `ValueError`."""
    first, slash, last = text.partition("/")
    span = _day(first), _day(last if slash else first)
    if span[1] < span[0]:
        raise ValueError("it ends before it begins")
    return span


def times(text: str) -> tuple[int, int]:
    """Read a span of times (`22:00-07:00`) as minutes after midnight; past midnight the end is above 24 hours.

    Raises `ValueError`.
    """
    start, dash, end = text.partition("-")
    if not dash:
        raise ValueError("it has no end")
    first, last = _minutes(start), _minutes(end)
    if first in {last, _DAY_MINUTES}:
        raise ValueError("it has no length; for the whole day leave times out")
    return first, last if last > first else last + _DAY_MINUTES


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # also reads 20261231 and 2026-W53-4
        raise ValueError(f"{text!r} is no day")
    return day


def _minutes(text: str) -> int:
    if text == "24:00":
        return _DAY_MINUTES
    moment = time.fromisoformat(text)
    if f"{moment:%H:%M}" != text:  # also reads 07, 07:00:30 and 07:00+09:00
        raise ValueError(f"{text!r} is no time")
    return moment.hour * 60 + moment.minute


def _moment(wall: datetime, zone: ZoneInfo, *, fold: int) -> int:
    """Return when the wall clock shows a time; for one that it leaps over, when it leaps."""
    there = wall.replace(tzinfo=zone, fold=fold)
    while there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        wall += _MINUTE
        there = wall.replace(tzinfo=zone, fold=fold)
    return int(there.timestamp() * 1000)
