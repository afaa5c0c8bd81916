"""Nobody reaches the serial console of an instance, past its network and its security groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.declarative_policy import manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"disabled": True}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the switch of the Region."""
    answer = scene.call("ec2", "get_serial_console_access_status")
    yield Actual(state={"disabled": not answer["SerialConsoleAccessEnabled"]}, managed_by=manager(answer))


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Turn access off; `undo` turns it on again."""
    del actual
    verb = "disable" if target["disabled"] else "enable"
    scene.call("ec2", f"{verb}_serial_console_access")


CONTROL = Control(
    id="ec2_serial_console_disabled",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.LOW,
    order=Record({"disabled": Flag()}),
    desired=DESIRED,
    reads=("ec2:GetSerialConsoleAccessStatus",),
    writes=("ec2:DisableSerialConsoleAccess",),
    undoes=("ec2:EnableSerialConsoleAccess",),
    texts={
        "ja": Text(
            title="EC2 シリアルコンソールを無効にする",
            why="シリアルコンソールはセキュリティグループやネットワーク ACL を通らないため、IAM の権限と OS のパスワードを奪われると、閉じたネットワークのインスタンスにも侵入されます。",
            change="このリージョンのどのインスタンスにも、シリアルコンソールで接続できなくなります。起動しなくなったインスタンスの復旧に使っている場合は、代わりの手段を確認してください。",
            undo="EC2 コンソールのダッシュボードで「データ保護とセキュリティ」の「EC2 シリアルコンソール」から「管理」を開き、「許可」を選びます。",
            fields={"disabled": "シリアルコンソール"},
        ),
        "en": Text(
            title="The EC2 serial console is off",
            why="The serial console passes by security groups and network ACLs: with stolen IAM rights and a password it leads even into instances of a closed network.",
            change="Nobody can connect to an instance in this Region by its serial console. If you use it to rescue instances that do not start, make sure of another way.",
            undo="In the EC2 console on the Dashboard under Data protection and security, choose Manage beside EC2 Serial Console and choose Allow.",
            fields={"disabled": "serial console"},
        ),
    },
    read=read,
    write=write,
    rehearsable=True,
    traces=("EnableSerialConsoleAccess",),
)
