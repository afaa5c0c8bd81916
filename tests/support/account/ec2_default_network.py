"""A VPC as AWS makes the default one of a Region."""

from __future__ import annotations

from typing import Any

from support.account.ec2_groups import default_rules
from support.account.fake import ACCOUNT


def network(region: str, name: str = "default") -> dict[str, dict[str, Any]]:
    """Make a VPC as AWS makes the default one, or, of another name, one that a person has made in the same way."""
    vpc, group, gateway = f"vpc-{name}", f"sg-{name}", f"igw-{name}"
    default = name == "default"
    of_vpc: dict[str, Any] = {"VpcId": vpc, "OwnerId": ACCOUNT}
    main = [{"Main": True, "RouteTableAssociationId": f"rtbassoc-{name}"}]
    routes = [
        {"DestinationCidrBlock": "172.31.0.0/16", "GatewayId": "local", "State": "active"},
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway, "State": "active"},
    ]
    cidr = {"CidrBlock": "172.31.0.0/16", "AssociationId": f"vpc-cidr-assoc-{name}"}
    vpcs = {**of_vpc, "IsDefault": default, "CidrBlock": cidr["CidrBlock"], "CidrBlockAssociationSet": [cidr]}
    subnets = {
        f"subnet-{name}-{zone}": {
            **of_vpc,
            "SubnetId": f"subnet-{name}-{zone}",
            "AvailabilityZone": f"{region}{zone}",
            "DefaultForAz": default,
            "MapPublicIpOnLaunch": default,
        }
        for zone in "acd"
    }
    attached = {"InternetGatewayId": gateway, "Attachments": [{"VpcId": vpc, "State": "available"}], "Tags": []}
    return {
        "vpcs": {vpc: vpcs},
        "subnets": subnets,
        "internet_gateways": {gateway: attached},
        "route_tables": {
            f"rtb-{name}": {**of_vpc, "RouteTableId": f"rtb-{name}", "Associations": main, "Routes": routes}
        },
        "network_acls": {f"acl-{name}": {**of_vpc, "NetworkAclId": f"acl-{name}", "IsDefault": True}},
        "security_groups": {group: {**of_vpc, "GroupId": group, "GroupName": "default"}},
        "rules": default_rules(group),
    }
