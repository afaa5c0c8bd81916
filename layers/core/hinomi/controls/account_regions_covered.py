"""Every Region that the account has enabled is one that the round looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"covered": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Yield each enabled Region as a resource, so that an exception can name one."""
    for region in sorted(scene.enabled):
        yield Actual(resource=region, state={"covered": region in scene.regions})


CONTROL = Control(
    id="account_regions_covered",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    order=Record({"covered": Flag()}),
    desired=DESIRED,
    reads=(),
    texts={
        "ja": Text(
            title="有効なリージョンをすべて点検する",
            why="攻撃者は、誰も見ていないリージョンで暗号資産のマイニングなどを始めます。有効なのに点検していないリージョンでは、GuardDuty も証跡も確認されません。",
            change="使わないリージョンは、「アカウント」ページの「AWS リージョン」で無効にします (デフォルトで有効なリージョンは無効にできないため、組織の SCP で操作を拒否します)。使うリージョンは、hinomi.yaml の baseline.exclude_regions から外します。",
            fields={"covered": "定期点検"},
        ),
        "en": Text(
            title="Every enabled Region is looked at",
            why="Intruders mine coins where nobody looks. In a Region that is enabled and not looked at, nobody checks GuardDuty or logging.",
            change="Disable a Region that nobody uses under AWS Regions on the Account page; those enabled by default cannot be disabled, deny them by an SCP of the organization. Take a Region that is used out of baseline.exclude_regions in hinomi.yaml.",
            fields={"covered": "weekly round"},
        ),
    },
    read=read,
    traces=("EnableRegion",),
)
