"""IAM's account-wide settings: the password policy, the root user, and what the organization has enabled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
DEFAULTS = {
    "MinimumPasswordLength": 6,
    "RequireSymbols": False,
    "RequireNumbers": False,
    "RequireUppercaseCharacters": False,
    "RequireLowercaseCharacters": False,
    "AllowUsersToChangePassword": False,
    "HardExpiry": False,
}
MOST = {"MinimumPasswordLength": 128, "MaxPasswordAge": 1095, "PasswordReusePrevention": 24}


class IAM(Service):
    """`policy` is None until somebody writes one; `features` is a list, or the code with which AWS refuses to say."""

    NAME = "iam"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {
            "policy": None,
            "summary": {
                "AccountAccessKeysPresent": 0,
                "AccountMFAEnabled": 0,
                "AccountPasswordPresent": 1,
                "AccountSigningCertificatesPresent": 0,
                "GlobalEndpointTokenVersion": 1,
            },
            "virtual_mfa": [],
            "features": "OrganizationNotFoundException",
        }

    def get_account_password_policy(self, here: Here, _: Answer) -> Answer:
        policy = here.state["policy"]
        if policy is None:
            raise Refused("NoSuchEntity", status=404)
        return {"PasswordPolicy": {**policy, "ExpirePasswords": bool(policy.get("MaxPasswordAge"))}}

    def update_account_password_policy(self, here: Here, parameters: Answer) -> Answer:
        if any(parameters.get(name, 0) > most for name, most in MOST.items()):
            raise Refused("ValidationError")
        here.state["policy"] = {**DEFAULTS, **parameters}
        return {}

    def delete_account_password_policy(self, here: Here, _: Answer) -> Answer:
        if here.state["policy"] is None:
            raise Refused("NoSuchEntity", status=404)
        here.state["policy"] = None
        return {}

    def get_account_summary(self, here: Here, _: Answer) -> Answer:
        return {"SummaryMap": here.state["summary"]}

    def set_security_token_service_preferences(self, here: Here, parameters: Answer) -> Answer:
        version = {"v1Token": 1, "v2Token": 2}[parameters["GlobalEndpointTokenVersion"]]
        here.state["summary"]["GlobalEndpointTokenVersion"] = version
        return {}

    def list_virtual_mfa_devices(self, here: Here, parameters: Answer) -> Answer:
        """`virtual_mfa` maps serial numbers to the ARNs of their users; AWS gives the root user no name."""
        assert parameters["AssignmentStatus"] == "Assigned"
        devices = [
            {
                "SerialNumber": serial,
                "EnableDate": SINCE,
                "User": {"Path": "/", "UserId": "AIDAEXAMPLEEXAMPLE", "Arn": user, "CreateDate": SINCE},
            }
            for serial, user in here.state["virtual_mfa"]
        ]
        return marked({"VirtualMFADevices": devices}, parameters)

    def list_organizations_features(self, here: Here, _: Answer) -> Answer:
        features = here.state["features"]
        if isinstance(features, str):
            raise Refused(features)
        return {"OrganizationId": "o-exampleorg", "EnabledFeatures": features}


def marked(lists: dict[str, list[Any]], parameters: Answer, size: int = 2) -> Answer:
    """Answer with one page of IAM's lists, which share one marker."""
    items = [(key, item) for key, found in lists.items() for item in found]
    start = int(parameters.get("Marker") or 0)
    answer: Answer = {key: [] for key in lists}
    for key, item in items[start : start + size]:
        answer[key].append(item)
    more = start + size < len(items)
    return {**answer, "IsTruncated": more, **({"Marker": str(start + size)} if more else {})}
