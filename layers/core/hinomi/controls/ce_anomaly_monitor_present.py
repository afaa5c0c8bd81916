"""Cost Anomaly Detection watches what each AWS service costs. Any monitor that does is enough; AWS allows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"present": True}
NAME = "hinomi-services"
_KIND = {"MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether there is a monitor of all services, and whether it tells anybody."""
    try:
        there = _monitors(scene)
    except AwsError as error:
        if "not enabled for cost explorer" not in error.message.lower():
            raise
        yield Actual(state={"present": False}, context={"explorer": "off"})
        return
    told = {
        arn
        for subscription in scene.every("ce", "get_anomaly_subscriptions", "AnomalySubscriptions")
        for arn in subscription["MonitorArnList"]
    }
    silent = there and not told & {one["MonitorArn"] for one in there}
    yield Actual(state={"present": bool(there)}, notes=(Note("nobody_told"),) if silent else ())


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Stop where nobody has opened Cost Explorer yet: AWS says "denied", whatever the rights."""
    del scene
    if actual.context:
        yield Note("explorer_off")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make the monitor."""
    del actual, target
    scene.call("ce", "create_anomaly_monitor", AnomalyMonitor={"MonitorName": NAME, **_KIND}, ResourceTags=[TAG])


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the monitor that bears our name."""
    del actual, before
    for monitor in _monitors(scene):
        if monitor["MonitorName"] == NAME:
            scene.call("ce", "delete_anomaly_monitor", MonitorArn=monitor["MonitorArn"])


def _monitors(scene: Scene) -> list[dict[str, Any]]:
    found = scene.every("ce", "get_anomaly_monitors", "AnomalyMonitors")
    return [one for one in found if all(one.get(name) == value for name, value in _KIND.items())]


CONTROL = Control(
    id="ce_anomaly_monitor_present",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.LOW,
    risk=Risk.NONE,
    order=Record({"present": Flag()}),
    desired=DESIRED,
    reads=("ce:GetAnomalyMonitors", "ce:GetAnomalySubscriptions"),
    writes=("ce:CreateAnomalyMonitor", "ce:TagResource"),
    undoes=("ce:DeleteAnomalyMonitor", "ce:GetAnomalyMonitors"),
    texts={
        "ja": Text(
            title="コスト異常検出ですべての AWS サービスを監視する",
            why="盗まれた認証情報によるマイニングや設定の誤りは、まず請求額に表れます。予算を超えるまで気づかないと、月末までに費用が膨らみます。",
            change="コスト異常検出に、AWS サービスごとの支出を監視するモニター hinomi-services を作ります。通知先は作らないため、「請求とコスト管理」の「コスト異常検出」でアラートサブスクリプションを追加してください。なお、この設定を確認するだけでも、Cost Explorer API の料金 (1 回の点検で約 0.02 USD) がかかります。不要な場合は、hinomi.yaml でこのコントロールの mode を off にします。",
            undo="「請求とコスト管理」の「コスト異常検出」で、「コストモニター」から hinomi-services を削除します。",
            fields={"present": "全サービスのコストモニター"},
            notes={
                "nobody_told": "モニターはありますが、通知先がありません。「請求とコスト管理」の「コスト異常検出」を開き、「アラートサブスクリプション」で通知先を追加してください。",
                "explorer_off": "Cost Explorer がまだ有効になっていません。「請求とコスト管理」の「Cost Explorer」を一度開いて有効にしてください (組織のメンバーアカウントでは、管理アカウントで開きます)。データの準備に 24 時間ほどかかります。",
            },
        ),
        "en": Text(
            title="Cost Anomaly Detection watches every service",
            why="Mining with stolen credentials and mistakes show in the bill first. Whoever waits for a budget to be exceeded learns of it at the end of the month.",
            change="A monitor hinomi-services is made that watches the spend of each AWS service. It tells nobody yet: add an alert subscription under Cost Anomaly Detection in Billing and Cost Management. Looking alone costs something, too: AWS charges for requests to Cost Explorer, about USD 0.02 for each round. Set mode: off for this control in hinomi.yaml where that is not wanted.",
            undo="Under Cost Anomaly Detection in Billing and Cost Management, delete hinomi-services from Cost monitors.",
            fields={"present": "cost monitor of all services"},
            notes={
                "nobody_told": "There is a monitor that tells nobody. Add somebody under Alert subscriptions of Cost Anomaly Detection in Billing and Cost Management.",
                "explorer_off": "Cost Explorer is not enabled yet. Open it once in Billing and Cost Management (for a member account, in the management account). The data takes about 24 hours.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("DeleteAnomalyMonitor",),
)
