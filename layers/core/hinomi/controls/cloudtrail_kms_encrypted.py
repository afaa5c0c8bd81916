"""A trail's log files are encrypted with a KMS key of the operator's choice.

Without a key from the operator there is nothing to do, only something to tell; a key that a trail has is never replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import FillIn, Flag, Record, State, Value
from hinomi.services import trails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"encrypted": True, "kms_key": None}


class KeyArn(FillIn, frozen=True):
    """The ARN of a KMS key: what CloudTrail answers, whatever an update has called the key."""

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted key."""
        fits = value is None or (isinstance(value, str) and value.startswith("arn:") and ":key/" in value)
        return "" if fits else "write the ARN of a KMS key, such as arn:aws:kms:REGION:ACCOUNT:key/ID"


def read(scene: Scene) -> Iterator[Actual]:
    """Read the key of every trail."""
    for trail in trails.every(scene):
        yield Actual(
            resource=trail.resource,
            state={"encrypted": trail.kms_key is not None, "kms_key": trail.kms_key},
            managed_by=trail.managed_by,
            context={"arn": trail.arn},
        )


def lacks(target: State) -> Iterator[Note]:
    """Ask for the key: which one is the operator's to say."""
    if not target["kms_key"]:
        yield Note("no_key")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the key; `undo` takes it away: an empty one is none."""
    trails.update(scene, actual.context["arn"], KmsKeyId=target["kms_key"] or "")


CONTROL = Control(
    id="cloudtrail_kms_encrypted",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.LOW,
    risk=Risk.MEDIUM,
    standards=("FSBP CloudTrail.2", "CIS5 3.5"),
    order=Record({"encrypted": Flag(), "kms_key": KeyArn()}),
    desired=DESIRED,
    reads=trails.READS,
    writes=("cloudtrail:UpdateTrail",),
    undoes=("cloudtrail:UpdateTrail",),
    texts={
        "ja": Text(
            title="証跡のログファイルを KMS キーで暗号化する",
            why="S3 標準の暗号化だけでは、バケットを読める人がそのままログの中身も読めます。KMS キーを使うと、読める人をキーの側でも絞れます。",
            change="KMS キーのない証跡に、hinomi.yaml で指定したキーを設定します。以後のログを読むには kms:Decrypt の権限が必要になるため、ログを読む人や分析ツールの権限を先に確認してください。キーポリシーで CloudTrail に使用を許可しておく必要があります。設定済みのキーは変えません。KMS キーとリクエストの料金が少しかかります。",
            undo="CloudTrail コンソールの「証跡」で証跡を開き、「一般的な詳細」の「編集」で「ログファイルの SSE-KMS 暗号化」を無効にします。キーは、これまでのログを読むために残してください。",
            fields={"encrypted": "KMS キーによる暗号化", "kms_key": "KMS キー"},
            notes={
                "no_key": '暗号化に使うキーが hinomi.yaml に書かれていないため、変更していません。キーポリシーで cloudtrail.amazonaws.com に kms:GenerateDataKey* と kms:DescribeKey を許可した KMS キーを、証跡の S3 バケットと同じリージョンに用意し、baseline.controls の下に次のように書いてください。 cloudtrail_kms_encrypted: {{mode: enforce, desired: {{kms_key: "arn:aws:kms:リージョン:アカウント ID:key/キー ID"}}}}',
            },
        ),
        "en": Text(
            title="The log files of trails are encrypted with a KMS key",
            why="With the encryption of S3 alone, whoever can read the bucket can read the logs. A KMS key narrows down who can.",
            change="Trails without a KMS key get the one named in hinomi.yaml. Whoever reads the logs from then on needs kms:Decrypt: check people and tools first. The key policy has to let CloudTrail use the key. A key that is set stays. The KMS key and requests to it cost a little.",
            undo="In the CloudTrail console under Trails, open the trail, choose Edit beside General details, and turn off Log file SSE-KMS encryption. Keep the key to read the logs written so far.",
            fields={"encrypted": "encryption with a KMS key", "kms_key": "KMS key"},
            notes={
                "no_key": 'Nothing was changed, because hinomi.yaml names no key. Make a KMS key in the Region of the trail\'s S3 bucket whose policy allows cloudtrail.amazonaws.com kms:GenerateDataKey* and kms:DescribeKey, and write it under baseline.controls as follows. cloudtrail_kms_encrypted: {{mode: enforce, desired: {{kms_key: "arn:aws:kms:REGION:ACCOUNT:key/ID"}}}}',
            },
        ),
    },
    read=read,
    write=write,
    lacks=lacks,
    traces=("UpdateTrail",),
)
