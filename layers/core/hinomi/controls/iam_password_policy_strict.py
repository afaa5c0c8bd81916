"""The password policy asks for long passwords of all four kinds of characters, and none of the last 24 again.

Nothing else of the policy is touched: what a person has chosen of age, hard expiry and who may change passwords is sent
back as it is, for AWS resets what is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import AtLeast, Flag, Record, State, Value
from hinomi.errors import HinomiError
from hinomi.services import password_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {
    "length": 14,
    "uppercase": True,
    "lowercase": True,
    "numbers": True,
    "symbols": True,
    "reuse": 24,
}
_CLASSES = {
    "uppercase": "RequireUppercaseCharacters",
    "lowercase": "RequireLowercaseCharacters",
    "numbers": "RequireNumbers",
    "symbols": "RequireSymbols",
}
_FIELDS = {"length": "MinimumPasswordLength", **_CLASSES, "reuse": "PasswordReusePrevention"}
_KEPT = "others have added to the policy: not as before"
# What holds where the account has no policy: 8 characters, of three of the four kinds
# (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html).
_AWS_OWN: dict[str, Value] = {"length": 8, **dict.fromkeys(_CLASSES, False), "reuse": None}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the account's policy, or AWS's own where it has none."""
    policy = password_policy.read(scene)
    if policy is None:
        yield Actual(state=_AWS_OWN, context={"policy": None}, notes=(Note("no_policy"),))
        return
    absent: dict[str, Value] = {**_AWS_OWN, "length": None}
    state = {name: policy.get(field, absent[name]) for name, field in _FIELDS.items()}
    yield Actual(state=state, context={"policy": policy})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Send the target with all the rest as it is.

    A policy made from nothing asks for all four kinds, whatever is wanted: AWS's own one, which it replaces, asks for
    three of them, and a policy cannot say "three of four".
    """
    there = actual.context["policy"]
    kinds = dict.fromkeys(_CLASSES.values(), True) if there is None else {}
    password_policy.write(scene, {**(there or {}), **_sent(target), **kinds})


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Bring the six fields back, the rest as it is now; a policy that we made goes, unless others have added to it."""
    now = actual.context["policy"] or {}
    rest = {name: value for name, value in now.items() if name not in _FIELDS.values()}
    if actual.context["before"]["policy"] is not None:
        password_policy.write(scene, {**rest, **_sent(before)})
    elif any(rest.values()):
        raise HinomiError(_KEPT)
    else:
        password_policy.delete(scene)


def _sent(state: State) -> dict[str, int | bool]:
    """Name the fields as AWS does; a number that is None is left out, which is how AWS takes it."""
    found = {field: state[name] for name, field in _FIELDS.items()}
    return {field: value for field, value in found.items() if isinstance(value, int)}


CONTROL = Control(
    id="iam_password_policy_strict",
    scope=Scope.ACCOUNT,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.LOW,
    standards=("FSBP IAM.7", "CIS5 1.7", "CIS5 1.8", "CIS7 2.8", "CIS7 2.9", "SSB ACCT.06"),
    order=Record(
        {
            "length": AtLeast(6, 128),
            "uppercase": Flag(),
            "lowercase": Flag(),
            "numbers": Flag(),
            "symbols": Flag(),
            "reuse": AtLeast(1, 24),
        }
    ),
    desired=DESIRED,
    reads=password_policy.READS,
    writes=password_policy.WRITES,
    undoes=password_policy.UNDOES,
    texts={
        "ja": Text(
            title="IAM のパスワードポリシーを強化する",
            why="短いパスワードや使い回しのパスワードは、総当たりや、漏えいしたパスワードの流用で破られ、コンソールに侵入されます。",
            change="IAM ユーザーが次にパスワードを変えるときから、14 文字以上で、大文字・小文字・数字・記号をすべて含み、直近 24 個と異なるパスワードを求めます。今のパスワードはそのまま使えます。パスワードを自動で生成しているスクリプトがあれば、条件を確認してください。これより厳しい設定、有効期限、パスワード変更の許可は変わりません。",
            undo="IAM コンソールの「アカウント設定」で「パスワードポリシー」の「編集」を開き、元の値に戻します。元がデフォルトだった場合は「IAM デフォルト」を選びます。",
            fields={
                "length": "最小の文字数",
                "uppercase": "大文字",
                "lowercase": "小文字",
                "numbers": "数字",
                "symbols": "記号",
                "reuse": "再利用を禁止する世代数",
            },
            notes={
                "no_policy": "このアカウントには独自のパスワードポリシーがなく、AWS のデフォルト (8 文字以上で、4 種類の文字のうち 3 種類以上) が適用されています。"
            },
        ),
        "en": Text(
            title="The IAM password policy is strict",
            why="Short or reused passwords fall to guessing and to lists of leaked ones, and open the console.",
            change="From the next change of a password, IAM users need 14 characters with upper and lower case, a number and a symbol, unlike the last 24. Today's passwords go on working. Check scripts that generate passwords. Stricter settings, expiry and who may change passwords stay as they are.",
            undo="In the IAM console under Account settings, choose Edit beside Password policy and enter the values from before, or IAM default if there was no policy.",
            fields={
                "length": "minimum length",
                "uppercase": "upper case",
                "lowercase": "lower case",
                "numbers": "numbers",
                "symbols": "symbols",
                "reuse": "earlier passwords refused",
            },
            notes={
                "no_policy": "This account has no password policy of its own; AWS's default holds: at least 8 characters, of at least three of the four kinds."
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
    slow=True,
    traces=password_policy.TRACES,
)
