"""The documents are true: what they name is there, what they show is what the project does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from typer.testing import CliRunner

from hinomi.channels import CHANNELS
from hinomi.config import Config
from hinomi.envelope import open_envelope
from hinomi.normalize import normalize
from hinomi.routing.labels import NAMES
from hinomi.routing.rates import RATES
from hinomi.routing.settings import Channel, ChannelName, Inhibition, Route, StandingSilence, Window
from hinomi_cli import settings_file
from hinomi_cli.docs import IN_JAPANESE, documents, fill, parameters
from hinomi_cli.main import app
from hinomi_cli.routing_docs import LABELS
from support.event_pattern import matches
from support.stack_policies import ALARM, RULE
from support.template import Stack, read_template

ROOT = Path(__file__).parents[2]
DOCUMENTS = documents(ROOT)
OPERATIONS = (ROOT / "docs/operations.md", ROOT / "docs/operations.ja.md")
ROUTING = (ROOT / "docs/routing.md", ROOT / "docs/routing.ja.md")
READMES = (ROOT / "README.md", ROOT / "README.ja.md")
TEMPLATE = read_template(ROOT / "template.yaml")
STACK = Stack(TEMPLATE)

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")
_PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:json|md|py|toml|txt|yaml))?)`")
_HOMES = ("", "layers/core/hinomi", "docs")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
each_routing = pytest.mark.parametrize("document", ROUTING, ids=lambda path: path.name)
each_operations = pytest.mark.parametrize("document", OPERATIONS, ids=lambda path: path.name)


def read(document: Path) -> str:
    return document.read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """List the code blocks of one language."""
    found = _FENCE.findall(text)
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, kind, body in found if kind == language]


def prose(text: str) -> str:
    return _FENCE.sub("", text)


def slugs(text: str) -> set[str]:
    """List the anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))


@each_document
def test_a_make_target_that_is_named_exists(document: Path) -> None:
    text = read(document)
    commands = re.findall(r"`make ([a-z-]+)", prose(text))
    commands += [name for block in blocks(text, "sh") for name in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE)]
    assert set(commands) <= targets()


def test_make_help_lists_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607 - make is found as people find it
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {line.split()[0] for line in told.splitlines()} == targets()


@each_document
def test_a_generated_part_is_up_to_date(document: Path) -> None:
    assert read(document) == fill(read(document), ROOT), "run `make docs`"


@each_operations
def test_every_parameter_stands_in_the_operations_pages(document: Path) -> None:
    assert IN_JAPANESE.keys() == parameters(ROOT).keys()
    assert [name for name in parameters(ROOT) if f"\n| `{name}` | " not in read(document)] == []


@each_operations
def test_every_setting_is_explained(document: Path) -> None:
    assert [name for name in Config.__struct_fields__ if f"\n| `{name}` | " not in read(document)] == []


@each_routing
@pytest.mark.parametrize("kind", [Channel, Route, Window, Inhibition, StandingSilence])
def test_every_setting_of_routing_is_explained(document: Path, kind: type[msgspec.Struct]) -> None:
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    assert [name for name in names if not re.search(rf"`{name}\b|\b{name}: ", read(document))] == []


def test_every_label_is_explained() -> None:
    assert all(words.keys() == {*NAMES, "tag.<key>"} for words in LABELS.values())


def test_every_channel_can_be_named_by_a_receiver_and_has_a_rate() -> None:
    names = {vars(channel)["NAME"] for channel in CHANNELS}
    assert names == set(get_args(ChannelName)) == RATES.keys()


@each_document
def test_settings_that_are_shown_are_right(document: Path, tmp_path: Path) -> None:
    shown = tmp_path / "hinomi.yaml"
    for block in blocks(read(document), "yaml"):
        shown.write_text(block, "utf-8")
        assert settings_file.find_problems(settings_file.read(shown)) == [], block


@each_routing
def test_the_way_of_the_event_that_is_shown_is_by_the_settings_that_are_shown(document: Path, tmp_path: Path) -> None:
    settings = tmp_path / "hinomi.yaml"
    settings.write_text(next(block for block in blocks(read(document), "yaml") if "receivers:" in block), "utf-8")
    (session,) = (block for block in blocks(read(document), "text") if block.startswith("$ hinomi config route "))
    command, _, printed = session.partition("\n")
    words = [*command.split()[2:-1], str(ROOT / command.split()[-1]), "--config", str(settings)]
    assert CliRunner().invoke(app, words).stdout == printed


