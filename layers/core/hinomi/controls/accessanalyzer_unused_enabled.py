"""IAM Access Analyzer tells which roles, users, keys and permissions nobody uses.

It is paid for by role and user in each Region that has an analyzer, and IAM is the same in all: one Region is enough,
whichever it is. The age from which an existing analyzer calls something unused is a person's choice and stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import DENIED, NOT_HERE, AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import analyzers
from hinomi.services.ownership import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"analyzed": True}
NAME = "hinomi-unused-access"
AGE = 90
"""Days without use from which a new analyzer calls something unused: what the console proposes."""
_KIND = "ACCOUNT_UNUSED_ACCESS"
_TYPES = (_KIND, "ORGANIZATION_UNUSED_ACCESS")


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether an analyzer for unused access works in any Region that can be read."""
    found, unread = _everywhere(scene)
    yield Actual(state={"analyzed": analyzers.works(found)}, context={"unread": unread})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name what could make the new analyzer a second, paid one, and what takes its place."""
    if actual.context["unread"]:
        yield Note("unread", {"regions": ", ".join(actual.context["unread"])})
    found, _ = _everywhere(scene)
    yield from analyzers.broken(found, _KIND)


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make an analyzer in the home Region."""
    del actual, target
    age = {"unusedAccess": {"unusedAccessAge": AGE}}
    scene.at_home.call("accessanalyzer", "create_analyzer", analyzerName=NAME, type=_KIND, tags=TAGS, configuration=age)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the analyzer that the round made."""
    del actual, before
    analyzers.remove_ours(scene.at_home, NAME)


def _everywhere(scene: Scene) -> tuple[list[dict[str, Any]], list[str]]:
    """List the analyzers of all Regions, and the Regions other than home that do not let us look."""
    found = analyzers.of_types(scene.at_home, _TYPES)
    unread = []
    for region in scene.regions:
        if region == scene.home:
            continue
        try:
            found += analyzers.of_types(scene.at(region), _TYPES)
        except AwsError as error:
            if error.code in DENIED:
                unread.append(region)
            elif error.code not in NOT_HERE:
                raise
    return found, unread


CONTROL = Control(
    id="accessanalyzer_unused_enabled",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    order=Record({"analyzed": Flag()}),
    desired=DESIRED,
    reads=analyzers.READS,
    writes=analyzers.WRITES,
    undoes=analyzers.UNDOES,
    texts={
        "ja": Text(
            title="IAM Access Analyzer で未使用のアクセスを分析する",
            why="使われていないロールやアクセスキー、余分な権限は、漏えいしたときに被害を広げます。分析していないと、どれを消してよいか分かりません。",
            change="ホームリージョンに未使用アクセスアナライザー「hinomi-unused-access」を作成します。90 日間使われていないロール、ユーザー、権限が報告されます。分析する IAM ロールとユーザーの数に応じて、毎月料金がかかります。組織のアナライザーはメンバーアカウントから見えません。組織ですでに分析しているアカウントでは、二重に課金されるため、有効にしないでください。",
            undo="IAM コンソールの「アクセスアナライザー」の「アナライザー設定」で「hinomi-unused-access」を選び、削除します。",
            fields={"analyzed": "未使用アクセスの分析"},
            notes={
                "broken": "正常に動いていないアナライザーがあります: {analyzers}。内容を確認して削除してください。モードが enforce なら、次回の点検で作り直します。",
                "unread": "次のリージョンのアナライザーを確認できません: {regions}。すでにあると二重に課金されるため、作成を見送りました。権限を確認するか、hinomi.yaml の baseline.exclude_regions に加えてください。",
            },
        ),
        "en": Text(
            title="IAM Access Analyzer looks for unused access",
            why="Roles, access keys and permissions that nobody uses make a leak worse. Without an analysis nobody knows which of them can go.",
            change="Creates the unused access analyzer hinomi-unused-access in the home Region. Roles, users and permissions that nobody has used for 90 days are reported. AWS charges every month for each IAM role and user that it analyzes. A member account cannot see an analyzer of its organization: where one covers it already, leave this off, or the same is paid for twice.",
            undo="In the IAM console under Access analyzer, open Analyzer settings, select hinomi-unused-access and delete it.",
            fields={"analyzed": "unused access analysis"},
            notes={
                "broken": "An analyzer does not work: {analyzers}. Please look into it and delete it. In mode enforce, the next round makes a new one.",
                "unread": "The analyzers of these Regions cannot be read: {regions}. One that is there already would be paid for twice, so none was made. Check the permissions, or add the Regions to baseline.exclude_regions in hinomi.yaml.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=analyzers.TRACES,
)
