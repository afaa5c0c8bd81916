"""Which alerts a match means: TestRouteMatchers and the matchers of utf8_test in Alertmanager's words."""

from __future__ import annotations

import shlex
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.model import Severity
from hinomi.routing.matchers import MatchError, compile_match, parse_terms

PATTERNS = st.text(alphabet="ab*?!本 '\"\\=|>", max_size=6)
MATCHES = st.dictionaries(
    st.sampled_from(["type", "resource", "tag.Team", "tag.チーム"]),
    st.one_of(PATTERNS, st.lists(PATTERNS, min_size=1, max_size=3)),
    max_size=3,
)
LABELS = st.dictionaries(
    st.sampled_from(["type", "resource", "tag.Team"]), st.lists(st.text(alphabet="ab本*", max_size=3)).map(tuple)
)


def fits(pattern: str | list[str], *values: str, label: str = "type") -> bool:
    return compile_match({label: pattern}).fits({label: values} if values else {})


def flaw(label: str, pattern: str | list[str]) -> str:
    with pytest.raises(MatchError) as raised:
        compile_match({label: pattern})
    ((where, problem),) = raised.value.problems
    assert where == label
    return problem


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("Recon:EC2/Portscan", "Recon:EC2/Portscan"),
        ("Recon:*", "Recon:EC2/Portscan"),
        ("*", ""),
        ("*:EC2/*", "Recon:EC2/Portscan"),
        ("a?c", "a本c"),
        ("本*", "本番"),
        ("[a]", "[a]"),
        ("a.c", "a.c"),
        ("a*", "a\nb"),
        ("!Recon:*", "Stealth:x"),
        ("!", "x"),
        (["a", "b"], "b"),
        (["Recon:*", "!*Portscan"], "Recon:EC2/x"),
        (["!a", "!b"], "c"),
    ],
)
def test_a_value_fits(pattern: str | list[str], value: str) -> None:
    assert fits(pattern, value)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("recon:*", "Recon:EC2/Portscan"),
        ("Recon", "Recon:EC2/Portscan"),
        ("EC2", "Recon:EC2/Portscan"),
        ("a?c", "ac"),
        ("?*", ""),
        ("[ab]", "a"),
        ("a.c", "abc"),
        ("a", "a\n"),
        ("!Recon:*", "Recon:x"),
        ("!", ""),
        (["a", "b"], "c"),
        (["Recon:*", "!*Portscan"], "Recon:EC2/Portscan"),
        (["!a", "!b"], "a"),
        (["!a", "!b"], "b"),
    ],
)
def test_a_value_does_not_fit(pattern: str | list[str], value: str) -> None:
    assert not fits(pattern, value)


@pytest.mark.parametrize("pattern", ["", "*", "!a", ["a", ""]])
def test_an_absent_label_is_as_good_as_an_empty_one(pattern: str | list[str]) -> None:
    assert fits(pattern)
    assert fits(pattern, "")


@pytest.mark.parametrize("pattern", ["?*", "!", "a", "!*a*"])
def test_an_absent_label_fits_just_what_an_empty_one_fits(pattern: str) -> None:
    assert fits(pattern) == fits(pattern, "")


def test_of_several_values_one_must_fit_and_none_may_be_excluded() -> None:
    assert fits("a*", "x", "ab")
    assert not fits("!a*", "x", "ab")
    assert fits("!a*", "x", "y")


def test_several_labels_must_all_fit() -> None:
    matchers = compile_match({"type": "a", "tag.チーム": "基盤"})
    assert matchers.fits({"type": ("a",), "tag.チーム": ("基盤",)})
    assert not matchers.fits({"type": ("a",), "tag.チーム": ("業務",)})


@pytest.mark.parametrize(
    ("pattern", "fitting"),
    [
        (">=HIGH", {"HIGH", "CRITICAL"}),
        ("<=LOW", {"INFO", "LOW"}),
        ([">=LOW", "<=MEDIUM"], {"LOW", "MEDIUM"}),
        ("!HIGH", {"INFO", "LOW", "MEDIUM", "CRITICAL"}),
        ("H*", {"HIGH"}),
        (["INFO", "CRITICAL"], {"INFO", "CRITICAL"}),
        ([">=LOW", "!HIGH"], {"LOW", "MEDIUM", "CRITICAL"}),
    ],
)
def test_severities_are_compared_by_their_rank(pattern: str | list[str], fitting: set[str]) -> None:
    assert {one.name for one in Severity if fits(pattern, one.name, label="severity")} == fitting


