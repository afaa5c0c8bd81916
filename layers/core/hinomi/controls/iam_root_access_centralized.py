"""An organization manages the root users of its member accounts centrally. Only its management account can say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

_FEATURES = ("RootCredentialsManagement", "RootSessions")
DESIRED: State = {"features": _FEATURES}
_NONE: State = {"features": ()}


def read(scene: Scene) -> Iterator[Actual]:
    """Read what the organization has enabled; an account in no organization has nothing to centralize.

    AWS's own pages write the error codes with and without "Exception" at their end
    (https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html).
    """
    try:
        answer = scene.call("iam", "list_organizations_features")
    except AwsError as error:
        match error.code.removesuffix("Exception"):
            case "OrganizationNotFound":
                return
            case "AccountNotManagementOrDelegatedAdministrator":
                yield Actual(state=_NONE, managed_by=Manager.ORGANIZATION)
            case "OrganizationNotInAllFeaturesMode":
                yield Actual(state=_NONE, notes=(Note("all_features"),))
            case "ServiceAccessNotEnabled":
                yield Actual(state=_NONE)
            case _:
                raise
    else:
        yield Actual(state={"features": tuple(sorted(answer.get("EnabledFeatures", ())))})


CONTROL = Control(
    id="iam_root_access_centralized",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.LOW,
    standards=("CIS7 2.1.1",),
    order=Record({"features": Superset(known=_FEATURES)}),
    desired=DESIRED,
    reads=("iam:ListOrganizationsFeatures",),
    texts={
        "ja": Text(
            title="メンバーアカウントのルートユーザーを一元管理する",
            why="メンバーアカウントごとにルートユーザーのパスワードが残っていると、その 1 つを盗まれただけでアカウントを乗っ取られます。パスワードと MFA も、アカウントの数だけ守り続けなければなりません。",
            change="管理アカウントの IAM コンソールで「ルートアクセス管理」を開き、「ルート認証情報管理」と「メンバーアカウントでの特権ルートアクション」を有効にします。その後、「ルートアクセス管理」でメンバーアカウントを選び、不要なルート認証情報を削除します。",
            fields={"features": "有効な機能"},
            notes={
                "all_features": "組織で使える機能が「一括請求」だけです。先に AWS Organizations コンソールの「設定」で、すべての機能を有効にする手続きを始めてください。"
            },
        ),
        "en": Text(
            title="Root access of member accounts is centralized",
            why="While each member account keeps a root password, one stolen password is enough to take over that account, and there are as many passwords and MFA devices to guard as accounts.",
            change="In the IAM console of the management account open Root access management and enable Root credentials management and Privileged root actions in member accounts. Then choose member accounts there and delete the root credentials that nobody needs.",
            fields={"features": "enabled features"},
            notes={
                "all_features": "The organization only has consolidated billing. First begin the process to enable all features, under Settings in the AWS Organizations console."
            },
        ),
    },
    read=read,
    traces=("DisableOrganizationsRootCredentialsManagement", "DisableOrganizationsRootSessions"),
)
