from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.sources import reading

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)
NO_DATES = ("Fri Foo 20 03:00:00 UTC 2026", "Fri Nov 31 03:00:00 UTC 2026", "Fri Nov 20 03:00:00 JST 2026", "Fri Nov")
PATHS = st.lists(st.text(max_size=3) | st.integers(-3, 3) | st.just("*"), max_size=3)


@given(ANYTHING, PATHS)
def test_no_reader_ever_raises_whatever_it_reads(value: Any, path: list[str | int]) -> None:
    assert isinstance(reading.text(value, *path), str)
    assert isinstance(reading.texts(value, *path), tuple)
    assert isinstance(reading.number(value, *path), float | None)
    assert isinstance(reading.integer(value, *path), int | None)
    assert isinstance(reading.flag(value, *path), bool | None)
    assert isinstance(reading.mapping(value, *path), dict)
    assert isinstance(reading.items(value, *path), tuple)
    assert all(isinstance(item, dict) for item in reading.mappings(value, *path))
    assert all(isinstance(word, str) and word for word in reading.every(value, *path))
    assert all(reading.tags(value, *path))
    assert isinstance(reading.moment(value, *path), datetime | None)


@given(ANYTHING)
def test_every_text_that_is_read_can_be_written_as_utf_8(value: Any) -> None:
    reading.text(value).encode()


def test_a_path_leads_through_objects_and_lists() -> None:
    value = {"a": [{"b": " found "}]}
    assert reading.text(value, "a", 0, "b") == "found"
    assert reading.text(value, "a", 1, "b") == ""
    assert reading.text(value, "a", "b") == ""


@pytest.mark.parametrize(
    ("value", "expected"), [(22, "22"), (22.0, "22"), (0.5, "0.5"), (True, ""), (None, ""), ([], "")]
)
def test_a_number_is_read_as_text_but_a_truth_value_is_not(value: object, expected: str) -> None:
    assert reading.text(value) == expected


@pytest.mark.parametrize(("value", "expected"), [("8.5", 8.5), (9, 9.0), (True, None), ("NaN", None), ("high", None)])
def test_a_number_may_be_written_as_text(value: object, expected: float | None) -> None:
    assert reading.number(value) == expected


@pytest.mark.parametrize(("value", "expected"), [("12", 12), (3.0, 3), (3.5, None), (2**63, None), (10**400, None)])
def test_a_whole_number_has_no_fraction_and_fits_into_64_bits(value: object, expected: int | None) -> None:
    assert reading.integer(value) == expected


def test_a_large_whole_number_keeps_every_digit() -> None:
    assert reading.integer(2**62 + 1) == 2**62 + 1


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-20T03:00:00Z",
        "2026-11-20T12:00:00+09:00",
        "2026-11-20T03:00:00",
        "Fri Nov 20 03:00:00.000 UTC 2026",
        "Fri Nov 20 03:00:00 UTC 2026",
        1795143600,
        1795143600000,
        "1795143600",
    ],
)
def test_a_moment_may_be_iso_text_or_seconds_or_milliseconds(value: object) -> None:
    assert reading.moment(value) == datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.mark.parametrize("value", ["Fri, 20 Nov 2026 03:00:00 GMT", " Fri, 20 Nov 2026 03:00:00 GMT "])
def test_a_moment_may_be_in_the_words_of_http_dates(value: str) -> None:
    assert reading.moment(value) == datetime(2026, 11, 20, 3, tzinfo=UTC)


def test_a_day_in_words_may_have_one_digit() -> None:
    assert reading.moment("Fri, 3 Jun 2022 05:30:57 GMT") == datetime(2022, 6, 3, 5, 30, 57, tzinfo=UTC)


def test_every_month_has_its_word() -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    expected = [datetime(2026, month, 20, 3, tzinfo=UTC) for month in range(1, 13)]
    assert [reading.moment(f"Fri, 20 {month} 2026 03:00:00 GMT") for month in months] == expected
    assert [reading.moment(f"Fri {month} 20 03:00:00 UTC 2026") for month in months] == expected


