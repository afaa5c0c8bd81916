"""Inspector: what others decide is not fought, and a refusal is never taken for a success."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.outcome import Outcome
from hinomi.controls import inspector_scanning_enabled as inspector
from support.account.fake import ACCOUNT, FakeAccount, Fault
from support.account.inspector2 import Inspector
from support.rounds import settle

if TYPE_CHECKING:
    import pytest

OTHER = "123456789012"


def test_a_member_leaves_the_choice_to_the_delegated_administrator(fake: FakeAccount) -> None:
    fake.state(Inspector)["administrator"] = OTHER

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_the_delegated_administrator_decides_for_itself(fake: FakeAccount) -> None:
    fake.state(Inspector)["administrator"] = ACCOUNT

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.CHANGED


def test_what_an_organizations_policy_forbids_is_not_fought(fake: FakeAccount) -> None:
    fake.state(Inspector)["blocked"] = ["LAMBDA_CODE"]

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.MANAGED_BY_ORG
    assert fake.written() == []


def test_an_account_outside_of_any_organization_may_be_refused_the_question_about_one(fake: FakeAccount) -> None:
    fake.faults.append(Fault("inspector2", "get_delegated_admin_account", code="AccessDeniedException", times=9))

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.CHANGED


def test_a_missing_right_to_ask_for_the_administrator_is_told(fake: FakeAccount) -> None:
    fake.allowed = {"inspector2:BatchGetAccountStatus", "inspector2:Enable"}

    (result,) = settle(fake, inspector.CONTROL)

    assert result.outcome is Outcome.ACCESS_DENIED
    assert result.error == "inspector2:get_delegated_admin_account: AccessDeniedException"


def test_a_policy_that_forbids_only_when_asked_is_not_called_a_failure(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = {"accountId": ACCOUNT, "errorCode": "BLOCKED_BY_ORGANIZATION_POLICY", "errorMessage": "blocked"}
    monkeypatch.setattr(Inspector, "enable", lambda *_: {"accounts": [], "failedAccounts": [refusal]})

    assert settle(fake, inspector.CONTROL)[0].outcome is Outcome.MANAGED_BY_ORG


def test_a_refusal_inside_of_an_answer_with_status_200_is_no_success(
    fake: FakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = {"accountId": ACCOUNT, "errorCode": "ACCESS_DENIED", "errorMessage": "no access"}
    monkeypatch.setattr(Inspector, "enable", lambda *_: {"accounts": [], "failedAccounts": [refusal]})

    (result,) = settle(fake, inspector.CONTROL)

    assert result.outcome is Outcome.ACCESS_DENIED
    assert result.error == "inspector2:enable: AccessDeniedException"
