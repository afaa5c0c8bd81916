"""`hinomi baseline apply`: what the settings and a person allow, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.baseline.control import Risk
from hinomi_cli.baseline import asking
from support.account.fake import ACCOUNT, HOME, REGIONS, FakeAccount, Fault
from support.account.iam_service_roles import ServiceRoles
from support.command_line import run
from support.operator import (
    ASKING,
    EBS,
    changed,
    encrypted,
    last_run,
    lines,
    make_control,
    only,
    switch,
    write_settings,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hinomi.baseline.control import Actual
    from hinomi.baseline.scene import Scene
    from hinomi.baseline.strength import State

pytestmark = pytest.mark.usefixtures("account")
ENABLE = "enable_ebs_encryption_by_default"


def test_apply_and_undo_bring_the_account_back_as_it_was(account: FakeAccount, here: Path) -> None:
    before = account.snapshot()
    told = lines(run("baseline", "apply", "--yes", "--json", "--control", EBS), 0)
    assert [(line["outcome"], line["before"], line["after"]) for line in told] == [
        ("changed", {"encrypted": False}, {"encrypted": True})
    ] * 3
    assert encrypted(account) == list(REGIONS)

    back = lines(run("baseline", "undo", last_run(here), "--yes", "--json"), 0)
    assert {line["outcome"] for line in back} == {"undone"}
    assert [line["desired"] for line in back] == [{"encrypted": False}] * 3
    assert account.snapshot() == before


def test_all_that_a_fresh_account_lacks_is_changed_and_taken_back(account: FakeAccount, here: Path) -> None:
    account.state(ServiceRoles)["linked"] = ["config.amazonaws.com"]  # once made, it stays
    before = account.snapshot()
    told = lines(run("baseline", "apply", "--yes", "--json"), 0)
    assert len([line for line in told if line["outcome"] == "changed"]) > 20
    back = lines(run("baseline", "undo", last_run(here), "--yes", "--json"), 0)
    assert {line["outcome"] for line in back} <= {"undone", "already"}
    assert account.snapshot() == before


def test_people_see_the_plan_then_what_became_of_it_and_how_to_undo_it(here: Path) -> None:
    result = run("baseline", "apply", "--yes", "--control", EBS)
    assert result.exit_code == 0
    plan, _, done = result.stdout.partition("─")
    assert "Would change (3)" in plan
    assert "Changed (3)" in done
    assert f"hinomi baseline undo {last_run(here)}" in done
    assert f"hinomi baseline undo {last_run(here)}" in result.stderr


def test_nothing_is_changed_before_a_person_has_agreed(
    account: FakeAccount, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    result = run("baseline", "apply", "--control", EBS, stdin="n\n")
    assert result.exit_code == 1
    assert f"Change 3 settings in account {ACCOUNT}? [y/N]" in result.stderr
    assert result.stderr.endswith("Nothing was changed.\n")
    assert changed(account) == []
    assert not (here / ".hinomi").exists()

    assert run("baseline", "apply", "--control", EBS, stdin="y\n").exit_code == 0
    assert encrypted(account) == list(REGIONS)


def test_where_nobody_can_be_asked_nothing_is_changed(account: FakeAccount) -> None:
    result = run("baseline", "apply", "--control", EBS, stdin="y\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("nobody to ask")
    assert changed(account) == []


def test_json_alone_is_on_standard_output_whatever_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    result = run("baseline", "apply", "--json", "--control", EBS, stdin="y\n")
    assert len(lines(result, 0)) == 3
    assert "Would change (3)" in result.stderr


def test_a_folder_without_settings_changes_nothing(account: FakeAccount, here: Path) -> None:
    """The exceptions are in a file, and this is the wrong folder."""
    (here / "hinomi.yaml").unlink()
    result = run("baseline", "apply", "--yes", "--control", EBS)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("no hinomi.yaml here")
    assert account.calls == []


def test_report_in_the_settings_changes_nothing_until_the_control_is_named(account: FakeAccount, here: Path) -> None:
    write_settings(here, {"mode": "report"})
    result = run("baseline", "apply", "--yes")
    assert "Nothing that may be changed here." in result.stdout
    assert result.exit_code == 0
    assert changed(account) == []
    assert run("baseline", "apply", "--yes", "--control", EBS, "--region", "us-east-1").exit_code == 0
    assert encrypted(account) == ["us-east-1"]


def test_only_what_the_plan_has_shown_is_written(account: FakeAccount) -> None:
    told = lines(run("baseline", "apply", "--yes", "--json", "--control", EBS, "--region", "eu-west-1"), 0)
    assert [line["region"] for line in told] == ["eu-west-1"]
    assert changed(account) == ["EnableEbsEncryptionByDefault"]


def test_a_destructive_control_waits_for_its_approval_even_when_it_is_named(
    monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    written: list[str] = []

    def write(scene: Scene, actual: Actual, target: State) -> None:
        del actual, target
        written.append(scene.region)

    control = make_control(switch(""), write=write, risk=Risk.DESTRUCTIVE)
    only(monkeypatch, control)
    assert run("baseline", "apply", "--yes", "--control", control.id).exit_code == 0
    assert written == []
    approval = {"control": control.id, "regions": ["us-east-1"], "by": "Sato", "until": "2099-01-01"}
    write_settings(here, {"approvals": [approval]})
    run("baseline", "apply", "--yes", "--control", control.id)
    assert written == ["us-east-1"]


def test_a_failure_is_never_called_a_success_and_stops_nothing(account: FakeAccount) -> None:
    account.faults.append(Fault("ec2", ENABLE, code="InternalError", region="us-east-1", times=2))
    told = lines(run("baseline", "apply", "--yes", "--json", "--control", EBS), 1)
    assert [line["outcome"] for line in told] == ["changed", "changed", "failed"]
    assert "InternalError" in told[2]["detail"]


def test_missing_rights_end_with_1(account: FakeAccount) -> None:
    account.allowed = ASKING | {"ec2:GetEbsEncryptionByDefault"}
    told = lines(run("baseline", "apply", "--yes", "--json", "--control", EBS), 1)
    assert {line["outcome"] for line in told} == {"access_denied"}


def test_a_write_that_aws_does_not_show_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, make_control(switch(""), write=lambda *_: None))
    result = run("baseline", "apply", "--yes", "--region", HOME)
    assert result.exit_code == 1
    assert "AWS does not show the change" in result.stdout
