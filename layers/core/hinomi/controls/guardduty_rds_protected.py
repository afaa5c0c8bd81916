"""GuardDuty watches who logs in to databases."""

from __future__ import annotations

from hinomi.baseline.control import Text
from hinomi.services.guardduty_features import NOTES, plan

CONTROL = plan(
    "guardduty_rds_protected",
    "RDS_LOGIN_EVENTS",
    standards=("FSBP GuardDuty.9",),
    texts={
        "ja": Text(
            title="GuardDuty の RDS Protection を有効にする",
            why="これがないと、データベースへの総当たりや、見慣れない場所からのログインが成功しても、検出されません。",
            change="Aurora と RDS のログイン履歴を GuardDuty が分析します。データベースの設定も性能も変わりません。保護するインスタンスの vCPU 数に応じた料金がかかり、対象のデータベースがなければ料金はかかりません。",
            undo="GuardDuty コンソールの「RDS Protection」で「無効にする」を選びます。",
            fields={"protected": "RDS Protection"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="GuardDuty RDS Protection is enabled",
            why="Without it nobody notices when somebody guesses a database password or logs in from a place never seen before.",
            change="GuardDuty analyzes logins to Aurora and RDS databases. Neither their settings nor their speed change. AWS charges by the vCPUs of the instances it protects, and nothing without such databases.",
            undo="In the GuardDuty console under RDS Protection, choose Disable.",
            fields={"protected": "RDS Protection"},
            notes=NOTES["en"],
        ),
    },
)
