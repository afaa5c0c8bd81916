"""Detective keeps what is needed to look into a finding. No graph is deleted but one that the round itself made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import refusals
from hinomi.services.ownership import TAGS, ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"enabled": True}
_MEMBER = {"ENABLED": True, "ACCEPTED_BUT_DISABLED": False}
"""Invitations that make the account a member of somebody's graph, and whether its data flow there."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the account has a graph of its own, or is a member of another's."""
    if _graphs(scene):
        yield Actual(state={"enabled": True})
        return
    memberships = [_MEMBER[status] for status in _invited(scene) if status in _MEMBER]
    yield Actual(state={"enabled": any(memberships)}, managed_by=Manager.ADMINISTRATOR if memberships else None)


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make a graph; AWS returns the one that is there where a crash came after."""
    del actual, target
    scene.call("detective", "create_graph", Tags=TAGS)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the graph that the round made."""
    del actual, before
    for arn in _graphs(scene):
        if ours(scene.call("detective", "list_tags_for_resource", ResourceArn=arn).get("Tags")):
            scene.call("detective", "delete_graph", GraphArn=arn)


def _graphs(scene: Scene) -> list[str]:
    return [one["Arn"] for one in scene.every("detective", "list_graphs", "GraphList")]


def _invited(scene: Scene) -> list[str]:
    """List where invitations of other accounts stand. Only an account that was invited may ask.

    https://docs.aws.amazon.com/detective/latest/APIReference/API_ListInvitations.html
    """
    try:
        return [one["Status"] for one in scene.every("detective", "list_invitations", "Invitations")]
    except AwsError as error:
        if refusals.by_service(error):
            return []
        raise


CONTROL = Control(
    id="detective_graph_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    order=Record({"enabled": Flag()}),
    desired=DESIRED,
    reads=("detective:ListGraphs", "detective:ListInvitations"),
    writes=("detective:CreateGraph", "detective:TagResource", "iam:CreateServiceLinkedRole"),
    undoes=("detective:DeleteGraph", "detective:ListTagsForResource"),
    texts={
        "ja": Text(
            title="Amazon Detective を有効にする",
            why="Detective がないと、GuardDuty などの検出結果が出たときに、いつ誰がどこから操作したのかを、さかのぼって調べるのに時間がかかります。",
            change="Detective の動作グラフを作成し、CloudTrail、VPC フローログ、GuardDuty の検出結果の分析を始めます。取り込むデータ量に応じて料金がかかり、使い方によっては高額になります。30 日間の無料トライアル中に費用を確認してください。",
            undo="Detective コンソールの「設定」の「全般」で Amazon Detective を無効にします。動作グラフのデータは削除されます。",
            fields={"enabled": "Detective"},
        ),
        "en": Text(
            title="Amazon Detective is on",
            why="Without it, it takes long after a GuardDuty finding to trace back who did what, when and from where.",
            change="Creates a behavior graph of Detective, which begins to analyze CloudTrail, VPC flow logs and GuardDuty findings. AWS charges by the amount of data, which can be a lot. Watch the cost during the free trial of 30 days.",
            undo="In the Detective console under Settings, open General and disable Amazon Detective. The data of the behavior graph are deleted.",
            fields={"enabled": "Detective"},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    traces=("DeleteGraph",),
)
