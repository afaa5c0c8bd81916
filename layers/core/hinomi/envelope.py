"""Opening the envelopes in which AWS delivers events: EventBridge, SQS, SNS, Lambda, one within another.

Shapes: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html,
https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html,
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html.
"""

from __future__ import annotations

import json
import reprlib
from typing import TYPE_CHECKING, Any

from msgspec import structs

from hinomi.model import Event
from hinomi.sources.reading import moment, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

# Lambda → SQS → SNS → EventBridge → list of findings, each with its JSON text: twice what AWS nests.
_DEEPEST = 16
_LONGEST_ID = 256
_BYTE_ORDER_MARK = "\ufeff"


def open_envelope(raw: object, *, delivery_id: str = "", received_at: datetime | None = None) -> tuple[Event, ...]:
    """Take the events out of whatever was delivered; never raises and never answers with nothing.

    `raw` is decoded JSON, JSON text or plain text. `delivery_id` and `received_at` say what the caller knows of the
    delivery; an envelope further inside knows better, but for one that was published to a topic. Events that share one
    delivery get its id with `#` and their place, so that each is one delivery of its own.
    """
    return tuple(_open(raw, Event(delivery_id=delivery_id, received_at=received_at), _DEEPEST))


def _open(raw: object, transport: Event, depth: int) -> Iterator[Event]:
    """Open one layer; `transport` is an event without content that says how it came so far."""
    if isinstance(raw, bytes):
        raw = raw.decode("utf-8", "replace")
    if isinstance(raw, str):
        content = _decode(raw)
        if depth > 0 and isinstance(content, dict | list):
            yield from _open(content, transport, depth - 1)
        else:
            yield structs.replace(transport, text=text(raw.removeprefix(_BYTE_ORDER_MARK)))
    elif isinstance(raw, dict):
        yield from _open_mapping(raw, transport, depth)
    elif isinstance(raw, list) and raw and depth > 0:
        yield from _open_members(raw, transport, depth)
    else:
        yield structs.replace(transport, text=text(_encode(raw)))


def _open_mapping(raw: dict[str, Any], transport: Event, depth: int) -> Iterator[Event]:
    """Go one layer in where this is an envelope; else it is the event itself."""
    records = raw.get("Records")
    if "detail-type" in raw or depth <= 0:
        yield structs.replace(_told_by(transport, raw, "id", "time"), body=raw)
    elif isinstance(records, list) and records:
        yield from _open_members(records, transport, depth)
    elif isinstance(raw.get("Sns"), dict):
        yield from _open(raw["Sns"], transport, depth - 1)
    elif "Message" in raw and ("TopicArn" in raw or raw.get("Type") == "Notification"):
        told = transport
        # Of topics the outermost counts: what lies within was written by whoever may publish to it.
        if not transport.topic_arn:
            told = _told_by(transport, raw, "MessageId", "Timestamp")
            told = structs.replace(told, topic_arn=text(raw, "TopicArn"), subject=text(raw, "Subject"))
        yield from _open(raw["Message"], told, depth - 1)
    elif "body" in raw and "messageId" in raw:
        told = transport
        if not transport.topic_arn:
            told = _told_by(transport, raw, "messageId", "attributes", "SentTimestamp")
        yield from _open(raw["body"], told, depth - 1)
    else:
        yield structs.replace(transport, body=raw)


def _open_members(members: list[Any], transport: Event, depth: int) -> Iterator[Event]:
    """Open each member of a list; several under one delivery id are told apart by their place."""
    for place, member in enumerate(members):
        alone = len(members) == 1 or not transport.delivery_id
        told = transport if alone else structs.replace(transport, delivery_id=f"{transport.delivery_id}#{place}")
        yield from _open(member, told, depth - 1)


def _told_by(transport: Event, envelope: dict[str, Any], id_key: str, *sent: str) -> Event:
    """Note what this envelope says of the delivery, as far as it says it."""
    name = text(envelope, id_key)
    return structs.replace(
        transport,
        delivery_id=name if 0 < len(name) <= _LONGEST_ID else transport.delivery_id,
        received_at=moment(envelope, *sent) or transport.received_at,
    )


def _decode(content: str) -> object:
    """Decode JSON text, with or without a byte order mark, or answer None for any other text."""
    try:
        # AWS's JSON may hold raw control characters within texts: `strict=False` reads them.
        return json.loads(content.removeprefix(_BYTE_ORDER_MARK), strict=False)
    except (ValueError, RecursionError):
        return None


def _encode(value: object) -> str:
    """Write a value that is no event as JSON text, or as much of it as can be written."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return reprlib.repr(value)
