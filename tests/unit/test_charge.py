"""What the round is charged with: modes, wishes, exceptions, approvals, and what is wrong in the operator's file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from hinomi.baseline.charge import charges, flaws, mode_of
from hinomi.baseline.control import Mode, Risk
from hinomi.baseline.settings import Approval, Baseline, Exemption, Settings
from hinomi.controls import BY_ID

if TYPE_CHECKING:
    from hinomi.baseline.charge import Charge

TODAY = date(2026, 11, 22)
CONTROL = BY_ID["ec2_ebs_encryption_default"]
CAUTIOUS = msgspec.structs.replace(CONTROL, mode=Mode.REPORT)
DESTRUCTIVE = msgspec.structs.replace(CONTROL, risk=Risk.DESTRUCTIVE)


def charge(baseline: Baseline, today: date = TODAY, control: object = CONTROL) -> Charge:
    (one,) = charges([control], baseline, today)  # type: ignore[list-item]
    return one


@pytest.mark.parametrize(
    ("account", "own", "default", "mode"),
    [
        ("enforce", None, Mode.ENFORCE, Mode.ENFORCE),
        ("enforce", None, Mode.REPORT, Mode.REPORT),
        ("enforce", "enforce", Mode.REPORT, Mode.ENFORCE),
        ("enforce", "report", Mode.ENFORCE, Mode.REPORT),
        ("enforce", "off", Mode.ENFORCE, Mode.OFF),
        ("report", None, Mode.ENFORCE, Mode.REPORT),
        ("report", "enforce", Mode.ENFORCE, Mode.ENFORCE),
        ("off", "enforce", Mode.ENFORCE, Mode.OFF),
    ],
)
def test_the_mode_of_a_control(account: str, own: str | None, default: Mode, mode: Mode) -> None:
    control = msgspec.structs.replace(CONTROL, mode=default)
    baseline = msgspec.convert({"mode": account, "controls": {control.id: {"mode": own}} if own else {}}, Baseline)
    assert mode_of(control, baseline) is mode
    assert mode_of(control, baseline, most=Mode.REPORT) in {Mode.REPORT, Mode.OFF}, "the caller's word caps every other"


def test_a_control_that_is_off_is_no_charge() -> None:
    assert list(charges([CONTROL], Baseline(controls={CONTROL.id: Settings(mode="off")}), TODAY)) == []


def test_an_operator_s_wish_goes_before_the_baseline_s_own() -> None:
    control = BY_ID["iam_password_policy_strict"]
    length = next(iter(control.desired))
    (one,) = charges([control], Baseline(controls={control.id: Settings(desired={length: 20})}), TODAY)
    assert one.desired == {**control.desired, length: 20}


def test_an_exception_holds_on_its_last_day_and_not_on_the_next() -> None:
    exemption = Exemption(control=CONTROL.id, region="eu-*", owner="somebody", reason="a test", until=TODAY)
    baseline = Baseline(exceptions=[exemption])
    assert charge(baseline).exemption("eu-west-1", "") == exemption
    assert charge(baseline).exemption("us-east-1", "") is None
    assert charge(baseline, TODAY + timedelta(days=1)).exemption("eu-west-1", "") is None


def test_an_exception_for_one_resource_is_for_that_one_alone() -> None:
    exemption = Exemption(control=CONTROL.id, resource="sg-1*", owner="somebody", reason="a test", until=TODAY)
    one = charge(Baseline(exceptions=[exemption]))
    assert one.exemption("eu-west-1", "sg-12")
    assert not one.exemption("eu-west-1", "sg-2")
    assert not one.exemption("eu-west-1", "")


def test_only_an_approval_of_today_lets_a_destructive_control_change_the_named_region() -> None:
    approval = Approval(control=CONTROL.id, regions=["eu-west-1"], by="somebody", until=TODAY)
    one = charge(Baseline(approvals=[approval]), control=DESTRUCTIVE)
    assert one.may_change("eu-west-1")
    assert not one.may_change("us-east-1")
    late = charge(Baseline(approvals=[approval]), TODAY + timedelta(days=1), control=DESTRUCTIVE)
    assert not late.may_change("eu-west-1")


def test_what_is_wrong_in_the_file_is_named_by_its_path() -> None:
    exemption = Exemption(control="ebs", owner="somebody", reason="a test", until=TODAY)
    approval = Approval(control="vpc", regions=["eu-west-1"], by="somebody", until=TODAY)
    baseline = Baseline(
        controls={"ebs": Settings(), CONTROL.id: Settings(desired={"encrypted": "yes"})},
        exceptions=[exemption],
        approvals=[approval],
    )
    assert [path for path, _ in flaws([CONTROL], baseline)] == [
        "$.baseline.controls.ebs",
        f"$.baseline.controls.{CONTROL.id}.desired.encrypted",
        "$.baseline.exceptions[0].control",
        "$.baseline.approvals[0].control",
    ]
