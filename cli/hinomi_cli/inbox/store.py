"""What arrived, in the order of its arrival."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


@dataclass(frozen=True)
class Delivery:
    """One message as it reached its reader.

    `channel` is `email`, `slack`, `teams`, `chime` or `q`. `locale` is empty where the address does not tell it.
    `body` is the text of a mail, and for a chat the JSON that it was sent.
    """

    channel: str
    locale: str
    subject: str
    body: str
    arrived_at: datetime

    @property
    def content(self) -> dict[str, Any]:
        """The JSON object in the body, empty if there is none."""
        try:
            content = json.loads(self.body)
        except ValueError:
            return {}
        return content if isinstance(content, dict) else {}


class Inbox:
    """Everything that arrived so far; safe to use from several threads."""

    def __init__(self, on_arrival: Callable[[Delivery], None] | None = None) -> None:
        self._deliveries: list[Delivery] = []
        self._changed = threading.Condition()
        self._on_arrival = on_arrival

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """All deliveries, oldest first."""
        with self._changed:
            return tuple(self._deliveries)

    def add(self, delivery: Delivery) -> None:
        """Take one delivery in."""
        with self._changed:
            self._deliveries.append(delivery)
            if self._on_arrival:
                self._on_arrival(delivery)  # under the lock: two threads must not print into each other
            self._changed.notify_all()

    def wait_for(self, satisfied: Callable[[tuple[Delivery, ...]], bool], seconds: float) -> bool:
        """Wait until the deliveries satisfy a condition; False when time runs out first."""
        with self._changed:
            return self._changed.wait_for(lambda: satisfied(tuple(self._deliveries)), seconds)
