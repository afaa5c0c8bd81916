"""Normalise: ask each source in turn whose event this is; one that nobody knows still becomes an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.custom.descriptions import NOTHING
from hinomi.sources import BY_TOPIC, SOURCES, unrecognized
from hinomi.sources.reading import is_drill

if TYPE_CHECKING:
    from hinomi.custom.descriptions import Descriptions
    from hinomi.model import Alert, Event


def normalize(event: Event, custom: Descriptions = NOTHING) -> tuple[Alert, ...]:
    """Turn a raw event into its alerts. The last source recognises everything, so there is at least one.

    What the operator describes goes first: it is wanted, whatever a source would make of it. What a description leaves
    out, though EventBridge cannot, nobody has to hear of as an event that nobody knows.
    """
    described = custom.alert(event)
    if described is not None:
        return (_mark_drill(described) if is_drill(event.body) else described,)
    for source in BY_TOPIC if event.topic_arn else SOURCES:
        if source.recognizes(event):
            alerts = source.normalize(event)
            if source is unrecognized and custom.leave_out(event):
                alerts = tuple(msgspec.structs.replace(alert, actionable=False) for alert in alerts)
            if alerts:
                return tuple(map(_mark_drill, alerts)) if is_drill(event.body) else alerts
    raise LookupError("the last source must recognise every event")


def _mark_drill(alert: Alert) -> Alert:
    """Mark an alert as a drill and keep its state apart: a drill may name a real finding."""
    return msgspec.structs.replace(alert, drill=True, fingerprint=f"drill|{alert.fingerprint}")
