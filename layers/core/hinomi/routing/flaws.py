"""What can be wrong with the settings of routing, that their types alone cannot tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hinomi.routing import receiver_flaws, route_flaws, window_flaws
from hinomi.routing.place import Flaws, at
from hinomi.routing.quiet_flaws import inhibition_flaws, silence_flaws

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hinomi.config import Config

NOTHING: Final[frozenset[str]] = frozenset()


def flaws(config: Config, *, unsound: Collection[str] = NOTHING, now: int | None = None) -> Flaws:
    """List every problem. Of settings that are `unsound` already, nothing is known: they hold their defaults.

    Whether a silence has ended is told only where the time is given (ms since 1970).
    """
    units = None if "organizational_units" in unsound else set(config.organizational_units.values())
    yield from _zone_flaws(config)
    yield from _unit_flaws(config)
    yield from receiver_flaws.flaws(config.receivers)
    yield from route_flaws.flaws(config.routes, units)
    yield from window_flaws.flaws(config.mute)
    yield from inhibition_flaws(config.inhibit, units)
    yield from silence_flaws(config.silences, config.time_zone, units, now)
    yield from _reference_flaws(config, frozenset(unsound))


def time_zones(config: Config) -> Iterator[tuple[str, str]]:
    """List every time zone that the settings name, as (path, name)."""
    yield "$.time_zone", config.time_zone
    for name, receiver in config.receivers.items():
        for number, channel in enumerate(receiver.channels):
            if channel.time_zone is not None:
                yield at("$.receivers", name, "channels", number, "time_zone"), channel.time_zone
    for name, window in config.mute.items():
        if window.time_zone is not None:
            yield at("$.mute", name, "time_zone"), window.time_zone


def _zone_flaws(config: Config) -> Flaws:
    for path, name in time_zones(config):
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            yield path, f"{name!r} is no IANA time zone; for Japan write Asia/Tokyo"


def _unit_flaws(config: Config) -> Flaws:
    for account, unit in config.organizational_units.items():
        if not all(part.strip() for part in unit.split("/")):
            yield (
                at("$.organizational_units", account),
                f"{unit!r}: write units from above, such as Workloads/Production",
            )


def _reference_flaws(config: Config, unsound: frozenset[str]) -> Flaws:
    """List names that lead nowhere, and what no name leads to."""
    root, rules = config.routes, config.inhibit
    if "receivers" not in unsound:
        yield from route_flaws.unknown_receivers(root, config.receivers)
    if "routes" not in unsound:
        yield from route_flaws.unused_receivers(root, config.receivers)
    if "mute" not in unsound:
        yield from window_flaws.unknown_windows(root, rules, config.mute)
    if not unsound & {"routes", "inhibit"}:
        yield from window_flaws.unused_windows(root, rules, config.mute)
