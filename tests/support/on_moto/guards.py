"""What people have set up on moto: encryption, the default network, public access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.account.fake import ACCOUNT
from support.account.moto_account import ask
from support.on_moto.case import GROUP, Case, Request, Requests, first, of

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.account.fake import FakeAccount

SWITCHES = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")

SUBNET = first("ec2", "describe_subnets", "Subnets", "SubnetId", Filters=of("default-for-az"))

SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}

_NETWORK: Requests = tuple(("ec2", f"describe_{what}", {}) for what in ("vpcs", "subnets", "internet_gateways"))

_NETWORK_IDS = ("VpcId", "SubnetId", "SubnetArn", "InternetGatewayId", "AssociationId", "NetworkAclId")


def _account_blocks(on: tuple[str, ...]) -> Request:
    wanted = {one: one in on for one in SWITCHES}
    return ("s3control", "put_public_access_block", {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": wanted})


def _all_private() -> Requests:
    def nth(number: int) -> Callable[[FakeAccount], Any]:
        return lambda account: ask(account, "ec2", "describe_subnets")["Subnets"][number]["SubnetId"]

    return tuple(
        ("ec2", "modify_subnet_attribute", {"SubnetId": nth(number), "MapPublicIpOnLaunch": {"Value": False}})
        for number in range(3)
    )


CASES: dict[str, Case] = {
    "ec2_ebs_encryption_default": Case(
        shows=(("ec2", "get_ebs_encryption_by_default", {}),),
        chosen=(("ec2", "enable_ebs_encryption_by_default", {}),),
    ),
    "vpc_default_absent": Case(
        shows=_NETWORK,
        chosen=(("ec2", "create_network_interface", {"SubnetId": SUBNET}),),
        anew=_NETWORK_IDS,
    ),
    "vpc_default_groups_empty": Case(
        shows=(("ec2", "describe_security_groups", {}), ("ec2", "describe_security_group_rules", {})),
        chosen=(("ec2", "authorize_security_group_ingress", {"GroupId": GROUP, "IpPermissions": [SSH]}),),
        anew=("SecurityGroupRuleId",),
    ),
    "vpc_default_subnets_private": Case(
        shows=(("ec2", "describe_subnets", {}),),
        chosen=_all_private(),
    ),
    "s3_account_public_blocked": Case(
        shows=(("s3control", "get_public_access_block", {"AccountId": ACCOUNT}),),
        weak=(_account_blocks(SWITCHES[:2]),),
        chosen=(_account_blocks(SWITCHES),),
    ),
    "s3_account_public_blocked from nothing": Case(
        shows=(("s3control", "get_public_access_block", {"AccountId": ACCOUNT}),)
    ),
}
