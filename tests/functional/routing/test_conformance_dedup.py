"""What is news to an outlet that has had this and that: the table of cases, and the log that it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from hinomi.errors import RetryError
from hinomi.model import Severity
from support.tower import CHAT, MAIL

if TYPE_CHECKING:
    from support.tower import Build, Tower


class Case(NamedTuple):
    """What an outlet has been told of, what comes then, and what it is told because of that."""

    known: str
    opens: str
    ends: str
    minutes: float
    expected: list[dict[str, str]]
    send_resolved: bool = True


CASES = {
    "nothing told, something opens": Case("", "a", "", 10, [{"a": "first_seen"}]),
    "nothing told, something ends": Case("", "", "a", 10, []),
    "something told, more opens": Case("a", "b", "", 10, [{"b": "first_seen"}]),
    "the same, before the interval": Case("a", "a", "", 50, []),
    "the same, after the interval": Case("a", "a", "", 65, [{"a": "repeat_due"}]),
    "one of two ends": Case("ab", "", "a", 10, [{"a": "resolved"}]),
    "one of two ends, and ends are not told": Case("ab", "", "a", 10, [], send_resolved=False),
    "one ends and another opens": Case("a", "b", "a", 10, [{"a": "resolved", "b": "first_seen"}]),
    "one ends untold, another opens": Case("a", "b", "a", 10, [{"b": "first_seen"}], send_resolved=False),
    "all ends": Case("ab", "", "ab", 10, [{"a": "resolved", "b": "resolved"}]),
    "all ends, and ends are not told": Case("ab", "", "ab", 10, [], send_resolved=False),
    "all has ended, long after": Case("ab", "", "ab", 180, [{"a": "resolved", "b": "resolved"}]),
}


def receiving(**changes: Any) -> dict[str, Any]:
    """Let the default receiver be one mail channel, changed so."""
    return {"default": {"channels": [{"channel": "email", **changes}]}}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_outlet_is_told_what_it_has_not_had(build: Build, case: Case) -> None:
    """TestDedupStageNeedsUpdate: the ten rows of the table and two more."""
    tower = build({"repeat_interval": "1h"}, receivers=receiving(send_resolved=case.send_resolved))
    tower.fire(*case.known)
    tower.turn(seconds=30)
    before = len(tower.told())
    assert before == bool(case.known)
    tower.fire(*case.opens)
    tower.resolve(*case.ends)
    tower.turn(minutes=case.minutes)
    assert [told.news for told in tower.told()[before:]] == case.expected


def test_a_change_for_the_better_is_no_news_and_one_for_the_worse_is(build: Build) -> None:
    """TestDedupStage: what counts is what people would do otherwise."""
    tower = build()
    tower.fire("a", severity=Severity.MEDIUM)
    tower.turn(minutes=10)
    assert tower.fire("a", severity=Severity.LOW) == ["duplicate"]
    assert tower.fire("a", severity=Severity.HIGH) == ["escalated"]
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "escalated"}]


def test_of_what_has_changed_twice_the_last_is_told(build: Build) -> None:
    """TestDedupStage: it is compared with what was told, not with what came last."""
    tower = build()
    tower.fire("a", severity=Severity.LOW)
    tower.turn(31).fire("a", severity=Severity.MEDIUM)
    tower.turn(10).fire("a", severity=Severity.HIGH)
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "escalated"}]
    ((item,), was) = (tower.spoken()[1][2].items, Severity.LOW)
    assert (item.alert.severity, item.decision.was) == (Severity.HIGH, was)


def test_what_ends_and_opens_again_between_two_messages_is_no_news(build: Build) -> None:
    """TestDedupStage: people know that it is open, and it is."""
    tower = build()
    tower.fire("a")
    tower.turn(31).resolve("a")
    tower.turn(10).fire("a")
    tower.turn(hours=2)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}]
    assert [known.alert.fingerprint for known in tower.group("a").standing] == ["a"]


def test_only_what_has_been_sent_is_logged(build: Build) -> None:
    """TestSetNotifiesStage: the log of an outlet is written after its message, and for nobody else."""
    tower = build(outlets=(MAIL, CHAT))
    tower.fire("a")
    tower.post.refusing["chat"] = RetryError("no")
    tower.turn(30)
    (news,) = tower.group("a").news
    assert tower.group("a").logged == {"mail": frozenset({news.id})}
    del tower.post.refusing["chat"]
    tower.turn(minutes=10)
    assert tower.group("a").news == ()
    assert [(told.outlet, told.news) for told in tower.told()] == [
        (name, {"a": "first_seen"}) for name in ("mail", "chat")
    ]


def test_an_outlet_that_has_had_all_is_told_what_is_new_alone(build: Build) -> None:
    """TestDedupStage: while one outlet cannot be reached, the other goes on without repeating."""
    tower = build(outlets=(MAIL, CHAT))
    tower.post.refusing["chat"] = RetryError("no")
    tower.fire("a")
    tower.turn(40).fire("b")
    tower.turn(minutes=5)
    del tower.post.refusing["chat"]
    tower.turn(minutes=10)
    assert news_of(tower, "mail") == [{"a": "first_seen"}, {"b": "first_seen"}]
    assert {name for news in news_of(tower, "chat") for name in news} == {"a", "b"}
    assert sum(len(news) for news in news_of(tower, "chat")) == 2


def news_of(tower: Tower, outlet: str) -> list[dict[str, str]]:
    """List what an outlet was told."""
    return [told.news for told in tower.told(outlet)]