@pytest.mark.parametrize(
    "value",
    [
        "Fri, 31 Feb 2026 03:00:00 GMT",
        "Fri, 20 Foo 2026 03:00:00 GMT",
        "Fri, 20 Nov 2026 03:00:00 JST",
        "Fri, 20 Nov 2026 25:00:00 GMT",
        "Fri, 20 Nov 0000 03:00:00 GMT",
        "Fri, ٢٠ Nov 2026 03:00:00 GMT",
        "Fri, 20 Nov 2026 ::::::::: GMT",
    ],
)
def test_words_that_are_no_moment_are_absent(value: str) -> None:
    assert reading.moment(value) is None


@pytest.mark.parametrize(
    "value", ["yesterday", "", None, 10**30, -(10**30), float("inf"), "9999-12-31T23:59:59-23:59", *NO_DATES]
)
def test_what_is_no_moment_is_absent(value: object) -> None:
    assert reading.moment(value) is None


def test_milliseconds_come_from_the_first_moment_that_is_known() -> None:
    assert reading.milliseconds(None, datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)) == 1000
    assert reading.milliseconds(None) == 0


def test_the_kind_and_the_end_of_an_access_key_can_be_read() -> None:
    assert reading.mask_key("AKIAIOSFODNN7EXAMPLE") == "AKIA****MPLE"
    assert reading.mask_key("short") == "****"
    assert reading.mask_key("") == ""


def test_access_keys_within_a_sentence_are_masked_and_other_words_are_not() -> None:
    sentence = "Key AKIAIOSFODNN7EXAMPLE of ASIAN_BUCKET was used."
    assert reading.mask_keys(sentence) == "Key AKIA****MPLE of ASIAN_BUCKET was used."


@given(
    st.lists(st.text("a|%", max_size=4), min_size=1, max_size=4),
    st.lists(st.text("a|%", max_size=4), min_size=1, max_size=4),
)
def test_different_parts_give_different_fingerprints(one: list[str], other: list[str]) -> None:
    assert (reading.fingerprint(*one) == reading.fingerprint(*other)) == (one == other)


def test_a_long_fingerprint_is_shortened_and_still_tells_apart() -> None:
    one, other = reading.fingerprint("s", "a" * 5000), reading.fingerprint("s", "a" * 5001)
    assert one != other
    assert len(one.encode()) <= 1024


def test_a_long_list_is_shown_by_its_first_members() -> None:
    assert reading.some_of(("a", "b", "c", "d", "e")) == "a, b, c (+2)"
    assert reading.some_of(("a",)) == "a"


def test_tags_are_read_in_each_form_that_aws_writes_them() -> None:
    expected = {"Owner": "team-a"}
    assert reading.tags([{"key": "Owner", "value": "team-a"}]) == expected
    assert reading.tags([{"name": "Owner", "value": "team-a"}]) == expected
    assert reading.tags({"Owner": "team-a"}) == expected


def test_a_star_stands_for_every_member_of_a_list() -> None:
    value = json.loads('{"a": [{"b": ["x", "y"]}, {"b": ["y", "z"]}, 7]}')
    assert reading.every(value, "a", "*", "b", "*") == ("x", "y", "z")


@pytest.mark.parametrize("source", ["aws.guardduty", "hinomi.drill", "AWS.GuardDuty"])
def test_an_event_of_the_service_or_a_drill_of_it_is_known(source: str) -> None:
    assert reading.is_from({"source": source, "detail-type": "GuardDuty FINDING"}, "aws.guardduty", "guardduty finding")


def test_an_event_of_another_service_is_not_taken_for_ours() -> None:
    body = {"source": "custom.app", "detail-type": "GuardDuty Finding"}
    assert not reading.is_from(body, "aws.guardduty", "guardduty finding")
