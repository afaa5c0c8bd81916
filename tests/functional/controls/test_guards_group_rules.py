"""The rules of default groups: which are AWS's own, and how each comes back."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.journal import Entry
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.vpc_default_groups_empty import CONTROL
from hinomi.services import group_rules
from support.account.ec2_groups import from_group, named, rule
from support.account.ec2_network import EC2Network
from support.account.fake import HOME, Crash, FakeAccount, Fault
from support.rounds import settle, take_back

GROUP = "sg-default"
WEB: dict[str, Any] = {"protocol": "tcp", "FromPort": 443, "ToPort": 443}
pytestmark = pytest.mark.usefixtures("office")


def plant(fake: FakeAccount, kind: str, **things: Any) -> None:
    fake.state(EC2Network)[kind].update(things)


def test_the_rule_that_aws_adds_for_ipv6_is_aws_own_too(fake: FakeAccount) -> None:
    plant(fake, "rules", **named(rule(GROUP, egress=True, CidrIpv6="::/0")))
    before, journal = fake.snapshot(), MemoryJournal()
    result, _ = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    take_back(fake, CONTROL, journal)
    assert fake.snapshot() == before


def test_a_rule_that_comes_while_the_round_writes_stays_and_is_told(fake: FakeAccount) -> None:
    added = named(rule(GROUP, egress=False, CidrIpv4="192.0.2.1/32", **WEB))
    fake.faults = [Fault("ec2", "revoke_security_group_egress", crash="after")]
    journal = MemoryJournal()
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    plant(fake, "rules", **added)
    result, _ = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.DRIFT
    assert fake.state(EC2Network)["rules"].items() >= added.items()


def test_undo_makes_every_kind_of_rule_again_as_it_was(fake: FakeAccount) -> None:
    rules = named(
        rule(GROUP, egress=False, CidrIpv4="192.0.2.0/24", Description="office", **WEB),
        rule(GROUP, egress=False, CidrIpv6="2001:db8::/32", **WEB),
        rule(GROUP, egress=False, protocol="icmp", FromPort=8, ToPort=-1, PrefixListId="pl-1", Description="ping"),
        rule(GROUP, egress=False, **from_group(GROUP), Tags=[{"Key": "owner", "Value": "network"}]),
        rule(GROUP, egress=True, **from_group("sg-office"), **WEB),
    )
    journal, empty = MemoryJournal(), dict(CONTROL.desired)
    entry = Entry(
        run="run-1",
        control=CONTROL.id,
        region=HOME,
        resource=GROUP,
        before=dict.fromkeys(empty, False),
        target=empty,
        context={"rules": list(rules.values())},
    )
    journal.begin(entry)
    fake.state(EC2Network)["rules"] = {}
    (undone,) = take_back(fake, CONTROL, journal)
    assert undone.undoing is Undoing.UNDONE
    assert fake.state(EC2Network)["rules"] == rules


def test_all_traffic_from_the_group_itself_is_aws_own_rule_and_from_another_group_is_not() -> None:
    assert group_rules.is_default(rule(GROUP, egress=False, **from_group(GROUP)))
    assert not group_rules.is_default(rule(GROUP, egress=False, **from_group("sg-app")))
    assert not group_rules.is_default(rule(GROUP, egress=False, protocol="tcp", **from_group(GROUP)))
    assert not group_rules.is_default(rule(GROUP, egress=False, CidrIpv4="0.0.0.0/0"))
    assert not group_rules.is_default(rule(GROUP, egress=True, CidrIpv4="192.0.2.0/24"))
