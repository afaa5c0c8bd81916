"""The round's report: what the baseline function of this very service has to tell, worded by itself in every language.

The event is as untrusted as any other: whoever may call `events:PutEvents` in this account can write one. So its texts
are plain text, cleaned like all others, and nothing in them becomes a link.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.locales import CATALOGUES
from hinomi.model import Alert, Line, Report, Section, Severity, Wording
from hinomi.regions import partition_of
from hinomi.sources.reading import (
    fingerprint,
    flag,
    integer,
    is_from,
    mapping,
    mappings,
    milliseconds,
    moment,
    text,
    texts,
)

if TYPE_CHECKING:
    from hinomi.model import Event

OUTCOMES = (
    *("compliant", "changed", "pending", "would_change", "drift", "manual"),
    *("exempt", "managed_by_org", "unsupported_region", "access_denied", "failed"),
)
_UNSEEN = ("failed", "access_denied")
_FOR_A_PERSON = ("would_change", "drift", "manual")
# More than a round ever writes; what a forger writes beyond that is left out.
_MOST_LINES = 20
_MOST_SECTIONS = 16
_MOST_ITEMS = 200
_LONGEST = 2000


def recognizes(event: Event) -> bool:
    """Tell whether this is the report of a round."""
    return is_from(event.body, "hinomi.baseline", "baseline round reported")


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the report into one alert; none where it says nothing that can be read: then it is quoted as it is."""
    body, detail = event.body, mapping(event.body, "detail")
    report = _report(detail)
    if not report.texts:
        return ()
    # EventBridge writes the account that sent the event, which nobody can forge.
    account = text(body, "account") or text(detail, "account")
    region = text(detail, "region") or text(body, "region")
    ended = moment(detail, "ended") or moment(body, "time") or event.received_at
    delivery = event.delivery_id or sha256(msgspec.json.encode(report)).hexdigest()
    alert = Alert(
        source="baseline",
        type="round",
        severity=_severity(report),
        fingerprint=fingerprint("baseline", account, report.run or delivery),
        title=text(body, "detail-type"),
        version=milliseconds(ended),
        guide=(),
        account=account,
        region=region,
        partition=partition_of(region) or "aws",
        first_seen=ended,
        report=report,
    )
    return (alert,)


def _severity(report: Report) -> Severity:
    """Say how much the report asks of its reader.

    A place that the round could not see or mend is unguarded until somebody looks: MEDIUM. What waits for a decision or
    for a hand can wait for the next quiet hour: LOW. Else it is good to know: INFO.
    """
    if report.unfinished or any(report.outcomes.get(name) for name in _UNSEEN):
        return Severity.MEDIUM
    return Severity.LOW if any(report.outcomes.get(name) for name in _FOR_A_PERSON) else Severity.INFO


def _report(detail: dict[str, Any]) -> Report:
    worded = {locale: _wording(mapping(detail, "texts", locale)) for locale in CATALOGUES}
    return Report(
        run=text(detail, "run")[:_LONGEST],
        first=flag(detail, "first") or False,
        outcomes={name: count for name in OUTCOMES if (count := _count(detail, "outcomes", name))},
        unfinished=_count(detail, "unfinished"),
        texts={locale: wording for locale, wording in worded.items() if wording.headline},
    )


def _wording(found: dict[str, Any]) -> Wording:
    lines = (Line(_short(one, "label"), _short(one, "value")) for one in mappings(found, "lines")[:_MOST_LINES])
    sections = map(_section, mappings(found, "sections")[:_MOST_SECTIONS])
    return Wording(
        headline=_short(found, "headline"),
        lines=tuple(line for line in lines if line.value),
        sections=tuple(one for one in sections if one.heading and (one.items or one.more)),
    )


def _section(found: dict[str, Any]) -> Section:
    items = tuple(item[:_LONGEST] for item in texts(found, "items"))
    left_out = max(len(items) - _MOST_ITEMS, 0)
    return Section(_short(found, "heading"), items[:_MOST_ITEMS], _count(found, "more") + left_out)


def _short(found: dict[str, Any], key: str) -> str:
    return text(found, key)[:_LONGEST]


def _count(found: dict[str, Any], *path: str) -> int:
    return max(integer(found, *path) or 0, 0)
