from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.charge import flaws
from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Settings
from hinomi.controls import BY_ID
from support.account.cloudtrail import CloudTrail
from support.account.fake import ACCOUNT, HOME, FakeAccount, Fault
from support.arrangements.trails import OURS, plant
from support.rounds import keys, only, settle

VALIDATION = BY_ID["cloudtrail_validation_enabled"]
ENCRYPTION = BY_ID["cloudtrail_kms_encrypted"]
DELIVERY = BY_ID["cloudtrail_logs_delivered"]
KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/wanted"
THEIR_KEY = f"arn:aws:kms:{HOME}:{ACCOUNT}:key/theirs"
GROUP = "hinomi-cloudtrail"
ROLE = "hinomi-cloudtrail-logs"
OTHER_ACCOUNT = "123456789012"


def trail(fake: FakeAccount) -> dict[str, Any]:
    found: dict[str, Any] = fake.state(CloudTrail)["trails"][0]
    return found


def test_validation_alone_is_passed_for_our_trail(fake: FakeAccount) -> None:
    plant(fake, OURS, validated=False)
    assert only(settle(fake, VALIDATION)).outcome is Outcome.CHANGED
    (written,) = fake.written()
    assert written.parameters == {"Name": trail(fake)["arn"], "EnableLogFileValidation": True}


def test_a_trail_of_somebody_is_told_of_and_not_validated(fake: FakeAccount) -> None:
    plant(fake, "audit", validated=False)
    result = only(settle(fake, VALIDATION))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["not_ours"])
    assert fake.written() == []


def test_each_trail_is_its_own_resource_also_where_two_regions_share_a_name(fake: FakeAccount) -> None:
    plant(fake, "audit")
    plant(fake, "audit", region="eu-west-1", multi_region=False)
    plant(fake, OURS, validated=False)
    outcomes = {one.resource: one.outcome for one in settle(fake, VALIDATION)}
    assert outcomes == {
        "audit": Outcome.COMPLIANT,
        "eu-west-1/audit": Outcome.COMPLIANT,
        OURS: Outcome.CHANGED,
    }


def test_a_trail_is_changed_in_its_own_region(fake: FakeAccount) -> None:
    plant(fake, OURS, region="eu-west-1", validated=False)
    assert only(settle(fake, VALIDATION)).outcome is Outcome.CHANGED


@pytest.mark.parametrize("control", [VALIDATION, ENCRYPTION, DELIVERY], ids=lambda control: control.id)
def test_a_trail_of_the_organization_is_not_touched(fake: FakeAccount, control: Any) -> None:
    plant(fake, "org", owner=OTHER_ACCOUNT, organization=True, validated=False)
    assert only(settle(fake, control)).outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_without_a_key_there_is_something_to_tell_and_nothing_to_do(fake: FakeAccount) -> None:
    plant(fake, "audit")
    result = only(settle(fake, ENCRYPTION))
    assert (result.outcome, keys(result)) == (Outcome.DRIFT, ["no_key"])
    assert fake.written() == []


def test_a_trail_without_a_key_gets_the_one_of_the_operator_and_nothing_else(fake: FakeAccount) -> None:
    plant(fake, "audit")
    assert only(settle(fake, ENCRYPTION, desired={"kms_key": KEY})).outcome is Outcome.CHANGED
    (written,) = fake.written()
    assert written.parameters == {"Name": trail(fake)["arn"], "KmsKeyId": KEY}


def test_a_key_that_somebody_chose_is_never_replaced(fake: FakeAccount) -> None:
    plant(fake, "audit", kms_key=THEIR_KEY)
    planted = fake.snapshot()
    assert only(settle(fake, ENCRYPTION, desired={"kms_key": KEY})).outcome is Outcome.DRIFT
    assert fake.snapshot() == planted


def test_a_key_that_cloudtrail_may_not_use_is_no_success(fake: FakeAccount) -> None:
    plant(fake, "audit")
    fake.faults.append(Fault("cloudtrail", "update_trail", "InsufficientEncryptionPolicyException"))
    result = only(settle(fake, ENCRYPTION, desired={"kms_key": KEY}))
    assert result.outcome is Outcome.FAILED
    assert "InsufficientEncryptionPolicyException" in result.error


def test_a_key_that_is_not_written_as_an_arn_is_refused_before_anything_runs() -> None:
    for key, wrong in (("alias/logs", True), (7, True), (KEY, False), (None, False)):
        wanted = Baseline(controls={ENCRYPTION.id: Settings(desired={"kms_key": key})})
        assert bool(list(flaws([ENCRYPTION], wanted))) is wrong


def test_encryption_and_delivery_are_only_reported_until_the_operator_asks() -> None:
    assert {ENCRYPTION.mode, DELIVERY.mode} == {Mode.REPORT}


def test_a_trail_of_the_organization_is_seen_once_though_a_trail_of_ours_lives_in_its_region(fake: FakeAccount) -> None:
    plant(fake, "org", owner=OTHER_ACCOUNT, organization=True, region="eu-west-1")
    plant(fake, "audit", region="eu-west-1", multi_region=False)
    assert [one.resource for one in settle(fake, VALIDATION)] == ["eu-west-1/org", "eu-west-1/audit"]
