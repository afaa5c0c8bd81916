"""`hinomi replay`: events through the real pipeline, in the order of their time, with state in memory."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from support.command_line import ALERT_KEYS, objects, refusal, run

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.usefixtures("here")


def test_a_line_for_each_event_and_the_totals_last(root: Path) -> None:
    *lines, totals = objects(run("replay", root / "events", "--json"))
    files = sorted((root / "events").rglob("*.json"))
    assert totals.keys() >= {"events", "notified", "seconds"}
    assert totals["events"] == len(files)
    assert {line["file"] for line in lines} == set(map(str, files))
    assert totals["notified"] == sum(line["decision"]["notify"] for line in lines)
    assert (totals["bad_files"], totals["failed"]) == (0, 0)
    assert totals["seconds"] > 0
    for line in lines:
        assert line["alert"].keys() >= ALERT_KEYS
        assert line["decision"].keys() == {"notify", "reason"}
        assert bool(line["routes"]) is line["decision"]["notify"]
        assert all(route == {"route": "root", "receiver": "default"} for route in line["routes"])
    assert 0 < totals["messages"] < 10 * totals["notified"]  # in ten places, and several alerts in one message


def test_events_come_in_the_order_of_their_time(root: Path, here: Path) -> None:
    """Told in the order of the names, the updated finding would come before the first one."""
    finding = json.loads((root / "events/guardduty/ec2_ssh_brute_force.json").read_text())
    earlier, later = here / "b.json", here / "a.json"
    earlier.write_text(json.dumps({**finding, "time": "2026-11-20T03:00:00Z"}))
    later.write_text(json.dumps({**finding, "time": "2026-11-21T03:00:00Z"}))
    *lines, _ = objects(run("replay", here, "--json"))
    assert [(line["file"], line["decision"]["reason"]) for line in lines] == [
        (str(earlier), "first_seen"),
        (str(later), "duplicate"),
    ]


def test_a_bare_record_has_a_time_too(root: Path, here: Path) -> None:
    record = json.loads((root / "events/root_api/create_access_key.json").read_text())["detail"]
    for name, time in (("a", "2026-11-22T00:00:00Z"), ("b", "2026-11-20T00:00:00Z")):
        (here / f"{name}.json").write_text(json.dumps({**record, "eventTime": time, "eventID": name}))
    (here / "0.txt").write_text("an event without any time comes last")
    *lines, _ = objects(run("replay", here, "--json"))
    assert [line["file"].rpartition("/")[2] for line in lines] == ["b.json", "a.json", "0.txt"]


def test_state_is_kept_from_event_to_event(root: Path) -> None:
    names = ("control_failed", "control_failed_reimported", "control_passed", "control_reopened")
    *lines, totals = objects(run("replay", *(root / f"events/securityhub/{name}.json" for name in names), "--json"))
    assert [line["decision"]["reason"] for line in lines] == ["first_seen", "duplicate", "resolved", "reopened"]
    assert totals["notified"] == 3


def test_bad_files_are_reported_and_counted_never_fatal(finding_file: Path, here: Path) -> None:
    shutil.copy(finding_file, here / "good.json")
    (here / "picture.json").write_bytes(b"\x89PNG")
    (here / "empty.json").touch()
    (here / "ignored.md").write_bytes(b"\x89PNG")
    result = run("replay", here, here / "missing.json", "--json")
    *lines, totals = objects(result)
    assert [line["decision"]["reason"] for line in lines] == ["first_seen"]
    assert (totals["events"], totals["bad_files"]) == (1, 3)
    assert sorted(line.removeprefix(f"{here}/") for line in result.stderr.splitlines()) == [
        "empty.json: empty",
        "missing.json: No such file or directory",
        "picture.json: neither JSON nor UTF-8 text (byte 0)",
    ]


def test_people_are_shown_a_table_and_totals(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    result = run("replay", root / "events/root_signin")
    assert result.exit_code == 0
    row = next(line for line in result.stdout.splitlines() if "success_without_mfa.json" in line)
    assert [cell.strip() for cell in row.split("│")[2:-1]] == ["signin", "CRITICAL", "notify", "first_seen"]
    assert "events/s" in result.stdout
    assert "not_actionable 3" in result.stdout


def test_a_file_name_is_no_markup(finding_file: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    shutil.copy(finding_file, here / "[red]x.json")
    assert "[red]x.json" in run("replay", here).stdout


def test_wrong_settings_are_refused_in_one_line(here: Path) -> None:
    assert refusal(run("replay", here, "--config", here / "no.yaml")).endswith("no.yaml: No such file or directory")
