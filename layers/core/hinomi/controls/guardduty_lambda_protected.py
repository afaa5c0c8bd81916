"""GuardDuty watches where Lambda functions connect to."""

from __future__ import annotations

from hinomi.baseline.control import Text
from hinomi.services.guardduty_features import NOTES, plan

CONTROL = plan(
    "guardduty_lambda_protected",
    "LAMBDA_NETWORK_LOGS",
    standards=("FSBP GuardDuty.6",),
    texts={
        "ja": Text(
            title="GuardDuty の Lambda Protection を有効にする",
            why="これがないと、改ざんされた関数やライブラリが攻撃者のサーバーと通信していても、検出されません。",
            change="Lambda 関数の通信ログを GuardDuty が分析します。VPC に接続していない関数も対象で、関数の設定や動作は変わりません。ログの量に応じた料金がかかります。",
            undo="GuardDuty コンソールの「Lambda Protection」で「無効にする」を選びます。",
            fields={"protected": "Lambda Protection"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="GuardDuty Lambda Protection is enabled",
            why="Without it nobody notices when a tampered function or library talks to an attacker's server.",
            change="GuardDuty analyzes the network activity of Lambda functions, also of those outside a VPC. The functions stay as they are. AWS charges by the volume of logs.",
            undo="In the GuardDuty console under Lambda Protection, choose Disable.",
            fields={"protected": "Lambda Protection"},
            notes=NOTES["en"],
        ),
    },
)
