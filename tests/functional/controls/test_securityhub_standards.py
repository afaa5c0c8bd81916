from __future__ import annotations

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.securityhub_standards_enabled import CONTROL
from support.account.fake import HOME, Crash, FakeAccount, Fault
from support.account.securityhub import CIS, FSBP, SecurityHub, standard_arn, subscription
from support.arrangements.securityhub import turned_on
from support.rounds import notes, settle, take_back

NEWEST = f"{CIS}5.0.0"


def enabled(fake: FakeAccount) -> set[str]:
    return {arn.split("/", 1)[1] for arn in fake.state(SecurityHub)["standards"]}


def test_a_standard_that_a_person_has_enabled_is_never_disabled(fake: FakeAccount) -> None:
    turned_on(fake, HOME, "pci-dss/v/4.0.1", "nist-800-53/v/5.0.0")
    planted = dict(fake.state(SecurityHub)["standards"])
    journal = MemoryJournal()
    (result,) = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert enabled(fake) == {FSBP, NEWEST, "pci-dss/v/4.0.1", "nist-800-53/v/5.0.0"}
    assert planted.items() <= fake.state(SecurityHub)["standards"].items()
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.state(SecurityHub)["standards"] == planted


def test_a_standard_that_nobody_knows_yet_stays_when_a_person_has_enabled_it(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP, NEWEST, f"{CIS}8.0.0")
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_an_older_benchmark_stays_and_is_told_as_superseded(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP, NEWEST, f"{CIS}1.2.0", f"{CIS}3.0.0")
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.COMPLIANT
    assert notes(result)["superseded"] == {"standards": f"{CIS}1.2.0, {CIS}3.0.0", "newest": NEWEST}
    assert fake.snapshot() == before


def test_a_newer_benchmark_that_aws_offers_is_told_as_undecided_and_not_enabled(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP, NEWEST)
    offered = fake.state(SecurityHub)["offered"]
    offered.append({"StandardsArn": standard_arn(HOME, f"{CIS}6.0.0"), "Provider": "AWS"})
    offered.append({"StandardsArn": standard_arn(HOME, "cis-azure/v/3.0.0"), "Provider": "Azure"})
    (result,) = settle(fake, CONTROL)
    assert notes(result)["undecided"] == {"features": f"{CIS}6.0.0"}
    assert fake.written() == []


def test_a_region_that_does_not_offer_a_standard_gets_what_it_can_have(fake: FakeAccount) -> None:
    turned_on(fake)
    state = fake.state(SecurityHub)
    state["offered"] = [one for one in state["offered"] if one["Name"] != NEWEST]
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED
    assert notes(result)["not_offered"] == {"standards": NEWEST}
    assert enabled(fake) == {FSBP}
    (again,) = settle(fake, CONTROL, run="run-2")
    assert again.outcome is Outcome.COMPLIANT


def test_what_an_operator_wants_and_the_region_lacks_fails_by_name_after_the_rest(fake: FakeAccount) -> None:
    turned_on(fake)
    (result,) = settle(fake, CONTROL, desired={"standards": ["nist-800-171/v/2.0.0", NEWEST]})
    assert result.outcome is Outcome.FAILED
    assert result.error.endswith("not offered here: nist-800-171/v/2.0.0")
    assert enabled(fake) == {NEWEST}


@pytest.mark.parametrize("status", ["INCOMPLETE", "FAILED"])
def test_a_standard_that_does_not_work_is_told_with_the_reason(fake: FakeAccount, status: str) -> None:
    turned_on(fake, HOME, FSBP, NEWEST)
    reason = "NO_AVAILABLE_CONFIGURATION_RECORDER"
    fake.state(SecurityHub)["standards"][standard_arn(HOME, FSBP)] = subscription(status, reason=reason)
    (result,) = settle(fake, CONTROL)
    assert notes(result)["incomplete"] == {"standard": FSBP, "status": status, "reason": reason}
    assert fake.written() == []


