"""The table in `support/conformance.py` is true: every test in it is there, and says which case it expresses."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from support.conformance import CASES, NOT_OURS, WAITING

TESTS = Path(__file__).parents[2]
BESIDE = "test_conformance_"


@cache
def listed(file: Path) -> dict[str, str]:
    """Return the tests of a file with their docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))
    return {node.name: ast.get_docstring(node) or "" for node in found}


def cases_of(words: str) -> list[str]:
    """Return the cases that a docstring names before its colon."""
    head = words.partition(":")[0]
    return re.findall(r"\bTest[A-Z]\w+", head) or [head]


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_covered(case: str) -> None:
    assert CASES[case]
    for one in CASES[case]:
        file, _, test = one.partition("::")
        if file.endswith(".py"):
            assert test in listed(TESTS / file)
        else:
            assert case in cases_of(listed(Path(__file__).with_name(f"{BESIDE}{file}.py"))[test])


def test_every_test_of_conformance_stands_in_the_table() -> None:
    files = [file for file in Path(__file__).parent.glob(f"{BESIDE}*.py") if file != Path(__file__)]
    assert files
    for file in files:
        for test, words in listed(file).items():
            for case in cases_of(words):
                assert f"{file.stem.removeprefix(BESIDE)}::{test}" in CASES.get(case, ()), test


def test_what_does_not_apply_is_expressed_nowhere() -> None:
    assert not CASES.keys() & NOT_OURS.keys()
    assert not WAITING.keys() & NOT_OURS.keys()
