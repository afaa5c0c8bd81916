"""What a policy document lets whom do: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html."""

from __future__ import annotations

from typing import Any

from hinomi.sources.cloudtrail_requests import listed
from hinomi.sources.policy_documents import statements, words
from hinomi.sources.reading import text

_EVERYTHING = ("*", "*:*", "iam:*")
_EVERYBODY = ("AllUsers", "AuthenticatedUsers")


def is_boundless(policy: object) -> bool:
    """Tell whether it allows every action, or every one of IAM, on everything; a few exceptions are no bounds."""
    return any(
        ("*" in words(one, "Resource") or "NotResource" in one) and _allows_everything(one)
        for one in statements(policy, "allow")
    )


def _allows_everything(statement: dict[str, Any]) -> bool:
    """Tell whether all actions are named, or all but some that leave IAM in. The case of actions is of no account."""
    spared = {word.lower() for word in words(statement, "NotAction")}
    named = {word.lower() for word in words(statement, "Action")}
    return not set(_EVERYTHING).isdisjoint(named) or (bool(spared) and set(_EVERYTHING).isdisjoint(spared))


def principals(policy: object) -> tuple[str, ...]:
    """Name those whom it lets in."""
    found = (
        word
        for one in statements(policy, "allow")
        for path in (("Principal",), ("Principal", "AWS"), ("Principal", "Service"), ("Principal", "Federated"))
        for word in words(one, *path)
    )
    return tuple(dict.fromkeys(found))


def is_public_acl(request: dict[str, Any]) -> bool:
    """Tell whether an access control list of S3 lets everybody in, or everybody with an AWS account.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
    """
    canned = words(request, "x-amz-acl")
    granted = [
        text(grant, "Grantee", "URI") for grant in listed(request, "AccessControlPolicy", "AccessControlList", "Grant")
    ]
    headers = [word for key, _ in request.items() if key.startswith("x-amz-grant-") for word in words(request, key)]
    return any(one.startswith("public-") or one == "authenticated-read" for one in canned) or any(
        group in one for one in (*granted, *headers) for group in _EVERYBODY
    )
