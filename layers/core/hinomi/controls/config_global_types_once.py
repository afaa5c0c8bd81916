"""IAM's resource types are recorded in the home Region and not again elsewhere: each copy costs, and none says more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.config_recorder import manager, recorder
from hinomi.services.config_types import records_global_types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"once": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether both the home Region's recorder and this one's record IAM's types."""
    here = recorder(scene)
    if scene.region == scene.home or here is None:
        return
    home = recorder(scene.at_home)
    twice = home is not None and records_global_types(home) and records_global_types(here)
    yield Actual(state={"once": not twice}, managed_by=manager(here))


CONTROL = Control(
    id="config_global_types_once",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    standards=("FSBP Config.1",),
    order=Record({"once": Flag()}),
    desired=DESIRED,
    reads=("config:DescribeConfigurationRecorders",),
    texts={
        "ja": Text(
            title="IAM の設定はホームリージョンの AWS Config だけで記録する",
            why="IAM のユーザーやロールはどのリージョンでも同じものです。複数のリージョンで記録すると、同じ内容にその数だけ料金がかかります。",
            change="AWS Config コンソールでこのリージョンを選び、「設定」の「編集」で、グローバルに記録される IAM リソースタイプを記録の対象から外してください。ホームリージョンでは記録を続けます。",
            fields={"once": "IAM の重複した記録"},
        ),
        "en": Text(
            title="Only the home Region's AWS Config records IAM",
            why="IAM users and roles are the same in every Region. Each further Region that records them costs again and adds nothing.",
            change="In the AWS Config console, choose this Region, choose Edit under Settings, and take the globally recorded IAM resource types out of what is recorded. The home Region goes on recording them.",
            fields={"once": "duplicate records of IAM"},
        ),
    },
    read=read,
)
