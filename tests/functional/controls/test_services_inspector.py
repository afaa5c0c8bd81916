"""Inspector: scans are added, never removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import inspector_scanning_enabled as inspector
from support.account.inspector2 import Inspector
from support.rounds import settle, take_back

if TYPE_CHECKING:
    from support.account.fake import FakeAccount


def test_inspector_is_only_reported_until_the_operator_asks_for_it(fake: FakeAccount) -> None:
    assert inspector.CONTROL.mode is Mode.REPORT

    assert settle(fake, inspector.CONTROL, mode=Mode.REPORT)[0].outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == {}


def test_only_the_missing_scans_are_asked_for_and_the_others_stay(fake: FakeAccount) -> None:
    fake.state(Inspector)["scans"] = {"EC2": "ENABLED", "CODE_REPOSITORY": "ENABLED"}

    (result,) = settle(fake, inspector.CONTROL)

    (call,) = fake.written()
    assert call.parameters["resourceTypes"] == ["ECR", "LAMBDA", "LAMBDA_CODE"]
    assert result.after == {"scans": ("CODE_REPOSITORY", "EC2", "ECR", "LAMBDA", "LAMBDA_CODE")}


def test_who_wants_the_code_of_functions_scanned_gets_their_packages_too(fake: FakeAccount) -> None:
    (result,) = settle(fake, inspector.CONTROL, desired={"scans": ["LAMBDA_CODE"]})

    assert result.outcome is Outcome.CHANGED
    assert result.after == {"scans": ("LAMBDA", "LAMBDA_CODE")}


def test_a_scan_that_aws_is_enabling_is_not_asked_for_again(fake: FakeAccount) -> None:
    fake.state(Inspector)["becomes"] = "ENABLING"

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.CHANGED
    assert settle(fake, inspector.CONTROL, run="run-2")[0].outcome is Outcome.COMPLIANT


@pytest.mark.parametrize("status", ["DISABLING", "SUSPENDED", "SUSPENDING"])
def test_a_scan_that_goes_off_does_not_count_as_on(fake: FakeAccount, status: str) -> None:
    fake.state(Inspector)["scans"] = {"EC2": status}

    assert settle(fake, inspector.CONTROL, mode=Mode.REPORT)[0].before == {"scans": ()}


def test_a_change_that_aws_shows_later_is_pending_and_no_success(fake: FakeAccount) -> None:
    fake.state(Inspector)["becomes"] = "DISABLED"

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.PENDING


def test_where_aws_does_not_scan_code_the_other_scans_are_enabled_all_the_same(fake: FakeAccount) -> None:
    fake.state(Inspector)["no_code"] = True
    journal = MemoryJournal()

    (result,) = settle(fake, inspector.CONTROL, journal=journal)

    # What is paid for from now on is told, and not counted among what the Region does not know.
    assert result.outcome is Outcome.PENDING
    assert result.after == {"scans": ("EC2", "ECR", "LAMBDA")}
    assert fake.state(Inspector)["scans"].keys() == {"EC2", "ECR", "LAMBDA"}
    take_back(fake, inspector.CONTROL, journal)
    assert fake.state(Inspector)["scans"] == {}


def test_the_round_after_says_again_that_code_is_not_scanned_there(fake: FakeAccount) -> None:
    fake.state(Inspector)["no_code"] = True
    fake.state(Inspector)["scans"] = dict.fromkeys(("EC2", "ECR", "LAMBDA"), "ENABLED")
    before = fake.snapshot()

    (result,) = settle(fake, inspector.CONTROL)

    assert result.outcome is Outcome.UNSUPPORTED_REGION
    assert fake.snapshot() == before


def test_a_scan_that_hinomi_does_not_know_is_told_and_left_alone(fake: FakeAccount) -> None:
    fake.state(Inspector)["news"] = {"ami": "DISABLED"}

    (result,) = settle(fake, inspector.CONTROL)

    assert Note("undecided", {"features": "ami"}) in result.notes
    assert fake.state(Inspector)["news"] == {"ami": "DISABLED"}


def test_undo_disables_what_was_added_and_nothing_else(fake: FakeAccount) -> None:
    fake.state(Inspector)["scans"] = {"EC2": "ENABLED", "LAMBDA": "ENABLED"}
    before, journal = fake.snapshot(), MemoryJournal()
    settle(fake, inspector.CONTROL, journal=journal)

    take_back(fake, inspector.CONTROL, journal)

    assert fake.snapshot() == before
    assert fake.written()[-1].parameters["resourceTypes"] == ["ECR", "LAMBDA_CODE"]
