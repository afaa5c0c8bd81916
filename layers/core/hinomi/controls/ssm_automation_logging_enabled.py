"""What scripts of Automation runbooks put out is kept in CloudWatch Logs. The log group that somebody chose stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services import ssm_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"logged": True}
SETTING = "/ssm/automation/customer-script-log-destination"
_CLOUDWATCH = "CloudWatch"


def read(scene: Scene) -> Iterator[Actual]:
    """Read where the output goes."""
    found = ssm_settings.setting(scene, SETTING)
    yield Actual(state={"logged": found["value"] == _CLOUDWATCH}, context=found)


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Send the output to CloudWatch Logs: AWS knows no other destination."""
    del actual, target
    ssm_settings.put(scene, SETTING, _CLOUDWATCH)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Bring back the destination from before."""
    del before
    ssm_settings.restore(scene, SETTING, actual)


CONTROL = Control(
    id="ssm_automation_logging_enabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.LOW,
    risk=Risk.LOW,
    standards=("FSBP SSM.6",),
    order=Record({"logged": Flag()}),
    desired=DESIRED,
    reads=ssm_settings.READS,
    writes=ssm_settings.WRITES,
    undoes=ssm_settings.UNDOES,
    texts={
        "ja": Text(
            title="Systems Manager Automation の出力を CloudWatch Logs に記録する",
            why="設定していないと、ランブックのスクリプトの出力が残らず、失敗や不正な操作を後から調べられません。",
            change="ランブックの aws:executeScript アクションの出力を CloudWatch Logs に送ります。ロググループを選んでいない場合は /aws/ssm/automation/executeScript が使われます。ランブックを実行するロールに、CloudWatch Logs へ書き込む権限が必要です。出力に機密情報が含まれていないか確認してください。CloudWatch Logs の取り込みと保存の料金が少しかかります。",
            undo="Systems Manager コンソールの「オートメーション」で「設定」タブの「編集」を開き、「CloudWatch Logs に出力を送信」のチェックを外します。",
            fields={"logged": "CloudWatch Logs への記録"},
        ),
        "en": Text(
            title="Systems Manager Automation logs to CloudWatch Logs",
            why="Without it, the output of the scripts of a runbook is lost, and neither failures nor misuse can be looked into afterwards.",
            change="The output of aws:executeScript actions goes to CloudWatch Logs; into /aws/ssm/automation/executeScript where no log group has been chosen. The role that runs a runbook needs permission to write to CloudWatch Logs. Make sure that scripts put out no secrets. CloudWatch Logs costs a little for what it takes in and keeps.",
            undo="In the Systems Manager console under Automation, open the Preferences tab, choose Edit and clear Send output to CloudWatch Logs.",
            fields={"logged": "logging to CloudWatch Logs"},
        ),
    },
    read=read,
    write=write,
    undo=undo,
    traces=ssm_settings.TRACES,
)
