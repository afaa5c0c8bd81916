"""The controls on moto: somebody else's idea of AWS is asked with the requests that the account in memory answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline.control import Mode
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Outcome
from hinomi.baseline.undo import Undoing
from hinomi.controls import BY_ID, CONTROLS
from support.account.moto_account import MotoAccount
from support.on_moto import detection, guards, identity, trails
from support.on_moto.case import Case, perform, plant
from support.once import once
from support.rounds import settle, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.control import Control

pytestmark = once

MOTO = MotoAccount()
CASES = {**identity.CASES, **trails.CASES, **detection.CASES, **guards.CASES}
NOT_ON_MOTO: dict[str, str] = {
    "accessanalyzer_external_enabled": "moto has no Access Analyzer",
    "accessanalyzer_unused_enabled": "moto has no Access Analyzer",
    "budgets_monthly_cost_present": "moto does not list whom a budget tells",
    "ce_anomaly_monitor_present": "moto has no anomaly monitors",
    "cloudtrail_bucket_guarded": "moto names no bucket's Region in a list of them",
    "detective_graph_enabled": "moto has no Detective",
    "ec2_flow_logs_enabled": "moto takes the prefix of a destination for a part of the bucket's name",
    "ec2_images_public_blocked": "moto cannot block the sharing of images",
    "ec2_imds_v2_default": "moto has no defaults for instance metadata",
    "ec2_serial_console_disabled": "moto has no switch of the serial console",
    "ec2_snapshots_public_blocked": "moto cannot block the sharing of snapshots",
    "emr_public_access_blocked": "moto takes a switch that is turned off for one that is on",
    "iam_sts_tokens_v2": "moto does not set the version of tokens",
    "macie_discovery_enabled": "moto has no automated discovery",
    "macie_session_enabled": "moto shows a session where there is none, and cannot pause it",
    "securityhub_controls_tuned": "moto has no controls of Security Hub",
    "securityhub_findings_consolidated": "moto does not change a hub",
    "securityhub_regions_aggregated": "moto has no aggregators",
    "securityhub_standards_enabled": "moto has no standards",
    "ssm_automation_logging_enabled": "moto has no service settings",
    "ssm_public_sharing_blocked": "moto has no service settings",
}


@pytest.fixture
def moto(monkeypatch: pytest.MonkeyPatch) -> Iterator[MotoAccount]:
    monkeypatch.setenv("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    yield MOTO
    MOTO.reset()


def shown(moto: MotoAccount, case: Case) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = without(case.clock, perform(moto, case.shows, case.region))
    moto.calls.clear()
    return answers


def control_of(name: str) -> Control:
    return BY_ID[name.split(maxsplit=1)[0]]


def without(names: tuple[str, ...], value: Any) -> Any:
    if isinstance(value, list):
        return [without(names, one) for one in value]
    if isinstance(value, dict):
        return {name: without(names, one) for name, one in value.items() if name not in names}
    return value


@pytest.mark.parametrize("name", CASES)
def test_on_moto_a_plan_writes_nothing_and_a_round_writes_once_and_is_taken_back(name: str, moto: MotoAccount) -> None:
    control, case, journal = control_of(name), CASES[name], MemoryJournal()
    plant(moto, case.weak, case.region)
    before = shown(moto, case)

    planned = settle(moto, control, region=case.region, mode=Mode.REPORT, desired=case.wanted)
    assert {one.outcome for one in planned} == {Outcome.WOULD_CHANGE}
    assert moto.written() == []
    assert shown(moto, case) == before

    first = settle(moto, control, region=case.region, desired=case.wanted, journal=journal)
    assert {one.outcome for one in first} == {Outcome.CHANGED}, first
    assert moto.written() != []
    assert shown(moto, case) != before

    second = settle(moto, control, region=case.region, desired=case.wanted, run="run-2")
    assert {one.outcome for one in second} == {Outcome.COMPLIANT}
    assert moto.written() == []

    if not case.stays:
        assert {one.undoing for one in take_back(moto, control, journal)} == {Undoing.UNDONE}
        assert without(case.anew, shown(moto, case)) == without(case.anew, before)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.chosen])
def test_on_moto_what_a_person_has_chosen_is_answered_the_same_after_a_round(name: str, moto: MotoAccount) -> None:
    control, case = control_of(name), CASES[name]
    plant(moto, case.chosen, case.region)
    before = shown(moto, case)
    results = settle(moto, control, region=case.region, desired=case.wanted)
    assert results
    assert {one.outcome for one in results} <= {Outcome.COMPLIANT, Outcome.DRIFT}, results
    assert moto.written() == []
    assert shown(moto, case) == before


def test_every_control_that_writes_runs_on_moto_or_says_why_it_does_not() -> None:
    writing = {control.id for control in CONTROLS if control.write}
    running = {control_of(name).id for name in CASES}
    assert running | NOT_ON_MOTO.keys() == writing
    assert not running & NOT_ON_MOTO.keys()


@pytest.mark.parametrize("control_id", NOT_ON_MOTO)
def test_what_is_excused_from_moto_is_not_settled_there(control_id: str, moto: MotoAccount) -> None:
    assert Outcome.CHANGED not in {one.outcome for one in settle(moto, BY_ID[control_id])}
