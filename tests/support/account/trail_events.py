"""The events that CloudTrail keeps to be looked up, as tests plant them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from support.account.fake import Answer, FakeAccount, Here, Service

if TYPE_CHECKING:
    from datetime import datetime


class TrailEvents(Service):
    NAME = "cloudtrail"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"events": []}

    def lookup_events(self, here: Here, parameters: Answer) -> Answer:
        (attribute,) = parameters["LookupAttributes"]  # AWS takes one
        found = [
            event
            for event in here.state["events"]
            if event["EventName"] == attribute["AttributeValue"]
            and parameters["StartTime"] <= event["EventTime"] <= parameters["EndTime"]
        ]
        return {"Events": found[: parameters["MaxResults"]]}


def plant_event(fake: FakeAccount, region: str, name: str, at: datetime, **record: str) -> None:
    """Let the `actor` have called an API, with an `error` if it was refused."""
    told = {"userIdentity": {"type": "AssumedRole", "arn": record["actor"]}, "errorCode": record.get("error", "")}
    fake.state(TrailEvents, region)["events"].append(
        {"EventName": name, "EventTime": at, "Username": "somebody", "CloudTrailEvent": json.dumps(told)}
    )
