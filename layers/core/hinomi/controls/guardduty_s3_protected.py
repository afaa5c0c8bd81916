"""GuardDuty watches what is read from and written to S3 buckets."""

from __future__ import annotations

from hinomi.baseline.control import Text
from hinomi.services.guardduty_features import NOTES, plan

CONTROL = plan(
    "guardduty_s3_protected",
    "S3_DATA_EVENTS",
    standards=("FSBP GuardDuty.10",),
    texts={
        "ja": Text(
            title="GuardDuty の S3 Protection を有効にする",
            why="これがないと、盗まれた認証情報でバケットの中身が大量に持ち出されたり消されたりしても、検出されません。",
            change="S3 のオブジェクト操作 (データイベント) を GuardDuty が分析します。証跡の設定は不要で、バケットの動作にも影響しません。イベント数に応じた料金がかかります。ほかの保護プランの設定は変わりません。",
            undo="GuardDuty コンソールの「S3 Protection」で「無効にする」を選びます。",
            fields={"protected": "S3 Protection"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="GuardDuty S3 Protection is enabled",
            why="Without it nobody notices when stolen credentials are used to copy or delete what is in your buckets.",
            change="GuardDuty analyzes what is done to objects in S3 (data events). It needs no trail and does not touch the buckets. AWS charges by the number of events. Other protection plans stay as they are.",
            undo="In the GuardDuty console under S3 Protection, choose Disable.",
            fields={"protected": "S3 Protection"},
            notes=NOTES["en"],
        ),
    },
)
