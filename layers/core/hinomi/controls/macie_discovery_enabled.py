"""Macie looks for sensitive data in S3 by itself. What it looks at, and for what, is a person's choice and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import macie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

_OFF, _ON = "DISABLED", "ENABLED"
DESIRED: State = {"status": _ON}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether automated discovery is on; without Macie it is not."""
    session = macie.status(scene)
    if session == macie.ABSENT:
        yield Actual(state={"status": _OFF}, context={"session": session})
    elif macie.has_administrator(scene):
        yield Actual(state={"status": _of_member(scene)}, managed_by=Manager.ADMINISTRATOR)
    else:
        answer = scene.call("macie2", "get_automated_discovery_configuration")
        yield Actual(state={"status": answer["status"]}, context={"session": session})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Say that Macie itself has to be on first, and leave an administrator the choice about its members.

    Where the request says nothing of the members, AWS switches discovery on for all of them, at their cost
    (https://docs.aws.amazon.com/macie/latest/APIReference/automated-discovery-configuration.html).
    """
    if actual.context["session"] != macie.ENABLED:
        yield Note("session_off", {"status": actual.context["session"]})
    elif macie.has_members(scene):
        yield Note("members")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the status, of an account that administers no other."""
    del actual
    scene.call("macie2", "update_automated_discovery_configuration", status=target["status"])


def _of_member(scene: Scene) -> str:
    """Read what the administrator has chosen for this account.

    https://docs.aws.amazon.com/macie/latest/APIReference/automated-discovery-accounts.html
    """
    answer = scene.call("macie2", "list_automated_discovery_accounts", accountIds=[scene.account])
    return next((str(one["status"]) for one in answer.get("items", ())), _OFF)


CONTROL = Control(
    id="macie_discovery_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.NONE,
    standards=("FSBP Macie.2",),
    order=Record({"status": Ladder((_OFF, _ON))}),
    desired=DESIRED,
    reads=(
        *macie.READS,
        "macie2:GetAutomatedDiscoveryConfiguration",
        "macie2:ListAutomatedDiscoveryAccounts",
        "macie2:ListMembers",
    ),
    writes=("macie2:UpdateAutomatedDiscoveryConfiguration",),
    undoes=("macie2:UpdateAutomatedDiscoveryConfiguration",),
    texts={
        "ja": Text(
            title="Macie の機密データ自動検出を有効にする",
            why="自動検出がないと、個人情報や認証情報がどの S3 バケットにあるか分からず、守るべき場所の優先順位を付けられません。",
            change="Macie が S3 のオブジェクトを少しずつ選んで調べ、機密データを報告するようになります。調べるデータ量とオブジェクト数に応じて料金がかかり、データが多い環境では高額になることがあります。対象外にしたバケットや検出の設定は変わりません。",
            undo="Macie コンソールの「設定」で「機密データ自動検出」を開き、無効にします。",
            fields={"status": "機密データ自動検出"},
            notes={
                "session_off": "このリージョンでは Macie が動いていないため (状態: {status})、変更していません。先に macie_session_enabled の項目に対応してください。",
                "members": "このアカウントは Macie の管理者アカウントで、有効にするとメンバーアカウントのバケットも調べられ、料金がかかるため、変更していません。Macie コンソールの「設定」の「機密データ自動検出」で、対象のアカウントを選んで有効にしてください。",
            },
        ),
        "en": Text(
            title="Macie discovers sensitive data by itself",
            why="Without it, nobody knows which S3 buckets hold personal data or credentials, and so which to protect first.",
            change="Macie examines samples of the objects in S3 and reports sensitive data. AWS charges by the amount of data and the number of objects, which can be a lot. Excluded buckets and the settings of the discovery stay as they are.",
            undo="In the Macie console under Settings, open Automated sensitive data discovery and disable it.",
            fields={"status": "automated discovery"},
            notes={
                "session_off": "Nothing was changed, because Macie itself does not run in this Region (status: {status}). See to macie_session_enabled first.",
                "members": "This account administers Macie for others: enabling it would examine their buckets too, at a cost, so nothing was changed. Choose the accounts and enable it under Settings, Automated sensitive data discovery, in the Macie console.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    traces=("DisableMacie", "UpdateAutomatedDiscoveryConfiguration"),
)
