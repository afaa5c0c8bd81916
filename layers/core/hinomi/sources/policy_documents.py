"""Policy documents: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hinomi.sources.cloudtrail_requests import listed
from hinomi.sources.reading import find, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator


def document_of(policy: object) -> dict[str, Any]:
    """Return a policy document, which CloudTrail holds as JSON text or as an object; empty where it is none."""
    if isinstance(policy, str):
        try:
            policy = json.loads(policy)
        except (ValueError, RecursionError):
            return {}
    return policy if isinstance(policy, dict) else {}


def statements(policy: object, effect: str) -> Iterator[dict[str, Any]]:
    """List the statements that `allow`, or those that `deny`."""
    return (one for one in listed(document_of(policy), "Statement") if text(one, "Effect").lower() == effect)


def words(value: object, *path: str) -> tuple[str, ...]:
    """Return one text as a list of one, as a policy document may be written."""
    return texts(value, *path) or ((text(value, *path),) if text(value, *path) else ())


def lets_everybody(policy: object) -> tuple[bool, bool]:
    """Tell whether it lets everybody in, and whether it does so without a condition."""
    public = [
        one
        for one in statements(policy, "allow")
        if "NotPrincipal" in one or "*" in (*words(one, "Principal"), *words(one, "Principal", "AWS"))
    ]
    return bool(public), any(not find(one, "Condition") for one in public)
