from __future__ import annotations

import copy
import dataclasses
from typing import Any

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline, Exemption, Settings
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID
from hinomi.errors import RetryError
from support.account.configservice import ConfigService
from support.account.fake import ACCOUNT, HOME, Crash, FakeAccount, Fault
from support.account.iam_service_roles import ServiceRoles
from support.account.s3 import S3
from support.arrangements.detection import CHANNEL, RECORDER
from support.rounds import TODAY, only, settle, take_back

ELSEWHERE = "eu-west-1"
AT_HOME = BY_ID["config_recorder_recording"]
EVERYWHERE = BY_ID["config_recorder_everywhere"]
DELIVERY = BY_ID["config_delivery_present"]
RETENTION = BY_ID["config_retention_kept"]
ONCE = BY_ID["config_global_types_once"]
BUCKET = f"hinomi-logs-{ACCOUNT}-{HOME}"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
STEPS = (
    ("iam", "create_service_linked_role"),
    ("config", "put_configuration_recorder"),
    ("s3", "create_bucket"),
    ("s3", "put_bucket_policy"),
    ("config", "put_delivery_channel"),
    ("config", "start_configuration_recorder"),
)


def state(fake: FakeAccount, region: str = HOME) -> dict[str, Any]:
    return fake.state(ConfigService, region)


def plant(fake: FakeAccount, *, region: str = HOME, running: bool = True, **differences: Any) -> dict[str, Any]:
    recorder = {**copy.deepcopy(RECORDER), **differences}
    state(fake, region)["recorders"] = [recorder]
    state(fake, region)["channels"] = [dict(CHANNEL)]
    state(fake, region)["running"] = [recorder["name"]] if running else []
    return recorder


def test_a_recorder_is_made_with_its_role_and_its_channel_and_started(fake: FakeAccount) -> None:
    assert only(settle(fake, AT_HOME)).outcome is Outcome.CHANGED
    (recorder,) = state(fake)["recorders"]
    assert recorder["roleARN"] == ROLE
    assert recorder["recordingGroup"]["allSupported"]
    assert state(fake)["channels"] == [{"name": "default", "s3BucketName": BUCKET}]
    assert state(fake)["running"] == ["default"]


def test_iam_is_recorded_in_the_home_region_alone(fake: FakeAccount) -> None:
    settle(fake, AT_HOME)
    settle(fake, EVERYWHERE, region=ELSEWHERE)
    recorded = {
        region: state(fake, region)["recorders"][0]["recordingGroup"]["includeGlobalResourceTypes"]
        for region in (HOME, ELSEWHERE)
    }
    assert recorded == {HOME: True, ELSEWHERE: False}
    assert only(settle(fake, ONCE, region=ELSEWHERE)).outcome is Outcome.COMPLIANT


def test_a_recorder_outside_the_home_region_is_made_only_for_who_asks(fake: FakeAccount) -> None:
    assert AT_HOME.mode is Mode.ENFORCE
    assert EVERYWHERE.mode is Mode.REPORT
    assert settle(fake, EVERYWHERE) == ()
    assert only(settle(fake, EVERYWHERE, region=ELSEWHERE, mode=Mode.REPORT)).outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_the_role_that_another_region_has_made_is_used(fake: FakeAccount) -> None:
    fake.state(ServiceRoles)["linked"] = ["config.amazonaws.com"]
    assert only(settle(fake, AT_HOME)).outcome is Outcome.CHANGED


def test_a_stopped_recorder_is_started_and_stays_byte_for_byte_what_somebody_made_of_it(fake: FakeAccount) -> None:
    plant(fake, running=False)
    expected = {**copy.deepcopy(state(fake)), "running": ["audit"]}
    assert only(settle(fake, AT_HOME)).outcome is Outcome.CHANGED
    assert state(fake) == expected
    assert [call.operation for call in fake.written()] == ["StartConfigurationRecorder"]


def test_what_a_recorder_leaves_out_is_told_and_kept(fake: FakeAccount) -> None:
    plant(fake)
    result = only(settle(fake, AT_HOME))
    assert result.outcome is Outcome.COMPLIANT
    assert result.notes == (
        Note("excludes", {"types": "AWS::EC2::Instance"}),
        Note("daily"),
        Note("own_role", {"role": "audit"}),
    )
    assert fake.written() == []


def test_a_recorder_of_selected_types_is_told_and_kept(fake: FakeAccount) -> None:
    types = ["AWS::S3::Bucket", "AWS::IAM::Role", "AWS::EC2::Volume", "AWS::EC2::VPC"]
    group = {"allSupported": False, "includeGlobalResourceTypes": False, "resourceTypes": types}
    plant(fake, recordingGroup=group, recordingMode={"recordingFrequency": "CONTINUOUS"}, roleARN=ROLE)
    result = only(settle(fake, AT_HOME))
    assert result.notes == (Note("selects", {"types": ", ".join(sorted(types))}),)
    assert fake.written() == []


