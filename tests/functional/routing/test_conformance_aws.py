"""What AWS does besides: copies, echoes, daily repetition, redelivery. Whole events, and what people hear of them."""

from __future__ import annotations

import copy
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from support.samples import load_event

if TYPE_CHECKING:
    from support.tower import Build, Tower

COPIES = (
    ("guardduty", "ec2_ssh_brute_force"),
    ("securityhub", "guardduty_copy"),
    ("securityhub", "v2_guardduty_copy"),
)


def reasons(tower: Tower) -> list[list[str]]:
    """List the reasons of each message."""
    return [[*told.news.values()] for told in tower.told()]


def test_an_update_with_another_title_is_the_same_finding(build: Build) -> None:
    """GuardDuty update with a new title and the same ARN: the actor has changed, the finding has not."""
    tower = build()
    tower.take(load_event("guardduty", "ec2_ssh_brute_force"))
    tower.turn(minutes=10)
    first, second = (load_event("guardduty", f"ec2_ssh_brute_force{end}") for end in ("", "_updated"))
    assert first["detail"]["title"] != second["detail"]["title"]
    assert tower.take(second) == ["duplicate"]
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"]]


@pytest.mark.parametrize("order", [*permutations(range(3))], ids=str)
def test_the_finding_and_its_copies_are_told_once_whichever_comes_first(build: Build, order: tuple[int, ...]) -> None:
    """Native, Security Hub's and its V2 copy: one alert, one message."""
    tower = build()
    for place in order:
        tower.take(load_event(*COPIES[place]))
        tower.turn(20)
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"]]


def test_writing_back_that_somebody_was_notified_makes_no_echo(build: Build) -> None:
    """BatchUpdateFindings self-loop: AWS sends the finding again, with the same UpdatedAt."""
    tower = build()
    tower.take(load_event("securityhub", "control_failed"))
    tower.turn(minutes=10)
    assert tower.take(*[load_event("securityhub", "control_failed_notified")] * 3) == ["duplicate"] * 3
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"]]


def test_what_is_imported_again_every_day_is_silent(build: Build) -> None:
    """Daily Security Hub re-import: a month of the same failed control is one message."""
    tower = build()
    event = load_event("securityhub", "control_failed")
    for day in range(1, 31):
        again = copy.deepcopy(event)
        again["id"] = f"00000000-0000-4000-8000-0000000000{day:02}"
        again["detail"]["findings"][0]["UpdatedAt"] = f"2026-12-{day:02}T03:00:00Z"
        tower.take(again)
        tower.turn(hours=24)
    assert reasons(tower) == [["first_seen"]]


def test_a_control_that_fails_passes_and_fails_is_three_messages(build: Build) -> None:
    """Daily Security Hub re-import: and what changes is told."""
    tower = build()
    for name in ("control_failed", "control_passed", "control_reopened"):
        tower.take(load_event("securityhub", name))
        tower.turn(hours=1)
    assert reasons(tower) == [["first_seen"], ["resolved"], ["reopened"]]


def test_the_same_message_of_sns_twice_is_told_once(build: Build) -> None:
    """SNS redelivery: the same MessageId, in whatever SQS message it comes."""
    body = load_event("budgets", "forecasted")
    tower = build()
    assert tower.take(body, copy.deepcopy(body)) == ["first_seen", "duplicate"]
    tower.turn(hours=1)
    assert tower.take(body) == ["duplicate"]
    tower.turn(hours=1)
    assert reasons(tower) == [["first_seen"]]


def test_a_budget_text_that_nobody_knows_is_delivered_word_by_word(build: Build) -> None:
    """Budgets text of an unknown variant: there is one such message a month, so it must not be lost."""
    tower = build()
    assert tower.take(load_event("budgets", "unknown_wording")) == ["first_seen"]
    tower.turn(minutes=1)
    ((_, _, message),) = tower.post.sent
    quoted = " ".join(message.body.replace("\n> ", "\n").split())
    assert "The spending that your budget monthly-total follows has passed 80 % of its limit." in quoted


@pytest.mark.parametrize("status", ["CLOSED", "SUPPRESSED"])
def test_a_finding_that_is_closed_before_anybody_heard_of_it_is_silent(build: Build, status: str) -> None:
    """CLOSED Inspector first: of the finding itself, and of Security Hub's copy of it, archived as soon as it came."""
    tower = build()
    native = load_event("inspector", "instance_vulnerability")
    native["detail"]["status"] = status
    event = load_event("securityhub", "inspector_vulnerability")
    event["detail"]["findings"][0]["RecordState"] = "ARCHIVED"
    assert tower.take(event, native, event) == ["not_actionable", "not_actionable", "out_of_order"]
    tower.turn(hours=1)
    assert tower.told() == []


def test_a_vulnerability_that_is_fixed_and_comes_back_is_three_messages(build: Build) -> None:
    """CLOSED Inspector first: and the end of what people know is told, and so is its return under the same ARN."""
    tower = build()
    for end in ("", "_closed", "_closed", "_reopened"):
        tower.take(load_event("inspector", f"instance_vulnerability{end}"))
        tower.turn(hours=1)
    assert reasons(tower) == [["first_seen"], ["resolved"], ["reopened"]]


