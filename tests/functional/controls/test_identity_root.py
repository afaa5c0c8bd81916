"""The root user, the organization's hold on it, and the tokens of STS: mostly for a person to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.control import Note
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.settings import Baseline
from hinomi.controls import (
    iam_root_access_centralized,
    iam_root_hardware_mfa_enabled,
    iam_root_keys_absent,
    iam_root_mfa_enabled,
    iam_sts_tokens_v2,
)
from support.account.iam import IAM
from support.account.services import fake_account
from support.rounds import settle

if TYPE_CHECKING:
    from hinomi.baseline.control import Control
    from hinomi.baseline.outcome import Result

KEYS = iam_root_keys_absent.CONTROL
MFA = iam_root_mfa_enabled.CONTROL
HARDWARE = iam_root_hardware_mfa_enabled.CONTROL
CENTRAL = iam_root_access_centralized.CONTROL
ROOT = "arn:aws:iam::111122223333:root"
PHONE = "arn:aws:iam::111122223333:mfa/my-phone"
NOT_MANAGEMENT = "AccountNotManagementOrDelegatedAdministratorException"


def looked(control: Control, summary: dict[str, int] | None = None, **planted: Any) -> tuple[Result, ...]:
    """Settle a control on an account as planted, and make sure that it only looks."""
    fake = fake_account()
    fake.state(IAM)["summary"].update(summary or {})
    fake.state(IAM).update(planted)
    results = settle(fake, control)
    assert fake.written() == []
    return results


@pytest.mark.parametrize(("keys", "outcome"), [(0, Outcome.COMPLIANT), (1, Outcome.MANUAL)])
def test_access_keys_of_the_root_user_are_for_a_person_to_delete(keys: int, outcome: Outcome) -> None:
    (result,) = looked(KEYS, {"AccountAccessKeysPresent": keys})
    assert result.outcome is outcome


@pytest.mark.parametrize(("mfa", "outcome"), [(0, Outcome.MANUAL), (1, Outcome.COMPLIANT)])
def test_a_root_user_without_mfa_is_for_a_person_to_mend(mfa: int, outcome: Outcome) -> None:
    (result,) = looked(MFA, {"AccountMFAEnabled": mfa})
    assert result.outcome is outcome


@pytest.mark.parametrize("control", [MFA, HARDWARE])
def test_a_root_user_whose_credentials_the_organization_has_removed_needs_no_mfa(control: Control) -> None:
    (result,) = looked(control, {"AccountPasswordPresent": 0, "AccountMFAEnabled": 0})
    assert (result.outcome, result.before) == (Outcome.COMPLIANT, {"mfa": "no_credentials"})


@pytest.mark.parametrize("control", [MFA, HARDWARE])
@pytest.mark.parametrize("credential", ["AccountAccessKeysPresent", "AccountSigningCertificatesPresent"])
def test_a_root_user_without_a_password_but_with_another_credential_needs_mfa(
    control: Control, credential: str
) -> None:
    (result,) = looked(control, {"AccountPasswordPresent": 0, credential: 1})
    assert (result.outcome, result.before) == (Outcome.MANUAL, {"mfa": "none"})


def test_an_answer_that_does_not_speak_of_the_password_means_that_there_is_one() -> None:
    fake = fake_account()
    del fake.state(IAM)["summary"]["AccountPasswordPresent"]
    (result,) = settle(fake, MFA)
    assert result.before == {"mfa": "none"}


@pytest.mark.parametrize("serial", [PHONE, "arn:aws:iam::111122223333:mfa/root-account-mfa-device"])
def test_an_app_of_the_root_user_is_known_by_its_owner_on_any_page(serial: str) -> None:
    others = [(f"{PHONE}-{name}", f"arn:aws:iam::111122223333:user/{name}") for name in "abcd"]
    (result,) = looked(HARDWARE, {"AccountMFAEnabled": 1}, virtual_mfa=[*others, (serial, ROOT)])
    assert (result.outcome, result.before) == (Outcome.MANUAL, {"mfa": "virtual"})


def test_apps_of_others_do_not_count_as_the_root_users() -> None:
    of_a_user = [(PHONE, "arn:aws:iam::111122223333:user/root")]
    (result,) = looked(HARDWARE, {"AccountMFAEnabled": 1}, virtual_mfa=of_a_user)
    assert (result.outcome, result.before) == (Outcome.COMPLIANT, {"mfa": "hardware"})


@pytest.mark.parametrize("code", ["OrganizationNotFoundException", "OrganizationNotFound"])
def test_an_account_in_no_organization_has_nothing_to_centralize(code: str) -> None:
    assert looked(CENTRAL, features=code) == ()


@pytest.mark.parametrize("code", [NOT_MANAGEMENT, NOT_MANAGEMENT.removesuffix("Exception")])
def test_in_a_member_account_the_organization_decides(code: str) -> None:
    (result,) = looked(CENTRAL, features=code)
    assert result.outcome is Outcome.MANAGED_BY_ORG


def test_a_management_account_without_trusted_access_has_to_enable_it() -> None:
    (result,) = looked(CENTRAL, features="ServiceAccessNotEnabledException")
    assert (result.outcome, result.before) == (Outcome.MANUAL, {"features": ()})


def test_an_organization_for_the_bill_alone_is_told_what_comes_first() -> None:
    (result,) = looked(CENTRAL, features="OrganizationNotInAllFeaturesModeException")
    assert (result.outcome, result.notes) == (Outcome.MANUAL, (Note("all_features"),))


def test_who_may_not_ask_for_the_organizations_features_is_told_so() -> None:
    (result,) = looked(CENTRAL, features="AccessDenied")
    assert result.outcome is Outcome.ACCESS_DENIED


@pytest.mark.parametrize(
    ("features", "outcome"),
    [
        (["RootCredentialsManagement"], Outcome.MANUAL),
        (["RootSessions", "RootCredentialsManagement"], Outcome.COMPLIANT),
    ],
)
def test_both_features_make_root_access_central(features: list[str], outcome: Outcome) -> None:
    (result,) = looked(CENTRAL, features=features)
    assert result.outcome is outcome


def test_tokens_of_version_1_are_reported_until_the_operator_asks_for_more() -> None:
    fake = fake_account()
    (result,) = settle(fake, iam_sts_tokens_v2.CONTROL, baseline=Baseline(mode="enforce"))
    assert result.outcome is Outcome.WOULD_CHANGE
    assert fake.written() == []


def test_tokens_of_version_2_never_become_version_1() -> None:
    fake = fake_account()
    fake.state(IAM)["summary"]["GlobalEndpointTokenVersion"] = 2
    (result,) = settle(fake, iam_sts_tokens_v2.CONTROL, desired={"version": 1})
    assert result.outcome is Outcome.COMPLIANT
    assert fake.written() == []


@pytest.mark.parametrize("control", [KEYS, MFA, HARDWARE], ids=lambda control: control.id)
def test_nobody_who_makes_a_key_of_their_own_is_blamed_for_one_of_the_root_user(control: Control) -> None:
    assert control.traces == ()
