"""What is done in the account is written down: some trail records all management events of all Regions.

Whatever trail does that will do. A second copy of the events costs money, so ours is never put beside one that somebody
else runs, whatever it lacks: that is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Ladder, Record, State
from hinomi.errors import RetryError
from hinomi.services import bucket_guard, log_bucket, trail_selectors, trail_status, trails
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene
    from hinomi.services.trails import Trail

DESIRED: State = {"trail": "logging", "all_regions": True, "management_events": trail_selectors.ALL}
_NOT_YET = {"InsufficientS3BucketPolicyException", "S3BucketDoesNotExistException"}
_ABSENT: State = {"trail": "absent", "all_regions": False, "management_events": trail_selectors.NONE}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the trail that comes closest: one that will do, the organization's, ours, and any other, in this order."""
    seen = [(trail, _state(scene, trail), trails.ours(scene, trail)) for trail in trails.every(scene)]
    if not seen:
        yield Actual(state=_ABSENT, context={"arn": ""})
        return
    trail, state, _ = min(seen, key=lambda one: _rank(*one))
    yield Actual(
        state=state,
        managed_by=trail.managed_by if trail.foreign or state != DESIRED else None,
        context={
            "arn": trail.arn,
            "selectors": trails.selectors(scene, trail),
            "global_events": trail.global_events,
        },
    )


def _state(scene: Scene, trail: Trail) -> State:
    recorded = trail_selectors.management(trails.selectors(scene, trail))
    return {
        "trail": trail_status.status(scene, trail).step,
        "all_regions": trail.multi_region,
        # What a foreign trail records is its owner's to say.
        "management_events": trail_selectors.ALL if trail.foreign else recorded,
    }


def _rank(trail: Trail, state: State, ours: bool) -> tuple[bool, bool, bool, str]:  # noqa: FBT001 - one of three facts
    fits = state == DESIRED
    return not (fits and not trail.foreign), not fits, not ours, trail.arn


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name the trails that do not deliver, and those of others.

    Beside one that records, ours would be a second copy, which CloudTrail bills.
    """
    mine = actual.context["arn"] and actual.state["trail"] != "absent"
    for trail in trails.every(scene):
        if trail.foreign:
            continue
        status = trail_status.status(scene, trail)
        if status.step == trail_status.FAILING:
            said = {"trail": trail.resource, "bucket": trail.bucket, "error": status.bucket_error}
            yield Note("failing", said)
        elif trails.ours(scene, trail):
            continue
        elif status.logging:
            yield Note("flawed" if trail.multi_region else "single_region", {"trail": trail.resource})
        elif not mine or actual.context["arn"] == trail.arn:
            yield Note("stopped", {"trail": trail.resource})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make our trail where there is none; otherwise mend what it lacks, and start it."""
    arn = actual.context["arn"] or _create(scene)
    there = actual.state if actual.context["arn"] else {**DESIRED, "trail": "stopped"}
    if target["all_regions"] and not there["all_regions"]:
        trails.update(scene, arn, IsMultiRegionTrail=True, IncludeGlobalServiceEvents=True)
    if there["management_events"] != target["management_events"] and there["management_events"] != trail_selectors.ALL:
        trails.record(scene, arn, trail_selectors.with_management(actual.context["selectors"]))
    if there["trail"] == "stopped" and target["trail"] != "stopped":
        trails.start(scene, arn)


