"""What an anomaly of cost comes from.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_RootCause.html
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import msgspec

from hinomi.model import Percent
from hinomi.sources.reading import mappings, number, text

# Names of services and usage types as Cost Explorer writes them, as `Amazon Elastic Compute Cloud - Compute`,
# `APN1-BoxUsage:p4d.24xlarge`, `APN1-DataTransfer-Out-Bytes`, `APN1-NatGateway-Bytes`, `... (Amazon Bedrock Edition)`.
_MODEL = re.compile(r"bedrock|sagemaker", re.IGNORECASE)
_TRANSFER = re.compile(r"datatransfer|-(?:out|in)-bytes|natgateway-bytes", re.IGNORECASE)
_COMPUTE = re.compile(r"elastic compute cloud|elastic container service|lambda", re.IGNORECASE)
_INSTANCE = re.compile(r"(?:box|spot|fargate-\w{1,20}|lambda-\w{1,20})usage|fargate-", re.IGNORECASE)


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """One cause; `account` is a name and an id, `contribution` its part of the amount."""

    service: str
    usage_type: str
    account: str
    region: str
    contribution: float

    def share(self, total: Decimal | None) -> Percent | None:
        """Return its part of the whole, where both are known and make sense together."""
        if total is None or not 0 < self.contribution <= total:
            return None
        return Percent(Decimal(str(round(self.contribution / float(total) * 100, 1))))

    def said(self) -> str:
        """Say it in one line."""
        return " / ".join(part for part in (self.service, self.usage_type, self.account, self.region) if part)


def causes(told: dict[str, Any]) -> tuple[Cause, ...]:
    """List the causes, the dearest first."""
    found = (
        Cause(
            service=text(cause, "service"),
            usage_type=text(cause, "usageType"),
            account=_account(text(cause, "linkedAccountName"), text(cause, "linkedAccount")),
            region=text(cause, "region"),
            contribution=number(cause, "impact", "contribution") or 0.0,
        )
        for cause in mappings(told, "rootCauses")
    )
    return tuple(sorted((cause for cause in found if cause.said()), key=lambda cause: -cause.contribution))


def kind(service: str, usage_type: str) -> tuple[str, ...]:
    """Name the guide of what an intruder would use, too: models, data that leaves, machines."""
    if _MODEL.search(service):
        return ("cost_anomaly/model",)
    if _TRANSFER.search(usage_type):
        return ("cost_anomaly/transfer",)
    if _COMPUTE.search(service) or _INSTANCE.search(usage_type):
        return ("cost_anomaly/compute",)
    return ()


def _account(name: str, identifier: str) -> str:
    return f"{name} ({identifier})" if name and identifier else name or identifier
