"""CloudWatch: alarms on metrics. Putting one resets whatever the request leaves out."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Service, page


class CloudWatch(Service):
    NAME = "cloudwatch"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"alarms": {}}

    def describe_alarms(self, here: Here, asked: Answer) -> Answer:
        prefix = asked.get("AlarmNamePrefix", "")
        listed = [one for name, one in sorted(here.state["alarms"].items()) if name.startswith(prefix)]
        return page(listed, asked, "MetricAlarms")

    def put_metric_alarm(self, here: Here, asked: Answer) -> Answer:
        defaults = {"ActionsEnabled": True, "AlarmActions": [], "OKActions": []}
        kept = {name: value for name, value in asked.items() if name != "Tags"}
        here.state["alarms"][asked["AlarmName"]] = {**defaults, **kept}
        return {}

    def delete_alarms(self, here: Here, asked: Answer) -> Answer:
        for name in asked["AlarmNames"]:
            here.state["alarms"].pop(name, None)
        return {}
