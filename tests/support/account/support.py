"""AWS Support: what Trusted Advisor has found."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service

_NOTHING = {"resourcesProcessed": 0, "resourcesFlagged": 0, "resourcesIgnored": 0, "resourcesSuppressed": 0}
_SAVING = {"costOptimizing": {"estimatedMonthlySavings": 0.0, "estimatedPercentMonthlySavings": 0.0}}


class Support(Service):
    """`plan` says whether the account may ask; `checks` maps ids to category, name and status."""

    NAME = "support"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"plan": False, "checks": {}}

    def describe_trusted_advisor_checks(self, here: Here, parameters: Answer) -> Answer:
        assert parameters["language"] in {"en", "ja"}
        self._admit(here)
        return {
            "checks": [
                {"id": one, "name": name, "category": category, "description": "", "metadata": []}
                for one, (category, name, _) in here.state["checks"].items()
            ]
        }

    def describe_trusted_advisor_check_summaries(self, here: Here, parameters: Answer) -> Answer:
        self._admit(here)
        return {
            "summaries": [
                {
                    "checkId": one,
                    "status": here.state["checks"][one][2],
                    "timestamp": "2026-11-22T00:00:00Z",
                    "resourcesSummary": _NOTHING,
                    "categorySpecificSummary": _SAVING,
                }
                for one in parameters["checkIds"]
            ]
        }

    def _admit(self, here: Here) -> None:
        if here.region != "us-east-1":
            raise Refused("UnknownOperationException")
        if not here.state["plan"]:
            raise Refused(
                "SubscriptionRequiredException", "Amazon Web Services Premium Support Subscription is required"
            )
