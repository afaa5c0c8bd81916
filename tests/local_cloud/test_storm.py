"""A storm in the local cloud: few messages that count it all, and what is critical passes it.

The times of its route are a twentieth of the default ones, so ten minutes are half a minute here. The local cloud takes
some forty events a second: `make storm` lets ten thousand controls fail (`HINOMI_STORM`), in five minutes; otherwise it
is a thousand. `test_storm_rehearsed` has all of them within a minute, in virtual time.
"""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hinomi_cli.local_cloud import scenario, storm
from support.local_cloud import arrives, lying, until

if TYPE_CHECKING:
    from hinomi_cli.inbox.store import Delivery
    from hinomi_cli.local_cloud.stack import LocalStack

pytestmark = pytest.mark.local_cloud

logger = logging.getLogger(__name__)

NUMBER = int(os.environ.get("HINOMI_STORM", "1000"))
MOST = 30
TEN_MINUTES = 10 * storm.MINUTE_SECONDS
AT_ONCE_SECONDS = 15
BACKLOG = 500
"""So many failures still wait when root signs in."""
PATIENCE_SECONDS = 60 + NUMBER / 20
DEAD_LETTERS = [f"{queue}DeadLetterQueueUrl" for queue in ("Delivery", "Intake", "Flush", "Chat")]


def test_a_storm_is_told_in_a_few_messages_and_a_sign_in_of_root_in_its_middle_at_once(stack: LocalStack) -> None:
    signin, event_id = critical()
    before = len(stack.inbox.deliveries)

    def told(address: scenario.Address) -> list[Delivery]:
        return storm.messages(stack.inbox.deliveries[before:], address)

    def told_to_all(number: int) -> bool:
        return stack.inbox.wait_for(
            lambda _: all(storm.counted(told(one)) >= number for one in storm.RECEIVERS), PATIENCE_SECONDS
        )

    with ThreadPoolExecutor(1) as weather:
        blowing = weather.submit(storm.blow, stack, NUMBER)
        assert told_to_all(1)
        assert until(lambda: lying(stack, storm.QUEUE) >= BACKLOG)
        happened = datetime.now(UTC)
        stack.cloud.emit(signin)
        assert arrives(stack, event_id, {"-".join(one) for one in storm.RECEIVERS})
        left = lying(stack, storm.QUEUE)
        logger.info("%d failures still waited when both had heard of the sign-in", left)
        assert left > 0
        blowing.result()
    assert told_to_all(NUMBER)

    for address in storm.RECEIVERS:
        times = [one.arrived_at for one in told(address)]
        assert storm.counted(told(address)) == NUMBER
        assert storm.most_within(times, TEN_MINUTES) <= MOST
        heard = next(
            one.arrived_at
            for one in stack.inbox.deliveries[before:]
            if (one.channel, one.locale) == address and event_id in one.body
        )
        logger.info("%s: %s, and %s", address, [storm.counted([one]) for one in told(address)], heard - happened)
        assert (heard - happened).total_seconds() < AT_ONCE_SECONDS
        assert heard < min(one for one in times if one > happened), "before the storm's next message"
    assert {queue: lying(stack, queue) for queue in DEAD_LETTERS} == dict.fromkeys(DEAD_LETTERS, 0)


def critical() -> tuple[scenario.Event, str]:
    """A sign-in of root that no other test sends, and its id, which stands in its messages."""
    event, event_id = scenario.load("root_signin/success_without_mfa.json"), str(uuid4())
    return {**event, "id": event_id, "detail": {**event["detail"], "eventID": event_id}}, event_id
