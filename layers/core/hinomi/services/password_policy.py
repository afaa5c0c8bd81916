"""The account's IAM password policy, as it can be sent back.

`UpdateAccountPasswordPolicy` knows no partial updates: what is left out goes back to its default
(https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html). So whoever changes one field
sends all the others as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinomi.baseline.scene import Scene

READS = ("iam:GetAccountPasswordPolicy",)
WRITES = ("iam:UpdateAccountPasswordPolicy",)
UNDOES = ("iam:DeleteAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy")
TRACES = ("DeleteAccountPasswordPolicy", "UpdateAccountPasswordPolicy")


def read(scene: Scene) -> dict[str, int | bool] | None:
    """Return the policy by AWS's names of its fields; None where the account has none of its own."""
    answer = scene.find("iam", "get_account_password_policy", missing="NoSuchEntity")
    return None if answer is None else _sendable(answer["PasswordPolicy"])


def write(scene: Scene, policy: Mapping[str, int | bool]) -> None:
    """Replace the policy by a whole one."""
    scene.call("iam", "update_account_password_policy", **policy)


def delete(scene: Scene) -> None:
    """Delete the policy: AWS's own one holds again."""
    scene.call("iam", "delete_account_password_policy")


def _sendable(policy: Mapping[str, int | bool]) -> dict[str, int | bool]:
    """Leave out what AWS shows and does not take: a number of 0, which means none, and what follows from the age."""
    return {
        name: value
        for name, value in policy.items()
        if name != "ExpirePasswords" and (isinstance(value, bool) or value)
    }
