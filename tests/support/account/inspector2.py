"""Inspector: scans by resource type, which AWS enables over minutes, or the delegated administrator decides on."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service

NAMES = {
    "ec2": "EC2",
    "ecr": "ECR",
    "lambda": "LAMBDA",
    "lambdaCode": "LAMBDA_CODE",
    "codeRepository": "CODE_REPOSITORY",
}


class Inspector(Service):
    NAME = "inspector2"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"scans": {}, "becomes": "ENABLED", "blocked": [], "administrator": None, "news": {}, "no_code": False}

    def batch_get_account_status(self, here: Here, asked: Answer) -> Answer:
        assert asked["accountIds"] == [ACCOUNT]
        status = {name: here.state["scans"].get(kind, "DISABLED") for name, kind in NAMES.items()}
        resources = {name: self._state(here, name, value) for name, value in {**status, **here.state["news"]}.items()}
        whole = "ENABLED" if "ENABLED" in status.values() else "DISABLED"
        account = {"accountId": ACCOUNT, "state": self._state(here, "", whole), "resourceState": resources}
        return {"accounts": [account], "failedAccounts": []}

    def enable(self, here: Here, asked: Answer) -> Answer:
        kinds = set(asked["resourceTypes"])
        scans = here.state["scans"]
        if "LAMBDA_CODE" in kinds and here.state["no_code"]:
            message = f"Lambda code scanning is not supported in {here.region}"
            raise Refused("AccessDeniedException", message, status=403)
        if "LAMBDA_CODE" in kinds and "LAMBDA" not in kinds and "LAMBDA" not in scans:
            raise Refused("ValidationException")
        if refused := self._refused(here, kinds):
            return refused
        scans.update(dict.fromkeys(kinds, here.state["becomes"]))
        return self._done(here)

    def disable(self, here: Here, asked: Answer) -> Answer:
        kinds = set(asked["resourceTypes"])
        scans = here.state["scans"]
        if refused := self._refused(here, kinds):
            return refused
        if "LAMBDA" in kinds and "LAMBDA_CODE" in scans and "LAMBDA_CODE" not in kinds:
            return {"accounts": [], "failedAccounts": [self._failed("RESOURCE_SCAN_NOT_DISABLED")]}
        for kind in kinds:
            scans.pop(kind, None)
        return self._done(here)

    def get_delegated_admin_account(self, here: Here, _: Answer) -> Answer:
        if here.state["administrator"] is None:
            raise Refused("ResourceNotFoundException", status=404)
        return {"delegatedAdmin": {"accountId": here.state["administrator"], "relationshipStatus": "ENABLED"}}

    def _state(self, here: Here, name: str, status: str) -> dict[str, str]:
        code = "BLOCKED_BY_ORGANIZATION_POLICY" if NAMES.get(name) in here.state["blocked"] else "ALREADY_ENABLED"
        return {"status": status, "errorCode": code, "errorMessage": "none"}

    def _refused(self, here: Here, kinds: set[str]) -> Answer | None:
        if here.state["administrator"] not in {None, ACCOUNT}:
            return {"accounts": [], "failedAccounts": [self._failed("ACCESS_DENIED")]}
        if kinds & set(here.state["blocked"]):
            return {"accounts": [], "failedAccounts": [self._failed("BLOCKED_BY_ORGANIZATION_POLICY")]}
        return None

    def _failed(self, code: str) -> dict[str, str]:
        return {"accountId": ACCOUNT, "errorCode": code, "errorMessage": "Invoking account does not have access"}

    def _done(self, here: Here) -> Answer:
        status = {name: here.state["scans"].get(kind, "DISABLED") for name, kind in NAMES.items()}
        return {
            "accounts": [{"accountId": ACCOUNT, "status": here.state["becomes"], "resourceStatus": status}],
            "failedAccounts": [],
        }
