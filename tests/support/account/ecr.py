"""ECR: the scanning configuration of the registry, which every write replaces."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service


class ECR(Service):
    NAME = "ecr"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"scanType": "BASIC", "rules": []}

    def get_registry_scanning_configuration(self, here: Here, _: Answer) -> Answer:
        return {"registryId": ACCOUNT, "scanningConfiguration": here.state}

    def put_registry_scanning_configuration(self, here: Here, asked: Answer) -> Answer:
        kind, rules = asked.get("scanType", "BASIC"), asked.get("rules", [])
        frequencies = [rule["scanFrequency"] for rule in rules]
        if len(rules) > 2 or len(set(frequencies)) < len(rules):
            raise Refused("ValidationException")
        if kind == "BASIC" and "CONTINUOUS_SCAN" in frequencies:
            raise Refused("ValidationException")
        here.state.update(scanType=kind, rules=rules)
        return {"registryScanningConfiguration": here.state}