def test_a_recorder_of_everything_leaves_nothing_to_tell(fake: FakeAccount) -> None:
    settle(fake, AT_HOME)
    assert only(settle(fake, AT_HOME, run="run-2")).notes == ()


def test_the_recorder_of_an_aws_service_is_not_the_accounts_own(fake: FakeAccount) -> None:
    linked = {**RECORDER, "name": "AWSConfigurationRecorderForSecurityHub", "servicePrincipal": "x.amazonaws.com"}
    state(fake)["recorders"] = [linked]
    result = only(settle(fake, AT_HOME))
    assert (result.before, result.outcome) == ({"recorder": "absent"}, Outcome.CHANGED)
    assert state(fake)["recorders"][0] == linked


@pytest.mark.parametrize("control", [AT_HOME, DELIVERY], ids=lambda control: control.id)
def test_control_towers_recorder_is_left_to_it(fake: FakeAccount, control: Any) -> None:
    plant(fake, running=False, name="aws-controltower-BaselineConfigRecorder")
    state(fake)["channels"] = []
    assert only(settle(fake, control)).outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


@pytest.mark.parametrize("crash", ["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[1])
def test_a_crash_at_any_step_is_finished_later_and_can_be_taken_back(
    fake: FakeAccount, step: tuple[str, str], crash: str
) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault(*step, crash=crash))
    with pytest.raises(Crash):
        settle(fake, AT_HOME, journal=journal)
    settle(fake, AT_HOME, journal=journal)
    assert state(fake)["running"] == ["default"]
    assert [one.undoing for one in take_back(fake, AT_HOME, journal)] == [Undoing.UNDONE]
    assert fake.state(ConfigService) == ConfigService().fresh(HOME)
    assert fake.state(S3)["buckets"] == {}


@pytest.mark.parametrize("step", STEPS[3:], ids=lambda step: step[1])
def test_what_a_crash_left_half_made_can_be_taken_back_at_once(fake: FakeAccount, step: tuple[str, str]) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault(*step, crash="after"))
    with pytest.raises(Crash):
        settle(fake, AT_HOME, journal=journal)
    assert [one.undoing for one in take_back(fake, AT_HOME, journal)] == [Undoing.UNDONE]
    assert fake.state(ConfigService) == ConfigService().fresh(HOME)
    assert fake.state(S3)["buckets"] == {}


def test_taking_back_a_start_deletes_nothing(fake: FakeAccount) -> None:
    plant(fake, running=False)
    planted, journal = fake.snapshot(), MemoryJournal()
    settle(fake, AT_HOME, journal=journal)
    assert [one.undoing for one in take_back(fake, AT_HOME, journal)] == [Undoing.UNDONE]
    assert fake.snapshot() == planted


def test_a_channel_is_made_for_a_recorder_that_has_none(fake: FakeAccount) -> None:
    plant(fake, running=False)
    state(fake)["channels"] = []
    assert only(settle(fake, DELIVERY)).outcome is Outcome.CHANGED
    assert state(fake)["channels"][0]["s3BucketName"] == BUCKET


def test_a_channel_that_somebody_made_stays_where_it_goes(fake: FakeAccount) -> None:
    plant(fake)
    before = fake.snapshot()
    assert only(settle(fake, DELIVERY)).outcome is Outcome.COMPLIANT
    assert fake.snapshot() == before


def test_without_a_recorder_a_channel_is_no_subject(fake: FakeAccount) -> None:
    assert settle(fake, DELIVERY) == ()


@pytest.mark.parametrize("status", ["Failure", "FAILURE"])
def test_deliveries_that_fail_are_told_although_the_channel_is_there(fake: FakeAccount, status: str) -> None:
    plant(fake)
    state(fake)["failures"] = {"configHistoryDeliveryInfo": {"lastStatus": status, "lastErrorCode": "AccessDenied"}}
    result = only(settle(fake, DELIVERY))
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, (Note("failing", {"errors": "AccessDenied"}),))


@pytest.mark.parametrize("status", ["Failure", "FAILURE"])
def test_a_recorder_that_fails_to_record_is_told_although_it_is_on(fake: FakeAccount, status: str) -> None:
    plant(fake, recordingGroup={"allSupported": True}, recordingMode={}, roleARN=ROLE)
    state(fake)["status"] = {"lastStatus": status, "lastErrorCode": "AccessDenied"}
    result = only(settle(fake, AT_HOME))
    assert (result.outcome, result.notes) == (Outcome.COMPLIANT, (Note("failing", {"error": "AccessDenied"}),))


