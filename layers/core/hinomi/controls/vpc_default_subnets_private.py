"""Default subnets give new instances no public address by themselves. Instances that run keep theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Flag, Record, State
from hinomi.services.listing import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"private": True}
_AMAZON = "amazon"
"""Who owns an address that the subnet gave; an Elastic IP address belongs to the account, a balancer's to `amazon-elb`."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read each default subnet."""
    ours = [{"Name": "default-for-az", "Values": ["true"]}, {"Name": "owner-id", "Values": [scene.account]}]
    for subnet in scene.every("ec2", "describe_subnets", "Subnets", Filters=ours):
        private, vpc = not subnet["MapPublicIpOnLaunch"], subnet["VpcId"]
        yield Actual(state={"private": private}, resource=subnet["SubnetId"], context={"vpc": vpc})


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name what has its public address from a subnet: the next of its kind would get none, and not reach out.

    The next one may come up in any subnet of the VPC: an Auto Scaling group, or a service's tasks, spread over all.
    """
    here = [{"Name": "vpc-id", "Values": [actual.context["vpc"]]}]
    interfaces = scene.every("ec2", "describe_network_interfaces", "NetworkInterfaces", Filters=here)
    if given := [one for one in interfaces if one.get("Association", {}).get("IpOwnerId") == _AMAZON]:
        yield Note("in_use", {"interfaces": few(one["NetworkInterfaceId"] for one in given)})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Set the subnet's switch; `undo` sets it back."""
    public = {"Value": not target["private"]}
    scene.call("ec2", "modify_subnet_attribute", SubnetId=actual.resource, MapPublicIpOnLaunch=public)


CONTROL = Control(
    id="vpc_default_subnets_private",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.MEDIUM,
    standards=("FSBP EC2.15",),
    order=Record({"private": Flag()}),
    desired=DESIRED,
    reads=("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"),
    writes=("ec2:ModifySubnetAttribute",),
    undoes=("ec2:ModifySubnetAttribute",),
    texts={
        "ja": Text(
            title="デフォルトサブネットでパブリック IP アドレスの自動割り当てを無効にする",
            why="サブネットを指定せずに起動したインスタンスにパブリック IP アドレスが自動で付き、セキュリティグループの誤り 1 つでインターネットにさらされます。",
            change="デフォルトサブネットで新しく起動するインスタンスに、指定しない限りパブリック IP アドレスが付かなくなります。NAT ゲートウェイがなければ、そのインスタンスはインターネットに出られません。稼働中のインスタンスは変わりません。",
            undo="VPC コンソールの「サブネット」で対象を選び、「アクション」の「サブネットの設定を編集」で「パブリック IPv4 アドレスの自動割り当てを有効化」をオンにします。",
            fields={"private": "パブリック IP アドレスの自動割り当て"},
            notes={
                "in_use": "デフォルト VPC でサブネットから割り当てられたパブリック IP アドレスが使われているため、変更していません: {interfaces}。今後も同じように起動する場合は、hinomi.yaml の baseline.exceptions に例外を書いてください。"
            },
        ),
        "en": Text(
            title="Default subnets give no public IP addresses by themselves",
            why="An instance that is launched without naming a subnet gets a public address, and one wrong security group opens it to the internet.",
            change="New instances in a default subnet get a public address only where the launch asks for it. Without a NAT gateway, those without one cannot reach the internet. Running instances stay as they are.",
            undo="In the VPC console under Subnets, choose the subnet, then Actions, Edit subnet settings, and turn on Enable auto-assign public IPv4 address.",
            fields={"private": "automatic public IP addresses"},
            notes={
                "in_use": "Nothing was changed, because public addresses that subnets of the default VPC gave are in use: {interfaces}. If more are to be launched like this, write an exception under baseline.exceptions in hinomi.yaml."
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
)
