"""In which Regions AWS speaks of what each source hears of.

A rule sees its own Region only. Where a source's home is not the stack's Region, a forwarder has to be there; what a
source hears by SNS, or from the stack itself, needs none.
"""

from __future__ import annotations

from typing import Final, NamedTuple

FORWARD: Final = ("us-east-1", "us-east-2", "us-west-2")
"""The Regions in which something of every account appears, wherever it works."""

FORWARD_SIGNINS: Final = ("ap-southeast-2", "eu-north-1")
"""Those in which IAM users' sign-ins may appear besides."""


class Home(NamedTuple):
    """Where the events of a source appear: always in one of some Regions, or in the Region that they are about."""

    always: tuple[str, ...] = ()
    regional: bool = True

    def holds(self, region: str) -> bool:
        """Tell whether an event of the source may appear in a Region."""
        return self.regional or region in self.always


_REGIONAL: Final = Home()
# IAM, Organizations and other global services: their calls appear in us-east-1, those of all others where they are made
# (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html).
_CALLS: Final = Home(always=("us-east-1",))
_OWN: Final = Home(regional=False)

HOMES: Final[dict[str, Home]] = {
    "access_analyzer": _REGIONAL,
    "account_changes": _CALLS,
    "backup": _REGIONAL,
    "baseline_round": _OWN,
    "budgets": _OWN,
    "cloudwatch_alarm": _REGIONAL,
    "config_rules": _REGIONAL,
    # AWS's page names no Region, but Cost Explorer is a global service, whose API is in us-east-1
    # (https://docs.aws.amazon.com/cost-management/latest/userguide/cad-eventbridge.html).
    "cost_anomaly": Home(always=("us-east-1",), regional=False),
    "guardduty": _REGIONAL,
    "guardduty_coverage": _REGIONAL,
    "guardduty_scan": _REGIONAL,
    # In the Region concerned and, as a backup, in us-west-2 (for us-west-2 in us-east-1); global ones in us-east-1
    # (https://docs.aws.amazon.com/health/latest/ug/choosing-a-region.html).
    "health": Home(always=("us-east-1", "us-west-2")),
    # At the global endpoint in us-east-1, with the cookie of an account alias in another; else in the endpoint's Region
    # (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html).
    "iam_signin": Home(always=("ap-southeast-2", "eu-north-1", "us-east-1", "us-east-2")),
    "inspector": _REGIONAL,
    "macie": _REGIONAL,
    "remediation": _OWN,
    "root_api": _CALLS,
    # The same page: the root user's are in one of three.
    "root_signin": Home(always=FORWARD, regional=False),
    "securityhub_asff": _REGIONAL,
    "securityhub_ocsf": _REGIONAL,
    "securityhub_requests": _REGIONAL,
    "tampering": _CALLS,
    # https://docs.aws.amazon.com/awssupport/latest/user/cloudwatch-events-ta.html
    "trusted_advisor": Home(always=("us-east-1",), regional=False),
    "unrecognized": _OWN,
}
"""The home of each source, by the name of its module."""
