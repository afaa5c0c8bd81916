"""Lines of a file that last: on the disk when `append` returns, and whole whatever crashes.

A last line without its end was torn by a crash before `append` returned: it never was, and the next takes its place.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read(path: Path) -> list[bytes]:
    """Read all whole lines, without their ends; none if there is no file."""
    *whole, _torn = path.read_bytes().split(b"\n") if path.exists() else [b""]
    return whole


def append(path: Path, lines: Iterable[bytes]) -> None:
    """Add lines after the last whole one. Only the owner of a new file may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        file.seek(_end(file))
        file.truncate()
        file.write(b"".join(line + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())


def _end(file: BinaryIO) -> int:
    """Return where the last whole line ends."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return 0
    file.seek(size - 1)
    if file.read() == b"\n":
        return size
    file.seek(0)
    return file.read().rfind(b"\n") + 1
