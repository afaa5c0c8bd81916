"""Declarative policies: what an organisation decides on EC2's settings in place of its accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Manager

if TYPE_CHECKING:
    from hinomi.baseline.aws import Answer


def manager(answer: Answer) -> Manager | None:
    """Tell from EC2's `ManagedBy` whether a declarative policy decides: EC2 then refuses every write.

    https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html
    """
    return Manager.DECLARATIVE_POLICY if answer.get("ManagedBy") == "declarative-policy" else None