def test_a_standard_on_its_way_needs_no_second_request(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP)
    fake.state(SecurityHub)["standards"][standard_arn(HOME, NEWEST)] = subscription("PENDING")
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.COMPLIANT


def test_a_standard_that_somebody_is_disabling_is_not_fought_over(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP)
    fake.state(SecurityHub)["standards"][standard_arn(HOME, NEWEST)] = subscription("DELETING")
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert notes(result)["leaving"] == {"standards": NEWEST}
    assert fake.written() == []


def test_a_member_may_be_configured_centrally_and_is_only_told_of(fake: FakeAccount) -> None:
    turned_on(fake)
    fake.state(SecurityHub)["administrator"] = "123456789012"
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert notes(result)["member"] == {"administrator": "123456789012"}
    assert fake.written() == []


def test_a_member_with_all_standards_is_compliant(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP, NEWEST)
    fake.state(SecurityHub)["administrator"] = "123456789012"
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.COMPLIANT


@pytest.mark.parametrize(
    "organization",
    [{"ConfigurationType": "CENTRAL", "Status": "ENABLED"}, {"ConfigurationType": "LOCAL", "Status": "DISABLED"}],
)
def test_an_administrator_that_configures_centrally_is_left_to_its_policies(
    fake: FakeAccount, organization: dict[str, str]
) -> None:
    turned_on(fake)
    fake.state(SecurityHub)["organization"] = organization
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert notes(result)["managed_by"] == {"manager": "central_configuration"}
    assert fake.written() == []


def test_an_administrator_that_configures_locally_has_its_own_standards(fake: FakeAccount) -> None:
    turned_on(fake)
    fake.state(SecurityHub)["organization"] = {"ConfigurationType": "LOCAL", "Status": "ENABLED"}
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED


def test_without_security_hub_no_standard_is_tried(fake: FakeAccount) -> None:
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.DRIFT
    assert "hub_off" in notes(result)
    assert fake.written() == []


def test_a_crash_while_enabling_is_finished_and_can_be_taken_back(fake: FakeAccount) -> None:
    turned_on(fake, HOME, f"{CIS}1.4.0")
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault("securityhub", "batch_enable_standards", crash="after"))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    (result,) = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_after_a_crash_undo_leaves_alone_what_a_person_has_enabled_since(fake: FakeAccount) -> None:
    turned_on(fake)
    journal = MemoryJournal()
    fake.faults.append(Fault("securityhub", "batch_enable_standards", crash="after"))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    fake.state(SecurityHub)["standards"][standard_arn(HOME, "pci-dss/v/4.0.1")] = subscription()
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.CHANGED_SINCE]
    assert "pci-dss/v/4.0.1" in enabled(fake)


def test_after_a_crash_undo_takes_back_at_once_what_was_enabled(fake: FakeAccount) -> None:
    turned_on(fake, HOME, f"{CIS}1.4.0")
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault("securityhub", "batch_enable_standards", crash="after"))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    fake.state(SecurityHub)["standards"].update({standard_arn(HOME, one): subscription() for one in (FSBP, NEWEST)})
    fake.state(SecurityHub)["arriving"] = []
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_undo_says_to_come_back_while_aws_is_still_enabling_a_standard(fake: FakeAccount) -> None:
    turned_on(fake)
    journal = MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    fake.state(SecurityHub)["standards"][standard_arn(HOME, FSBP)] = subscription("PENDING")
    (undone,) = take_back(fake, CONTROL, journal)
    assert (undone.undoing, "try again" in undone.error) == (Undoing.FAILED, True)
    fake.state(SecurityHub)["standards"][standard_arn(HOME, FSBP)] = subscription()
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert enabled(fake) == set()


def test_without_the_right_to_enable_standards_the_outcome_says_so(fake: FakeAccount) -> None:
    turned_on(fake)
    fake.allowed = set(CONTROL.reads)
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.ACCESS_DENIED
