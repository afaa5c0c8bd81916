"""Fakes of what the pipeline is handed; the stores are held to one contract in `test_store_contract`."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hinomi.config import Config
from hinomi.memory_store import MemoryStore
from hinomi.pipeline import Receiver, Watch

if TYPE_CHECKING:
    from hinomi.errors import HinomiError
    from hinomi.model import Message
    from hinomi.state import Store

RECEIVERS = (Receiver("email-ja", "email", "ja"), Receiver("email-en", "email", "en"), Receiver("slack", "slack", "ja"))


class Clock:
    """A clock that stands still until it is turned (milliseconds)."""

    def __init__(self) -> None:
        self.now = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


class Outbox:
    """A publisher that keeps what it was given, and fails where it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Message]] = []
        self.failing: dict[str, HinomiError] = {}

    def publish(self, receiver: Receiver, message: Message) -> None:
        if receiver.name in self.failing:
            raise self.failing[receiver.name]
        self.sent.append((receiver.name, message))

    def names(self) -> list[str]:
        return [name for name, _ in self.sent]


def make_watch(
    store: Store | None = None,
    *,
    outbox: Outbox | None = None,
    clock: Clock | None = None,
    config: Config | None = None,
    receivers: tuple[Receiver, ...] = RECEIVERS,
) -> Watch:
    """Build a watch on fakes."""
    numbers = count()
    return Watch(
        store=store or MemoryStore(),
        publisher=outbox or Outbox(),
        receivers=receivers,
        config=config or Config(),
        clock=clock or Clock(),
        new_id=lambda: f"claim-{next(numbers)}",
    )
