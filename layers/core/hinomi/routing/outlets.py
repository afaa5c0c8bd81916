"""Outlets: where the messages of a receiver come out, of what the file says and what is deployed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from hinomi.model import Outlet, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.routing.settings import Channel


def outlet(receiver: str, channel: Channel, deployed: tuple[Outlet, ...]) -> Outlet:
    """Make the outlet of a receiver's channel; what the file does not say is as deployed for the same channel.

    Mail has a topic for each language; every other channel has one.
    """
    alike = (
        outlet.address
        for outlet in deployed
        if outlet.channel == channel.channel and (channel.channel != "email" or outlet.locale == channel.locale)
    )
    return Outlet(
        name=f"{receiver}/{channel.channel}-{channel.locale}",
        channel=channel.channel,
        locale=channel.locale,
        address=channel.topic or next(alike, ""),
        secret=channel.secret or "",
        time_zone=channel.time_zone or "",
        floor=Severity[channel.severity_floor],
        send_resolved=channel.send_resolved,
    )


def unique(outlets: Iterable[Outlet]) -> Iterator[Outlet]:
    """Give outlets of the same name numbers, from the second on."""
    seen: Counter[str] = Counter()
    for outlet in outlets:
        seen[outlet.name] += 1
        number = seen[outlet.name]
        yield outlet if number == 1 else msgspec.structs.replace(outlet, name=f"{outlet.name}-{number}")
