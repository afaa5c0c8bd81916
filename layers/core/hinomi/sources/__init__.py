"""The sources: one module per kind of event, in the order in which they are asked.

Each has `recognizes(event) -> bool` and `normalize(event) -> tuple[Alert, ...]`. Neither raises on a malformed event of
its own kind: what is missing stays absent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hinomi.sources import (
    access_analyzer,
    account_changes,
    backup,
    baseline_round,
    budgets,
    cloudwatch_alarm,
    config_rules,
    cost_anomaly,
    guardduty,
    guardduty_coverage,
    guardduty_scan,
    health,
    iam_signin,
    inspector,
    macie,
    remediation,
    root_api,
    root_signin,
    securityhub_asff,
    securityhub_ocsf,
    securityhub_requests,
    tampering,
    trusted_advisor,
    unrecognized,
)

if TYPE_CHECKING:
    from hinomi.model import Alert, Event


class Source(Protocol):
    """What a module of this folder offers."""

    __name__: str

    def recognizes(self, event: Event) -> bool:
        """Tell whether this source sent the event."""

    def normalize(self, event: Event) -> tuple[Alert, ...]:
        """Turn the event into the alerts that it holds."""


SOURCES: tuple[Source, ...] = (
    guardduty,
    guardduty_scan,
    guardduty_coverage,
    securityhub_asff,
    securityhub_ocsf,
    securityhub_requests,
    inspector,
    config_rules,
    macie,
    access_analyzer,
    trusted_advisor,
    health,
    cloudwatch_alarm,
    cost_anomaly,
    budgets,
    backup,
    remediation,
    iam_signin,
    root_signin,
    tampering,
    account_changes,
    root_api,
    baseline_round,
    unrecognized,  # recognises everything: the last
)

BY_TOPIC: tuple[Source, ...] = (budgets, cost_anomaly, remediation, unrecognized)
"""Sources whose events come by SNS. Whoever may publish to the topic could else speak as any service of AWS."""
