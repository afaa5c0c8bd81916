"""AWS Config records in the home Region, IAM included; other Regions are `config_recorder_everywhere`."""

from __future__ import annotations

from hinomi.baseline.control import Mode, Scope, Text
from hinomi.services import config_recorder
from hinomi.services.config_types import NOTES

CONTROL = config_recorder.recording(
    "config_recorder_recording",
    Scope.ACCOUNT,
    Mode.ENFORCE,
    read=config_recorder.read,
    texts={
        "ja": Text(
            title="ホームリージョンで AWS Config の記録を有効にする",
            why="記録がないと、設定がいつ変わり、その前はどうだったのかを後から調べられません。Security Hub CSPM の多くのコントロールも評価されません。",
            change="レコーダーがなければ、すべてのリソースタイプ (IAM を含む) を記録するレコーダーを作ります。停止中のレコーダーは開始します。配信先がなければログ用の S3 バケットも用意します。すでにあるレコーダーの除外設定、記録の頻度、ロールは変えません。記録した設定項目の数に応じて料金がかかり、リソースの作成と削除が多い環境では高額になることがあります。",
            undo="AWS Config コンソールの「設定」で「記録を停止」を選びます。",
            fields={"recorder": "レコーダー"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="AWS Config records in the home Region",
            why="Without a record nobody can find out later when a setting was changed and what it was before, and many Security Hub CSPM controls are not evaluated.",
            change="Where there is no recorder, one is made for all resource types, IAM included; a stopped one is started. A log bucket is provided where nothing says where to deliver. The exclusions, frequency and role of a recorder that exists stay. AWS charges for each configuration item recorded, which can become expensive where resources come and go.",
            undo="In the AWS Config console under Settings, choose Stop recording.",
            fields={"recorder": "recorder"},
            notes=NOTES["en"],
        ),
    },
)
