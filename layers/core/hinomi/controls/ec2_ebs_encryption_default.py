"""New EBS volumes are encrypted without anybody asking for it.

Only the switch is touched: a default KMS key that somebody chose stays, whichever it is. Where it is a key of their
own, a person has to turn encryption on: instances of whoever may not use the key would no longer start
(https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import DENIED
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"encrypted": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the switch of the Region."""
    answer = scene.call("ec2", "get_ebs_encryption_by_default")
    yield Actual(state={"encrypted": answer["EbsEncryptionByDefault"]})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name a default key that is not AWS's own; AWS's own is shown by its alias, or by its ARN."""
    del actual
    key = scene.call("ec2", "get_ebs_default_kms_key_id")["KmsKeyId"]
    if key.endswith("alias/aws/ebs"):
        return
    hidden = (*DENIED, "NotFoundException")  # only a key of somebody's own can keep us out, or be gone
    found = scene.find("kms", "describe_key", hidden, KeyId=key)
    if found is None or found["KeyMetadata"].get("KeyManager") != "AWS":
        yield Note("own_key", {"key": key.rpartition("/")[2]})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn the switch on; `undo` turns it off again."""
    del actual
    verb = "enable" if target["encrypted"] else "disable"
    scene.call("ec2", f"{verb}_ebs_encryption_by_default")


CONTROL = Control(
    id="ec2_ebs_encryption_default",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    standards=("FSBP EC2.7", "CIS5 5.1.1", "CIS7 6.1.1"),
    order=Record({"encrypted": Flag()}),
    desired=DESIRED,
    reads=("ec2:GetEbsDefaultKmsKeyId", "ec2:GetEbsEncryptionByDefault", "kms:DescribeKey"),
    writes=("ec2:EnableEbsEncryptionByDefault",),
    undoes=("ec2:DisableEbsEncryptionByDefault",),
    texts={
        "ja": Text(
            title="EBS ボリュームをデフォルトで暗号化する",
            why="暗号化されていないボリュームやスナップショットは、誤って共有したり流出したりしたときに、中身をそのまま読まれます。",
            change="新しく作る EBS ボリュームとスナップショットのコピーが、自動で暗号化されます。既存のボリュームとデフォルトの KMS キーは変わりません。デフォルトの AWS マネージドキーで暗号化した AMI は別のアカウントと共有できず、KMS の権限がないロールはインスタンスを起動できなくなることがあるため、先に確認してください。料金はかかりません。",
            undo="EC2 コンソールのダッシュボードで「データ保護とセキュリティ」の「EBS 暗号化」から「管理」を開き、「常に新しい EBS ボリュームを暗号化」を無効にします。",
            fields={"encrypted": "デフォルトの暗号化"},
            notes={
                "own_key": "デフォルトの暗号化キーがカスタマーマネージドキーのため、変更していません: {key}。キーが有効であること、インスタンスを起動するロールと Auto Scaling のサービスにリンクされたロールがキーポリシーで許可されていることを確認し、EC2 コンソールの「EBS 暗号化」で有効にしてください。"
            },
        ),
        "en": Text(
            title="EBS volumes are encrypted by default",
            why="Whoever gets hold of an unencrypted volume or snapshot, shared by mistake or leaked, can read it.",
            change="New EBS volumes and copies of snapshots are encrypted. Existing volumes and the default KMS key stay as they are. Check first: an AMI that is encrypted with the default AWS managed key cannot be shared with other accounts, and roles without rights on KMS may no longer launch instances. It is free of charge.",
            undo="In the EC2 console on the Dashboard under Data protection and security, choose Manage beside EBS encryption and turn off Always encrypt new EBS volumes.",
            fields={"encrypted": "encryption by default"},
            notes={
                "own_key": "Nothing was changed, because the default key is a customer managed key: {key}. Make sure that it is enabled and that its policy lets the roles use it that launch instances, among them the service-linked role of Auto Scaling; then turn it on in the EC2 console under EBS encryption."
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    rehearsable=True,
    traces=("DisableEbsEncryptionByDefault",),
)
