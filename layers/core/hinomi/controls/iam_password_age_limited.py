"""Passwords of IAM users expire.

"Never" cannot be written as 0: AWS takes 1 to 1095 days or no field at all. `HardExpiry`, which locks users out until an
administrator resets their password, is never set here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import AtMost, Record, State
from hinomi.services import password_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"days": 90}


def read(scene: Scene) -> Iterator[Actual]:
    """Read after how many days passwords expire; None for never."""
    policy = password_policy.read(scene)
    yield Actual(state={"days": (policy or {}).get("MaxPasswordAge")}, context={"policy": policy})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Stop where there is no policy, and where an expired password would lock its owner out.

    A policy made for the age alone would replace AWS's own, which asks for longer passwords than a policy's defaults.
    """
    del scene
    policy = actual.context["policy"]
    if policy is None:
        yield Note("no_policy")
    elif policy.get("HardExpiry"):
        yield Note("hard_expiry")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Send the age with all the rest as it is; `undo` leaves it out where there was none."""
    policy = {name: value for name, value in actual.context["policy"].items() if name != "MaxPasswordAge"}
    days = target["days"]
    password_policy.write(scene, {**policy, "MaxPasswordAge": days} if isinstance(days, int) else policy)


CONTROL = Control(
    id="iam_password_age_limited",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    standards=("FSBP IAM.7",),
    order=Record({"days": AtMost(1, 1095)}),
    desired=DESIRED,
    reads=password_policy.READS,
    writes=password_policy.WRITES,
    undoes=password_policy.WRITES,
    texts={
        "ja": Text(
            title="IAM ユーザーのパスワードに有効期限を設ける",
            why="有効期限がないと、気づかないうちに漏れたパスワードが、いつまでも使われ続けます。",
            change="パスワードが 90 日で期限切れになります。最後の変更から 90 日を過ぎている IAM ユーザーは、次のサインインで変更を求められます。アクセスキーには影響しません。90 日より短い期限は、そのまま残します。",
            undo="IAM コンソールの「アカウント設定」で「パスワードポリシー」の「編集」を開き、「パスワードの有効期限を有効にする」を元の設定に戻します。",
            fields={"days": "有効期限の日数"},
            notes={
                "no_policy": "独自のパスワードポリシーがまだないため、有効期限を設定していません。iam_password_policy_strict のモードを enforce にすると、ポリシーを作成してから有効期限を設定します。",
                "hard_expiry": "「パスワードの有効期限が切れると、管理者によるリセットを必須とする」(HardExpiry) が有効なため、変更していません。このまま期限を設けると、期限を過ぎている IAM ユーザーがサインインできなくなります。IAM コンソールの「アカウント設定」でこの設定を外すか、対象のユーザーに知らせたうえで手動で期限を設定してください。",
            },
        ),
        "en": Text(
            title="Passwords of IAM users expire",
            why="Without an expiry, a password that has leaked unnoticed goes on working forever.",
            change="Passwords expire after 90 days. IAM users whose password is older have to choose a new one when they next sign in. Access keys are not affected. A shorter age stays as it is.",
            undo="In the IAM console under Account settings, choose Edit beside Password policy and set Turn on password expiration as it was.",
            fields={"days": "days until passwords expire"},
            notes={
                "no_policy": "No age was set, because the account has no password policy of its own yet. With iam_password_policy_strict in mode enforce the policy is made first, then the age is set.",
                "hard_expiry": "Left alone, because an expired password needs an administrator to reset it (HardExpiry): with an age, IAM users whose password is older could no longer sign in. Turn that off, or tell those users first and set the age by hand.",
            },
        ),
    },
    read=read,
    write=write,
    preflight=preflight,
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
    slow=True,
    traces=password_policy.TRACES,
)
