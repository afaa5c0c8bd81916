"""Macie: whether it is on in a Region, and who decides about it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

ABSENT, PAUSED, ENABLED = "ABSENT", "PAUSED", "ENABLED"
READS = ("macie2:GetAdministratorAccount", "macie2:GetMacieSession")


def status(scene: Scene) -> str:
    """Say how Macie stands in this Region: ABSENT, PAUSED or ENABLED.

    Where Macie is off, it answers as if access were denied; only its message tells that from a real denial.
    """
    try:
        return str(scene.call("macie2", "get_macie_session")["status"])
    except AwsError as error:
        if error.code == "AccessDeniedException" and "not enabled" in error.message:
            return ABSENT
        raise


def has_members(scene: Scene) -> bool:
    """Tell whether this account administers Macie for others, or has ever invited one."""
    return bool(scene.every("macie2", "list_members", "members", onlyAssociated="false"))


def has_administrator(scene: Scene) -> bool:
    """Tell whether another account administers Macie here. Ask only where Macie is there."""
    answer = scene.find("macie2", "get_administrator_account", "ResourceNotFoundException") or {}
    return answer.get("administrator", {}).get("relationshipStatus") in {"Enabled", "Paused"}
