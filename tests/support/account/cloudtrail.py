"""CloudTrail: trails with their home Regions, their shadows elsewhere, and what they record."""

from __future__ import annotations

from typing import Any

from support.account.fake import ACCOUNT, Answer, Here, Refused, Service, page
from support.account.logs import Logs
from support.account.trail import check_bucket, described, status, trail


class CloudTrail(Service):
    NAME = "cloudtrail"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"trails": []}

    def describe_trails(self, here: Here, asked: Answer) -> Answer:
        shadows = asked.get("includeShadowTrails", True)
        seen = [one for one in here.state["trails"] if one["home"] == here.region or (shadows and one["multi_region"])]
        return {"trailList": [described(one) for one in seen]}

    def list_trails(self, here: Here, asked: Answer) -> Answer:
        listed = [
            {"TrailARN": one["arn"], "Name": one["name"], "HomeRegion": one["home"]} for one in here.state["trails"]
        ]
        return page(listed, asked, "Trails")

    def get_trail_status(self, here: Here, asked: Answer) -> Answer:
        return status(self._find(here, asked["Name"]))

    def get_event_selectors(self, here: Here, asked: Answer) -> Answer:
        there = self._find(here, asked["TrailName"])
        if there["owner"] != ACCOUNT:
            raise Refused("TrailNotFoundException")
        return {"TrailARN": there["arn"], **there["selectors"]}

    def list_tags(self, here: Here, asked: Answer) -> Answer:
        found = [self._find(here, arn) for arn in asked["ResourceIdList"]]
        if any(one["owner"] != ACCOUNT for one in found):
            raise Refused("ResourceNotFoundException")
        return {"ResourceTagList": [{"ResourceId": one["arn"], "TagsList": one["tags"]} for one in found]}

    def create_trail(self, here: Here, asked: Answer) -> Answer:
        made = trail(
            asked["Name"],
            region=here.region,
            bucket=asked["S3BucketName"],
            multi_region=asked.get("IsMultiRegionTrail", False),
            global_events=asked.get("IncludeGlobalServiceEvents", True),
            validated=asked.get("EnableLogFileValidation", False),
            logging=False,
            tags=asked.get("TagsList", []),
        )
        if made["arn"] in [one["arn"] for one in here.state["trails"]]:
            raise Refused("TrailAlreadyExistsException")
        check_bucket(here, made)
        here.state["trails"].append(made)
        return {"Name": made["name"], "TrailARN": made["arn"], "S3BucketName": made["bucket"]}

    def update_trail(self, here: Here, asked: Answer) -> Answer:
        there = self._own(here, asked["Name"])
        key = asked.get("KmsKeyId", "")
        if key and not key.startswith(("arn:", "alias/")):
            raise Refused("InvalidKmsKeyIdException")
        if ("CloudWatchLogsLogGroupArn" in asked) != ("CloudWatchLogsRoleArn" in asked):
            raise Refused("InvalidCloudWatchLogsRoleArnException")
        self._may_log(here, asked.get("CloudWatchLogsLogGroupArn", ""))
        for field, name in _UPDATED.items():
            there[name] = asked.get(field, there[name])
        return {"Name": there["name"], "TrailARN": there["arn"]}

    def put_event_selectors(self, here: Here, asked: Answer) -> Answer:
        there = self._own(here, asked["TrailName"])
        kinds = {name: asked[name] for name in ("EventSelectors", "AdvancedEventSelectors") if asked.get(name)}
        if len(kinds) != 1 or len(asked.get("EventSelectors", [])) > 5:
            raise Refused("InvalidEventSelectorsException")
        there["selectors"] = kinds
        return {"TrailARN": there["arn"], **kinds}

    def start_logging(self, here: Here, asked: Answer) -> Answer:
        self._own(here, asked["Name"])["logging"] = True
        return {}

    def stop_logging(self, here: Here, asked: Answer) -> Answer:
        self._own(here, asked["Name"])["logging"] = False
        return {}

    def delete_trail(self, here: Here, asked: Answer) -> Answer:
        here.state["trails"].remove(self._own(here, asked["Name"]))
        return {}

    def _find(self, here: Here, name: str) -> dict[str, Any]:
        """Find a trail by its ARN, or by its name in its home Region."""
        for one in here.state["trails"]:
            if name == one["arn"] or (name == one["name"] and here.region == one["home"]):
                found: dict[str, Any] = one
                return found
        raise Refused("TrailNotFoundException")

    def _own(self, here: Here, name: str) -> dict[str, Any]:
        """Find a trail that may be changed from here."""
        there = self._find(here, name)
        if there["owner"] != ACCOUNT:
            raise Refused("OperationNotPermittedException")
        if there["home"] != here.region:
            raise Refused("InvalidHomeRegionException")
        return there

    def _may_log(self, here: Here, group: str) -> None:
        """Refuse a log group that is not there; an empty one ends the delivery."""
        if group and not any(group == one["arn"] for one in here.account.state(Logs, here.region)["groups"].values()):
            raise Refused("InvalidCloudWatchLogsLogGroupArnException")


_UPDATED = {
    "CloudWatchLogsLogGroupArn": "log_group",
    "CloudWatchLogsRoleArn": "log_role",
    "EnableLogFileValidation": "validated",
    "IncludeGlobalServiceEvents": "global_events",
    "IsMultiRegionTrail": "multi_region",
    "KmsKeyId": "kms_key",
}
