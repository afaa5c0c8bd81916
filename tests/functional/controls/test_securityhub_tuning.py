from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.securityhub_controls_tuned import CONTROL
from hinomi.services import security_controls
from support.account.configservice import ConfigService
from support.account.fake import HOME, Crash, FakeAccount, Fault
from support.account.securityhub import CIS, FSBP, SecurityHub, standard_arn
from support.account.securityhub_controls import NOW, ONCE, SecurityHubControls
from support.account.securityhub_findings import SecurityHubAggregator, aggregator
from support.arrangements.securityhub import recording_all, turned_on
from support.rounds import notes, settle, take_back

if TYPE_CHECKING:
    from hinomi.baseline.outcome import Result

AWAY = "us-east-1"
NEWEST = f"{CIS}5.0.0"
OWN = {"AssociationStatus": "DISABLED", "UpdatedReason": "root user is in a safe"}


@pytest.fixture(autouse=True)
def _hub(fake: FakeAccount) -> None:
    turned_on(fake, HOME, FSBP, NEWEST)
    turned_on(fake, AWAY, FSBP, NEWEST)
    recording_all(fake, HOME)


def tune(fake: FakeAccount, **more: Any) -> Result:
    (result,) = settle(fake, CONTROL, region=more.pop("region", AWAY), **more)
    return result


def changed(fake: FakeAccount, region: str = AWAY) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(SecurityHubControls, region)["changed"]
    return found


def key(control: str, standard: str = FSBP, region: str = AWAY) -> str:
    return f"{control}|{standard_arn(region, standard)}"


def test_what_the_home_region_checks_is_off_elsewhere_in_every_standard_with_our_reason(fake: FakeAccount) -> None:
    result = tune(fake)
    assert result.outcome is Outcome.CHANGED
    assert {one.split("|")[0] for one in changed(fake)} == set(ONCE)
    assert key("IAM.6") in changed(fake)
    assert key("IAM.6", NEWEST) in changed(fake)
    assert {one["UpdatedReason"] for one in changed(fake).values()} == {f"hinomi: global resource, checked in {HOME}"}


def test_a_standard_whose_arn_is_written_otherwise_is_tuned_as_well(fake: FakeAccount) -> None:
    for region in (HOME, AWAY):
        turned_on(fake, region, f"{CIS}1.2.0")
    assert tune(fake).outcome is Outcome.CHANGED
    assert f"IAM.6|arn:aws:securityhub:::ruleset/{CIS}1.2.0" in changed(fake)


@pytest.mark.parametrize("flaw", ["no recorder", "stopped", "no iam"])
def test_nothing_is_turned_off_while_the_home_region_does_not_record_iam(fake: FakeAccount, flaw: str) -> None:
    config = fake.state(ConfigService)
    if flaw == "no recorder":
        config["recorders"] = []
    elif flaw == "stopped":
        config["running"] = []
    else:
        config["recorders"][0]["recordingGroup"]["includeGlobalResourceTypes"] = False
    result = tune(fake)
    assert (result.outcome, notes(result)) == (Outcome.DRIFT, {"unrecorded": {"region": HOME}})
    assert fake.written() == []


def test_the_home_region_is_never_tuned(fake: FakeAccount) -> None:
    assert settle(fake, CONTROL, region=HOME) == ()
    assert fake.written() == []


def test_where_findings_come_together_elsewhere_that_region_keeps_the_controls(fake: FakeAccount) -> None:
    fake.state(SecurityHubAggregator)["aggregator"] = aggregator(AWAY)
    recording_all(fake, AWAY)
    assert settle(fake, CONTROL, region=AWAY) == ()
    assert tune(fake, region=HOME).outcome is Outcome.CHANGED


def test_a_control_that_the_home_region_does_not_check_stays_on_here(fake: FakeAccount) -> None:
    for standard in (FSBP, NEWEST):
        changed(fake, HOME)[key("IAM.6", standard, HOME)] = OWN
    result = tune(fake)
    assert notes(result)["needed"] == {"controls": "IAM.6", "region": HOME}
    assert key("IAM.6") not in changed(fake)


def test_nothing_is_turned_off_while_security_hub_is_off_in_the_home_region(fake: FakeAccount) -> None:
    fake.state(SecurityHub)["hub"] = None
    result = tune(fake)
    assert result.outcome is Outcome.COMPLIANT
    assert set(notes(result)["needed"]["controls"].split(", ")) == set(ONCE)
    assert fake.written() == []


def test_what_nobody_checks_any_more_since_somebody_turned_it_off_at_home_is_told(fake: FakeAccount) -> None:
    tune(fake)
    for standard in (FSBP, NEWEST):
        changed(fake, HOME)[key("IAM.6", standard, HOME)] = OWN
    assert notes(tune(fake, run="run-2"))["nowhere"] == {"controls": "IAM.6", "region": HOME}


