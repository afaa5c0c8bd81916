"""AWS Config keeps the history of settings long enough. Where nobody has said how long, AWS keeps it for 7 years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import AtLeast, Record, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"days": 365}
# https://docs.aws.amazon.com/config/latest/developerguide/delete-config-data-with-retention-period.html
_SHORTEST, _LONGEST = 30, 2557


def read(scene: Scene) -> Iterator[Actual]:
    """Read for how many days the Region keeps its history."""
    kept = scene.every("config", "describe_retention_configurations", "RetentionConfigurations")
    yield Actual(state={"days": min((one["RetentionPeriodInDays"] for one in kept), default=_LONGEST)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Keep the history longer; `undo` sets the days that were there."""
    del actual
    scene.call("config", "put_retention_configuration", RetentionPeriodInDays=target["days"])


CONTROL = Control(
    id="config_retention_kept",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.NONE,
    order=Record({"days": AtLeast(_SHORTEST, _LONGEST)}),
    desired=DESIRED,
    reads=("config:DescribeRetentionConfigurations",),
    writes=("config:PutRetentionConfiguration",),
    undoes=("config:PutRetentionConfiguration",),
    texts={
        "ja": Text(
            title="AWS Config の履歴を 1 年以上保持する",
            why="侵入に気づくまでに数か月かかることは珍しくありません。保持期間が短いと、調べるころには設定の履歴が消えています。",
            change="設定項目の保持期間を延ばします。短くすることはありません。料金は変わりません。個人情報の保存期間などの理由で短くしている場合は、hinomi.yaml の baseline.exceptions に例外を書いてください。",
            undo="AWS Config コンソールの「設定」で、データ保持期間を元の日数に戻します。",
            fields={"days": "保持日数"},
        ),
        "en": Text(
            title="AWS Config keeps its history for a year or longer",
            why="It often takes months until somebody notices an intrusion. With a short retention period the history is gone by then.",
            change="The retention period becomes longer, never shorter. It costs nothing. Where it is short for a reason, such as a rule on personal data, write an exception under baseline.exceptions in hinomi.yaml.",
            undo="In the AWS Config console under Settings, set the data retention period back.",
            fields={"days": "days kept"},
        ),
    },
    read=read,
    write=write,
    traces=("PutRetentionConfiguration",),
)
