"""Tell an outlet its news in one message, within its rate; what finds no room overflows and is told later."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from hinomi.errors import ParkError, RetryError
from hinomi.model import Bundle, Item
from hinomi.render import Renderer
from hinomi.routing import rates
from hinomi.routing.gathering import lasts
from hinomi.routing.groups import Bucket, News, goes_at_once, news_id, overflow_group, overflows
from hinomi.routing.rates import RATES, Grant
from hinomi.tally import is_rehearsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hinomi.config import Config
    from hinomi.model import Message, Outlet
    from hinomi.pipeline import Publisher
    from hinomi.routing.gathering import Gathering, Piece
    from hinomi.routing.groups import Contents, Groups, Ticks
    from hinomi.routing.rates import Rate

_TRIES = 20
"""So often a bucket is tried before another worker's hold on it counts as a fault."""


class Parking(Protocol):
    """Where a message waits for a person when sending it again cannot help."""

    def park(self, outlet: Outlet, message: Message, why: str) -> None:
        """Keep the message. Raises `RetryError` when even that failed."""


class Fate(StrEnum):
    """What became of an outlet's message."""

    SENT = "sent"
    SPILLED = "spilled"
    PARKED = "parked"


class NoRoomError(RetryError):
    """An overflow has to wait on, until `at` (ms): the outlet has no token yet."""

    def __init__(self, outlet: Outlet, at: int) -> None:
        super().__init__(f"{outlet.name} has no room yet")
        self.at = at


