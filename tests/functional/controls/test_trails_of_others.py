from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.outcome import Outcome
from hinomi.controls import BY_ID
from support.account.fake import ACCOUNT, HOME, FakeAccount, Fault
from support.arrangements.trails import OURS, management, plant
from support.rounds import keys, only, settle

CONTROL = BY_ID["cloudtrail_trail_logging"]
BUCKET = f"hinomi-logs-{ACCOUNT}-{HOME}"
OTHER_ACCOUNT = "123456789012"


def advanced(*fields: tuple[str, str]) -> dict[str, Any]:
    listed = [{"Field": field, "Equals": [value]} for field, value in fields]
    return {"Name": "theirs", "FieldSelectors": listed}


def test_no_second_trail_is_made_beside_one_of_somebody_that_does(fake: FakeAccount) -> None:
    plant(fake, "audit", kms_key="arn:aws:kms:key/theirs", validated=False)
    planted = fake.snapshot()
    assert only(settle(fake, CONTROL)).outcome is Outcome.COMPLIANT
    assert fake.snapshot() == planted


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        ({"selectors": management("part")}, "flawed"),
        ({"selectors": management("none")}, "flawed"),
        ({"multi_region": False}, "single_region"),
        ({"multi_region": False, "region": "eu-west-1"}, "single_region"),
        ({"logging": False}, "stopped"),
    ],
)
def test_a_trail_of_somebody_that_falls_short_is_told_of_and_nothing_is_put_beside_it(
    fake: FakeAccount, facts: dict[str, Any], note: str
) -> None:
    plant(fake, "audit", **facts)
    planted = fake.snapshot()
    result = only(settle(fake, CONTROL))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, [note])
    assert fake.snapshot() == planted


def test_a_trail_of_a_single_other_region_is_named_with_its_region(fake: FakeAccount) -> None:
    plant(fake, "audit", multi_region=False, region="eu-west-1")
    assert only(settle(fake, CONTROL)).notes == (Note("single_region", {"trail": "eu-west-1/audit"}),)


def test_every_page_of_trails_is_read(fake: FakeAccount) -> None:
    for number in range(3):
        plant(fake, f"audit-{number}", multi_region=False, region="eu-west-1")
    assert keys(only(settle(fake, CONTROL))) == ["single_region"] * 3


def test_our_stopped_trail_stays_stopped_beside_one_that_is_logging(fake: FakeAccount) -> None:
    plant(fake, OURS, logging=False)
    plant(fake, "audit", multi_region=False)
    result = only(settle(fake, CONTROL))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["single_region"])


def test_advanced_selectors_that_split_reads_and_writes_record_all(fake: FakeAccount) -> None:
    halves = [advanced(("eventCategory", "Management"), ("readOnly", kind)) for kind in ("true", "false")]
    plant(fake, "audit", selectors={"AdvancedEventSelectors": halves})
    assert only(settle(fake, CONTROL)).outcome is Outcome.COMPLIANT


def test_a_trail_that_leaves_a_service_out_does_not_record_all(fake: FakeAccount) -> None:
    without = management("all")
    without["EventSelectors"][0]["ExcludeManagementEventSources"] = ["kms.amazonaws.com"]
    plant(fake, "audit", selectors=without)
    assert keys(only(settle(fake, CONTROL))) == ["flawed"]


@pytest.mark.parametrize("logging", [True, False])
def test_the_trail_of_the_organization_is_left_to_the_organization(fake: FakeAccount, *, logging: bool) -> None:
    plant(fake, "org", owner=OTHER_ACCOUNT, organization=True, logging=logging)
    planted = fake.snapshot()
    assert only(settle(fake, CONTROL)).outcome is Outcome.MANAGED_BY_ORG
    assert fake.snapshot() == planted


def test_a_trail_of_control_tower_that_is_stopped_is_left_to_control_tower(fake: FakeAccount) -> None:
    plant(fake, "aws-controltower-BaselineCloudTrail", logging=False)
    result = only(settle(fake, CONTROL))
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


@pytest.mark.parametrize("name", [OURS, "audit"])
def test_a_trail_that_is_logging_into_a_bucket_that_is_gone_is_no_success(fake: FakeAccount, name: str) -> None:
    plant(fake, name, bucket_error="NoSuchBucket")
    planted = fake.snapshot()
    result = only(settle(fake, CONTROL))
    said = {"trail": name, "bucket": "some-logs", "error": "NoSuchBucket"}
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("failing", said),))
    assert fake.snapshot() == planted


def test_a_trail_that_delivers_makes_up_for_one_that_does_not(fake: FakeAccount) -> None:
    plant(fake, "audit", bucket_error="AccessDenied")
    plant(fake, "second")
    assert only(settle(fake, CONTROL)).outcome is Outcome.COMPLIANT


def test_a_trail_of_the_organization_is_asked_for_at_home_where_its_own_region_is_not_enabled(
    fake: FakeAccount,
) -> None:
    plant(fake, "org", owner=OTHER_ACCOUNT, organization=True, region="eu-west-1")
    fake.faults.append(Fault("cloudtrail", "get_trail_status", "UnrecognizedClientException", region="eu-west-1"))
    assert only(settle(fake, CONTROL)).outcome is Outcome.MANAGED_BY_ORG
