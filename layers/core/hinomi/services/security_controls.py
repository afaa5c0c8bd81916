"""Security Hub CSPM's controls in the standards of one Region: what is checked there, and who has turned what off.

A control stands in a standard by an association, which alone can be turned off, with a reason. What carries our reason
is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.aws import AwsError
from hinomi.services.security_standards import subscriptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.scene import Scene

READS = ("securityhub:BatchGetStandardsControlAssociations", "securityhub:GetEnabledStandards")
WRITES = ("securityhub:BatchUpdateStandardsControlAssociations",)

BATCH = 100
"""How many associations one request names. AWS documents no limit; its lists of controls have pages of 100."""
REASON = "hinomi:"
"""What every reason of ours begins with."""
ABSENT = {"INVALID_INPUT", "NOT_FOUND", "RESOURCE_NOT_FOUND"}
"""How AWS says that a control is not in a standard."""

Pair = tuple[str, str]
"""A control's id and a standard's ARN."""


class Association(msgspec.Struct, frozen=True, kw_only=True):
    """A control in a standard. `changed` is when its status was last changed, in seconds since 1970; 0 if never."""

    control: str
    standard: str
    enabled: bool
    reason: str
    changed: float

    @property
    def pair(self) -> Pair:
        """The control and the standard."""
        return self.control, self.standard

    @property
    def ours(self) -> bool:
        """Whether the last to change it were we."""
        return self.reason.startswith(REASON)


def associations(scene: Scene, controls: Iterable[str]) -> tuple[Association, ...]:
    """List the controls' associations with the Region's standards, as far as these can be looked at.

    Raises `AwsError` over an association that exists and that AWS does not show.
    """
    standards = [one.arn for one in subscriptions(scene) if one.settled and one.status != "DELETING"]
    ids = [{"SecurityControlId": name, "StandardsArn": arn} for name in controls for arn in standards]
    found: list[Association] = []
    for batch in _batches(ids):
        answer = scene.call(
            "securityhub", "batch_get_standards_control_associations", StandardsControlAssociationIds=batch
        )
        failed = [one for one in answer.get("UnprocessedAssociations", ()) if one["ErrorCode"] not in ABSENT]
        _refuse("batch_get_standards_control_associations", failed)
        found.extend(_association(one) for one in answer["StandardsControlAssociationDetails"])
    return tuple(found)


def turn_off(scene: Scene, pairs: Iterable[Pair], reason: str) -> None:
    """Turn controls off in standards, with our reason; raise `AwsError` with each that AWS did not."""
    _update(scene, pairs, {"AssociationStatus": "DISABLED", "UpdatedReason": f"{REASON} {reason}"})


def turn_on(scene: Scene, pairs: Iterable[Pair]) -> None:
    """Turn controls on again in standards; raise `AwsError` with each that AWS did not."""
    _update(scene, pairs, {"AssociationStatus": "ENABLED"})


def touched(found: Iterable[Association]) -> frozenset[Pair]:
    """Return what a person has turned on again, or keeps on with a reason.

    AWS need not keep the reason once a control is on again; but what was changed after our own last change in the same
    standard was not changed by us.
    """
    every = tuple(found)
    latest: dict[str, float] = {}
    for one in every:
        if one.ours and not one.enabled:
            latest[one.standard] = max(one.changed, latest.get(one.standard, 0))
    return frozenset(
        one.pair
        for one in every
        if one.enabled and (one.reason or one.changed > latest.get(one.standard, float("inf")))
    )


def _update(scene: Scene, pairs: Iterable[Pair], change: dict[str, str]) -> None:
    failed: list[dict[str, Any]] = []
    updates = [{"SecurityControlId": name, "StandardsArn": arn, **change} for name, arn in sorted(pairs)]
    for batch in _batches(updates):
        answer = scene.call(
            "securityhub", "batch_update_standards_control_associations", StandardsControlAssociationUpdates=batch
        )
        failed.extend(answer.get("UnprocessedAssociationUpdates", ()))
    _refuse("batch_update_standards_control_associations", failed)


def _refuse(operation: str, failed: Iterable[dict[str, Any]]) -> None:
    """Raise `AwsError` over associations that AWS did not process, naming each."""
    named: dict[str, set[str]] = {}
    for one in failed:
        which = one.get("StandardsControlAssociationUpdate") or one["StandardsControlAssociationId"]
        named.setdefault(one["ErrorCode"], set()).add(which["SecurityControlId"])
    if named:
        said = "; ".join(f"{code} for {', '.join(sorted(controls))}" for code, controls in sorted(named.items()))
        raise AwsError("securityhub", operation, said)


def _association(answer: dict[str, Any]) -> Association:
    changed = answer.get("UpdatedAt")
    return Association(
        control=answer["SecurityControlId"],
        standard=answer["StandardsArn"],
        enabled=answer["AssociationStatus"] == "ENABLED",
        reason=answer.get("UpdatedReason") or "",
        changed=changed.timestamp() if changed else 0,
    )


def _batches(items: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
