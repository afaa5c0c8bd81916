"""The tree of routes, compiled: each route with its settled settings, down which an alert finds its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.routing.groups import ROOT
from hinomi.routing.matchers import Matchers, compile_match
from hinomi.routing.settings import Route, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.routing.labels import Labels

DEFAULT = "default"
"""The receiver of the root, unless the file names another; where the file does not define it, all that is deployed."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The settled settings of one route, all that it inherits among them.

    `path` is stable as long as names are. Times are milliseconds; a `repeat` of 0 never repeats. `because` is the
    canonical text of the matchers that lead here, empty for the root.
    """

    path: str = ROOT
    receiver: str = DEFAULT
    group_by: tuple[str, ...] = ("source", "account")
    wait: int = 30_000
    interval: int = 300_000
    repeat: int = 0
    mute: tuple[str, ...] = ()
    because: str = ""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A route of the tree, compiled."""

    plan: Plan
    matchers: Matchers
    go_on: bool
    children: tuple[Node, ...]

    def take(self, labels: Labels) -> Iterator[Plan]:
        """Take an alert that fits here: down to the first child that fits, and on if that says so, else itself."""
        taken = False
        for child in self.children:
            if child.matchers.fits(labels):
                taken = True
                yield from child.take(labels)
                if not child.go_on:
                    break
        if not taken:
            yield self.plan

    def plans(self) -> Iterator[Plan]:
        """List the plan of this route and of all below it."""
        yield self.plan
        for child in self.children:
            yield from child.plans()


def grow(route: Route, inherited: Plan, *, path: str = ROOT) -> Node:
    """Compile a route with all below it, which inherit what they do not say themselves."""
    matchers = compile_match(route.match)
    plan = Plan(
        path=path,
        receiver=route.receiver or inherited.receiver,
        group_by=_or(route.group_by, inherited.group_by),
        wait=_ms(route.group_wait, inherited.wait),
        interval=_ms(route.group_interval, inherited.interval),
        repeat=_ms(route.repeat_interval, inherited.repeat),
        mute=_or(route.mute, inherited.mute),
        because=" ".join(filter(None, (inherited.because, matchers.text))),
    )
    children = tuple(
        grow(child, plan, path=f"{path}/{segment(child, number)}") for number, child in enumerate(route.routes, 1)
    )
    return Node(plan=plan, matchers=matchers, go_on=route.go_on, children=children)


def segment(route: Route, number: int) -> str:
    """Name a route within its parent: by its name, else by its number, of which the first is 1."""
    return route.name or str(number)


def _ms(duration: str | None, inherited: int) -> int:
    return inherited if duration is None else milliseconds(duration)


def _or(named: list[str] | None, inherited: tuple[str, ...]) -> tuple[str, ...]:
    return inherited if named is None else tuple(named)
