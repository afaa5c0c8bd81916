"""A clock that is turned, a publisher that remembers, and a watch on fakes; stores are held to one contract each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.config import Config
from hinomi_cli import rehearsal

if TYPE_CHECKING:
    from hinomi.errors import HinomiError
    from hinomi.model import Message, Outlet
    from hinomi.pipeline import Watch
    from hinomi.routing.groups import Groups
    from hinomi.state import Store


class Clock(rehearsal.Clock):
    """A clock that stands still until it is turned (milliseconds)."""

    def turn(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


class Outbox:
    """A publisher that keeps what it was given, and fails where it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Message]] = []
        self.failing: dict[str, HinomiError] = {}

    def publish(self, outlet: Outlet, message: Message) -> None:
        if outlet.name in self.failing:
            raise self.failing[outlet.name]
        self.sent.append((outlet.name, message))

    def names(self) -> list[str]:
        return [name for name, _ in self.sent]


def make_watch(  # noqa: PLR0913 - every part may be another
    store: Store | None = None,
    *,
    groups: Groups | None = None,
    outbox: Outbox | None = None,
    clock: rehearsal.Clock | None = None,
    config: Config | None = None,
    machines: tuple[Outlet, ...] = (),
) -> Watch:
    """Build a watch on fakes."""
    made = rehearsal.rehearse(
        config or Config(), (), store=store, groups=groups, publisher=outbox, clock=clock, machines=machines
    )
    return made.watch
