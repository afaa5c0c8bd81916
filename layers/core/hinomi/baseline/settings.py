"""What the operator says of the round in `hinomi.yaml`, under `baseline`."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

ModeName = Literal["off", "report", "enforce"]
Text = Annotated[str, Meta(min_length=1, max_length=200)]
Wanted = str | int | bool | list[str] | None


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one control should do and want, where it differs from the baseline's own choice."""

    mode: Annotated[ModeName | None, Meta(description="off, report or enforce; absent for the control's own.")] = None
    desired: Annotated[
        dict[str, Wanted], Meta(description="Fields to want otherwise. What is stronger is never made weaker.")
    ] = {}


class Exemption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place where a control may stay as it is, until a day. `region` and `resource` may hold `*`."""

    control: Text
    region: Text = "*"
    resource: Text = "*"
    owner: Annotated[Text, Meta(description="Who answers for it.")]
    reason: Text
    until: Annotated[date, Meta(description="The last day on which it holds, such as 2027-03-31.")]

    def covers(self, control: str, region: str, resource: str) -> bool:
        """Tell whether this is about the control at the place, today or not."""
        return (
            self.control == control and fnmatchcase(region, self.region) and fnmatchcase(resource or "-", self.resource)
        )


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody's word that a destructive control may change the named Regions, until a day."""

    control: Text
    regions: Annotated[list[Text], Meta(min_length=1, description="Regions by name; no wildcard.")]
    by: Annotated[Text, Meta(description="Who approves.")]
    until: Annotated[date, Meta(description="The last day on which it holds.")]


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the round goes about an account, as far as the deployment's `RoundMode` lets it."""

    mode: Annotated[
        ModeName, Meta(description="The most that the round may do: off, report or enforce (change what is weaker).")
    ] = "enforce"
    exclude_regions: Annotated[list[Text], Meta(description="Regions that the round does not enter.")] = []
    controls: Annotated[dict[str, Settings], Meta(description="Settings by control id: `hinomi baseline list`.")] = {}
    exceptions: Annotated[list[Exemption], Meta(description="Where something may stay as it is, and until when.")] = []
    approvals: Annotated[list[Approval], Meta(description="What destructive controls may do, where, until when.")] = []
