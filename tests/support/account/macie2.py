"""Macie: off, paused or on; where it is off, every question is answered as if access were denied."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page

ADMINISTRATOR = "123456789012"


class Macie(Service):
    """`members` maps the accounts that this one administers to the status of discovery there."""

    NAME = "macie2"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {
            "status": "ABSENT",
            "frequency": "FIFTEEN_MINUTES",
            "discovery": "DISABLED",
            "administrator": None,
            "members": {},
        }

    def get_macie_session(self, here: Here, _: Answer) -> Answer:
        self._ensure_on(here)
        return {"status": here.state["status"], "findingPublishingFrequency": here.state["frequency"]}

    def enable_macie(self, here: Here, asked: Answer) -> Answer:
        if here.state["status"] != "ABSENT":
            raise Refused("ConflictException", "Macie has already been enabled", status=409)
        here.state["status"] = asked.get("status", "ENABLED")
        here.state["frequency"] = asked.get("findingPublishingFrequency", "FIFTEEN_MINUTES")
        return {}

    def update_macie_session(self, here: Here, asked: Answer) -> Answer:
        self._ensure_on(here)
        self._ensure_own(here)
        here.state["status"] = asked.get("status", here.state["status"])
        here.state["frequency"] = asked.get("findingPublishingFrequency", here.state["frequency"])
        return {}

    def disable_macie(self, here: Here, _: Answer) -> Answer:
        self._ensure_on(here)
        here.state.update(self.fresh(here.region))
        return {}

    def get_administrator_account(self, here: Here, _: Answer) -> Answer:
        self._ensure_on(here)
        if here.state["administrator"] is None:
            return {}
        relationship = {"accountId": here.state["administrator"], "relationshipStatus": "Enabled"}
        return {"administrator": relationship}

    def get_automated_discovery_configuration(self, here: Here, _: Answer) -> Answer:
        self._ensure_on(here)
        self._ensure_own(here)
        return {"status": here.state["discovery"], "autoEnableOrganizationMembers": "NEW"}

    def update_automated_discovery_configuration(self, here: Here, asked: Answer) -> Answer:
        self._ensure_on(here)
        self._ensure_own(here)
        here.state["discovery"] = asked["status"]
        # AWS takes a request that says nothing of the members to be about all of them.
        if asked["status"] == "DISABLED" or asked.get("autoEnableOrganizationMembers", "ALL") == "ALL":
            here.state["members"] = dict.fromkeys(here.state["members"], asked["status"])
        return {}

    def list_members(self, here: Here, asked: Answer) -> Answer:
        self._ensure_on(here)
        members = [{"accountId": account} for account in here.state["members"]]
        return page(members, asked, "members", token="nextToken")

    def list_automated_discovery_accounts(self, here: Here, asked: Answer) -> Answer:
        self._ensure_on(here)
        assert asked["accountIds"] == [ACCOUNT]
        return {"items": [{"accountId": ACCOUNT, "status": here.state["discovery"]}]}

    def _ensure_on(self, here: Here) -> None:
        if here.state["status"] == "ABSENT":
            raise Refused("AccessDeniedException", "Macie is not enabled.", status=403)

    def _ensure_own(self, here: Here) -> None:
        if here.state["administrator"] is not None:
            raise Refused("AccessDeniedException", "The request is for the administrator account", status=403)
