"""The global endpoint of STS gives tokens that are valid in every Region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import AtLeast, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"version": 2}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the version of the tokens; an answer without it has the first."""
    summary = scene.call("iam", "get_account_summary")["SummaryMap"]
    yield Actual(state={"version": summary.get("GlobalEndpointTokenVersion", 1)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Choose the version; `undo` chooses the one before."""
    del actual
    version = f"v{target['version']}Token"
    scene.call("iam", "set_security_token_service_preferences", GlobalEndpointTokenVersion=version)


CONTROL = Control(
    id="iam_sts_tokens_v2",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.LOW,
    order=Record({"version": AtLeast(1, 2)}),
    desired=DESIRED,
    reads=("iam:GetAccountSummary",),
    writes=("iam:SetSecurityTokenServicePreferences",),
    undoes=("iam:SetSecurityTokenServicePreferences",),
    texts={
        "ja": Text(
            title="STS のグローバルエンドポイントのトークンを全リージョンで使えるようにする",
            why="バージョン 1 のトークンは、後から有効にしたリージョン (オプトインリージョン) では使えません。監査や自動化の処理が、そのリージョンだけで失敗します。",
            change="STS のグローバルエンドポイントが新しく発行するトークンがバージョン 2 になり、すべてのリージョンで使えます。発行済みのトークンは変わりません。トークンが長くなるため、長さに上限のある場所へトークンを保存しているシステムがないか確認してください。",
            undo="IAM コンソールの「アカウント設定」で「Security Token Service (STS)」のグローバルエンドポイントの「変更」を開き、デフォルトで有効なリージョンでのみ有効なトークンに戻します。",
            fields={"version": "トークンのバージョン"},
        ),
        "en": Text(
            title="Tokens of the global STS endpoint are valid in every Region",
            why="Tokens of version 1 do not work in Regions that were enabled later: audits and automation fail there alone.",
            change="The global endpoint of STS gives new tokens of version 2, valid in every Region. Those given before stay as they are. The new ones are longer: check for systems that keep tokens in a place of limited size.",
            undo="In the IAM console under Account settings, change Global endpoint of Security Token Service (STS) back to Valid only in AWS Regions enabled by default.",
            fields={"version": "version of the tokens"},
        ),
    },
    read=read,
    write=write,
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
    slow=True,
    traces=("SetSecurityTokenServicePreferences",),
)
