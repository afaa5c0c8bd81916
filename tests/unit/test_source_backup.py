from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Resource, Severity, Term
from hinomi.sources import backup
from support.samples import EVENTS, decisions, facts, load_event, only_alert

if TYPE_CHECKING:
    from pathlib import Path

load = partial(load_event, "backup")
read = partial(only_alert, backup)


def changed(name: str, **detail: Any) -> Alert:
    """Read a sample whose details are changed."""
    body = load(name)
    return read({**body, "detail": {**body["detail"], **detail}})


def later(name: str, time: str, **detail: Any) -> dict[str, Any]:
    body = load(name)
    return {**body, "id": time, "time": time, "detail": {**body["detail"], **detail}}


def decide(*events: str | dict[str, Any]) -> list[str]:
    return decisions(*(load(event) if isinstance(event, str) else event for event in events))


def test_a_job_that_failed_says_what_is_not_backed_up_and_why() -> None:
    alert = read(load("job_failed"))
    assert (alert.severity, alert.lifecycle, alert.actionable) == (Severity.MEDIUM, Lifecycle.OPEN, True)
    assert alert.resources == (Resource(type="AWS::EC2::Volume", id="vol-0b5ae24f2ee72d926"),)
    assert alert.description == "Insufficient privileges to perform this action."
    assert facts(alert) == {
        "job_state": Term("job_failed"),
        "backup_vault": "daily",
        "backup_plan": "2c103c5f-6d6e-4cac-9147-d3afa4c84f59",
    }
    place = {"region": "ap-northeast-1", "vault": "daily"}
    assert alert.link == ConsoleLink(page="backup_home", parameters=place)


def test_what_fails_day_by_day_is_told_once_and_its_end_once() -> None:
    again = later("job_completed", "2026-11-23T03:06:17Z")
    reasons = decide("job_failed", "job_failed_again", "job_completed", again)
    assert reasons == ["first_seen", "duplicate", "resolved", "duplicate"]


def test_what_fails_after_it_worked_is_told_again() -> None:
    again = later("job_failed", "2026-11-23T03:10:05Z")
    assert decide("job_failed", "job_completed", again)[-1] == "reopened"


def test_what_has_always_worked_is_never_told() -> None:
    assert decide("job_completed", later("job_completed", "2026-11-23T03:06:17Z")) == ["not_actionable"] * 2


def test_a_failure_that_comes_after_the_end_it_preceded_is_silent() -> None:
    assert decide("job_completed", "job_failed") == ["not_actionable", "out_of_order"]


@pytest.mark.parametrize(
    "other",
    [
        {"resourceArn": "arn:aws:ec2:ap-northeast-1:111122223333:volume/vol-other"},
        {"backupVaultName": "monthly"},
        {"createdBy": {"backupPlanId": "another"}},
        {"createdBy": None},
    ],
)
def test_another_resource_vault_or_plan_is_another_alert(other: dict[str, Any]) -> None:
    assert decide("job_failed", later("job_completed", "2026-11-22T03:06:17Z", **other)) == [
        "first_seen",
        "not_actionable",
    ]


@pytest.mark.parametrize("place", ["account", "region"])
def test_a_vault_of_one_name_elsewhere_is_another(place: str) -> None:
    assert read(load("vault_deleted") | {place: "other"}).fingerprint != read(load("vault_deleted")).fingerprint


@pytest.mark.parametrize(
    ("name", "guide", "severity"),
    [
        ("job_aborted", "backup/job_aborted", Severity.MEDIUM),
        ("job_expired", "backup/job_expired", Severity.MEDIUM),
        ("job_partial", "backup/job_partial", Severity.MEDIUM),
        ("copy_failed", "backup/copy", Severity.MEDIUM),
        ("restore_failed", "backup/restore", Severity.MEDIUM),
        ("malware_found", "backup/malware", Severity.HIGH),
        ("scan_failed", "backup/scan", Severity.LOW),
        ("vault_deleted", "backup/vault_deleted", Severity.HIGH),
        ("vault_unlocked", "backup/vault_unlocked", Severity.MEDIUM),
        ("plan_deleted", "backup/plan_deleted", Severity.MEDIUM),
        ("recovery_point_deleted_early", "backup/deleted_early", Severity.HIGH),
        ("continuous_backup_stopped", "backup/continuous_stopped", Severity.MEDIUM),
    ],
)
def test_each_state_that_matters_is_told(name: str, guide: str, severity: Severity) -> None:
    alert = read(load(name))
    assert (alert.guide, alert.severity, alert.actionable) == ((guide, "backup"), severity, True)
    assert alert.lifecycle is Lifecycle.OPEN


