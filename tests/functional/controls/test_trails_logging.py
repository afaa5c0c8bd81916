from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi.errors import RetryError
from support.account.cloudtrail import CloudTrail
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.s3 import S3
from support.arrangements.trails import OURS, management, plant
from support.rounds import only, settle, take_back

CONTROL = BY_ID["cloudtrail_trail_logging"]
BUCKET = f"hinomi-logs-{ACCOUNT}-{HOME}"
OTHER_ACCOUNT = "123456789012"


def trails(fake: FakeAccount) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = fake.state(CloudTrail)["trails"]
    return listed


def advanced(*fields: tuple[str, str]) -> dict[str, Any]:
    listed = [{"Field": field, "Equals": [value]} for field, value in fields]
    return {"Name": "theirs", "FieldSelectors": listed}


def test_an_account_without_a_trail_gets_one_of_all_regions_that_is_logging_and_validated(fake: FakeAccount) -> None:
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    (made,) = trails(fake)
    assert (made["name"], made["bucket"], made["home"]) == (OURS, BUCKET, HOME)
    assert made["logging"]
    assert made["multi_region"]
    assert made["validated"]


def test_a_trail_is_refused_by_a_bucket_whose_policy_does_not_let_it_in(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    trails(fake).clear()
    fake.state(S3)["buckets"][BUCKET]["policy"] = ""
    fake.faults.append(Fault("s3", "put_bucket_policy", "AccessDenied"))
    assert only(settle(fake, CONTROL, run="run-2")).outcome is Outcome.ACCESS_DENIED
    assert trails(fake) == []


@pytest.mark.parametrize("operation", ["create_bucket", "put_bucket_tagging", "put_bucket_policy", "create_trail"])
@pytest.mark.parametrize("crash", ["before", "after"])
def test_a_crash_while_the_trail_is_made_is_finished_by_the_next_worker_and_taken_back(
    fake: FakeAccount, operation: str, crash: str
) -> None:
    journal = MemoryJournal()
    service = "cloudtrail" if operation == "create_trail" else "s3"
    fake.faults.append(Fault(service, operation, crash=crash))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert trails(fake)[0]["logging"]
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_a_bucket_of_our_name_in_other_hands_gets_no_logs(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    trails(fake).clear()
    fake.state(S3)["buckets"][BUCKET] |= {"owner": OTHER_ACCOUNT, "open": True}
    planted = fake.snapshot()
    assert only(settle(fake, CONTROL, run="run-2")).outcome is Outcome.ACCESS_DENIED
    assert fake.snapshot() == planted


def test_our_stopped_trail_is_started_again_and_keeps_all_that_it_had(fake: FakeAccount) -> None:
    ours = plant(fake, OURS, logging=False, kms_key="arn:aws:kms:key/theirs", bucket="moved")
    before = {**ours}
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert trails(fake) == [{**before, "logging": True}]


def test_a_trail_that_was_handed_over_by_our_tag_is_started(fake: FakeAccount) -> None:
    plant(fake, "audit", logging=False, tags=[{"Key": "hinomi:managed-by", "Value": "baseline"}])
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert trails(fake)[0]["logging"]


def test_our_trail_records_all_again_beside_the_data_events_that_were_added(fake: FakeAccount) -> None:
    plant(fake, OURS, selectors=management("part"))
    settle(fake, CONTROL)
    selectors = trails(fake)[0]["selectors"]["EventSelectors"]
    assert management("part")["EventSelectors"][0] in selectors
    assert {"ReadWriteType": "All", "IncludeManagementEvents": True} in [
        {name: one[name] for name in ("ReadWriteType", "IncludeManagementEvents")} for one in selectors
    ]


def test_advanced_selectors_of_our_trail_stay_advanced_and_lose_no_data_event(fake: FakeAccount) -> None:
    data = advanced(("eventCategory", "Data"), ("resources.type", "AWS::Lambda::Function"))
    writes = advanced(("eventCategory", "Management"), ("readOnly", "false"))
    plant(fake, OURS, selectors={"AdvancedEventSelectors": [data, writes]})
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert data in trails(fake)[0]["selectors"]["AdvancedEventSelectors"]


def test_taking_back_deletes_our_trail_and_not_one_that_somebody_made_since(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    plant(fake, "audit")
    take_back(fake, CONTROL, journal)
    assert [one["name"] for one in trails(fake)] == ["audit"]


def test_taking_back_keeps_a_bucket_that_holds_logs(fake: FakeAccount) -> None:
    journal = MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    fake.state(S3)["buckets"][BUCKET]["objects"].append("AWSLogs/a-log")
    take_back(fake, CONTROL, journal)
    assert trails(fake) == []
    assert fake.state(S3)["buckets"][BUCKET]["objects"] == ["AWSLogs/a-log"]


def test_who_only_wants_a_report_gets_nothing_made(fake: FakeAccount) -> None:
    assert only(settle(fake, CONTROL, mode=Mode.REPORT)).outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == {}


def test_an_account_that_may_not_be_looked_at_is_no_account_without_a_trail(fake: FakeAccount) -> None:
    fake.allowed = set()
    assert only(settle(fake, CONTROL)).outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("create_trail", "InsufficientS3BucketPolicyException"),
        ("create_trail", "S3BucketDoesNotExistException"),
        ("start_logging", "ConflictException"),
    ],
)
def test_a_trail_for_which_aws_is_not_ready_yet_is_made_by_the_next_try(
    fake: FakeAccount, operation: str, code: str
) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("cloudtrail", operation, code))
    with pytest.raises(RetryError):
        settle(fake, CONTROL, journal=journal)
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert trails(fake)[0]["logging"]
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == {}


def test_a_bucket_that_has_long_been_there_and_refuses_is_no_matter_of_time(fake: FakeAccount) -> None:
    settle(fake, CONTROL)
    trails(fake).clear()
    fake.faults.append(Fault("cloudtrail", "create_trail", "InsufficientS3BucketPolicyException"))
    assert only(settle(fake, CONTROL, run="run-2")).outcome is Outcome.FAILED
