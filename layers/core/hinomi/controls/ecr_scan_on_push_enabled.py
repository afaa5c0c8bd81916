"""Every container image is scanned when it is pushed. The scan type is never lowered, and all rules and filters stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import NOT_HERE, AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Ladder, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

_BASIC, _ENHANCED = "BASIC", "ENHANCED"
DESIRED: State = {"scan_type": _BASIC, "every_repository": True}
_ON_PUSH = "SCAN_ON_PUSH"
_SCANNING = frozenset({_ON_PUSH, "CONTINUOUS_SCAN"})
_EVERY = {"filter": "*", "filterType": "WILDCARD"}
"""https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html#image-scanning-filters"""


def read(scene: Scene) -> Iterator[Actual]:
    """Read the scan type and whether a rule covers every repository."""
    answer = scene.call("ecr", "get_registry_scanning_configuration")
    found = answer["scanningConfiguration"]
    rules = found.get("rules", [])
    state = {"scan_type": found.get("scanType", _BASIC), "every_repository": any(map(_covers, rules))}
    yield Actual(state=state, context={"rules": rules})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Say where somebody pays for enhanced scanning and has chosen what is worth it, or is about to get it.

    Inspector takes minutes to make a registry's scanning enhanced: a write of ours would make it basic again.
    """
    if actual.state["scan_type"] == _BASIC and _is_becoming_enhanced(scene):
        yield Note("switching")
    if actual.state["scan_type"] == _ENHANCED and not actual.state["every_repository"]:
        yield Note("enhanced")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Write the whole configuration, since AWS replaces it: what is there, and scan on push for every repository."""
    rules = actual.context["rules"]
    if target["every_repository"] and not actual.state["every_repository"]:
        rules = _with_every_repository(rules)
    scene.call("ecr", "put_registry_scanning_configuration", scanType=target["scan_type"], rules=rules)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Bring back the scan type, and take out what `write` put in; what somebody has added since stays."""
    rules = actual.context["rules"]
    if not before["every_repository"]:
        rules = [rule for rule in map(_without_every_repository, rules) if rule["repositoryFilters"]]
    scene.call("ecr", "put_registry_scanning_configuration", scanType=before["scan_type"], rules=rules)


def _is_becoming_enhanced(scene: Scene) -> bool:
    try:
        answer = scene.call("inspector2", "batch_get_account_status", accountIds=[scene.account])
    except AwsError as error:
        if error.code in NOT_HERE:
            return False
        raise
    return any(one["resourceState"]["ecr"]["status"] == "ENABLING" for one in answer["accounts"])


def _covers(rule: dict[str, Any]) -> bool:
    filters = [one["filter"] for one in rule["repositoryFilters"]]
    return rule["scanFrequency"] in _SCANNING and any(set(name) == {"*"} for name in filters)


def _with_every_repository(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add a filter to the rule for scan on push, of which AWS allows one, or add that rule."""
    if not any(map(_is_on_push, rules)):
        return [*rules, {"scanFrequency": _ON_PUSH, "repositoryFilters": [_EVERY]}]
    return [
        {**rule, "repositoryFilters": [*rule["repositoryFilters"], _EVERY]} if _is_on_push(rule) else rule
        for rule in rules
    ]


def _without_every_repository(rule: dict[str, Any]) -> dict[str, Any]:
    if not _is_on_push(rule):
        return rule
    return {**rule, "repositoryFilters": [one for one in rule["repositoryFilters"] if one != _EVERY]}


def _is_on_push(rule: dict[str, Any]) -> bool:
    return bool(rule["scanFrequency"] == _ON_PUSH)


CONTROL = Control(
    id="ecr_scan_on_push_enabled",
    scope=Scope.REGION,
    mode=Mode.ENFORCE,
    cost=Cost.NONE,
    risk=Risk.NONE,
    order=Record({"scan_type": Ladder((_BASIC, _ENHANCED)), "every_repository": Flag()}),
    desired=DESIRED,
    reads=("ecr:GetRegistryScanningConfiguration", "inspector2:BatchGetAccountStatus"),
    writes=("ecr:PutRegistryScanningConfiguration", "iam:CreateServiceLinkedRole", "inspector2:Enable"),
    undoes=("ecr:PutRegistryScanningConfiguration", "inspector2:Disable"),
    texts={
        "ja": Text(
            title="ECR のイメージをプッシュ時にスキャンする",
            why="スキャンしていないと、既知の脆弱性を含むコンテナイメージが、気づかれないまま本番環境で使われます。",
            change="プライベートレジストリのスキャン設定に、すべてのリポジトリを対象とする「プッシュ時にスキャン」を追加します。今あるルールとフィルターは残します。基本スキャンに料金はかからず、プッシュやプルの動作は変わりません。",
            undo="ECR コンソールの「プライベートレジストリ」の「スキャン」で「編集」を開き、「プッシュ時にすべてのリポジトリをスキャン」のチェックを外します。",
            fields={"scan_type": "スキャンタイプ", "every_repository": "すべてのリポジトリのスキャン"},
            notes={
                "enhanced": "拡張スキャンの対象が一部のリポジトリに絞られています。広げるとイメージごとに料金がかかるため、変更を見送りました。ECR コンソールの「プライベートレジストリ」の「スキャン」で対象を確認してください。",
                "switching": "Amazon Inspector がこのレジストリを「拡張スキャン」に切り替えている途中のため、変更を見送りました。次回の点検で確認します。",
            },
        ),
        "en": Text(
            title="ECR images are scanned when they are pushed",
            why="Without it, container images with known vulnerabilities reach production unnoticed.",
            change="Adds scan on push for all repositories to the scanning configuration of the private registry. The rules and filters that are there stay. Basic scanning is free of charge, and pushing and pulling work as before.",
            undo="In the ECR console under Private registry, open Scanning, choose Edit and clear Scan on push all repositories.",
            fields={"scan_type": "scan type", "every_repository": "scanning of every repository"},
            notes={
                "enhanced": "Enhanced scanning is limited to some repositories. More would cost money for each image, so nothing was changed. Please check the filters in the ECR console under Private registry, Scanning.",
                "switching": "Amazon Inspector is changing this registry to enhanced scanning, so nothing was changed. The next round looks again.",
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=("PutRegistryScanningConfiguration",),
)
