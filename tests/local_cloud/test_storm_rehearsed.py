"""The same storm in virtual time, with the default times and without AWS: ten thousand failures within a minute."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hinomi.config import Config
from hinomi.envelope import open_envelope
from hinomi_cli.inbox.store import Delivery
from hinomi_cli.local_cloud import scenario, storm
from hinomi_cli.rehearsal import Clock, Post, everywhere, rehearse
from support.once import once

if TYPE_CHECKING:
    from hinomi.model import Message, Outlet

pytestmark = once
NUMBER = 10_000
MOST = 30
TEN_MINUTES = 600


class Told(Post):
    """A publisher that keeps when each message went out."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.deliveries: list[Delivery] = []
        self._clock = clock

    def publish(self, outlet: Outlet, message: Message) -> None:
        """Keep the message and the time."""
        at = datetime.fromtimestamp(self._clock.now / 1000, UTC)
        self.deliveries.append(Delivery(outlet.channel, outlet.locale, message.subject, message.body, at))


def test_ten_thousand_failures_within_a_minute_are_a_few_messages_and_a_sign_in_of_root_is_told_at_once() -> None:
    clock = Clock()
    told, begun = Told(clock), clock.now
    rehearsal = rehearse(Config(), everywhere(["email", "slack"], ["ja"]), clock=clock, publisher=told, parking=told)
    signin = scenario.load("root_signin/success_without_mfa.json")
    happened = datetime.fromtimestamp((begun + 30_000) / 1000, UTC)
    storming = storm.failures(0, NUMBER)
    for number, raw in enumerate([*storming[: NUMBER // 2], signin, *storming[NUMBER // 2 :]]):
        rehearsal.turn_to(begun + number * 60_000 // NUMBER)
        for event in open_envelope(raw):
            rehearsal.take(event)
    rehearsal.finish()

    for address in storm.RECEIVERS:
        heard = [one for one in told.deliveries if (one.channel, one.locale) == address]
        (critical,) = (one for one in heard if signin["detail"]["eventID"] in one.body)
        heard.remove(critical)
        assert storm.counted(heard) == NUMBER
        assert storm.most_within([one.arrived_at for one in heard], TEN_MINUTES) <= MOST
        assert (critical.arrived_at - happened).total_seconds() < 1
    assert told.parked == []
