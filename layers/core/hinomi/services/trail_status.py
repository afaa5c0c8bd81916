"""How a trail fares: whether it is started, and whether what it records arrives where it should.

A trail goes on "logging" when its bucket is gone: only its last delivery tells
(https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.services import trails

if TYPE_CHECKING:
    from hinomi.baseline.scene import Scene
    from hinomi.services.trails import Trail

READS = ("cloudtrail:GetTrailStatus",)
STOPPED, FAILING, LOGGING = "stopped", "failing", "logging"


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """One trail's status. The errors are those of the last delivery to S3 and to CloudWatch Logs; empty for none."""

    logging: bool = False
    bucket_error: str = ""
    group_error: str = ""

    @property
    def step(self) -> str:
        """Say it in one word: stopped, failing (what is recorded does not reach the bucket) or logging."""
        if not self.logging:
            return STOPPED
        return FAILING if self.bucket_error else LOGGING


def status(scene: Scene, trail: Trail) -> Status:
    """Read how a trail fares; a foreign one whose status is not shown does not record.

    A foreign trail is asked for at home: its own Region may be one that this account has not enabled.
    """
    there = scene.at_home if trail.foreign else scene.at(trail.region)
    answer = there.find("cloudtrail", "get_trail_status", "TrailNotFoundException", Name=trail.arn)
    if answer is None:
        return Status()
    return Status(
        logging=answer["IsLogging"],
        bucket_error=answer.get("LatestDeliveryError", ""),
        group_error=answer.get("LatestCloudWatchLogsDeliveryError", ""),
    )


def log_groups(scene: Scene) -> list[tuple[str, str]]:
    """List the log groups of this account that a trail of every Region reaches, as (Region, name)."""
    found = []
    for trail in trails.every(scene):
        if not trail.log_group or not trail.multi_region:
            continue
        fares = status(scene, trail)
        if fares.logging and not fares.group_error:
            region, account, _, name = trail.log_group.split(":")[3:7]
            if account == scene.account and (region, name) not in found and _exists(scene.at(region), name):
                found.append((region, name))
    return found


def _exists(there: Scene, group: str) -> bool:
    found = there.every("logs", "describe_log_groups", "logGroups", logGroupNamePrefix=group)
    return any(one["logGroupName"] == group for one in found)
