"""The default VPC: deleted where nothing depends on it, in an order that cuts nobody off."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls.vpc_default_absent import CONTROL
from support.account.ec2_network import EC2Network
from support.account.fake import Crash, FakeAccount, Fault, Here
from support.rounds import settle, take_back

VPC = "vpc-default"
STEPS = ["create_tags", "delete_internet_gateway", "delete_subnet", "delete_vpc", "detach_internet_gateway"]

pytestmark = pytest.mark.usefixtures("office")


def test_an_unused_default_vpc_is_deleted_and_no_other_vpc_is_touched(fake: FakeAccount) -> None:
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED
    there = fake.state(EC2Network)
    assert there["vpcs"].keys() == {"vpc-office"}
    assert there["internet_gateways"].keys() == {"igw-office"}
    assert len(there["subnets"]) == 3


def test_the_way_to_the_internet_goes_only_after_every_subnet_is_gone(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    done = [call.operation for call in fake.written()]
    assert done == [
        *["DeleteSubnet"] * 3,
        "CreateTags",
        "DetachInternetGateway",
        "DeleteInternetGateway",
        "DeleteVpc",
    ]


def test_a_subnet_that_is_in_use_after_all_stops_the_deletion_before_anybody_loses_the_internet(
    fake: FakeAccount,
) -> None:
    fake.faults = [Fault("ec2", "delete_subnet", code="DependencyViolation")]
    (result,) = settle(fake, CONTROL)
    assert (result.outcome, result.error) == (Outcome.FAILED, "ec2:delete_subnet: DependencyViolation")
    gateway = fake.state(EC2Network)["internet_gateways"]["igw-default"]
    assert gateway["Attachments"] == [{"VpcId": VPC, "State": "available"}]


@pytest.mark.parametrize("crash", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_is_finished_by_the_next_worker(fake: FakeAccount, step: str, crash: str) -> None:
    journal = MemoryJournal()
    fake.faults = [Fault("ec2", step, crash=crash)]
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    (result,) = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    there = fake.state(EC2Network)
    assert (there["vpcs"].keys(), there["internet_gateways"].keys()) == ({"vpc-office"}, {"igw-office"})
    (undone,) = take_back(fake, CONTROL, journal)
    assert undone.undoing is Undoing.UNDONE


@pytest.mark.parametrize("crash", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_crash_that_nobody_has_run_again_after_is_undone_whole(fake: FakeAccount, step: str, crash: str) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults = [Fault("ec2", step, crash=crash)]
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    take_back(fake, CONTROL, journal)
    assert fake.snapshot() == before


def test_subnets_alone_are_deleted_where_that_is_all_that_is_wanted(fake: FakeAccount) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    (result,) = settle(fake, CONTROL, desired={"absent": False}, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert [call.operation for call in fake.written()] == ["DeleteSubnet"] * 3
    take_back(fake, CONTROL, journal)
    assert fake.snapshot() == before


def test_undo_makes_a_default_vpc_that_is_no_more_open_than_the_one_before(fake: FakeAccount) -> None:
    there = fake.state(EC2Network)
    del there["subnets"]["subnet-default-d"]
    there["subnets"]["subnet-default-c"]["MapPublicIpOnLaunch"] = False
    del there["internet_gateways"]["igw-default"]
    before, journal = fake.snapshot(), MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    (undone,) = take_back(fake, CONTROL, journal)
    assert undone.undoing is Undoing.UNDONE
    assert fake.snapshot() == before


def test_a_gateway_that_ec2_does_not_yet_find_by_its_new_tag_is_deleted_all_the_same(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = EC2Network.describe_internet_gateways

    def not_yet(self: EC2Network, here: Here, asked: dict[str, Any]) -> dict[str, Any]:
        by_tag = any(one["Name"].startswith("tag:") for one in asked["Filters"])
        return {"InternetGateways": []} if by_tag else listed(self, here, asked)

    monkeypatch.setattr(EC2Network, "describe_internet_gateways", not_yet)
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(EC2Network)["internet_gateways"].keys() == {"igw-office"}


def test_undo_goes_on_where_ec2_does_not_yet_list_the_vpc_and_the_subnets_that_it_has_just_made(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    vpcs, subnets = EC2Network.describe_vpcs, EC2Network.describe_subnets
    late = {"Vpcs": 1, "Subnets": 1}

    def missing(here: Here, key: str) -> bool:
        hidden = bool(here.state["vpcs"].get(VPC)) and late[key] > 0
        late[key] -= hidden
        return hidden

    def late_vpcs(self: EC2Network, here: Here, asked: dict[str, Any]) -> dict[str, Any]:
        return {"Vpcs": []} if missing(here, "Vpcs") else vpcs(self, here, asked)

    def late_subnets(self: EC2Network, here: Here, asked: dict[str, Any]) -> dict[str, Any]:
        return {"Subnets": []} if missing(here, "Subnets") else subnets(self, here, asked)

    monkeypatch.setattr(EC2Network, "describe_vpcs", late_vpcs)
    monkeypatch.setattr(EC2Network, "describe_subnets", late_subnets)
    take_back(fake, CONTROL, journal)
    assert fake.snapshot() == before


def test_a_detached_gateway_of_somebody_else_stays(fake: FakeAccount) -> None:
    tags = [{"Key": "hinomi:detached-from", "Value": "vpc-office"}]
    spare = {"InternetGatewayId": "igw-spare", "Attachments": [], "Tags": tags}
    fake.state(EC2Network)["internet_gateways"]["igw-spare"] = spare
    settle(fake, CONTROL)
    assert fake.state(EC2Network)["internet_gateways"].keys() == {"igw-office", "igw-spare"}


def test_a_region_without_a_default_vpc_is_as_wanted(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    fake.calls.clear()
    (result,) = settle(fake, CONTROL, run="run-2")
    assert (result.outcome, fake.written()) == (Outcome.COMPLIANT, [])


def test_without_an_approval_that_names_the_region_no_vpc_is_deleted(fake: FakeAccount) -> None:
    enforced = Baseline(mode="enforce", controls={CONTROL.id: Settings(mode="enforce")})
    (result,) = settle(fake, CONTROL, baseline=enforced)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("unapproved"),))
    (result,) = settle(fake, CONTROL, mode=Mode.REPORT)
    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []
