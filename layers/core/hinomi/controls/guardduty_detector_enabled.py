"""GuardDuty looks for threats in the Region.

A suspended detector is resumed with all that it had. A new one begins with the foundation alone: each protection plan
has a control of its own, so that none costs anything before somebody has asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.guardduty import READS, detector
from hinomi.services.guardduty_features import FOUNDATION, PLANS
from hinomi.services.ownership import TAGS, ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"detector": "enabled"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the Region has a detector, and whether it is suspended."""
    found = detector(scene)
    if found is None:
        yield Actual(state={"detector": "absent"})
        return
    yield Actual(
        state={"detector": "enabled" if found.enabled else "suspended"},
        managed_by=found.manager_of(FOUNDATION),
        context={"detector": found.id},
    )


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make a detector or resume the one there is; `undo` suspends it again."""
    on = target["detector"] == "enabled"
    if actual.state["detector"] != "absent":
        scene.call("guardduty", "update_detector", DetectorId=actual.context["detector"], Enable=on)
        return
    _create(scene, on=on)
    _leave_the_plans_to_their_controls(scene)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the detector if it is ours, or suspend the one that was suspended."""
    if before["detector"] != "absent":
        write(scene, actual, before)
        return
    found = detector(scene)
    if found is not None and ours(found.tags):
        scene.call("guardduty", "delete_detector", DetectorId=found.id)


def _create(scene: Scene, *, on: bool) -> None:
    """Make a detector, unless somebody was faster, with its plans off from the first moment.

    Where GuardDuty does not know one of the plans it refuses them all, and the detector begins with those it knows on.
    """
    off = [{"Name": name, "Status": "DISABLED"} for name in sorted(PLANS)]
    try:
        scene.call("guardduty", "create_detector", Enable=on, Tags=TAGS, Features=off)
    except AwsError as error:
        if error.code != "BadRequestException":
            raise
        if detector(scene) is None:
            scene.call("guardduty", "create_detector", Enable=on, Tags=TAGS)


def _leave_the_plans_to_their_controls(scene: Scene) -> None:
    """Turn off the plans that GuardDuty has turned on by itself in a new detector.

    They differ from Region to Region, so that they are read first
    (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html).
    """
    made = detector(scene)
    if made is None or not ours(made.tags):
        return
    plans = {name: one for name, one in made.features.items() if name not in FOUNDATION}
    off = [{"Name": name, "Status": "DISABLED"} for name, one in plans.items() if one.on]
    if off:
        scene.call("guardduty", "update_detector", DetectorId=made.id, Features=off)


CONTROL = Control(
    id="guardduty_detector_enabled",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    standards=("FSBP GuardDuty.1", "SSB ACCT.11"),
    order=Record({"detector": Ladder(("absent", "suspended", "enabled"))}),
    desired=DESIRED,
    reads=READS,
    writes=(
        "guardduty:CreateDetector",
        "guardduty:TagResource",
        "guardduty:UpdateDetector",
        "iam:CreateServiceLinkedRole",
    ),
    undoes=("guardduty:DeleteDetector", "guardduty:UpdateDetector"),
    texts={
        "ja": Text(
            title="GuardDuty を有効にする",
            why="GuardDuty が止まっているリージョンでは、認証情報の不正利用や暗号資産のマイニングが始まっても、誰にも通知されません。使っていないリージョンほど狙われます。",
            change="ディテクターがなければ作成し、一時停止中であれば、設定を保ったまま再開します。CloudTrail、VPC フローログ、DNS ログの分析量に応じた料金がかかります (新規の場合は 30 日間無料)。S3 などの保護プランは、それぞれのコントロールで個別に有効にします。",
            undo="GuardDuty コンソールの「設定」で「GuardDuty を停止」または「GuardDuty を無効にする」を選びます。無効にすると、検出結果と設定は失われます。",
            fields={"detector": "ディテクター"},
        ),
        "en": Text(
            title="GuardDuty is enabled",
            why="Where GuardDuty is off, nobody hears of stolen credentials or of somebody mining coins, and attackers prefer the Regions that you do not use.",
            change="A detector is created where there is none, and a suspended one is resumed with the settings it has. AWS charges by the volume of CloudTrail events, flow logs and DNS logs that it analyzes (the first 30 days are free). Protection plans such as S3 have controls of their own.",
            undo="In the GuardDuty console under Settings, choose Suspend GuardDuty or Disable GuardDuty. Disabling deletes its findings and settings.",
            fields={"detector": "detector"},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    traces=("DeleteDetector", "UpdateDetector"),
)
