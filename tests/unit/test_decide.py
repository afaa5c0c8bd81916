from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hinomi.decide import COPY_STALE_MS, decide, dismiss
from hinomi.model import Lifecycle, Reason, Severity
from hinomi.state import Claim, Copy, Memory, Observation, Told
from support.alerts import make_alert

NOW = 10_000_000_000


def told(**changes: object) -> Told:
    defaults = {
        "severity": Severity.HIGH,
        "lifecycle": Lifecycle.OPEN,
        "compliance": "",
        "source": "guardduty",
        "at": NOW - 1000,
        "claim": "c",
    }
    return Told(**{**defaults, **changes})  # type: ignore[arg-type]


def seen(**changes: object) -> Observation:
    return Observation(Memory(**changes))  # type: ignore[arg-type]


def test_a_first_sighting_is_told() -> None:
    decision = decide(make_alert(), seen())
    assert (decision.notify, decision.reason) == (True, Reason.FIRST_SEEN)


def test_the_same_again_is_a_duplicate() -> None:
    decision = decide(make_alert(), seen(told=told()))
    assert (decision.notify, decision.reason) == (False, Reason.DUPLICATE)


def test_a_raised_severity_is_told_with_the_old_one() -> None:
    decision = decide(make_alert(severity=Severity.CRITICAL), seen(told=told()))
    assert (decision.reason, decision.was) == (Reason.ESCALATED, Severity.HIGH)


def test_a_lowered_severity_is_silent() -> None:
    decision = decide(make_alert(severity=Severity.LOW), seen(told=told()))
    assert decision.reason is Reason.DUPLICATE


def test_a_closing_of_what_was_told_is_resolved() -> None:
    decision = decide(make_alert(lifecycle=Lifecycle.CLOSED), seen(told=told()))
    assert (decision.notify, decision.reason, decision.was) == (True, Reason.RESOLVED, Severity.HIGH)


def test_a_closing_of_what_was_never_told_is_silent() -> None:
    decision = decide(make_alert(lifecycle=Lifecycle.CLOSED), seen())
    assert (decision.notify, decision.reason) == (False, Reason.NOT_ACTIONABLE)


def test_a_second_closing_is_silent() -> None:
    decision = decide(make_alert(lifecycle=Lifecycle.CLOSED), seen(told=told(lifecycle=Lifecycle.CLOSED)))
    assert decision.reason is Reason.DUPLICATE


def test_opening_again_is_reopened() -> None:
    decision = decide(make_alert(), seen(told=told(lifecycle=Lifecycle.CLOSED)))
    assert decision.reason is Reason.REOPENED


def test_a_copy_in_another_service_does_not_reopen_what_its_owner_closed() -> None:
    copy = make_alert(source="securityhub")
    decision = decide(copy, seen(told=told(lifecycle=Lifecycle.CLOSED, source="guardduty")))
    assert (decision.notify, decision.reason) == (False, Reason.DUPLICATE)


def test_a_closing_waits_for_the_copies_that_are_still_open() -> None:
    alert = make_alert(lifecycle=Lifecycle.CLOSED, copy="cis", version=NOW)
    memory = {"copies": {"fsbp": Copy(NOW - 1000, open=True)}, "told": told()}
    assert decide(alert, seen(**memory)).reason is Reason.DUPLICATE


def test_a_copy_that_fell_silent_a_week_ago_holds_nothing_open() -> None:
    alert = make_alert(lifecycle=Lifecycle.CLOSED, copy="cis", version=NOW)
    memory = {"copies": {"fsbp": Copy(NOW - COPY_STALE_MS, open=True)}, "told": told()}
    assert decide(alert, seen(**memory)).reason is Reason.RESOLVED


def test_a_copy_does_not_reopen_even_what_is_as_bad_as_what_its_owner_closed() -> None:
    memory = {"told": told(lifecycle=Lifecycle.CLOSED, source="securityhub")}
    assert decide(make_alert(severity=Severity.HIGH), seen(**memory)).reason is Reason.DUPLICATE


def test_what_is_worse_than_what_another_service_closed_is_reopened() -> None:
    memory = {"told": told(lifecycle=Lifecycle.CLOSED, source="securityhub")}
    assert decide(make_alert(severity=Severity.CRITICAL), seen(**memory)).reason is Reason.REOPENED


def test_a_closing_of_what_is_perhaps_being_told_is_resolved() -> None:
    claim = Claim("crashed", NOW - 1, told(claim="crashed"))
    decision = decide(make_alert(lifecycle=Lifecycle.CLOSED), seen(claim=claim))
    assert (decision.reason, decision.was) == (Reason.RESOLVED, Severity.HIGH)


def test_opening_again_while_the_closing_is_perhaps_being_told_is_reopened() -> None:
    claim = Claim("crashed", NOW - 1, told(claim="crashed", lifecycle=Lifecycle.CLOSED))
    assert decide(make_alert(), seen(told=told(), claim=claim)).reason is Reason.REOPENED


def test_a_repetition_of_what_is_perhaps_being_told_is_news_until_it_was() -> None:
    claim = Claim("crashed", NOW - 1, told(claim="crashed"))
    assert decide(make_alert(), seen(claim=claim)).reason is Reason.FIRST_SEEN


def test_an_outcome_that_became_worse_is_told() -> None:
    alert = make_alert(source="securityhub", compliance="FAILED")
    assert decide(alert, seen(told=told(compliance="WARNING"))).reason is Reason.CHANGED


def test_an_outcome_that_became_better_is_silent() -> None:
    alert = make_alert(source="securityhub", compliance="WARNING")
    assert decide(alert, seen(told=told(compliance="FAILED"))).reason is Reason.DUPLICATE


def test_an_older_event_than_one_seen_is_out_of_order() -> None:
    assert decide(make_alert(), Observation(Memory(), stale=True)).reason is Reason.OUT_OF_ORDER


@given(st.sampled_from(Severity), st.sampled_from(Severity))
def test_only_open_alerts_below_the_floor_are_dismissed(severity: Severity, floor: Severity) -> None:
    dismissed = dismiss(make_alert(severity=severity), floor)
    assert (dismissed is not None) == (severity < floor)
    assert dismiss(make_alert(severity=severity, lifecycle=Lifecycle.CLOSED), floor) is None


def test_a_look_alike_is_not_actionable_whatever_its_severity() -> None:
    dismissed = dismiss(make_alert(actionable=False, severity=Severity.CRITICAL), Severity.INFO)
    assert dismissed is not None
    assert dismissed.reason is Reason.NOT_ACTIONABLE
