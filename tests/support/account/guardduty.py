"""GuardDuty: one detector in each Region, its features, and the administrator account of a member."""

from __future__ import annotations

from typing import Any

from support.account.fake import Answer, Here, Refused, Service, page

DETECTOR = "a1b2c3d4" * 4
FOUNDATION = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
RUNTIME = {"RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"}
PARTS = {
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}
OFFERED = (
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
    "EKS_RUNTIME_MONITORING",
    "RUNTIME_MONITORING",
)
Detector = dict[str, Any]


def feature(name: str, status: str) -> dict[str, Any]:
    """A feature as GuardDuty describes it, all its parts off."""
    parts = [{"Name": part, "Status": "DISABLED"} for part in PARTS.get(name, ())]
    return {"Name": name, "Status": status, **({"AdditionalConfiguration": parts} if parts else {})}


def detector(offered: tuple[str, ...] = OFFERED, *, status: str = "ENABLED", plans: str = "DISABLED") -> Detector:
    """A detector as somebody may have made it long ago."""
    features = [feature(name, "ENABLED") for name in FOUNDATION] + [feature(name, plans) for name in offered]
    return {"Status": status, "FindingPublishingFrequency": "SIX_HOURS", "Tags": {}, "Features": features}


class GuardDuty(Service):
    NAME = "guardduty"

    def fresh(self, region: str) -> dict[str, Any]:
        del region
        return {"detectors": {}, "administrator": {}, "offered": list(OFFERED)}

    def list_detectors(self, here: Here, parameters: Answer) -> Answer:
        return page(list(here.state["detectors"]), parameters, "DetectorIds")

    def get_detector(self, here: Here, parameters: Answer) -> Answer:
        return {"ServiceRole": here.arn("iam", "role/r", region=""), **_own(here, parameters)}

    def create_detector(self, here: Here, parameters: Answer) -> Answer:
        if here.state["detectors"]:
            raise _rejected("a detector already exists for the current account")
        made = detector(tuple(here.state["offered"]), status="ENABLED" if parameters["Enable"] else "DISABLED")
        made["FindingPublishingFrequency"] = parameters.get("FindingPublishingFrequency", "SIX_HOURS")
        made["Tags"] = parameters.get("Tags", {})
        for one in made["Features"]:
            one["Status"] = "DISABLED" if one["Name"] in RUNTIME else "ENABLED"
        _merge(made, parameters.get("Features", []))
        here.state["detectors"][DETECTOR] = made
        return {"DetectorId": DETECTOR}

    def update_detector(self, here: Here, parameters: Answer) -> Answer:
        own = _own(here, parameters)
        if here.state["administrator"].get("RelationshipStatus") in {"Enabled", "Disabled"}:
            raise _rejected("a member account cannot change the settings of its detector")
        _merge(own, parameters.get("Features", []))
        if "Enable" in parameters:
            own["Status"] = "ENABLED" if parameters["Enable"] else "DISABLED"
        if "FindingPublishingFrequency" in parameters:
            own["FindingPublishingFrequency"] = parameters["FindingPublishingFrequency"]
        return {}

    def delete_detector(self, here: Here, parameters: Answer) -> Answer:
        _own(here, parameters)
        del here.state["detectors"][parameters["DetectorId"]]
        return {}

    def get_administrator_account(self, here: Here, parameters: Answer) -> Answer:
        _own(here, parameters)
        return {"Administrator": here.state["administrator"]} if here.state["administrator"] else {}


def _own(here: Here, parameters: Answer) -> Detector:
    if parameters["DetectorId"] not in here.state["detectors"]:
        raise _rejected("the input detectorId is not owned by the current account")
    own: Detector = here.state["detectors"][parameters["DetectorId"]]
    return own


def _merge(own: Detector, wanted: list[dict[str, Any]]) -> None:
    """Change what is named, as a whole or not at all; whatever is not named stays."""
    known = {one["Name"]: one for one in own["Features"] if one["Name"] not in FOUNDATION}
    after = {**{name: one["Status"] for name, one in known.items()}, **{one["Name"]: one["Status"] for one in wanted}}
    if after.keys() - known.keys():
        raise _rejected("a feature is not supported in this Region")
    if any("ManagedBy" in known[one["Name"]] for one in wanted):
        raise _rejected("a policy manages a feature")
    if all(after.get(name) == "ENABLED" for name in RUNTIME):
        raise _rejected("only one runtime monitoring can be enabled")
    for one in wanted:
        known[one["Name"]]["Status"] = one["Status"]
        parts = {part["Name"]: part for part in known[one["Name"]].get("AdditionalConfiguration", [])}
        for part in one.get("AdditionalConfiguration", []):
            parts[part["Name"]]["Status"] = part["Status"]


def _rejected(reason: str) -> Refused:
    return Refused("BadRequestException", f"The request is rejected because {reason}.")
