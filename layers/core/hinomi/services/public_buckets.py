"""Buckets that the public may be using: what a block of the whole account would take away from them.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from hinomi.baseline.aws import THROTTLED, AwsError
from hinomi.services import bucket_guard

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

READS = (
    "s3:GetAccessPoint",
    "s3:GetAccessPointPolicyStatus",
    "s3:GetBucketAcl",
    "s3:GetBucketOwnershipControls",
    "s3:GetBucketPolicyStatus",
    "s3:GetBucketPublicAccessBlock",
    "s3:ListAccessPoints",
    "s3:ListAllMyBuckets",
)
MOST = 300
"""So many buckets are looked at: five calls each, across the world, take as long as one control may."""
_EVERYBODY = frozenset(
    {
        "http://acs.amazonaws.com/groups/global/AllUsers",
        "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
    }
)


class Exposure(StrEnum):
    """How far the public gets into a bucket, as far as can be known."""

    PUBLIC = "public_buckets"
    """By its policy, its access list, or the policy of one of its access points."""
    BY_OBJECT = "public_objects"
    """Perhaps: access lists of single objects hold, and nobody can list those."""
    UNKNOWN = "not_readable"
    """AWS did not let us look."""
    UNSEEN = "too_many_buckets"
    """Too many to look at them all."""


def exposed(scene: Scene) -> dict[Exposure, list[str]]:
    """Look at every bucket of the account in its Region, and name those that are not known to be closed."""
    found: dict[Exposure, list[str]] = defaultdict(list)
    # S3 names a bucket's Region only when it is asked for with a parameter.
    buckets = scene.every("s3", "list_buckets", "Buckets", MaxBuckets=1000)
    if len(buckets) > MOST:
        return {Exposure.UNSEEN: [bucket["Name"] for bucket in buckets]}
    for bucket in buckets:
        exposure = _exposure(scene.at(bucket["BucketRegion"]), bucket["Name"])
        if exposure is not None:
            found[exposure].append(bucket["Name"])
    return found


def _exposure(scene: Scene, bucket: str) -> Exposure | None:
    try:
        blocked = bucket_guard.public_access(scene, bucket)
        if not blocked["RestrictPublicBuckets"] and _lets_in_by_policy(scene, bucket):
            return Exposure.PUBLIC
        if blocked["IgnorePublicAcls"] or _ignores_access_lists(scene, bucket):
            return None
        return Exposure.PUBLIC if _list_is_public(scene, bucket) else Exposure.BY_OBJECT
    except AwsError as error:
        if error.code == "NoSuchBucket":  # deleted in between
            return None
        if error.code in THROTTLED:
            raise
        # Each way not to be let in has a code of its own: a policy's Deny, a Region that is not enabled any more.
        return Exposure.UNKNOWN


def _lets_in_by_policy(scene: Scene, bucket: str) -> bool:
    return _policy_is_public(scene, bucket) or _point_is_public(scene, bucket)


def _policy_is_public(scene: Scene, bucket: str) -> bool:
    answer = scene.find("s3", "get_bucket_policy_status", "NoSuchBucketPolicy", **_of(scene, bucket))
    return bool(answer and answer["PolicyStatus"]["IsPublic"])


def _point_is_public(scene: Scene, bucket: str) -> bool:
    """Tell whether an access point lets the public in: a bucket that leaves access to its points is not public itself.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html
    """
    points = scene.every("s3control", "list_access_points", "AccessPointList", AccountId=scene.account, Bucket=bucket)
    return any(_lets_public_in(scene, one["Name"]) for one in points if one["NetworkOrigin"] == "Internet")


def _lets_public_in(scene: Scene, point: str) -> bool:
    of_point = {"AccountId": scene.account, "Name": point}
    blocked = scene.call("s3control", "get_access_point", **of_point).get("PublicAccessBlockConfiguration", {})
    if blocked.get("RestrictPublicBuckets"):
        return False
    answer = scene.find("s3control", "get_access_point_policy_status", "NoSuchAccessPointPolicy", **of_point)
    return bool(answer and answer["PolicyStatus"]["IsPublic"])


def _ignores_access_lists(scene: Scene, bucket: str) -> bool:
    missing = "OwnershipControlsNotFoundError"
    answer = scene.find("s3", "get_bucket_ownership_controls", missing, **_of(scene, bucket))
    rules = answer["OwnershipControls"]["Rules"] if answer else ()
    return any(rule["ObjectOwnership"] == "BucketOwnerEnforced" for rule in rules)


def _list_is_public(scene: Scene, bucket: str) -> bool:
    grants = scene.call("s3", "get_bucket_acl", **_of(scene, bucket)).get("Grants", ())
    return any(grant["Grantee"].get("URI") in _EVERYBODY for grant in grants)


def _of(scene: Scene, bucket: str) -> dict[str, str]:
    return {"Bucket": bucket, "ExpectedBucketOwner": scene.account}
