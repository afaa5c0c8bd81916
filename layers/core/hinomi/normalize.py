"""Normalise: ask each source in turn whose event this is; one that nobody knows still becomes an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.sources import SOURCES

if TYPE_CHECKING:
    from hinomi.model import Alert, Event


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn a raw event into its alerts. The last source recognises everything, so there is at least one."""
    for source in SOURCES:
        if source.recognizes(event):
            alerts = source.normalize(event)
            if alerts:
                return alerts
    raise LookupError("the last source must recognise every event")
