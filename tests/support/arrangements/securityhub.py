"""How to bring Security Hub of the account in memory into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from hinomi.services.security_standards import KNOWN
from support.account.configservice import ConfigService
from support.account.fake import HOME
from support.account.securityhub import OFFERED, SecurityHub, standard_arn, subscription
from support.account.securityhub_controls import ONCE, SecurityHubControls, holds
from support.account.securityhub_findings import SecurityHubAggregator, aggregator
from support.arrangement import Arrangement

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount

ELSEWHERE = "us-east-1"
MADE = {"iam:CreateServiceLinkedRole": "AWS makes the role AWSServiceRoleForSecurityHub on the caller's behalf"}
TAGGED = {"securityhub:TagResource": "AWS checks it for the tags that EnableSecurityHub carries"}


def turned_on(fake: FakeAccount, region: str = HOME, *standards: str) -> None:
    """Turn Security Hub on in a Region, as a person did, with standards."""
    state = fake.state(SecurityHub, region)
    state["hub"] = {"AutoEnableControls": False, "ControlFindingGenerator": "SECURITY_CONTROL", "Tags": {}}
    for standard in standards:
        state["standards"][standard_arn(region, standard)] = subscription()


def recording_all(fake: FakeAccount, region: str) -> None:
    """Let AWS Config record everything in a Region, IAM included."""
    group = {"allSupported": True, "includeGlobalResourceTypes": True}
    fake.state(ConfigService, region).update(recorders=[{"name": "audit", "recordingGroup": group}], running=["audit"])


def hub(fake: FakeAccount, region: str, state: State) -> None:
    if state["enabled"]:
        turned_on(fake, region)


def standards(fake: FakeAccount, region: str, state: State) -> None:
    names = state["standards"]
    assert isinstance(names, tuple)
    turned_on(fake, region, *names)


def generator(fake: FakeAccount, region: str, state: State) -> None:
    turned_on(fake, region)
    fake.state(SecurityHub, region)["hub"]["ControlFindingGenerator"] = state["generator"]


def linked(fake: FakeAccount, region: str, state: State) -> None:
    turned_on(fake, region)
    turned_on(fake, ELSEWHERE)
    mode = str(state["linked"])
    listed = ("eu-west-1",) if mode in {"SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"} else ()
    if mode != "NONE":
        home = ELSEWHERE if mode == "SPECIFIED_REGIONS" else region
        fake.state(SecurityHubAggregator)["aggregator"] = aggregator(home, mode, listed)


def settled(fake: FakeAccount, region: str, state: State) -> None:
    """Let findings come together elsewhere, so that this Region is not the one where the controls belong."""
    both = OFFERED[0], OFFERED[4]
    for one in (region, ELSEWHERE):
        turned_on(fake, one, *both)
    recording_all(fake, ELSEWHERE)
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(ELSEWHERE)
    names = state["settled"]
    assert isinstance(names, tuple)
    for control in names:
        for arn in (standard_arn(region, one) for one in both):
            if holds(arn, control):
                off = {"AssociationStatus": "DISABLED", "UpdatedReason": "a person's reason"}
                fake.state(SecurityHubControls, region)["changed"][f"{control}|{arn}"] = off


def _some(*names: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(names)).map(lambda found: tuple(sorted(found)))


OFFERED_AND_KNOWN = tuple(sorted(set(OFFERED) & set(KNOWN)))

ARRANGE = {
    "securityhub_hub_enabled": Arrangement(hub, unseen={**MADE, **TAGGED}),
    "securityhub_standards_enabled": Arrangement(
        standards,
        states=st.fixed_dictionaries({"standards": _some(*OFFERED)}),
        wanted=st.fixed_dictionaries({"standards": _some(*OFFERED_AND_KNOWN)}),
    ),
    "securityhub_controls_tuned": Arrangement(settled, states=st.fixed_dictionaries({"settled": _some(*ONCE)})),
    "securityhub_findings_consolidated": Arrangement(generator),
    "securityhub_regions_aggregated": Arrangement(linked),
}
