"""The conventions of this project, each as a test that names what is missing.

That every event has golden texts, and every golden text an event, is told by `tests/golden`.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hinomi
from hinomi import channels, sources
from hinomi.channels import CHANNELS
from hinomi.envelope import open_envelope
from hinomi.model import Event
from hinomi.sources import SOURCES
from support.fakes import make_watch
from support.template import Stack, read_template

if TYPE_CHECKING:
    from types import ModuleType

    from hinomi.sources import Source

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events"
CORE = Path(hinomi.__file__).parent
# What `hinomi.yaml` describes has no source: `test_custom_events.py` looks after `events/custom`.
FOLDERS = sorted(path for path in EVENTS.iterdir() if path.is_dir() and path.name != "custom")
# Sources all of whose events are told: there is no look-alike that must stay silent.
ALWAYS_TOLD = {
    "baseline_round": "a round that nobody hears of looks like one that never was",
    "budgets": "AWS Budgets writes only when a threshold that somebody set is crossed",
    "securityhub_requests": "a person asked for it",
    "unrecognized": "what nobody knows must reach a person",
}


def short(module: ModuleType | Source) -> str:
    return module.__name__.rpartition(".")[2]


NAMES = [short(source) for source in SOURCES]


def source_of(event: Event) -> str:
    return short(next(source for source in SOURCES if source.recognizes(event)))


def owners(folder: Path) -> list[str]:
    """List the sources that a folder of events belongs to: `guardduty` and `guardduty_scan` share one."""
    return [name for name in NAMES if name == folder.name or name.startswith(f"{folder.name}_")]


@cache
def told() -> dict[str, dict[bool, list[str]]]:
    """Say for each source which sample events a watch that knows nothing yet tells of, and which it does not."""
    files: dict[str, dict[bool, list[str]]] = {name: {True: [], False: []} for name in NAMES}
    for folder in FOLDERS:
        for file in sorted(folder.glob("*.json")):
            for event in open_envelope(json.loads(file.read_text("utf-8"))):
                notified = any(outcome.decision.notify for outcome in make_watch().take(event))
                files[source_of(event)][notified].append(f"{folder.name}/{file.name}")
    return files


@pytest.mark.parametrize(
    ("package", "registry", "mark"), [(sources, SOURCES, "recognizes"), (channels, CHANNELS, "render")]
)
def test_a_registry_lists_the_modules_of_its_folder(package: ModuleType, registry: tuple[Any, ...], mark: str) -> None:
    offered = {
        path.stem
        for path in Path(str(package.__file__)).parent.glob("*.py")
        if any(isinstance(node, ast.FunctionDef) and node.name == mark for node in ast.parse(path.read_text()).body)
    }
    listed = [short(module) for module in registry]
    assert sorted(listed) == sorted(offered), f"{short(package)}/__init__.py misses {sorted(offered - set(listed))}"


def test_the_source_that_takes_everything_is_asked_last() -> None:
    assert [short(source) for source in SOURCES if source.recognizes(Event(body={"what": "ever"}))] == NAMES[-1:]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_of_events_belongs_to_a_source(folder: Path) -> None:
    assert owners(folder), f"events/{folder.name}: no module sources/{folder.name}*.py"
    elsewhere = {
        file
        for name, files in told().items()
        for file in (*files[True], *files[False])
        if file.startswith(f"{folder.name}/") and name not in owners(folder) and "lookalike" not in file
    }
    assert elsewhere == set(), f"recognized by none of {owners(folder)}"


def test_every_source_has_a_folder_of_events() -> None:
    missing = set(NAMES) - {name for folder in FOLDERS for name in owners(folder)}
    assert missing == set(), f"no folder events/<name> for {missing}"


@pytest.mark.parametrize("name", NAMES)
def test_a_source_has_an_event_that_is_told_and_a_look_alike_that_is_not(name: str) -> None:
    files = told()[name]
    assert files[True], f"no file under events/ makes the source {name} alert"
    if name in ALWAYS_TOLD:
        assert not files[False], f"{name} has a look-alike now: it is no exception any more"
    else:
        assert files[False], f"no file under events/ is a look-alike that the source {name} leaves untold"


@pytest.mark.parametrize("function", sorted((ROOT / "functions").iterdir()), ids=lambda path: path.name)
def test_a_function_is_thin_and_starts_with_the_environment_of_the_template(function: Path) -> None:
    assert len((function / "app.py").read_text("utf-8").splitlines()) < 25, f"functions/{function.name}/app.py is thick"
    made = Stack(read_template(ROOT / "template.yaml"), SlackWebhookSecret="ssm:/hinomi/slack")
    properties = next(
        properties
        for properties in made.of_type("AWS::Serverless::Function").values()
        if properties["CodeUri"].rstrip("/").endswith(f"functions/{function.name}")
    )
    environment = {
        **{name: str(value) for name, value in properties["Environment"]["Variables"].items()},
        **dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION"), "ap-northeast-1"),
        **dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "testing"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CORE.parent),
    }
    command = [sys.executable, "-c", "import app; assert callable(app.handler)"]
    subprocess.run(command, cwd=function, env=environment, check=True, timeout=60)  # noqa: S603 - our own code
