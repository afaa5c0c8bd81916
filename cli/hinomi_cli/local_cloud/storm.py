"""A storm: thousands of controls fail one after the other, as when a standard is enabled in a whole organization.

The failures are put into their queue as their rule would put them there: through EventBridge they would come one call
at a time, and its rules are no part of what is tried. They come much faster than the local cloud takes them in, so most
of them wait in that queue.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from hinomi_cli.local_cloud import scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hinomi_cli.inbox.store import Delivery
    from hinomi_cli.local_cloud.scenario import Address
    from hinomi_cli.local_cloud.stack import LocalStack

RECEIVERS: Final[tuple[Address, ...]] = (("email", "ja"), ("slack", "ja"))
"""Who hears of the storm: the receiver `storm` of hinomi.yaml here."""
MINUTE_SECONDS: Final = 3.0
"""A minute, shortened as the times of the route `storm` are: 15 seconds stand for the default 5 minutes."""
ROUTE: Final = "root/storm"
"""Stands in every message of the storm, and in no other."""
QUEUE: Final = "BulkQueueUrl"
"""Where the storm waits, by the name of the output."""

_THREADS: Final = 4
_BATCH: Final = 10  # as many as SQS takes in one call
_COUNT: Final = re.compile(r"検出結果 ([\d,]+) 件")


def failures(first: int, number: int) -> list[str]:
    """Make so many events, as JSON: the same control fails for one bucket each."""
    event = scenario.load("securityhub/control_failed.json")
    text = json.dumps(event).replace("team-a", "storm")
    (finding,) = event["detail"]["findings"]
    one = finding["Id"].rpartition("/")[2]
    return [
        text.replace("amzn-s3-demo-bucket", f"storm-{n:05}").replace(one, f"storm-{n:05}")
        for n in range(first, first + number)
    ]


def blow(stack: LocalStack, number: int) -> None:
    """Let so many controls fail, all at once."""
    queue, url = stack.cloud.client("sqs"), stack.outputs[QUEUE]

    def send(first: int) -> None:
        events = enumerate(failures(first, min(_BATCH, number - first)))
        answer = queue.send_message_batch(
            QueueUrl=url, Entries=[{"Id": str(position), "MessageBody": body} for position, body in events]
        )
        if answer.get("Failed"):
            raise ConnectionError(f"the queue refused {answer['Failed']}")

    with ThreadPoolExecutor(_THREADS) as senders:
        for _ in senders.map(send, range(0, number, _BATCH)):
            pass


def messages(deliveries: Iterable[Delivery], address: Address) -> list[Delivery]:
    """Return what a receiver was told of the storm."""
    return [one for one in deliveries if (one.channel, one.locale) == address and ROUTE in one.body]


def counted(deliveries: Iterable[Delivery]) -> int:
    """Add up how many failures the messages say that they tell of."""
    return sum(_counted(delivery.body) for delivery in deliveries)


def most_within(times: Sequence[datetime], seconds: float) -> int:
    """Return how many of these times lie in one span of so many seconds at most."""
    ordered = sorted(times)
    return max((sum(0 <= (b - a).total_seconds() < seconds for b in ordered) for a in ordered), default=0)


def _counted(body: str) -> int:
    found = _COUNT.search(body)
    return int(found[1].replace(",", "")) if found else 1
