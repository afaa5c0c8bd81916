"""How much a trail or an event data store still records, by its selectors.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
"""

from __future__ import annotations

from typing import Final

from hinomi.model import Severity
from hinomi.sources.cloudtrail_requests import is_off
from hinomi.sources.reading import flag, items, mappings, number, text, texts

SHORT_DAYS: Final = 90
"""Event history keeps management events for as long; logs that are kept for less add nothing to it."""
_OF_CLOUDTRAIL: Final = frozenset({"Management", "Data", "NetworkActivity"})
_VOLUMINOUS: Final = frozenset({"kms.amazonaws.com", "rdsdata.amazonaws.com"})
"""Services whose management events the console offers to leave out, for there are so many of them."""
_MOST: Final = {"readOnly": "false", "eventType": "AwsApiCall"}
"""What a field must equal to leave in most of what changes anything."""


def trail(request: object, usual: Severity) -> Severity | None:
    """Judge `PutEventSelectors`: the records of changes are what matters, reads and single services matter less."""
    advanced = mappings(request, "advancedEventSelectors")
    if advanced:
        return _advanced(advanced, usual)
    selectors = mappings(request, "eventSelectors")
    if not selectors:
        return usual
    managing = [one for one in selectors if flag(one, "includeManagementEvents") is not False]
    writing = [one for one in managing if text(one, "readWriteType").lower() != "readonly"]
    if not writing:
        return Severity.CRITICAL
    whole = any(
        text(one, "readWriteType").lower() != "writeonly" and not items(one, "excludeManagementEventSources")
        for one in writing
    )
    return None if whole else Severity.LOW


def data_store(request: object, usual: Severity) -> Severity | None:
    """Judge `UpdateEventDataStore`. One that records no changes any longer is as bad as one that is stopped."""
    off = is_off(request, "multiRegionEnabled", "terminationProtectionEnabled", "organizationEnabled")
    days = number(request, "retentionPeriod")
    found = [usual] if off or (days is not None and days < SHORT_DAYS) else []
    selectors = mappings(request, "advancedEventSelectors")
    categories = {word for one in selectors for word in _categories(one)}
    others = categories and categories.isdisjoint(_OF_CLOUDTRAIL)  # such as `ConfigurationItem`: never held calls
    recorded = _advanced(selectors, usual) if selectors and not others else None
    if recorded is not None:
        found.append(min(recorded, Severity.HIGH))
    return max(found, default=None)


def _advanced(selectors: tuple[dict[str, object], ...], usual: Severity) -> Severity | None:
    """Judge the newer form by the selector that records the most; None where it records all management events."""
    found = [_selector(one, usual) for one in selectors]
    return min((one for one in found if one is not None), default=None) if None not in found else None


def _categories(selector: dict[str, object]) -> set[str]:
    rows = mappings(selector, "fieldSelectors")
    return {word for row in rows if text(row, "field") == "eventCategory" for word in texts(row, "equals")}


def _selector(selector: dict[str, object], usual: Severity) -> Severity | None:
    """Judge a selector by the field, of those that must all fit, that leaves out the most."""
    if "Management" not in _categories(selector):
        return Severity.CRITICAL
    rows = mappings(selector, "fieldSelectors")
    return max((_field(row, usual) for row in rows if text(row, "field") != "eventCategory"), default=None)


def _field(row: dict[str, object], usual: Severity) -> Severity:
    """Judge one field: what must equal or begin with something leaves out nearly all, but for the usual kinds."""
    name, chosen = text(row, "field"), texts(row, "equals")
    if _MOST.get(name) in chosen:
        return Severity.LOW
    if any(texts(row, operator) for operator in ("equals", "startsWith", "endsWith")):
        return Severity.CRITICAL
    patterned = texts(row, "notStartsWith") or texts(row, "notEndsWith")
    single = name == "eventSource" and not patterned and _VOLUMINOUS.issuperset(texts(row, "notEquals"))
    return Severity.LOW if single else usual
