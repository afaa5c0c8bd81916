"""The SDK that the round brings: the one that the tests run with, whole for what the round calls."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from hinomi_cli import build, build_sdk
from support import sdk_probe
from support.account.services import SERVICES
from support.stack_policies import FUNCTION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.template import Stack

KEPT_IN = {"dynamodb", "events"}
"""Where the round keeps and tells what it found; the other services are those that it looks at."""

_PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
_LIST_MODULES = (
    "import sys, hinomi.edge.baseline; print(*(m.__file__ for n, m in sys.modules.items() if 'hinomi' in n))"
)


def pins(root: Path, name: str) -> dict[str, str]:
    return dict(_PIN.findall((root / f"requirements/{name}.txt").read_text("utf-8")))


@pytest.fixture(scope="module")
def sdk(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layer as it is built, but from what is installed here: all of it is pure Python."""
    target = tmp_path_factory.mktemp("sdk") / "python"
    for name in pins(root, "sdk"):
        for file in importlib.metadata.files(name) or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                (target / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(str(file.locate()), target / file)
    build_sdk.prune(target)
    return target


def services_called(root: Path) -> Iterator[str]:
    """List the services that are named in calls, in all modules that the round's function imports."""
    names = ("HINOMI_TABLE", "HINOMI_ROUND_TABLE", "AWS_REGION", "AWS_DEFAULT_REGION")
    environment = {**os.environ, **dict.fromkeys(names, "ap-northeast-1"), "PYTHONPATH": str(root / "layers/core")}
    command = [sys.executable, "-c", _LIST_MODULES]
    listed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    known = set(boto3.Session().get_available_services())
    for file in map(Path, listed.stdout.split()):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("call", "find", "every", "client")):
                texts = (one.value for one in node.args[:2] if isinstance(one, ast.Constant))
                yield from (text for text in texts if text in known)


def test_the_round_brings_the_versions_that_the_tests_run_with(root: Path) -> None:
    brought, tested = pins(root, "sdk"), pins(root, "dev")
    assert brought.keys() >= {"boto3", "botocore"}
    assert brought == {name: tested.get(name) for name in brought}, "make requirements"


def test_it_brings_the_services_that_the_round_calls_and_no_other(root: Path) -> None:
    assert set(services_called(root)) == set(build_sdk.SERVICES), "SERVICES in hinomi_cli/build_sdk.py"


def test_it_brings_the_services_of_the_account_that_the_tests_play() -> None:
    assert {service.NAME for service in SERVICES} | KEPT_IN == set(build_sdk.SERVICES)


@pytest.mark.parametrize("python", [sys.executable, build.find_python()], ids=["here", "Lambda"])
def test_alone_it_knows_of_these_services_all_that_the_whole_one_does(
    sdk: Path, root: Path, python: str | None
) -> None:
    if python is None:
        pytest.skip(f"no {build.PYTHON} here")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(sdk)}
    # Nothing that is installed is on the path, nor is the probe's folder.
    command = [python, "-S", "-P", "-B", str(root / "tests/support/sdk_probe.py"), *build_sdk.SERVICES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - likewise
    assert done.returncode == 0, done.stderr
    probed = json.loads(done.stdout)
    assert str(sdk / "botocore/__init__.py") in probed["loaded"]
    assert probed["told"] == sdk_probe.describe(list(build_sdk.SERVICES))


def test_it_ships_little_and_every_license(sdk: Path) -> None:
    files = [path for path in sdk.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 12_000_000, "bytes, unzipped"
    assert not [path for path in files if path.name in {"RECORD", "examples-1.json"}]
    for package in sdk.glob("*.dist-info"):
        assert list(package.rglob("LICENSE*")), package.name


def test_only_the_round_s_function_has_it(full: Stack) -> None:
    """SAM adds it to the layers of all functions; the watch calls nothing new and starts faster without."""
    own = {name: layers for name, function in full.of_type(FUNCTION).items() if (layers := function.get("Layers"))}
    assert own == {"BaselineFunction": ["<SdkLayer>"]}
    assert full.globals["Function"]["Layers"] == ["<CoreLayer>"]
