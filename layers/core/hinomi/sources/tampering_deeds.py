"""What a call takes away, whoever makes it: detection, tracks, protection, or Hinomi itself."""

from __future__ import annotations

from typing import Any, NamedTuple

from hinomi.model import Severity
from hinomi.sources.cloudtrail import service_of
from hinomi.sources.reading import mapping, text
from hinomi.sources.tampering_calls import call_of
from hinomi.sources.tampering_own import own_call
from hinomi.sources.tampering_requests import weight


class Deed(NamedTuple):
    """What was done: the most telling entry of the guide, and how bad it is; INFO where nobody need hear."""

    guide: str
    severity: Severity
    own: bool


def deed_of(record: dict[str, Any]) -> Deed | None:
    """Say what was done; None where it is no call that could take anything away."""
    if own := own_call(record):
        return Deed(f"tampering/own/{own.kind}", own.severity, own=True)
    service, name = service_of(record), text(record, "eventName")
    request = mapping(record, "requestParameters")
    call = call_of(service, name, text(request, "bucketName"), text(request, "logGroupName"))
    if call is None:
        return None
    severity = weight(f"{service.removesuffix('-control')}:{name}", request, call.severity)
    return Deed(f"tampering/{call.kind}", Severity.INFO if severity is None else severity, own=False)
