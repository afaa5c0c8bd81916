"""The bucket into which the trail, AWS Config and flow logs deliver, when an account has none: one, in the home Region.

The workers of several Regions may make it at once: each call leaves it the same, whoever comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.errors import RetryError
from hinomi.services import bucket_guard, bucket_policy, log_delivery
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene

TRAIL = "hinomi-trail"
"""The name of the trail that we make."""

_NOT_YET = {"NoSuchBucket", "OperationAborted"}

READS = (*bucket_guard.READS, "s3:GetBucketTagging")
WRITES = (*bucket_guard.WRITES, "s3:CreateBucket", "s3:PutBucketTagging")
UNDOES = (
    "cloudtrail:DescribeTrails",
    "config:DescribeDeliveryChannels",
    "ec2:DescribeFlowLogs",
    "s3:DeleteBucket",
    "s3:GetBucketTagging",
    "s3:ListBucketVersions",
)


def name(scene: Scene) -> str:
    """Name the bucket; the account and the Region in it keep it from colliding with anybody's."""
    return f"hinomi-logs-{scene.account}-{scene.home}"


def flow_logs(scene: Scene) -> str:
    """Name the place in the bucket below which flow logs are delivered, as an ARN."""
    return f"arn:{scene.partition}:s3:::{name(scene)}/flow-logs/"


def ensure(scene: Scene) -> str:
    """Make the bucket where it is missing, guard it, let the services write into it, and return its name.

    The policy names all services at once: two workers that each added their own would overwrite the other's. Raises
    `AwsError`: `BucketAlreadyExists` or `AccessDenied` when somebody else owns a bucket of this name; `RetryError`
    while S3 does not show a bucket made a moment ago, or is busy with another change of it.
    """
    try:
        return _ensure(scene)
    except AwsError as error:
        if error.code in _NOT_YET:
            raise RetryError(str(error)) from error
        raise


def _ensure(scene: Scene) -> str:
    home, bucket = scene.at_home, name(scene)
    tags = bucket_guard.tags(home, bucket)
    if tags is None:
        _create(home)
        bucket_guard.block_public(home, bucket)
    if not tags:
        home.call("s3", "put_bucket_tagging", Tagging={"TagSet": [TAG]}, **_of(scene))
    there = bucket_guard.state(home, bucket)
    refusal = [] if there["tls_only"] else [bucket_policy.tls_only(home, bucket)]
    # Before the public is kept out: from then on S3 refuses a policy with a public statement in it.
    bucket_policy.merge(home, bucket, [*refusal, *log_delivery.statements(home, bucket, TRAIL)])
    bucket_guard.strengthen(home, bucket, there, {**dict.fromkeys(there, True), "tls_only": False})
    return bucket


def remove_if_empty(scene: Scene) -> None:
    """Delete the bucket if we made it, nothing is in it, and nothing of the account delivers into it."""
    home = scene.at_home
    tags = bucket_guard.tags(home, name(home))
    ours = tags is not None and (not tags or TAG in tags)  # `ensure` may have ended before it wrote the tag
    if ours and _empty(home) and not _in_use(home):
        home.call("s3", "delete_bucket", **_of(scene))


def _create(home: Scene) -> None:
    """Create the bucket; S3 wants its Region named everywhere but in us-east-1."""
    place = {} if home.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": home.region}}
    # A worker of another Region may have been faster.
    home.find("s3", "create_bucket", ("BucketAlreadyOwnedByYou", "OperationAborted"), Bucket=name(home), **place)


def _empty(home: Scene) -> bool:
    page = home.call("s3", "list_object_versions", MaxKeys=1, **_of(home))
    return not page.get("Versions") and not page.get("DeleteMarkers")


def _in_use(home: Scene) -> bool:
    bucket = name(home)
    if any(trail["S3BucketName"] == bucket for trail in home.call("cloudtrail", "describe_trails")["trailList"]):
        return True
    channels = (
        channel
        for region in sorted({*home.enabled, home.region})
        for channel in home.at(region).call("config", "describe_delivery_channels")["DeliveryChannels"]
    )
    if any(channel["s3BucketName"] == bucket for channel in channels):
        return True
    flows = (
        flow["LogDestination"]
        for region in sorted({*home.enabled, home.region})
        for flow in home.at(region).every("ec2", "describe_flow_logs", "FlowLogs", Filter=_TO_S3)
    )
    return any(flow.startswith(flow_logs(home)) for flow in flows)


_TO_S3 = [{"Name": "log-destination-type", "Values": ["s3"]}]


def _of(scene: Scene) -> dict[str, str]:
    return {"Bucket": name(scene), "ExpectedBucketOwner": scene.account}
