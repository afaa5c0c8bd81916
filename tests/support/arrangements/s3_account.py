"""How to bring S3's settings of the whole fake account into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.account.fake import HOME
from support.account.s3 import S3, bucket
from support.account.s3_settings import SWITCHES
from support.account.s3control import S3Control, access_point
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount


def public_access(fake: FakeAccount, region: str, state: State) -> None:
    """Set switches that are on; beside them a bucket that has to be looked at, and one whose list lets everybody in."""
    del region
    on = {switch: bool(one) for switch, one in zip(SWITCHES, state.values(), strict=True)}
    fake.state(S3Control)["public_access"] = on if any(on.values()) else {}
    closed = bucket(HOME, public_access={}, policy='{"Statement": []}')
    fake.state(S3)["buckets"]["closed"] = closed
    point = access_point("closed", public=False, restricted=False)
    fake.state(S3Control)["access_points"][point["Name"]] = point


ARRANGE = {
    "s3_account_public_blocked": Arrangement(
        public_access, unseen={"s3:GetBucketAcl": "asked of buckets with access lists, which stop every change"}
    )
}
