"""Every order in which two flushes and an intake can reach groups, outlets and the queue of ticks, with every fault.

A flush that fails has its tick come again, an intake its event. Whatever the order: every outlet is told what is true,
once for certain without a fault, and what waits has a tick coming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hinomi.config import Config
from hinomi.model import Alert, Lifecycle, Outlet, Reason, Severity
from hinomi.routing.groups import Bucket
from hinomi.routing.rates import Rate
from hinomi.routing.settings import Route
from support.alerts import make_alert
from support.crew import START, Crew, believed, repeats, truth
from support.once import once
from support.staging import DEATHS, PARKINGS, REFUSALS, Cast, Heard, Places, World, empty_world

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = once
READERS = tuple(Outlet(name=name, channel="email", locale="ja", address=name) for name in ("ann", "ben"))
NOW = START + 3_600_000
FREE = {"email": Rate(every=1, burst=100, spacing=0)}
NARROW = {"email": Rate(every=60_000, burst=2, spacing=0, reserve=1)}
AT_ONCE = Config(routes=Route(group_wait="0s", group_interval="0s"))
REPEATING = Config(routes=Route(group_wait="0s", group_interval="0s", repeat_interval="1h"))


def opens(name: str, **changes: Any) -> Alert:
    return make_alert(fingerprint=name, **changes)


def closes(name: str, **changes: Any) -> Alert:
    return make_alert(fingerprint=name, lifecycle=Lifecycle.CLOSED, **changes)


class Story(NamedTuple):
    """Alerts that people know of, those for which a tick is due, those that come meanwhile; how much room there is."""

    known: tuple[Alert, ...] = ()
    waiting: tuple[Alert, ...] = ()
    coming: tuple[Alert, ...] = ()
    config: Config = AT_ONCE
    rates: dict[str, Rate] = FREE
    readers: int = 2


CRITICAL = Severity.CRITICAL
STORIES = {
    "one waits": Story(waiting=(opens("a"),)),
    "two wait": Story(waiting=(opens("a"), opens("b"))),
    "another comes": Story(waiting=(opens("a"),), coming=(opens("b"),)),
    "it is closed": Story(waiting=(opens("a"),), coming=(closes("a", version=2_000),)),
    "a closing waits, it opens again": Story(
        known=(opens("a"),), waiting=(closes("a", version=2_000),), coming=(opens("a", version=3_000),)
    ),
    "it escalates": Story(waiting=(opens("a"),), coming=(opens("a", version=2_000, severity=CRITICAL),)),
    "what is critical is closed": Story(waiting=(opens("a", severity=CRITICAL),), coming=(closes("a", version=2_000),)),
    "what became critical is closed": Story(
        known=(opens("a"),),
        waiting=(opens("a", version=2_000, severity=CRITICAL),),
        coming=(closes("a", version=3_000),),
    ),
    "a repeat is due, it is closed": Story(known=(opens("a"),), coming=(closes("a", version=2_000),), config=REPEATING),
    "no room": Story(waiting=(opens("a"), opens("b")), rates=NARROW, readers=1),
    "no room for the closing": Story(
        known=(opens("a"),), waiting=(closes("a", version=2_000),), rates=NARROW, readers=1
    ),
    "no room, then closed": Story(waiting=(opens("a"),), coming=(closes("a", version=2_000),), rates=NARROW, readers=1),
    "no room, then critical": Story(
        waiting=(opens("a"),), coming=(opens("a", version=2_000, severity=CRITICAL),), rates=NARROW, readers=1
    ),
}


def begin(crew: Crew, story: Story, workers: tuple[Any, ...]) -> World:
    """Play what was before: what is known is flushed, what waits is not."""
    world = empty_world(len(workers))
    for number in range(len(story.known)):
        world = Cast(workers, START + number).run(world, number)
        places = Places(world)
        crew.flush_all(places, START + number)
        world = places.save(world)
    first = len(story.known)
    for number in range(first, first + len(story.waiting)):
        world = Cast(workers, NOW - 60_000 + number).run(world, number)
    places = Places(world)
    if story.rates is NARROW:
        for reader in READERS:
            places.groups.swap(reader.rate_key, places.groups.bucket(reader.rate_key), Bucket(full_at=NOW + 120_000))
    places.ticks += places.ticks[:1]  # SQS may deliver a message twice
    return places.save(world)


Ending = tuple[World, list[list[Heard]]]


def play(monkeypatch: pytest.MonkeyPatch, name: str, faults: tuple[str, ...]) -> Iterator[Ending]:
    """Give what the outlets heard of each alert in each order; check that it is true and that nothing is stuck."""
    story = STORIES[name]
    alerts = (*story.known, *story.waiting, *story.coming)
    crew = Crew(config=story.config, outlets=READERS[: story.readers], alerts=alerts, rates=story.rates)
    crew.dress(monkeypatch)
    workers = tuple(crew.intake(number) for number in range(len(alerts)))
    workers = (*workers, crew.flusher(len(alerts)), crew.flusher(len(alerts) + 1))
    at_work = range(len(story.known) + len(story.waiting), len(workers))
    for end in Cast(workers, NOW).orders(begin(crew, story, workers), at_work, faults):
        check_ticks(end)
        told = crew.settle(end, NOW).heard
        for fingerprint in {alert.fingerprint for alert in alerts}:
            about = [alert for alert in alerts if alert.fingerprint == fingerprint]
            heard = [[news for news in told if news[:2] == (reader.name, fingerprint)] for reader in crew.outlets]
            assert {believed(one) for one in heard} == {truth(about)}, (heard, end.history)
            yield end, [without_due(one) if story.config is REPEATING else one for one in heard]


def without_due(heard: list[Heard]) -> list[Heard]:
    """Leave out the one repeat that is due."""
    due = next((number for number, news in enumerate(heard) if news.reason == Reason.REPEAT_DUE), len(heard))
    return [*heard[:due], *heard[due + 1 :]]


def check_ticks(world: World) -> None:
    """Check that whatever waits has a tick coming; where something failed, it comes again and may order one yet."""
    if "again" in world.ended:
        return
    awaited = {group for group, _ in world.ticks}
    waiting = Places(world).waiting()
    assert waiting <= awaited, (waiting, awaited, world.history)


IN_DOUBT = {"a closing waits, it opens again": len(READERS)}
"""Where a flush broke off, each outlet may have heard the closing: so each is told that it is open again."""


def superfluous(heard: list[list[Heard]]) -> int:
    """Count the messages that said nothing new, over all outlets."""
    return sum(map(repeats, heard))


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_each_outlet_is_told_once(monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    for end, heard in play(monkeypatch, story, ()):
        assert superfluous(heard) == 0, (heard, end.history)
        assert Reason.RESOLVED not in {one[0].reason for one in heard if one}, (heard, end.history)


@pytest.mark.parametrize("faults", [DEATHS, REFUSALS], ids=["death", "refusal"])
@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_fault_loses_nothing_and_repeats_at_most_one_message_to_one_outlet(
    monkeypatch: pytest.MonkeyPatch, story: str, faults: tuple[str, ...]
) -> None:
    for end, heard in play(monkeypatch, story, faults):
        assert superfluous(heard) <= IN_DOUBT.get(story, 1), (heard, end.history)


@pytest.mark.parametrize("story", STORIES)
def test_in_every_order_a_message_that_is_refused_for_now_or_for_good_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    for end, heard in play(monkeypatch, story, (*REFUSALS, *PARKINGS)):
        if any("publish refused" in call or "publish parked" in call for call in end.history):
            assert superfluous(heard) <= IN_DOUBT.get(story, 0), (heard, end.history)
