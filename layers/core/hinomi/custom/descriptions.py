"""Make the alerts of events that the operator describes, in the operator's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hinomi.custom import fields
from hinomi.custom.matching import Conditions, end_of
from hinomi.locales import CATALOGUES
from hinomi.model import Alert, Lifecycle, Line, Resource, Severity, Wording
from hinomi.regions import partition_of
from hinomi.routing.patterns import compile_text
from hinomi.sources import arns
from hinomi.sources.reading import fingerprint, mask_keys, milliseconds, moment, some_of, text
from hinomi.text import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hinomi.custom.settings import CustomEvent
    from hinomi.model import Event

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
MISSING = "—"
"""Stands in a title for a field that the event does not have."""

_LONGEST_VALUE = 200
_MOST_RESOURCES = 20


class Description:
    """One description, compiled."""

    def __init__(self, described: CustomEvent) -> None:
        self._described = described
        self._match = Conditions(described.match)
        end = end_of(described)
        self._end = Conditions(end) if end is not None else None

    def alert(self, event: Event) -> Alert | None:
        """Make the alert, if this describes the event."""
        closed = self._end is not None and self._end.fit(event.body)
        return _alert(self._described, event, closed=closed) if closed or self._match.fit(event.body) else None

    def lets_in(self, event: Event) -> bool:
        """Tell whether EventBridge lets the event in for this description."""
        return any(one.fit(event.body, loosely=True) for one in (self._match, self._end) if one is not None)


class Descriptions:
    """All descriptions, in their order: the first that fits an event makes its alert."""

    def __init__(self, described: Iterable[CustomEvent] = ()) -> None:
        self._descriptions = tuple(map(Description, described))

    def alert(self, event: Event) -> Alert | None:
        """Make the alert of an event of EventBridge: whoever may publish to a topic could write any event."""
        if event.topic_arn or not event.body:
            return None
        return next(filter(None, (one.alert(event) for one in self._descriptions)), None)

    def leave_out(self, event: Event) -> bool:
        """Tell whether an event that none of them describes comes only because EventBridge cannot leave it out.

        It bans a text but not the number, truth value or null that is written alike.
        """
        return not event.topic_arn and any(one.lets_in(event) for one in self._descriptions)


NOTHING = Descriptions()
"""Where nothing is described."""


def _alert(described: CustomEvent, event: Event, *, closed: bool) -> Alert:
    body, when = event.body, moment(event.body, "time") or event.received_at
    about = [fields.values(body, path) for path in described.about]
    key, region = _fingerprint(described, event, about), text(body, "region")
    texts = {locale: _wording(described, body, locale) for locale in CATALOGUES}
    affected = fields.values(body, described.resource)[:_MOST_RESOURCES] if described.resource else ()
    return Alert(
        source="custom",
        type=described.name,
        severity=_severity(described, body),
        fingerprint=key,
        copy=key,
        title=texts["en"].headline,
        version=milliseconds(when),
        guide=(),
        lifecycle=Lifecycle.CLOSED if closed else Lifecycle.OPEN,
        account=text(body, "account"),
        region=region,
        partition=arns.partition(text(body, "resources", 0), partition_of(region)),
        resources=tuple(Resource(type="", id=mask_keys(arns.short_name(one))) for one in affected),
        first_seen=when,
        moment=not any(about),
        texts=texts,
    )


def _fingerprint(described: CustomEvent, event: Event, about: list[tuple[str, ...]]) -> str:
    """Say what it is about, in one account and Region; what has none of the fields stands for itself."""
    place = ("custom", described.name, text(event.body, "account"), text(event.body, "region"))
    if any(about):
        return fingerprint(*place, *(fingerprint(*one) for one in about))
    return fingerprint(*place, event.delivery_id or text(event.body, "id") or text(event.body, "time"))


def _severity(described: CustomEvent, body: dict[str, Any]) -> Severity:
    if isinstance(described.severity, str):
        return Severity[described.severity]
    found = fields.values(body, described.severity.by) or ("",)
    for pattern, severity in described.severity.values.items():
        if any(map(compile_text(pattern).match, found)):
            return Severity[severity]
    return Severity.MEDIUM


def _wording(described: CustomEvent, body: dict[str, Any], locale: str) -> Wording:
    lines = ((_said(fact.label, locale), some_of(fields.values(body, fact.value))) for fact in described.facts)
    return Wording(
        headline=_fill(_said(described.title, locale), body),
        lines=tuple(Line(label, value) for label, value in lines if value),
        why=_said(described.why or "", locale),
        steps=tuple(_said(step, locale) for step in described.steps),
    )


def _said(said: str | Mapping[str, str], locale: str) -> str:
    return said if isinstance(said, str) else said.get(locale, "")


def _fill(title: str, body: dict[str, Any]) -> str:
    """Put the values of fields into a title; what looks like a placeholder within a value is left alone."""
    return PLACEHOLDER.sub(
        lambda found: cut(some_of(fields.values(body, found[1])), _LONGEST_VALUE) or MISSING,
        title,
    )
