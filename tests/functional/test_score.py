from __future__ import annotations

from typing import Any

import pytest

from hinomi.baseline.aws import AwsError
from hinomi.services import score
from hinomi.services.score import READS, Score, security_score
from support.account.fake import ACCOUNT, HOME, FakeAccount
from support.account.securityhub_findings import SecurityHubFindings
from support.arrangements.securityhub import turned_on
from support.rounds import scene_of


@pytest.fixture(autouse=True)
def _hub(fake: FakeAccount) -> None:
    turned_on(fake)


def found(fake: FakeAccount, control: str, status: str, **more: Any) -> None:
    workflow = more.pop("workflow", "RESOLVED" if status == "PASSED" else "NEW")
    finding = {
        "AwsAccountId": ACCOUNT,
        "ProductName": "Security Hub CSPM",
        "RecordState": "ACTIVE",
        "Workflow": {"Status": workflow},
        "Compliance": {"Status": status, **({"SecurityControlId": control} if control else {})},
        **more,
    }
    fake.state(SecurityHubFindings, HOME)["findings"].append(finding)


def test_a_control_has_passed_when_all_its_findings_have(fake: FakeAccount) -> None:
    for control, status in (
        ("IAM.4", "PASSED"),
        ("IAM.6", "FAILED"),
        ("EC2.2", "PASSED"),
        ("EC2.2", "FAILED"),
        ("S3.1", "PASSED"),
        ("S3.1", "PASSED"),
        ("KMS.4", "PASSED"),
    ):
        found(fake, control, status)
    assert security_score(scene_of(fake)) == Score(passed=3, failed=2)


@pytest.mark.parametrize("status", ["WARNING", "NOT_AVAILABLE"])
def test_what_aws_could_not_tell_has_not_passed(fake: FakeAccount, status: str) -> None:
    found(fake, "S3.1", "PASSED")
    found(fake, "S3.1", status)
    found(fake, "IAM.4", "PASSED")
    assert security_score(scene_of(fake)) == Score(passed=1, failed=1)


def test_suppressed_archived_and_foreign_findings_do_not_count(fake: FakeAccount) -> None:
    found(fake, "IAM.4", "PASSED")
    found(fake, "IAM.5", "FAILED", workflow="SUPPRESSED")
    found(fake, "IAM.6", "FAILED", RecordState="ARCHIVED")
    found(fake, "IAM.7", "FAILED", AwsAccountId="123456789012")
    found(fake, "IAM.8", "FAILED", ProductName="Example Scanner")
    found(fake, "", "FAILED")
    assert security_score(scene_of(fake)) == Score(passed=1, failed=0)


def test_findings_from_before_the_product_was_renamed_count(fake: FakeAccount) -> None:
    found(fake, "IAM.4", "FAILED", ProductName="Security Hub")
    assert security_score(scene_of(fake)) == Score(passed=0, failed=1)


def test_a_failure_that_has_been_notified_still_counts(fake: FakeAccount) -> None:
    found(fake, "IAM.4", "FAILED", workflow="NOTIFIED")
    assert security_score(scene_of(fake)) == Score(passed=0, failed=1)


def test_with_more_findings_than_are_read_the_score_is_a_lower_bound(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "PAGES", 3)
    for number in range(1, 12):
        found(fake, f"IAM.{number}", "PASSED")
    found(fake, "S3.1", "PASSED")
    found(fake, "S3.1", "FAILED")
    assert security_score(scene_of(fake)) == Score(passed=4, failed=1, partial=True)


def test_failures_alone_beyond_what_is_read_leave_nothing_that_is_known_to_have_passed(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "PAGES", 1)
    for number in range(1, 5):
        found(fake, f"IAM.{number}", "FAILED")
    found(fake, "S3.1", "PASSED")
    assert security_score(scene_of(fake)) == Score(passed=0, failed=2, partial=True)


def test_all_pages_are_read_to_the_last(fake: FakeAccount) -> None:
    for number in range(1, 8):
        found(fake, f"IAM.{number}", "PASSED")
    assert security_score(scene_of(fake)) == Score(passed=7, failed=0)


def test_the_score_is_that_of_the_home_region_wherever_one_looks_from(fake: FakeAccount) -> None:
    found(fake, "IAM.4", "PASSED")
    assert security_score(scene_of(fake, "eu-west-1")) == Score(passed=1, failed=0)


def test_there_is_no_score_without_security_hub_or_without_findings(fake: FakeAccount) -> None:
    assert security_score(scene_of(fake)) is None
    fake.reset()
    assert security_score(scene_of(fake)) is None


def test_the_percent_is_rounded_as_the_console_rounds_it() -> None:
    assert Score(passed=2, failed=1).percent == 67
    assert Score(passed=1, failed=2).percent == 33
    assert Score(passed=5, failed=0).percent == 100


def test_looking_needs_the_declared_rights_and_a_refusal_is_no_score_of_zero(fake: FakeAccount) -> None:
    found(fake, "IAM.4", "PASSED")
    fake.allowed = set(READS)
    assert security_score(scene_of(fake)) == Score(passed=1, failed=0)
    assert {call.action for call in fake.calls} == fake.allowed
    fake.allowed = {"securityhub:DescribeHub"}
    with pytest.raises(AwsError):
        security_score(scene_of(fake))