@each_operations
def test_every_alarm_is_explained(document: Path) -> None:
    alarms = [
        resource["Properties"]["AlarmName"] for resource in TEMPLATE["Resources"].values() if resource["Type"] == ALARM
    ]
    names = [name["Fn::Sub"].removeprefix("${AWS::StackName} ") for name in alarms]
    assert names
    rows = [line.partition(" | ")[0] for line in read(document).splitlines() if line.startswith("| `")]
    assert [name for name in names if not any(f"`{name}`" in row for row in rows)] == []


@each_document
def test_what_is_linked_to_exists(document: Path) -> None:
    for path, anchor in _LINK.findall(prose(read(document))):
        linked = (document.parent / path).resolve() if path else document
        assert linked.exists(), f"{document.name}: {path}"
        assert not anchor or anchor in slugs(read(linked)), f"{document.name}: {path}#{anchor}"


@each_document
def test_a_file_that_is_named_exists(document: Path) -> None:
    named = _PATH.findall(prose(read(document)))
    assert [path for path in named if not any((ROOT / home / path).exists() for home in _HOMES)] == []


@each_document
def test_a_test_that_is_named_exists(document: Path) -> None:
    tests = "\n".join(map(read, sorted((ROOT / "tests").rglob("test_*.py"))))
    named = re.findall(r"`(test_\w+)`", prose(read(document)))
    assert [name for name in named if f"def {name}(" not in tests] == []


@each_document
def test_an_output_or_a_resource_that_is_asked_for_exists(document: Path) -> None:
    commands = "\n".join(blocks(read(document), "sh"))
    assert set(re.findall(r"\(output (\w+)", commands)) <= TEMPLATE["Outputs"].keys()
    assert set(re.findall(r"\(resource (\w+)", commands)) <= TEMPLATE["Resources"].keys()
    known = TEMPLATE["Outputs"].keys() | TEMPLATE["Parameters"].keys()
    assert set(re.findall(r"`(\w+(?:Arn|Url))`", read(document))) <= known


@each_document
def test_a_command_is_a_command(document: Path) -> None:
    for block in blocks(read(document), "sh"):
        checked = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)  # noqa: S607 - likewise bash
        assert checked.stderr == "", block


@pytest.mark.parametrize("document", READMES, ids=lambda path: path.name)
def test_a_mail_that_is_shown_is_the_one_that_was_reviewed(document: Path) -> None:
    shown = re.findall(r"<!-- mail (\S+) (\S+) -->\n\n```text\n(.*?)```", read(document), re.DOTALL)
    assert [name.split("/")[0] for name, *_ in shown] == ["guardduty", "health", "baseline_round"]
    assert shown[0][1] == "ja"
    for name, locale, mail in shown:
        golden = read(ROOT / "tests/golden/texts" / f"{name}.{locale}.txt")
        assert mail.rstrip() == golden.partition("--- email ---\n")[2].partition("\n--- ")[0].rstrip()


def test_the_limits_are_those_of_the_channels() -> None:
    rows = {
        line.split("`")[1]: line for line in read(ROOT / "docs/architecture.md").splitlines() if line.startswith("| `")
    }
    for channel in CHANNELS:
        limits: Any = vars(channel)["LIMITS"]
        for name in limits.__struct_fields__:
            assert f"{getattr(limits, name):,}" in rows[channel.NAME], (channel.NAME, name)


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@each_operations
def test_the_drill_reaches_the_intake_as_a_drill(document: Path) -> None:
    (block,) = (block for block in blocks(read(document), "sh") if "hinomi.drill" in block)
    command = block.partition(" > drill.json")[0]
    made = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 - the command is our own
    (entry,) = json.loads(made)
    event = {"source": entry["Source"], "detail-type": entry["DetailType"], "detail": json.loads(entry["Detail"])}
    assert [rule for rule in STACK.of_type(RULE) if matches(STACK.pattern(rule), event)] == ["RootSigninRule"]
    (alert,) = (alert for opened in open_envelope(event) for alert in normalize(opened))
    assert (alert.drill, alert.actionable) == (True, True)
