"""Attempts to put out the light: detection that is switched off, tracks that are hidden, Hinomi itself.

How bad it is follows from what was done, by whom, and whether it came to pass. What the root user does itself is told
by `root_api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from hinomi.model import Fact, Severity
from hinomi.sources.cloudtrail import is_root, ordinary, record_of, service_of
from hinomi.sources.cloudtrail_callers import Caller, caller_of, is_round, via
from hinomi.sources.cloudtrail_outcome import is_denied, mfa, outcome
from hinomi.sources.cloudtrail_requests import first, summary
from hinomi.sources.cloudtrail_targets import targets
from hinomi.sources.facts import known
from hinomi.sources.reading import mapping, text
from hinomi.sources.tampering_deeds import deed_of
from hinomi.sources.tampering_policies import decisive

if TYPE_CHECKING:
    from hinomi.model import Alert, Event
    from hinomi.sources.tampering_deeds import Deed


def recognizes(event: Event) -> bool:
    """Tell whether somebody else than the root user called what can switch detection off or hide tracks."""
    record = record_of(event)
    return bool(record) and not is_root(record) and deed_of(record) is not None


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the call into an alert; one that takes nothing away, or AWS's own, is nothing to act on."""
    record = record_of(event)
    alert = ordinary(event, record, "cloudtrail")
    deed = deed_of(record)
    if deed is None:
        return (alert,)
    severity = _severity(record, deed)
    resources = targets(service_of(record), mapping(record, "requestParameters")) or alert.resources
    return (
        structs.replace(
            alert,
            type=f"tampering.{text(record, 'eventName')}",
            severity=severity,
            actionable=severity > Severity.INFO,
            guide=_guide(record, deed),
            resources=resources,
            facts=known(*_facts(record, tuple(one.id for one in resources))),
        ),
    )


def _severity(record: dict[str, Any], deed: Deed) -> Severity:
    """Weigh what was done by who did it, and by whether it came to pass.

    AWS's own housekeeping is silent: only AWS can act as a service or with its service-linked roles, as Control Tower,
    an organization's central configuration or automatic scaling do. Through CloudFormation, a deployment is likelier
    than a hand at the switch: one step less. Any other service only lends its hand to whoever asked. A call that failed
    changed nothing: at most MEDIUM.
    """
    caller, severity = caller_of(record), deed.severity
    if caller is Caller.AWS or severity is Severity.INFO:
        return Severity.INFO
    if deed.own:
        # A deployment of the stack renews its parts; only its end is news. Other services have no business here.
        deployed = caller is Caller.CLOUDFORMATION and not deed.guide.endswith("/stack")
        severity = Severity.INFO if deployed else severity
    elif caller is Caller.CLOUDFORMATION:
        severity = Severity(severity - 1)
    elif severity is Severity.LOW and is_round(record):
        return Severity.INFO  # the round tells of what it changes by itself
    if not text(record, "errorCode") or severity is Severity.INFO:
        return severity
    return Severity.MEDIUM if severity >= Severity.HIGH else Severity.LOW


def _guide(record: dict[str, Any], deed: Deed) -> tuple[str, ...]:
    """Name the entries of the guide, those on attempts that came to nothing first."""
    general = ("tampering/own", "tampering") if deed.own else ("tampering",)
    if not text(record, "errorCode"):
        return (deed.guide, *general)
    refused = "tampering/denied" if is_denied(record) else "tampering/failed"
    return ("tampering/own/failed", refused, *general) if deed.own else (refused, *general)


def _facts(record: dict[str, Any], told: tuple[str, ...]) -> tuple[Fact, ...]:
    """Put first what a reader asks first; the things that are `told` as resources need no second line."""
    request = mapping(record, "requestParameters")
    return (
        Fact("api", text(record, "eventName")),
        Fact("service", service_of(record)),
        Fact("outcome", outcome(record)),
        Fact("error", text(record, "errorCode")),
        Fact("via", via(record)),
        Fact("waiting_days", first(request, "pendingWindowInDays")),
        Fact("request", decisive(request) or summary(request, told)),
        Fact("mfa", mfa(record)),
    )