@pytest.mark.parametrize(
    "match",
    [
        {},
        {"type": "*"},
        {"type": ["a", "***"]},
        {"type": ["", "?*"]},
        {"source": "?*"},
        {"source": "!"},
        {"severity": ">=INFO"},
        {"severity": list(Severity.__members__)},
        {"type": "*", "account": "*"},
    ],
)
def test_a_match_that_fits_everything(match: dict[str, str | list[str]]) -> None:
    assert compile_match(match).fits_everything


@pytest.mark.parametrize(
    "match",
    [{"type": "?*"}, {"type": "!"}, {"type": "!a"}, {"type": "a*"}, {"severity": ">=LOW"}, {"type": "*", "region": ""}],
)
def test_a_match_that_leaves_something_out(match: dict[str, str | list[str]]) -> None:
    assert not compile_match(match).fits_everything


@pytest.mark.parametrize(
    ("label", "pattern", "right"),
    [
        ("sevrity", "HIGH", "did you mean severity?"),
        ("owner", "a", "the labels are tag.<key>, source, type, "),
        ("tag.", "a", "tag.Environment"),
        ("tags.Team", "a", "tag.Environment"),
        ("severity", "high", "did you mean HIGH?"),
        ("severity", ">=high", "did you mean HIGH?"),
        ("severity", "!X*", "there are INFO, LOW, MEDIUM, HIGH, CRITICAL"),
        ("severity", "<=", "there are INFO"),
        ("severity", [">=HIGH", "<=LOW"], "nothing can fit"),
        ("type", ">=a", "only severity has an order"),
        ("account", ">=1", "only severity has an order"),
        ("account", "1111", "12 digits"),
        ("account", "!1111", "12 digits"),
        ("region", "Tokyo", "ap-northeast-1"),
        ("unit", "/Workloads", "without / at its ends"),
        ("alert", "x", "16 letters and digits"),
        ("type", [], "the list is empty"),
        ("type", ["a", "!a*"], "nothing can fit a, !a*"),
        ("type", "!*", "nothing can fit"),
        ("type", "a\nb", "line break"),
    ],
)
def test_a_wrong_match_says_what_would_be_right(label: str, pattern: str | list[str], right: str) -> None:
    assert right in flaw(label, pattern)


@pytest.mark.parametrize(
    ("label", "pattern"),
    [
        ("account", "1111*"),
        ("account", ""),
        ("region", "!"),
        ("region", "ap-*"),
        ("unit", "Workloads/*"),
        ("alert", "a?*"),
    ],
)
def test_a_part_or_nothing_is_a_value_too(label: str, pattern: str) -> None:
    assert compile_match({label: pattern})


def test_every_problem_of_a_match_is_told() -> None:
    with pytest.raises(MatchError) as raised:
        compile_match({"severity": ["high", ">=X"], "owner": "a", "type": "a"})
    assert [label for label, _ in raised.value.problems] == ["severity", "severity", "owner"]
    assert "severity: no severity is 'high'" in str(raised.value)


def test_terms_are_read_from_the_command_line() -> None:
    terms = [
        "source=guardduty",
        "type=Recon:*",
        "type=Stealth:*",
        "account!=111122223333",
        "severity<=LOW",
        "tag.a=b=c",
    ]
    assert parse_terms(terms) == {
        "source": "guardduty",
        "type": ["Recon:*", "Stealth:*"],
        "account": "!111122223333",
        "severity": "<=LOW",
        "tag.a": "b=c",
    }


def test_what_is_no_term_is_told() -> None:
    with pytest.raises(MatchError) as raised:
        parse_terms(["guardduty", "=x", "source=a", "a>b"])
    assert [term for term, _ in raised.value.problems] == ["guardduty", "=x", "a>b"]


def test_a_match_is_written_as_one_types_it() -> None:
    text = compile_match({"type": ["b", "!a", "b"], "severity": ">=HIGH", "tag.Team": "web team"}).text
    assert text == "severity>=HIGH 'tag.Team=web team' type!=a type=b"


@given(MATCHES)
def test_the_text_of_a_match_means_the_match(match: dict[str, str | list[str]]) -> None:
    try:
        matchers = compile_match(match)
    except MatchError:
        return
    again = compile_match(parse_terms(shlex.split(matchers.text)))
    assert again.text == matchers.text
    assert again.fits_everything == matchers.fits_everything


@given(MATCHES, LABELS)
def test_what_fits_everything_fits_anything(
    match: dict[str, str | list[str]], labels: dict[str, tuple[str, ...]]
) -> None:
    try:
        matchers = compile_match(match)
    except MatchError:
        return
    assert matchers.fits(labels) or not matchers.fits_everything


def test_a_hostile_value_costs_no_time() -> None:
    started = perf_counter()
    assert not fits("*a" * 30 + "b", "a" * 20_000)
    assert perf_counter() - started < 1
