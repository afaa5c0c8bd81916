"""How to bring EC2's networks of the fake account into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from support.account.ec2_groups import default_rules
from support.account.ec2_network import EC2Network
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount


def groups(fake: FakeAccount, region: str, state: State) -> None:
    """Leave AWS's own rules in the directions that are not empty, described and tagged as a person may."""
    empty = {False: state["inbound_empty"], True: state["outbound_empty"]}
    rules = {name: one for name, one in default_rules("sg-default").items() if not empty[one["IsEgress"]]}
    for one in rules.values():
        one.update(Description="as AWS made it", Tags=[{"Key": "owner", "Value": "network"}])
    fake.state(EC2Network, region)["rules"] = rules


def subnets(fake: FakeAccount, region: str, state: State) -> None:
    there = fake.state(EC2Network, region)["subnets"]
    one = there["subnet-default-a"]
    there.clear()
    there["subnet-default-a"] = {**one, "MapPublicIpOnLaunch": not state["private"]}


def default_vpc(fake: FakeAccount, region: str, state: State) -> None:
    """Take the default VPC away, or some of its subnets; the last one gives no public addresses."""
    there = fake.state(EC2Network, region)
    if state["absent"]:
        for kind in there.values():
            kind.clear()
        return
    for name in sorted(there["subnets"])[int(str(state["subnets"])) :]:
        del there["subnets"][name]
    for subnet in list(there["subnets"].values())[-1:]:
        subnet["MapPublicIpOnLaunch"] = False


_PRESENT = st.integers(0, 3).map(lambda subnets: {"absent": False, "subnets": subnets})
_ABSENT = st.just({"absent": True, "subnets": 0})


ARRANGE = {
    "vpc_default_groups_empty": Arrangement(groups),
    "vpc_default_subnets_private": Arrangement(subnets),
    "vpc_default_absent": Arrangement(default_vpc, states=_PRESENT | _ABSENT),
}
