"""New instances answer for their credentials only to IMDSv2, unless their launch says otherwise.

Only `HttpTokens` is sent: the hop limit, the endpoint, tags and enforcement that a person chose stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.declarative_policy import manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"tokens": "required"}

# `optional` is the weakest: the account's choice goes before that of an AMI that wants tokens
# (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#instance-metadata-options-order-of-precedence).
_TOKENS = Ladder(("optional", "no-preference", "required"))


def read(scene: Scene) -> Iterator[Actual]:
    """Read the Region's default; AWS leaves out what nobody has chosen."""
    answer = scene.call("ec2", "get_instance_metadata_defaults").get("AccountLevel", {})
    yield Actual(state={"tokens": answer.get("HttpTokens", "no-preference")}, managed_by=manager(answer))


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the one field; AWS keeps those that are left out."""
    del actual
    scene.call("ec2", "modify_instance_metadata_defaults", HttpTokens=target["tokens"])


CONTROL = Control(
    id="ec2_imds_v2_default",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    standards=("FSBP EC2.8", "CIS5 5.7", "CIS7 6.7"),
    order=Record({"tokens": _TOKENS}),
    desired=DESIRED,
    reads=("ec2:GetInstanceMetadataDefaults",),
    writes=("ec2:ModifyInstanceMetadataDefaults",),
    undoes=("ec2:ModifyInstanceMetadataDefaults",),
    texts={
        "ja": Text(
            title="新しい EC2 インスタンスで IMDSv2 を必須にする",
            why="IMDSv1 のままだと、Web アプリケーションに SSRF の脆弱性が 1 つあるだけで、インスタンスの IAM ロールの認証情報を外から盗まれます。",
            change="起動時に指定がなければ、新しいインスタンスは IMDSv2 だけを受け付けます。既存のインスタンスは変わりません。IMDSv1 しか使えない古い SDK やエージェントは、新しいインスタンスで認証情報を取得できなくなります。コンテナからも取得している場合は、先に「IMDS のデフォルト」の「メタデータレスポンスのホップ制限」を 2 以上にしてください。1 のままでは、コンテナに届きません。",
            undo="EC2 コンソールのダッシュボードで「データ保護とセキュリティ」の「IMDS のデフォルト」から「管理」を開き、「メタデータのバージョン」を元の値に戻します。",
            fields={"tokens": "IMDSv2"},
        ),
        "en": Text(
            title="New EC2 instances require IMDSv2",
            why="With IMDSv1, one server-side request forgery in a web application is enough to steal the credentials of the instance's IAM role.",
            change="New instances whose launch says nothing else answer only to IMDSv2. Existing instances stay as they are. Old SDKs and agents that know only IMDSv1 get no credentials on new instances. Where containers get theirs from the instance, first set Metadata response hop limit under IMDS defaults to 2 or more: with 1, no token reaches them.",
            undo="In the EC2 console on the Dashboard under Data protection and security, choose Manage beside IMDS defaults and set Metadata version as it was.",
            fields={"tokens": "IMDSv2"},
        ),
    },
    read=read,
    write=write,
    rehearsable=True,
    traces=("ModifyInstanceMetadataDefaults",),
)
