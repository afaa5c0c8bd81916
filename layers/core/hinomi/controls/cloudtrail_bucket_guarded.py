"""The bucket of a trail lets nobody else in, and nothing in it is overwritten or deleted for good.

Statements are added to its policy, none is replaced; no log is kept for a shorter time. The bucket of somebody else is
only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import DENIED, AwsError
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import bucket_guard, trails
from hinomi.services.ownership import ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"public_blocked": True, "tls_only": True, "versioned": True, "lifecycle": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read what guards the bucket of every trail."""
    home = scene.at_home
    # S3 names the Region of a bucket only when a page is asked for.
    mine = {one["Name"]: one["BucketRegion"] for one in home.every("s3", "list_buckets", "Buckets", MaxBuckets=1000)}
    for bucket in sorted({trail.bucket for trail in trails.every(scene)}):
        if bucket not in mine and _gone(home, bucket):
            yield Actual(resource=bucket, state=dict.fromkeys(DESIRED, False), context={"region": ""})
            continue
        if bucket not in mine:
            unseen = (Note("elsewhere", {"bucket": bucket}),)
            yield Actual(
                resource=bucket, state=dict.fromkeys(DESIRED, False), managed_by=Manager.ORGANIZATION, notes=unseen
            )
            continue
        there = scene.at(mine[bucket])
        yield Actual(
            resource=bucket,
            state=bucket_guard.state(there, bucket),
            context={"region": there.region, "public_access": bucket_guard.public_access(there, bucket)},
        )


def _gone(home: Scene, bucket: str) -> bool:
    """Tell a bucket that nobody has from one in another account, which S3 does not let us see."""
    try:
        return bucket_guard.tags(home, bucket) is None
    except AwsError as error:
        if error.code in DENIED:
            return False
        raise


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name a bucket that is gone, or not ours."""
    if not actual.context["region"]:
        yield Note("gone", {"bucket": actual.resource})
        return
    there, bucket = scene.at(actual.context["region"]), actual.resource
    if not ours(bucket_guard.tags(there, bucket)):
        yield Note("not_ours", {"bucket": bucket})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Add the guards that the bucket lacks."""
    bucket_guard.strengthen(scene.at(actual.context["region"]), actual.resource, actual.state, target)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Take away the guards that we added."""
    there, was = scene.at(actual.context["region"]), actual.context["before"]["public_access"]
    bucket_guard.relax(there, actual.resource, actual.state, before, was)


CONTROL = Control(
    id="cloudtrail_bucket_guarded",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.LOW,
    risk=Risk.LOW,
    standards=("SSB ACCT.07",),
    order=Record(dict.fromkeys(DESIRED, Flag())),
    desired=DESIRED,
    reads=(*trails.READS, *bucket_guard.READS, "s3:GetBucketTagging", "s3:ListAllMyBuckets"),
    writes=bucket_guard.WRITES,
    undoes=bucket_guard.UNDOES,
    texts={
        "ja": Text(
            title="証跡の S3 バケットを公開・盗聴・消去から守る",
            why="ログのバケットが公開されていると、内部の構成を外から読まれます。バージョニングがないと、侵入者が記録を消して痕跡を隠せます。",
            change="Hinomi のバケットで、パブリックアクセスをすべてブロックし、TLS を使わない接続を拒否し、バージョニングを有効にし、未完了のアップロードを 7 日後に消すライフサイクルルールを足します。バケットポリシーのほかの文は変わらず、ログの保存期間も短くなりません。TLS を使わずにログを読んでいるツールは、接続できなくなります。古いバージョンの分だけ S3 の料金が増えます。",
            undo="S3 コンソールでバケットを開き、「アクセス許可」と「プロパティ」と「管理」のタブで、パブリックアクセスのブロック、ポリシーの HinomiTlsOnly、バージョニング、ライフサイクルルールを元に戻します。バージョニングは、いったん有効にすると停止しかできません。",
            fields={
                "public_blocked": "パブリックアクセスのブロック",
                "tls_only": "TLS",
                "versioned": "バージョニング",
                "lifecycle": "ライフサイクルルール",
            },
            notes={
                "gone": "証跡の S3 バケット「{bucket}」が存在しません。証跡は記録中と表示されていても、ログはどこにも残っていません。同じ名前を他人が使う前に、CloudTrail コンソールでその証跡を開き、「一般的な詳細」の「編集」で別のバケットを指定するか、証跡を削除してください。",
                "not_ours": "バケット「{bucket}」は Hinomi が作ったものではないため、そのままにしています。足りない設定は S3 コンソールで直してください。Hinomi に任せる場合は、バケットにタグ hinomi:managed-by = baseline を付け、バケットを変更できる権限で hinomi baseline apply を実行してください。定期点検のロールが変更できるのは、hinomi-logs- で始まるバケットだけです。",
                "elsewhere": "バケット「{bucket}」は別のアカウントにあり、設定をここから確認できません。そのアカウントの担当者に確認してください。",
            },
        ),
        "en": Text(
            title="The S3 bucket of a trail is guarded",
            why="A public bucket of logs shows everybody how the account is built; without versioning an intruder deletes the traces for good.",
            change="On the bucket of Hinomi, public access is blocked, connections without TLS are refused, versioning is enabled, and a lifecycle rule removes unfinished uploads after 7 days. All other statements of the bucket policy stay, and no log is kept for a shorter time. Tools that read the logs without TLS can no longer connect. Earlier versions of objects add to the S3 bill.",
            undo="In the S3 console, open the bucket and set back, under Permissions, Properties and Management: Block public access, the statement HinomiTlsOnly of the policy, Bucket Versioning (it can only be suspended) and the lifecycle rule.",
            fields={
                "public_blocked": "Block Public Access",
                "tls_only": "TLS",
                "versioned": "versioning",
                "lifecycle": "lifecycle rule",
            },
            notes={
                "gone": "The S3 bucket {bucket} of a trail does not exist: the trail may seem to be logging, but its logs are kept nowhere. Before somebody else takes the name, open the trail in the CloudTrail console and name another bucket with Edit beside General details, or delete the trail.",
                "not_ours": "The bucket {bucket} was not made by Hinomi and is left alone. Set what it lacks in the S3 console, or hand it over to Hinomi: give it the tag hinomi:managed-by = baseline and run hinomi baseline apply with rights to change the bucket. The role of the round may change buckets whose names begin with hinomi-logs- only.",
                "elsewhere": "The bucket {bucket} is in another account and cannot be looked into from here. Ask whoever runs that account.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=(
        "DeleteBucket",
        "DeleteBucketLifecycle",
        "DeleteBucketPolicy",
        "DeleteBucketPublicAccessBlock",
        "PutBucketLifecycle",
        "PutBucketPolicy",
        "PutBucketPublicAccessBlock",
        "PutBucketVersioning",
    ),
)
