"""Refusals: what services mean by "access denied" when no right is missing: a feature is off, or for others."""

from __future__ import annotations

from hinomi.baseline.aws import DENIED, AwsError


def by_service(error: AwsError) -> bool:
    """Tell whether the service itself refuses, rather than IAM for want of a right.

    IAM always says who is "not authorized to perform" which action
    (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html).
    """
    return error.code in DENIED and bool(error.message) and "not authorized to perform" not in error.message
