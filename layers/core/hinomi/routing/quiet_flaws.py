"""What can be wrong with the inhibitions and silences of hinomi.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.routing.match_flaws import conditions, fits_everything, match_flaws
from hinomi.routing.place import Flaws, at
from hinomi.routing.route_flaws import group_by_flaws
from hinomi.routing.silence_flaws import names_only_protected
from hinomi.routing.silences import moment

if TYPE_CHECKING:
    from collections.abc import Collection

    from hinomi.routing.settings import Inhibition, StandingSilence


def inhibition_flaws(rules: list[Inhibition], units: Collection[str] | None) -> Flaws:
    """List what is wrong with inhibitions. `units` are the organisational units, None if they are not known."""
    names: dict[str, str] = {}
    for number, rule in enumerate(rules):
        path = at("$.inhibit", number)
        if rule.name in names:
            yield at(path, "name"), f"{rule.name!r} is the name of {names[rule.name]} too: write another"
        names.setdefault(rule.name, path)
        yield from _source_flaws(rule, path)
        yield from _target_flaws(rule, path)
        yield from group_by_flaws(rule.equal, at(path, "equal"))
        for side, match in (("source", rule.source or {}), ("target", rule.target)):
            yield from match_flaws(match, at(path, side), units)


def silence_flaws(
    silences: list[StandingSilence], time_zone: str, units: Collection[str] | None, now: int | None
) -> Flaws:
    """List what is wrong with silences; whether one has ended only where the time is given (ms)."""
    for number, silence in enumerate(silences):
        path = at("$.silences", number)
        match = at(path, "match")
        yield from match_flaws(silence.match, match, units)
        if fits_everything(silence.match):
            yield match, "fits every alert: say which ones to hold back"
        if names_only_protected(silence.match) and not silence.allow_critical:
            yield match, "names only alerts that no silence holds back unless it says allow_critical: true"
        for name in ("owner", "reason"):
            if not getattr(silence, name).strip():
                yield at(path, name), "blank: whoever finds the silence has to know whom to ask, and why it is there"
        yield from _until_flaws(silence.until, time_zone, at(path, "until"), now)


def _source_flaws(rule: Inhibition, path: str) -> Flaws:
    if (rule.source is None) == (rule.during is None):
        yield path, "say either source (a match) or during (names of windows)"
    elif rule.during is not None and not rule.during:
        yield at(path, "during"), "the list is empty: name a window of mute"
    elif rule.during is not None and rule.equal:
        yield at(path, "equal"), "a window has no labels to be equal to: remove it, and say what is meant in target"
    elif rule.source is not None and fits_everything(rule.source):
        yield at(path, "source"), "fits every alert, and so the rule does nothing: say what inhibits"
    elif rule.source is not None and conditions(rule.source) == conditions(rule.target):
        yield (
            at(path, "target"),
            "the same as source, and alerts that are both do not inhibit each other: say what is less",
        )


def _target_flaws(rule: Inhibition, path: str) -> Flaws:
    if fits_everything(rule.target):
        yield at(path, "target"), "fits every alert, and so the rule does nothing: say what is not to be told"
    elif names_only_protected(rule.target):
        yield at(path, "target"), "names only alerts that no rule holds back: root user, tampering, attack sequences"


def _until_flaws(until: str, time_zone: str, path: str, now: int | None) -> Flaws:
    try:
        ends = moment(until, time_zone, last=True)
    except (ValueError, OverflowError):
        yield path, f"{until!r} is no day: write it as 2027-03-31, or with a time as 2027-03-31T18:00"
        return
    except (KeyError, OSError):  # of the time zone, which is told where it stands
        return
    if now is not None and ends <= now:
        yield path, f"ended {until}: remove the silence, or write a later day"