def test_a_persons_own_reason_is_never_overwritten_nor_lost_by_undo(fake: FakeAccount) -> None:
    changed(fake)[key("IAM.6")] = OWN
    before, journal = fake.snapshot(), MemoryJournal()
    tune(fake, journal=journal)
    assert changed(fake)[key("IAM.6")] == OWN
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_a_control_outside_the_list_that_a_person_has_turned_off_stays_off(fake: FakeAccount) -> None:
    changed(fake)[key("S3.1")] = OWN
    tune(fake)
    assert changed(fake)[key("S3.1")] == OWN


@pytest.mark.parametrize(
    "again",
    [
        {"AssociationStatus": "ENABLED", "UpdatedReason": f"hinomi: global resource, checked in {HOME}"},
        {"AssociationStatus": "ENABLED", "UpdatedReason": "we look at this one here"},
        {"AssociationStatus": "ENABLED", "UpdatedAt": NOW + timedelta(days=1)},
    ],
    ids=["our reason is still there", "a reason of their own", "changed after we were done"],
)
def test_a_control_that_a_person_has_turned_on_again_stays_on(fake: FakeAccount, again: dict[str, Any]) -> None:
    tune(fake)
    changed(fake)[key("IAM.9")] = again
    before = fake.snapshot()
    result = tune(fake, run="run-2")
    assert result.outcome is Outcome.COMPLIANT
    assert notes(result)["kept_on"] == {"controls": "IAM.9"}
    assert fake.snapshot() == before


def test_a_control_that_was_last_changed_before_we_began_is_tuned(fake: FakeAccount) -> None:
    changed(fake)[key("IAM.9")] = {"AssociationStatus": "ENABLED", "UpdatedAt": datetime(2026, 1, 1, tzinfo=UTC)}
    assert tune(fake).outcome is Outcome.CHANGED
    assert changed(fake)[key("IAM.9")]["AssociationStatus"] == "DISABLED"


def test_what_aws_does_not_process_is_a_failure_that_names_it_though_the_rest_is_done(fake: FakeAccount) -> None:
    fake.state(SecurityHubControls, AWAY)["stuck"] = {"IAM.4": "LIMIT_EXCEEDED", "IAM.6": "ACCESS_DENIED"}
    result = tune(fake)
    assert result.outcome is Outcome.FAILED
    assert result.error.endswith("ACCESS_DENIED for IAM.6; LIMIT_EXCEEDED for IAM.4")
    assert key("IAM.5") in changed(fake)
    fake.state(SecurityHubControls, AWAY)["stuck"] = {}
    assert tune(fake, run="run-2").outcome is Outcome.CHANGED


def test_a_failure_half_way_is_taken_back_as_far_as_it_came(fake: FakeAccount) -> None:
    before, journal = fake.snapshot(), MemoryJournal()
    fake.state(SecurityHubControls, AWAY)["stuck"] = {"IAM.4": "INVALID_INPUT"}
    tune(fake, journal=journal)
    fake.state(SecurityHubControls, AWAY)["stuck"] = {}
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_a_crash_between_two_batches_is_finished_and_can_be_taken_back(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security_controls, "BATCH", 10)
    before, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault("securityhub", "batch_update_standards_control_associations", crash="after"))
    with pytest.raises(Crash):
        tune(fake, journal=journal)
    assert len(changed(fake)) == 10
    assert tune(fake, journal=journal).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == before


def test_undo_leaves_on_what_a_person_has_given_a_reason_of_their_own_since(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    tune(fake, journal=journal)
    changed(fake)[key("IAM.6")] = OWN
    take_back(fake, CONTROL, journal)
    assert changed(fake) == {key("IAM.6"): OWN}


def test_the_controls_of_a_standard_that_is_not_ready_are_left_for_the_next_round(fake: FakeAccount) -> None:
    kept = fake.state(SecurityHub, AWAY)["standards"][standard_arn(AWAY, NEWEST)]
    kept["StandardsControlsUpdatable"] = "NOT_READY_FOR_UPDATES"
    assert tune(fake).outcome is Outcome.CHANGED
    assert key("IAM.6", NEWEST) not in changed(fake)
    kept["StandardsControlsUpdatable"] = "READY_FOR_UPDATES"
    assert tune(fake, run="run-2").outcome is Outcome.CHANGED
    assert key("IAM.6", NEWEST) in changed(fake)


def test_a_member_is_only_told_of(fake: FakeAccount) -> None:
    fake.state(SecurityHub, AWAY)["administrator"] = "123456789012"
    result = tune(fake)
    assert result.outcome is Outcome.DRIFT
    assert notes(result)["member"] == {"administrator": "123456789012"}
    assert fake.written() == []


def test_tuning_is_for_the_operator_to_ask_for(fake: FakeAccount) -> None:
    assert CONTROL.mode is Mode.REPORT
    assert tune(fake, mode=Mode.REPORT).outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_without_the_right_to_turn_controls_off_the_outcome_says_so(fake: FakeAccount) -> None:
    fake.allowed = set(CONTROL.reads)
    assert tune(fake).outcome is Outcome.ACCESS_DENIED
