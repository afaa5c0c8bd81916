"""What a trail records, out of its event selectors, basic or advanced, and the same with more added.

Nothing here takes a selector away that records what the others do not.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
"""

from __future__ import annotations

from typing import Any

Selectors = dict[str, Any]
"""`EventSelectors` or `AdvancedEventSelectors`, never both: as CloudTrail reads and writes them."""

NONE, PART, ALL = "none", "part", "all"
_BASIC, _ADVANCED = "EventSelectors", "AdvancedEventSelectors"
_KINDS = {"ReadOnly": {"read"}, "WriteOnly": {"write"}, "All": {"read", "write"}}
_OBJECT = "AWS::S3::Object"


def management(selectors: Selectors) -> str:
    """Say how much of the management events is recorded: `none`, `part` (some kind or service is missing) or `all`."""
    if _ADVANCED in selectors:
        found = [one for one in selectors[_ADVANCED] if _equals(one, "eventCategory") == ["Management"]]
        kinds = [_kinds(one, {"eventCategory"}) for one in found]
    else:
        found = [one for one in selectors.get(_BASIC, ()) if one.get("IncludeManagementEvents")]
        kinds = [set() if one.get("ExcludeManagementEventSources") else _KINDS[one["ReadWriteType"]] for one in found]
    if not found:
        return NONE
    return ALL if set().union(*kinds) == _KINDS["All"] else PART


def with_management(selectors: Selectors) -> Selectors:
    """Record all management events too."""
    if _ADVANCED in selectors:
        # Only the selectors of management events are folded into one: it records what they did and more.
        kept = [one for one in selectors[_ADVANCED] if _equals(one, "eventCategory") != ["Management"]]
        return {_ADVANCED: [_selector("Hinomi management events", eventCategory="Management"), *kept]}
    all_of_it = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}
    kept = [one for one in selectors.get(_BASIC, ()) if one.get("DataResources")]
    return {_BASIC: [{**all_of_it, "ExcludeManagementEventSources": []}, *kept]}


def s3_events(selectors: Selectors, partition: str) -> set[str]:
    """Say which events of objects are recorded in every bucket: `read`, `write`, both or none."""
    found: set[str] = set()
    for one in selectors.get(_ADVANCED, ()):
        if _equals(one, "eventCategory") == ["Data"] and _equals(one, "resources.type") == [_OBJECT]:
            found |= _kinds(one, {"eventCategory", "resources.type"})
    for one in selectors.get(_BASIC, ()):
        values = [value for data in one.get("DataResources", ()) if data["Type"] == _OBJECT for value in data["Values"]]
        if {f"arn:{partition}:s3", f"arn:{partition}:s3:::"} & set(values):
            found |= _KINDS[one["ReadWriteType"]]
    return found


def with_s3_events(selectors: Selectors, events: set[str], partition: str) -> Selectors:
    """Record events of objects in every bucket too; all that was recorded stays."""
    if not events:
        return selectors
    kind = next(name for name, kinds in _KINDS.items() if kinds == events)
    if _ADVANCED in selectors:
        only = {} if kind == "All" else {"readOnly": str(kind == "ReadOnly").lower()}
        added = _selector("Hinomi S3 object events", eventCategory="Data", **{"resources.type": _OBJECT}, **only)
        return {_ADVANCED: [*selectors[_ADVANCED], added]}
    data = [{"Type": _OBJECT, "Values": [f"arn:{partition}:s3"]}]
    added = {"ReadWriteType": kind, "IncludeManagementEvents": False, "DataResources": data}
    return {_BASIC: [*selectors.get(_BASIC, ()), {**added, "ExcludeManagementEventSources": []}]}


def _selector(name: str, **fields: str) -> dict[str, Any]:
    return {"Name": name, "FieldSelectors": [{"Field": field, "Equals": [value]} for field, value in fields.items()]}


def _equals(selector: dict[str, Any], field: str) -> list[str]:
    return next((one.get("Equals", []) for one in selector["FieldSelectors"] if one["Field"] == field), [])


def _kinds(selector: dict[str, Any], beside: set[str]) -> set[str]:
    """Say which events an advanced selector records, none if it is narrowed by anything but reads and writes."""
    fields = selector["FieldSelectors"]
    if any(one["Field"] not in {*beside, "readOnly"} or not one.get("Equals") for one in fields):
        return set()
    return {"true": {"read"}, "false": {"write"}}.get("".join(_equals(selector, "readOnly")), _KINDS["All"])
