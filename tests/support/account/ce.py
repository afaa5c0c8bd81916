"""Cost Explorer: what Cost Anomaly Detection watches, and whom it tells."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

MONITOR = "anomalymonitor/d4e5f6"
"""What the ARN of the next monitor ends with."""


class CostExplorer(Service):
    """`enabled` says whether somebody has opened Cost Explorer: AWS prepares its data from then on."""

    NAME = "ce"
    GLOBAL = True

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"enabled": True, "monitors": [], "tags": {}, "subscriptions": []}

    def get_anomaly_monitors(self, here: Here, parameters: Answer) -> Answer:
        if not here.state["enabled"]:
            raise Refused("AccessDeniedException", "User not enabled for cost explorer access")
        return page(here.state["monitors"], parameters, "AnomalyMonitors", token="NextPageToken")

    def get_anomaly_subscriptions(self, here: Here, parameters: Answer) -> Answer:
        return page(here.state["subscriptions"], parameters, "AnomalySubscriptions", token="NextPageToken")

    def create_anomaly_monitor(self, here: Here, parameters: Answer) -> Answer:
        monitor = parameters["AnomalyMonitor"]
        if any(one.get("MonitorDimension") == monitor["MonitorDimension"] for one in here.state["monitors"]):
            raise Refused("ValidationException", "Limit exceeded on dimensional spend monitor creation")
        arn = here.arn("ce", MONITOR, region="")
        here.state["monitors"].append({**monitor, "MonitorArn": arn})
        here.state["tags"][arn] = parameters["ResourceTags"]
        return {"MonitorArn": arn}

    def delete_anomaly_monitor(self, here: Here, parameters: Answer) -> Answer:
        left = [one for one in here.state["monitors"] if one["MonitorArn"] != parameters["MonitorArn"]]
        if left == here.state["monitors"]:
            raise Refused("UnknownMonitorException")
        here.state["monitors"] = left
        here.state["tags"].pop(parameters["MonitorArn"], None)
        return {}
