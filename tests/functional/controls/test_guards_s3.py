"""S3's block of public access for the whole account: only where no bucket is in public use."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls.s3_account_public_blocked import CONTROL
from hinomi.errors import RetryError
from hinomi.services import public_buckets
from support.account.fake import ACCOUNT, HOME, Call, FakeAccount, Fault
from support.account.organizations import Organizations
from support.account.s3 import S3, bucket
from support.account.s3_settings import SWITCHES
from support.account.s3control import S3Control, access_point
from support.rounds import settle, take_back

EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/*"}
PUBLIC = json.dumps({"Version": "2012-10-17", "Statement": [EVERYBODY]})
READERS = {"Grantee": {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/global/AllUsers"}, "Permission": "READ"}
ON: dict[str, Any] = dict.fromkeys(SWITCHES, True)
OFF: dict[str, Any] = dict.fromkeys(SWITCHES, False)
CLOSED: list[dict[str, Any]] = [
    {"policy": PUBLIC, "public_access": ON},
    {"policy": PUBLIC, "public_access": {**OFF, "RestrictPublicBuckets": True}},
    {"ownership": "ObjectWriter", "grants": [READERS], "public_access": {**OFF, "IgnorePublicAcls": True}},
    {"ownership": "BucketOwnerEnforced", "grants": [READERS]},
]


def plant(fake: FakeAccount, name: str, region: str = HOME, **guards: Any) -> None:
    fake.state(S3)["buckets"][name] = bucket(region, **{"public_access": {}, **guards})


def stopped(fake: FakeAccount, note: str, buckets: str) -> None:
    """Settle, and see that nothing was changed and why."""
    before = fake.snapshot()
    (result,) = settle(fake, CONTROL)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note(note, {"buckets": buckets}),))
    assert fake.snapshot() == before


def test_a_switch_that_a_person_has_set_stays_and_all_four_are_sent(fake: FakeAccount) -> None:
    fake.state(S3Control)["public_access"] = {**OFF, "IgnorePublicAcls": True}
    (result,) = settle(fake, CONTROL, desired=dict.fromkeys(CONTROL.desired, False) | {"block_public_policy": True})
    assert result.outcome is Outcome.CHANGED
    wanted = {**OFF, "IgnorePublicAcls": True, "BlockPublicPolicy": True}
    parameters = {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": wanted}
    assert fake.written() == [Call("s3control", "PutPublicAccessBlock", HOME, parameters)]
    assert fake.state(S3Control)["public_access"] == wanted


@pytest.mark.parametrize("before", [{}, OFF, {**OFF, "BlockPublicAcls": True}])
def test_undo_brings_back_switches_and_their_absence(fake: FakeAccount, before: dict[str, bool]) -> None:
    fake.state(S3Control)["public_access"] = before
    journal = MemoryJournal()
    (result,) = settle(fake, CONTROL, journal=journal)
    assert result.outcome is Outcome.CHANGED
    assert fake.state(S3Control)["public_access"] == ON
    (undone,) = take_back(fake, CONTROL, journal)
    assert undone.undoing is Undoing.UNDONE
    assert fake.state(S3Control)["public_access"] == before


@pytest.mark.parametrize("region", [HOME, "eu-west-1"])
def test_a_public_website_in_any_region_stays_on_the_air(fake: FakeAccount, region: str) -> None:
    plant(fake, "site", region, policy=PUBLIC)
    plant(fake, "closed", region)
    stopped(fake, "public_buckets", "site")


def test_a_bucket_whose_access_list_lets_everybody_in_is_public(fake: FakeAccount) -> None:
    plant(fake, "site", ownership="ObjectWriter", grants=[READERS])
    stopped(fake, "public_buckets", "site")


@pytest.mark.parametrize("ownership", ["ObjectWriter", "BucketOwnerPreferred", ""])
def test_a_bucket_whose_objects_may_be_public_stops_the_change_too(fake: FakeAccount, ownership: str) -> None:
    plant(fake, "images", ownership=ownership)
    stopped(fake, "public_objects", "images")


@pytest.mark.parametrize("guards", CLOSED)
def test_a_bucket_that_its_own_settings_keep_closed_is_not_public(fake: FakeAccount, guards: dict[str, Any]) -> None:
    plant(fake, "site", **guards)
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED


def test_a_bucket_that_may_not_be_read_stops_the_change_and_is_named(fake: FakeAccount) -> None:
    plant(fake, "secret")
    fake.faults = [Fault("s3", "get_bucket_policy_status", code="AccessDenied", times=9)]
    stopped(fake, "not_readable", "secret")


@pytest.mark.parametrize("code", ["InvalidAccessKeyId", "InvalidToken", "PermanentRedirect", "InternalError"])
def test_a_bucket_in_a_region_that_is_not_enabled_any_more_is_named_and_the_others_are_looked_at(
    fake: FakeAccount, code: str
) -> None:
    plant(fake, "far", "eu-west-1")
    plant(fake, "near")
    fake.faults = [Fault("s3", "get_public_access_block", code=code, region="eu-west-1", times=9)]
    stopped(fake, "not_readable", "far")


def test_throttling_while_buckets_are_looked_at_is_no_answer(fake: FakeAccount) -> None:
    plant(fake, "near")
    fake.faults = [Fault("s3", "get_bucket_policy_status", code="SlowDown", times=99)]
    with pytest.raises(RetryError):
        settle(fake, CONTROL)


@pytest.mark.parametrize("origin", ["Internet", "VPC"])
@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("public", [None, False, True])
def test_a_site_that_is_public_by_an_access_point_alone_stays_on_the_air(
    fake: FakeAccount, origin: str, *, restricted: bool, public: bool | None
) -> None:
    plant(fake, "site", "eu-west-1")
    point = access_point("site", public=public, restricted=restricted, origin=origin)
    fake.state(S3Control)["access_points"]["site-point"] = point
    if public and not restricted and origin == "Internet":
        stopped(fake, "public_buckets", "site")
    else:
        (result,) = settle(fake, CONTROL)
        assert result.outcome is Outcome.CHANGED


def test_more_buckets_than_one_walk_can_look_at_stop_the_change_before_any_is_looked_at(fake: FakeAccount) -> None:
    for number in range(public_buckets.MOST + 1):
        plant(fake, f"logs-{number:04}")
    listed = f"logs-0000, logs-0001, logs-0002, logs-0003, logs-0004, … ({public_buckets.MOST + 1})"
    stopped(fake, "too_many_buckets", listed)
    assert {call.operation for call in fake.calls if call.service == "s3"} == {"ListBuckets"}


@pytest.mark.parametrize(
    ("policy", "outcome"), [("", Outcome.CHANGED), ("all", Outcome.COMPLIANT), ("none", Outcome.ACCESS_DENIED)]
)
def test_an_account_that_may_not_ask_for_its_organisations_policies_is_closed_all_the_same(
    fake: FakeAccount, policy: str, outcome: Outcome
) -> None:
    fake.state(Organizations).update(member=True, s3_policy=policy)
    fake.allowed = {*CONTROL.reads, *CONTROL.writes} - {"organizations:DescribeEffectivePolicy"}
    (result,) = settle(fake, CONTROL)
    assert result.outcome is outcome


def test_a_bucket_that_is_deleted_meanwhile_stops_nothing(fake: FakeAccount) -> None:
    plant(fake, "site")
    fake.faults = [Fault("s3", "get_public_access_block", code="NoSuchBucket")]
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED


@pytest.mark.parametrize("policy", ["all", "none"])
def test_what_an_organisation_decides_for_s3_is_told_and_not_fought(fake: FakeAccount, policy: str) -> None:
    fake.state(Organizations).update(member=True, s3_policy=policy)
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert result.notes == (Note("managed_by", {"manager": "organization"}),)
    assert (result.before, fake.written()) == (dict.fromkeys(CONTROL.desired, policy == "all"), [])


def test_a_member_of_an_organisation_without_such_a_policy_decides_itself(fake: FakeAccount) -> None:
    fake.state(Organizations)["member"] = True
    (result,) = settle(fake, CONTROL)
    assert result.outcome is Outcome.CHANGED


def test_a_report_names_public_buckets_and_writes_nothing(fake: FakeAccount) -> None:
    plant(fake, "site", policy=PUBLIC)
    (result,) = settle(fake, CONTROL, mode=Mode.REPORT)
    assert (result.outcome, result.notes) == (Outcome.DRIFT, (Note("public_buckets", {"buckets": "site"}),))
    assert fake.written() == []


def test_without_the_right_to_list_buckets_nothing_is_written_blindly(fake: FakeAccount) -> None:
    fake.allowed = {*CONTROL.reads, *CONTROL.writes} - {"s3:ListAllMyBuckets"}
    (result,) = settle(fake, CONTROL)
    assert (result.outcome, fake.state(S3Control)["public_access"]) == (Outcome.ACCESS_DENIED, {})
