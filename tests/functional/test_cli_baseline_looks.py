"""How `hinomi baseline` looks: the list, the plan, in either language, whatever AWS says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hinomi.controls import BY_ID, CONTROLS
from support.account.fake import HOME
from support.command_line import run
from support.operator import EBS, lines, make_control, only, switch, write_settings

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("account")


def test_the_list_shows_every_control_with_both_modes(here: Path) -> None:
    write_settings(here, {"controls": {EBS: {"mode": "off"}}})
    told = [json.loads(line) for line in run("baseline", "list", "--json").stdout.splitlines()]
    assert [line["control"] for line in told] == [control.id for control in CONTROLS]
    (about,) = (line for line in told if line["control"] == EBS)
    assert about == {
        "control": EBS,
        "title": "EBS volumes are encrypted by default",
        "scope": "region",
        "default_mode": "enforce",
        "mode": "off",
        "cost": "none",
        "risk": "medium",
        "standards": list(BY_ID[EBS].standards),
    }


def test_the_list_is_a_table_in_either_language(here: Path) -> None:
    table = run("baseline", "list").stdout
    assert all(control.id in table and control.texts["en"].title in table for control in CONTROLS)
    assert BY_ID[EBS].texts["ja"].title in run("baseline", "list", "--lang", "ja").stdout
    (here / "hinomi.yaml").unlink()
    assert "No hinomi.yaml here" in run("baseline", "list").stdout


def test_people_see_what_would_change_what_it_costs_and_what_it_may_break() -> None:
    result = run("baseline", "plan", "--control", EBS)
    assert result.exit_code == 2
    shown = [line.strip() for line in result.stdout.splitlines()]
    assert "Would change (3)" in shown
    assert f"{EBS}  EBS volumes are encrypted by default" in shown
    assert "cost: none · risk: medium · mode: enforce" in shown
    assert shown[shown.index("all 3 Regions") + 1] == "encryption by default off → on"
    assert "New EBS volumes and copies of snapshots are encrypted." in " ".join(shown)
    assert "Would change: 3" in shown
    assert result.stderr == ""


def test_people_are_told_in_japanese_too() -> None:
    shown = run("baseline", "plan", "--control", EBS, "--lang", "ja").stdout
    assert "変更候補 (3)" in shown
    assert "デフォルトの暗号化 無効 → 有効" in shown
    assert "全 3 リージョン" in shown


def test_what_only_a_person_can_do_is_told_with_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, make_control(switch("thing")))
    result = run("baseline", "plan", "--region", HOME)
    assert result.exit_code == 2
    assert "For a person to do (1)" in result.stdout
    assert "Do it." in result.stdout
    assert "thing · ap-northeast-1" in result.stdout


HOSTILE = "\x1b[31mred\x1b]0;title\x07 [bold]x[/] \u202egnp.exe\u200b\nnext\x9b2J"


def test_a_hostile_name_is_harmless_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, make_control(switch(HOSTILE, what=HOSTILE)))
    shown = run("baseline", "plan", "--region", HOME).stdout
    assert "red [bold]x[/] gnp.exe next · ap-northeast-1" in shown
    assert "Seen: red [bold]x[/] gnp.exe next." in shown
    assert {one for one in shown if not one.isprintable()} == {"\n"}


def test_a_hostile_name_is_whole_in_json_and_harmless_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, make_control(switch(HOSTILE)))
    result = run("baseline", "plan", "--region", HOME, "--json")
    assert lines(result, 2)[0]["resource"] == HOSTILE
    assert {one for one in result.stdout if not one.isprintable()} == {"\n"}


def test_progress_is_shown_on_a_terminal_and_never_on_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    result = run("baseline", "plan", "--json", "--control", EBS)
    assert len(lines(result, 2)) == 3
    assert "3/3" in result.stderr
