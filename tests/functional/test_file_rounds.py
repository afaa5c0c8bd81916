"""The file that keeps runs: what a crash, a person or another thread can do to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from hinomi.errors import ParkError
from hinomi_cli.baseline.file_rounds import FileRounds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder/rounds.jsonl"


def test_reading_makes_no_file(file: Path) -> None:
    rounds = FileRounds(file)
    assert (rounds.runs(5), rounds.holds(), rounds.entries("run")) == ((), frozenset(), ())
    assert not file.parent.exists()


@pytest.mark.parametrize("torn", [b"{", b'{"type":"hold","place":["a","b","c"],"held":true}', b"\xff", b"x" * 9000])
def test_a_line_that_a_crash_has_torn_never_was_and_does_no_harm_to_the_next(file: Path, torn: bytes) -> None:
    FileRounds(file).hold(("one", "us-east-1", ""))
    with file.open("ab") as opened:
        opened.write(torn)
    rounds = FileRounds(file)
    assert rounds.holds() == {("one", "us-east-1", "")}
    rounds.hold(("two", "us-east-1", ""))
    assert FileRounds(file).holds() == {("one", "us-east-1", ""), ("two", "us-east-1", "")}


def test_a_file_whose_only_line_is_torn_is_an_empty_one(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b'{"type":"ho')
    rounds = FileRounds(file)
    assert rounds.holds() == frozenset()
    rounds.hold(("one", "us-east-1", ""))
    assert FileRounds(file).holds() == {("one", "us-east-1", "")}


@pytest.mark.parametrize("damaged", [b"{}\n", b"nonsense\n", b'{"type":"later"}\n', b"\n"])
def test_a_whole_line_that_is_damaged_is_never_passed_over(file: Path, damaged: bytes) -> None:
    FileRounds(file).hold(("one", "us-east-1", ""))
    with file.open("ab") as opened:
        opened.write(damaged)
    with pytest.raises(ParkError, match="line 2 is damaged"):
        FileRounds(file)


def test_only_its_owner_may_read_it(file: Path) -> None:
    FileRounds(file).hold(("one", "us-east-1", ""))
    assert file.stat().st_mode & 0o077 == 0


def test_regions_walked_at_once_lose_nothing(file: Path) -> None:
    rounds = FileRounds(file)
    places = {("control", f"region-{number}", "x" * number) for number in range(60)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(rounds.hold, places))
    assert rounds.holds() == FileRounds(file).holds() == places
