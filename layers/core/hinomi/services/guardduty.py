"""GuardDuty's detector: one in each Region of an account, and whoever decides on it in the account's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.control import Actual, Manager, Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.scene import Scene

READS = ("guardduty:GetAdministratorAccount", "guardduty:GetDetector", "guardduty:ListDetectors")
SUSPENDED = "detector_suspended"
"""The note of a protection plan that is left alone because its detector is suspended."""
_MEMBER = {"Enabled", "Disabled"}


class Feature(msgspec.Struct, frozen=True):
    """A protection plan or a data source of a detector, with the parts of it that are on and that are off."""

    on: bool
    parts: dict[str, bool]
    by_policy: bool


class Detector(msgspec.Struct, frozen=True, kw_only=True):
    """A detector as GuardDuty describes it."""

    id: str
    enabled: bool
    frequency: str
    tags: dict[str, str]
    features: dict[str, Feature]
    manager: Manager | None

    def manager_of(self, features: Iterable[str]) -> Manager | None:
        """Say who decides on features in place of this account: an organization's policy or the administrator.

        https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty.html
        """
        by_policy = any(self.features[name].by_policy for name in features if name in self.features)
        return Manager.DECLARATIVE_POLICY if by_policy else self.manager


def detector(scene: Scene) -> Detector | None:
    """Read the Region's detector; None where there is none."""
    found = scene.every("guardduty", "list_detectors", "DetectorIds")
    if not found:
        return None
    answer = scene.call("guardduty", "get_detector", DetectorId=found[0])
    return Detector(
        id=found[0],
        enabled=answer["Status"] == "ENABLED",
        frequency=answer.get("FindingPublishingFrequency", "SIX_HOURS"),
        tags=answer.get("Tags", {}),
        features={one["Name"]: _feature(one) for one in answer.get("Features", ())},
        manager=_administrator(scene, found[0]),
    )


def left_suspended(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Leave the plans of a suspended detector alone: they would do nothing, and cost when somebody resumes it."""
    del scene
    if not actual.context["enabled"]:
        yield Note(SUSPENDED)


def _feature(answer: dict[str, Any]) -> Feature:
    parts = answer.get("AdditionalConfiguration", ())
    return Feature(
        on=answer["Status"] == "ENABLED",
        parts={part["Name"]: part["Status"] == "ENABLED" for part in parts},
        by_policy=any("ManagedBy" in one for one in (answer, *parts)),
    )


def _administrator(scene: Scene, detector_id: str) -> Manager | None:
    """Ask whether this is a member account: only its administrator account can change its settings then.

    A member whose administrator has suspended GuardDuty stays one, and is the administrator's to resume
    (https://docs.aws.amazon.com/guardduty/latest/ug/suspending-guardduty-member-account-from-admin.html).

    An account on its own and an administrator account get an answer without content
    (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetAdministratorAccount.html).
    """
    answer = scene.call("guardduty", "get_administrator_account", DetectorId=detector_id)
    member = answer.get("Administrator", {}).get("RelationshipStatus") in _MEMBER
    return Manager.ADMINISTRATOR if member else None
