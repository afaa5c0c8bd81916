"""A trail's log files can be proven to be unchanged.

Only the switch is passed. A trail that somebody else made is left alone until it is handed over by our tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import trails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"validated": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the switch of every trail."""
    for trail in trails.every(scene):
        yield Actual(
            resource=trail.resource,
            state={"validated": trail.validated},
            managed_by=trail.managed_by,
            context={"arn": trail.arn},
        )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name a trail that is not ours."""
    for trail in trails.every(scene):
        if trail.arn == actual.context["arn"] and not trails.ours(scene, trail):
            yield Note("not_ours", {"trail": trail.resource})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn the switch; `undo` turns it back."""
    trails.update(scene, actual.context["arn"], EnableLogFileValidation=target["validated"])


CONTROL = Control(
    id="cloudtrail_validation_enabled",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("FSBP CloudTrail.4", "CIS5 3.2"),
    order=Record({"validated": Flag()}),
    desired=DESIRED,
    reads=(*trails.READS, *trails.OWNER_READS),
    writes=("cloudtrail:UpdateTrail",),
    undoes=("cloudtrail:UpdateTrail",),
    texts={
        "ja": Text(
            title="証跡のログファイルの検証を有効にする",
            why="侵入者がログファイルを書き換えたり消したりしても、検証が無効だと気づけず、ログを証拠として使えません。",
            change="証跡の「ログファイルの検証」を有効にします。CloudTrail が 1 時間ごとにダイジェストファイルを同じバケットに置くようになります。証跡のほかの設定は変わりません。追加の料金は、ダイジェストファイルの S3 の保存料金だけです。",
            undo="CloudTrail コンソールの「証跡」で証跡を開き、「一般的な詳細」の「編集」で「ログファイルの検証」を無効にします。",
            fields={"validated": "ログファイルの検証"},
            notes={
                "not_ours": "証跡「{trail}」は Hinomi が作ったものではないため、そのままにしています。CloudTrail コンソールでこの証跡を開き、「ログファイルの検証」を有効にしてください。Hinomi に任せる場合は、証跡にタグ hinomi:managed-by = baseline を付けます。",
            },
        ),
        "en": Text(
            title="The log files of trails are validated",
            why="An intruder who alters or deletes log files goes unnoticed, and the logs prove nothing.",
            change="Log file validation of the trail is turned on: every hour CloudTrail puts a digest file into the same bucket. Nothing else of the trail changes. Only the S3 storage of the digest files costs anything.",
            undo="In the CloudTrail console under Trails, open the trail, choose Edit beside General details, and turn off Log file validation.",
            fields={"validated": "log file validation"},
            notes={
                "not_ours": "The trail {trail} was not made by Hinomi and is left alone. Turn on Log file validation in the CloudTrail console, or hand the trail over to Hinomi: give it the tag hinomi:managed-by = baseline.",
            },
        ),
    },
    read=read,
    write=write,
    preflight=preflight,
    traces=("UpdateTrail",),
)
