"""Checks of AWS Trusted Advisor whose status for a resource was refreshed.

https://docs.aws.amazon.com/awssupport/latest/user/cloudwatch-events-ta.html. Events come in us-east-1 only, as far as
they come, and only under a paid support plan. Every check has details of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Severity, Term
from hinomi.sources import arns, trusted_advisor_checks, trusted_advisor_items
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, is_from, mapping, mask_keys, milliseconds, moment, text
from hinomi.sources.trusted_advisor_checks import Category

if TYPE_CHECKING:
    from hinomi.model import Event
    from hinomi.sources.trusted_advisor_checks import Check

_DETAIL_TYPE = "trusted advisor check item refresh notification"
_ERROR, _WARN, _OK = "ERROR", "WARN", "OK"
_SEVERITIES = {_ERROR: Severity.HIGH, _WARN: Severity.MEDIUM, _OK: Severity.INFO}
# A limit that is reached, or nearly, harms nothing that runs: one step less.
_OF_LIMITS = {_ERROR: Severity.MEDIUM, _WARN: Severity.LOW}
# The console's words for red and yellow.
_TERMS = {_ERROR: "action_recommended", _WARN: "investigation_recommended", _OK: "no_problem_detected"}
_PAGES = {
    Category.SECURITY: "security",
    Category.COST: "cost-optimizing",
    Category.LIMITS: "service-limits",
    Category.OTHER: "",
}


def recognizes(event: Event) -> bool:
    """Tell whether Trusted Advisor has refreshed an item of a check."""
    return is_from(event.body, "aws.trustedadvisor", _DETAIL_TYPE) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the item into an alert that is about one check of one resource, whatever its status.

    One resource may have several items, a security group one for each open port: each is a copy, and only when all of
    them are well is the alert over. INFO is nothing to act on.
    """
    body, detail = event.body, mapping(event.body, "detail")
    item, status = trusted_advisor_items.read(detail), text(detail, "status").upper()
    check = trusted_advisor_checks.find(text(detail, "check-name"), item.columns)
    account = text(body, "account")
    key = fingerprint("trusted_advisor", account, check.name.lower(), item.subject)
    when = moment(body, "time") or event.received_at
    alert = Alert(
        source="trusted_advisor",
        type=check.name,
        severity=_severity(check, status),
        fingerprint=key,
        copy=fingerprint(key, *item.marks),
        title=f"Trusted Advisor: {mask_keys(check.name)}".removesuffix(": "),
        version=milliseconds(when),
        guide=check.guide,
        actionable=status in _TERMS,
        lifecycle=Lifecycle.CLOSED if status == _OK else Lifecycle.OPEN,
        account=account,
        region=item.region,
        partition=arns.partition(text(detail, "resource_id")),
        resources=item.resources,
        facts=known(
            Fact("check", check.said()),
            Fact("check_status", Term(_TERMS[status]) if status in _TERMS else status),
            *item.facts,
        ),
        first_seen=when,
        link=ConsoleLink(page="trusted_advisor_category", parameters={"category": _PAGES[check.category]}),
        reference=text(detail, "uuid"),
    )
    return (alert,)


def _severity(check: Check, status: str) -> Severity:
    """Say how bad it is: red is HIGH, yellow MEDIUM, unless the check is not about harm.

    A key that is known to the public is used by others within minutes: wake somebody up. Money alone is LOW, the
    budget and the anomalies tell what it comes to. A check that is new to us is taken for one of security.
    """
    if check.exposes_keys and status == _ERROR:
        return Severity.CRITICAL
    usual = _SEVERITIES.get(status, Severity.INFO)
    if check.category is Category.COST:
        return min(usual, Severity.LOW)
    return _OF_LIMITS.get(status, usual) if check.category is Category.LIMITS else usual