def test_a_start_that_aws_accepts_and_does_not_carry_out_is_not_called_a_success(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(fake, running=False)
    monkeypatch.setattr(ConfigService, "start_configuration_recorder", lambda *_: {})
    result = only(settle(fake, AT_HOME))
    assert (result.outcome, result.error) == (Outcome.FAILED, "not as written")


@pytest.mark.parametrize(
    "fault",
    [
        Fault("config", "put_configuration_recorder", code="InvalidRoleException"),
        Fault("config", "put_delivery_channel", code="InsufficientDeliveryPolicyException"),
        Fault("config", "put_delivery_channel", code="NoSuchBucketException"),
    ],
    ids=lambda fault: fault.code,
)
def test_what_was_made_a_moment_ago_and_is_not_seen_yet_is_tried_again_later_but_only_once(
    fake: FakeAccount, fault: Fault
) -> None:
    journal = MemoryJournal()
    fake.faults = [dataclasses.replace(fault)]
    with pytest.raises(RetryError):
        settle(fake, AT_HOME, journal=journal)
    fake.faults = [dataclasses.replace(fault)]
    assert only(settle(fake, AT_HOME, journal=journal)).outcome is Outcome.FAILED
    assert only(settle(fake, AT_HOME, journal=journal)).outcome is Outcome.CHANGED
    assert [one.undoing for one in take_back(fake, AT_HOME, journal)] == [Undoing.UNDONE]
    assert fake.state(ConfigService) == ConfigService().fresh(HOME)


def test_after_a_crash_undo_neither_stops_nor_deletes_the_recorder_that_a_person_has_made_since(
    fake: FakeAccount,
) -> None:
    journal = MemoryJournal()
    fake.faults.append(Fault("config", "put_configuration_recorder", crash="before"))
    with pytest.raises(Crash):
        settle(fake, AT_HOME, journal=journal)
    plant(fake)
    before = fake.snapshot()
    (undone,) = take_back(fake, AT_HOME, journal)
    assert (undone.undoing, undone.error) == (Undoing.FAILED, "the recorder was not made by the round")
    assert fake.snapshot() == before


def test_the_recorder_of_a_region_with_an_exception_is_left_stopped(fake: FakeAccount) -> None:
    plant(fake, region=ELSEWHERE, running=False)
    exemption = Exemption(
        control=EVERYWHERE.id, region=ELSEWHERE, owner="a person", reason="it costs too much", until=TODAY
    )
    chosen = Baseline(mode="enforce", controls={EVERYWHERE.id: Settings(mode="enforce")}, exceptions=[exemption])
    assert only(settle(fake, EVERYWHERE, region=ELSEWHERE, baseline=chosen)).outcome is Outcome.EXEMPT
    assert fake.written() == []


def test_a_bucket_of_our_name_in_other_hands_makes_the_outcome_failed_and_starts_nothing(fake: FakeAccount) -> None:
    fake.faults.append(Fault("s3", "create_bucket", code="BucketAlreadyExists"))
    assert only(settle(fake, AT_HOME)).outcome is Outcome.FAILED
    assert state(fake)["running"] == []


def test_history_that_is_kept_for_longer_is_never_shortened(fake: FakeAccount) -> None:
    state(fake)["retention"] = [{"Name": "default", "RetentionPeriodInDays": 2000}]
    assert only(settle(fake, RETENTION)).outcome is Outcome.COMPLIANT
    assert fake.written() == []


def test_where_nobody_said_how_long_aws_keeps_the_longest(fake: FakeAccount) -> None:
    result = only(settle(fake, RETENTION))
    assert (result.outcome, result.before) == (Outcome.COMPLIANT, {"days": 2557})


@pytest.mark.parametrize(
    ("group", "twice"),
    [
        ({"allSupported": True, "includeGlobalResourceTypes": True}, True),
        ({"allSupported": True, "includeGlobalResourceTypes": False}, False),
        ({"allSupported": False, "resourceTypes": ["AWS::IAM::Role"]}, True),
        ({"allSupported": False, "resourceTypes": ["AWS::S3::Bucket"]}, False),
        (RECORDER["recordingGroup"], True),
    ],
)
def test_iam_that_is_recorded_again_elsewhere_is_told_and_not_changed(
    fake: FakeAccount, group: dict[str, Any], *, twice: bool
) -> None:
    plant(fake)
    plant(fake, region=ELSEWHERE, recordingGroup=group)
    result = only(settle(fake, ONCE, region=ELSEWHERE))
    assert result.outcome is (Outcome.MANUAL if twice else Outcome.COMPLIANT)
    assert fake.written() == []


def test_iam_may_be_recorded_elsewhere_when_the_home_region_does_not(fake: FakeAccount) -> None:
    plant(fake, recordingGroup={"allSupported": True, "includeGlobalResourceTypes": False})
    plant(fake, region=ELSEWHERE)
    assert only(settle(fake, ONCE, region=ELSEWHERE)).outcome is Outcome.COMPLIANT
    assert settle(fake, ONCE) == ()


@pytest.mark.parametrize("control", [AT_HOME, DELIVERY, RETENTION], ids=lambda control: control.id)
def test_a_write_that_is_denied_is_told_as_that(fake: FakeAccount, control: Any) -> None:
    if control is not AT_HOME:
        plant(fake, running=False)
        state(fake)["channels"] = []
        state(fake)["retention"] = [{"Name": "default", "RetentionPeriodInDays": 30}]
    fake.allowed = {"iam:CreateServiceLinkedRole", *control.reads}
    assert only(settle(fake, control)).outcome is Outcome.ACCESS_DENIED
