"""What is wrong with a described event is told with its path and what would be right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import parse, problems
from hinomi.custom import known
from hinomi.custom.event_pattern import LONGEST, written
from hinomi_cli import settings_file
from support.command_line import run
from support.custom import PATTERN
from support.stack_policies import RULE
from support.template import Stack, read_template

if TYPE_CHECKING:
    from pathlib import Path

MATCH = {"source": "com.example"}


def found(*described: dict[str, Any]) -> dict[str, str]:
    """Say what is wrong with descriptions, by path under the first; all but what is given is right."""
    whole = [{"name": f"n{number}", "match": MATCH, "title": "t", **one} for number, one in enumerate(described)]
    return dict(settings_file.find_problems({"events": whole}))


def test_what_is_right_has_no_flaw() -> None:
    assert (
        found({"match": {**MATCH, "detail.state": ["A", "B*"]}, "about": ["detail.job"], "resource": "resources"}) == {}
    )


@pytest.mark.parametrize(
    ("changes", "path", "right"),
    [
        ({"match": {}}, ".match", "non-empty"),
        ({"match": {"detail.state": "A"}}, ".match", "name the source, such as aws.ecr"),
        ({"match": {"source": "*.example"}}, ".match", "name the source"),
        ({"match": {"source": ["!a"]}}, ".match", "name the source"),
        ({"match": {**MATCH, "detail..state": "A"}}, ".match", "is no path to a field"),
        ({"match": {**MATCH, "detail": "A"}}, ".match.detail", "name one of them, such as detail.state"),
        ({"match": {**MATCH, "detial.state": "A"}}, ".match['detial.state']", "did you mean detail?"),
        ({"match": {**MATCH, "detail.a": "A", "detail.a.b": "B"}}, ".match['detail.a']", "name those alone"),
        ({"match": {**MATCH, "detail.a": []}}, ".match['detail.a']", "the list is empty"),
        ({"match": {**MATCH, "detail.a": "*"}}, ".match['detail.a']", "remove it"),
        ({"match": {**MATCH, "detail.a": "!*"}}, ".match['detail.a']", "nothing can fit"),
        ({"match": {**MATCH, "detail.a": "x?"}}, ".match['detail.a']", "write *"),
        ({"match": {**MATCH, "detail.a": "x\n"}}, ".match['detail.a']", "write * for it"),
        ({"match": {**MATCH, "detail.a": "x\u2028"}}, ".match['detail.a']", "write * for it"),
        ({"match": {**MATCH, "detail.a": "x\u2029"}}, ".match['detail.a']", "write * for it"),
        ({"match": {**MATCH, "detail.a": ">=3"}}, ".match['detail.a']", "list the values"),
        ({"match": {**MATCH, "detail.a": ["x*", "!xy"]}}, ".match['detail.a']", "cannot both ask and forbid"),
        ({"match": {**MATCH, "detail.a": True}}, ".match['detail.a']", "is not text or a list"),
        (
            {"match": {"source": "aws.guardduty"}},
            ".match",
            "would take over every 'GuardDuty Finding' of aws.guardduty",
        ),
        ({"match": {"source": "aws.*"}}, ".match", "would take over every"),
        ({"match": {"source": "aws.ecr"}}, ".match", "every 'AWS API Call via CloudTrail' of aws.ecr"),
        ({"match": {"source": "hinomi.baseline"}}, ".match", "every 'Baseline Round Reported'"),
        (
            {"match": {"source": "aws.macie", "detail-type": "Macie Finding", "region": "us-east-1"}},
            ".match",
            "name another detail-type, or a value of a field in detail",
        ),
        ({"match": {"source": "aws.macie", "detail.type": "!Policy*"}}, ".match", "would take over every"),
        ({"match": {"source": "aws.macie", "detail.type": ["Policy*", "*"]}}, ".match", "would take over every"),
        ({"title": "{detail.state"}, ".title", "a brace without its other half"),
        ({"title": "{}"}, ".title", "{} names no field"),
        ({"title": "{detail..x}"}, ".title", "names no field"),
        ({"title": "{state}"}, ".title", "no event has a field 'state'"),
        ({"title": {"ja": "あ"}}, ".title.en", "say it in every language"),
        ({"title": {"ja": "あ", "en": "a", "fr": "a"}}, ".title.fr", "the languages are ja, en"),
        ({"title": " "}, ".title", "blank"),
        ({"title": {"ja": " ", "en": "a"}}, ".title.ja", "blank"),
        ({"why": "See {detail.x}."}, ".why", "only the title takes {fields}"),
        ({"why": {"en": "a"}}, ".why.ja", "missing"),
        ({"steps": ["a", {"ja": "あ"}]}, ".steps[1].en", "missing"),
        ({"facts": [{"label": {"ja": "あ"}, "value": "detail.x"}]}, ".facts[0].label.en", "missing"),
        ({"facts": [{"label": "a", "value": "detial.x"}]}, ".facts[0].value", "did you mean detail?"),
        ({"resource": "resource"}, ".resource", "did you mean resources?"),
        ({"about": ["detail.job", "job"]}, ".about[1]", "no event has a field 'job'"),
        ({"severity": "SEVERE"}, ".severity", "CRITICAL"),
        ({"severity": {"by": "level", "values": {"a": "LOW"}}}, ".severity.by", "no event has a field 'level'"),
        (
            {"severity": {"by": "detail.a", "values": {"*": "LOW", "a": "HIGH"}}},
            ".severity.values.a",
            "put * last",
        ),
        ({"severity": {"by": "detail.a", "values": {"*": "LOW"}}}, ".severity.values", "write severity: LOW"),
        ({"severity": {"by": "detail.a", "values": {"!a": "LOW"}}}, ".severity.values['!a']", "no conditions here"),
        ({"severity": {"by": "detail.a", "values": {"<=3": "LOW"}}}, ".severity.values['<=3']", "no conditions here"),
        ({"resolved": {"detail.state": "OK"}}, ".resolved", "say in about which fields name it"),
        ({"resolved": {"source": "com.example"}, "about": ["detail.a"]}, ".resolved", "every event would say"),
        (
            {
                "match": {**MATCH, "detail.a": ["X", "Y"]},
                "resolved": {"detail.a": ["!Z", "!W*"]},
                "about": ["detail.b"],
            },
            ".resolved",
            "every event would say",
        ),
        (
            {"match": {**MATCH, "detail.a": "X"}, "resolved": {"detail.a.b": "Y"}, "about": ["detail.c"]},
            ".match['detail.a']",
            "name those alone",
        ),
        ({"resolved": {"state": "OK"}, "about": ["detail.a"]}, ".resolved.state", "no event has a field 'state'"),
        ({"nmae": "x"}, ".nmae", "did you mean name?"),
    ],
)
def test_a_flaw_is_told_where_it_is_and_how_to_mend_it(changes: dict[str, Any], path: str, right: str) -> None:
    told = found(changes)
    assert right in told.get(f"$.events[0]{path}", ""), told


def test_an_end_that_only_some_of_what_is_told_would_fit_is_right() -> None:
    both = {"match": {**MATCH, "detail.a": ["X", "Y"]}, "resolved": {"detail.a": "Y"}, "about": ["detail.b"]}
    any_other = {"match": {**MATCH, "detail.c": "X*"}, "resolved": {"detail.c": "!X1"}, "about": ["detail.b"]}
    assert found(both, any_other) == {}


def test_two_of_one_name_cannot_be_told_apart() -> None:
    other = {"name": "n0", "match": {"source": "com.other"}}
    assert found({}, other) == {"$.events[1].name": "'n0' is the name of $.events[0] too: write another"}


def test_a_description_behind_one_that_takes_all_is_never_reached() -> None:
    narrow = {"match": {**MATCH, "detail.state": "A"}}
    assert list(found({}, narrow)) == ["$.events[1]"]
    assert list(found(narrow, narrow)) == ["$.events[1]"]
    assert found(narrow, {}) == {}


def test_a_kind_that_hinomi_knows_may_be_described_in_part() -> None:
    match = {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail.type": "Recon:*"}
    call = {"source": "aws.ec2", "detail-type": "AWS API Call via CloudTrail", "detail.eventName": "RunInstances"}
    scan = {"source": "aws.ecr", "detail-type": "ECR Image Scan"}
    assert found({"match": match}, {"match": call}, {"match": scan}) == {}


def test_a_pattern_that_eventbridge_would_refuse_is_told() -> None:
    values = [f"value-{number:04}" for number in range(200)]
    (problem,) = found({"match": {**MATCH, "detail.a": values}}).items()
    assert problem[0] == "$.events"
    assert f"EventBridge takes {LONGEST}" in problem[1]


def test_every_kind_of_event_that_a_rule_takes_is_known(root: Path) -> None:
    stack = Stack(read_template(root / "template.yaml"), SigninsToTell="yes", ChangesToTell="yes")
    taken: set[tuple[str, str]] = set()
    for rule in stack.of_type(RULE):
        pattern = stack.pattern(rule)
        sources = {one for one in pattern["source"] if isinstance(one, str)} - {"hinomi.drill"}
        asked = [one for part in (pattern, *pattern.get("$or", [])) for one in part.get("detail-type", [])]
        named = {one if isinstance(one, str) else one["equals-ignore-case"] for one in asked}
        taken |= {(source, kind) for source in sources for kind in named - {*known.OF_ANY_SERVICE}}
    assert taken - {(source, kind) for source, kinds in known.KINDS.items() for kind in kinds} == set()


def test_the_command_prints_what_the_parameter_takes(root: Path) -> None:
    result = run("config", "events", root / "events/custom/hinomi.yaml")
    assert (result.exit_code, result.stdout) == (0, f"{PATTERN}\n")
    assert PATTERN.isascii()
    assert PATTERN.startswith('{"$or":[{"source":["aws.ecr","hinomi.drill"],')


def test_the_command_says_so_where_nothing_is_described(root: Path) -> None:
    result = run("config", "events", root / "hinomi.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "leave MoreEvents empty" in result.stderr


def test_the_command_refuses_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "hinomi.yaml"
    file.write_text("events: [{name: a, match: {source: aws.guardduty}, title: x}]", "utf-8")
    result = run("config", "events", file)
    assert result.exit_code == 2
    assert "would take over" in result.stderr


def test_no_quote_within_a_value_breaks_the_parameter() -> None:
    config = parse({"events": [{"name": "a", "match": {**MATCH, "detail.a": 'x\\"y'}, "title": "t"}]})
    assert written(config.events).endswith(r'"detail":{"a":["x\u005c\u0022y"]}}')
    assert json.loads(written(config.events))["detail"] == {"a": ['x\\"y']}


def test_the_shape_of_what_is_written_is_eventbridge_s() -> None:
    match = {**MATCH, "detail.a": ["x", "y*"], "detail.b": "!", "detail.c": ["!z", "!w*"], "detail.d": "5"}
    config = parse({"events": [{"name": "a", "match": match, "title": "t"}]})
    assert problems(config) == []
    assert written(config.events) == (
        '{"source":["com.example","hinomi.drill"],"detail":{"a":["x",{"wildcard":"y*"}],"b":[{"exists":true}],'
        '"c":[{"anything-but":{"wildcard":["z","w*"]}},{"exists":false}],"d":["5",5]}}'
    )
