"""What guards a bucket of logs: nobody else reads it, nobody listens in, nothing in it is overwritten for good.

A state has four switches: `public_blocked`, `tls_only`, `versioned`, and `lifecycle` (some rule exists, whichever).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.aws import AwsError
from hinomi.services import bucket_policy

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene
    from hinomi.baseline.strength import State

READS = (
    "s3:GetBucketPolicy",
    "s3:GetBucketPublicAccessBlock",
    "s3:GetBucketVersioning",
    "s3:GetLifecycleConfiguration",
)
WRITES = (
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutLifecycleConfiguration",
)
UNDOES = (*WRITES, "s3:DeleteBucketPolicy")

_SWITCHES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
_RULE = {
    "ID": "hinomi-unfinished-uploads",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
}
"""Removes only what never became an object: no log is kept for a shorter time than before."""


def state(scene: Scene, bucket: str) -> dict[str, bool]:
    """Read which guards a bucket has."""
    versioning = scene.call("s3", "get_bucket_versioning", **_of(scene, bucket))
    there = bucket_policy.statements(scene, bucket)
    return {
        "public_blocked": all(public_access(scene, bucket).values()),
        "tls_only": any(bucket_policy.refuses_plain_text(scene, bucket, one) for one in there),
        "versioned": versioning.get("Status") == "Enabled",
        "lifecycle": _lifecycle(scene, bucket) is not None,
    }


def tags(scene: Scene, bucket: str) -> list[dict[str, str]] | None:
    """Read the tags of a bucket; None when there is no bucket."""
    try:
        found: list[dict[str, str]] = scene.call("s3", "get_bucket_tagging", **_of(scene, bucket))["TagSet"]
    except AwsError as error:
        if error.code == "NoSuchTagSet":
            return []
        if error.code == "NoSuchBucket":
            return None
        raise
    return found


def public_access(scene: Scene, bucket: str) -> dict[str, bool]:
    """Read the four switches of a bucket that keep the public out; one that nobody set is off."""
    answer = scene.find("s3", "get_public_access_block", "NoSuchPublicAccessBlockConfiguration", **_of(scene, bucket))
    found = answer["PublicAccessBlockConfiguration"] if answer else {}
    return {name: found.get(name, False) for name in _SWITCHES}


def block_public(scene: Scene, bucket: str) -> None:
    """Keep the public out of a bucket, whatever its policy and access lists say."""
    _block(scene, bucket, dict.fromkeys(_SWITCHES, True))


def strengthen(scene: Scene, bucket: str, there: State, target: State) -> None:
    """Add the guards of `target` that a bucket lacks."""
    missing = {name for name, wanted in target.items() if wanted and not there[name]}
    if "tls_only" in missing:
        # First: once the public is kept out, S3 refuses a policy with a public statement in it.
        bucket_policy.merge(scene, bucket, [bucket_policy.tls_only(scene, bucket)])
    if "public_blocked" in missing:
        block_public(scene, bucket)
    if "versioned" in missing:
        _version(scene, bucket, "Enabled")
    if "lifecycle" in missing:
        rules = {"Rules": [_RULE]}
        scene.call("s3", "put_bucket_lifecycle_configuration", LifecycleConfiguration=rules, **_of(scene, bucket))


def relax(scene: Scene, bucket: str, there: State, before: State, was_public: dict[str, bool]) -> None:
    """Take away the guards that were not there `before`; `was_public` is what `public_access` said then.

    Versioning can only be suspended: S3 never makes a bucket unversioned again.
    """
    added = {name for name, had in before.items() if there[name] and not had}
    if "public_blocked" in added:
        _block(scene, bucket, was_public)
    if "tls_only" in added:
        bucket_policy.drop(scene, bucket, {bucket_policy.TLS_SID})
    if "versioned" in added:
        _version(scene, bucket, "Suspended")
    if "lifecycle" in added:
        _drop_rule(scene, bucket)


def _block(scene: Scene, bucket: str, wanted: dict[str, bool]) -> None:
    """Set all four switches: S3 turns off those that are left out."""
    scene.call("s3", "put_public_access_block", PublicAccessBlockConfiguration=wanted, **_of(scene, bucket))


def _version(scene: Scene, bucket: str, status: str) -> None:
    scene.call("s3", "put_bucket_versioning", VersioningConfiguration={"Status": status}, **_of(scene, bucket))


def _drop_rule(scene: Scene, bucket: str) -> None:
    """Take our rule away and write back what somebody has added beside it."""
    there = _lifecycle(scene, bucket) or {}
    kept = [rule for rule in there.get("Rules", ()) if rule.get("ID") != _RULE["ID"]]
    if not kept:
        scene.call("s3", "delete_bucket_lifecycle", **_of(scene, bucket))
        return
    size = {name: value for name, value in there.items() if name == "TransitionDefaultMinimumObjectSize"}
    rules = {"Rules": kept}
    scene.call("s3", "put_bucket_lifecycle_configuration", LifecycleConfiguration=rules, **size, **_of(scene, bucket))


def _lifecycle(scene: Scene, bucket: str) -> dict[str, Any] | None:
    missing = "NoSuchLifecycleConfiguration"
    return scene.find("s3", "get_bucket_lifecycle_configuration", missing, **_of(scene, bucket))


def _of(scene: Scene, bucket: str) -> dict[str, str]:
    return {"Bucket": bucket, "ExpectedBucketOwner": scene.account}