@pytest.mark.parametrize("order", [*permutations(range(2))], ids=str)
def test_a_critical_vulnerability_and_its_copy_wait_and_are_told_once(build: Build, order: tuple[int, ...]) -> None:
    """Native, Security Hub's and its V2 copy: what Inspector calls critical wakes nobody, whoever brings it."""
    native = load_event("inspector", "instance_vulnerability")
    native["detail"]["severity"] = "CRITICAL"
    twin = load_event("securityhub", "inspector_vulnerability")
    twin["detail"]["findings"][0]["Severity"]["Label"] = "CRITICAL"
    tower = build()
    for place in order:
        tower.take((native, twin)[place])
    assert tower.told() == []
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"]]


@pytest.mark.parametrize("order", [*permutations(("instance_retirement", "instance_retirement_in_backup_region"))])
def test_an_event_that_comes_to_two_regions_is_told_once(build: Build, order: tuple[str, ...]) -> None:
    """Health primary and backup: the twins differ in where they were delivered, and in nothing that people need."""
    tower = build()
    assert tower.take(*[load_event("health", name) for name in (*order, order[0])])[0] == "first_seen"
    tower.turn(minutes=10)
    tower.take(load_event("health", "instance_retirement_closed"))
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"], ["resolved"]]


def test_the_late_twin_of_what_is_over_opens_nothing(build: Build) -> None:
    """Health primary and backup: the backup Region may lag behind the end."""
    tower = build()
    assert tower.take(load_event("health", "instance_retirement")) == ["first_seen"]
    tower.turn(minutes=10)
    assert tower.take(load_event("health", "instance_retirement_closed")) == ["resolved"]
    late = load_event("health", "instance_retirement_in_backup_region")
    assert tower.take({**late, "time": "2026-12-04T04:00:00Z"}) == ["out_of_order"]
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"], ["resolved"]]


def test_a_muted_alarm_is_silent_and_its_end_is_told_to_who_knew_of_it(build: Build) -> None:
    """Muted CloudWatch alarm: AWS sends it all the same, and a router that does not look tells of the maintenance."""
    tower = build()
    assert tower.take(load_event("cloudwatch_alarm", "lookalike_muted")) == ["not_actionable"]
    assert tower.take(load_event("cloudwatch_alarm", "metric_ok_while_muted")) == ["not_actionable"]
    tower.turn(hours=1)
    assert tower.told() == []
    again, over = (load_event("cloudwatch_alarm", name) for name in ("metric_again", "metric_ok_while_muted"))
    over["detail"]["state"]["timestamp"] = "2026-11-20T06:34:04.989+0000"
    for event in (again, over):
        tower.take(event)
        tower.turn(hours=1)
    assert reasons(tower) == [["first_seen"], ["resolved"]]


def test_what_guardduty_archived_itself_closes_what_security_hub_goes_on_to_show(build: Build) -> None:
    """Native, Security Hub's and its V2 copy: archiving is not passed on, and must not be undone by a copy."""
    tower = build()
    tower.take(load_event(*COPIES[0]))
    tower.turn(minutes=10)
    tower.take(load_event("guardduty", "ec2_ssh_brute_force_archived"))
    tower.turn(minutes=10)
    tower.take(load_event(*COPIES[1]))
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"], ["resolved"]]


def test_access_that_is_deleted_while_it_is_active_has_ended(build: Build) -> None:
    """Deleted but ACTIVE Access Analyzer: a finding that is deleted keeps its status, and is over, it and no other."""
    tower = build()
    deleted = load_event("access_analyzer", "public_bucket_deleted")
    assert (deleted["detail"]["status"], deleted["detail"]["isDeleted"]) == ("ACTIVE", True)
    tower.take(load_event("access_analyzer", "public_bucket"))
    tower.turn(minutes=10)
    assert tower.take(deleted, deleted) == ["resolved", "duplicate"]
    tower.turn(hours=2)
    assert reasons(tower) == [["first_seen"], ["resolved"]]
    grants = [load_event("access_analyzer", f"role_for_{who}") for who in ("another_account", "a_second_principal")]
    for grant in grants:
        assert tower.take(grant) == ["first_seen"]
        tower.turn(hours=2)
    gone = grants[0] | {"detail": grants[0]["detail"] | {"isDeleted": True, "updatedAt": "2026-11-20T06:00:07Z"}}
    assert tower.take(gone, grants[1]) == ["resolved", "duplicate"]


def test_who_was_told_that_a_control_failed_is_told_that_it_passed(build: Build) -> None:
    """TestRouteWalk: a passed control is informational, and routes by severity must not send its end elsewhere."""
    tower = build({"routes": [{"name": "bad", "match": {"severity": ">=HIGH"}, "group_wait": "10s"}]})
    for name in ("control_failed", "control_passed"):
        tower.take(load_event("securityhub", name))
        tower.turn(hours=1)
    assert [bundle.branch and bundle.branch.route for _, _, bundle in tower.spoken()] == ["root/bad"] * 2
