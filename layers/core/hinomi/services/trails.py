"""The trails that an account sees: its own of every Region, and its organization's.

A trail is ours when it has our name, or when somebody has handed it over to us by our tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.control import Manager
from hinomi.errors import RetryError
from hinomi.services import ownership
from hinomi.services.log_bucket import TRAIL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

READS = ("cloudtrail:DescribeTrails", "cloudtrail:ListTrails")
SELECTOR_READS = ("cloudtrail:GetEventSelectors",)
OWNER_READS = ("cloudtrail:ListTags",)

_CONTROL_TOWER = "aws-controltower-"


class Trail(msgspec.Struct, frozen=True, kw_only=True):
    """One trail, as CloudTrail describes it. `resource` names it in a report, with its Region where not at home."""

    name: str
    arn: str
    region: str
    resource: str
    bucket: str
    multi_region: bool
    global_events: bool
    managed_by: Manager | None
    validated: bool
    kms_key: str | None
    log_group: str | None

    @property
    def foreign(self) -> bool:
        """Whether another account owns the trail: it can be seen from here, but not looked into."""
        return self.managed_by is Manager.ORGANIZATION


def every(scene: Scene) -> Iterator[Trail]:
    """List every trail: what is seen from home, and those of other Regions as their own Region describes them.

    A shadow of a trail in another Region shows a change only later.
    """
    home = scene.at_home
    listed = home.every("cloudtrail", "list_trails", "Trails")
    mine = {one["HomeRegion"] for one in listed if _account(one) == scene.account}
    for one in home.call("cloudtrail", "describe_trails")["trailList"]:
        if one["HomeRegion"] == scene.home or _account(one) != scene.account:
            yield _trail(scene, one)
    for region in sorted(mine - {scene.home}):
        described = scene.at(region).call("cloudtrail", "describe_trails", includeShadowTrails=False)
        # A trail of the organization that lives there too has been seen from home.
        yield from (_trail(scene, one) for one in described["trailList"] if _account(one) == scene.account)


def selectors(scene: Scene, trail: Trail) -> dict[str, Any]:
    """Read which events a trail records: `EventSelectors` or `AdvancedEventSelectors`, as CloudTrail takes them back.

    Those of a foreign trail are not shown: as nothing.
    """
    if trail.foreign:
        return {}
    answer = scene.at(trail.region).call("cloudtrail", "get_event_selectors", TrailName=trail.arn)
    # An update takes one kind alone, and a trail has one kind alone.
    kind = "AdvancedEventSelectors" if answer.get("AdvancedEventSelectors") else "EventSelectors"
    return {kind: answer.get(kind) or []}


def ours(scene: Scene, trail: Trail) -> bool:
    """Tell whether a trail is ours to keep as the baseline wants it."""
    if trail.managed_by is not None:
        return False
    tagged = scene.at(trail.region).every("cloudtrail", "list_tags", "ResourceTagList", ResourceIdList=[trail.arn])
    return trail.name == TRAIL or any(ownership.ours(one.get("TagsList")) for one in tagged)


def home_of(scene: Scene, arn: str) -> Scene:
    """Return the account in the Region of a trail, where alone it can be changed."""
    return scene.at(arn.split(":")[3])


def update(scene: Scene, arn: str, **changes: Any) -> None:  # noqa: ANN401 - as the operation takes it
    """Change what is named of a trail: CloudTrail keeps whatever is left out."""
    _ready(home_of(scene, arn), "update_trail", Name=arn, **changes)


def record(scene: Scene, arn: str, selected: dict[str, Any]) -> None:
    """Write all selectors of a trail."""
    _ready(home_of(scene, arn), "put_event_selectors", TrailName=arn, **selected)


def start(scene: Scene, arn: str) -> None:
    """Let a trail record."""
    _ready(home_of(scene, arn), "start_logging", Name=arn)


def _ready(there: Scene, operation: str, **parameters: Any) -> None:  # noqa: ANN401 - as each operation takes it
    """Write; raise `RetryError` while CloudTrail is busy with the trail, or has only just made it."""
    if there.find("cloudtrail", operation, "ConflictException", **parameters) is None:
        raise RetryError(f"cloudtrail:{operation}: ConflictException")


def _trail(scene: Scene, described: dict[str, Any]) -> Trail:
    name, region = described["Name"], described["HomeRegion"]
    return Trail(
        name=name,
        arn=described["TrailARN"],
        region=region,
        resource=name if region == scene.home else f"{region}/{name}",
        bucket=described["S3BucketName"],
        multi_region=described["IsMultiRegionTrail"],
        global_events=described["IncludeGlobalServiceEvents"],
        managed_by=_manager(scene, described),
        validated=described["LogFileValidationEnabled"],
        kms_key=described.get("KmsKeyId") or None,
        log_group=described.get("CloudWatchLogsLogGroupArn") or None,
    )


def _manager(scene: Scene, described: dict[str, Any]) -> Manager | None:
    if _account(described) != scene.account:
        return Manager.ORGANIZATION
    return Manager.CONTROL_TOWER if described["Name"].startswith(_CONTROL_TOWER) else None


def _account(trail: dict[str, Any]) -> str:
    owner: str = trail["TrailARN"].split(":")[4]
    return owner
