"""GuardDuty's protection plans, each of which is a feature of the detector: all that their controls have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.guardduty import READS, SUSPENDED, Detector, detector, left_suspended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"protected": True}
WRITES = ("guardduty:UpdateDetector",)
FOUNDATION = frozenset({"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"})
"""Data sources that every enabled detector has; nobody can turn them off."""
PLANS = frozenset(
    {"S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS"}
)
"""Protection plans of one switch; a control keeps each."""
RUNTIME = "RUNTIME_MONITORING"
EKS_RUNTIME = "EKS_RUNTIME_MONITORING"
"""The former runtime monitoring, for EKS alone: AWS refuses both at once
(https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html)."""
AGENTS = ("EC2_AGENT_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EKS_ADDON_MANAGEMENT")
"""The parts of runtime monitoring that make GuardDuty deploy its agent."""
NOTES = {
    "ja": {
        SUSPENDED: (
            "GuardDuty のディテクターが一時停止中のため、保護プランを変更していません。"
            "先に guardduty_detector_enabled の項目に対応してください。"
        )
    },
    "en": {
        SUSPENDED: (
            "The GuardDuty detector is suspended, so its protection plans are left alone. "
            "See to guardduty_detector_enabled first."
        )
    },
}


def detector_with(scene: Scene, feature: str) -> Detector | None:
    """Read the Region's detector; None where there is none, which its own control reports.

    Raises `AwsError` in a Region whose detector does not know the feature
    (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html).
    """
    found = detector(scene)
    if found is not None and feature not in found.features:
        raise AwsError("guardduty", "get_detector", "UnsupportedOperation", f"{feature} is not in {scene.region}")
    return found


def plan(
    control: str, feature: str, *, standards: tuple[str, ...], texts: dict[str, Text], writes: tuple[str, ...] = WRITES
) -> Control:
    """Make the control of a protection plan that has one switch."""

    def read(scene: Scene) -> Iterator[Actual]:
        found = detector_with(scene, feature)
        if found is not None:
            yield Actual(
                state={"protected": found.features[feature].on},
                managed_by=found.manager_of((feature,)),
                context={"detector": found.id, "enabled": found.enabled},
            )

    def write(scene: Scene, actual: Actual, target: State) -> None:
        # GuardDuty merges features by name: those that are not sent stay as they are.
        switch = {"Name": feature, "Status": "ENABLED" if target["protected"] else "DISABLED"}
        scene.call("guardduty", "update_detector", DetectorId=actual.context["detector"], Features=[switch])

    return Control(
        id=control,
        scope=Scope.REGION,
        mode=Mode.ENFORCE,
        cost=Cost.USAGE,
        risk=Risk.NONE,
        standards=standards,
        order=Record({"protected": Flag()}),
        desired=DESIRED,
        reads=READS,
        writes=writes,
        undoes=WRITES,
        texts=texts,
        read=read,
        write=write,
        preflight=left_suspended,
        traces=("DeleteDetector", "UpdateDetector"),
    )
