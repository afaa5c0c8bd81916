"""Every VPC of the account has a flow log. Those that exist are never altered: what they lack is added beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import log_bucket
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

DESIRED: State = {"traffic": "REJECT"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read which traffic of each VPC is logged; VPCs that others share with the account are theirs to log."""
    flows = scene.every("ec2", "describe_flow_logs", "FlowLogs")
    for vpc in scene.every("ec2", "describe_vpcs", "Vpcs"):
        if vpc["OwnerId"] == scene.account:
            own = [flow for flow in flows if flow["ResourceId"] == vpc["VpcId"] and flow["FlowLogStatus"] == "ACTIVE"]
            yield Actual(
                resource=vpc["VpcId"],
                state={"traffic": _traffic({flow["TrafficType"] for flow in own})},
                notes=tuple(_failures(own)),
                context={"flow_logs": [flow["FlowLogId"] for flow in own]},
            )


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Add a flow log into the log bucket; raise `AwsError` when EC2 answers that it has made none."""
    log_bucket.ensure(scene)
    answer = scene.call(
        "ec2",
        "create_flow_logs",
        ResourceIds=[actual.resource],
        ResourceType="VPC",
        TrafficType=target["traffic"],
        LogDestinationType="s3",
        # EC2 refuses two flow logs of one VPC with the same destination.
        LogDestination=f"{log_bucket.flow_logs(scene)}{target['traffic']}/",
        TagSpecifications=[{"ResourceType": "vpc-flow-log", "Tags": [TAG]}],
    )
    _must_have_worked("create_flow_logs", answer)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the flow logs that were made since, and the bucket if nothing is in it and nobody uses it."""
    del before
    there = set(actual.context["before"]["flow_logs"])
    flows = scene.every("ec2", "describe_flow_logs", "FlowLogs")
    ours = [
        flow["FlowLogId"]
        for flow in flows
        if flow["ResourceId"] == actual.resource and flow["FlowLogId"] not in there and TAG in flow.get("Tags", ())
    ]
    if ours:
        _must_have_worked("delete_flow_logs", scene.call("ec2", "delete_flow_logs", FlowLogIds=ours))
        log_bucket.remove_if_empty(scene)


def _traffic(kinds: set[str]) -> str:
    if "ALL" in kinds or kinds >= {"ACCEPT", "REJECT"}:
        return "ALL"
    return next(iter(kinds), "none")


def _failures(flows: list[Answer]) -> Iterator[Note]:
    for flow in flows:
        if flow.get("DeliverLogsStatus") == "FAILED":
            yield Note("failing", {"flow_log": flow["FlowLogId"], "error": flow.get("DeliverLogsErrorMessage", "?")})


def _must_have_worked(operation: str, answer: Answer) -> None:
    """Raise the error that EC2 hides in an answer that says all went well."""
    for item in answer.get("Unsuccessful", ()):
        raise AwsError("ec2", operation, item["Error"]["Code"], item["Error"].get("Message", ""))


CONTROL = Control(
    id="ec2_flow_logs_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    standards=("FSBP EC2.6", "CIS5 3.7"),
    order=Record({"traffic": Ladder(("none", "ACCEPT", "REJECT", "ALL"))}),
    desired=DESIRED,
    reads=("ec2:DescribeFlowLogs", "ec2:DescribeVpcs"),
    writes=(
        "ec2:CreateFlowLogs",
        "ec2:CreateTags",
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        *log_bucket.READS,
        *log_bucket.WRITES,
    ),
    undoes=("ec2:DeleteFlowLogs", "logs:DeleteLogDelivery", *log_bucket.UNDOES),
    texts={
        "ja": Text(
            title="すべての VPC でフローログを有効にする",
            why="フローログがないと、侵入されたときに、どこから接続され、どこへデータが送られたのかを後から調べられません。",
            change="フローログが足りない VPC に、拒否された通信をログ用の S3 バケットへ記録するフローログを追加します。すでにあるフローログは変えず、通信にも影響しません。ログの量に応じた料金がかかり、通信の多い VPC では高額になることがあります。許可された通信も記録する場合は、hinomi.yaml の baseline.controls.ec2_flow_logs_enabled.desired に traffic: ALL と書きます。",
            undo="VPC コンソールで VPC を選び、「フローログ」タブで追加されたフローログを削除します。",
            fields={"traffic": "記録する通信"},
            notes={
                "failing": "フローログ {flow_log} の配信に失敗しています ({error})。送信先の有無と権限を確認してください。"
            },
        ),
        "en": Text(
            title="Every VPC has a flow log",
            why="Without flow logs nobody can find out after an intrusion where it came from and where data went.",
            change="A VPC that lacks one gets a flow log of rejected traffic into the log bucket. Flow logs that exist stay as they are, and traffic is not affected. AWS charges by the volume of logs, which can become expensive for busy VPCs. To log accepted traffic as well, write traffic: ALL under baseline.controls.ec2_flow_logs_enabled.desired in hinomi.yaml.",
            undo="In the VPC console, choose the VPC and delete the added flow log on its Flow logs tab.",
            fields={"traffic": "traffic logged"},
            notes={
                "failing": "Flow log {flow_log} cannot be delivered ({error}). Check that its destination exists and its permissions."
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    tidy=log_bucket.remove_if_empty,
    traces=("DeleteFlowLogs",),
)
