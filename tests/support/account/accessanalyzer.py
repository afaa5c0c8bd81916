"""IAM Access Analyzer: one analyzer of each type for an account and Region."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


class AccessAnalyzer(Service):
    NAME = "accessanalyzer"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"analyzers": {}, "delegated": False}

    def list_analyzers(self, here: Here, asked: Answer) -> Answer:
        # The configuration, which only GetAnalyzer shows, is left out.
        listed = [
            {key: value for key, value in one.items() if key != "configuration"}
            for one in here.state["analyzers"].values()
            if asked.get("type") in {None, one["type"]}
        ]
        return page(listed, asked, "analyzers", token="nextToken")

    def create_analyzer(self, here: Here, asked: Answer) -> Answer:
        name, kind = asked["analyzerName"], asked["type"]
        analyzers = here.state["analyzers"]
        if name in analyzers:
            raise Refused("ConflictException", status=409)
        if kind.startswith("ORGANIZATION") and not here.state["delegated"]:
            raise Refused("ValidationException")
        if kind.startswith("ACCOUNT") and any(one["type"] == kind for one in analyzers.values()):
            raise Refused("ServiceQuotaExceededException", status=402)
        analyzers[name] = analyzer(here, name, kind, tags=asked.get("tags", {}))
        if "configuration" in asked:
            analyzers[name]["configuration"] = asked["configuration"]
        return {"arn": analyzers[name]["arn"]}

    def delete_analyzer(self, here: Here, asked: Answer) -> Answer:
        if here.state["analyzers"].pop(asked["analyzerName"], None) is None:
            raise Refused("ResourceNotFoundException", status=404)
        return {}


def analyzer(here: Here, name: str, kind: str, *, status: str = "ACTIVE", tags: Any = None) -> dict[str, Any]:
    """An analyzer as AWS lists it."""
    return {
        "arn": here.arn("access-analyzer", f"analyzer/{name}"),
        "name": name,
        "type": kind,
        "status": status,
        "createdAt": SINCE,
        "tags": dict(tags or {}),
    }
