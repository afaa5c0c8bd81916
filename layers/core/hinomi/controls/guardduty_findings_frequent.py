"""GuardDuty tells of repeated findings every 15 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.guardduty import READS, detector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"frequency": "FIFTEEN_MINUTES"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the frequency of the Region's detector, if it has one."""
    found = detector(scene)
    if found is not None:
        yield Actual(state={"frequency": found.frequency}, managed_by=found.manager, context={"detector": found.id})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the frequency; nothing else of the detector is sent."""
    scene.call(
        "guardduty",
        "update_detector",
        DetectorId=actual.context["detector"],
        FindingPublishingFrequency=target["frequency"],
    )


CONTROL = Control(
    id="guardduty_findings_frequent",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.NONE,
    order=Record({"frequency": Ladder(("SIX_HOURS", "ONE_HOUR", "FIFTEEN_MINUTES"))}),
    desired=DESIRED,
    reads=READS,
    writes=("guardduty:UpdateDetector",),
    undoes=("guardduty:UpdateDetector",),
    texts={
        "ja": Text(
            title="GuardDuty の検出結果の更新を 15 分ごとに発行する",
            why="デフォルトの 6 時間のままでは、攻撃が続いていても、同じ検出結果の更新が最大 6 時間届きません。",
            change="すでにある検出結果の更新が EventBridge に 15 分ごとに届くようになります。新しい検出結果は設定にかかわらず 5 分以内に届きます。料金は変わりません。",
            undo="GuardDuty コンソールの「設定」の「検出結果のエクスポートオプション」で、更新された検出結果の頻度を元に戻します。",
            fields={"frequency": "更新の発行頻度"},
        ),
        "en": Text(
            title="GuardDuty publishes updated findings every 15 minutes",
            why="With the default of six hours you do not hear for up to six hours that an attack goes on.",
            change="Updates of known findings reach EventBridge every 15 minutes. New findings arrive within 5 minutes in any case. It is free of charge.",
            undo="In the GuardDuty console under Settings, set the frequency for updated findings under Findings export options as it was.",
            fields={"frequency": "frequency of updates"},
        ),
    },
    read=read,
    write=write,
    traces=("UpdateDetector",),
)
