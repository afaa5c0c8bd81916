"""The flush function: ticks from SQS flush groups; a parked message that is sent again is published as it is."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec
from aws_lambda_powertools import Logger

from hinomi.edge import keeping, settings
from hinomi.edge.batch import process, put_off
from hinomi.edge.clients import client, now
from hinomi.edge.group_table import GroupTable
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.parking import Parked, SqsParking
from hinomi.edge.silence_table import SilenceTable
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.edge.ticks import SqsTicks, Tick
from hinomi.errors import HinomiError, ParkError, RetryError
from hinomi.flush import Flush
from hinomi.routing.holds import Holds
from hinomi.routing.inhibition import rules
from hinomi.routing.routes import Router
from hinomi.routing.ticking import Sparing
from hinomi.telling import Teller

if TYPE_CHECKING:
    from hinomi.edge.batch import BatchResponse, Context

logger = Logger()

_ASKED: msgspec.json.Decoder[Tick | Parked] = msgspec.json.Decoder(Tick | Parked)


@cache
def flush() -> Flush:
    """Build the flush of this process from its environment."""
    config = keeping.config()
    router = Router(config)
    table = settings.group_table()
    silences, inhibitors = SilenceTable(client("dynamodb"), table), InhibitorTable(client("dynamodb"), table)
    inhibiting = rules(config)
    ticks = SqsTicks(client("sqs"), settings.flush_queue())
    teller = Teller(
        groups=GroupTable(client("dynamodb"), table),
        ticks=Sparing(ticks, now),
        publisher=SNSPublisher(client("sns"), settings.webhook_topic()),
        parking=SqsParking(client("sqs"), settings.flush_dead_letter_queue()),
        config=config,
        clock=now,
        sleep=time.sleep,
    )
    return Flush(
        teller=teller,
        ticks=ticks,
        router=router,
        outlets=settings.outlets(),
        holds=lambda now: Holds(
            silences=silences, inhibitors=inhibitors, rules=inhibiting, router=router, config=config, now=now
        ),
        new_id=lambda: uuid4().hex,
    )


def handler(event: dict[str, Any], context: Context) -> BatchResponse:
    """Handle an SQS batch of ticks; return the ids of the records that must come again.

    What becomes of the settings is no reason to tell anybody late: it is seen to afterwards, and tried again with the
    next batch.
    """
    answer = process(event, take, logger, context)
    try:
        keeping.remember()
    except HinomiError as error:
        logger.warning("settings not kept", extra={"why": str(error)})
    return answer


def take(record: dict[str, Any]) -> None:
    """Flush one group, or send a parked message again; put it off when it can succeed later."""
    try:
        asked = _read(record)
        if isinstance(asked, Parked):
            flush().send_again(asked.outlet, asked.message)
        else:
            logger.info("flushed", extra=msgspec.to_builtins(flush().tick(asked.group, asked.at)))
    except RetryError as error:
        put_off(record, settings.flush_queue(), error.after)
        raise


def _read(record: dict[str, Any]) -> Tick | Parked:
    try:
        return _ASKED.decode(record["body"])
    except msgspec.MsgspecError as error:
        raise ParkError("the queue holds something that is neither a tick nor a message") from error
