"""The layers as they are built for Lambda, and copies of the program's that this machine can run."""

from __future__ import annotations

import compileall
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hinomi.errors import ConfigError
from hinomi_cli import build, build_sdk
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.table import Aim, NotMeasuredError, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FUNCTIONS: Final = {name: ROOT / "functions" / name for name in ("intake", "flush", "chat")}
_ZIPPED: Final = Aim(3, " MB")
_UNZIPPED: Final = Aim(250, " MB")
"""All that a function is made of: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html ."""
_MEGA: Final = 1_000_000


@dataclass(frozen=True)
class Layer:
    """A layer that this machine can run.

    `built` is what ships to Lambda, None where it could not be built; `about` says what the others are made of.
    `plain` has no bytecode, as where it was built without Lambda's Python; `compiled` has all of it.
    """

    built: Path | None
    plain: Path
    compiled: Path
    about: str


def prepare(folder: Path) -> Layer:
    """Build the layer as `sam build` does and make it runnable here; where that fails, take the sources instead."""
    built, plain, compiled = folder / "built/python", folder / "plain", folder / "compiled"
    try:
        build.build(ROOT, built)
        shutil.copytree(built, plain, ignore=shutil.ignore_patterns("__pycache__"))
        build.add_native_modules(plain)
    except (subprocess.CalledProcessError, OSError, ConfigError, LookupError) as error:
        shutil.rmtree(plain, ignore_errors=True)
        shutil.copytree(ROOT / "layers/core/hinomi", plain / "hinomi", ignore=shutil.ignore_patterns("__pycache__"))
        layer = Layer(None, plain, compiled, f"the sources and the installed libraries, for the layer failed: {error}")
    else:
        layer = Layer(built, plain, compiled, "the layer built for Lambda, with this machine's compiled modules")
    shutil.copytree(plain, compiled)
    compileall.compile_dir(compiled, quiet=2)
    return layer


def measure_sizes(layer: Layer, folder: Path) -> Iterator[Row]:
    """Zip what is uploaded, and weigh it."""
    if layer.built is None:
        raise NotMeasuredError("the layer could not be built")
    parts = {"layer": layer.built.parent, **FUNCTIONS}
    for part in FUNCTIONS.values():
        shutil.rmtree(part / "__pycache__", ignore_errors=True)
    zipped = {name: make_archive(part, folder / f"{name}.zip") for name, part in parts.items()}
    plain = sum(map(_weight, parts.values()))
    total = sum(zipped.values()) / _MEGA
    how = f"{', '.join(f'{name} {size:,} B' for name, size in zipped.items())}; unzipped {plain / _MEGA:.1f} MB"
    yield aimed("size of layer and functions, zipped", total, _ZIPPED, measured=f"{total:.2f} MB", how=how)


def measure_sdk(layer: Layer, folder: Path) -> Iterator[Row]:
    """Build the layer that the round's function has besides, and weigh the two together."""
    if layer.built is None:
        raise NotMeasuredError("the layer could not be built")
    sdk = folder / "sdk"
    try:
        build_sdk.build(ROOT, sdk / "python")
    except (subprocess.CalledProcessError, OSError) as error:
        raise NotMeasuredError(f"the layer of the SDK could not be built: {error}") from error
    zipped, plain = make_archive(sdk, folder / "sdk.zip"), _weight(sdk)
    total = (_weight(layer.built.parent) + plain) / _MEGA
    how = f"the SDK alone {zipped:,} B zipped, {plain / _MEGA:.1f} MB unzipped"
    yield aimed("size of the round's two layers, unzipped", total, _UNZIPPED, measured=f"{total:.1f} MB", how=how)


def make_archive(folder: Path, target: Path) -> int:
    """Zip a folder as it is uploaded; returns the size in bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(folder):
            archive.write(file, file.relative_to(folder))
    return target.stat().st_size


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _weight(folder: Path) -> int:
    """Weigh all files of a folder, in bytes."""
    return sum(file.stat().st_size for file in _files(folder))
