"""The root user has no access keys. Only a person can delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"absent": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether the root user has access keys."""
    summary = scene.call("iam", "get_account_summary")["SummaryMap"]
    yield Actual(state={"absent": not summary["AccountAccessKeysPresent"]})


CONTROL = Control(
    id="iam_root_keys_absent",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("FSBP IAM.4", "CIS5 1.3", "CIS7 2.4", "SSB ACCT.02"),
    order=Record({"absent": Flag()}),
    desired=DESIRED,
    reads=("iam:GetAccountSummary",),
    texts={
        "ja": Text(
            title="ルートユーザーにアクセスキーを持たせない",
            why="ルートユーザーのアクセスキーが漏れると、アカウントのすべてを操作されます。IAM ポリシーで制限することもできません。",
            change="ルートユーザーでサインインし、右上のアカウント名から「セキュリティ認証情報」を開きます。「アクセスキー」の「最後に使用」を見て使っていないことを確かめます。使っている場合は、先に IAM ロールへ置き換えてください。その後、「無効化」してしばらく様子を見てから「削除」します。",
            fields={"absent": "ルートユーザーのアクセスキー"},
        ),
        "en": Text(
            title="The root user has no access keys",
            why="Whoever gets hold of a root access key can do everything in the account, and no IAM policy holds them back.",
            change="Sign in as the root user and open Security credentials under the account name. See when the access keys were last used, replace what uses them by an IAM role, deactivate the keys, wait, and delete them.",
            fields={"absent": "root access keys"},
        ),
    },
    read=read,
    # No traces: most events of these names are about an IAM user's own key, and would blame whoever came last.
)
