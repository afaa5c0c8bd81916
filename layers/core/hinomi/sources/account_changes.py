"""Changes of an account that the CIS AWS Foundations Benchmark wants to be watched.

Off unless asked for (`ChangesToTell`): in most accounts they are daily work. What the root user does itself is told by
`root_api`, what hides tracks or aims at Hinomi by `tampering`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from hinomi.model import Fact, Severity
from hinomi.sources.account_changes_calls import CHANGES
from hinomi.sources.account_changes_requests import verdict
from hinomi.sources.cloudtrail import is_root, ordinary, record_of, service_of
from hinomi.sources.cloudtrail_callers import Caller, caller_of, is_round, via
from hinomi.sources.cloudtrail_outcome import is_denied, outcome
from hinomi.sources.cloudtrail_targets import targets
from hinomi.sources.facts import known
from hinomi.sources.reading import mapping, text

if TYPE_CHECKING:
    from hinomi.model import Alert, Event, Resource


def recognizes(event: Event) -> bool:
    """Tell whether somebody else than the root user made one of these changes."""
    record = record_of(event)
    return bool(record) and not is_root(record) and bool(_kind(record))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the change into an alert; AWS's own changes, and the round's harmless ones, are nothing to act on."""
    record = record_of(event)
    alert = ordinary(event, record, "account_changes")
    service, name = service_of(record), text(record, "eventName")
    request = mapping(record, "requestParameters")
    judged = verdict(_kind(record), name, request)
    caller, failed = caller_of(record), bool(text(record, "errorCode"))
    daily = judged.severity is Severity.LOW and is_round(record)
    refused = ("account_changes/denied",) if is_denied(record) else ("account_changes/failed",)
    return (
        structs.replace(
            alert,
            type=f"account_changes.{name}",
            severity=_severity(judged.severity, caller, failed=failed),
            actionable=caller is not Caller.AWS and not daily,
            guide=(*(refused if failed else (judged.guide,)), "account_changes"),
            resources=targets(service, request)[:1] or _made(service, record) or alert.resources,
            facts=known(
                *judged.facts,
                Fact("api", name),
                Fact("service", service),
                Fact("outcome", outcome(record)),
                Fact("error", text(record, "errorCode")),
                Fact("via", via(record)),
            ),
        ),
    )


def _kind(record: dict[str, Any]) -> str:
    return CHANGES.get(service_of(record), {}).get(text(record, "eventName"), "")


def _made(service: str, record: dict[str, Any]) -> tuple[Resource, ...]:
    """Name what a call made, which only its answer can."""
    return targets(service, mapping(record, "responseElements"))[:1]


def _severity(severity: Severity, caller: Caller, *, failed: bool) -> Severity:
    """Weigh a change by who made it: what a deployment does is no news, unless it opens a door.

    A change that failed has changed nothing: one step from silence if it was dangerous, silence if not.
    """
    if caller is Caller.AWS:
        return Severity.INFO
    if failed:
        return Severity.LOW if severity > Severity.LOW else Severity.INFO
    return severity if caller is Caller.PRINCIPAL or severity > Severity.LOW else Severity.INFO
