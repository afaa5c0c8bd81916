"""Who lowered the protection of a bucket, and from where, as a policy finding of Macie tells it.

https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html (`FindingActor`).
"""

from __future__ import annotations

from typing import Any

from hinomi.model import Actor, Origin
from hinomi.sources import arns
from hinomi.sources.reading import mapping, mask_key, mask_keys, text

# `userIdentity.type` → the field that holds the identity.
_IDENTITIES = {
    "AssumedRole": "assumedRole",
    "IAMUser": "iamUser",
    "FederatedUser": "federatedUser",
    "Root": "root",
    "AWSAccount": "awsAccount",
    "AWSService": "awsService",
}
_NAMES = ("userName", "arn", "invokedBy", "principalId", "accountId")


def actor(detail: dict[str, Any]) -> Actor | None:
    """Return who made the call, if the finding says so."""
    identity = mapping(detail, "policyDetails", "actor", "userIdentity")
    kind = text(identity, "type")
    held = mapping(identity, _IDENTITIES.get(kind, ""))
    named = next(filter(None, (text(held, name) for name in _NAMES)), "")
    found = Actor(
        kind=kind,
        name=mask_keys(arns.short_name(named)),
        access_key=mask_key(text(held, "accessKeyId")),
    )
    return found if found != Actor() else None


def origin(detail: dict[str, Any]) -> Origin | None:
    """Return where the call came from, if the finding says so."""
    address = mapping(detail, "policyDetails", "actor", "ipAddressDetails")
    system, number = text(address, "ipOwner", "asnOrg"), text(address, "ipOwner", "asn")
    found = Origin(
        ip=text(address, "ipAddressV4"),
        country=text(address, "ipCountry", "name"),
        city=text(address, "ipCity", "name"),
        network=" ".join(filter(None, (system, f"(AS{number})" if number else ""))),
    )
    return found if found != Origin() else None
