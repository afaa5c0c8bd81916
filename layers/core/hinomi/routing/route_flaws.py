"""What can be wrong with the routes of hinomi.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hinomi.routing.labels import EACH, is_label
from hinomi.routing.match_flaws import Conditions, conditions, match_flaws
from hinomi.routing.pattern_flaws import suggest, unknown_label
from hinomi.routing.place import Flaws, at
from hinomi.routing.settings import NEVER, Route, milliseconds
from hinomi.routing.tree import DEFAULT, segment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PATH = "$.routes"
_TIMES = {"group_wait": "30s", "group_interval": "5m", "repeat_interval": NEVER}


class Place(NamedTuple):
    """A route with its path, and what it has from its ancestors: their conditions and times."""

    route: Route
    path: str = PATH
    given: Conditions = frozenset()
    inherited: Mapping[str, str] = _TIMES

    @property
    def times(self) -> dict[str, str]:
        """The times that hold here."""
        return {name: getattr(self.route, name) or before for name, before in self.inherited.items()}

    def children(self) -> Iterator[Place]:
        """List the routes right below."""
        given = self.given | conditions(self.route.match)
        for number, child in enumerate(self.route.routes):
            yield Place(child, at(self.path, "routes", number), given, self.times)


def walk(place: Place) -> Iterator[Place]:
    """List a route and all below it."""
    yield place
    for child in place.children():
        yield from walk(child)


def flaws(root: Route, units: Collection[str] | None) -> Flaws:
    """List what is wrong with the routes by themselves. `units` are the organisational units, None if not known."""
    yield from _root_flaws(root)
    for place in walk(Place(root)):
        if place.path != PATH:
            yield from _match_flaws(place, units)
        yield from group_by_flaws(place.route.group_by or [], at(place.path, "group_by"))
        yield from _time_flaws(place)
        yield from _family_flaws(tuple(place.children()))


def unknown_receivers(root: Route, receivers: Collection[str]) -> Flaws:
    """List routes whose receiver does not exist."""
    for place in walk(Place(root)):
        name = place.route.receiver
        if name is not None and name not in {DEFAULT, *receivers}:
            known = sorted({DEFAULT, *receivers})
            yield at(place.path, "receiver"), f"no receiver {name!r}; {suggest(name, known, 'the receivers are')}"


def unused_receivers(root: Route, receivers: Collection[str]) -> Flaws:
    """List receivers that no route names."""
    used = {root.receiver or DEFAULT} | {place.route.receiver for place in walk(Place(root))}
    for name in sorted(set(receivers) - used):
        yield at("$.receivers", name), "no route names it: give a route this receiver, or remove it"


def _root_flaws(root: Route) -> Flaws:
    said = {"match": bool(root.match), "name": root.name is not None, "continue": root.go_on}
    for name in (name for name, is_said in said.items() if is_said):
        yield at(PATH, name), "the root takes what no other route takes: write this to a route under routes"


def _match_flaws(place: Place, units: Collection[str] | None) -> Flaws:
    path = at(place.path, "match")
    if not place.route.match:
        yield path, "the route would take everything: say what it takes, or write its settings to the route above"
    yield from match_flaws(place.route.match, path, units)


def group_by_flaws(names: list[str], path: str) -> Flaws:
    """List what is wrong with labels to group by, or that must be equal."""
    for number, name in enumerate(names):
        if name == EACH:
            if len(names) > 1:
                yield at(path, number), f'"{EACH}" keeps every alert apart: it stands alone'
        elif not is_label(name):
            yield at(path, number), unknown_label(name)
        elif name in names[:number]:
            yield at(path, number), f"{name} is named twice: remove one"


def _time_flaws(place: Place) -> Flaws:
    """List times that are wrong; those that a route inherits are told where they stand."""
    times = place.times
    wait, interval, repeat = (milliseconds(times[name]) for name in _TIMES)
    own = {name for name in _TIMES if getattr(place.route, name) is not None}
    changed = own - {"repeat_interval"}
    if "group_interval" in own and not interval:
        yield at(place.path, "group_interval"), "no time at all: write at least 1s"
    elif changed and wait > interval:
        problem = f"group_wait ({times['group_wait']}) is longer than group_interval ({times['group_interval']})"
        yield at(place.path, min(changed, key=list(_TIMES).index)), f"{problem}: shorten the one or lengthen the other"
    changed = own - {"group_wait"}
    if changed and times["repeat_interval"] != NEVER and repeat < max(interval, 1):
        problem = f"repeat_interval ({times['repeat_interval']}) is shorter than group_interval"
        yield at(place.path, max(changed, key=list(_TIMES).index)), f"{problem}: write a longer one, or never"


def _family_flaws(children: tuple[Place, ...]) -> Flaws:
    """List routes that have the name of another, or that another leaves nothing to take."""
    names: dict[str, Place] = {}
    for number, child in enumerate(children, 1):
        name = segment(child.route, number)
        if name in names:
            yield at(child.path, "name"), f"{name!r} is the name of {names[name].path} too: write another"
        names.setdefault(name, child)
        wanted = child.given | conditions(child.route.match)
        if child.route.match and (before := _taker(wanted, children[: number - 1])):
            yield child.path, f"never reached: {before.path} takes it all; put it before that one, or let that continue"


def _taker(wanted: Conditions, before: tuple[Place, ...]) -> Place | None:
    return next((one for one in before if not one.route.go_on and conditions(one.route.match) <= wanted), None)
