"""Systems Manager: public documents are a person's to decide on; logs go where a person chose."""

from __future__ import annotations

import pytest

from hinomi.baseline.control import Control, Mode, Note
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.controls import ssm_automation_logging_enabled as logging
from hinomi.controls import ssm_public_sharing_blocked as sharing
from support.account.fake import HOME, REGIONS, FakeAccount, Fault
from support.account.ssm import LOG_DESTINATION, PUBLIC_SHARING, SSM
from support.rounds import settle, take_back


def test_sharing_is_blocked_by_default_where_nothing_is_public(fake: FakeAccount) -> None:
    assert sharing.CONTROL.mode is Mode.ENFORCE

    assert settle(fake, sharing.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(SSM)["settings"] == {PUBLIC_SHARING: "Disable"}
    assert fake.state(SSM, REGIONS[1])["settings"] == {}


@pytest.mark.parametrize("control", [sharing.CONTROL, logging.CONTROL], ids=lambda control: control.id)
def test_a_region_without_the_setting_is_no_failure(fake: FakeAccount, control: Control) -> None:
    for operation in ("get_service_setting", "update_service_setting"):
        fake.faults.append(Fault("ssm", operation, code="ServiceSettingNotFound", times=9))

    assert settle(fake, control)[0].outcome is Outcome.UNSUPPORTED_REGION
    assert fake.snapshot() == {}


def test_public_documents_on_any_page_are_named_and_nothing_is_written(fake: FakeAccount) -> None:
    fake.state(SSM)["documents"] = {
        "A": [],
        "B": ["123456789012"],
        "C": ["All"],
        "D": ["111122223333", "123456789012", "all"],
    }
    before = fake.snapshot()

    (result,) = settle(fake, sharing.CONTROL)

    assert result.outcome is Outcome.DRIFT
    assert result.notes == (Note("public", {"documents": "C, D"}),)
    assert fake.snapshot() == before


def test_documents_of_amazon_are_not_taken_for_public_ones_of_the_account(fake: FakeAccount) -> None:
    settle(fake, sharing.CONTROL)

    assert "AWS-RunShellScript" not in {call.parameters.get("Name") for call in fake.calls}


def test_the_round_does_not_ask_about_documents_where_sharing_is_blocked_already(fake: FakeAccount) -> None:
    fake.state(SSM)["settings"][PUBLIC_SHARING] = "Disable"

    assert settle(fake, sharing.CONTROL)[0].outcome is Outcome.COMPLIANT
    assert {call.operation for call in fake.calls} == {"GetServiceSetting"}


def test_documents_that_may_not_be_looked_at_are_no_reason_to_block(fake: FakeAccount) -> None:
    fake.state(SSM)["documents"] = {"A": []}
    fake.allowed = {"ssm:GetServiceSetting", "ssm:ListDocuments", "ssm:UpdateServiceSetting"}

    assert settle(fake, sharing.CONTROL)[0].outcome is Outcome.ACCESS_DENIED
    assert fake.written() == []


def test_undo_brings_back_a_chosen_value_as_chosen_and_a_default_as_default(fake: FakeAccount) -> None:
    for region, chosen in ((HOME, {}), (REGIONS[1], {PUBLIC_SHARING: "Enable"})):
        fake.state(SSM, region)["settings"] = dict(chosen)
        journal = MemoryJournal()
        settle(fake, sharing.CONTROL, region=region, journal=journal)

        take_back(fake, sharing.CONTROL, journal)

        assert fake.state(SSM, region)["settings"] == chosen


def test_automation_logging_is_only_reported_until_the_operator_asks_for_it(fake: FakeAccount) -> None:
    assert logging.CONTROL.mode is Mode.REPORT

    assert settle(fake, logging.CONTROL, mode=Mode.REPORT)[0].outcome is Outcome.WOULD_CHANGE
    assert fake.snapshot() == {}


def test_logging_changes_the_destination_and_no_other_setting(fake: FakeAccount) -> None:
    fake.state(SSM)["settings"] = {"/ssm/automation/customer-script-log-group-name": "theirs"}

    assert settle(fake, logging.CONTROL)[0].outcome is Outcome.CHANGED
    assert fake.state(SSM)["settings"] == {
        "/ssm/automation/customer-script-log-group-name": "theirs",
        LOG_DESTINATION: "CloudWatch",
    }


def test_a_region_that_does_not_know_the_setting_counts_as_not_logging(fake: FakeAccount) -> None:
    fake.faults.append(Fault("ssm", "get_service_setting", code="ServiceSettingNotFound"))

    assert settle(fake, logging.CONTROL, mode=Mode.REPORT)[0].outcome is Outcome.WOULD_CHANGE
