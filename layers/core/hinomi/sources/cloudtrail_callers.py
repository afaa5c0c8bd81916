"""Who stands behind a CloudTrail record: a person, AWS on somebody's behalf, or AWS itself.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html. `userAgent` is
what the caller claims to be, so nothing here goes by it.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from hinomi.sources import arns
from hinomi.sources.cloudtrail import is_service_event
from hinomi.sources.reading import text

_CLOUDFORMATION = "cloudformation.amazonaws.com"
# What a person does in the console may be invoked by the console's own sign-in service.
_CONSOLE = "signin.amazonaws.com"
# Only AWS can make a role under this path, and only the service that it is for can assume it. Further on in a path
# anybody can write these words, colons and all: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html,
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
_SERVICE_LINKED = "role/aws-service-role/"


class Caller(Enum):
    """Who made a call."""

    PRINCIPAL = auto()
    """A person or a program with credentials of the account."""
    SERVICE = auto()
    """An AWS service with the rights of somebody who asked it to."""
    CLOUDFORMATION = auto()
    """CloudFormation with the rights of whoever deploys."""
    AWS = auto()
    """An AWS service of its own accord, or with its service-linked role."""


def caller_of(record: dict[str, Any]) -> Caller:
    """Say who made the call."""
    identity = record.get("userIdentity")
    issuer = arns.parse(text(identity, "sessionContext", "sessionIssuer", "arn"))
    service_linked = issuer.service == "iam" and issuer.resource.startswith(_SERVICE_LINKED)
    if is_service_event(record) or text(identity, "type") == "AWSService" or service_linked:
        return Caller.AWS
    if _CLOUDFORMATION in (via(record), text(record, "sourceIPAddress")):
        return Caller.CLOUDFORMATION
    return Caller.SERVICE if via(record) else Caller.PRINCIPAL


def via(record: dict[str, Any]) -> str:
    """Name the service that made the call on somebody's behalf, if one did."""
    service = text(record, "userIdentity", "invokedBy")
    return "" if service == _CONSOLE else service


def is_round(record: dict[str, Any]) -> bool:
    """Tell whether it looks as if Hinomi's own round made the call.

    Anybody who may create roles can give one such a name, so this must never silence what is dangerous.
    """
    issuer = text(record, "userIdentity", "sessionContext", "sessionIssuer", "userName")
    return text(record, "userIdentity", "type") == "AssumedRole" and "-BaselineRole-" in issuer
