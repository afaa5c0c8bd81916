"""The root user's MFA is a security key or passkey rather than an authenticator app. Only a person can register one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import root_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"mfa": "hardware"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the weakest way in which the root user can sign in: an app beside a security key is a way, too."""
    mfa = root_user.mfa(scene)
    if mfa == "enabled":
        mfa = "virtual" if root_user.has_virtual_mfa(scene) else "hardware"
    yield Actual(state={"mfa": mfa})


CONTROL = Control(
    id="iam_root_hardware_mfa_enabled",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("FSBP IAM.6", "CIS5 1.5", "CIS7 2.6"),
    order=Record({"mfa": Ladder(("none", "virtual", "hardware", root_user.NO_CREDENTIALS))}),
    desired=DESIRED,
    reads=("iam:GetAccountSummary", "iam:ListVirtualMFADevices"),
    texts={
        "ja": Text(
            title="ルートユーザーの MFA にセキュリティキーかパスキーを使う",
            why="認証アプリの 6 桁のコードは、偽のサインイン画面に入力するとそのまま盗まれます。セキュリティキーやパスキーは偽の画面では動きません。",
            change="ルートユーザーでサインインし、「セキュリティ認証情報」の「MFA デバイスの割り当て」で「パスキーまたはセキュリティキー」を登録し、動作を確かめてから認証アプリの登録を削除します。キーは 2 本用意し、1 本は別の場所に保管してください。",
            fields={"mfa": "ルートユーザーの MFA"},
        ),
        "en": Text(
            title="The root user's MFA is a security key or passkey",
            why="A fake sign-in page can ask for the six digits of an authenticator app and use them. A security key or passkey does not answer a fake page.",
            change="Sign in as the root user, open Security credentials, choose Assign MFA device, register a passkey or security key, try it, and then remove the authenticator app. Keep a second key in another place.",
            fields={"mfa": "root MFA"},
        ),
    },
    read=read,
    # No traces: most events of these names are about an IAM user's own device, and would blame whoever came last.
)
