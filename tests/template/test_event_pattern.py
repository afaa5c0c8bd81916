"""The matcher of the tests keeps to what EventBridge documents; the rules' tests are worth what these are.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html
"""

from __future__ import annotations

from typing import Any

import pytest

from support.event_pattern import PatternError, matches

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "a value that is listed": ({"a": ["x", "y"]}, {"a": "y"}, True),
    "a value that is not listed": ({"a": ["x", "y"]}, {"a": "z"}, False),
    "letters count as they are cased": ({"a": ["x"]}, {"a": "X"}, False),
    "every field must match": ({"a": ["x"], "b": ["y"]}, {"a": "x", "b": "z"}, False),
    "fields that the pattern leaves out do not count": ({"a": ["x"]}, {"a": "x", "b": "z"}, True),
    "an object within an object": ({"a": {"b": ["x"]}}, {"a": {"b": "x"}}, True),
    "a text where an object is expected": ({"a": {"b": ["x"]}}, {"a": "x"}, False),
    "a field that is missing": ({"a": ["x"]}, {}, False),
    "an empty text": ({"a": [""]}, {"a": ""}, True),
    "null": ({"a": [None]}, {"a": None}, True),
    "null is not missing": ({"a": [None]}, {}, False),
    "false": ({"a": [False]}, {"a": False}, True),
    "false is not the text false": ({"a": [False]}, {"a": "false"}, False),
    "false is not zero": ({"a": [0]}, {"a": False}, False),
    "a number by its value": ({"a": [300]}, {"a": 300.0}, True),
    "a number is not its text": ({"a": [300]}, {"a": "300"}, False),
    "an array of which one value is listed": ({"a": ["x"]}, {"a": ["w", "x"]}, True),
    "an array of which none is listed": ({"a": ["x"]}, {"a": ["w"]}, False),
    "an object in an array": ({"a": {"b": {"c": ["x"]}}}, {"a": [{"b": {"c": "w"}}, {"b": {"c": "x"}}]}, True),
    "both fields in one element": ({"a": {"b": [1], "c": [2]}}, {"a": [{"b": 1, "c": 2}]}, True),
    "each field in another element": ({"a": {"b": [1], "c": [2]}}, {"a": [{"b": 1, "c": 9}, {"b": 9, "c": 2}]}, False),
    "arrays within an array, one element of each": (
        {"a": {"b": {"c": [1], "d": [2]}}},
        {"a": [{"b": [{"c": 1, "d": 9}]}, {"b": [{"c": 9}, {"c": 1, "d": 2}]}]},
        True,
    ),
    "arrays within an array, across their elements": (
        {"a": {"b": {"c": [1], "d": [2]}}},
        {"a": [{"b": [{"c": 1}]}, {"b": [{"d": 2}]}]},
        False,
    ),
    "two arrays beside each other choose by themselves": (
        {"a": {"x": [1]}, "b": {"x": [2]}},
        {"a": [{"x": 1}], "b": [{"x": 9}, {"x": 2}]},
        True,
    ),
    "prefix": ({"a": [{"prefix": "aws."}]}, {"a": "aws.iam"}, True),
    "prefix is not anywhere": ({"a": [{"prefix": "aws."}]}, {"a": "my.aws.iam"}, False),
    "prefix of a number": ({"a": [{"prefix": "1"}]}, {"a": 12}, False),
    "ignoring case": ({"a": [{"equals-ignore-case": "Fail"}]}, {"a": "FAIL"}, True),
    "ignoring case, another word": ({"a": [{"equals-ignore-case": "Fail"}]}, {"a": "FAILED"}, False),
    "anything but": ({"a": [{"anything-but": "x"}]}, {"a": "y"}, True),
    "anything but this very value": ({"a": [{"anything-but": "x"}]}, {"a": "x"}, False),
    "anything but needs the field": ({"a": [{"anything-but": "x"}]}, {"b": "y"}, False),
    "anything but some": ({"a": [{"anything-but": ["x", "y"]}]}, {"a": "z"}, True),
    "anything but some, of which it is one": ({"a": [{"anything-but": ["x", "y"]}]}, {"a": "y"}, False),
    "anything that begins otherwise": ({"a": [{"anything-but": {"prefix": "x-"}}]}, {"a": "y-1"}, True),
    "anything that begins otherwise, but does not": ({"a": [{"anything-but": {"prefix": "x-"}}]}, {"a": "x-1"}, False),
    "anything unlike": ({"a": [{"anything-but": {"wildcard": ["*x*", "y*"]}}]}, {"a": "zy"}, True),
    "anything unlike, but like one": ({"a": [{"anything-but": {"wildcard": ["*x*", "y*"]}}]}, {"a": "yz"}, False),
    "wildcard": ({"a": [{"wildcard": "*/b-*"}]}, {"a": "https://example.com/b-c"}, True),
    "wildcard, from end to end": ({"a": [{"wildcard": "*/b-*"}]}, {"a": "b-c"}, False),
    "wildcard knows no other signs": ({"a": [{"wildcard": "b.*"}]}, {"a": "bc"}, False),
    "numeric at its bound": ({"a": [{"numeric": [">=", 7]}]}, {"a": 7}, True),
    "numeric below its bound": ({"a": [{"numeric": [">=", 7]}]}, {"a": 6.9}, False),
    "numeric within a range": ({"a": [{"numeric": [">", 0, "<=", 5]}]}, {"a": 5}, True),
    "numeric beyond a range": ({"a": [{"numeric": [">", 0, "<=", 5]}]}, {"a": 5.1}, False),
    "numeric of a text": ({"a": [{"numeric": [">=", 7]}]}, {"a": "8"}, False),
    "exists": ({"a": [{"exists": True}]}, {"a": None}, True),
    "exists, but does not": ({"a": [{"exists": True}]}, {"b": 1}, False),
    "exists looks at leaves": ({"a": [{"exists": True}]}, {"a": {"b": 1}}, False),
    "does not exist": ({"a": [{"exists": False}]}, {"b": 1}, True),
    "does not exist, but does": ({"a": [{"exists": False}]}, {"a": 1}, False),
    "does not exist, nor what would hold it": ({"a": {"b": [{"exists": False}]}}, {}, True),
    "does not exist in any element": ({"a": {"b": [{"exists": False}]}}, {"a": [{"c": 1}, {"b": 2}]}, False),
    "a value or no field at all": ({"a": ["x", {"exists": False}]}, {}, True),
    "either field": ({"$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"b": "y"}, True),
    "neither field": ({"$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": "y", "b": "x"}, False),
    "either, and what stands beside": ({"c": ["z"], "$or": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": "x", "c": "q"}, False),
    "either within an object": ({"o": {"$or": [{"a": ["x"]}, {"b": ["y"]}]}}, {"o": {"b": "y"}}, True),
    "either within an array": ({"o": {"$or": [{"a": ["x"]}, {"b": ["y"]}]}}, {"o": [{"c": 1}, {"b": "y"}]}, True),
    "either of two pairs, not half of each": (
        {"$or": [{"a": ["x"], "b": ["x"]}, {"a": ["y"], "b": ["y"]}]},
        {"a": "x", "b": "y"},
        False,
    ),
    "either of several, twice": (
        {"$or": [{"a": [1]}, {"b": [1]}], "o": {"$or": [{"c": [1]}, {"d": [1]}]}},
        {"b": 1, "o": {"c": 1}},
        True,
    ),
}


@pytest.mark.parametrize(("pattern", "event", "expected"), CASES.values(), ids=CASES.keys())
def test_a_pattern_matches_as_eventbridge_documents(
    pattern: dict[str, Any],
    event: dict[str, Any],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert matches(pattern, event) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        {},
        {"a": "x"},
        {"a": []},
        {"a": [["x"]]},
        {"a": [{"numeric": [">=", "7"]}]},
        {"a": [{"numeric": [">="]}]},
        {"a": [{"exists": "false"}]},
        {"a": [{"like": "x"}]},
        {"a": [{"prefix": "x", "suffix": "y"}]},
        {"$or": [{"a": ["x"]}]},
    ],
    ids=str,
)
def test_a_pattern_that_eventbridge_refuses_is_refused(pattern: dict[str, Any]) -> None:
    with pytest.raises(PatternError):
        matches(pattern, {"a": "x"})
