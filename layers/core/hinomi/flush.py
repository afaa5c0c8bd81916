"""The flush: a tick in, a group's news told to every outlet of its receiver, each piece once.

`lease → read → gather → (take a token → render → publish → log) for each outlet → stand → settle → release`. What is
not logged is told again, what is not settled waits: a crash between two steps repeats at most one message, to one
outlet, and loses none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hinomi.errors import RetryError
from hinomi.routing.groups import (
    Lease,
    short_id,
)
from hinomi.routing.ticking import FARTHEST
from hinomi.visit import Flushed, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.model import Alert, Branch, Message, Outlet
    from hinomi.routing.groups import Ticks, Times
    from hinomi.routing.routes import Router
    from hinomi.routing.silences import Hold
    from hinomi.telling import Teller

LEASE_SECONDS = 90
"""How long a flush holds its group: longer than the flush function may run."""

_SKEW = 5_000
"""A tick may come so much early (ms), by the clock of the worker that it comes to."""

_SOON = 5
"""A tick that finds another worker at its group comes again after so many seconds."""


@dataclass(frozen=True, kw_only=True)
class Flush:
    """Flushes groups. `outlets` are those that are deployed; `holds` gives what holds alerts back at a time (ms).

    `ticks` orders each tick that it is asked for: what is recorded as ordered must come.
    """

    teller: Teller
    ticks: Ticks
    router: Router
    outlets: tuple[Outlet, ...]
    holds: Callable[[int], Callable[[Alert, Branch], Hold | None]]
    new_id: Callable[[], str]

    def tick(self, group: str, at: int) -> Flushed:
        """Flush a group for the tick that was ordered for `at` (ms). Raises `RetryError` when it must come again."""
        clock = self.teller.clock()
        if at > clock + _SKEW:
            # No queue holds a tick back long enough: it is sent on.
            self.teller.ticks.wake(group, at, clock)
            return Flushed()
        now = max(clock, at)
        lease = Lease(self.new_id(), now + LEASE_SECONDS * 1000)
        taken, times = self.teller.groups.lease(group, lease, now)
        if not taken:
            self._come_later(group, times, now)
            return Flushed()
        visit = Visit(flush=self, group=group, lease=lease, times=times, now=now)
        return visit.make()

    def send_again(self, outlet: Outlet, message: Message) -> None:
        """Send a message that was parked, at its outlet's pace, to the address that the outlet has by now.

        Raises `RetryError` when there is no room yet, `ParkError` when it is refused again.
        """
        named = self.router.outlets(outlet.name.partition("/")[0], self.outlets)
        self.teller.send(next((one for one in named if one.name == outlet.name), outlet), message)

    def _come_later(self, group: str, times: Times, now: int) -> None:
        if times.lease is not None and times.lease.until > now:
            raise RetryError(f"another worker flushes the group {short_id(group)}", after=_SOON)
        self.order(group, times, now, times.quiet_until)

    def order(self, group: str, times: Times, now: int, at: int) -> int:
        """Order the group's next tick, unless one will come in time; return when one comes (ms), 0 for none.

        It is recorded after it is sent: a tick too many does nothing, one that was never sent would be waited for.
        """
        if not at or now < times.next <= at:
            return times.next if at else 0
        at = min(at, now + FARTHEST)
        self.ticks.wake(group, at, now)
        self.teller.groups.order(group, now, at)
        return at
