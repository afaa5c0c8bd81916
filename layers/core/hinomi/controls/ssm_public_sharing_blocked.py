"""Nobody in the account can make a Systems Manager document public.

Blocking leaves documents that are public already as they are
(https://docs.aws.amazon.com/securityhub/latest/userguide/ssm-controls.html#ssm-7): while there are any, a person
decides what becomes of them first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import ssm_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"blocked": True}
SETTING = "/ssm/documents/console/public-sharing-permission"
_BLOCKED = "Disable"


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether documents can be shared with everybody."""
    found = ssm_settings.setting(scene, SETTING)
    yield Actual(state={"blocked": found["value"] == _BLOCKED}, context=found)


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name the account's own documents that are public now."""
    del actual
    own = [{"Key": "Owner", "Values": ["Self"]}]
    names = [one["Name"] for one in scene.every("ssm", "list_documents", "DocumentIdentifiers", Filters=own)]
    public = [name for name in names if _is_public(scene, name)]
    if public:
        yield Note("public", {"documents": ", ".join(public)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Block public sharing."""
    del actual, target
    ssm_settings.put(scene, SETTING, _BLOCKED)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Bring back the choice from before."""
    del before
    ssm_settings.restore(scene, SETTING, actual)


def _is_public(scene: Scene, name: str) -> bool:
    shared = scene.every("ssm", "describe_document_permission", "AccountIds", Name=name, PermissionType="Share")
    return any(account.lower() == "all" for account in shared)


CONTROL = Control(
    id="ssm_public_sharing_blocked",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.LOW,
    standards=("FSBP SSM.7",),
    order=Record({"blocked": Flag()}),
    desired=DESIRED,
    reads=(*ssm_settings.READS, "ssm:DescribeDocumentPermission", "ssm:ListDocuments"),
    writes=ssm_settings.WRITES,
    undoes=ssm_settings.UNDOES,
    texts={
        "ja": Text(
            title="SSM ドキュメントのパブリック共有をブロックする",
            why="誤ってパブリック共有すると、ドキュメントに書かれた手順や内部の情報を誰でも読めるようになります。",
            change="今後、SSM ドキュメントをパブリック共有できなくなります。特定のアカウントとの共有は、これまでどおり使えます。公開中のドキュメントが 1 つでもあれば、何も変更しません。料金はかかりません。",
            undo="Systems Manager コンソールの「ドキュメント」で「設定」タブを開き、「パブリック共有をブロック」の「編集」でチェックを外します。",
            fields={"blocked": "パブリック共有のブロック"},
            notes={
                "public": "パブリック共有中のドキュメントがあります: {documents}。ブロックしても公開されたままになるため、変更を見送りました。公開が不要であれば各ドキュメントの「許可」で共有を解除してください。次回の点検でブロックします。",
            },
        ),
        "en": Text(
            title="Public sharing of SSM documents is blocked",
            why="A document made public by mistake shows its procedures and internal details to everybody.",
            change="SSM documents can no longer be made public. Sharing them with single accounts works as before. If a single document is public, nothing is changed. It is free of charge.",
            undo="In the Systems Manager console under Documents, open the Preferences tab, choose Edit beside Block public sharing and clear it.",
            fields={"blocked": "blocking of public sharing"},
            notes={
                "public": "Nothing was changed, because documents are public now: {documents}. Blocking alone would leave them public. Stop sharing those that need not be public under Permissions of the document; the next round then blocks.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=ssm_settings.TRACES,
)
