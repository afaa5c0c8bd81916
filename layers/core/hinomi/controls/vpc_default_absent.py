"""A Region has no default VPC. It is deleted only where nothing is in it but what AWS made with it.

Subnets go first: EC2 refuses to delete one that is in use, and a VPC without subnets has nobody whose way to the
internet could be cut. What is deleted cannot come back: `undo` makes a new default VPC, with other ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import AtMost, Flag, Record, State
from hinomi.services import default_vpc
from hinomi.services.listing import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

DESIRED: State = {"absent": True, "subnets": 0}
_MARK = "hinomi:detached-from"
"""The key of the tag that a gateway gets before it is detached; its value is the VPC."""


def read(scene: Scene) -> Iterator[Actual]:
    """Read whether there is a default VPC, and how its subnets and gateways are."""
    vpc = default_vpc.find(scene)
    if vpc is None:
        yield Actual(state={"absent": True, "subnets": 0})
        return
    subnets = {one["AvailabilityZone"]: one["MapPublicIpOnLaunch"] for one in default_vpc.subnets(scene, vpc["VpcId"])}
    context = {"vpc": vpc["VpcId"], "subnets": subnets, "gateways": _attached(scene, vpc["VpcId"])}
    yield Actual(state={"absent": False, "subnets": len(subnets)}, context=context)


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Name what is in the VPC that AWS did not make with it."""
    del actual
    vpc = default_vpc.find(scene)
    added = few(default_vpc.additions(scene, vpc)) if vpc else ""
    if added:
        yield Note("in_use", {"resources": added})


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Delete subnets, gateway and VPC, in this order; what has come in meanwhile keeps its way to the internet."""
    vpc = actual.context["vpc"]
    for subnet in default_vpc.subnets(scene, vpc):
        scene.call("ec2", "delete_subnet", SubnetId=subnet["SubnetId"])
    if target["absent"] and not tuple(preflight(scene, actual)):
        _delete_without_subnets(scene, vpc)


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Make again what is missing, by AWS's own operations for it, and nothing that is more open than before."""
    del before  # the context says more
    had, now = actual.context["before"], actual.context
    gone = bool(actual.state["absent"])
    if not gone and had["gateways"] and not now["gateways"]:  # a crash came in between: nothing is left in it
        _delete_without_subnets(scene, now["vpc"])
        gone = True
    # EC2 lists what it has made only after a while: the answer names the new VPC at once.
    vpc = scene.call("ec2", "create_default_vpc")["Vpc"]["VpcId"] if gone else now["vpc"]
    _restore_subnets(scene, vpc, had["subnets"])
    if not had["gateways"]:
        _delete_gateways(scene, vpc)
    for gateway in _marked(scene, vpc):
        scene.call("ec2", "delete_tags", Resources=[gateway], Tags=_mark(vpc))


def _restore_subnets(scene: Scene, vpc: str, had: dict[str, bool]) -> None:
    """Have default subnets in the zones that had one, which give public addresses only where they did."""
    for zone in sorted(had.keys() - {one["AvailabilityZone"] for one in default_vpc.subnets(scene, vpc)}):
        there = "DefaultSubnetAlreadyExistsInAvailabilityZone"  # made with the VPC, and not yet listed
        scene.find("ec2", "create_default_subnet", there, AvailabilityZone=zone)
    for subnet in default_vpc.subnets(scene, vpc):
        zone, name = subnet["AvailabilityZone"], subnet["SubnetId"]
        if zone not in had:
            scene.call("ec2", "delete_subnet", SubnetId=name)
        elif not had[zone] and subnet["MapPublicIpOnLaunch"]:
            scene.call("ec2", "modify_subnet_attribute", SubnetId=name, MapPublicIpOnLaunch={"Value": False})


def _attached(scene: Scene, vpc: str) -> list[str]:
    return default_vpc.gateways(scene, "attachment.vpc-id", vpc)


def _marked(scene: Scene, vpc: str) -> list[str]:
    return default_vpc.gateways(scene, f"tag:{_MARK}", vpc)


def _mark(vpc: str) -> list[dict[str, str]]:
    return [{"Key": _MARK, "Value": vpc}]