@pytest.mark.parametrize("name", ["job_aborted", "job_expired"])
def test_a_job_that_was_not_run_ends_with_the_next_that_is(name: str) -> None:
    assert decide(name, later("job_completed", "2026-11-22T03:06:17Z")) == ["first_seen", "resolved"]


@pytest.mark.parametrize("state", ["CREATED", "PENDING", "RUNNING", "ABORTING", "SOMETHING_NEW", ""])
def test_a_job_under_way_is_nothing_to_act_on(state: str) -> None:
    assert not changed("job_failed", state=state).actionable


def test_a_job_that_completed_with_issues_ends_the_failure_and_is_told_quietly() -> None:
    event = Event(body=load("job_completed_with_issues"))
    end, issues = backup.normalize(event)
    assert (end.lifecycle, issues.lifecycle) == (Lifecycle.CLOSED, Lifecycle.OPEN)
    assert (issues.severity, issues.guide[0]) == (Severity.LOW, "backup/job_issues")
    assert facts(issues)["job_state"] == Term("job_completed_with_issues")
    assert end.fingerprint != issues.fingerprint


def test_a_copy_is_about_the_vault_that_it_goes_to() -> None:
    alert = read(load("copy_failed"))
    assert facts(alert)["backup_vault"] == "offsite"
    elsewhere = changed("copy_failed", destinationBackupVaultArn="arn:aws:backup:x:111122223333:backup-vault:other")
    assert alert.fingerprint != elsewhere.fingerprint
    assert decide("copy_failed", later("copy_failed", "2026-11-21T03:10:05Z", state="COMPLETED"))[-1] == "resolved"


def test_each_restore_that_somebody_started_is_told_for_itself() -> None:
    assert changed("restore_failed").fingerprint != changed("restore_failed", restoreJobId="other").fingerprint
    assert not changed("restore_failed", status="COMPLETED").actionable


def test_a_restore_test_that_works_again_is_over() -> None:
    plan = {"restoreTestingPlanArn": "arn:aws:backup:ap-northeast-1:111122223333:restore-testing-plan:weekly"}
    failed = later("restore_failed", "2026-11-20T03:00:00Z", **plan)
    worked = later("restore_failed", "2026-11-27T03:00:00Z", **plan, status="COMPLETED", restoreJobId="other")
    assert read(failed).guide[0] == "backup/restore_test"
    assert decide(failed, worked) == ["first_seen", "resolved"]


@pytest.mark.parametrize(("verdict", "term"), [("FAILED", "validation_failed"), ("TIMED_OUT", "validation_timed_out")])
def test_restored_data_that_is_not_valid_is_told_until_it_is(verdict: str, term: str) -> None:
    event = later("restore_test_not_valid", "2026-11-20T03:00:00Z", validationStatus=verdict)
    ran, checked = backup.normalize(Event(body=event))
    assert (ran.lifecycle, checked.lifecycle) == (Lifecycle.CLOSED, Lifecycle.OPEN)
    assert (facts(checked)["job_state"], checked.guide[0]) == (Term(term), "backup/validation")
    running = later("restore_test_not_valid", "2026-11-27T03:00:00Z", validationStatus="VALIDATING")
    valid = later("restore_test_not_valid", "2026-11-27T04:00:00Z", validationStatus="SUCCESSFUL")
    told = [reason for reason in decide(event, running, valid) if reason in {"first_seen", "resolved", "reopened"}]
    assert told == ["first_seen", "resolved"]


def test_a_restore_of_something_without_a_name_says_what_kind_it_is() -> None:
    alert = read(load("restore_failed"))
    assert (alert.resources, facts(alert)["service"]) == ((), "EC2")
    assert "service" not in facts(read(load("job_failed")))


def test_malware_is_evidence_with_its_recovery_point_and_a_clean_scan_is_silent() -> None:
    alert = read(load("malware_found"))
    assert "job_state" not in facts(alert)
    assert facts(alert)["scan_status"] == Term("threats_found")
    assert facts(alert)["recovery_point"] == "6f7fc1f8-2f2e-40ac-943b-8f8efa9ba99d"
    assert alert.description == ""
    assert not read(load("lookalike_clean_scan")).actionable


