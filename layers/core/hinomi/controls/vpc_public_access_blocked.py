"""No VPC can be reached from the internet, but for those that a person has excluded. This only reports.

To turn it on cuts off every public server that is not excluded, so that the round never does it by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Risk, Scope, Text
from hinomi.baseline.strength import Ladder, Record, State
from hinomi.services.declarative_policy import manager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"internet": "block-ingress"}


def read(scene: Scene) -> Iterator[Actual]:
    """Read the mode of the Region."""
    answer = scene.call("ec2", "describe_vpc_block_public_access_options")["VpcBlockPublicAccessOptions"]
    yield Actual(state={"internet": answer.get("InternetGatewayBlockMode", "off")}, managed_by=manager(answer))


CONTROL = Control(
    id="vpc_public_access_blocked",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.HIGH,
    standards=("FSBP EC2.172",),
    order=Record({"internet": Ladder(("off", "block-ingress", "block-bidirectional"))}),
    desired=DESIRED,
    reads=("ec2:DescribeVpcBlockPublicAccessOptions",),
    texts={
        "ja": Text(
            title="VPC へのインターネットからの通信をブロックする",
            why="ルートテーブルやセキュリティグループを 1 か所誤るだけで、社内向けのサーバーがインターネットに公開されます。",
            change="VPC コンソールの「設定」の「パブリックアクセスをブロック」で、公開が必要な VPC やサブネットを「除外」に加えてから、「イングレスのみ」(進入のみ) で有効にしてください。除外し忘れたサーバーには、インターネットから接続できなくなります。ブロックできないリージョンは、hinomi.yaml の baseline.exceptions に期限を付けて例外を書いてください。",
            fields={"internet": "VPC のパブリックアクセスのブロック"},
        ),
        "en": Text(
            title="VPCs cannot be reached from the internet",
            why="One wrong route or security group is enough to open an internal server to the internet.",
            change="Open Block public access under Settings in the VPC console, first add an exclusion for each VPC or subnet that has to be public, then turn it on as Ingress-only. Nobody on the internet reaches a server that you forget to exclude. For a Region where you cannot block, write an exception with an end under baseline.exceptions in hinomi.yaml.",
            fields={"internet": "VPC Block Public Access"},
        ),
    },
    read=read,
    traces=("ModifyVpcBlockPublicAccessOptions",),
)