def _delete_without_subnets(scene: Scene, vpc: str) -> None:
    _delete_gateways(scene, vpc)
    scene.call("ec2", "delete_vpc", VpcId=vpc)


def _delete_gateways(scene: Scene, vpc: str) -> None:
    """Detach and delete; each is marked first, so that a second run finds one that a crash left detached."""
    attached = _attached(scene, vpc)
    for gateway in attached:
        scene.call("ec2", "create_tags", Resources=[gateway], Tags=_mark(vpc))
        scene.call("ec2", "detach_internet_gateway", InternetGatewayId=gateway, VpcId=vpc)
    for gateway in sorted({*attached, *_marked(scene, vpc)}):  # EC2 may find a new tag only after a while
        scene.call("ec2", "delete_internet_gateway", InternetGatewayId=gateway)


CONTROL = Control(
    id="vpc_default_absent",
    scope=Scope.REGION,
    mode=Mode.REPORT,
    cost=Cost.NONE,
    risk=Risk.DESTRUCTIVE,
    standards=("SSB ACCT.09",),
    # `subnets` tells a VPC that a crash left half deleted from one that nobody has touched; all that can be wanted is 0.
    order=Record({"absent": Flag(), "subnets": AtMost(0, 0)}),
    desired=DESIRED,
    reads=default_vpc.READS,
    writes=(
        "ec2:CreateTags",
        "ec2:DeleteInternetGateway",
        "ec2:DeleteSubnet",
        "ec2:DeleteVpc",
        "ec2:DetachInternetGateway",
    ),
    undoes=(
        "ec2:CreateDefaultSubnet",
        "ec2:CreateDefaultVpc",
        "ec2:CreateTags",
        "ec2:DeleteInternetGateway",
        "ec2:DeleteSubnet",
        "ec2:DeleteTags",
        "ec2:DeleteVpc",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "ec2:DetachInternetGateway",
        "ec2:ModifySubnetAttribute",
    ),
    texts={
        "ja": Text(
            title="使っていないデフォルト VPC を残さない",
            why="デフォルト VPC のサブネットはすべてインターネットにつながっています。ネットワークを指定せずに作ったリソースはここに置かれ、外部から到達できるようになります。",
            change="AWS が最初に用意したものしか入っていないデフォルト VPC を、サブネット、インターネットゲートウェイ、VPC の順に削除します。フローログの設定も失われます。今は止まっていて後からこの VPC で動くもの (台数 0 の Auto Scaling グループ、非アクティブの Lambda 関数、スケジュール実行の Fargate タスクなど) は見つけられないため、承認の前に確認してください。料金はかかりません。",
            undo="VPC コンソールの「お使いの VPC」で「アクション」の「デフォルト VPC を作成」を選びます。新しい VPC になり、ID は元に戻りません。タグ、フローログ、変更したルールも戻りません。",
            fields={"absent": "デフォルト VPC", "subnets": "デフォルトサブネットの数"},
            notes={
                "in_use": "デフォルト VPC に、AWS が最初に用意したもの以外のリソースがあるため、変更していません: {resources}。この VPC を使っていれば hinomi.yaml の baseline.exceptions に例外を書き、不要であればリソースを削除してください。"
            },
        ),
        "en": Text(
            title="No unused default VPC is left",
            why="All subnets of a default VPC lead to the internet. What is made without naming a network lands there and can be reached from outside.",
            change="A default VPC that holds nothing but what AWS made with it is deleted: subnets, internet gateway, VPC. Its flow logs are deleted, too. What is only stopped and would run there later (an Auto Scaling group of size zero, an inactive Lambda function, a scheduled Fargate task) cannot be seen: check that before you approve. It is free of charge.",
            undo="In the VPC console under Your VPCs, choose Actions, Create default VPC. It is a new VPC with another id; tags, flow logs and rules that were changed do not come back.",
            fields={"absent": "default VPC", "subnets": "default subnets"},
            notes={
                "in_use": "Left alone, because the default VPC holds more than what AWS made with it: {resources}. If you use it, write an exception under baseline.exceptions in hinomi.yaml; if not, delete what is in it."
            },
        ),
    },
    read=read,
    preflight=preflight,
    write=write,
    undo=undo,
    traces=("CreateDefaultVpc",),
)
