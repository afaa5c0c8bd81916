"""IAM's roles as somebody makes them, and who has the policy for AWS Support."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service
from support.account.iam import SINCE, marked

POLICY = "arn:aws:iam::aws:policy/AWSSupportAccess"


class IAMSupport(Service):
    """`roles` are by name; `users` and `groups` are the names of those who have the policy themselves."""

    NAME = "iam"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"roles": {}, "users": [], "groups": []}

    def create_role(self, here: Here, parameters: Answer) -> Answer:
        name = parameters["RoleName"]
        if name in here.state["roles"]:
            raise Refused("EntityAlreadyExists", status=409)
        here.state["roles"][name] = {
            "trust": parameters["AssumeRolePolicyDocument"],
            "tags": parameters.get("Tags", []),
            "policies": [],
        }
        arn = here.arn("iam", f"role/{name}", region="")
        return {"Role": {"Path": "/", "RoleName": name, "RoleId": "AROAEXAMPLE", "Arn": arn, "CreateDate": SINCE}}

    def list_role_tags(self, here: Here, parameters: Answer) -> Answer:
        return {"Tags": self._role(here, parameters)["tags"], "IsTruncated": False}

    def delete_role(self, here: Here, parameters: Answer) -> Answer:
        if self._role(here, parameters)["policies"]:
            raise Refused("DeleteConflict", status=409)
        del here.state["roles"][parameters["RoleName"]]
        return {}

    def attach_role_policy(self, here: Here, parameters: Answer) -> Answer:
        policies = self._role(here, parameters)["policies"]
        policies[:] = sorted({*policies, parameters["PolicyArn"]})
        return {}

    def detach_role_policy(self, here: Here, parameters: Answer) -> Answer:
        policies = self._role(here, parameters)["policies"]
        if parameters["PolicyArn"] not in policies:
            raise Refused("NoSuchEntity", status=404)
        policies.remove(parameters["PolicyArn"])
        return {}

    def list_entities_for_policy(self, here: Here, parameters: Answer) -> Answer:
        if parameters["PolicyArn"] != POLICY:
            raise Refused("NoSuchEntity", status=404)
        roles = [name for name, role in here.state["roles"].items() if POLICY in role["policies"]]
        entities = {
            "PolicyGroups": [{"GroupName": name, "GroupId": "AGPAEXAMPLE"} for name in here.state["groups"]],
            "PolicyUsers": [{"UserName": name, "UserId": "AIDAEXAMPLE"} for name in here.state["users"]],
            "PolicyRoles": [{"RoleName": name, "RoleId": "AROAEXAMPLE"} for name in roles],
        }
        return marked(entities, parameters)

    def _role(self, here: Here, parameters: Answer) -> dict[str, Any]:
        role: dict[str, Any] | None = here.state["roles"].get(parameters["RoleName"])
        if role is None:
            raise Refused("NoSuchEntity", status=404)
        return role
