"""GuardDuty watches the audit logs of Kubernetes clusters."""

from __future__ import annotations

from hinomi.baseline.control import Text
from hinomi.services.guardduty_features import NOTES, plan

CONTROL = plan(
    "guardduty_eks_audited",
    "EKS_AUDIT_LOGS",
    standards=("FSBP GuardDuty.5",),
    texts={
        "ja": Text(
            title="GuardDuty の EKS Protection を有効にする",
            why="これがないと、EKS クラスターへの匿名アクセスや権限の奪取が起きても、検出されません。",
            change="EKS の監査ログを GuardDuty が直接分析します。クラスターのログ設定は変わらず、エージェントも入りません。監査ログの量に応じた料金がかかり、EKS を使っていなければ料金はかかりません。",
            undo="GuardDuty コンソールの「EKS Protection」で「無効にする」を選びます。",
            fields={"protected": "EKS Protection"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="GuardDuty EKS Protection is enabled",
            why="Without it nobody notices anonymous access to an EKS cluster, or somebody taking over its permissions.",
            change="GuardDuty analyzes the audit logs of EKS itself: the clusters' own logging stays as it is and no agent is installed. AWS charges by the volume of audit logs, and nothing without EKS.",
            undo="In the GuardDuty console under EKS Protection, choose Disable.",
            fields={"protected": "EKS Protection"},
            notes=NOTES["en"],
        ),
    },
)
