"""Each piece of news once: whole events through the real pipeline, on both stores."""

from __future__ import annotations

import copy
import json
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.memory_store import MemoryStore
from hinomi.model import Outlet
from hinomi.render import MACHINE
from support.fakes import Clock, Outbox, make_watch
from support.table import dynamodb_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hinomi.state import Store

ONE = (Outlet(name=MACHINE, channel=MACHINE, locale=""),)


@pytest.fixture(params=[MemoryStore, dynamodb_store], ids=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.param()
    return made


@pytest.fixture
def load(root: Path) -> Callable[[str], dict[str, Any]]:
    return lambda name: json.loads((root / "events" / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def take(store: Store, load: Callable[[str], dict[str, Any]]) -> Callable[..., list[str]]:
    """Take events by file name or as they are; return the reason of each decision."""
    clock, outbox = Clock(), Outbox()
    watch = make_watch(store, outbox=outbox, clock=clock, machines=ONE)

    def run(*events: str | dict[str, Any]) -> list[str]:
        reasons = []
        for event in events:
            clock.turn(60)
            raw = load(event) if isinstance(event, str) else event
            reasons += [outcome.decision.reason.value for e in open_envelope(raw) for outcome in watch.take(e)]
        assert len(outbox.sent) == sum(reason in TOLD for reason in reasons)
        outbox.sent.clear()
        return reasons

    return run


TOLD = {"first_seen", "escalated", "changed", "reopened", "resolved"}
COPIES = ["guardduty/ec2_ssh_brute_force", "securityhub/guardduty_copy", "securityhub/v2_guardduty_copy"]
STANDARDS = ["securityhub/three_standards_cis", "securityhub/three_standards_fsbp", "securityhub/three_standards_nist"]


@pytest.mark.parametrize("order", [*permutations(COPIES)])
def test_the_native_finding_and_its_two_copies_are_told_once(take: Any, order: tuple[str, ...]) -> None:
    reasons = take(*order)
    assert reasons[0] == "first_seen"
    assert not TOLD & set(reasons[1:])


@pytest.mark.parametrize("order", [*permutations(STANDARDS)])
def test_one_control_under_three_standards_is_told_once(take: Any, order: tuple[str, ...]) -> None:
    assert take(*order) == ["first_seen", "duplicate", "duplicate"]


def test_the_copy_in_the_aggregation_region_is_silent(take: Any) -> None:
    first, second = take("securityhub/control_failed", "securityhub/control_failed_in_aggregation_region")
    assert (first, second) == ("first_seen", "duplicate")


def test_the_ocsf_twin_of_a_control_is_silent(take: Any) -> None:
    assert take("securityhub/control_failed", "securityhub/v2_control_failed")[1] not in TOLD


def test_the_daily_reimport_is_silent(take: Any) -> None:
    assert take("securityhub/control_failed", "securityhub/control_failed_reimported") == ["first_seen", "duplicate"]


def test_writing_notified_back_makes_no_echo(take: Any) -> None:
    assert take("securityhub/control_failed", "securityhub/control_failed_notified") == ["first_seen", "duplicate"]


def test_passed_after_failed_is_resolved_once(take: Any) -> None:
    events = ["securityhub/control_failed", "securityhub/control_passed", "securityhub/control_passed"]
    assert take(*events) == ["first_seen", "resolved", "duplicate"]


def test_passed_without_failed_is_silent(take: Any) -> None:
    assert take("securityhub/control_passed") == ["not_actionable"]


@pytest.mark.parametrize("closing", ["control_suppressed", "control_archived"])
def test_suppressing_and_archiving_resolve_too(take: Any, closing: str) -> None:
    assert take("securityhub/control_failed", f"securityhub/{closing}") == ["first_seen", "resolved"]


def test_failed_again_is_reopened(take: Any) -> None:
    events = ["securityhub/control_failed", "securityhub/control_passed", "securityhub/control_reopened"]
    assert take(*events) == ["first_seen", "resolved", "reopened"]


def test_a_workflow_that_changes_within_one_version_is_told_in_the_order_of_sending(take: Any, load: Any) -> None:
    """Security Hub does not move `UpdatedAt` when a person changes the workflow."""

    def said(workflow: str, hour: int) -> dict[str, Any]:
        event: dict[str, Any] = load("securityhub/control_failed")
        event["detail"]["findings"][0]["Workflow"] = {"Status": workflow}
        return {**event, "id": f"{workflow}-{hour}", "time": f"2026-11-20T{hour:02}:00:00Z"}

    failed, suppressed, unsuppressed = said("NEW", 4), said("SUPPRESSED", 5), said("NEW", 6)
    assert take(failed, suppressed, failed) == ["first_seen", "resolved", "out_of_order"]
    assert take(unsuppressed, suppressed, unsuppressed) == ["reopened", "out_of_order", "duplicate"]


def test_regions_that_judge_a_global_resource_differently_do_not_take_turns(take: Any, load: Any) -> None:
    def judged(outcome: str, region: str, day: int) -> dict[str, Any]:
        event: dict[str, Any] = load("securityhub/control_failed")
        [finding] = event["detail"]["findings"]
        finding |= {"Id": finding["Id"].replace("ap-northeast-1", region), "Region": region}
        finding |= {"UpdatedAt": f"2026-11-{day}T03:00:00Z"}
        finding["Compliance"] = {**finding["Compliance"], "Status": outcome}
        return event

    days = [(judged("WARNING", "us-east-1", day), judged("FAILED", "ap-northeast-1", day)) for day in (21, 22, 23)]
    first, *others = [take(*day) for day in days]
    assert first == ["first_seen", "changed"]
    assert others == [["duplicate", "duplicate"]] * 2


def test_a_finding_that_becomes_worse_after_its_copy_was_suppressed_is_told(take: Any, load: Any) -> None:
    """Suppressing the copy in Security Hub says nothing of what GuardDuty finds later, and must not hide it."""
    suppressed = load("securityhub/guardduty_copy")
    suppressed["detail"]["findings"][0] |= {"Workflow": {"Status": "SUPPRESSED"}, "UpdatedAt": "2026-11-20T05:00:00Z"}
    worse = load("guardduty/ec2_ssh_brute_force_escalated")
    worse["detail"]["updatedAt"] = "2026-11-28T00:00:00Z"
    events = ["guardduty/ec2_ssh_brute_force", suppressed, "guardduty/ec2_ssh_brute_force_updated", worse, worse]
    assert take(*events) == ["first_seen", "resolved", "duplicate", "reopened", "duplicate"]


def test_a_later_update_with_another_title_is_silent(take: Any) -> None:
    events = ["guardduty/ec2_ssh_brute_force", "guardduty/ec2_ssh_brute_force_updated"]
    assert take(*events) == ["first_seen", "duplicate"]


def test_a_raised_severity_is_told_once_more(take: Any) -> None:
    events = ["guardduty/ec2_ssh_brute_force", *["guardduty/ec2_ssh_brute_force_escalated"] * 2]
    assert take(*events) == ["first_seen", "escalated", "duplicate"]


def test_an_archived_finding_is_resolved(take: Any) -> None:
    events = ["guardduty/ec2_ssh_brute_force", "guardduty/ec2_ssh_brute_force_archived"]
    assert take(*events) == ["first_seen", "resolved"]


def test_an_update_that_comes_late_is_silent(take: Any) -> None:
    events = ["guardduty/ec2_ssh_brute_force_updated", "guardduty/ec2_ssh_brute_force"]
    assert take(*events) == ["first_seen", "out_of_order"]


def test_failed_that_comes_after_its_own_passed_is_silent(take: Any) -> None:
    assert take("securityhub/control_passed", "securityhub/control_failed") == ["not_actionable", "out_of_order"]


def test_the_same_delivery_twice_is_told_once(take: Any, load: Any) -> None:
    body = json.dumps(load("root_signin/success_without_mfa"))
    record = {"messageId": "m-1", "body": body, "attributes": {"SentTimestamp": "1795143845000"}}
    batch = {"Records": [record]}
    assert take(batch, copy.deepcopy(batch)) == ["first_seen", "duplicate"]


def test_an_unrecognized_delivery_twice_is_told_once(take: Any) -> None:
    events = ["unrecognized/eventbridge_event"] * 2
    assert take(*events) == ["first_seen", "duplicate"]


def test_a_budget_alert_is_told_once_in_its_period(take: Any, load: Any) -> None:
    again = {**load("budgets/forecasted"), "MessageId": "another"}
    assert take("budgets/forecasted", again) == ["first_seen", "duplicate"]


def test_two_sign_ins_are_two_alerts(take: Any, load: Any) -> None:
    second = load("root_signin/success_without_mfa")
    second["detail"]["eventID"] = "e0000000-0000-4000-8000-0000000000aa"
    assert take("root_signin/success_without_mfa", second) == ["first_seen", "first_seen"]
