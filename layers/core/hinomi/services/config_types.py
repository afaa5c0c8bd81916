"""What a recorder of AWS Config records, and by whose choice it records less than it could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Note
from hinomi.services.listing import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

_GLOBAL = frozenset({"AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"})


def service_role(scene: Scene) -> str:
    """Name the service-linked role of AWS Config, as an ARN."""
    return scene.arn("iam", "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", region="")


def records_global_types(found: Answer) -> bool:
    """Tell whether a recorder records any of IAM's types, which are the same in every Region."""
    group = found.get("recordingGroup", {})
    if _strategy(group) == "EXCLUSION_BY_RESOURCE_TYPES":
        return bool(_GLOBAL - set(_excluded(group)))
    if group.get("allSupported"):
        return bool(group.get("includeGlobalResourceTypes"))
    return bool(_GLOBAL & set(group.get("resourceTypes", ())))


def gaps(scene: Scene, found: Answer) -> Iterator[Note]:
    """Note each choice by which a recorder records less than AWS Config could, or not as Security Hub wants it."""
    group = found.get("recordingGroup", {})
    if _excluded(group):
        yield Note("excludes", {"types": few(_excluded(group))})
    elif not group.get("allSupported"):
        yield Note("selects", {"types": few(group.get("resourceTypes", []))})
    mode = found.get("recordingMode", {})
    if "DAILY" in {one.get("recordingFrequency") for one in (mode, *mode.get("recordingModeOverrides", ()))}:
        yield Note("daily")
    if found.get("roleARN") != service_role(scene):
        yield Note("own_role", {"role": found.get("roleARN", "").rpartition("/")[2]})


def _strategy(group: Answer) -> str:
    strategy: str = group.get("recordingStrategy", {}).get("useOnly", "")
    return strategy


def _excluded(group: Answer) -> list[str]:
    excluded: list[str] = group.get("exclusionByResourceTypes", {}).get("resourceTypes", [])
    return excluded


NOTES = {
    "ja": {
        "excludes": (
            "記録の対象から外されているリソースタイプがあります: {types}。意図した選択かもしれないため、変更しません。"
        ),
        "selects": "選んだリソースタイプだけを記録しています: {types}。意図した選択かもしれないため、変更しません。",
        "daily": "一部またはすべてのリソースタイプを 1 日 1 回だけ記録しています。頻度は変更しません。",
        "own_role": (
            "サービスにリンクされたロールではなく「{role}」を使っています。"
            "Security Hub CSPM の Config.1 は、サービスにリンクされたロールを求めます。"
            "AWS Config コンソールの「設定」で変更できます。"
        ),
        "failing": "直近の記録に失敗しています ({error})。レコーダーのロールの権限を確認してください。",
    },
    "en": {
        "excludes": "Resource types are left out of the recording: {types}. Somebody may want that, so it stays.",
        "selects": "Only selected resource types are recorded: {types}. Somebody may want that, so it stays.",
        "daily": "Some or all resource types are recorded only once a day. The frequency stays.",
        "own_role": (
            "The recorder uses {role} instead of the service-linked role, which Config.1 of Security Hub CSPM wants. "
            "Change it under Settings in the AWS Config console."
        ),
        "failing": "The last recording failed ({error}): check the rights of the recorder's role.",
    },
}
