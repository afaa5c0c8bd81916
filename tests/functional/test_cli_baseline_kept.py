"""What `hinomi baseline` keeps: runs, holds, whatever ends it early."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from hinomi.baseline.outcome import Outcome
from hinomi.controls import BY_ID
from hinomi_cli.baseline import asking
from hinomi_cli.baseline.file_rounds import FileRounds
from support.account.fake import ACCOUNT, HOME, REGIONS, Crash, FakeAccount, Fault
from support.command_line import run
from support.operator import EBS, encrypted, last_run, lines, sign_in
from support.table import client, create_round_table

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("account")
ENABLE = "enable_ebs_encryption_by_default"


def rounds(here: Path) -> FileRounds:
    return FileRounds(here / ".hinomi/rounds.jsonl")


def test_what_a_crash_leaves_behind_can_be_taken_back(account: FakeAccount, here: Path) -> None:
    before = account.snapshot()
    account.faults.append(Fault("ec2", ENABLE, crash="after", region="us-east-1", times=2))
    with pytest.raises(Crash):
        run("baseline", "apply", "--yes", "--control", EBS)
    assert "us-east-1" in encrypted(account)
    account.faults.clear()

    assert run("baseline", "undo", last_run(here), "--yes").exit_code == 0
    assert account.snapshot() == before


def test_what_was_stopped_by_a_person_is_kept_and_told(
    monkeypatch: pytest.MonkeyPatch, account: FakeAccount, here: Path
) -> None:
    """Ctrl-C comes while the writes are under way."""
    keep = FileRounds.keep_results

    def interrupted(self: FileRounds, name: str, results: Any) -> None:
        keep(self, name, results)
        if any(one.outcome is Outcome.CHANGED for one in results):
            raise KeyboardInterrupt

    monkeypatch.setattr(FileRounds, "keep_results", interrupted)
    result = run("baseline", "apply", "--yes", "--control", EBS)
    assert result.exit_code == 1
    assert f"Stopped. What was changed until then is kept: hinomi baseline undo {last_run(here)}" in result.stderr
    assert len(rounds(here).entries(last_run(here))) == len(encrypted(account)) > 0


def test_what_was_taken_back_is_held_until_the_control_is_named(account: FakeAccount, here: Path) -> None:
    run("baseline", "apply", "--yes", "--control", EBS, "--region", HOME)
    run("baseline", "undo", last_run(here), "--yes")
    held = (EBS, HOME, "")
    assert rounds(here).holds() == {held}
    told = lines(run("baseline", "plan", "--json", "--region", HOME), 2)
    (about,) = (line for line in told if line["control"] == EBS)
    assert (about["outcome"], about["detail"]) == (
        "drift",
        "Not changed, because a person took back an earlier change.",
    )
    assert run("baseline", "apply", "--yes", "--control", EBS, "--region", HOME).exit_code == 0
    assert rounds(here).holds() == frozenset()
    assert encrypted(account) == [HOME]


def test_a_hold_is_not_released_by_a_plan_nor_by_a_person_who_declines(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "apply", "--yes", "--control", EBS, "--region", HOME)
    run("baseline", "undo", last_run(here), "--yes")
    monkeypatch.setattr(asking, "has_terminal", lambda: True)
    run("baseline", "plan", "--control", EBS)
    run("baseline", "apply", "--control", EBS, stdin="n\n")
    assert rounds(here).holds() == {(EBS, HOME, "")}


def test_a_folder_keeps_the_rounds_of_one_account_only(here: Path) -> None:
    """A place is known by control, Region and resource: in another account that is another place."""
    run("baseline", "apply", "--yes", "--control", EBS)
    kept = here / ".hinomi/rounds.jsonl"
    kept.write_text(kept.read_text("utf-8").replace(ACCOUNT, "123456789012"), "utf-8")
    for command in (("plan",), ("apply", "--yes"), ("undo", last_run(here), "--yes")):
        result = run("baseline", *command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "keeps runs of account 123456789012" in result.stderr


def test_only_a_whole_run_counts_as_a_round(here: Path, account: FakeAccount) -> None:
    run("baseline", "apply", "--yes", "--control", EBS)
    run("baseline", "apply", "--yes")
    whole, part = rounds(here).runs(5)
    assert (bool(whole.ended), bool(part.ended)) == (True, False)
    assert {one.control for one in rounds(here).results(whole.id)} <= BY_ID.keys()
    assert dict(rounds(here).regions(whole.id)) == dict.fromkeys(REGIONS, "")
    assert account.regions == REGIONS


def test_the_table_of_a_deployment_keeps_runs_too(
    monkeypatch: pytest.MonkeyPatch, here: Path, account: FakeAccount
) -> None:
    class Both:
        def client(self, service_name: str, **more: Any) -> Any:
            return client("dynamodb") if service_name == "dynamodb" else account.session.client(service_name, **more)

    before, table = account.snapshot(), create_round_table()
    sign_in(monkeypatch, Both())
    applied = run("baseline", "apply", "--yes", "--table", table, "--control", EBS)
    assert applied.exit_code == 0
    assert not (here / ".hinomi").exists()

    monkeypatch.setenv("HINOMI_ROUND_TABLE", table)
    (name,) = set(re.findall(r"hinomi baseline undo (\S+)", applied.output))
    assert "EBS volumes are encrypted by default (all 3 Regions)" in run("baseline", "report", name).stdout
    assert run("baseline", "undo", name, "--yes").exit_code == 0
    assert account.snapshot() == before


def test_a_table_that_is_not_there_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(monkeypatch, boto3.Session())  # type: ignore[arg-type]  # the stubs know literals only
    result = run("baseline", "report", "--table", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "nowhere: the runs cannot be read: dynamodb:Query: ResourceNotFoundException\n"
