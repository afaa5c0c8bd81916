from __future__ import annotations

import json
from typing import Any

import pytest

from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi.services import bucket_policy
from hinomi.services.ownership import TAG
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.s3 import S3, bucket
from support.arrangements.trails import OURS, plant
from support.rounds import only, scene_of, settle, take_back

CONTROL = BY_ID["cloudtrail_bucket_guarded"]
NAME = f"hinomi-logs-{ACCOUNT}-{HOME}"
THEIRS = {"Sid": "Theirs", "Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject", "Resource": "*"}


def ours(fake: FakeAccount, **facts: Any) -> dict[str, Any]:
    plant(fake, OURS, bucket=NAME)
    made = bucket(HOME, **{"tags": [TAG], **facts})
    fake.state(S3)["buckets"][NAME] = made
    return made


def statements(there: dict[str, Any]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(there["policy"])["Statement"]
    return listed


def policy(*listed: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Id": "theirs", "Statement": list(listed)}, separators=(",", ":"))


def test_a_statement_is_added_and_all_others_stay_as_they_are(fake: FakeAccount) -> None:
    there = ours(fake, policy=policy(THEIRS))
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert statements(there)[0] == THEIRS
    assert len(statements(there)) == 2
    assert json.loads(there["policy"])["Id"] == "theirs"


def test_a_policy_with_a_single_bare_statement_is_kept_too(fake: FakeAccount) -> None:
    there = ours(fake, policy=json.dumps({"Version": "2012-10-17", "Statement": THEIRS}))
    settle(fake, CONTROL)
    assert THEIRS in statements(there)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"Sid": "TheirsTls", "Principal": {"AWS": "*"}, "Action": ["s3:*"]},
        {"Condition": {"Bool": {"AWS:SecureTransport": ["false"]}}},
        {"Resource": "*", "Action": "*"},
    ],
)
def test_a_refusal_of_plain_text_counts_however_somebody_wrote_it(fake: FakeAccount, form: dict[str, Any]) -> None:
    ours(fake, policy=policy({**bucket_policy.tls_only(scene_of(fake), NAME), **form}))
    before = only(settle(fake, CONTROL)).before
    assert before is not None
    assert before["tls_only"]


@pytest.mark.parametrize(
    "form",
    [
        {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}},
        {"Principal": {"AWS": ACCOUNT}},
        {"Action": "s3:PutObject"},
        {"Resource": f"arn:aws:s3:::{NAME}"},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {"Bool": {"aws:SecureTransport": "false"}, "StringEquals": {"aws:SourceAccount": ACCOUNT}}},
    ],
)
def test_a_refusal_of_less_than_all_plain_text_does_not_count(fake: FakeAccount, form: dict[str, Any]) -> None:
    ours(fake, policy=policy({**bucket_policy.tls_only(scene_of(fake), NAME), **form, "Sid": "Theirs"}))
    before = only(settle(fake, CONTROL)).before
    assert before is not None
    assert not before["tls_only"]


def test_a_lifecycle_that_somebody_chose_stays_to_the_letter(fake: FakeAccount) -> None:
    theirs = {"Rules": [{"ID": "theirs", "Status": "Enabled", "Expiration": {"Days": 3650}}]}
    there = ours(fake, lifecycle=theirs)
    settle(fake, CONTROL)
    assert there["lifecycle"] == theirs


def test_no_log_is_deleted_by_the_lifecycle_that_is_added(fake: FakeAccount) -> None:
    there = ours(fake)
    settle(fake, CONTROL)
    (rule,) = there["lifecycle"]["Rules"]
    assert not {"Expiration", "NoncurrentVersionExpiration", "Transitions"} & set(rule)


def test_a_bucket_of_somebody_is_told_of_and_left_alone(fake: FakeAccount) -> None:
    plant(fake, "audit", bucket="theirs")
    fake.state(S3)["buckets"]["theirs"] = bucket("us-east-1", public_access={})
    planted = fake.snapshot()
    result = only(settle(fake, CONTROL))
    assert (result.outcome, [note.key for note in result.notes]) == (Outcome.DRIFT, ["not_ours"])
    assert fake.snapshot() == planted


def test_a_bucket_of_another_account_is_left_to_that_account(fake: FakeAccount) -> None:
    plant(fake, "audit", bucket="central")
    fake.state(S3)["buckets"]["central"] = bucket(HOME, owner="123456789012")
    result = only(settle(fake, CONTROL))
    assert result.outcome is Outcome.MANAGED_BY_ORG
    assert "elsewhere" in [note.key for note in result.notes]


def test_two_trails_with_one_bucket_are_one_bucket(fake: FakeAccount) -> None:
    ours(fake)
    plant(fake, "audit", bucket=NAME)
    assert only(settle(fake, CONTROL)).resource == NAME


@pytest.mark.parametrize("operation", ["put_bucket_policy", "put_bucket_versioning"])
@pytest.mark.parametrize("crash", ["before", "after"])
def test_a_crash_between_the_guards_is_finished_and_taken_back(fake: FakeAccount, operation: str, crash: str) -> None:
    ours(fake, policy=policy(THEIRS), public_access={}, versioning="Suspended")
    planted, journal = fake.snapshot(), MemoryJournal()
    fake.faults.append(Fault("s3", operation, crash=crash))
    with pytest.raises(Crash):
        settle(fake, CONTROL, journal=journal)
    assert only(settle(fake, CONTROL, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, CONTROL, journal)] == [Undoing.UNDONE]
    after = fake.state(S3)["buckets"][NAME]
    assert not any(after.pop("public_access").values())
    assert after.items() <= planted["S3", "global"]["buckets"][NAME].items()


def test_taking_back_leaves_what_somebody_added_since(fake: FakeAccount) -> None:
    there, journal = ours(fake), MemoryJournal()
    settle(fake, CONTROL, journal=journal)
    theirs = {"ID": "theirs", "Status": "Enabled", "Expiration": {"Days": 30}}
    there["lifecycle"]["Rules"].append(theirs)
    there["policy"] = policy(*statements(there), THEIRS)
    take_back(fake, CONTROL, journal)
    assert there["lifecycle"]["Rules"] == [theirs]
    assert statements(there) == [THEIRS]


def test_a_bucket_that_is_gone_is_not_taken_for_one_of_another_account(fake: FakeAccount) -> None:
    plant(fake, "audit", bucket="gone")
    result = only(settle(fake, CONTROL))
    assert (result.outcome, [note.key for note in result.notes]) == (Outcome.DRIFT, ["gone"])
    assert fake.written() == []


def test_a_public_statement_of_somebody_does_not_keep_plain_text_from_being_refused(fake: FakeAccount) -> None:
    public = {**THEIRS, "Principal": "*"}
    there = ours(fake, policy=policy(public), public_access={})
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
    assert statements(there)[0] == public


def test_a_refusal_of_everything_is_no_error(fake: FakeAccount) -> None:
    everything = {**bucket_policy.tls_only(scene_of(fake), NAME), "Sid": "Theirs"}
    del everything["Condition"]
    ours(fake, policy=policy(everything))
    assert only(settle(fake, CONTROL)).outcome is Outcome.CHANGED
