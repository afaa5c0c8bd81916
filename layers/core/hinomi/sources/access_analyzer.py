"""IAM Access Analyzer: who from outside, from inside, or no longer, has access.

Three kinds of events of three shapes: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html
(the fourth, of access previews, tells of what somebody only thinks of doing).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Term
from hinomi.sources import arns
from hinomi.sources.access_analysis import ERROR, EXTERNAL, INTERNAL, PUBLIC, UNUSED, Access, unused_type
from hinomi.sources.facts import known
from hinomi.sources.reading import (
    flag,
    integer,
    is_from,
    mapping,
    mask_keys,
    milliseconds,
    moment,
    some_of,
    text,
    texts,
)

if TYPE_CHECKING:
    from hinomi.model import Event

_EXTERNAL, _INTERNAL = "access analyzer finding", "internal access finding"
_UNUSED = "unused access finding for iam entities"
_KINDS = {_EXTERNAL: EXTERNAL, _INTERNAL: INTERNAL, _UNUSED: UNUSED}
_ERRORS = {"ACCESS_DENIED": "access_denied", "INTERNAL_ERROR": "internal_error"}
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
_PRINCIPALS = ("AWS", "Federated", "CanonicalUser", "Service")
_CONDITION = re.compile(r"[A-Za-z0-9._/-]{1,128}:[A-Za-z0-9._/-]{1,128}")
_SECRET = {"sts:ExternalId"}
_REACHES = {"INTRA_ACCOUNT": "intra_account", "INTRA_ORG": "intra_org"}


def recognizes(event: Event) -> bool:
    """Tell whether this is a finding of Access Analyzer."""
    return is_from(event.body, "aws.access-analyzer", *_KINDS) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the finding into an alert; a finding that is deleted keeps its status, and is over all the same."""
    detail, body, access = mapping(event.body, "detail"), event.body, _access(event.body)
    created = moment(detail, "createdAt") or moment(body, "time") or event.received_at
    alert = Alert(
        source="access_analyzer",
        type=access.type(),
        severity=access.severity(),
        fingerprint=access.fingerprint(),
        copy=access.finding or access.fingerprint(),
        title=f"IAM Access Analyzer: {access.type()}",
        version=milliseconds(moment(detail, "updatedAt"), moment(body, "time"), event.received_at),
        guide=access.guide(),
        lifecycle=Lifecycle.CLOSED if _is_over(detail) else Lifecycle.OPEN,
        account=text(detail, "accountId") or text(body, "account"),
        region=_region(body),
        partition=arns.partition(access.analyzer, access.resource),
        resources=_resources(detail),
        facts=known(*_facts(detail, access)),
        first_seen=created,
        link=_link(body, access),
        reference=access.finding,
    )
    return (alert,)


def _access(body: dict[str, Any]) -> Access:
    detail = mapping(body, "detail")
    kind = _KINDS.get(text(body, "detail-type").lower(), EXTERNAL)
    analyzer = text(body, "resources", 0) or "/".join((text(body, "account"), text(body, "region")))
    resource, error = text(detail, "resource"), text(detail, "error").upper()
    identifier = text(detail, "id") or text(detail, "findingId")
    if error:
        return Access(analyzer, resource, ERROR, error, identifier)
    if kind == UNUSED:
        found = text(detail, "findingType")
        return Access(analyzer, resource, UNUSED, unused_type(found) or found, identifier)
    public = kind == EXTERNAL and _is_public(detail)
    return Access(analyzer, resource, PUBLIC if public else kind, finding=identifier)


def _is_public(detail: dict[str, Any]) -> bool:
    return flag(detail, "isPublic") is True


def _is_over(detail: dict[str, Any]) -> bool:
    return flag(detail, "isDeleted") is True or text(detail, "status").upper() in {"RESOLVED", "ARCHIVED"}


def _region(body: dict[str, Any]) -> str:
    return text(body, "detail", "region") or text(body, "region")


def _resources(detail: dict[str, Any]) -> tuple[Resource, ...]:
    name = mask_keys(arns.short_name(text(detail, "resource")))
    return (Resource(type=text(detail, "resourceType"), id=name),) if name else ()


def _facts(detail: dict[str, Any], access: Access) -> tuple[Fact, ...]:
    error, reach = text(detail, "error").upper(), text(detail, "accessType").upper()
    return (
        Fact("error", Term(_ERRORS[error]) if error in _ERRORS else error),
        Fact("principal", Term("anyone") if access.kind == PUBLIC else _principal(detail)),
        Fact("reach", Term(_REACHES[reach]) if reach in _REACHES else reach),
        Fact("granted_actions", some_of(texts(detail, "action"))),
        Fact("condition", _conditions(mapping(detail, "condition"))),
        Fact("unused_services", integer(detail, "numberOfUnusedServices") or ""),
        Fact("unused_actions", integer(detail, "numberOfUnusedActions") or ""),
        Fact("analyzer", arns.short_name(access.analyzer) if arns.parse(access.analyzer).resource else ""),
    )


def _principal(detail: dict[str, Any]) -> str:
    """Name who has access: an account or an ARN alone, others with their kind."""
    found = mapping(detail, "principal")
    told = ((kind, text(found, kind)) for kind in _PRINCIPALS)
    return mask_keys(
        some_of(tuple(arns.account_or(name) if kind == "AWS" else f"{kind}: {name}" for kind, name in told if name))
    )


def _conditions(found: dict[str, Any]) -> str:
    """List the conditions by their keys (`aws:SourceIp`), with what they ask for unless that is half a secret."""
    keys = [key for key in found if _CONDITION.fullmatch(key)]
    values = ("" if key in _SECRET else text(found, key) or some_of(texts(found, key)) for key in keys)
    told = (f"{key} = {value}" if value else key for key, value in zip(keys, values, strict=True))
    return mask_keys(some_of(tuple(told)))


def _link(body: dict[str, Any], access: Access) -> ConsoleLink:
    """Lead to the finding in the analyzer's own Region; of internal access the list is as near as one comes."""
    place = {"region": arns.parse(access.analyzer).region or text(body, "region")}
    kind = text(body, "detail-type").lower()
    if kind == _UNUSED:
        return ConsoleLink(page="access_analyzer_unused", parameters=place | {"resource": access.resource})
    if kind == _EXTERNAL:
        return ConsoleLink(page="access_analyzer_finding", parameters=place | {"finding_id": access.finding})
    return ConsoleLink(page="access_analyzer_home", parameters=place)
