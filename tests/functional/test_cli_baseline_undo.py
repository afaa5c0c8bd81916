"""`hinomi baseline undo` and `report`: what a run has done, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi.controls import BY_ID
from hinomi_cli.baseline import asking
from support.account.ec2_guards import EC2Guards
from support.account.fake import HOME, REGIONS, FakeAccount, Fault
from support.command_line import run
from support.operator import EBS, changed, last_run, lines, write_settings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("account")
DETECTOR = "guardduty_detector_enabled"


def apply(here: Path, *controls: str) -> str:
    """Change some controls, and name the run."""
    named = [option for control in controls for option in ("--control", control)]
    assert run("baseline", "apply", "--yes", *named).exit_code == 0
    return last_run(here)


def test_what_will_be_taken_back_is_shown_and_a_person_asked(
    account: FakeAccount, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = apply(here, EBS)
    account.calls.clear()
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    result = run("baseline", "undo", name, stdin="n\n")
    assert result.exit_code == 1
    assert "encryption by default on → off" in result.stdout
    assert "Take back 3 settings? [y/N]" in result.stderr
    assert changed(account) == []

    done = run("baseline", "undo", name, stdin="y\n")
    assert done.exit_code == 0
    assert "Taken back: 3" in done.stdout
    assert "What was taken back is held" in done.stdout


def test_where_nobody_can_be_asked_nothing_is_taken_back(account: FakeAccount, here: Path) -> None:
    name = apply(here, EBS)
    account.calls.clear()
    assert run("baseline", "undo", name, stdin="y\n").exit_code == 1
    assert changed(account) == []


def test_only_the_named_controls_are_taken_back(account: FakeAccount, here: Path) -> None:
    name = apply(here, EBS, DETECTOR)
    told = lines(run("baseline", "undo", name, "--yes", "--json", "--control", EBS), 0)
    assert {line["control"] for line in told} == {EBS}
    assert not account.state(EC2Guards, HOME)["ebs_encryption"]
    rest = lines(run("baseline", "undo", name, "--yes", "--json"), 0)
    assert {line["control"] for line in rest} == {DETECTOR}


def test_what_somebody_took_back_already_is_no_failure(account: FakeAccount, here: Path) -> None:
    name = apply(here, EBS)
    account.state(EC2Guards, "us-east-1")["ebs_encryption"] = False
    told = lines(run("baseline", "undo", name, "--yes", "--json"), 0)
    assert {line["region"]: line["outcome"] for line in told} == {
        "ap-northeast-1": "undone",
        "eu-west-1": "undone",
        "us-east-1": "already",
    }


def test_what_fails_ends_with_1_and_can_be_tried_again(account: FakeAccount, here: Path) -> None:
    name = apply(here, EBS)
    account.faults.append(Fault("ec2", "disable_ebs_encryption_by_default", code="InternalError", region="us-east-1"))
    told = lines(run("baseline", "undo", name, "--yes", "--json"), 1)
    assert [line["outcome"] for line in told if line["region"] == "us-east-1"] == ["failed"]
    assert [line["detail"] for line in told if line["region"] == "us-east-1"] == [
        "It could not be changed (ec2:disable_ebs_encryption_by_default: InternalError)."
    ]
    again = lines(run("baseline", "undo", name, "--yes", "--json"), 0)
    assert [(line["region"], line["outcome"]) for line in again] == [("us-east-1", "undone")]


def test_what_somebody_has_changed_since_is_left_alone_and_ends_with_1(here: Path, account: FakeAccount) -> None:
    control = "ec2_snapshots_public_blocked"
    name = apply(here, control)
    account.calls.clear()
    account.state(EC2Guards, "us-east-1")["snapshots"] = "block-new-sharing"
    result = run("baseline", "undo", name, "--yes")
    assert result.exit_code == 1
    assert "Changed by somebody since, left alone (1)" in result.stdout
    assert account.state(EC2Guards, "us-east-1")["snapshots"] == "block-new-sharing"


def test_a_run_is_taken_back_once(account: FakeAccount, here: Path) -> None:
    name = apply(here, EBS)
    run("baseline", "undo", name, "--yes")
    account.calls.clear()
    result = run("baseline", "undo", name, "--yes")
    assert result.exit_code == 0
    assert result.stdout == f"Nothing of run {name} is left to take back.\n"
    assert changed(account) == []


@pytest.mark.parametrize("command", ["undo", "report"])
def test_a_run_that_nobody_knows_is_refused_with_those_that_are_known(here: Path, command: str) -> None:
    result = run("baseline", command, "2026-01-01-abc")
    assert result.exit_code == 1
    assert result.stderr.startswith("no run is kept in .hinomi/rounds.jsonl")
    name = apply(here, EBS)
    result = run("baseline", command, "2026-01-01-abc")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"2026-01-01-abc: no such run; the latest are {name}\n"


def test_the_report_is_the_mail_of_the_run(here: Path) -> None:
    apply(here, EBS, DETECTOR)
    told = run("baseline", "report")
    assert told.exit_code == 0
    assert told.stdout.startswith("[Baseline] 2 changed\n")
    assert "Account: 111122223333" in told.stdout
    assert "- EBS volumes are encrypted by default (all 3 Regions)" in told.stdout
    assert "■ 変更した設定" in run("baseline", "report", "--lang", "ja").stdout


def test_the_report_of_an_earlier_run_and_its_json(here: Path, account: FakeAccount) -> None:
    first = apply(here, EBS)
    apply(here, DETECTOR)
    account.calls.clear()
    assert BY_ID[EBS].texts["en"].title in run("baseline", "report", first).stdout
    told = lines(run("baseline", "report", first, "--json"), 0)
    assert [(line["control"], line["outcome"]) for line in told] == [(EBS, "changed")] * len(REGIONS)
    assert account.calls == []


def test_wrong_settings_are_refused_in_one_sentence(here: Path) -> None:
    write_settings(here, {"controls": {"ec2_ebs": {"mode": "report"}}})
    for command in (("list",), ("plan",), ("apply", "--yes"), ("report",), ("undo", "x")):
        result = run("baseline", *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("hinomi.yaml: $.baseline.controls.ec2_ebs: no such control")
