"""The real pipeline with memory for a table and nobody to send to: what would happen, without AWS."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hinomi.memory_store import MemoryStore
from hinomi.pipeline import Receiver, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hinomi.config import Config
    from hinomi.model import Message


class Nobody:
    """A publisher that sends nothing: the messages are in the outcome."""

    def publish(self, receiver: Receiver, message: Message) -> None:
        """Do nothing."""


def dry_watch(config: Config, *, channels: Iterable[str], locales: Iterable[str], clock: Callable[[], int]) -> Watch:
    """Build a watch that renders for every channel in every language and sends nothing."""
    numbers = count()
    return Watch(
        store=MemoryStore(),
        publisher=Nobody(),
        receivers=tuple(Receiver(f"{channel}-{locale}", channel, locale) for locale in locales for channel in channels),
        config=config,
        clock=clock,
        new_id=lambda: f"claim-{next(numbers)}",
    )