def _create(scene: Scene) -> str:
    """Make our trail; raise `RetryError` while CloudTrail does not see the bucket, or its policy, made a moment ago."""
    is_new = bucket_guard.tags(scene.at_home, log_bucket.name(scene)) is None
    bucket = log_bucket.ensure(scene)
    try:
        answer = scene.at_home.call(
            "cloudtrail",
            "create_trail",
            Name=log_bucket.TRAIL,
            S3BucketName=bucket,
            IsMultiRegionTrail=True,
            IncludeGlobalServiceEvents=True,
            EnableLogFileValidation=True,
            TagsList=[TAG],
        )
    except AwsError as error:
        if not is_new or error.code not in _NOT_YET:
            raise
        raise RetryError(str(error)) from error
    arn: str = answer["TrailARN"]
    return arn


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the trail that we made; of one that was there, take back what we changed."""
    if before["trail"] == "absent":
        scene.at_home.call("cloudtrail", "delete_trail", Name=log_bucket.TRAIL)
        log_bucket.remove_if_empty(scene)
        return
    was = actual.context["before"]
    arn, there = was["arn"], actual.state
    if there["trail"] != before["trail"]:
        trails.home_of(scene, arn).call("cloudtrail", "stop_logging", Name=arn)
    if there["management_events"] != before["management_events"]:
        trails.record(scene, arn, was["selectors"])
    if there["all_regions"] != before["all_regions"]:
        # A trail of every Region has to record global services; this one need not have done so before.
        trails.update(scene, arn, IsMultiRegionTrail=False, IncludeGlobalServiceEvents=was["global_events"])


CONTROL = Control(
    id="cloudtrail_trail_logging",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.LOW,
    risk=Risk.NONE,
    standards=("FSBP CloudTrail.1", "CIS5 3.1", "SSB ACCT.07"),
    order=Record(
        {
            "trail": Ladder(("absent", trail_status.STOPPED, trail_status.FAILING, trail_status.LOGGING)),
            "all_regions": Flag(),
            "management_events": Ladder((trail_selectors.NONE, trail_selectors.PART, trail_selectors.ALL)),
        }
    ),
    desired=DESIRED,
    reads=(*trails.READS, *trail_status.READS, *trails.SELECTOR_READS, *trails.OWNER_READS),
    writes=(
        "cloudtrail:AddTags",
        "cloudtrail:CreateTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StartLogging",
        "cloudtrail:UpdateTrail",
        *log_bucket.READS,
        *log_bucket.WRITES,
    ),
    undoes=(
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
        *log_bucket.UNDOES,
    ),
    texts={
        "ja": Text(
            title="すべてのリージョンの操作を CloudTrail の証跡に記録する",
            why="証跡がないと、90 日より前に誰が何をしたかを調べられず、侵害されたときに原因も範囲も分かりません。",
            change="証跡が 1 つもない場合は、hinomi-trail という証跡と保存用の S3 バケットを作ります。hinomi-trail が止まっている、または記録の一部が外れている場合は元に戻します。人が作った証跡は変更しません。管理イベントの 1 つ目のコピーは無料で、S3 の料金だけがかかります。",
            undo="CloudTrail コンソールの「証跡」で hinomi-trail を開き、「ログ記録の停止」または「削除」を選びます。S3 バケットは空にしてから削除します。",
            fields={
                "trail": "証跡",
                "all_regions": "マルチリージョン",
                "management_events": "管理イベントの記録",
            },
            notes={
                "failing": "証跡「{trail}」は記録中ですが、ログを S3 バケット「{bucket}」に保存できていません ({error})。このバケットがあるか、バケットポリシーと KMS キーが CloudTrail に書き込みを許しているかを確認してください。hinomi-trail であれば、CloudTrail コンソールで証跡を削除すると、次に変更できる点検で証跡とバケットを作り直します。",
                "flawed": "証跡「{trail}」は記録中ですが、管理イベントの一部を記録していません。2 つ目の証跡は有料になるため作りません。CloudTrail コンソールでこの証跡を開き、「管理イベント」の「編集」で「読み取り」と「書き込み」の両方を選び、AWS KMS イベントなどの除外を外してください。",
                "single_region": "証跡「{trail}」は 1 つのリージョンだけを記録しています。2 つ目の証跡は有料になるため作りません。その証跡のリージョンで次の AWS CLI のコマンドを実行し、マルチリージョンの証跡にしてください。 aws cloudtrail update-trail --name 証跡名 --is-multi-region-trail --include-global-service-events",
                "stopped": "証跡「{trail}」は停止しています。作成した人の判断かもしれないため、そのままにしています。CloudTrail コンソールでこの証跡を開き、「ログ記録の開始」で再開するか、不要なら削除してください。削除すると次回に hinomi-trail を作ります。",
            },
        ),
        "en": Text(
            title="A CloudTrail trail records what is done in every Region",
            why="Without a trail nobody can tell who did what more than 90 days ago, nor how far an intruder came.",
            change="Where there is no trail at all, one named hinomi-trail is made, with an S3 bucket for its logs. Where hinomi-trail is stopped or records less, that is mended. Trails that somebody else made are not touched. The first copy of management events is free; only S3 storage is billed.",
            undo="In the CloudTrail console under Trails, open hinomi-trail and choose Stop logging or Delete. Empty the S3 bucket before you delete it.",
            fields={
                "trail": "trail",
                "all_regions": "multi-Region",
                "management_events": "management events",
            },
            notes={
                "failing": "The trail {trail} records, but its logs do not reach the S3 bucket {bucket} ({error}). Check that the bucket exists, and that its policy and the KMS key let CloudTrail write. If this is hinomi-trail, delete it in the CloudTrail console: the next round that may change it makes trail and bucket again.",
                "flawed": "The trail {trail} records, but not all management events. A second trail would be billed, so none is made. Open it in the CloudTrail console, choose Edit beside Management events, choose both Read and Write, and exclude nothing such as AWS KMS events.",
                "single_region": "The trail {trail} records a single Region. A second trail would be billed, so none is made. Make this one a multi-Region trail with the AWS CLI, in the Region of the trail: aws cloudtrail update-trail --name NAME --is-multi-region-trail --include-global-service-events",
                "stopped": "The trail {trail} is stopped. Whoever made it may want that, so it is left alone. Open it in the CloudTrail console and choose Start logging, or delete it if nobody needs it: the next round then makes hinomi-trail.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    tidy=log_bucket.remove_if_empty,
    preflight=preflight,
    traces=("DeleteBucket", "DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
)
