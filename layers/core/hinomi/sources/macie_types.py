"""Macie's finding types, as Macie and its copies in Security Hub write them, and what a finding is known by.

https://docs.aws.amazon.com/macie/latest/user/findings-types.html
"""

from __future__ import annotations

import re

from hinomi.sources import reading

# Security Hub writes `Effects/Data Exposure/Policy:IAMUser-S3BucketPublic`.
_TYPE = re.compile(r"(?:.*/)?((?:Policy|SensitiveData):\w+)[/-](\w+)", re.DOTALL)
# Text with a colon is the id of a service that was there before: Macie Classic.
_IDENTIFIER = re.compile(r"[0-9A-Za-z-]{8,64}")


def canonical(finding_type: str) -> str:
    """Return a type as Macie itself writes it; text that is no finding type stays as it is."""
    match = _TYPE.fullmatch(finding_type)
    return f"{match[1]}/{match[2]}" if match else finding_type


def guide(finding_type: str) -> tuple[str, ...]:
    """List the guide keys of a type: the type itself, then `Policy` or `SensitiveData`."""
    kind = finding_type.partition(":")[0]
    return (*(f"macie/{key}" for key in dict.fromkeys((finding_type, kind)) if key), "macie")


def is_identifier(identifier: str) -> bool:
    """Tell whether this is spelled like the id of a finding."""
    return _IDENTIFIER.fullmatch(identifier) is not None


def fingerprint(identifier: str) -> str:
    """Say what a finding is about: Macie keeps one id for all that it finds of one kind in one bucket or object."""
    return reading.fingerprint("macie", identifier)
