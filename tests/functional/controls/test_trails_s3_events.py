from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import BY_ID
from support.account.cloudtrail import CloudTrail
from support.arrangements.trails import plant
from support.rounds import only, settle, take_back

if TYPE_CHECKING:
    from support.account.fake import FakeAccount

CONTROL = BY_ID["cloudtrail_s3_events_recorded"]
OBJECT = "AWS::S3::Object"


def basic(*values: str, kind: str = "All") -> dict[str, Any]:
    data = [{"Type": OBJECT, "Values": list(values)}] if values else []
    return {"EventSelectors": [{"ReadWriteType": kind, "IncludeManagementEvents": True, "DataResources": data}]}


def advanced(**fields: str) -> dict[str, Any]:
    data = {"eventCategory": "Data", "resources.type": OBJECT, **fields}
    listed = [{"Field": field.replace("__", "."), "Equals": [value]} for field, value in data.items()]
    return {"Name": "theirs", "FieldSelectors": listed}


def events(fake: FakeAccount) -> object:
    before = only(settle(fake, CONTROL, mode=Mode.REPORT)).before
    return before and before["events"]


def test_what_a_trail_records_is_kept_beside_what_is_added(fake: FakeAccount) -> None:
    theirs = basic("arn:aws:s3:::accounts/")
    planted = plant(fake, "audit", selectors=theirs)
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert planted["selectors"]["EventSelectors"][:1] == theirs["EventSelectors"]
    assert events(fake) == ("read", "write")


def test_only_the_kind_that_is_missing_is_added(fake: FakeAccount) -> None:
    planted = plant(fake, "audit", selectors=basic("arn:aws:s3", kind="WriteOnly"))
    settle(fake, CONTROL)
    assert [one["ReadWriteType"] for one in planted["selectors"]["EventSelectors"]] == ["WriteOnly", "ReadOnly"]


@pytest.mark.parametrize("missing", [{"readOnly": "false"}, {"readOnly": "true"}, {"resources__ARN": "arn:aws:s3:::a"}])
def test_advanced_selectors_stay_advanced_and_are_all_kept(fake: FakeAccount, missing: dict[str, str]) -> None:
    theirs = advanced(**missing)
    planted = plant(fake, "audit", selectors={"AdvancedEventSelectors": [theirs]})
    journal = MemoryJournal()
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert planted["selectors"]["AdvancedEventSelectors"][0] == theirs
    take_back(fake, CONTROL, journal)
    assert planted["selectors"] == {"AdvancedEventSelectors": [theirs]}


@pytest.mark.parametrize(
    ("selectors", "recorded"),
    [
        (basic(), ()),
        (basic("arn:aws:s3:::accounts/"), ()),
        (basic("arn:aws:s3:::"), ("read", "write")),
        ({"AdvancedEventSelectors": [advanced()]}, ("read", "write")),
        ({"AdvancedEventSelectors": [advanced(readOnly="true")]}, ("read",)),
        ({"AdvancedEventSelectors": [advanced(eventName="PutObject")]}, ()),
    ],
)
def test_events_count_only_where_they_are_recorded_in_every_bucket(
    fake: FakeAccount, selectors: dict[str, Any], recorded: tuple[str, ...]
) -> None:
    plant(fake, "audit", selectors=selectors)
    assert events(fake) == recorded


def test_what_two_trails_record_between_them_is_enough(fake: FakeAccount) -> None:
    plant(fake, "reads", selectors=basic("arn:aws:s3", kind="ReadOnly"))
    plant(fake, "writes", selectors=basic("arn:aws:s3", kind="WriteOnly"))
    assert only(settle(fake, CONTROL)).outcome is Outcome.COMPLIANT


@pytest.mark.parametrize(
    "facts", [{"logging": False}, {"multi_region": False}, {"owner": "123456789012", "organization": True}]
)
def test_without_a_trail_that_could_record_them_nothing_is_written(fake: FakeAccount, facts: dict[str, Any]) -> None:
    plant(fake, "audit", **facts)
    result = only(settle(fake, CONTROL))
    assert (result.outcome, [note.key for note in result.notes]) == (Outcome.DRIFT, ["no_trail"])
    assert fake.written() == []


def test_a_trail_of_control_tower_is_left_to_control_tower(fake: FakeAccount) -> None:
    plant(fake, "aws-controltower-BaselineCloudTrail")
    assert only(settle(fake, CONTROL)).outcome is Outcome.MANAGED_BY_ORG


def test_more_selectors_than_cloudtrail_takes_are_no_success(fake: FakeAccount) -> None:
    five = {"EventSelectors": basic("arn:aws:s3:::accounts/")["EventSelectors"] * 5}
    plant(fake, "audit", selectors=five)
    result = only(settle(fake, CONTROL))
    assert result.outcome is Outcome.FAILED
    assert fake.state(CloudTrail)["trails"][0]["selectors"] == five


def test_what_costs_by_the_request_is_only_reported_until_the_operator_asks() -> None:
    assert CONTROL.mode is Mode.REPORT


def test_a_trail_whose_logs_do_not_arrive_records_nothing(fake: FakeAccount) -> None:
    plant(fake, "audit", selectors=basic("arn:aws:s3"), bucket_error="NoSuchBucket")
    assert events(fake) == ()
