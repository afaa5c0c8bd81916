from __future__ import annotations

import json

import msgspec
import pytest

from hinomi.controls import BY_ID
from hinomi.errors import RetryError
from hinomi.services import log_bucket
from support.account.fake import ACCOUNT, HOME, REGIONS, FakeAccount, Fault
from support.account.s3 import S3, bucket
from support.arrangements.trails import plant
from support.rounds import scene_of

CONTROL = BY_ID["cloudtrail_bucket_guarded"]
NAME = f"hinomi-logs-{ACCOUNT}-{HOME}"
THEIRS = {"Sid": "Theirs", "Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "s3:GetObject", "Resource": "*"}


def test_workers_of_all_regions_make_one_log_bucket(fake: FakeAccount) -> None:
    scenes = [scene_of(fake, region) for region in REGIONS]
    assert {log_bucket.ensure(scene) for scene in scenes} == {NAME}
    fake.calls.clear()
    assert {log_bucket.ensure(scene_of(fake, region)) for region in REGIONS} == {NAME}
    assert fake.written() == []


@pytest.mark.parametrize("code", ["BucketAlreadyOwnedByYou", "OperationAborted"])
def test_a_worker_that_comes_second_to_the_log_bucket_goes_on(fake: FakeAccount, code: str) -> None:
    log_bucket.ensure(scene_of(fake))
    fake.faults += [Fault("s3", "get_bucket_tagging", "NoSuchBucket"), Fault("s3", "create_bucket", code)]
    assert log_bucket.ensure(scene_of(fake)) == NAME


def test_the_log_bucket_is_made_where_us_east_1_is_home(fake: FakeAccount) -> None:
    name = log_bucket.ensure(msgspec.structs.replace(scene_of(fake), home="us-east-1"))
    assert fake.state(S3)["buckets"][name]["region"] == "us-east-1"


def test_a_log_bucket_that_somebody_prepared_keeps_its_tags(fake: FakeAccount) -> None:
    theirs = [{"Key": "team", "Value": "audit"}]
    fake.state(S3)["buckets"][NAME] = bucket(HOME, tags=theirs)
    log_bucket.ensure(scene_of(fake))
    assert fake.state(S3)["buckets"][NAME]["tags"] == theirs
    log_bucket.remove_if_empty(scene_of(fake))
    assert NAME in fake.state(S3)["buckets"]


def test_the_log_bucket_stays_while_a_trail_delivers_into_it(fake: FakeAccount) -> None:
    log_bucket.ensure(scene_of(fake))
    plant(fake, "audit", bucket=NAME)
    log_bucket.remove_if_empty(scene_of(fake))
    assert NAME in fake.state(S3)["buckets"]


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("put_public_access_block", "NoSuchBucket"),
        ("put_bucket_tagging", "NoSuchBucket"),
        ("get_bucket_versioning", "NoSuchBucket"),
        ("put_bucket_policy", "OperationAborted"),
        ("put_bucket_versioning", "OperationAborted"),
    ],
)
def test_a_log_bucket_that_s3_is_still_making_is_tried_again(fake: FakeAccount, operation: str, code: str) -> None:
    fake.faults.append(Fault("s3", operation, code))
    with pytest.raises(RetryError):
        log_bucket.ensure(scene_of(fake))
    assert log_bucket.ensure(scene_of(fake)) == NAME


def test_a_log_bucket_with_a_public_statement_lets_the_services_in_and_keeps_the_public_out(fake: FakeAccount) -> None:
    theirs = json.dumps({"Version": "2012-10-17", "Statement": [{**THEIRS, "Principal": "*"}]})
    fake.state(S3)["buckets"][NAME] = bucket(HOME, policy=theirs, public_access={})
    log_bucket.ensure(scene_of(fake))
    there = fake.state(S3)["buckets"][NAME]
    assert all(there["public_access"].values())
    assert "HinomiTrailWrite" in there["policy"]
