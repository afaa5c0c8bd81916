"""Inspector scans instances, container images and functions for known vulnerabilities. Scans are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Manager, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset
from hinomi.services import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

_CODE = "LAMBDA_CODE"
DESIRED: State = {"scans": ("EC2", "ECR", "LAMBDA", _CODE)}
# https://docs.aws.amazon.com/inspector/v2/APIReference/API_ResourceState.html, and the resource type of each
_TYPES = {
    "ec2": "EC2",
    "ecr": "ECR",
    "lambda": "LAMBDA",
    "lambdaCode": _CODE,
    "codeRepository": "CODE_REPOSITORY",
}
_CODES = {
    "ACCESS_DENIED": "AccessDeniedException",
    "BLOCKED_BY_ORGANIZATION_POLICY": "BlockedByOrganizationPolicyException",
    "EVENTBRIDGE_THROTTLED": "ThrottlingException",
    "SSM_THROTTLED": "ThrottlingException",
}
"""Codes inside of an answer, and what other services call the same."""
_ON = frozenset({"ENABLED", "ENABLING"})
"""What AWS is about to enable counts: it takes minutes, and the next round sees whether it came about."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read which scans are on."""
    answer = scene.call("inspector2", "batch_get_account_status", accountIds=[scene.account])
    _ensure_done(answer, "batch_get_account_status")
    resources: dict[str, Any] = answer["accounts"][0]["resourceState"]
    on = {name for name, state in resources.items() if state["status"] in _ON}
    unknown = sorted(resources.keys() - _TYPES.keys() - on)
    yield Actual(
        state={"scans": tuple(sorted(_TYPES[name] for name in on & _TYPES.keys()))},
        managed_by=_manager(scene, resources),
        notes=(Note("undecided", {"features": ", ".join(unknown)}),) if unknown else (),
    )


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Enable the scans that are missing. AWS scans the code of functions only together with their packages.

    Where AWS does not scan code, it refuses the whole request: the other scans are enabled all the same, and told
    (https://docs.aws.amazon.com/inspector/latest/user/inspector_regions.html).
    """
    missing = _names(target) - _names(actual.state)
    if _CODE in missing:
        missing |= {"LAMBDA"} - _names(actual.state)
    try:
        _enable(scene, missing)
    except AwsError as error:
        if not (refusals.by_service(error) and "not supported" in error.message):
            raise
        if missing == {_CODE}:
            raise AwsError("inspector2", "enable", "UnsupportedOperationException", error.message) from error
        _enable(scene, missing - {_CODE})


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Disable the scans that were off before."""
    added = sorted(_names(actual.state) - _names(before))
    answer = scene.call("inspector2", "disable", accountIds=[scene.account], resourceTypes=added)
    _ensure_done(answer, "disable")


def _manager(scene: Scene, resources: dict[str, Any]) -> Manager | None:
    """Say who decides instead: an organization's policy, or the delegated administrator where that is another account."""
    if any(state.get("errorCode") == "BLOCKED_BY_ORGANIZATION_POLICY" for state in resources.values()):
        return Manager.ORGANIZATION
    try:
        answer = scene.find("inspector2", "get_delegated_admin_account", "ResourceNotFoundException") or {}
    except AwsError as error:
        if not refusals.by_service(error):
            raise
        answer = {}
    administrator = answer.get("delegatedAdmin", {})
    elsewhere = administrator.get("accountId", scene.account) != scene.account
    return Manager.ADMINISTRATOR if elsewhere and administrator.get("relationshipStatus") == "ENABLED" else None


def _enable(scene: Scene, scans: set[str]) -> None:
    if scans:
        answer = scene.call("inspector2", "enable", accountIds=[scene.account], resourceTypes=sorted(scans))
        _ensure_done(answer, "enable")


def _ensure_done(answer: Answer, operation: str) -> None:
    """Raise what AWS reports inside an answer that looks like a success."""
    for failed in answer.get("failedAccounts", ()):
        code = failed["errorCode"]
        raise AwsError("inspector2", operation, _CODES.get(code, code), failed["errorMessage"])


def _names(state: State) -> set[str]:
    scans = state["scans"]
    return set(scans) if isinstance(scans, tuple | list) else set()


CONTROL = Control(
    id="inspector_scanning_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.HIGH,
    risk=Risk.LOW,
    standards=("FSBP Inspector.1", "FSBP Inspector.2", "FSBP Inspector.3", "FSBP Inspector.4"),
    order=Record({"scans": Superset(tuple(_TYPES.values()))}),
    desired=DESIRED,
    reads=("inspector2:BatchGetAccountStatus", "inspector2:GetDelegatedAdminAccount"),
    writes=("inspector2:Enable", "iam:CreateServiceLinkedRole"),
    undoes=("inspector2:Disable",),
    texts={
        "ja": Text(
            title="Amazon Inspector のスキャンを有効にする",
            why="EC2 インスタンス、コンテナイメージ、Lambda 関数に既知の脆弱性が残っていても気づけず、攻撃に使われます。",
            change="Inspector の EC2、ECR、Lambda 標準、Lambda コードの各スキャンのうち、無効なものを有効にします。スキャンするインスタンス、イメージ、関数の数に応じて料金がかかり、多い環境では高額になることがあります。ECR のスキャンを有効にすると、レジストリのスキャンが「拡張スキャン」に切り替わります。Lambda コードのスキャンに対応していないリージョンでは、残りのスキャンだけを有効にします。",
            undo="Inspector コンソールの「アカウント管理」で、対象のスキャンを無効にします。ECR のレジストリは「基本スキャン」に戻ります。",
            fields={"scans": "有効なスキャン"},
            notes={"undecided": "Inspector に新しいスキャンがあり、Hinomi ではまだ扱いを決めていません: {features}。"},
        ),
        "en": Text(
            title="Amazon Inspector scans for vulnerabilities",
            why="Instances, container images and functions keep known vulnerabilities that nobody hears of until they are exploited.",
            change="Enables those of Inspector's scans of EC2, ECR, Lambda and Lambda code that are off. AWS charges for each instance, image and function that is scanned, which can be a lot. With ECR scanning on, the registry changes to enhanced scanning. In Regions where AWS does not scan Lambda code, only the others are enabled.",
            undo="In the Inspector console under Account management, deactivate the scans. The ECR registry goes back to basic scanning.",
            fields={"scans": "enabled scans"},
            notes={"undecided": "Inspector has new scans about which Hinomi has not decided yet: {features}."},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    slow=True,
    traces=("Disable",),
)
