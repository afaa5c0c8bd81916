"""What a person asked Security Hub to send: findings by a custom action, and the results of an insight.

Nobody chose them but that person: none is left untold, whatever its severity, and none touches what is known of the
finding's own alert. https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Severity, Term
from hinomi.sources import arns, securityhub_request_findings
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    every,
    fingerprint,
    integer,
    is_from,
    mapping,
    mappings,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    text,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_ACTION, _INSIGHT = "security hub findings - custom action", "security hub insight results"
_MOST_FINDINGS = 100
_MOST_RESULTS = 5


def recognizes(event: Event) -> bool:
    """Tell whether a person sent this from Security Hub."""
    return is_from(event.body, "aws.securityhub", _ACTION, _INSIGHT) and "detail" in event.body


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn each finding that was sent into an alert, else the insight, else the mere fact that something was sent.

    AWS sends each finding in an event of its own; several in one are told apart by their place.
    """
    findings = mappings(event.body, "detail", "findings")[:_MOST_FINDINGS]
    if not findings:
        return (_insight(event),)
    alone = len(findings) == 1
    return tuple(
        _finding(finding, event, "" if alone else f"#{place}") for place, finding in enumerate(findings, start=1)
    )


def _request(event: Event, place: str = "") -> dict[str, Any]:
    """Return the fields of an alert that follow from the event: who asks twice is told of twice."""
    sent = (*every(event.body, "detail", "findings", "*", "Id"), text(event.body, "detail", "insightArn"))
    name = event.delivery_id or text(event.body, "id") or fingerprint(text(event.body, "time"), *sent)
    key = fingerprint("securityhub-request", f"{name}{place}")
    action = mask_keys(text(event.body, "detail", "actionName"))
    return {
        "source": "securityhub_request",
        "moment": True,
        "fingerprint": key,
        "copy": key,
        "title": f"Security Hub: {action}".removesuffix(": "),
        "version": milliseconds(moment(event.body, "time"), event.received_at),
        "requested": True,
        "first_seen": moment(event.body, "time") or event.received_at,
    }


def _action_facts(event: Event) -> tuple[Fact, ...]:
    return (
        Fact("custom_action", mask_keys(text(event.body, "detail", "actionName"))),
        Fact("custom_action_description", mask_keys(text(event.body, "detail", "actionDescription"))),
    )


def _finding(raw: dict[str, Any], event: Event, place: str) -> Alert:
    """Make the alert of a finding: as severe as the finding, and about the request, not about the finding."""
    found = securityhub_request_findings.read(raw)
    subject = found.subject
    facts = (
        Fact("finding", subject.title),
        *_action_facts(event),
        Fact("control", subject.control),
        Fact("compliance", Term(found.compliance.lower()) if subject.control and found.compliance else ""),
        Fact("product", "" if subject.control else found.product),
    )
    return Alert(
        **_request(event, place),
        type=subject.type(),
        severity=found.severity,
        guide=("securityhub_requests/finding", "securityhub_requests"),
        account=subject.account or text(event.body, "account"),
        account_name=found.account_name,
        region=subject.region or text(event.body, "region"),
        partition=arns.partition(subject.product, subject.identifier, text(event.body, "resources", 0)),
        description=found.description if found.description != subject.title else "",
        resources=found.resources,
        facts=known(*facts),
        link=ConsoleLink(
            page="securityhub_cspm_finding",
            parameters={"region": subject.region, "finding_id": subject.identifier},
        ),
        reference=subject.identifier,
    )


def _insight(event: Event) -> Alert:
    """Make the alert of an insight, which has no severity of its own: LOW, for whoever sent it was not in a hurry."""
    body, detail = event.body, mapping(event.body, "detail")
    results = mappings(detail, "insightResults")
    counts = [
        f"{mask_keys(name)}: {count}"
        for result in results
        for name, count in ((text(key), integer(result, key)) for key in result)
        if name and count is not None
    ]
    facts = (
        Fact("insight", mask_keys(text(detail, "insightName"))),
        *_action_facts(event),
        Fact("insight_attribute", text(detail, "resultType")),
        Fact("insight_result_count", integer(detail, "number of results") or len(results) or ""),
        Fact("insight_results", some_of(tuple(counts), _MOST_RESULTS)),
    )
    arn = text(detail, "insightArn")
    return Alert(
        **_request(event),
        type="insight" if arn or results else "",
        severity=Severity.LOW,
        guide=("securityhub_requests/insight", "securityhub_requests"),
        account=text(body, "account"),
        region=text(body, "region"),
        partition=arns.partition(arn, text(body, "resources", 0)),
        facts=known(*facts),
        link=ConsoleLink(page="securityhub_insight", parameters={"region": text(body, "region"), "insight_arn": arn}),
        reference=arn,
    )
