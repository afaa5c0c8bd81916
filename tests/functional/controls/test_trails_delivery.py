from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from support.account.cloudtrail import CloudTrail
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.iam_roles import IamRoles
from support.account.logs import Logs
from support.account.logs import group as log_group
from support.arrangements.trails import plant
from support.rounds import keys, only, settle, take_back

VALIDATION = BY_ID["cloudtrail_validation_enabled"]
ENCRYPTION = BY_ID["cloudtrail_kms_encrypted"]
DELIVERY = BY_ID["cloudtrail_logs_delivered"]
KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/wanted"
THEIR_KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/theirs"
GROUP = "hinomi-cloudtrail"
ROLE = "hinomi-cloudtrail-logs"
OTHER_ACCOUNT = "123456789012"


@pytest.fixture
def ready(fake: FakeAccount) -> FakeAccount:
    fake.state(IamRoles)["roles"].append(ROLE)
    return fake


def trail(fake: FakeAccount) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(CloudTrail)["trails"][0]
    return found


def test_a_trail_delivers_to_a_log_group_that_is_kept_for_a_year(ready: FakeAccount) -> None:
    plant(ready, "audit")
    assert only(settle(ready, DELIVERY)).outcome is Outcome.CHANGED
    made = ready.state(Logs)["groups"][GROUP]
    assert made["retention"] == 365
    assert (trail(ready)["log_group"], trail(ready)["log_role"]) == (made["arn"], f"arn:aws:iam::{ACCOUNT}:role/{ROLE}")


def test_without_the_role_nothing_is_made_and_the_report_says_so(fake: FakeAccount) -> None:
    plant(fake, "audit")
    result = only(settle(fake, DELIVERY))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["no_role"])
    assert fake.written() == []


def test_a_delivery_that_somebody_set_up_stays(ready: FakeAccount) -> None:
    plant(ready, "audit", log_group=f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:theirs:*", log_role="theirs")
    planted = ready.snapshot()
    assert only(settle(ready, DELIVERY)).outcome is Outcome.COMPLIANT
    assert ready.snapshot() == planted


def test_a_log_group_of_our_name_that_somebody_made_keeps_its_retention_and_is_not_deleted(ready: FakeAccount) -> None:
    plant(ready, "audit")
    theirs = log_group(f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:{GROUP}:*", retention=3653)
    ready.state(Logs)["groups"][GROUP] = theirs
    planted, journal = ready.snapshot(), MemoryJournal()
    assert only(settle(ready, DELIVERY, journal=journal)).outcome is Outcome.CHANGED
    assert theirs["retention"] == 3653
    take_back(ready, DELIVERY, journal)
    assert ready.snapshot() == planted


def test_the_log_group_stays_while_another_trail_delivers_into_it(ready: FakeAccount) -> None:
    plant(ready, "audit")
    journal = MemoryJournal()
    settle(ready, DELIVERY, journal=journal)
    plant(ready, "second", log_group=trail(ready)["log_group"])
    take_back(ready, DELIVERY, journal)
    assert GROUP in ready.state(Logs)["groups"]


@pytest.mark.parametrize("operation", ["create_log_group", "put_retention_policy", "update_trail"])
@pytest.mark.parametrize("crash", ["before", "after"])
def test_a_crash_before_the_delivery_is_finished_and_taken_back(ready: FakeAccount, operation: str, crash: str) -> None:
    plant(ready, "audit")
    planted, journal = ready.snapshot(), MemoryJournal()
    ready.faults.append(Fault("cloudtrail" if operation == "update_trail" else "logs", operation, crash=crash))
    with pytest.raises(Crash):
        settle(ready, DELIVERY, journal=journal)
    assert only(settle(ready, DELIVERY, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(ready, DELIVERY, journal)] == [Undoing.UNDONE]
    assert ready.snapshot() == planted


def test_a_delivery_into_a_log_group_that_is_gone_is_told_of_and_left_alone(ready: FakeAccount) -> None:
    group = f"arn:aws:logs:{HOME}:{ACCOUNT}:log-group:theirs:*"
    plant(ready, "audit", log_group=group, log_role="theirs", group_error="The specified log group does not exist.")
    planted = ready.snapshot()
    result = only(settle(ready, DELIVERY))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["failing"])
    assert ready.snapshot() == planted