@pytest.mark.parametrize("state", ["COMPLETED_WITH_ISSUES", "CANCELED", "COMPLETED"])
def test_a_scan_that_tells_nothing_for_sure_is_told_quietly(state: str) -> None:
    alert = changed("scan_failed", state=state, scanResult={"scanResultStatus": "UNKNOWN"})
    assert (alert.severity, alert.actionable) == (Severity.LOW, True)


def test_a_lock_that_is_set_again_is_the_end() -> None:
    assert decide("vault_unlocked", "vault_locked") == ["first_seen", "resolved"]
    assert decide("vault_locked") == ["not_actionable"]


@pytest.mark.parametrize("detail", [{"isLocked": None}, {"state": "CREATED"}])
def test_a_vault_that_says_nothing_of_its_lock_is_nothing_to_act_on(detail: dict[str, Any]) -> None:
    assert not changed("vault_unlocked", **detail).actionable


def test_backups_deleted_early_are_told_once_a_day_for_their_vault() -> None:
    alert = read(load("recovery_point_deleted_early"))
    assert facts(alert)["kept_until"] == datetime(2026, 12, 6, 3, 0, 31, 152000, UTC)
    assert alert.resources == (Resource(type="AWS::Backup::BackupVault", id="daily"),)
    more = later("recovery_point_deleted_early", "2026-11-20T03:15:05Z", resourceArn="arn:aws:rds:::db:other")
    assert decide("recovery_point_deleted_early", more) == ["first_seen", "duplicate"]


@pytest.mark.parametrize("name", ["vault_deleted", "continuous_backup_stopped", "recovery_point_deleted_early"])
def test_what_is_over_at_once_is_told_once_a_day_and_again_another_day(name: str) -> None:
    again = later(name, "2026-11-20T21:00:00Z"), later(name, "2026-11-24T03:10:05Z")
    assert decide(name, name, *again) == ["first_seen", "duplicate", "duplicate", "first_seen"]


def test_a_vault_that_was_deleted_without_a_time_is_told_for_itself() -> None:
    events = [{**load("vault_deleted"), "time": None, "id": name} for name in ("one", "one", "two")]
    assert decide(*events) == ["first_seen", "duplicate", "first_seen"]


@pytest.mark.parametrize("path", sorted((EVENTS / "backup").glob("*.json")), ids=lambda path: path.stem)
def test_what_no_event_ends_does_not_stand_open(path: Path) -> None:
    over = {"vault_deleted", "plan_deleted", "continuous_backup_stopped", "recovery_point_deleted_early"}
    alerts = backup.normalize(Event(body=load(path.stem)))
    assert {alert.moment for alert in alerts} == {path.stem in {*over, "restore_failed"}}


@pytest.mark.parametrize("until", ["2026-11-21T03:10:00Z", "2026-11-19T00:00:00Z", "", None, "someday"])
def test_a_backup_whose_time_has_come_or_is_not_known_may_go(until: str | None) -> None:
    assert not changed("recovery_point_deleted_early", calculatedLifeCycle={"deleteAt": until}).actionable


def test_keys_in_a_message_are_masked_and_it_is_cut() -> None:
    assert changed("job_failed", statusMessage="AKIAIOSFODNN7EXAMPLE").description == "AKIA****MPLE"
    assert len(changed("job_failed", statusMessage="x" * 10**6).description) == 600


@pytest.mark.parametrize("name", ["job_failed", "restore_test_not_valid", "malware_found", "vault_deleted"])
@pytest.mark.parametrize("wrong", [None, [], {}, 7, "", [{"a": [1]}]])
def test_what_is_malformed_is_read_all_the_same(name: str, wrong: object) -> None:
    body = load(name)
    event = Event(body={**body, "resources": wrong, "time": wrong, "detail": dict.fromkeys(body["detail"], wrong)})
    assert backup.recognizes(event)
    assert backup.normalize(event)


def test_only_aws_backup_is_recognized() -> None:
    assert not backup.recognizes(Event(body={**load("job_failed"), "source": "aws.ec2"}))
    assert not backup.recognizes(Event(body={**load("job_failed"), "detail-type": "Region Setting State Change"}))
    assert not backup.recognizes(Event(body={**load("job_failed"), "detail": {}}))


def test_who_tidies_up_by_hand_does_not_hide_who_deletes_weeks_later() -> None:
    deleted = [
        load("recovery_point_deleted_early") | {"id": time, "time": time}
        for time in ("2026-11-20T03:10:05Z", "2026-11-27T03:10:05Z", "2026-11-27T05:00:00Z")
    ]
    assert decide(*deleted) == ["first_seen", "first_seen", "duplicate"]
