"""AWS Config's delivery channel: where a Region's recorder puts what it has recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.aws import AwsError
from hinomi.errors import RetryError
from hinomi.services import bucket_guard, log_bucket

if TYPE_CHECKING:
    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

READS = ("config:DescribeDeliveryChannels",)
WRITES = (*READS, "config:PutDeliveryChannel", *log_bucket.READS, *log_bucket.WRITES)
UNDOES = (*READS, "config:DeleteDeliveryChannel", *log_bucket.UNDOES)
_NOT_YET = {"InsufficientDeliveryPolicyException", "NoSuchBucketException"}


def channel(scene: Scene) -> Answer | None:
    """Read the Region's channel, of which there is at most one."""
    found: list[Answer] = scene.call("config", "describe_delivery_channels")["DeliveryChannels"]
    return found[0] if found else None


def ensure(scene: Scene) -> None:
    """Make a channel into the log bucket where there is none; one that somebody made stays as it is.

    AWS refuses a channel before there is a recorder
    (https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html). Raises `RetryError` while AWS
    Config does not see the bucket, or its policy, that was made a moment ago.
    """
    if channel(scene) is not None:
        return
    is_new = bucket_guard.tags(scene.at_home, log_bucket.name(scene)) is None
    ours = {"name": "default", "s3BucketName": log_bucket.ensure(scene)}
    try:
        scene.call("config", "put_delivery_channel", DeliveryChannel=ours)
    except AwsError as error:
        if not is_new or error.code not in _NOT_YET:
            raise
        raise RetryError(str(error)) from error


def remove(scene: Scene) -> None:
    """Delete the channel if it delivers into the log bucket, and the bucket if nothing is in it and nobody uses it.

    AWS refuses to delete the channel of a running recorder.
    """
    found = channel(scene)
    if found is not None and found["s3BucketName"] == log_bucket.name(scene):
        scene.call("config", "delete_delivery_channel", DeliveryChannelName=found["name"])
    log_bucket.remove_if_empty(scene)
