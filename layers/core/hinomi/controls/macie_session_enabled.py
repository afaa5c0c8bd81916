"""Macie watches S3 buckets. A suspended session is resumed with all that it had; none is ever paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import macie
from hinomi.services.macie import ABSENT, ENABLED, PAUSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"status": ENABLED}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether Macie is on, and who decides."""
    status = macie.status(scene)
    foreign = status != ABSENT and macie.has_administrator(scene)
    yield Actual(state={"status": status}, managed_by=Manager.ADMINISTRATOR if foreign else None)


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Enable Macie, or set the status of the session that is there and nothing else of it."""
    operation = "enable_macie" if actual.state["status"] == ABSENT else "update_macie_session"
    scene.call("macie2", operation, status=target["status"])


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Disable Macie where there was none, or pause it again."""
    if before["status"] == ABSENT:
        scene.call("macie2", "disable_macie")
    else:
        write(scene, actual, before)


CONTROL = Control(
    id="macie_session_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    standards=("FSBP Macie.1",),
    order=Record({"status": Ladder((ABSENT, PAUSED, ENABLED))}),
    desired=DESIRED,
    reads=macie.READS,
    writes=("iam:CreateServiceLinkedRole", "macie2:EnableMacie", "macie2:UpdateMacieSession"),
    undoes=("macie2:DisableMacie", "macie2:UpdateMacieSession"),
    texts={
        "ja": Text(
            title="Amazon Macie を有効にする",
            why="Macie がないと、S3 バケットが公開されたり暗号化の設定が変わったりしても気づけず、個人情報などの機密データがどこにあるかも分かりません。",
            change="Macie を有効にし、S3 バケットの公開状態や暗号化の監視を始めます。一時停止中の場合は、設定を保ったまま再開します。バケットの数と、調べるデータの量に応じて料金がかかります。",
            undo="Macie コンソールの「設定」で「Macie を無効にする」(再開した場合は「Macie を一時停止」) を選びます。無効にすると、Macie の設定と検出結果はすべて削除されます。",
            fields={"status": "Macie"},
        ),
        "en": Text(
            title="Amazon Macie is on",
            why="Without it, nobody notices when a bucket becomes public or its encryption changes, nor knows where personal data are kept.",
            change="Enables Macie, which begins to watch who can reach the S3 buckets and how they are encrypted. A suspended Macie is resumed with its settings. AWS charges by the number of buckets and by the data that Macie examines.",
            undo="In the Macie console under Settings, choose Disable Macie, or Suspend Macie where it had been suspended. Disabling deletes all of Macie's settings and findings.",
            fields={"status": "Macie"},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    traces=("DisableMacie", "UpdateMacieSession"),
)
