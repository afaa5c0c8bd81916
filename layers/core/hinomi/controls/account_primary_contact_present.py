"""The account's primary contact is complete. Who it is, only a person knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"complete": True}
_PARTS = ("FullName", "AddressLine1", "City", "PostalCode", "CountryCode", "PhoneNumber")


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether each part is there that AWS asks for."""
    answer = scene.find("account", "get_contact_information", missing="ResourceNotFoundException")
    there = answer["ContactInformation"] if answer else {}
    yield Actual(state={"complete": all(there.get(part, "").strip() for part in _PARTS)})


CONTROL = Control(
    id="account_primary_contact_present",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("CIS5 1.1", "CIS7 2.2", "SSB ACCT.01"),
    order=Record({"complete": Flag()}),
    desired=DESIRED,
    reads=("account:GetContactInformation",),
    texts={
        "ja": Text(
            title="アカウントの連絡先情報をすべて登録する",
            why="不正利用が疑われるときに AWS から連絡がつかないと、アカウントを停止されることがあります。ルートユーザーの復旧にも連絡先の電話番号が使われます。",
            change="「アカウント」ページの「連絡先情報」で「編集」を開き、氏名・住所・電話番号に、今の担当者のものを入力します。",
            fields={"complete": "連絡先情報"},
        ),
        "en": Text(
            title="The primary contact of the account is complete",
            why="When AWS suspects abuse and reaches nobody, it may suspend the account. The phone number also serves to recover the root user.",
            change="On the Account page under Contact information choose Edit, and enter the name, address and phone number of whoever answers for the account today.",
            fields={"complete": "contact information"},
        ),
    },
    read=read,
    traces=("PutContactInformation",),
)
