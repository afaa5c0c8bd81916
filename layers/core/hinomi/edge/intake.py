"""The intake function: a batch of events from SQS goes through the watch; what failed is reported item by item."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aws_lambda_powertools import Logger

from hinomi.custom.descriptions import Descriptions
from hinomi.edge import keeping, settings
from hinomi.edge.batch import is_batch, process
from hinomi.edge.clients import client, now
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.group_table import GroupTable
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.edge.ticks import SqsTicks
from hinomi.envelope import open_envelope
from hinomi.pipeline import Watch
from hinomi.routing.inhibition import rules
from hinomi.routing.routes import Router
from hinomi.routing.ticking import Sparing
from hinomi.sources.reading import mask_keys

if TYPE_CHECKING:
    from hinomi.edge.batch import BatchResponse, Context
    from hinomi.pipeline import Outcome

logger = Logger()


@cache
def watch() -> Watch:
    """Build the watch of this process from its environment."""
    config, table = keeping.config(), settings.group_table()
    return Watch(
        store=DynamoDBStore(client("dynamodb"), settings.table()),
        groups=GroupTable(client("dynamodb"), table),
        ticks=Sparing(SqsTicks(client("sqs"), settings.flush_queue()), now),
        inhibitors=InhibitorTable(client("dynamodb"), table),
        publisher=SNSPublisher(client("sns")),
        machines=settings.machines(),
        router=Router(config),
        rules=rules(config),
        config=config,
        clock=now,
        new_id=lambda: uuid4().hex,
        custom=Descriptions(config.events),
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
        "routes": [branch.route for branch in outcome.branches],
    }
