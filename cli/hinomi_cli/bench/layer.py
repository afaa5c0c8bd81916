"""The layer as it is built for Lambda, and copies of it that this machine can run."""

from __future__ import annotations

import compileall
import importlib.util
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hinomi_cli import build
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.bench.table import Aim, NotMeasuredError, Row, aimed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FUNCTIONS: Final = {"intake": ROOT / "functions/intake", "chat": ROOT / "functions/chat"}
_ZIPPED: Final = Aim(3, " MB")
_MEGA = 1_000_000


@dataclass(frozen=True)
class Layer:
    """A layer for this machine: `shipped` has no bytecode, as Lambda gets it, `compiled` has all of it."""

    shipped: Path
    compiled: Path


def build_layer(folder: Path) -> Path:
    """Build the layer as `sam build` does; returns the folder that ships."""
    target = folder / "built" / "python"
    try:
        build.build(ROOT, target)
    except subprocess.CalledProcessError as error:
        raise NotMeasuredError(f"the layer could not be built: uv ended with {error.returncode}") from error
    return target


def make_runnable(built: Path) -> Layer:
    """Copy the layer with this machine's compiled modules in it, once with and once without bytecode."""
    shipped, compiled = built.parent.with_name("shipped"), built.parent.with_name("compiled")
    shutil.copytree(built, shipped)
    for foreign in tuple(shipped.rglob("*.so")):
        package = foreign.relative_to(shipped).parent.parts
        native = importlib.util.find_spec(".".join((*package, foreign.name.partition(".")[0])))
        if native is None or native.origin is None:
            raise NotMeasuredError(f"{foreign.name} is not installed for this machine")
        shutil.copy(native.origin, foreign.parent)
    shutil.copytree(shipped, compiled)
    compileall.compile_dir(compiled, quiet=2)
    return Layer(shipped, compiled)


def measure_sizes(built: Path, folder: Path) -> Iterator[Row]:
    """Zip what is uploaded, and weigh it."""
    parts = {"layer": built.parent, **FUNCTIONS}
    zipped = {name: _zip(part, folder / f"{name}.zip") for name, part in parts.items()}
    plain = sum(file.stat().st_size for part in parts.values() for file in _files(part))
    total = sum(zipped.values()) / _MEGA
    yield aimed(
        "size of layer and functions, zipped",
        total,
        _ZIPPED,
        measured=f"{total:.2f} MB",
        how=f"{', '.join(f'{name} {size:,} B' for name, size in zipped.items())}; unzipped {plain / _MEGA:.1f} MB",
    )


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__")


def _zip(folder: Path, target: Path) -> int:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(folder):
            archive.write(file, file.relative_to(folder))
    return target.stat().st_size
