"""Service settings of Systems Manager: values with a default of AWS's own, per Region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError

if TYPE_CHECKING:
    from hinomi.baseline.aws import Answer
    from hinomi.baseline.control import Actual
    from hinomi.baseline.scene import Scene

READS = ("ssm:GetServiceSetting",)
WRITES = ("ssm:UpdateServiceSetting",)
UNDOES = ("ssm:ResetServiceSetting", "ssm:UpdateServiceSetting")
TRACES = ("ResetServiceSetting", "UpdateServiceSetting")


def setting(scene: Scene, name: str) -> dict[str, str]:
    """Read a setting: its `value`, and its `status`, which is `Default` while nobody has chosen one.

    https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ServiceSetting.html
    """
    answer = scene.find("ssm", "get_service_setting", "ServiceSettingNotFound", SettingId=name) or {}
    found: Answer = answer.get("ServiceSetting", {})
    return {"value": found.get("SettingValue", ""), "status": found.get("Status", "Default")}


def put(scene: Scene, name: str, value: str) -> None:
    """Choose a value; where AWS has not provisioned the setting, the Region does not support it."""
    sent = {"SettingId": name, "SettingValue": value}
    if scene.find("ssm", "update_service_setting", "ServiceSettingNotFound", **sent) is None:
        raise AwsError("ssm", "update_service_setting", "UnsupportedOperationException")


def restore(scene: Scene, name: str, actual: Actual) -> None:
    """Bring back the value that somebody had chosen before, or AWS's default where nobody had."""
    before = actual.context["before"]
    if before["status"] == "Default":
        scene.call("ssm", "reset_service_setting", SettingId=name)
    else:
        put(scene, name, before["value"])
