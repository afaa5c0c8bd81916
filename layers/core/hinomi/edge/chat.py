"""The chat function: finished messages from SQS are posted to their webhooks, or to Slack as a bot.

A message that the service refuses for good is parked in the dead-letter queue at once, with the reason; one that it
puts off comes again when the service said, or later each time.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from aws_lambda_powertools import Logger

from hinomi.edge.batch import process, put_off
from hinomi.edge.clients import client
from hinomi.edge.parking import park
from hinomi.edge.secrets import Secrets, check_own
from hinomi.edge.slack_api import is_bot, read_bot
from hinomi.edge.slack_bot import SlackBot
from hinomi.edge.threads import Threads
from hinomi.edge.webhook import post
from hinomi.errors import ParkError, RetryError
from hinomi.model import Message

if TYPE_CHECKING:
    from hinomi.edge.batch import BatchResponse, Context

logger = Logger()


@cache
def secrets() -> Secrets:
    """Build the secrets' reader of this process."""
    return Secrets()


@cache
def threads() -> Threads:
    """Build the memory of threads of this process, once a bot needs it."""
    return Threads(client("dynamodb"), os.environ["HINOMI_GROUP_TABLE"])


def warm_up() -> None:
    """Make every client that each message needs; a webhook's needs no table."""
    secrets()
    client("sqs")


def handler(event: dict[str, Any], context: Context) -> BatchResponse:
    """Handle an SQS batch of messages; return the ids of the records that must come again."""
    return process(event, take, logger, context)


def take(record: dict[str, Any]) -> None:
    """Post one message; park it when it cannot succeed, put it off when it can later."""
    try:
        message = _read(record)
        _post(message, record["messageId"])
    except ParkError as error:
        _park(record, str(error))
    except RetryError as error:
        put_off(record, os.environ["HINOMI_CHAT_QUEUE_URL"], error.after)
        raise


def _read(record: dict[str, Any]) -> Message:
    try:
        return msgspec.json.decode(record["body"], type=Message)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ParkError("the queue holds something that is no message") from error


def _post(message: Message, delivery: str) -> None:
    """Post; when that is refused, look once whether the secret has been renewed since it was read."""
    reference = _reference(message)
    secret = secrets().fetch(reference)
    try:
        _send(message, delivery, secret)
    except ParkError:
        renewed = secrets().fetch(reference, fresh=True)
        if renewed == secret:
            raise
        _send(message, delivery, renewed)


def _reference(message: Message) -> str:
    """Say where the secret is kept: the outlet's own, else the deployment's for the channel."""
    if message.secret:
        return check_own(message.secret)
    reference = os.environ.get(f"HINOMI_{message.channel.upper()}_SECRET", "")
    if not reference:
        raise ParkError(f"{message.channel}: no webhook secret is configured")
    return reference


def _send(message: Message, delivery: str, secret: str) -> None:
    if message.channel == "slack" and is_bot(secret):
        SlackBot(read_bot(secret), threads(), logger).tell(message, delivery)
    else:
        post(message.channel, secret, message.body)


def _park(record: dict[str, Any], reason: str) -> None:
    """Move the record to the dead-letter queue with the reason; a failure to do so makes it come again."""
    logger.error("parked", extra={"message_id": record["messageId"], "why": reason})
    park(client("sqs"), os.environ["HINOMI_CHAT_DLQ_URL"], record["body"], reason)
