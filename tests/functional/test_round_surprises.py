"""What a round does when something comes in between: a refusal half way, a person, an older version, a busy week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from hinomi.baseline.archive import Run
from hinomi.baseline.charge import charges
from hinomi.baseline.engine import Round
from hinomi.baseline.journal import Entry, Step
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.baseline.undo import Undoing, undo
from hinomi.controls import BY_ID
from hinomi.errors import RetryError
from hinomi_cli.baseline import sweep as sweeping
from support.account.ec2_guards import EC2Guards
from support.account.fake import ACCOUNT, HOME, REGIONS, Fault
from support.account.services import fake_account
from support.rounds import TODAY, Account, scene_of, settle
from support.table import round_table

if TYPE_CHECKING:
    from hinomi.baseline.journal import Place
    from hinomi.baseline.strength import Value

EBS, TRAIL, SERIAL = "ec2_ebs_encryption_default", "cloudtrail_trail_logging", "ec2_serial_console_disabled"
THROTTLED = Fault("ec2", "get_ebs_encryption_by_default", "LimitExceededException", HOME, times=99)


@pytest.fixture
def account() -> Account:
    """A fresh account and two controls for every Region, both enforced."""
    settings = Baseline(controls={name: Settings(mode="enforce") for name in (EBS, SERIAL)})
    return Account(fake_account(), {name: BY_ID[name] for name in (EBS, SERIAL)}, round_table(), settings)


def test_what_is_throttled_to_the_end_keeps_no_other_control_from_being_looked_at(account: Account) -> None:
    account.fake.faults.append(THROTTLED)
    summary = account.round("run-1")
    assert {one.control for one in summary.results if one.region == HOME} == {SERIAL}
    assert summary.unfinished == {HOME: "ec2:get_ebs_encryption_by_default: LimitExceededException"}


def test_a_write_that_is_refused_half_way_tells_what_it_has_changed_and_can_be_taken_back() -> None:
    fake, journal = fake_account(), MemoryJournal()
    planted = fake.snapshot()
    fake.faults.append(Fault("cloudtrail", "start_logging", "AccessDeniedException"))
    (result,) = settle(fake, BY_ID[TRAIL], journal=journal)
    assert result.outcome is Outcome.ACCESS_DENIED
    assert (result.before or {})["trail"] == "absent"
    assert (result.after or {})["trail"] == "stopped"
    undone = undo(journal.entries("run-1"), BY_ID.values(), lambda region: scene_of(fake, region), journal)
    assert [one.undoing for one in undone] == [Undoing.UNDONE]
    assert fake.snapshot() == planted


class HeldMeanwhile(MemoryJournal):
    """A journal in which a person takes every place back, after the walk has looked."""

    asked = 0

    def holds(self) -> frozenset[Place]:
        self.asked += 1
        return frozenset({(EBS, HOME, "")}) if self.asked > 1 else frozenset()


def test_what_a_person_takes_back_while_a_walk_is_under_way_is_left_alone() -> None:
    fake = fake_account()
    (result,) = settle(fake, BY_ID[EBS], journal=HeldMeanwhile())
    assert (result.outcome, [note.key for note in result.notes]) == (Outcome.DRIFT, ["held"])
    assert fake.written() == []


def test_a_write_of_a_control_that_is_no_more_says_so_and_stops_no_other(account: Account) -> None:
    account.round("run-1")
    account.round("run-2")
    gone = Entry(run="run-2", control="ec2_lamp_lit", region=HOME, resource="", before={}, target={"lit": True})
    account.table.begin(gone)
    undone = {one.entry.control: one for one in account.undo("run-2") if one.entry.region == HOME}
    assert (undone["ec2_lamp_lit"].undoing, undone["ec2_lamp_lit"].error) == (
        Undoing.FAILED,
        "ec2_lamp_lit: no such control in this version",
    )
    assert undone[EBS].undoing is Undoing.UNDONE


def test_what_has_become_weaker_still_is_told_in_full_again(account: Account) -> None:
    account.settings = Baseline(mode="report", controls={EBS: Settings(mode="off")})
    account.round("run-1")
    assert len(account.round("run-2").waiting) == len(account.round("run-2b").waiting) > 0
    place = (SERIAL, HOME, "")
    (kept,) = (one for one in account.table.results("run-2b") if (one.control, one.region) == (SERIAL, HOME))
    account.table.keep_results("run-2b", [msgspec.structs.replace(kept, before={"other": True})])
    assert place not in account.round("run-3").waiting


def test_a_week_of_many_runs_from_the_command_line_hides_no_round(account: Account) -> None:
    account.round("run-1")
    for number in range(120):
        started = account.now + 1000 + number
        account.table.keep_run(
            Run(id=f"by-hand-{number}", account=ACCOUNT, home=HOME, regions=(HOME,), started=started)
        )
    second = account.round("run-2")
    assert not second.run.first
    assert {one.outcome for one in second.results} >= {Outcome.CHANGED}
    account.fake.state(EC2Guards, HOME)["ebs_encryption"] = False
    assert (EBS, HOME, "") in account.round("run-3").drifted


def test_what_never_shows_is_told_as_weaker_than_the_last_round_left_it(account: Account) -> None:
    account.round("run-1")
    account.round("run-2")
    (kept,) = (one for one in account.table.results("run-2") if (one.control, one.region) == (EBS, HOME))
    account.table.keep_results(
        "run-2",
        [msgspec.structs.replace(kept, outcome=Outcome.PENDING, after=kept.before, desired={"encrypted": True})],
    )
    account.fake.state(EC2Guards, HOME)["ebs_encryption"] = False
    assert (EBS, HOME, "") in account.round("run-3").drifted


def test_the_journal_tells_what_no_worker_could(account: Account) -> None:
    run = account.patrol().plan("run-1", ACCOUNT, HOME, REGIONS)
    before: dict[str, Value] = {"encrypted": False}
    target: dict[str, Value] = {"encrypted": True}
    entry = Entry(run="run-1", control=EBS, region=HOME, resource="", before=before, target=target)
    account.table.advance(msgspec.structs.replace(entry, step=Step.DONE, after=target))
    account.table.begin(msgspec.structs.replace(entry, region="us-east-1"))
    account.table.advance(msgspec.structs.replace(entry, region="eu-west-1", step=Step.UNDONE, after=target))
    summary = account.patrol().sum_up(run, dict.fromkeys(REGIONS, "Lambda.Timeout"))
    told = {one.region: (one.outcome, one.error) for one in summary.results}
    assert told == {HOME: (Outcome.CHANGED, ""), "us-east-1": (Outcome.FAILED, "no answer")}
    assert summary.written


def test_a_change_that_is_throttled_after_the_write_is_told_by_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sweeping, "PAUSES", [0.0])
    account = Account(fake_account(), {EBS: BY_ID[EBS]}, round_table())
    patrol = account.patrol()
    run = patrol.plan("run-1", ACCOUNT, HOME, (HOME,))
    told: list[Any] = []

    class Throttling(MemoryJournal):
        refuses = True

        def advance(self, entry: Entry) -> None:
            if self.refuses:
                self.refuses = False
                raise RetryError("dynamodb:PutItem: ThrottlingException")
            super().advance(entry)

    charge = next(iter(charges([BY_ID[EBS]], Baseline(), account.today)))
    one = Round(run=run.id, scene=patrol.scene(run, HOME), journal=Throttling(), clock=lambda: 0)
    sweeping.sweep({HOME: (charge,)}, lambda _: one, told.extend)
    assert [result.outcome for result in told] == [Outcome.CHANGED]


def test_what_a_person_strengthens_after_it_was_read_is_not_made_weaker_by_the_write() -> None:
    fake, strict = fake_account(), BY_ID["iam_password_policy_strict"]
    people = fake.session.client("iam", region_name=HOME)
    people.update_account_password_policy(MinimumPasswordLength=8)
    scene = scene_of(fake)
    list(BY_ID["iam_password_age_limited"].read(scene))  # the policy is in memory now
    people.update_account_password_policy(MinimumPasswordLength=30, MaxPasswordAge=30)
    (charge,) = charges([strict], Baseline(), TODAY)
    one = Round(run="run-1", scene=scene, journal=MemoryJournal(), clock=lambda: 0)
    (result,) = one.settle(charge)
    assert result.outcome is Outcome.CHANGED
    policy = people.get_account_password_policy()["PasswordPolicy"]
    assert (policy["MinimumPasswordLength"], policy["MaxPasswordAge"]) == (30, 30)
