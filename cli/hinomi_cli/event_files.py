"""Read event files: JSON, JSON Lines or plain text, in UTF-8."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from hinomi.envelope import open_envelope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hinomi.model import Event

_LINES = frozenset({".jsonl", ".ndjson"})
ENDINGS = frozenset({".json", ".txt", *_LINES})
"""What is read when a folder is named; a file that is named itself may end as it likes."""


class UnreadableError(Exception):
    """A file holds no event: the text says in one line why."""


def read_events(path: Path) -> tuple[Event, ...]:
    """Read the events of a file; `-` is standard input. Raises `UnreadableError`."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or type(error).__name__}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: neither JSON nor UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise UnreadableError(f"{path}: empty")
    if "\0" in text:
        raise UnreadableError(f"{path}: binary, neither JSON nor text")
    pieces = text.splitlines() if path.suffix in _LINES else [text]
    return tuple(event for piece in pieces if piece.strip() for event in open_envelope(_decode(piece)))


def _decode(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def find_files(paths: list[Path]) -> Iterator[Path]:
    """List the event files under the paths, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in ENDINGS and file.is_file())
        else:
            yield path
