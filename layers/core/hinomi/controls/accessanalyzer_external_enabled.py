"""IAM Access Analyzer tells in every Region which resources somebody outside can reach.

Any analyzer for external access satisfies, of the account or of its organization. None is ever deleted or retyped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import analyzers
from hinomi.services.ownership import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"analyzed": True}
NAME = "hinomi-external-access"
_TYPES = ("ACCOUNT", "ORGANIZATION")


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether an analyzer for external access works in the Region."""
    yield Actual(state={"analyzed": analyzers.works(analyzers.of_types(scene, _TYPES))})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name an analyzer of the account that does not work and takes the only place."""
    del actual
    yield from analyzers.broken(analyzers.of_types(scene, _TYPES), "ACCOUNT")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make an analyzer for the account."""
    del actual, target
    scene.call("accessanalyzer", "create_analyzer", analyzerName=NAME, type="ACCOUNT", tags=TAGS)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the analyzer that the round made."""
    del actual, before
    analyzers.remove_ours(scene, NAME)


CONTROL = Control(
    id="accessanalyzer_external_enabled",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("CIS5 1.19", "CIS7 2.18"),
    order=Record({"analyzed": Flag()}),
    desired=DESIRED,
    reads=analyzers.READS,
    writes=analyzers.WRITES,
    undoes=analyzers.UNDOES,
    texts={
        "ja": Text(
            title="IAM Access Analyzer で外部アクセスを分析する",
            why="S3 バケットや IAM ロールなどがアカウントの外部に公開されていても、分析していなければ誰も気づきません。",
            change="外部アクセスアナライザー「hinomi-external-access」をリージョンごとに作成します。外部からアクセスできるリソースが検出結果として報告されるようになります。料金はかからず、リソースの設定は変わりません。",
            undo="IAM コンソールの「アクセスアナライザー」の「アナライザー設定」で「hinomi-external-access」を選び、削除します。検出結果もあわせて削除されます。",
            fields={"analyzed": "外部アクセスの分析"},
            notes={
                "broken": "正常に動いていないアナライザーがあります: {analyzers}。同じ種類のアナライザーは 1 つしか作成できないため、内容を確認して削除してください。次回の点検で作り直します。",
            },
        ),
        "en": Text(
            title="IAM Access Analyzer looks for external access",
            why="A bucket or a role that outsiders can reach goes unnoticed as long as nothing looks for it.",
            change="Creates the external access analyzer hinomi-external-access in each Region. Resources that can be reached from outside then show up as findings. It is free of charge and changes no resource.",
            undo="In the IAM console under Access analyzer, open Analyzer settings, select hinomi-external-access and delete it. Its findings go with it.",
            fields={"analyzed": "external access analysis"},
            notes={
                "broken": "An analyzer does not work: {analyzers}. AWS allows only one of its type, so please look into it and delete it. The next round makes a new one.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=analyzers.TRACES,
)
