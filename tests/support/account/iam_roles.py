"""IAM's roles: read only, by name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service


class IamRoles(Service):
    NAME = "iam"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"roles": []}

    def get_role(self, here: Here, asked: Answer) -> Answer:
        name = asked["RoleName"]
        if name not in here.state["roles"]:
            raise Refused("NoSuchEntity", status=404)
        return {
            "Role": {
                "Path": "/",
                "RoleName": name,
                "RoleId": "AROAEXAMPLEEXAMPLE",
                "Arn": here.arn("iam", f"role/{name}", region=""),
                "CreateDate": datetime(2026, 11, 22, tzinfo=UTC),
            }
        }
