"""EC2's flow logs of VPCs."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from support.account.fake import Answer, Here, Service, page


class FlowLogs(Service):
    NAME = "ec2"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"flow_logs": [], "refused": {}}

    def describe_flow_logs(self, here: Here, parameters: Answer) -> Answer:
        kinds = {kind for one in parameters.get("Filter", ()) for kind in one["Values"]}
        flows = [flow for flow in here.state["flow_logs"] if not kinds or flow["LogDestinationType"] in kinds]
        return page(flows, parameters, "FlowLogs")

    def create_flow_logs(self, here: Here, parameters: Answer) -> Answer:
        (vpc,) = parameters["ResourceIds"]
        destination = parameters["LogDestination"]
        taken = any((one["ResourceId"], one["LogDestination"]) == (vpc, destination) for one in here.state["flow_logs"])
        error = "FlowLogAlreadyExists" if taken else here.state["refused"].get(vpc)
        if error:
            return {"FlowLogIds": [], "Unsuccessful": [{"ResourceId": vpc, "Error": {"Code": error, "Message": "no"}}]}
        made = flow_log(vpc, parameters["TrafficType"], destination)
        made["Tags"] = parameters["TagSpecifications"][0]["Tags"]
        here.state["flow_logs"].append(made)
        return {"FlowLogIds": [made["FlowLogId"]], "Unsuccessful": []}

    def delete_flow_logs(self, here: Here, parameters: Answer) -> Answer:
        gone = parameters["FlowLogIds"]
        here.state["flow_logs"] = [one for one in here.state["flow_logs"] if one["FlowLogId"] not in gone]
        return {"Unsuccessful": []}


def flow_log(vpc: str, traffic: str, destination: str) -> dict[str, Any]:
    """A flow log into S3 as EC2 describes it."""
    return {
        "FlowLogId": f"fl-{crc32(f'{vpc} {destination}'.encode()):08x}",
        "FlowLogStatus": "ACTIVE",
        "ResourceId": vpc,
        "TrafficType": traffic,
        "LogDestinationType": "s3",
        "LogDestination": destination,
        "DeliverLogsStatus": "SUCCESS",
        "Tags": [],
    }
