"""The channels: one module per place where messages are read.

Each has `NAME`, `LIMITS` (its documented limits, as data) and `render(briefing) -> Message`, which escapes every value
by the channel's own rule and keeps every limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hinomi.channels import amazon_q, chime, email, slack, teams

if TYPE_CHECKING:
    from hinomi.briefing import Briefing
    from hinomi.model import Message


class Channel(Protocol):
    """What a module of this folder offers."""

    NAME: str

    def render(self, briefing: Briefing) -> Message:
        """Lay the briefing out for this channel."""


CHANNELS: tuple[Channel, ...] = (email, slack, teams, chime, amazon_q)
