from __future__ import annotations

from typing import Any

import pytest

from hinomi.config import LOCALES, Config
from hinomi.edge.watch_news import worded
from hinomi.model import Branch, Resource, Severity
from hinomi.routing.groups import Standing
from hinomi.routing.quiet import Quiet, Sense
from hinomi.routing.silences import Silence
from support.alerts import make_alert

DAY = 86_400_000
NOW = 20_000 * DAY


def quiet(**changes: Any) -> Quiet:
    branch = Branch(route="root", receiver="default", group="root|")
    standing = Standing(alert=make_alert(**changes), branch=branch, told=NOW - 9 * DAY)
    return Quiet(standing=standing, last=NOW - 8 * DAY, sense=Sense.ACTIVITY)


def silence(days: float, **changes: Any) -> Silence:
    defaults: dict[str, Any] = {"id": "s", "match": {"source": "guardduty"}, "owner": "kei", "reason": "scan"}
    return Silence(**{**defaults, "starts": NOW - DAY, "ends": NOW + int(days * DAY), **changes})


def test_an_alert_is_named_in_each_language_with_its_resource() -> None:
    instance = Resource(type="AWS::EC2::Instance", id="i-0abc1234def567890")
    (told,) = worded([quiet(resources=(instance,), severity=Severity.MEDIUM)], (), Config(), NOW).quiet
    assert told.headline.keys() == set(LOCALES)
    assert all("i-0abc1234def567890" in said for said in told.headline.values())
    assert told.headline["ja"] != told.headline["en"]
    assert (told.severity, told.account, told.region) == (Severity.MEDIUM, "111122223333", "ap-northeast-1")
    assert told.last.timestamp() * 1000 == NOW - 8 * DAY


def test_ten_are_named_the_most_severe_first_and_the_rest_is_counted() -> None:
    found = [quiet(fingerprint=str(number), severity=Severity(number % 5)) for number in range(23)]
    watch = worded(found, (), Config(), NOW)
    assert (len(watch.quiet), watch.more_quiet) == (10, 13)
    assert [one.severity for one in watch.quiet] == sorted((one.severity for one in watch.quiet), reverse=True)
    assert watch.quiet[0].severity is Severity.CRITICAL


@pytest.mark.parametrize(("days", "soon"), [(0, False), (0.1, True), (14, True), (14.1, False)])
def test_a_silence_is_told_in_its_last_fourteen_days(days: float, soon: bool) -> None:  # noqa: FBT001 - a table of cases
    assert bool(worded([], [silence(days)], Config(), NOW).silences) is soon


def test_a_silence_that_has_not_begun_is_told_too() -> None:
    assert worded([], [silence(5, starts=NOW + DAY)], Config(), NOW).silences


def test_the_first_silences_to_end_are_named_and_the_rest_is_counted() -> None:
    watch = worded([], [silence(days, id=f"s-{days}") for days in range(13, 0, -1)], Config(), NOW)
    assert [one.id for one in watch.silences] == [f"s-{days}" for days in range(1, 11)]
    assert watch.more_silences == 3


def test_a_silence_says_in_terms_of_the_command_line_what_it_holds() -> None:
    (told,) = worded([], [silence(1, match={"source": "guardduty", "type": "Recon:*"})], Config(), NOW).silences
    assert (told.match, told.owner, told.reason) == ("source=guardduty type=Recon:*", "kei", "scan")


def test_a_silence_of_another_version_has_its_id() -> None:
    (told,) = worded([], [silence(1, match={"moon": "full"})], Config(), NOW).silences
    assert (told.id, told.match) == ("s", "")
