"""Rounds over a whole account, one week after another: what they change, leave, say, and can take back."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Exemption, Settings
from hinomi.baseline.summary import Trace
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME, REGIONS, Crash, Fault
from support.account.services import fake_account
from support.account.trail_events import plant_event
from support.rounds import Account
from support.table import round_table

if TYPE_CHECKING:
    from hinomi.baseline.summary import Summary

EBS = "ec2_ebs_encryption_default"


@pytest.fixture
def account() -> Account:
    """A fresh account and one control for every Region."""
    return Account(fake_account(), {EBS: BY_ID[EBS]}, round_table())


def outcomes(summary: Summary) -> dict[str, str]:
    return {result.region: result.outcome.value for result in summary.results}


def encrypted(account: Account, region: str = HOME) -> bool:
    there: bool = account.fake.state(EC2Guards, region)["ebs_encryption"]
    return there


def test_the_first_round_on_an_account_changes_nothing(account: Account) -> None:
    summary = account.round("run-1")
    assert summary.run.first
    assert account.fake.written() == []
    assert outcomes(summary) == dict.fromkeys(REGIONS, "would_change")


def test_the_second_round_changes_and_the_third_writes_nothing(account: Account) -> None:
    account.round("run-1")
    assert outcomes(account.round("run-2")) == dict.fromkeys(REGIONS, "changed")
    account.fake.calls.clear()
    assert outcomes(account.round("run-3")) == dict.fromkeys(REGIONS, "compliant")
    assert account.fake.written() == []


def test_a_first_round_that_never_reported_leaves_the_next_one_the_first(account: Account) -> None:
    patrol = account.patrol()
    planned = patrol.plan("run-1", "111122223333", HOME, REGIONS)
    patrol.walk(planned, HOME, may_go_on=lambda: True)
    assert account.round("run-2").run.first


def test_a_deployment_that_only_reports_writes_nothing_ever(account: Account) -> None:
    for run in ("run-1", "run-2", "run-3"):
        account.round(run, most=Mode.REPORT)
    assert account.fake.written() == []
    assert not any("DryRun" in call.parameters for call in account.fake.calls)


def test_undo_brings_the_account_back_and_later_rounds_leave_it_so(account: Account) -> None:
    account.round("run-1")
    planted = account.fake.snapshot()
    account.round("run-2")
    assert Counter(one.undoing for one in account.undo("run-2")) == {Undoing.UNDONE: len(REGIONS)}
    assert account.fake.snapshot() == planted
    held = account.round("run-3")
    assert outcomes(held) == dict.fromkeys(REGIONS, "drift")
    assert {note.key for result in held.results for note in result.notes} == {"held"}
    assert account.fake.snapshot() == planted


def test_what_somebody_has_changed_since_is_not_taken_back(account: Account) -> None:
    account.round("run-1")
    account.round("run-2")
    account.fake.state(EC2Guards, HOME)["ebs_encryption"] = False
    undone = {one.entry.region: one.undoing for one in account.undo("run-2")}
    assert undone[HOME] is Undoing.ALREADY
    assert account.undo("run-2") == ()


def test_a_region_that_denies_everything_is_reported_and_stops_no_other(account: Account) -> None:
    account.round("run-1")
    account.fake.faults.append(
        Fault("ec2", "get_ebs_encryption_by_default", "UnauthorizedOperation", "us-east-1", times=99)
    )
    assert outcomes(account.round("run-2")) == {
        HOME: "changed",
        "us-east-1": "access_denied",
        "eu-west-1": "changed",
    }


def test_a_region_without_the_service_is_no_failure(account: Account) -> None:
    account.fake.faults.append(Fault("ec2", "get_ebs_encryption_by_default", "UnsupportedOperation", HOME))
    assert outcomes(account.round("run-1"))[HOME] == "unsupported_region"


def test_a_throttled_region_is_gone_on_with_and_nothing_is_done_twice(account: Account) -> None:
    account.round("run-1")
    account.fake.calls.clear()
    account.fake.faults.append(
        Fault("ec2", "enable_ebs_encryption_by_default", "RequestLimitExceeded", "us-east-1", times=3)
    )
    assert outcomes(account.round("run-2")) == dict.fromkeys(REGIONS, "changed")
    assert Counter(call.region for call in account.fake.written()) == {HOME: 1, "us-east-1": 4, "eu-west-1": 1}


def test_a_region_that_is_throttled_to_the_end_is_unfinished_not_successful(account: Account) -> None:
    account.fake.faults.append(Fault("ec2", "get_ebs_encryption_by_default", "RequestLimitExceeded", HOME, times=99))
    summary = account.round("run-1")
    assert summary.unfinished == {HOME: "ec2:get_ebs_encryption_by_default: RequestLimitExceeded"}
    assert set(outcomes(summary)) == {"us-east-1", "eu-west-1"}


def test_a_region_that_never_answers_is_unfinished(account: Account) -> None:
    patrol = account.patrol()
    planned = patrol.plan("run-1", "111122223333", HOME, REGIONS)
    patrol.walk(planned, HOME, may_go_on=lambda: True)
    summary = patrol.sum_up(planned, {"us-east-1": "Lambda.Timeout"})
    assert summary.unfinished == {"us-east-1": "Lambda.Timeout", "eu-west-1": "no answer"}


def test_a_walk_that_runs_out_of_time_says_what_remains(account: Account) -> None:
    patrol = account.patrol()
    planned = patrol.plan("run-1", "111122223333", HOME, REGIONS)
    leg = patrol.walk(planned, HOME, may_go_on=lambda: False)
    assert (leg.results, leg.remaining) == ((), (EBS,))
    assert account.table.regions("run-1") == {}


def test_the_same_execution_plans_the_same_run(account: Account) -> None:
    patrol = account.patrol()
    planned = patrol.plan("run-1", "111122223333", HOME, REGIONS)
    account.now += 1000
    assert patrol.plan("run-1", "111122223333", HOME, (*REGIONS, "eu-north-1")) == planned


def test_an_excluded_region_is_not_entered_and_the_report_says_so(account: Account) -> None:
    account.settings = Baseline(exclude_regions=["eu-west-1", HOME])
    summary = account.round("run-1")
    assert set(outcomes(summary)) == {HOME, "us-east-1"}, "the home Region is always entered"
    assert summary.run.uncovered == ("eu-west-1",)


def test_an_exception_holds_until_its_day_and_the_report_tells_of_its_end(account: Account) -> None:
    second = account.today + timedelta(days=14)
    here = Exemption(control=EBS, region="us-*", owner="a person", reason="a test", until=second)
    later = Exemption(control=EBS, region="eu-*", owner="a person", reason="a test", until=second + timedelta(days=31))
    account.settings = Baseline(exceptions=[here, later])
    account.round("run-1")
    summary = account.round("run-2")
    assert account.today == second
    assert outcomes(summary) == {HOME: "changed", "us-east-1": "exempt", "eu-west-1": "exempt"}
    assert summary.exemptions == (here,)
    ended = account.round("run-3")
    assert outcomes(ended)["us-east-1"] == "changed"
    assert ended.exemptions == (here, later), "one has ended since the last round, the other will within 30 days"


def test_a_control_that_is_off_is_not_looked_at(account: Account) -> None:
    account.settings = Baseline(controls={EBS: Settings(mode="off")})
    assert account.round("run-1").results == ()
    assert account.fake.calls == []


def test_what_was_weakened_since_the_last_round_is_told_with_who_did_it(account: Account) -> None:
    account.round("run-1")
    account.round("run-2")
    account.fake.state(EC2Guards, "us-east-1")["ebs_encryption"] = False
    at = datetime.fromtimestamp((account.now + 3_600_000) / 1000, UTC)
    actor = "arn:aws:sts::111122223333:assumed-role/admin/alice"
    plant_event(account.fake, "us-east-1", "DisableEbsEncryptionByDefault", at, actor=actor)
    refused = at + timedelta(hours=1)
    plant_event(account.fake, "us-east-1", "DisableEbsEncryptionByDefault", refused, actor="mallory", error="denied")
    summary = account.round("run-3")
    trace = Trace(actor=actor, event="DisableEbsEncryptionByDefault", at=at)
    assert summary.drifted == {(EBS, "us-east-1", ""): trace}
    assert outcomes(summary)["us-east-1"] == "changed"


def test_a_weakening_that_cloudtrail_does_not_know_is_told_without_a_name(account: Account) -> None:
    account.round("run-1")
    account.round("run-2")
    account.fake.state(EC2Guards, HOME)["ebs_encryption"] = False
    account.fake.faults.append(Fault("cloudtrail", "lookup_events", "AccessDeniedException", times=9))
    assert account.round("run-3").drifted == {(EBS, HOME, ""): None}


@pytest.mark.parametrize("crash", ["before", "after"])
def test_a_crash_at_the_write_is_told_as_a_change_by_the_next_worker_and_can_be_taken_back(
    account: Account, crash: str
) -> None:
    account.round("run-1")
    planted = account.fake.snapshot()
    planned = account.patrol().plan("run-2", "111122223333", HOME, REGIONS)
    account.fake.faults.append(Fault("ec2", "enable_ebs_encryption_by_default", region=HOME, crash=crash))
    with pytest.raises(Crash):
        account.patrol().walk(planned, HOME, may_go_on=lambda: True)
    leg = account.patrol().walk(planned, HOME, may_go_on=lambda: True)
    assert [result.outcome for result in leg.results] == [Outcome.CHANGED]
    assert leg.results[0].before == {"encrypted": False}
    assert encrypted(account)
    assert [one.undoing for one in account.undo("run-2")] == [Undoing.UNDONE]
    assert account.fake.snapshot() == planted


def test_what_the_last_report_has_told_is_not_told_in_full_again(account: Account) -> None:
    account.settings = Baseline(controls={EBS: Settings(mode="report")})
    assert account.round("run-1").waiting == frozenset()
    assert account.round("run-2").waiting == {(EBS, region, "") for region in REGIONS}
    account.fake.state(EC2Guards, HOME)["ebs_encryption"] = True
    assert account.round("run-3").waiting == {(EBS, region, "") for region in ("us-east-1", "eu-west-1")}
