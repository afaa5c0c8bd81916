"""Build the Lambda layer: the program and its libraries, for Python 3.13 on arm64, on any machine and without Docker.

`sam build` calls it through layers/core/Makefile. Everything under `ARTIFACTS/python` ships, so what no function needs
is left out: Babel's locales of other languages, its catalogue tools, the parts of Powertools that no function imports,
what the runtime itself has, type stubs, installer's notes, the sources of the compiled templates and texts.
Licenses stay.
"""

from __future__ import annotations

import importlib.util
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hinomi import guide, locales, templates
from hinomi.config import Config
from hinomi.errors import ConfigError
from hinomi.routing.flaws import time_zones
from hinomi_cli import settings_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PYTHON = "python3.13"
"""The Python of the functions' runtime."""

LOCALES = ("root", "en", "en_US", "ja", "ja_JP")
"""Babel's data of the languages that Hinomi speaks, with the parents that they inherit from."""

LEFTOVERS = (
    ".lock",
    "bin",
    "**/__pycache__",
    "**/*.pyi",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
)
"""What an installer leaves that nothing needs at run time, as patterns."""

_UNUSED = (
    *LEFTOVERS,
    *(f"babel/{name}.py" for name in ("languages", "lists", "localtime/_win32", "support", "units")),
    "babel/messages",
    *(f"jinja2/{name}.py" for name in ("ext", "meta", "nativetypes", "sandbox")),
    *("aws_lambda_powertools/event_handler", "aws_lambda_powertools/metrics/provider/datadog"),
    *(f"aws_lambda_powertools/shared/{name}.py" for name in ("cookies", "dynamodb_deserializer", "headers_serializer")),
    *(
        f"aws_lambda_powertools/utilities/{name}"
        for name in (
            *("auth_alpha", "batch", "circuit_breaker", "data_classes", "data_masking", "feature_flags", "idempotency"),
            *("kafka", "metadata", "parser", "streaming", "typing", "validation"),
        )
    ),
    *("jmespath", "jmespath-*"),  # comes with the runtime's boto3, already compiled
)


_OF_THE_ROUND = r"/hinomi/(controls|services|baseline/(?!(__init__|aws|control|scene|settings|strength)\.py$))"
"""Modules that only the round imports; the settings need a few of its own. As a pattern of paths."""

_UNASKED = ("likely_subtags", "territory_languages")
"""Tables of Babel that serve to guess a language: ours are named."""


def main() -> None:
    """Build into the folder that the command line names; the current folder is the project's root."""
    build(Path(), Path(sys.argv[1]) / "python")


def build(root: Path, target: Path) -> None:
    """Fill `target` with what ships of the project under `root`.

    Raises `ConfigError` for a wrong hinomi.yaml: a broken file must stop the deployment, not the watch.
    """
    settings = root / settings_file.DEFAULT_FILE
    config = settings_file.load(settings, now=time.time_ns() // 1_000_000) if settings.exists() else None
    install(root / "requirements/layer.txt", target)
    prune(target)
    prune_zones(target, {name for _, name in time_zones(config or Config())})
    program = target / "hinomi"
    shutil.copytree(root / "layers/core/hinomi", program, ignore=shutil.ignore_patterns("__pycache__", "*.j2"))
    templates.compile_into(program / "templates/compiled")
    guide.compile_into(program / "guide")
    locales.compile_into(program / "locales")
    if config is not None:
        (program / "config.json").write_bytes(msgspec.json.encode(config))
    compile_bytecode(target, find_python())


def install(requirements: Path, target: Path) -> None:
    """Install the hashed requirements for Lambda, whatever this machine is."""
    command = [
        *(str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--link-mode=copy"),
        *("--python-platform", "aarch64-manylinux2014", "--python-version", "3.13", "--only-binary", ":all:"),
        *("--require-hashes", "--requirements", str(requirements), "--target", str(target)),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - no part of it comes from outside


def add_native_modules(layer: Path) -> None:
    """Put this machine's build of each compiled module beside Lambda's: an interpreter knows its own by the suffix.

    For running a built layer here. Raises `LookupError` for a module that is not installed.
    """
    for foreign in tuple(layer.rglob("*.so")):
        package = foreign.relative_to(layer).parent.parts
        module = ".".join((*package, foreign.name.partition(".")[0]))
        native = importlib.util.find_spec(module)
        if native is None or native.origin is None:
            raise LookupError(f"{module} is not installed for this machine")
        shutil.copy(native.origin, foreign.parent)


def find_python() -> str | None:
    """Find a Python of Lambda's version on this machine."""
    candidates = [shutil.which(PYTHON) or "", *map(str, Path.home().glob(f".pyenv/versions/*/bin/{PYTHON}"))]
    for candidate in filter(None, candidates):
        asked = subprocess.run(  # noqa: S603 - a Python that this machine's owner installed
            [candidate, "-c", ""], check=False, capture_output=True
        )
        if asked.returncode == 0:
            return candidate
    return None


def compile_bytecode(target: Path, python: str | None) -> None:
    """Compile all modules ahead, because /opt is read-only and Lambda would compile them at every cold start.

    Bytecode is the same for every processor. It is not checked against its source: the layer's files never change.
    Another Python's would be ignored, so without the right one there is none. Nor is there any of what only the round
    imports: that starts once a week, and nobody waits for it.
    """
    if python is None:
        sys.stderr.write(f"no {PYTHON} here: the layer ships without bytecode and starts slower\n")
        return
    options = (
        *("-q", "-j", "0", "--invalidation-mode", "unchecked-hash", "-s", str(target), "-p", "/opt/python"),
        *("-x", _OF_THE_ROUND),
    )
    subprocess.run([python, "-m", "compileall", *options, str(target)], check=True)  # noqa: S603 - found above


def prune(target: Path) -> None:
    """Remove what no function needs from the installed libraries."""
    remove(target, _UNUSED)
    for path in target.glob("babel/locale-data/*.dat"):
        if path.stem not in LOCALES:
            path.unlink()
    for table in target.glob("babel/global.dat"):
        prune_tables(table)


def prune_tables(table: Path) -> None:
    """Empty those of Babel's tables that nobody asks; it looks them up by name, so the names stay."""
    tables = pickle.loads(table.read_bytes())  # noqa: S301 - the file of a library whose hash was checked
    table.write_bytes(pickle.dumps(tables | {name: {} for name in _UNASKED}))


def prune_zones(target: Path, named: Iterable[str]) -> None:
    """Remove all time zones but those that the settings name: the file that names them ships with them.

    Raises `ConfigError` for one that this machine knows and tzdata does not: the functions would not know it.
    """
    zones = target / "tzdata/zoneinfo"
    kept = {zones / name for name in named}
    missing = sorted(str(path.relative_to(zones)) for path in kept if zones.exists() and not path.is_file())
    if missing:
        raise ConfigError(tuple((name, "no time zone of tzdata: write an IANA time zone") for name in missing))
    leading = {folder / "__init__.py" for path in kept for folder in path.parents}
    for path in list(zones.rglob("*")):
        if path.is_file() and path not in kept | leading:
            path.unlink()


def remove(target: Path, patterns: Sequence[str]) -> None:
    """Remove all files and folders under `target` that match one of the patterns."""
    for path in [path for pattern in patterns for path in target.glob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
