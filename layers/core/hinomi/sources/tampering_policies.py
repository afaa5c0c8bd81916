"""Whether the policy of a bucket still lets AWS deliver its logs there.

CloudTrail, AWS Config and the delivery of VPC flow logs and the like need `s3:GetBucketAcl` and `s3:PutObject`, and
come as service principals, over TLS, with an ACL that gives the bucket's owner full control:
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html,
https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html,
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from hinomi.sources.policy_documents import document_of, lets_everybody, statements, words
from hinomi.sources.reading import find, mapping, mask_keys, some_of, text

if TYPE_CHECKING:
    from hinomi.model import Severity

_WRITE: Final = "s3:putobject"
_NEEDED: Final = (_WRITE, "s3:getbucketacl")
_DELIVERERS: Final = frozenset({"cloudtrail.amazonaws.com", "config.amazonaws.com", "delivery.logs.amazonaws.com"})
_THEIRS: Final = ("*trail*", "config-bucket-*")
"""Buckets that nobody else writes to, by name. One with `logs` may as well be a load balancer's or an application's."""
_KINDS: Final[tuple[tuple[str, ...], ...]] = ((), ("AWS",), ("Service",))
"""Where a statement names its principals."""
_LONGEST_LINE: Final = 100
_SPARING: Final = {
    ("bool", "aws:securetransport"): {"false"},
    ("bool", "aws:principalisawsservice"): {"false"},
    ("numericlessthan", "s3:tlsversion"): {"1", "1.0", "1.1", "1.2"},
    ("stringnotequals", "s3:x-amz-acl"): {"bucket-owner-full-control"},
}
"""Conditions, by operator and key, that no delivery of logs meets while they ask for these values only."""


def log_policy(request: object, usual: Severity) -> Severity | None:
    """Judge `PutBucketPolicy`: it keeps logs out, lets everybody in, or cannot be read; None for any other."""
    policy = find(request, "bucketPolicy")
    if not document_of(policy) or lets_everybody(policy)[1] or any(map(_keeps_out, statements(policy, "deny"))):
        return usual
    theirs = any(fnmatchcase(text(request, "bucketName"), name) for name in _THEIRS)
    return usual if theirs and not any(map(_lets_write, statements(policy, "allow"))) else None


def decisive(request: object) -> str:
    """Say in a line what in a bucket's policy matters: what it denies, or else whom it lets do what."""
    policy = find(request, "bucketPolicy")
    told = [one for one in statements(policy, "deny") if _keeps_out(one)]
    told = told or sorted(statements(policy, "allow"), key=lambda one: not lets_everybody({"Statement": one})[1])
    return mask_keys(some_of(tuple(dict.fromkeys(map(_line, told)))))


def _line(statement: dict[str, Any]) -> str:
    """Write a statement as `Deny *: s3:PutObject`; what is negated keeps the name of its element."""
    who = _named(statement, "Principal") or f"NotPrincipal {_named(statement, 'NotPrincipal')}"
    what = _named(statement, "Action") or f"NotAction {_named(statement, 'NotAction')}"
    return f"{text(statement, 'Effect')} {who}: {what}"[:_LONGEST_LINE]


def _named(statement: dict[str, Any], element: str) -> str:
    return some_of(tuple(word for kind in _KINDS for word in words(statement, element, *kind)))


def _keeps_out(statement: dict[str, Any]) -> bool:
    """Tell whether it refuses what a delivery needs, to those who deliver, on no condition that spares them."""
    if "NotPrincipal" in statement:
        concerns = _DELIVERERS.isdisjoint(words(statement, "NotPrincipal", "Service"))
    else:
        concerns = _is_of_deliverers(statement)
    return concerns and any(_covers(statement, action) for action in _NEEDED) and not _spares(statement)


def _lets_write(statement: dict[str, Any]) -> bool:
    return _covers(statement, _WRITE) and _is_of_deliverers(statement)


def _is_of_deliverers(statement: dict[str, Any]) -> bool:
    named = {word for kind in _KINDS for word in words(statement, "Principal", *kind)}
    return "*" in named or not _DELIVERERS.isdisjoint(named)


def _covers(statement: dict[str, Any], action: str) -> bool:
    """Tell whether it is about an action. The case of actions is of no account."""
    if "NotAction" in statement:
        return not any(fnmatchcase(action, word.lower()) for word in words(statement, "NotAction"))
    return any(fnmatchcase(action, word.lower()) for word in words(statement, "Action"))


def _spares(statement: dict[str, Any]) -> bool:
    """Tell whether one of the conditions, all of which must be met, is never met by a delivery."""
    return any(
        _values(asked, key) <= _SPARING.get((operator.lower().removesuffix("ifexists"), key.lower()), set())
        for operator, asked in mapping(statement, "Condition").items()
        for key in mapping(asked)
    )


def _values(asked: object, key: str) -> set[str]:
    """Return what a condition compares with; truth values may be written as such."""
    found = find(asked, key)
    listed = found if isinstance(found, list) else [found]
    return {str(one).lower() if isinstance(one, bool) else text(one).lower() for one in listed} or {""}
