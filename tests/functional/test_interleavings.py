"""Every order in which concurrent workers can reach the store and the groups, with a fault at every step of each.

What people hear is what the groups' flushes tell them: one that may happen between any two calls of the others, and
those for which a tick was ordered, in the end.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import Config
from hinomi.model import Alert, Lifecycle, Outlet, Reason, Severity
from hinomi.routing.settings import Route
from support.alerts import make_alert
from support.crew import START, Crew, believed, repeats, truth
from support.once import once
from support.staging import DEATHS, REFUSALS, Cast, Heard, Places, Tools, empty_world

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = once

READERS = tuple(Outlet(name=name, channel="alerts", locale="") for name in ("ann", "ben"))
CONFIG = Config(routes=Route(group_wait="0s", group_interval="0s"))


def fail(**changes: Any) -> Alert:
    return make_alert(**changes)


def fix(**changes: Any) -> Alert:
    return make_alert(lifecycle=Lifecycle.CLOSED, **changes)


def role(**changes: Any) -> Alert:
    return make_alert(fingerprint="role", copy="role", **changes)


Story = list[Alert | tuple[Alert, ...]]
STORIES: dict[str, tuple[Story, Story]] = {
    "the same delivery twice": ([], [fail(), fail()]),
    "two copies at once": ([], [fail(copy="cis"), fail(copy="fsbp")]),
    "three copies at once": ([], [fail(copy="cis"), fail(copy="fsbp"), fail(copy="nist")]),
    "two copies of different severity": ([], [fail(copy="a"), fail(copy="b", severity=Severity.CRITICAL)]),
    "closed while it is first told": ([], [fail(version=1), fix(version=2)]),
    "escalated while it is first told": ([], [fail(version=1), fail(version=2, severity=Severity.CRITICAL)]),
    "escalated and closed": ([fail()], [fail(version=2_000, severity=Severity.CRITICAL), fix(version=3_000)]),
    "closed and open again": ([fail()], [fix(version=2_000), fail(version=3_000)]),
    "closed and open again without a new version": ([fail()], [fix(), fail()]),
    "open again and closed": ([fail(), fix(version=2_000)], [fail(version=3_000), fix(version=4_000)]),
    "two copies close at once": (
        [fail(copy="a"), fail(copy="b")],
        [fix(copy="a", version=2_000), fix(copy="b", version=2_000)],
    ),
    "one copy closes while another opens": (
        [fail(copy="a")],
        [fix(copy="a", version=2_000), fail(copy="b", version=2_000)],
    ),
    "one copy closes while the other opens again": (
        [fail(copy="a"), fix(copy="a", version=2_000)],
        [fail(copy="b", version=3_000), fix(copy="b", version=4_000), fail(copy="a", version=3_000)],
    ),
    "one event closes one thing and opens another": ([fail()], [(fix(version=2_000), role())]),
    "one event that comes twice closes two things": (
        [fail(), role()],
        [(fix(version=2_000), role(version=2_000, lifecycle=Lifecycle.CLOSED))] * 2,
    ),
    "two events open the same two things": ([], [(fail(copy="a"), role()), (fail(copy="b"), role())]),
    "a repair closes, opens and closes": ([fail()], [fix(version=2_000), fail(version=3_000), fix(version=4_000)]),
}


def play(monkeypatch: pytest.MonkeyPatch, story: str, faults: tuple[str, ...]) -> Iterator[list[Heard]]:
    """Give what each reader heard in each order, and check that it is what is true in the end."""
    before, together = STORIES[story]
    alerts = (*before, *together)
    brought = [one for event in alerts for one in (event if isinstance(event, tuple) else (event,))]
    things = dict.fromkeys(one.fingerprint for one in brought)
    crew = Crew(config=CONFIG, outlets=READERS, alerts=alerts)
    crew.dress(monkeypatch)

    def flush(tools: Tools) -> None:
        tools.stage.call("flush", lambda: crew.flush_all(tools.places, tools.now))

    workers = (*(crew.intake(number) for number in range(len(alerts))), flush)
    world = empty_world(len(workers))
    for number in range(len(before)):
        world = Cast(workers, START + number).run(world, number)
        places = Places(world)
        crew.flush_all(places, START + number)
        world = places.save(world)
    now = START + 3_600_000
    for end in Cast(workers, now).orders(world, range(len(before), len(workers)), faults):
        for direction in (1, -1):
            told = crew.settle(end, now, direction).heard
            for reader, thing in product(READERS, things):
                heard = [news for news in told if (news.outlet, news.fingerprint) == (reader.name, thing)]
                of_it = [one for one in brought if one.fingerprint == thing]
                assert believed(heard) == truth(of_it), (heard, end.history)
                yield heard


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_each_piece_of_news_is_told_exactly_once(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    for heard in play(monkeypatch, story, ()):
        assert repeats(heard) == 0, heard
        assert [news.reason for news in heard[:1]] in ([], [Reason.FIRST_SEEN])


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_death_loses_nothing_and_repeats_at_most_once(
    monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    for heard in play(monkeypatch, story, DEATHS):
        assert repeats(heard) <= 1, heard


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_refusal_loses_nothing_and_repeats_at_most_once(
    monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    for heard in play(monkeypatch, story, REFUSALS):
        assert repeats(heard) <= 1, heard
