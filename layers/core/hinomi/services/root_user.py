"""How the account's root user signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

NO_CREDENTIALS = "no_credentials"
"""Nobody can sign in as the root user: an organization has taken its credentials away."""
_CREDENTIALS = ("AccountPasswordPresent", "AccountAccessKeysPresent", "AccountSigningCertificatesPresent")


def mfa(scene: Scene) -> str:
    """Say `none`, `enabled` or `no_credentials`.

    With centralized root access a member account's root user has no password, no keys and no MFA device, and nobody can
    recover them (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management).
    An answer that leaves the password out has one.
    """
    summary = {"AccountPasswordPresent": 1, **scene.call("iam", "get_account_summary")["SummaryMap"]}
    if not any(summary.get(name) for name in _CREDENTIALS):
        return NO_CREDENTIALS
    return "enabled" if summary.get("AccountMFAEnabled") else "none"


def has_virtual_mfa(scene: Scene) -> bool:
    """Tell whether an authenticator app is among the root user's MFA devices.

    Its owner tells, not its name: only the first device that AWS ever let the root user have was always called
    `root-account-mfa-device`.
    """
    root = scene.arn("iam", "root", region="")
    devices = scene.every("iam", "list_virtual_mfa_devices", "VirtualMFADevices", AssignmentStatus="Assigned")
    return any((device.get("User") or {}).get("Arn") == root for device in devices)
