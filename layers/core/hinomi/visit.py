"""One flush of one group: what it holds is gathered, told to every outlet of its receiver, and settled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from hinomi.errors import HinomiError, RetryError
from hinomi.model import Lifecycle
from hinomi.routing import rates
from hinomi.routing.gathering import gather, lasts, look_again
from hinomi.routing.groups import Lease, Standing, goes_at_once, overflows, route_of
from hinomi.telling import Fate, NoRoomError, Telling, as_news

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.flush import Flush
    from hinomi.model import Alert, Branch, Outlet
    from hinomi.routing.gathering import Gathering, Piece
    from hinomi.routing.groups import Contents, Times
    from hinomi.routing.routes import Plan

OVERFLOW_MS = 300_000
"""An outlet is told what overflowed so often at most, but for what goes at once."""


class Flushed(msgspec.Struct, frozen=True, kw_only=True):
    """What one tick came to: how many outlets had a message sent, spilled, parked; pieces told and held back."""

    fates: dict[Fate, int] = {}
    told: int = 0
    held: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One flush of one group, under its lease; `times` are the group's as they were before, `now` is when (ms)."""

    flush: Flush
    group: str
    lease: Lease
    times: Times
    now: int

    def make(self) -> Flushed:
        """Flush the group. Raises `RetryError` when the tick must come again."""
        contents = self.flush.teller.groups.read(self.group)
        if not (contents.news or contents.standing):
            self._release(0, 0)
            return Flushed()
        plan = self.flush.router.plan(route_of(self.group))
        contents, gathering = self._gather(contents, 0 if overflows(self.group) else plan.repeat)
        outlets = self._outlets(plan)
        fates, failed = self._tell(contents, gathering, outlets)
        full = [error for error in failed if isinstance(error, NoRoomError)]
        if len(failed) > len(full):
            self._break_off()
            raise _worst(failed)
        if full:
            self.flush.teller.groups.settle(self.group, told=gathering.over)
            self._release(0, self._order(min(error.at for error in full)))
            return Flushed(held=len(gathering.held))
        self._close(contents, gathering, plan, self._settle(contents, gathering, plan))
        if overflows(self.group):
            self._empty(outlets)
        return Flushed(fates=dict(fates), told=len(gathering.tell), held=len(gathering.held))

    def _gather(self, contents: Contents, repeat: int) -> tuple[Contents, Gathering]:
        """Gather what there is to tell; where as much as was read is held back, read on.

        Nothing holds back what overflowed: it was to be told when there was no room for it.
        """
        hold = _nothing if overflows(self.group) else self.flush.holds(self.now)
        gathering = gather(contents, hold, now=self.now, repeat=repeat, unsure=self._unsure)
        while contents.more and not gathering.tell and not gathering.over:
            contents = self.flush.teller.groups.read(self.group, after=contents.news[-1].id)
            following = gather(contents, hold, now=self.now, repeat=repeat, unsure=self._unsure)
            gathering = msgspec.structs.replace(following, held=(*gathering.held, *following.held))
        return contents, gathering

    def _outlets(self, plan: Plan) -> tuple[Outlet, ...]:
        """Name who is told: an overflow is one outlet's alone, and nobody's when that is taken away."""
        name = overflows(self.group)
        receiver = name.partition("/")[0] if name else plan.receiver
        every = self.flush.router.outlets(receiver, self.flush.outlets)
        return tuple(outlet for outlet in every if outlet.name == name) if name else every

    def _tell(
        self, contents: Contents, gathering: Gathering, outlets: tuple[Outlet, ...]
    ) -> tuple[Counter[Fate], list[Exception]]:
        """Tell each outlet what is news to it; an outlet that fails keeps it from no other."""
        telling = Telling(
            teller=self.flush.teller, group=self.group, contents=contents, gathering=gathering, now=self.now
        )
        there = {news.id for news in contents.news}
        fates: Counter[Fate] = Counter()
        failed: list[Exception] = []
        for outlet in outlets:
            had = contents.logged.get(outlet.name, frozenset())
            pieces = tuple(piece for piece in gathering.tell if piece.concerns(outlet, had))
            if not pieces:
                continue
            try:
                fates[telling.tell(outlet, pieces)] += 1
            except Exception as error:  # noqa: BLE001 - the loop that isolates outlets; it is raised when all had their turn
                failed.append(error)
                continue
            told = frozenset(id_ for piece in pieces for id_ in piece.ids)
            self.flush.teller.groups.log(self.group, outlet.name, (had & there) | told)
        return fates, failed

    def _settle(self, contents: Contents, gathering: Gathering, plan: Plan) -> tuple[Standing, ...]:
        """Let what is told stand or fall, and only then take the news away; return what stands in the group."""
        groups = self.flush.teller.groups
        fallen = [piece for piece in gathering.tell if piece.alert.lifecycle is Lifecycle.CLOSED]
        risen = [
            Standing(alert=piece.alert, branch=piece.branch, told=self.now)
            for piece in gathering.tell
            if piece.alert.lifecycle is Lifecycle.OPEN and lasts(piece.alert)
        ]
        if not overflows(self.group):
            groups.stand(risen)
            groups.fall((piece.branch.group, piece.alert.fingerprint) for piece in fallen)
            groups.fall((self.group, fingerprint) for fingerprint in gathering.left)
            self._tell_homes(gathering.tell, plan)
        groups.settle(self.group, told=gathering.over.union(*(piece.ids for piece in gathering.tell)))
        changed = {piece.alert.fingerprint for piece in gathering.tell} | gathering.left
        return (*(one for one in contents.standing if one.alert.fingerprint not in changed), *risen)

    def _tell_homes(self, pieces: Iterable[Piece], plan: Plan) -> None:
        """Outdate what still waits in the alerts' own groups of what was told outside them; repeats come from there."""
        for piece in pieces:
            if piece.branch.group != self.group:
                self.flush.teller.groups.join(piece.branch.group, as_news([piece], told=True))
                self.flush.teller.ticks.wake(piece.branch.group, self.now + plan.wait, self.now)

    def _close(self, contents: Contents, gathering: Gathering, plan: Plan, standing: tuple[Standing, ...]) -> None:
        """Order the next tick and give the group back, quiet for an interval if anything was told."""
        interval = 0 if goes_at_once(self.group) else OVERFLOW_MS if overflows(self.group) else plan.interval
        quiet_until = self.now + interval if gathering.tell else 0
        if goes_at_once(self.group) or overflows(self.group):
            standing = ()
        again = look_again(gathering, standing, now=self.now, repeat=plan.repeat)
        if contents.more:
            again = min(again or quiet_until, quiet_until) or self.now
        self._release(quiet_until, self._order(again))

    def _empty(self, outlets: tuple[Outlet, ...]) -> None:
        """Let an outlet's messages pass its overflow again, if nothing waits there.

        The bucket is read before the group: who spills meanwhile changes the bucket after having joined the group, so
        that the bucket is not swapped. Then the next flush of the overflow empties it.
        """
        groups = self.flush.teller.groups
        for outlet in outlets:
            before = groups.bucket(outlet.rate_key)
            if self.group in before.spills and not groups.read(self.group).news:
                groups.swap(outlet.rate_key, before, rates.emptied(before, self.group))

    def _order(self, at: int) -> int:
        return self.flush.order(self.group, self.times, self.now, at)

    @property
    def _unsure(self) -> bool:
        """Whether the flush before this one broke off: it left its lease behind."""
        return self.times.lease is not None and self.times.lease.id != self.lease.id

    def _break_off(self) -> None:
        """Let others flush the group, and see that this flush broke off: the lease stays behind, at its end."""
        self.flush.teller.groups.lease(self.group, Lease(self.lease.id, self.now), self.now)

    def _release(self, quiet_until: int, following: int) -> None:
        self.flush.teller.groups.release(self.group, self.lease, quiet_until=quiet_until, next=following)


def _nothing(_alert: Alert, _branch: Branch) -> None:
    """Hold nothing back."""


def _worst(failed: list[Exception]) -> Exception:
    """Return the first error of the program itself, else one that says what every outlet's said."""
    broken = (error for error in failed if not isinstance(error, HinomiError))
    return next(broken, RetryError("; ".join(map(str, failed))))
