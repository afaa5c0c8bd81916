"""What no other source knows: quoted, so that nothing that reaches the watch goes unseen.

It is MEDIUM: nobody can tell how bad it is, and it must outlast a severity floor that is raised to MEDIUM against
noise. What is not wanted is better left out at the rule that let it in.
"""

from __future__ import annotations

import json
import reprlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, Fact, Resource, Severity
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.reading import SECRETIVE, fingerprint, mapping, mask_keys, milliseconds, moment, text, texts

if TYPE_CHECKING:
    from hinomi.model import Event

_LONGEST_QUOTE = 1500
_LONGEST_TITLE = 200
_MOST_RESOURCES = 20
_DEEPEST = 12
_TOO_DEEP = "…"
# What services write where there is nothing to tell, in small letters.
_NOTHING = ("", "none", "none provided", "null", "n/a", "undefined")


def recognizes(event: Event) -> bool:  # noqa: ARG001 - the last source takes whatever the others left
    """Recognize every event."""
    return True


def normalize(event: Event) -> tuple[Alert, ...]:
    """Quote the event, with what its envelope says of its origin."""
    body, content = event.body, _content(event)
    topic = arns.parse(event.topic_arn)
    kind, region = text(body, "detail-type")[:_LONGEST_TITLE], text(body, "region") or topic.region
    resources = texts(body, "resources")
    when = moment(body, "time") or event.received_at
    alert = Alert(
        source="unrecognized",
        type=kind or ("json" if body else "text"),
        severity=Severity.MEDIUM,
        fingerprint=fingerprint("unrecognized", event.delivery_id or sha256(content.encode()).hexdigest()),
        moment=True,
        title=(kind or text(event.subject) or content.partition("\n")[0])[:_LONGEST_TITLE],
        version=milliseconds(when),
        guide=("unrecognized/event", "unrecognized"),
        account=text(body, "account") or topic.account,
        region=region,
        partition=arns.partition(*resources, event.topic_arn, partition_of(region)),
        resources=tuple(Resource(type="", id=mask_keys(arns.short_name(arn))) for arn in resources[:_MOST_RESOURCES]),
        facts=_facts(body),
        first_seen=when,
        quote=content[:_LONGEST_QUOTE],
    )
    return (alert,)


def _content(event: Event) -> str:
    """Return the text, or that part of the JSON which the facts do not tell, indented."""
    if not event.body:
        return mask_keys(text(event.text))
    told = _telling(mapping(event.body, "detail") or event.body)
    try:
        written = json.dumps(told, ensure_ascii=False, indent=2, default=repr)
    except (TypeError, ValueError, RecursionError):
        written = reprlib.repr(told)
    return mask_keys(text(written))


def _telling(value: object, depth: int = _DEEPEST) -> object:
    """Leave out what says nothing and what lies too deep, open JSON within text, mask what its key calls a secret."""
    if isinstance(value, str):
        value = _opened(value)
    if isinstance(value, dict | list) and not depth:
        return _TOO_DEEP
    if isinstance(value, dict):
        told = {
            key: "****" if isinstance(one, str) and SECRETIVE.search(str(key)) else _telling(one, depth - 1)
            for key, one in value.items()
        }
        return {key: one for key, one in told.items() if not _is_nothing(one)}
    if isinstance(value, list):
        return [one for one in (_telling(one, depth - 1) for one in value) if not _is_nothing(one)]
    return value


def _opened(value: str) -> object:
    """Decode a JSON object or list that a service wrote as text; other text comes to stand on one line."""
    try:
        return json.loads(value) if value.startswith(("{", "[")) else " ".join(value.split())
    except (ValueError, RecursionError):
        return " ".join(value.split())


def _is_nothing(value: object) -> bool:
    return value is None or value in ({}, []) or (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _facts(body: dict[str, Any]) -> tuple[Fact, ...]:
    told = (("event_source", text(body, "source")), ("detail_type", text(body, "detail-type")))
    return tuple(Fact(label, value) for label, value in told if value)
