"""How ticks are spared: ten thousand alerts that join one group need one tick, not ten thousand."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.routing.groups import Ticks

FARTHEST = 15 * 60_000
"""A tick comes at most this late (ms): SQS holds a message back for 15 minutes.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
"""

_MARGIN = 1_000
"""A tick that is due within this time (ms) may be coming already."""

_MOST = 1_000
"""So many groups are remembered; of one that was forgotten a tick is ordered once more."""


class Sparing:
    """Orders a tick unless this process has ordered one that serves as well.

    A tick serves when it comes after now and not after the time that is asked for. Whoever wakes a group has joined it
    before, and a flush sees everything that was written before it reads: so a tick that was sent before the join was
    done, but comes after it, finds the news. Both times are of the one clock of this process, which is asked here: the
    `now` that is handed in may have been read before a slow join. A tick never comes before its time, and one that was
    sent does come. Only what succeeded is remembered.
    """

    def __init__(self, ticks: Ticks, clock: Callable[[], int]) -> None:
        self._ticks = ticks
        self._clock = clock
        self._ordered: dict[str, int] = {}
        self._lock = Lock()

    def wake(self, group: str, at: int, now: int) -> None:
        """Order a tick for `at` (ms), unless one is certain to come in time and not yet."""
        with self._lock:
            coming = self._ordered.get(group, 0)
        if self._clock() + _MARGIN < coming <= at:
            return
        self._ticks.wake(group, at, now)
        with self._lock:
            self._ordered.pop(group, None)
            self._ordered[group] = min(at, now + FARTHEST)
            if len(self._ordered) > _MOST:
                del self._ordered[next(iter(self._ordered))]
