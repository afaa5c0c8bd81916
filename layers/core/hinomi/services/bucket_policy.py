"""The policy of a bucket, statement by statement: ours are known by their Sids, all others are kept as they are.

Every call names this account as the owner, so that a bucket of the same name in somebody else's hands is refused
(https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.baseline.scene import Scene

Statement = dict[str, Any]

TLS_SID = "HinomiTlsOnly"


def statements(scene: Scene, bucket: str) -> list[Statement]:
    """Read the statements of a bucket's policy; none when it has no policy."""
    return _listed(_policy(scene, bucket)["Statement"])


def merge(scene: Scene, bucket: str, ours: Iterable[Statement]) -> None:
    """Put statements into the policy of a bucket, each in place of the one of its Sid; write only what is new."""
    policy = _policy(scene, bucket)
    there = _listed(policy["Statement"])
    wanted = {one["Sid"]: one for one in ours}
    merged = [wanted.pop(one.get("Sid"), one) for one in there] + list(wanted.values())
    if merged != there:
        _put(scene, bucket, policy, merged)


def drop(scene: Scene, bucket: str, sids: set[str]) -> None:
    """Take the statements of some Sids out of the policy of a bucket; one without statements goes away."""
    policy = _policy(scene, bucket)
    kept = [one for one in _listed(policy["Statement"]) if one.get("Sid") not in sids]
    if kept:
        _put(scene, bucket, policy, kept)
    else:
        scene.call("s3", "delete_bucket_policy", Bucket=bucket, ExpectedBucketOwner=scene.account)


def tls_only(scene: Scene, bucket: str) -> Statement:
    """Refuse whatever does not come over TLS."""
    arn = f"arn:{scene.partition}:s3:::{bucket}"
    return {
        "Sid": TLS_SID,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def refuses_plain_text(scene: Scene, bucket: str, statement: Statement) -> bool:
    """Tell whether a statement refuses everybody everything that does not come over TLS, whoever wrote it."""
    model = tls_only(scene, bucket)
    condition = {name.lower(): value for name, value in statement.get("Condition", {}).get("Bool", {}).items()}
    return (
        statement["Effect"] == "Deny"
        and statement.get("Principal") in ("*", {"AWS": "*"}, {"AWS": ["*"]})
        and bool({"*", "s3:*"} & set(_listed(statement.get("Action"))))
        and (set(model["Resource"]) <= set(_listed(statement.get("Resource"))) or statement.get("Resource") == "*")
        and len(statement.get("Condition", {})) == 1
        and list(condition) == ["aws:securetransport"]
        and _listed(condition["aws:securetransport"]) in (["false"], [False])
    )


def _policy(scene: Scene, bucket: str) -> dict[str, Any]:
    answer = scene.find(
        "s3", "get_bucket_policy", "NoSuchBucketPolicy", Bucket=bucket, ExpectedBucketOwner=scene.account
    )
    found: dict[str, Any] = json.loads(answer["Policy"]) if answer else {"Version": "2012-10-17", "Statement": []}
    return found


def _put(scene: Scene, bucket: str, policy: dict[str, Any], merged: list[Statement]) -> None:
    text = json.dumps({**policy, "Statement": merged}, separators=(",", ":"))
    scene.call("s3", "put_bucket_policy", Bucket=bucket, Policy=text, ExpectedBucketOwner=scene.account)


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - policies write one thing bare or in a list
    return value if isinstance(value, list) else [value]
