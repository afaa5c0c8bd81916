"""`hinomi render` and `hinomi config`: offline, without AWS."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hinomi.config import LOCALES
from hinomi.render import CHANNEL_NAMES
from hinomi_cli import settings_file
from support.command_line import ALERT_KEYS, objects, refusal, run

if TYPE_CHECKING:
    from pathlib import Path

EVERYWHERE = {(channel, locale) for channel in CHANNEL_NAMES for locale in LOCALES}


pytestmark = pytest.mark.usefixtures("here")


def test_json_holds_decision_alert_and_messages(finding_file: Path) -> None:
    (told,) = objects(run("render", finding_file, "--json"))
    assert list(told) == ["decision", "alert", "messages"]
    assert told["decision"] == {"notify": True, "reason": "first_seen"}
    assert told["alert"].keys() >= ALERT_KEYS
    assert told["alert"]["type"] == "UnauthorizedAccess:EC2/SSHBruteForce"
    assert {(message["channel"], message["locale"]) for message in told["messages"]} == EVERYWHERE
    assert all(list(message) == ["channel", "locale", "subject", "body"] for message in told["messages"])
    assert all(message["body"] for message in told["messages"])


@pytest.mark.parametrize("channel", CHANNEL_NAMES)
@pytest.mark.parametrize("locale", LOCALES)
def test_one_channel_in_one_language(finding_file: Path, channel: str, locale: str) -> None:
    (told,) = objects(run("render", finding_file, "--json", "--channel", channel, "--locale", locale))
    assert [(message["channel"], message["locale"]) for message in told["messages"]] == [(channel, locale)]


def test_people_are_shown_the_mail_and_why_it_would_be_sent(finding_file: Path) -> None:
    result = run("render", finding_file, "--locale", "ja", "--channel", "email")
    assert result.exit_code == 0
    assert result.stdout.startswith("=== email (ja)\nSubject: [")
    assert "■ まず行うこと" in result.stdout
    assert result.stderr == "would be sent: first_seen\n"


def test_people_are_shown_json_bodies_indented(finding_file: Path) -> None:
    assert '\n  "blocks": [\n' in run("render", finding_file, "--channel", "slack", "--locale", "en").stdout


def test_standard_input_is_read(root: Path) -> None:
    text = (root / "events/budgets/actual_over_threshold.json").read_bytes()
    (told,) = objects(run("render", "-", "--json", stdin=text))
    assert told["alert"]["source"] == "budgets"


def test_plain_text_is_an_event() -> None:
    (told,) = objects(run("render", "-", "--json", stdin="こんにちは"))
    assert told["alert"]["source"] == "unrecognized"
    assert "こんにちは" in told["messages"][0]["body"]


def test_what_would_not_be_sent_exits_with_0_too(root: Path) -> None:
    (told,) = objects(run("render", root / "events/guardduty/s3_scan_clean.json", "--json"))
    assert told["decision"] == {"notify": False, "reason": "not_actionable"}
    assert told["messages"] == []


def test_each_alert_of_a_file_is_an_object(finding_file: Path, root: Path, here: Path) -> None:
    files = (finding_file, root / "events/root_signin/failure.json")
    many = here / "many.jsonl"
    many.write_text("\n".join(json.dumps(json.loads(file.read_text())) for file in files))
    assert [told["alert"]["source"] for told in objects(run("render", many, "--json"))] == ["guardduty", "signin"]


def test_the_settings_count(finding_file: Path, here: Path) -> None:
    (here / "hinomi.yaml").write_text('account_names: {"123456789012": 開発, "111122223333": 開発}\n', "utf-8")
    assert "開発" in run("render", finding_file, "--channel", "email", "--locale", "ja").stdout
    (here / "hinomi.yaml").write_text("severity_floor: CRITICAL\n", "utf-8")
    (told,) = objects(run("render", finding_file, "--json"))
    assert told["decision"] == {"notify": False, "reason": "below_floor"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "event.json: No such file or directory"),
        (b"", "event.json: empty"),
        (b" \n\t", "event.json: empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "event.json: neither JSON nor UTF-8 text (byte 0)"),
        (b'{"id": "caf\xe9"}', "event.json: neither JSON nor UTF-8 text (byte 11)"),
        (b"GIF\0", "event.json: binary, neither JSON nor text"),
    ],
)
def test_an_unreadable_file_is_refused_in_one_line(here: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (here / "event.json").write_bytes(content)
    assert refusal(run("render", "event.json")) == said


def test_unreadable_input_is_refused_in_one_line() -> None:
    assert refusal(run("render", "-", stdin=b"\xff")) == "-: neither JSON nor UTF-8 text (byte 0)"


def test_a_folder_is_refused_in_one_line(here: Path) -> None:
    assert refusal(run("render", here)) == f"{here}: Is a directory"


def test_wrong_settings_are_refused_in_one_line(finding_file: Path, here: Path) -> None:
    (here / "hinomi.yaml").write_text("severity_floor: low\ntime_zone: Mars\n")
    line = refusal(run("render", finding_file))
    assert line.startswith("hinomi.yaml: $.severity_floor: 'low' is none of ")
    assert "; hinomi.yaml: $.time_zone: " in line


@pytest.mark.parametrize("option", [("--channel", "fax"), ("--locale", "fr")])
def test_an_unknown_channel_or_language_is_refused(finding_file: Path, option: tuple[str, str]) -> None:
    result = run("render", finding_file, *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert option[1] in result.stderr


def test_sound_settings_have_no_problem(root: Path) -> None:
    result = run("config", "check", root / "hinomi.yaml")
    assert (result.exit_code, result.stdout) == (0, f"{root}/hinomi.yaml: no problem\n")


def test_every_problem_is_told_on_a_line_of_its_own(here: Path) -> None:
    (here / "hinomi.yaml").write_text("severity_floor: low\ntime_zome: x\naccount_names: {111122223333: a}\n")
    result = run("config", "check")
    assert result.exit_code == 1
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == [
        "$.account_names.111122223333",
        "$.time_zome",
        "$.severity_floor",
    ]


def test_the_check_says_which_silences_have_ended(here: Path) -> None:
    (here / "hinomi.yaml").write_text(
        "silences: [{match: {source: budgets}, owner: Sato, reason: load test, until: 2020-03-31}]\n"
    )
    result = run("config", "check")
    assert result.exit_code == 1
    assert result.stdout == "$.silences[0].until: ended 2020-03-31: remove the silence, or write a later day\n"


def test_broken_yaml_is_told_with_file_and_place(here: Path) -> None:
    (here / "hinomi.yaml").write_text("time_zone: UTC\ntime_zone: UTC\n")
    result = run("config", "check")
    assert result.exit_code == 1
    assert result.stdout == "hinomi.yaml: line 2, column 1: the key 'time_zone' is written twice\n"


def test_a_route_is_shown_with_its_reason_and_its_readers(finding_file: Path, here: Path) -> None:
    (here / "hinomi.yaml").write_text(
        "receivers: {web: {channels: [{channel: slack}, {channel: email, locale: en}]}}\n"
        "mute: {night: {times: ['22:00-07:00']}}\n"
        "routes: {group_wait: 1m, routes: [{name: web, match: {source: guardduty, severity: '<=HIGH'}, receiver: web, "
        "mute: [night]}]}\n"
    )
    result = run("config", "route", finding_file)
    assert result.exit_code == 0
    account = json.loads(finding_file.read_text())["detail"]["accountId"]
    headline, *lines = result.stdout.splitlines()
    assert headline.startswith("guardduty UnauthorizedAccess:EC2/SSHBruteForce, ")
    assert [line.split(maxsplit=1) for line in lines if not line.startswith("  muted")] == [
        ["route", "root/web"],
        ["why", "severity<=HIGH source=guardduty"],
        ["receiver", "web"],
        ["group", f"root/web|source=guardduty|account={account}"],
        ["wait", "0:01:00"],
        ["outlets", "web/slack-ja, web/email-en"],
    ]
    assert "  muted in  night" in lines


def test_every_branch_of_every_alert_is_shown(root: Path, here: Path) -> None:
    (here / "other.yaml").write_text(
        "routes: {routes: [{match: {source: signin}, continue: true}, {match: {type: 'root_*'}}]}\n"
    )
    event = root / "events/root_signin/success_without_mfa.json"
    lines = run("config", "route", event, "--config", here / "other.yaml").stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("  route ")] == ["root/1", "root/2"]
    assert [line for line in lines if line.startswith("  wait ")] == ["  wait      none: told at once"] * 2
    assert "  outlets   all that the stack deploys" in lines


def test_what_nobody_is_told_takes_no_route(root: Path) -> None:
    result = run("config", "route", root / "events/guardduty/s3_scan_clean.json")
    assert result.stdout.splitlines()[1:] == ["  nobody is told: not_actionable"]


def test_neither_an_unreadable_event_nor_wrong_settings_have_a_route(finding_file: Path, here: Path) -> None:
    assert refusal(run("config", "route", "nowhere.json")) == "nowhere.json: No such file or directory"
    (here / "hinomi.yaml").write_text("routes: {receiver: nobody}\n")
    assert refusal(run("config", "route", finding_file)).startswith("hinomi.yaml: $.routes.receiver: no receiver ")


def test_the_schema_for_editors_is_kept_up_to_date(root: Path) -> None:
    kept = root / "docs/hinomi.schema.json"
    assert kept.exists(), "docs/hinomi.schema.json is missing: run `make schema`"
    assert kept.read_text("utf-8") == run("config", "schema").stdout, "docs/hinomi.schema.json: run `make schema`"
    assert json.loads(kept.read_text("utf-8")) == settings_file.schema()


def test_the_command_itself_runs(root: Path, here: Path) -> None:
    event = (root / "events/root_signin/success_without_mfa.json").read_bytes()
    command = [sys.executable, "-c", "from hinomi_cli.main import main; main()", "render", "-", "--json"]
    done = subprocess.run(command, input=event, capture_output=True, check=True, cwd=here, timeout=60)  # noqa: S603 - our own code
    assert json.loads(done.stdout)["alert"]["severity"] == "CRITICAL"
    assert done.stderr == b""
