"""The default subnets: closed only where no public address of theirs is in use."""

from __future__ import annotations

import pytest

from hinomi.baseline.outcome import Outcome
from hinomi.controls.vpc_default_subnets_private import CONTROL
from support.account.ec2_network import EC2Network
from support.account.fake import ACCOUNT, FakeAccount
from support.rounds import settle

pytestmark = pytest.mark.usefixtures("office")


def test_only_default_subnets_stop_giving_public_addresses(fake: FakeAccount) -> None:
    office = fake.state(EC2Network)["subnets"]["subnet-office-a"]
    office["MapPublicIpOnLaunch"] = True
    results = settle(fake, CONTROL)
    assert [one.resource for one in results] == ["subnet-default-a", "subnet-default-c", "subnet-default-d"]
    assert {one.outcome for one in results} == {Outcome.CHANGED}
    assert office["MapPublicIpOnLaunch"] is True


@pytest.mark.parametrize(("owner", "outcome"), [("amazon", Outcome.DRIFT), (ACCOUNT, Outcome.CHANGED)])
def test_where_public_addresses_are_in_use_every_subnet_of_the_vpc_goes_on_giving_them_to_the_next_instance(
    fake: FakeAccount, owner: str, outcome: Outcome
) -> None:
    association = {"Association": {"PublicIp": "192.0.2.7", "IpOwnerId": owner}}
    in_vpc = {"VpcId": "vpc-default", "SubnetId": "subnet-default-a"}
    interface = {"NetworkInterfaceId": "eni-1", **in_vpc, **association}
    fake.state(EC2Network)["network_interfaces"]["eni-1"] = interface
    assert {one.outcome for one in settle(fake, CONTROL)} == {outcome}


def test_public_addresses_in_another_vpc_do_not_matter(fake: FakeAccount) -> None:
    association = {"Association": {"PublicIp": "192.0.2.7", "IpOwnerId": "amazon"}}
    in_vpc = {"VpcId": "vpc-office", "SubnetId": "subnet-office-a"}
    fake.state(EC2Network)["network_interfaces"]["eni-1"] = {"NetworkInterfaceId": "eni-1", **in_vpc, **association}
    assert {one.outcome for one in settle(fake, CONTROL)} == {Outcome.CHANGED}
