"""Build the Lambda layer: the program and its libraries, for Python 3.13 on arm64, on any machine and without Docker.

`sam build` calls it through layers/core/Makefile. Everything under `ARTIFACTS/python` ships, so what no function needs
is left out: Babel's locales of other languages, its catalogue tools, type stubs, installer's notes, the sources of
compiled templates. Licenses stay.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from hinomi import templates
from hinomi_cli import settings_file

LOCALES = ("root", "en", "en_US", "ja", "ja_JP")
"""Babel's data of the languages that Hinomi speaks, with the parents that they inherit from."""

_UNUSED = (
    ".lock",
    "bin",
    "babel/messages",
    "**/__pycache__",
    "**/*.pyi",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
)


def main() -> None:
    """Build into the folder that the command line names; the current folder is the project's root."""
    build(Path(), Path(sys.argv[1]) / "python")


def build(root: Path, target: Path) -> None:
    """Fill `target` with what ships of the project under `root`.

    Raises `ConfigError` for a wrong hinomi.yaml: a broken file must stop the deployment, not the watch.
    """
    settings = root / settings_file.DEFAULT_FILE
    config = settings_file.load(settings) if settings.exists() else None
    install(root / "requirements/layer.txt", target)
    prune(target)
    program = target / "hinomi"
    shutil.copytree(root / "layers/core/hinomi", program, ignore=shutil.ignore_patterns("__pycache__", "*.j2"))
    templates.compile_into(program / "templates/compiled")
    if config is not None:
        (program / "config.json").write_bytes(msgspec.json.encode(config))


def install(requirements: Path, target: Path) -> None:
    """Install the hashed requirements for Lambda, whatever this machine is."""
    command = [
        *(str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--link-mode=copy"),
        *("--python-platform", "aarch64-manylinux2014", "--python-version", "3.13", "--only-binary", ":all:"),
        *("--require-hashes", "--requirements", str(requirements), "--target", str(target)),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - no part of it comes from outside


def prune(target: Path) -> None:
    """Remove what no function needs from the installed libraries."""
    unused = [path for pattern in _UNUSED for path in target.glob(pattern)]
    unused += [path for path in target.glob("babel/locale-data/*.dat") if path.stem not in LOCALES]
    for path in unused:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
