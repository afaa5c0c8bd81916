"""What can be wrong with the mute windows of hinomi.yaml, and with what names them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from hinomi.routing import windows
from hinomi.routing.pattern_flaws import suggest
from hinomi.routing.place import Flaws, at
from hinomi.routing.route_flaws import Place, walk
from hinomi.routing.settings import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from hinomi.routing.settings import Inhibition, Route, Window

_SOME_TIME = 1_795_000_000_000
_WEEK_MS = 7 * 86_400_000
_DATE = "write a day as 2026-12-31, or days as 2026-12-29/2027-01-03"
_TIME = "write it as 22:00-07:00, from 00:00 to 24:00"


def flaws(named: dict[str, Window]) -> Flaws:
    """List what is wrong with windows by themselves, their zones left aside."""
    for name, window in named.items():
        path = at("$.mute", name)
        unreadable = [
            *_unreadable(windows.dates, window.dates, at(path, "dates"), _DATE),
            *_unreadable(windows.times, window.times, at(path, "times"), _TIME),
        ]
        yield from unreadable
        if not unreadable:
            yield from _extent_flaws(window, path)


def unknown_windows(root: Route, rules: list[Inhibition], named: dict[str, Window]) -> Flaws:
    """List windows that somebody names and that do not exist."""
    known = sorted(named)
    for path, name in _uses(root, rules):
        if name not in named:
            hint = suggest(name, known, "the windows are") if known else "define it under mute"
            yield path, f"no window {name!r}; {hint}"


def unused_windows(root: Route, rules: list[Inhibition], named: dict[str, Window]) -> Flaws:
    """List windows that nobody names."""
    used = {name for _, name in _uses(root, rules)}
    for name in sorted(set(named) - used):
        yield at("$.mute", name), "nothing names it: name it in the mute of a route, or remove it"


def _uses(root: Route, rules: list[Inhibition]) -> Iterator[tuple[str, str]]:
    """List where windows are named, as (path, name)."""
    for place in walk(Place(root)):
        for number, name in enumerate(place.route.mute or []):
            yield at(place.path, "mute", number), name
    for rule_number, rule in enumerate(rules):
        for number, name in enumerate(rule.during or []):
            yield at("$.inhibit", rule_number, "during", number), name


def _unreadable(read: Callable[[str], object], texts: list[str], path: str, remedy: str) -> Flaws:
    for number, text in enumerate(texts):
        try:
            read(text)
        except ValueError as error:
            yield at(path, number), f"{text!r} cannot be: {error}; {remedy}"


def _extent_flaws(window: Window, path: str) -> Flaws:
    if not (window.weekdays or window.dates or window.times):
        yield path, "says no weekdays, dates or times, so it would hold always: say when"
    elif not window.dates and _is_endless(window):
        yield path, "holds always: leave some time out"
    elif window.dates and window.weekdays and not any(_falls_on(window.weekdays, text) for text in window.dates):
        yield path, "never holds: none of its dates is on one of its weekdays"


def _is_endless(window: Window) -> bool:
    until = windows.Window(msgspec.structs.replace(window, time_zone=None), "UTC").until(_SOME_TIME)
    return until is not None and until - _SOME_TIME > _WEEK_MS


def _falls_on(weekdays: Collection[str], text: str) -> bool:
    """Tell whether a span of days has one of the weekdays."""
    first, last = windows.dates(text)
    days = (first + timedelta(days=number) for number in range(min((last - first).days + 1, len(WEEKDAYS))))
    return any(WEEKDAYS[day.weekday()] in weekdays for day in days)
