"""The root user signs in with MFA, or cannot sign in at all. Only a person can register a device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services import root_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"mfa": "enabled"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the root user has an MFA device, or no credentials to protect."""
    yield Actual(state={"mfa": root_user.mfa(scene)})


CONTROL = Control(
    id="iam_root_mfa_enabled",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("CIS5 1.4", "CIS7 2.5", "SSB ACCT.02", "SSB ACCT.05"),
    order=Record({"mfa": Ladder(("none", "enabled", root_user.NO_CREDENTIALS))}),
    desired=DESIRED,
    reads=("iam:GetAccountSummary",),
    texts={
        "ja": Text(
            title="ルートユーザーの多要素認証 (MFA) を有効にする",
            why="MFA がないと、パスワードかメールアカウントのどちらかを盗まれただけで、AWS アカウント全体を乗っ取られます。",
            change="ルートユーザーでサインインし、右上のアカウント名から「セキュリティ認証情報」を開き、「多要素認証 (MFA)」の「MFA デバイスの割り当て」で登録します。紛失に備えて 2 台以上の登録をお勧めします。",
            fields={"mfa": "ルートユーザーの MFA"},
        ),
        "en": Text(
            title="The root user has MFA",
            why="Without MFA, a stolen password or mailbox is enough to take over the whole account.",
            change="Sign in as the root user, open Security credentials under the account name and choose Assign MFA device. Register two or more devices, in case one is lost.",
            fields={"mfa": "root MFA"},
        ),
    },
    read=read,
    # No traces: most events of these names are about an IAM user's own device, and would blame whoever came last.
)
