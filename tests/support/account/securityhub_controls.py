"""Security Hub CSPM: the controls in the standards of a Region, and what somebody has turned off or on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service
from support.account.securityhub import SecurityHub, subscribed

ONCE = (
    "Account.1",
    "Account.2",
    *(f"IAM.{number}" for number in range(1, 28) if number not in {20, 23}),
    "KMS.1",
    "KMS.2",
)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def holds(standard: str, control: str) -> bool:
    """Tell whether a control is in a standard: AWS's own has those that the tests look at, CIS a few of them."""
    if "foundational" in standard:
        return control in {*ONCE, "S3.1"}
    return control in {"Account.1", "IAM.4", "IAM.6", "IAM.9"}


class SecurityHubControls(Service):
    """What differs from enabled, by `control|standard`. `stuck` are controls that AWS does not process."""

    NAME = "securityhub"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"changed": {}, "stuck": {}}

    def batch_get_standards_control_associations(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        known, unknown = [], []
        for one in asked["StandardsControlAssociationIds"]:
            if self._problem(here, one):
                problem = {"ErrorCode": self._problem(here, one), "ErrorReason": "no such association"}
                unknown.append({"StandardsControlAssociationId": one, **problem})
            else:
                key = f"{one['SecurityControlId']}|{one['StandardsArn']}"
                kept = here.state["changed"].get(key, {"AssociationStatus": "ENABLED"})
                arn = here.arn("securityhub", f"security-control/{one['SecurityControlId']}")
                known.append({**one, "SecurityControlArn": arn, **kept})
        return {"StandardsControlAssociationDetails": known, "UnprocessedAssociations": unknown}

    def batch_update_standards_control_associations(self, here: Here, asked: Answer) -> Answer:
        subscribed(here)
        failed = []
        for one in asked["StandardsControlAssociationUpdates"]:
            key = f"{one['SecurityControlId']}|{one['StandardsArn']}"
            code = self._problem(here, one) or here.state["stuck"].get(one["SecurityControlId"], "")
            if one["AssociationStatus"] == "DISABLED" and not one.get("UpdatedReason"):
                code = "INVALID_INPUT"
            if code:
                failed.append({"StandardsControlAssociationUpdate": one, "ErrorCode": code})
            elif one["AssociationStatus"] == "ENABLED" and not one.get("UpdatedReason"):
                here.state["changed"].pop(key, None)
            else:
                kept = {"AssociationStatus": one["AssociationStatus"], "UpdatedReason": one["UpdatedReason"]}
                here.state["changed"][key] = {**kept, "UpdatedAt": NOW}
        return {"UnprocessedAssociationUpdates": failed}

    def _problem(self, here: Here, one: Answer) -> str:
        kept = here.account.state(SecurityHub, here.region)["standards"].get(one["StandardsArn"])
        if kept is None or kept["StandardsControlsUpdatable"] != "READY_FOR_UPDATES":
            raise Refused("ResourceNotFoundException", "The standard's controls cannot be updated", 404)
        return "" if holds(one["StandardsArn"], one["SecurityControlId"]) else "RESOURCE_NOT_FOUND"
