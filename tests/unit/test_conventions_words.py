"""All that the sources may say has words in every language: searched in their code, and in what they make of events."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hinomi
from hinomi.guide.modules import GUIDES
from hinomi.links import PAGES
from hinomi.locales import CATALOGUES
from hinomi.model import Term
from support.samples import EVENTS, alerts_in, cases, elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = sorted((Path(hinomi.__file__).parent / "sources").glob("*.py"))
TREES = {path.name: ast.parse(path.read_text("utf-8")) for path in SOURCES}
_KINDS = sorted({key.partition("/")[0] for guide in GUIDES.values() for key in guide})
_GUIDE_KEY = re.compile(rf"(?:{'|'.join(_KINDS)})/[A-Za-z0-9_/]*\w")

UNCOUNTED = {"custom", "unrecognized"}
"""Sources of which a digest can say no more than how many alerts there are."""

in_each_language = pytest.mark.parametrize("locale", CATALOGUES)


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def assigned(tree: ast.AST, name: str) -> Iterator[ast.expr]:
    """List the values that a module gives a name: whole ones, or the first members of the rows of a loop."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                yield node.value
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Tuple):
            first = node.target.elts[0]
            if isinstance(first, ast.Name) and first.id == name:
                yield from (row.elts[0] for row in table(tree, node.iter) if isinstance(row, ast.Tuple))


def table(tree: ast.AST, node: ast.expr) -> Iterator[ast.expr]:
    """List the rows of a table that stands in place or under a name."""
    for value in assigned(tree, node.id) if isinstance(node, ast.Name) else [node]:
        yield from value.elts if isinstance(value, ast.Tuple) else ()


def results(tree: ast.AST, node: ast.expr) -> Iterator[str]:
    """List the texts that an expression can give, as far as they are written in its module."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.Dict):
        parts = node.values
    elif isinstance(node, ast.Subscript):
        parts = [node.value]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        parts = [node.func.value, *node.args[1:]]
    elif isinstance(node, ast.Name):
        parts = list(assigned(tree, node.id))
    for part in parts:
        yield from results(tree, part)


def labels(tree: ast.AST) -> set[str]:
    return {label for call in calls(tree, "Fact") for label in results(tree, call.args[0])}


def terms(tree: ast.AST) -> set[str]:
    return {term for call in calls(tree, "Term") for term in results(tree, call.args[0])}


def pages(tree: ast.AST) -> set[str]:
    named = (word.value for call in calls(tree, "ConsoleLink") for word in call.keywords if word.arg == "page")
    return {page for node in named for page in results(tree, node)}


def guides(tree: ast.AST) -> set[str]:
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if _GUIDE_KEY.fullmatch(text)}


@in_each_language
@pytest.mark.parametrize("name", TREES)
def test_all_that_a_source_says_has_a_word(name: str, locale: str) -> None:
    tree = TREES[name]
    needed = {f"field.{label}" for label in labels(tree)} | {f"term.{term}" for term in terms(tree)}
    needed |= {f"link.{page}" for page in pages(tree)}
    assert needed - CATALOGUES[locale].keys() == set(), f"missing in locales/{locale}.py"
    assert pages(tree) - PAGES.keys() == set(), "missing in links.py"
    assert guides(tree) - GUIDES[locale].keys() == set(), f"missing in guide/{locale}_*.py"


def test_the_search_sees_what_the_sources_say() -> None:
    """Nobody should write a source in a way to which the search is blind."""
    seen = {find: {one for tree in TREES.values() for one in find(tree)} for find in (labels, terms, pages, guides)}
    told = [alert for case in cases(EVENTS) for alert in alerts_in(case.values[0])]
    assert {fact.label for alert in told for fact in alert.facts} - seen[labels] == set()
    assert {alert.link.page for alert in told if alert.link} - seen[pages] == set()
    assert seen[terms] >= {"used", "success", "inbound", "threats_found", "not_public"}
    assert seen[guides] >= {"root/api_denied", "budgets/unreadable", "guardduty/s3_object_scan"}


@in_each_language
@pytest.mark.parametrize("file", [*cases(EVENTS), *cases(*elsewhere())])
def test_all_that_an_event_says_has_a_word(file: Path, locale: str) -> None:
    for alert in alerts_in(file):
        said = {f"field.{fact.label}" for fact in alert.facts}
        said |= {f"term.{fact.value.key}" for fact in alert.facts if isinstance(fact.value, Term)}
        said |= {f"link.{alert.link.page}"} if alert.link else set()
        said |= {f"many.{alert.source}"} if alert.report is None and alert.source not in UNCOUNTED else set()
        assert said - CATALOGUES[locale].keys() == set(), f"missing in locales/{locale}.py"
        assert set(alert.guide[-1:]) - GUIDES[locale].keys() == set(), f"missing in guide/{locale}_*.py"
