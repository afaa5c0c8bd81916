"""CloudWatch Logs: log groups with their metric filters."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page


def group(arn: str, **facts: Any) -> dict[str, Any]:
    """Make a log group; `arn` ends in `:*`, as CloudTrail wants it."""
    return {"arn": arn, "retention": 0, "tags": {}, "filters": {}, **facts}


class Logs(Service):
    NAME = "logs"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"groups": {}}

    def create_log_group(self, here: Here, asked: Answer) -> Answer:
        name = asked["logGroupName"]
        if name in here.state["groups"]:
            raise Refused("ResourceAlreadyExistsException")
        here.state["groups"][name] = group(here.arn("logs", f"log-group:{name}:*"), tags=asked.get("tags", {}))
        return {}

    def delete_log_group(self, here: Here, asked: Answer) -> Answer:
        self._group(here, asked)
        del here.state["groups"][asked["logGroupName"]]
        return {}

    def describe_log_groups(self, here: Here, asked: Answer) -> Answer:
        prefix = asked.get("logGroupNamePrefix", "")
        listed = [
            {"logGroupName": name, "arn": one["arn"], **_retention(one)}
            for name, one in sorted(here.state["groups"].items())
            if name.startswith(prefix)
        ]
        return page(listed, asked, "logGroups", token="nextToken")

    def put_retention_policy(self, here: Here, asked: Answer) -> Answer:
        self._group(here, asked)["retention"] = asked["retentionInDays"]
        return {}

    def list_tags_for_resource(self, here: Here, asked: Answer) -> Answer:
        for one in here.state["groups"].values():
            if one["arn"].removesuffix(":*") == asked["resourceArn"]:
                return {"tags": one["tags"]}
        raise Refused("ResourceNotFoundException")

    def describe_metric_filters(self, here: Here, asked: Answer) -> Answer:
        listed = [one for _, one in sorted(self._group(here, asked)["filters"].items())]
        return page(listed, asked, "metricFilters", token="nextToken")

    def put_metric_filter(self, here: Here, asked: Answer) -> Answer:
        self._group(here, asked)["filters"][asked["filterName"]] = asked
        return {}

    def delete_metric_filter(self, here: Here, asked: Answer) -> Answer:
        filters = self._group(here, asked)["filters"]
        if asked["filterName"] not in filters:
            raise Refused("ResourceNotFoundException")
        del filters[asked["filterName"]]
        return {}

    def _group(self, here: Here, asked: Answer) -> dict[str, Any]:
        try:
            found: dict[str, Any] = here.state["groups"][asked["logGroupName"]]
        except KeyError as error:
            raise Refused("ResourceNotFoundException") from error
        return found


def _retention(there: dict[str, Any]) -> Answer:
    return {"retentionInDays": there["retention"]} if there["retention"] else {}
