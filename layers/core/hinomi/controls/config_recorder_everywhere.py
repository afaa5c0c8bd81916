"""AWS Config records in the Regions other than the home Region, too, if the operator wants to pay for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Mode, Scope, Text
from hinomi.services import config_recorder
from hinomi.services.config_types import NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Actual
    from hinomi.baseline.scene import Scene


def read(scene: Scene) -> Iterator[Actual]:
    """Read the recorder of any Region but the home Region, which has a control of its own."""
    if scene.region != scene.home:
        yield from config_recorder.read(scene)


CONTROL = config_recorder.recording(
    "config_recorder_everywhere",
    Scope.REGION,
    Mode.REPORT,
    read=read,
    texts={
        "ja": Text(
            title="ほかのリージョンでも AWS Config の記録を有効にする",
            why="使っていないはずのリージョンで作られたリソースは、そのリージョンに記録がなければ後から追えません。",
            change="レコーダーがなければ、IAM 以外のすべてのリソースタイプを記録するレコーダーを作ります。停止中のレコーダーは開始します。配信先がなければログ用の S3 バケットも用意します。すでにあるレコーダーの設定は変えません。リージョンごとに、記録した設定項目の数に応じた料金がかかり、リソースの作成と削除が多い環境では高額になることがあります。",
            undo="AWS Config コンソールでリージョンを選び、「設定」で「記録を停止」を選びます。",
            fields={"recorder": "レコーダー"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="AWS Config records in the other Regions, too",
            why="What somebody makes in a Region that you do not use cannot be traced later if nothing was recorded there.",
            change="Where there is no recorder, one is made for all resource types but IAM's; a stopped one is started. A log bucket is provided where nothing says where to deliver. A recorder that exists keeps its settings. AWS charges for each configuration item recorded in each Region, which can become expensive where resources come and go.",
            undo="In the AWS Config console, choose the Region and then Stop recording under Settings.",
            fields={"recorder": "recorder"},
            notes=NOTES["en"],
        ),
    },
)
