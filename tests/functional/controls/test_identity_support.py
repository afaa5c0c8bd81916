"""Who may ask AWS Support, and what Trusted Advisor says."""

from __future__ import annotations

import json

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline
from hinomi.baseline.undo import Undoing
from hinomi.controls import account_regions_covered, iam_support_role_attached, support_trusted_advisor_reviewed
from support.account.fake import HOME, Crash, Fault
from support.account.iam_support import POLICY, IAMSupport
from support.account.services import fake_account
from support.account.support import Support
from support.rounds import scene_of, settle, take_back

ROLE = iam_support_role_attached.CONTROL
ADVISOR = support_trusted_advisor_reviewed.CONTROL
REGIONS = account_regions_covered.CONTROL


def test_the_role_is_made_for_this_account_and_taken_back() -> None:
    fake, journal = fake_account(), MemoryJournal()
    (result,) = settle(fake, ROLE, journal=journal)
    assert result.outcome is Outcome.CHANGED
    role = fake.state(IAMSupport)["roles"]["hinomi-support"]
    assert role["policies"] == [POLICY]
    assert role["tags"] == [{"Key": "hinomi:managed-by", "Value": "baseline"}]
    (statement,) = json.loads(role["trust"])["Statement"]
    assert statement["Principal"] == {"AWS": "arn:aws:iam::111122223333:root"}
    assert [one.undoing for one in take_back(fake, ROLE, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


@pytest.mark.parametrize("kind", ["users", "groups"])
def test_a_policy_that_anybody_has_is_enough(kind: str) -> None:
    fake = fake_account()
    fake.state(IAMSupport)[kind] = ["help-desk"]
    assert [result.outcome for result in settle(fake, ROLE)] == [Outcome.COMPLIANT]
    assert fake.written() == []


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("operation", ["create_role", "attach_role_policy"])
def test_after_a_crash_the_next_worker_finishes_and_undo_takes_all_back(operation: str, when: str) -> None:
    fake, journal = fake_account(), MemoryJournal()
    fake.faults.append(Fault("iam", operation, crash=when))
    with pytest.raises(Crash):
        settle(fake, ROLE, journal=journal)
    (result,) = settle(fake, ROLE, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(IAMSupport)["roles"]["hinomi-support"]["policies"] == [POLICY]
    assert [one.undoing for one in take_back(fake, ROLE, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_a_persons_role_that_has_the_name_of_ours_is_left_alone() -> None:
    fake = fake_account()
    fake.state(IAMSupport)["roles"]["hinomi-support"] = {"trust": "{}", "tags": [], "policies": []}
    before = fake.snapshot()
    (result,) = settle(fake, ROLE)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("name_taken", {"role": "hinomi-support"}),))
    assert fake.snapshot() == before


def test_undo_does_not_delete_a_role_that_somebody_has_made_anew() -> None:
    fake, journal = fake_account(), MemoryJournal()
    settle(fake, ROLE, journal=journal)
    fake.state(IAMSupport)["roles"]["hinomi-support"]["tags"] = []
    since = fake.snapshot()
    assert [one.undoing for one in take_back(fake, ROLE, journal)] == [Undoing.FAILED]
    assert fake.snapshot() == since


def test_the_role_is_only_proposed_until_the_operator_asks_for_it() -> None:
    fake = fake_account()
    (result,) = settle(fake, ROLE, baseline=Baseline(mode="enforce"))
    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_what_trusted_advisor_flags_in_security_is_counted_and_named() -> None:
    fake = fake_account()
    fake.state(Support).update(
        plan=True,
        checks={
            "a1": ("security", "Exposed Access Keys", "error"),
            "b2": ("security", "Amazon EBS Public Snapshots", "warning"),
            "c3": ("security", "MFA on Root Account", "ok"),
            "d4": ("security", "CloudFront SSL Certificate", "not_available"),
            "e5": ("cost_optimizing", "Idle Load Balancers", "warning"),
        },
    )
    (result,) = settle(fake, ADVISOR)
    assert (result.outcome, result.before) == (Outcome.MANUAL, {"errors": 1, "warnings": 1})
    assert result.notes == (Note("flagged", {"checks": "Exposed Access Keys, Amazon EBS Public Snapshots"}),)
    assert {call.region for call in fake.calls} == {"us-east-1"}
    assert fake.written() == []


def test_trusted_advisor_without_an_objection_is_compliant() -> None:
    fake = fake_account()
    fake.state(Support).update(plan=True, checks={"c3": ("security", "MFA on Root Account", "ok")})
    (result,) = settle(fake, ADVISOR)
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, ())


def test_an_account_without_a_support_plan_is_not_a_failure() -> None:
    (result,) = settle(fake_account(), ADVISOR)
    assert result.outcome is Outcome.UNSUPPORTED_REGION


def test_an_enabled_region_that_the_round_leaves_out_is_reported_by_name() -> None:
    scene = scene_of(fake_account(), regions=(HOME, "us-east-1"))
    covered = {actual.resource: actual.state["covered"] for actual in REGIONS.read(scene)}
    assert covered == {HOME: True, "eu-west-1": False, "us-east-1": True}


def test_regions_are_for_a_person_to_decide_on_and_nothing_is_asked_of_aws() -> None:
    fake = fake_account()
    assert {result.outcome for result in settle(fake, REGIONS)} == {Outcome.COMPLIANT}
    assert fake.calls == []
    assert REGIONS.write is None
