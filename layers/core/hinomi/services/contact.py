"""An account's alternate contacts: who they are is for the operator to say, we only fill in a missing one.

https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import FillIn, Flag, Record, State, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

_DESIRED: State = {"present": True, "name": None, "title": None, "email": None, "phone": None}
_PARTS = {"name": "Name", "title": "Title", "email": "EmailAddress", "phone": "PhoneNumber"}


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one contact alone. `label` is its name in the console."""

    title: str
    why: str
    label: str


class Written(FillIn, frozen=True):
    """A text that a person has to write. `longest` and `pattern` are what AWS takes, `what` says it in words."""

    what: str
    longest: int
    pattern: str = r"(?s).+"

    def flaw(self, value: Value) -> str:
        """Say what is wrong with a wanted value."""
        fits = isinstance(value, str) and len(value) <= self.longest and re.fullmatch(self.pattern, value)
        return "" if fits else f"write {self.what} of at most {self.longest} characters"


_ORDER = Record(
    {
        "present": Flag(),
        "name": Written("a name", 64),
        "title": Written("a title", 50),
        "email": Written("an e-mail address", 254, r"\s*[\w+=.#|!&-]+@[\w.-]+\.\w+\s*"),
        "phone": Written("a phone number in quotes, of digits, spaces and + - ( ),", 25, r"[\s0-9()+-]+"),
    }
)
_FIELDS = {
    "ja": {"present": "代替連絡先", "name": "氏名", "title": "役職", "email": "メールアドレス", "phone": "電話番号"},
    "en": {"present": "alternate contact", "name": "name", "title": "title", "email": "e-mail", "phone": "phone"},
}
_CHANGE = {
    "ja": (
        "代替連絡先がない場合だけ、hinomi.yaml に書かれた氏名・役職・メールアドレス・電話番号を登録します。"
        "すでにある連絡先は、内容が違っても書き換えません。hinomi.yaml に何も書いていなければ、お知らせするだけです。"
    ),
    "en": (
        "Where there is none, the name, title, e-mail address and phone number of hinomi.yaml are registered. "
        "A contact that is there stays, even if it differs. While hinomi.yaml names nobody, this only reports."
    ),
}
_UNDO = {
    "ja": "「アカウント」ページの「代替の連絡先」で、「{label}」の連絡先を削除します。",
    "en": "On the Account page under Alternate contacts, delete the {label} contact.",
}
_NOT_GIVEN = {
    "ja": (
        "連絡先が hinomi.yaml に書かれていないため、登録していません (足りない項目: {{fields}})。"
        "baseline.controls の下に次のように書くか、「アカウント」ページの「代替の連絡先」で登録してください。 {example}"
    ),
    "en": (
        "Nothing was registered, because hinomi.yaml does not say whom (missing: {{fields}}). Write it under "
        "baseline.controls as follows, or register the contact on the Account page under Alternate contacts. {example}"
    ),
}
_EXAMPLE = {
    "ja": '氏名, title: 役職, email: aws@example.com, phone: "+81 3-0000-0000"',
    "en": 'NAME, title: TITLE, email: aws@example.com, phone: "+81 3-0000-0000"',
}


def present(control: str, kind: str, *, standards: tuple[str, ...], words: dict[str, Words]) -> Control:
    """Make the control of one contact. `kind` is `SECURITY`, `OPERATIONS` or `BILLING`."""

    def read(scene: Scene) -> Iterator[Actual]:
        answer = scene.find("account", "get_alternate_contact", "ResourceNotFoundException", AlternateContactType=kind)
        there = answer["AlternateContact"] if answer else {}
        yield Actual(state={"present": bool(there), **{name: there.get(part) for name, part in _PARTS.items()}})

    def write(scene: Scene, actual: Actual, target: State) -> None:
        del actual
        contact = {part: target[name] for name, part in _PARTS.items()}
        scene.call("account", "put_alternate_contact", AlternateContactType=kind, **contact)

    def undo(scene: Scene, actual: Actual, before: State) -> None:
        del actual, before  # we only ever fill in a missing one
        scene.call("account", "delete_alternate_contact", AlternateContactType=kind)

    return Control(
        id=control,
        scope=Scope.ACCOUNT,
        mode=Mode.ENFORCE,
        cost=Cost.NONE,
        risk=Risk.NONE,
        standards=standards,
        order=_ORDER,
        desired=_DESIRED,
        reads=("account:GetAlternateContact",),
        writes=("account:PutAlternateContact",),
        undoes=("account:DeleteAlternateContact",),
        texts={locale: _text(locale, control, said) for locale, said in words.items()},
        read=read,
        write=write,
        undo=undo,
        lacks=_lacks,
        traces=("DeleteAlternateContact", "PutAlternateContact"),
        # Who somebody is and how to reach them: a report goes further than to those who may see it in AWS.
        private=("name", "email", "phone"),
    )


def _text(locale: str, control: str, words: Words) -> Text:
    """Complete the words, and note what is missing with the line of `hinomi.yaml` that the control wants."""
    example = f"{control}: {{{{desired: {{{{name: {_EXAMPLE[locale]}}}}}}}}}"
    return Text(
        title=words.title,
        why=words.why,
        change=_CHANGE[locale],
        undo=_UNDO[locale].format(label=words.label),
        fields=_FIELDS[locale],
        notes={"contact_not_given": _NOT_GIVEN[locale].format(example=example)},
    )


def _lacks(target: State) -> Iterator[Note]:
    """Name what AWS asks for and nobody has given: a contact has all four parts."""
    if missing := [name for name in _PARTS if not target[name]]:
        yield Note("contact_not_given", {"fields": ", ".join(missing)})
