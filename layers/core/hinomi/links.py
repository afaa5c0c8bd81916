"""The only place where an address of the AWS console is built.

The host comes from the partition and from a Region that is spelled like one; whatever an event says goes into the
address percent-encoded. So nothing that an attacker writes can lead a reader anywhere but to the AWS console.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from hinomi.regions import partition_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinomi.model import ConsoleLink

CONSOLES: dict[str, str] = {
    "aws": "console.aws.amazon.com",
    "aws-us-gov": "console.amazonaws-us-gov.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-eusc": "console.amazonaws-eusc.eu",
}

HEALTH: dict[str, str] = {"aws": "health.aws.amazon.com"}
"""AWS Health has a host of its own, which is known for sure in this partition alone.

https://docs.aws.amazon.com/health/latest/ug/getting-started-health-dashboard.html
"""

# Chat buttons take 3,000 characters and mail programs break long lines: a longer address is not worth having.
LONGEST = 2000

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]{2,10}){1,3}-[0-9]{1,2}")


class Page(NamedTuple):
    """One page of the console.

    `address` names its parameters; `general` is the page to show instead when one of them is missing. `encodings` is
    how many times the console's own script decodes a value.
    """

    address: str
    general: str = ""
    encodings: int = 1


PAGES: dict[str, Page] = {
    "guardduty_home": Page("https://{region}.{console}/guardduty/home?region={region}#/findings?macros=current"),
    # `macros=all` shows the finding even after someone has archived it.
    "guardduty_finding": Page(
        "https://{region}.{console}/guardduty/home?region={region}#/findings?macros=all&fId={finding_id}",
        general="guardduty_home",
    ),
    "securityhub_home": Page("https://{region}.{console}/securityhub/home?region={region}#/findings"),
    "securityhub_cspm_finding": Page(
        "https://{region}.{console}/securityhub/home?region={region}"
        "#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253A{finding_id}",
        general="securityhub_home",
        encodings=2,
    ),
    "securityhub_insight": Page(
        "https://{region}.{console}/securityhub/home?region={region}#/insights/{insight_arn}",
        general="securityhub_home",
    ),
    "securityhub_v2_home": Page("https://{region}.{console}/securityhub/v2/home?region={region}"),
    # `view` is the list that holds the finding: postureManagement, threats or vulnerabilities.
    "securityhub_v2_finding": Page(
        "https://{region}.{console}/securityhub/v2/home?region={region}#/{view}?findingDetailId={finding_uid}",
        general="securityhub_v2_home",
    ),
    # As AWS writes them into the findings that it sends to Security Hub:
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-securityhub-integration.html
    "access_analyzer_home": Page("https://{region}.{console}/access-analyzer/home?region={region}"),
    "access_analyzer_finding": Page(
        "https://{region}.{console}/access-analyzer/home?region={region}#/findings/details/{finding_id}",
        general="access_analyzer_home",
    ),
    "access_analyzer_unused": Page(
        "https://{region}.{console}/access-analyzer/home?region={region}#/unused-access-findings?resource={resource}",
        general="access_analyzer_home",
    ),
    "macie_home": Page("https://{region}.{console}/macie/home?region={region}#findings"),
    # Event history shows an event for 90 days, only in the account and Region that recorded it.
    "cloudtrail_home": Page("https://{region}.{console}/cloudtrailv2/home?region={region}#/events"),
    "cloudtrail_event": Page(
        "https://{region}.{console}/cloudtrailv2/home?region={region}#/events/{event_id}",
        general="cloudtrail_home",
    ),
    "cloudwatch_home": Page("https://{region}.{console}/cloudwatch/home?region={region}#alarmsV2:"),
    "cloudwatch_alarm": Page(
        "https://{region}.{console}/cloudwatch/home?region={region}#alarmsV2:alarm/{alarm}",
        general="cloudwatch_home",
    ),
    # The page that AWS Budgets itself names in its notifications since 2024; it is the same in every Region.
    "budgets_list": Page("https://{console}/costmanagement/home#/budgets"),
    # The page that AWS Cost Anomaly Detection itself names in its events; it, too, is the same in every Region.
    "cost_anomalies": Page("https://{console}/cost-management/home#/anomaly-detection/monitors"),
    "cost_anomaly": Page(
        "https://{console}/cost-management/home#/anomaly-detection/monitors/{monitor_id}/anomalies/{anomaly_id}",
        general="cost_anomalies",
    ),
    "backup_home": Page("https://{region}.{console}/backup/home?region={region}"),
    "backup_restore_jobs": Page("https://{region}.{console}/backup/home?region={region}#/jobs/restore"),
    "backup_vault": Page(
        "https://{region}.{console}/backup/home?region={region}#/backupvaults/details/{vault}",
        general="backup_home",
    ),
    "health_home": Page("https://{health}/health/home#/account/dashboard/open-issues"),
    # The event log has open and closed events alike, of the last 90 days.
    "health_event": Page("https://{health}/health/home#/account/event-log?eventID={event_arn}", general="health_home"),
    "config_home": Page("https://{region}.{console}/config/home?region={region}#/dashboard"),
    "config_rule": Page(
        "https://{region}.{console}/config/home?region={region}#/rules/details?configRuleName={rule}",
        general="config_home",
    ),
    "config_resource": Page(
        "https://{region}.{console}/config/home?region={region}"
        "#/resources/timeline?resourceId={resource_id}&resourceType={resource_type}",
        general="config_home",
    ),
    # No address of a single finding is known; the list can be filtered by the finding's ARN.
    "inspector_findings": Page("https://{region}.{console}/inspector/v2/home?region={region}#/findings/all"),
    # The same in every Region; no address of a single check is known.
    "trusted_advisor_home": Page("https://{console}/trustedadvisor/home"),
    "trusted_advisor_category": Page(
        "https://{console}/trustedadvisor/home#/category/{category}", general="trusted_advisor_home"
    ),
    "s3_bucket": Page("https://{region}.{console}/s3/buckets/{bucket}?region={region}"),
    "s3_object": Page(
        "https://{region}.{console}/s3/object/{bucket}?region={region}&prefix={key}",
        general="s3_bucket",
    ),
}


def build(link: ConsoleLink, partition: str) -> str | None:
    """Build the address of the page, or of a more general one where a parameter is missing.

    Gives None where there is no such page, or where the partition or the Region is not one of AWS's.
    """
    region = link.parameters.get("region", "")
    if partition not in CONSOLES or (region and not _belongs(region, partition)):
        return None
    page = PAGES.get(link.page)
    while page is not None:
        address = _fill(page, link.parameters, {"console": CONSOLES[partition], "health": HEALTH.get(partition, "")})
        if address:
            return address
        page = PAGES.get(page.general)
    return None


@lru_cache(maxsize=256)
def _belongs(region: str, partition: str) -> bool:
    """Tell whether this is spelled like a Region, known or newer than we are, of that partition."""
    return _REGION.fullmatch(region) is not None and partition_of(region) == partition


def _fill(page: Page, parameters: Mapping[str, str], hosts: Mapping[str, str]) -> str:
    """Put the hosts and the parameters in; empty text if a named one is missing or the address becomes too long."""
    values = dict(hosts)
    for name in _named(page.address):
        if name not in values:
            values[name] = _encode(parameters.get(name, ""), page.encodings)
    address = page.address.format_map(values)
    return address if all(values[name] for name in _named(page.address)) and len(address) <= LONGEST else ""


@cache
def _named(address: str) -> tuple[str, ...]:
    """Name the parameters of an address."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(address) if name))


def _encode(value: str, times: int) -> str:
    """Percent-encode everything but unreserved characters, so many times."""
    for _ in range(times):
        value = quote(value, safe="", errors="replace")
    return value
