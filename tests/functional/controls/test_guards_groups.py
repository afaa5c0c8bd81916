"""The default security groups of VPCs: emptied where nobody uses them, left alone everywhere else."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls.vpc_default_groups_empty import CONTROL
from support.account.ec2_groups import from_group, named, rule
from support.account.ec2_network import EC2Network
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.rounds import settle, take_back

GROUP = "sg-default"
WEB: dict[str, Any] = {"protocol": "tcp", "FromPort": 443, "ToPort": 443}
pytestmark = pytest.mark.usefixtures("office")


def plant(fake: FakeAccount, kind: str, **things: Any) -> None:
    fake.state(EC2Network)[kind].update(things)


def interface(group: str, *, vpc: str = "vpc-default") -> dict[str, Any]:
    groups = [{"GroupId": group, "GroupName": "default"}]
    return {"NetworkInterfaceId": "eni-1", "VpcId": vpc, "SubnetId": "subnet-default-a", "Groups": groups}


def test_every_default_group_that_nobody_uses_is_emptied_and_comes_back_with_undo(fake: FakeAccount) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    results = settle(fake, CONTROL, journal=journal)
    assert [(one.resource, one.outcome) for one in results] == [
        ("sg-default", Outcome.CHANGED),
        ("sg-office", Outcome.CHANGED),
    ]
    assert fake.state(EC2Network)["rules"] == {}
    assert {one.undoing for one in take_back(fake, CONTROL, journal)} == {Undoing.UNDONE}
    assert fake.snapshot() == before


def test_a_valid_rule_that_a_person_has_added_is_never_revoked_with_the_others(fake: FakeAccount) -> None:
    plant(fake, "rules", **named(rule(GROUP, egress=False, CidrIpv4="192.0.2.0/24", **WEB)))
    before = fake.snapshot()
    result, other = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("own_rules", {"rules": "sgr-sg-default-in-tcp-443-192.0.2.0/24"}),)
    assert other.outcome is Outcome.CHANGED
    kept = {name for name in before["EC2Network", HOME]["rules"] if name.startswith("sgr-sg-default-")}
    assert fake.state(EC2Network)["rules"].keys() == kept


def test_a_group_that_a_network_interface_has_is_never_emptied_under_it(fake: FakeAccount) -> None:
    plant(fake, "network_interfaces", **{"eni-1": interface(GROUP)})
    result, other = settle(fake, CONTROL)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("in_use", {"interfaces": "eni-1"}),))
    assert other.outcome is Outcome.CHANGED


@pytest.mark.parametrize("egress", [False, True])
def test_a_group_that_the_rules_of_another_refer_to_is_left_alone(fake: FakeAccount, *, egress: bool) -> None:
    app = {"GroupId": "sg-app", "GroupName": "app", "VpcId": "vpc-default", "OwnerId": ACCOUNT}
    plant(fake, "security_groups", **{"sg-app": app})
    plant(fake, "rules", **named(rule("sg-app", egress=egress, **from_group(GROUP), **WEB)))
    result, _ = settle(fake, CONTROL)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("referenced", {"referring": "sg-app"}),))


def test_a_group_that_a_peered_vpc_refers_to_is_left_alone(fake: FakeAccount) -> None:
    reference = {"GroupId": GROUP, "ReferencingVpcId": "vpc-of-a-partner", "VpcPeeringConnectionId": "pcx-1"}
    plant(fake, "references", **{"pcx-1": reference})
    result, _ = settle(fake, CONTROL)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("referenced", {"referring": "vpc-of-a-partner"}),))


def test_the_default_group_of_a_vpc_that_another_account_shares_is_theirs(fake: FakeAccount) -> None:
    fake.state(EC2Network)["security_groups"]["sg-office"]["OwnerId"] = "123456789012"
    assert [one.resource for one in settle(fake, CONTROL)] == ["sg-default"]


def test_a_crash_between_the_directions_is_finished_by_a_second_run_and_undone_whole(fake: FakeAccount) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults = [Fault("ec2", "revoke_security_group_egress", crash="before")]
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    results = settle(fake, CONTROL, journal=journal)
    assert {one.outcome for one in results} == {Outcome.CHANGED}
    assert fake.state(EC2Network)["rules"] == {}
    take_back(fake, CONTROL, journal)
    assert fake.snapshot() == before


def test_a_crash_that_nobody_has_run_again_after_is_undone_too(fake: FakeAccount) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults = [Fault("ec2", "revoke_security_group_egress", crash="before")]
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    (undone,) = take_back(fake, CONTROL, journal)
    assert undone.undoing is Undoing.UNDONE
    assert fake.snapshot() == before


def test_without_an_approval_for_the_region_nothing_is_emptied(fake: FakeAccount) -> None:
    enforced = Baseline(mode="enforce", controls={CONTROL.id: Settings(mode="enforce")})
    results = settle(fake, CONTROL, baseline=enforced)
    assert [(one.outcome, one.notes) for one in results] == [(Outcome.DRIFT, (Note("unapproved"),))] * 2
    assert fake.written() == []


def test_without_the_right_to_revoke_the_outcome_says_so(fake: FakeAccount) -> None:
    fake.allowed = set(CONTROL.reads)
    assert {one.outcome for one in settle(fake, CONTROL)} == {Outcome.ACCESS_DENIED}
