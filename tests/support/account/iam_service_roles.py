"""IAM's service-linked roles, which AWS services make for themselves."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service

NAMES = {"config.amazonaws.com": "AWSServiceRoleForConfig"}


class ServiceRoles(Service):
    NAME = "iam"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"linked": []}

    def create_service_linked_role(self, here: Here, parameters: Answer) -> Answer:
        service = parameters["AWSServiceName"]
        if service not in NAMES:
            raise Refused("InvalidInput", f"{service} is not a service that can be linked")
        if service in here.state["linked"]:
            raise Refused("InvalidInput", f"Service role name {NAMES[service]} has been taken in this account")
        here.state["linked"].append(service)
        path = f"/aws-service-role/{service}/"
        return {"Role": {"Path": path, "RoleName": NAMES[service], "Arn": role_arn(here, service)}}


def role_arn(here: Here, service: str) -> str:
    """Name the role of a service."""
    return here.arn("iam", f"role/aws-service-role/{service}/{NAMES[service]}", region="")
