"""A trail delivers to CloudWatch Logs, where alarms can watch it.

The role that CloudTrail takes for that is the operator's to make; a delivery that somebody has set up stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import trail_status, trails
from hinomi.services.ownership import TAGS, ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"delivery": "delivering"}
GROUP = "hinomi-cloudtrail"
ROLE = "hinomi-cloudtrail-logs"
_DAYS = 365
"""How long the log group keeps what alarms have seen; the bucket keeps it all."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether each trail delivers to a log group, whichever, and whether that works."""
    for trail in trails.every(scene):
        error = trail_status.status(scene, trail).group_error if trail.log_group else ""
        yield Actual(
            resource=trail.resource,
            state={"delivery": ("failing" if error else "delivering") if trail.log_group else "absent"},
            managed_by=trail.managed_by,
            context={"arn": trail.arn, "log_group": trail.log_group or "", "error": error},
        )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Say so where a delivery that is set up fails, or the role is missing."""
    if actual.context["error"]:
        yield Note("failing", {"log_group": actual.context["log_group"], "error": actual.context["error"]})
    elif scene.find("iam", "get_role", "NoSuchEntity", RoleName=ROLE) is None:
        yield Note("no_role", {"role": ROLE})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make our log group where it is missing, and deliver into it."""
    del target
    arn = actual.context["arn"]
    there = trails.home_of(scene, arn)
    exists = "ResourceAlreadyExistsException"
    if there.find("logs", "create_log_group", exists, logGroupName=GROUP, tags=TAGS) is not None:
        there.call("logs", "put_retention_policy", logGroupName=GROUP, retentionInDays=_DAYS)
    trails.update(
        scene,
        arn,
        CloudWatchLogsLogGroupArn=there.arn("logs", f"log-group:{GROUP}:*"),
        CloudWatchLogsRoleArn=scene.arn("iam", f"role/{ROLE}", region=""),
    )


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """End the delivery, and delete the log group if we made it and no other trail delivers into it."""
    del before
    arn = actual.context["arn"]
    there = trails.home_of(scene, arn)
    trails.update(scene, arn, CloudWatchLogsLogGroupArn="", CloudWatchLogsRoleArn="")
    group = there.arn("logs", f"log-group:{GROUP}")
    used = any(trail.log_group == f"{group}:*" for trail in trails.every(scene))
    answer = there.find("logs", "list_tags_for_resource", "ResourceNotFoundException", resourceArn=group)
    made = answer is not None and ours(answer["tags"])
    if made and not used:
        there.call("logs", "delete_log_group", logGroupName=GROUP)


CONTROL = Control(
    id="cloudtrail_logs_delivered",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    standards=("FSBP CloudTrail.5",),
    order=Record({"delivery": Ladder(("absent", "failing", "delivering"))}),
    desired=DESIRED,
    reads=(*trails.READS, *trail_status.READS, "iam:GetRole"),
    writes=(
        "cloudtrail:UpdateTrail",
        "iam:PassRole",
        "logs:CreateLogGroup",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
    ),
    undoes=("cloudtrail:UpdateTrail", "logs:DeleteLogGroup", "logs:ListTagsForResource"),
    texts={
        "ja": Text(
            title="証跡を CloudWatch Logs にも配信する",
            why="S3 に置かれたログだけでは、不審な操作があってもアラームを鳴らせず、気づくのが何日も後になります。",
            change="ロググループ hinomi-cloudtrail (保持期間 1 年) を作り、配信先のない証跡から配信します。CloudWatch Logs の取り込み料金がログの量に応じてかかります。設定済みの配信先は変えません。",
            undo="CloudTrail コンソールの「証跡」で証跡を開き、「CloudWatch Logs」の「編集」で無効にします。その後、CloudWatch コンソールでロググループ hinomi-cloudtrail を削除します。",
            fields={"delivery": "CloudWatch Logs への配信"},
            notes={
                "failing": "ロググループ {log_group} への配信に失敗しています ({error})。ロググループがあるか、証跡に設定された IAM ロールが書き込みを許しているかを確認してください。設定は変えていません。",
                "no_role": "CloudTrail がログを書き込むための IAM ロール「{role}」がないため、変更していません。この名前のロールを作り、信頼ポリシーで cloudtrail.amazonaws.com に sts:AssumeRole を許可し、ロググループ hinomi-cloudtrail への logs:CreateLogStream と logs:PutLogEvents を許可するポリシーを付けてください。または、CloudTrail コンソールで証跡を開き、「CloudWatch Logs」の「編集」で有効にすると、コンソールがロググループとロールを作ります。",
            },
        ),
        "en": Text(
            title="Trails deliver to CloudWatch Logs too",
            why="Logs in S3 alone set off no alarm: suspicious actions are found days later.",
            change="The log group hinomi-cloudtrail is made (kept for a year), and trails that deliver to none deliver to it. CloudWatch Logs bills by the volume that it takes in. A delivery that is set up stays.",
            undo="In the CloudTrail console under Trails, open the trail, choose Edit beside CloudWatch Logs and turn it off. Then delete the log group hinomi-cloudtrail in the CloudWatch console.",
            fields={"delivery": "delivery to CloudWatch Logs"},
            notes={
                "failing": "Deliveries to the log group {log_group} fail ({error}). Check that it exists, and that the IAM role of the trail may write to it. The setting was left alone.",
                "no_role": "Nothing was changed, because the IAM role {role}, by which CloudTrail writes the logs, is missing. Make a role of this name whose trust policy allows cloudtrail.amazonaws.com sts:AssumeRole, with a policy that allows logs:CreateLogStream and logs:PutLogEvents on the log group hinomi-cloudtrail. Or open the trail in the CloudTrail console, choose Edit beside CloudWatch Logs and turn it on: the console makes a log group and a role.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("DeleteLogGroup", "UpdateTrail"),
)
