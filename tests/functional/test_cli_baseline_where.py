"""`hinomi baseline plan`: which Regions and controls, and what cannot be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Scope
from hinomi.controls import CONTROLS
from support.account.fake import HOME, REGIONS, FakeAccount, Fault
from support.command_line import run
from support.operator import EBS, PASSWORDS, lines, make_control, only, sign_in, switch, write_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hinomi.baseline.control import Actual
    from hinomi.baseline.scene import Scene

pytestmark = pytest.mark.usefixtures("account")


def test_what_the_account_has_once_is_looked_at_once_from_home() -> None:
    told = lines(run("baseline", "plan", "--json", "--control", PASSWORDS), 2)
    assert [line["region"] for line in told] == [HOME]


def test_other_regions_leave_out_what_the_account_has_once_unless_it_is_named() -> None:
    account_wide = {control.id for control in CONTROLS if control.scope is Scope.ACCOUNT}
    result = run("baseline", "plan", "--json", "--region", "us-east-1")
    told = lines(result, 2)
    assert {line["region"] for line in told} == {"us-east-1"}
    assert {line["control"] for line in told} & account_wide == set()
    assert f"Left out: what the account has once is settled in its home Region {HOME}" in result.stderr

    named = run("baseline", "plan", "--json", "--region", "us-east-1", "--control", PASSWORDS, "--control", EBS)
    assert [(line["control"], line["region"]) for line in lines(named, 2)] == [(PASSWORDS, HOME), (EBS, "us-east-1")]


def test_a_narrowed_plan_sees_the_account_as_a_whole_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A control that links Regions would otherwise unlink those that are not looked at."""
    seen = []

    def read(scene: Scene) -> Iterator[Actual]:
        seen.append((scene.regions, scene.enabled))
        yield from switch("")(scene)

    only(monkeypatch, make_control(read))
    run("baseline", "plan", "--region", HOME)
    assert seen == [(tuple(sorted(REGIONS)), tuple(sorted(REGIONS)))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--control", "ec2_ebs_encryption_defualt"), f"no such control; did you mean {EBS}"),
        (("--control", "xyz"), "`hinomi baseline list` names them"),
        (("--region", "eu-west-9"), "it has ap-northeast-1, eu-west-1, us-east-1"),
        (("--region", "eu-west-9", "--lang", "ja"), "有効なリージョン: ap-northeast-1, eu-west-1, us-east-1"),
        (("--config", "no.yaml"), "no.yaml: No such file or directory"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_in_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    result = run("baseline", "plan", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert said in line


def test_the_settings_may_exclude_a_region_or_turn_a_control_or_all_off(here: Path) -> None:
    write_settings(here, {"exclude_regions": ["us-east-1", HOME], "controls": {EBS: {"mode": "off"}}})
    assert "excludes this Region" in run("baseline", "plan", "--region", "us-east-1").stderr
    assert "turns this control off" in run("baseline", "plan", "--control", EBS).stderr
    assert {line["region"] for line in lines(run("baseline", "plan", "--json"), 2)} == {HOME, "eu-west-1"}
    write_settings(here, {"mode": "off"})
    result = run("baseline", "plan")
    assert result.exit_code == 0
    assert "turns the baseline off" in result.stderr


def test_a_mistyped_option_is_no_sign_that_something_would_change() -> None:
    assert run("baseline", "plan", "--jsno").exit_code == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ExpiredToken", "have expired"),
        ("InvalidClientTokenId", "have expired or are refused"),
        ("AccessDenied", "lack a right: sts:get_caller_identity: AccessDenied"),
        ("InternalFailure", "AWS did not answer: sts:get_caller_identity: InternalFailure"),
    ],
)
def test_credentials_that_aws_refuses_are_told_in_one_sentence(account: FakeAccount, code: str, said: str) -> None:
    account.faults.append(Fault("sts", "get_caller_identity", code=code))
    result = run("baseline", "plan")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert said in line


def test_a_machine_without_a_region_is_told_which_to_set(account: FakeAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, account.session, home="")
    assert "set AWS_REGION" in run("baseline", "plan").stderr


def test_a_person_without_settings_is_told_so(here: Path) -> None:
    (here / "hinomi.yaml").unlink()
    assert (
        run("baseline", "plan", "--control", EBS).stderr == "No hinomi.yaml here: the baseline's own settings hold.\n"
    )