@dataclass(frozen=True, kw_only=True)
class Teller:
    """What telling needs. `clock` gives milliseconds since 1970, `sleep` takes seconds, `rates` are by channel."""

    groups: Groups
    ticks: Ticks
    publisher: Publisher
    parking: Parking
    config: Config
    clock: Callable[[], int]
    sleep: Callable[[float], None]
    rates: Mapping[str, Rate] = field(default_factory=lambda: RATES)

    def send(self, outlet: Outlet, message: Message) -> None:
        """Send a finished message. Raises `RetryError` when there is no room yet, `ParkError` when it is refused."""
        grant = self.take(outlet, "")
        if not grant.granted:
            raise RetryError(f"{outlet.name} has no room yet", after=-(-grant.wait // 1000))
        self.sleep(grant.wait / 1000)
        self.publisher.publish(outlet, message)

    def take(self, outlet: Outlet, behind: str, *, at_once: bool = False) -> Grant:
        """Take a token of the outlet's bucket, which many workers may want; none while something is in `behind`."""
        rate = self.rates.get(outlet.channel)
        if rate is None:
            return Grant(Bucket(), 0, granted=True)
        for _ in range(_TRIES):
            before = self.groups.bucket(outlet.rate_key)
            if behind in before.spills:
                return Grant(before, rate.every, granted=False)
            grant = rates.take(before, rate, self.clock(), at_once=at_once)
            if not grant.granted or self.groups.swap(outlet.rate_key, before, grant.bucket):
                return grant
        raise RetryError(f"{outlet.name}: too many want its tokens", after=1)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What one group tells now. Outlets that are told the same share the work of wording it.

    `now` is when (ms).
    """

    teller: Teller
    group: str
    contents: Contents
    gathering: Gathering
    now: int
    _worded: dict[tuple[str, ...], Renderer] = field(default_factory=dict)

    @property
    def overflow(self) -> bool:
        """Whether the group is an outlet's overflow."""
        return bool(overflows(self.group))

    @property
    def at_once(self) -> bool:
        """Whether the group holds what goes at once."""
        return goes_at_once(self.group)

    def tell(self, outlet: Outlet, pieces: tuple[Piece, ...]) -> Fate:
        """Send one message. Raises `RetryError` when it did not succeed for certain, `NoRoomError` when it waits on."""
        grant = self._take(outlet, pieces)
        if not grant.granted:
            return self._spill(outlet, pieces, self.teller.clock() + grant.wait)
        message = self._renderer(pieces).render(outlet)
        self.teller.sleep(grant.wait / 1000)
        try:
            self.teller.publisher.publish(outlet, message)
        except ParkError as error:
            self.teller.parking.park(outlet, message, str(error))
            return Fate.PARKED
        if self.at_once and overflow_group(outlet.name) in grant.bucket.spills:
            self._overtake(outlet, pieces)
        return Fate.SENT

    def _take(self, outlet: Outlet, pieces: tuple[Piece, ...]) -> Grant:
        """Take a token. Nothing passes what is in the overflow of its kind.

        The reserve is for what goes at once and is real; once that has overflowed, it has no better right than others.
        What else has overflowed may use it too, seldom as it is told: else it would wait as long as CRITICALs come.
        """
        behind = "" if self.overflow else overflow_group(outlet.name, at_once=self.at_once)
        real = not all(is_rehearsed(piece.alert) for piece in pieces)
        reserve = not self.at_once if self.overflow else self.at_once and real
        return self.teller.take(outlet, behind, at_once=reserve)

    def _spill(self, outlet: Outlet, pieces: tuple[Piece, ...], at: int) -> Fate:
        """Let pieces wait in the outlet's overflow; whatever comes after them does too.

        A report waits where it is: a digest would have no room for what it says.
        """
        if self.overflow or any(piece.alert.report for piece in pieces):
            raise NoRoomError(outlet, at)
        group = overflow_group(outlet.name, at_once=self.at_once)
        self._mark(outlet, group)
        self.teller.groups.join(group, as_news(pieces))
        self._mark(outlet, group)
        self.teller.ticks.wake(group, at, self.now)
        return Fate.SPILLED

    def _mark(self, outlet: Outlet, group: str) -> None:
        """Say in the bucket that something is in the overflow: before, for a crash, and after it is there.

        Each mark changes the bucket, so that a flush which has just found the overflow empty does not take it away.
        """
        for _ in range(_TRIES):
            before = self.teller.groups.bucket(outlet.rate_key)
            if self.teller.groups.swap(outlet.rate_key, before, rates.spilled(before, group)):
                return
        raise RetryError(f"{outlet.name}: too many want its tokens", after=1)

    def _overtake(self, outlet: Outlet, pieces: tuple[Piece, ...]) -> None:
        """Outdate what the overflow may still hold of alerts that have just been told past it."""
        group = overflow_group(outlet.name)
        self.teller.groups.join(group, as_news(pieces, told=True))
        self.teller.ticks.wake(group, self.now, self.now)

    def _renderer(self, pieces: tuple[Piece, ...]) -> Renderer:
        key = tuple(piece.ids[-1] for piece in pieces)
        if key not in self._worded:
            self._worded[key] = Renderer(self._bundle(pieces), self.teller.config)
        return self._worded[key]

    def _bundle(self, pieces: tuple[Piece, ...]) -> Bundle:
        told = {piece.alert.fingerprint for piece in pieces}
        standing = Counter(
            known.alert.severity
            for known in self.contents.standing
            if known.alert.fingerprint not in told and lasts(known.alert)
        )
        return Bundle(
            items=tuple(Item(alert=piece.alert, decision=piece.decision) for piece in pieces),
            branch=pieces[0].branch,
            standing=dict(standing),
            held=len(self.gathering.held),
            overflow=self.overflow,
            more=self.contents.more,
        )


def as_news(pieces: Iterable[Piece], *, told: bool = False) -> list[News]:
    """Let pieces wait again; the mark that an alert was told is news of its own, which outdates what is no younger."""
    return [
        News(
            id=news_id(piece.alert.fingerprint, f"told|{piece.ids[-1]}") if told else piece.ids[-1],
            alert=piece.alert,
            decision=piece.decision,
            branch=piece.branch,
            at=piece.at,
            told=told,
        )
        for piece in pieces
    ]
