"""What a copy in Security Hub keeps of the facts that the native alert tells: who has access to what is shared.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-securityhub-integration.html
"""

from __future__ import annotations

from typing import Any

from hinomi.model import Fact, Term
from hinomi.sources import arns
from hinomi.sources.reading import mapping, mask_keys, some_of, text
from hinomi.sources.securityhub_controls import product_name

_ACCESS_ANALYZER = "aws/access-analyzer"


def owner(finding: dict[str, Any], product: str) -> str:
    """Return whose resource it is where the finding's own account is only that of the analyzer."""
    if product_name(product) != _ACCESS_ANALYZER:
        return ""
    names = ("ResourceOwnerAccount", "resourceOwnerAccount")
    return next(filter(None, (text(finding, "ProductFields", name) for name in names)), "")


def facts(finding: dict[str, Any], product: str) -> tuple[Fact, ...]:
    """Tell who has access and what is allowed, as Access Analyzer's own alert does."""
    if product_name(product) != _ACCESS_ANALYZER:
        return ()
    granted = mapping(finding, "Resources", 0, "Details", "Other")
    kind, name = text(granted, "External Principal Type"), text(granted, "External Principal")
    named = mask_keys(arns.account_or(name) if kind in {"AWS", ""} else f"{kind}: {name}")
    actions = tuple(filter(None, (action.strip() for action in text(granted, "Action Granted").split(","))))
    return (
        Fact("principal", Term("anyone") if name == "*" else named if name else ""),
        Fact("granted_actions", mask_keys(some_of(actions))),
    )
