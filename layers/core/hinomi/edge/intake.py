"""The intake function: a batch of events from SQS goes through the watch; what failed is reported item by item."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aws_lambda_powertools import Logger

from hinomi.edge import settings
from hinomi.edge.batch import is_batch, process
from hinomi.edge.clients import client
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.envelope import open_envelope
from hinomi.pipeline import Watch
from hinomi.sources.reading import mask_keys

if TYPE_CHECKING:
    from hinomi.edge.batch import BatchResponse, Context
    from hinomi.pipeline import Outcome

logger = Logger()


@cache
def watch() -> Watch:
    """Build the watch of this process from its environment."""
    return Watch(
        store=DynamoDBStore(client("dynamodb"), settings.table()),
        publisher=SNSPublisher(client("sns")),
        receivers=settings.receivers(),
        config=settings.config(),
        clock=lambda: time.time_ns() // 1_000_000,
        new_id=lambda: uuid4().hex,
    )


def handler(event: dict[str, Any], context: Context) -> BatchResponse:
    """Handle an SQS batch and return the ids of the records that must come again.

    Anything else (a test from the console, SNS or a rule straight to the function) is one event: its errors are raised,
    so that Lambda retries it.
    """
    if is_batch(event):
        return process(event, take, logger, context)
    take(event)
    return {"batchItemFailures": []}


def take(raw: dict[str, Any]) -> None:
    """Take one delivery through the watch and log each decision, without content."""
    for event in open_envelope(raw):
        for outcome in watch().take(event):
            logger.info("decided", extra=_summary(outcome))


def _summary(outcome: Outcome) -> dict[str, object]:
    return {
        "source": outcome.alert.source,
        "type": outcome.alert.type,
        "severity": outcome.alert.severity.name,
        "fingerprint": mask_keys(outcome.alert.fingerprint),
        "notify": outcome.decision.notify,
        "reason": outcome.decision.reason.value,
        "messages": len(outcome.messages),
    }
