"""GuardDuty scans the volumes of an instance for malware when it behaves as if it had some."""

from __future__ import annotations

from hinomi.baseline.control import Text
from hinomi.services.guardduty_features import NOTES, WRITES, plan

CONTROL = plan(
    "guardduty_ebs_scanned",
    "EBS_MALWARE_PROTECTION",
    standards=("FSBP GuardDuty.8",),
    texts={
        "ja": Text(
            title="GuardDuty の Malware Protection for EC2 を有効にする",
            why="不審な通信が見つかったインスタンスに何が仕込まれたのかは、ボリュームを調べないと分かりません。",
            change="マルウェアを疑わせる検出結果が出たときに、EBS ボリュームのスナップショットをスキャンします。インスタンスは止まらず、エージェントも入りません。スキャンした容量に応じた料金がかかります。",
            undo="GuardDuty コンソールの「Malware Protection for EC2」で、GuardDuty が開始するスキャンを「無効にする」を選びます。",
            fields={"protected": "Malware Protection for EC2"},
            notes=NOTES["ja"],
        ),
        "en": Text(
            title="GuardDuty Malware Protection for EC2 is enabled",
            why="What was planted on an instance that behaves suspiciously shows only when its volumes are examined.",
            change="When a finding suggests malware, GuardDuty scans snapshots of the EBS volumes. Instances keep running and no agent is installed. AWS charges by the volume scanned.",
            undo="In the GuardDuty console under Malware Protection for EC2, choose Disable for GuardDuty-initiated malware scans.",
            fields={"protected": "Malware Protection for EC2"},
            notes=NOTES["en"],
        ),
    },
    # The first detector that scans makes AWSServiceRoleForAmazonGuardDutyMalwareProtection.
    writes=(*WRITES, "iam:CreateServiceLinkedRole"),
)
