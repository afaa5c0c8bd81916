"""Outlets that fail, are slow, refuse, or do not want to hear everything: the others are told, and nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.errors import ParkError, RetryError
from hinomi.model import Severity
from support.tower import CHAT, MAIL

if TYPE_CHECKING:
    from support.tower import Build, Tower

FIRST = {"a": "first_seen"}
BOTH = (MAIL, CHAT)


def receiving(*channels: dict[str, Any]) -> dict[str, Any]:
    """Let the default receiver have these channels."""
    return {"default": {"channels": [*channels]}}


def test_one_that_fails_is_tried_until_it_succeeds_and_the_other_is_told_once(build: Build) -> None:
    """TestRetry: who has succeeded is not sent it again, who has failed gets it in the end."""
    tower = build(outlets=BOTH)
    tower.post.refusing["chat"] = RetryError("chat: 503")
    tower.fire("a")
    tower.turn(minutes=20)
    assert tower.told() == [(30, "mail", FIRST)]
    assert tower.post.tried["chat"] > 5
    del tower.post.refusing["chat"]
    tower.turn(minutes=20)
    assert [(told.outlet, told.news) for told in tower.told()] == [("mail", FIRST), ("chat", FIRST)]
    assert tower.post.tried["mail"] == 1


def test_one_that_fails_misses_nothing_of_what_comes_meanwhile(build: Build) -> None:
    """TestRetry: it is told how things are by then, not each step on the way."""
    tower = build(outlets=BOTH)
    tower.post.refusing["chat"] = RetryError("chat: 503")
    tower.fire("a", "b")
    tower.turn(minutes=1).fire("c")
    tower.turn(minutes=6).resolve("b")
    tower.turn(minutes=6)
    del tower.post.refusing["chat"]
    tower.turn(minutes=20)
    assert all_news(tower, "mail") == [("a", "first_seen"), ("b", "first_seen"), ("c", "first_seen"), ("b", "resolved")]
    heard = all_news(tower, "chat")
    # What failed may have come after all: of what is over, it may hear the end, but never the beginning.
    assert sorted(pair for pair in heard if pair != ("b", "resolved")) == [("a", "first_seen"), ("c", "first_seen")]


def test_a_repeat_that_one_outlet_missed_is_repeated_to_it_alone(build: Build) -> None:
    """TestRetry: a repeat is news like any other."""
    tower = build({"repeat_interval": "1h"}, outlets=BOTH)
    tower.fire("a")
    tower.turn(minutes=10)
    tower.post.refusing["chat"] = RetryError("chat: 503")
    tower.turn(minutes=60)
    del tower.post.refusing["chat"]
    tower.turn(minutes=30)
    assert [told.news["a"] for told in tower.told("mail")] == ["first_seen", "repeat_due"]
    assert [told.news["a"] for told in tower.told("chat")] == ["first_seen", "repeat_due"]


def test_an_error_that_may_pass_is_tried_again(build: Build) -> None:
    """TestRetryStageWithError: it is not logged, so it is told later."""
    tower = build()
    tower.post.refusing["mail"] = RetryError("sns:Publish: InternalError")
    tower.fire("a")
    tower.turn(31)
    assert tower.group("a").logged == {}
    assert [news.alert.fingerprint for news in tower.group("a").news] == ["a"]
    del tower.post.refusing["mail"]
    tower.turn(minutes=2)
    assert [told.news for told in tower.told()] == [FIRST]


def test_an_error_that_cannot_pass_parks_the_message_and_the_group_goes_on(build: Build) -> None:
    """TestRetryStageWithErrorCode: trying again would not help, so a person gets it, once."""
    tower = build(outlets=BOTH)
    tower.post.refusing["chat"] = ParkError("sns:Publish: NotFound")
    tower.fire("a")
    tower.turn(hours=2)
    assert tower.post.parked == [("chat", "sns:Publish: NotFound")]
    assert tower.told() == [(30, "mail", FIRST)]
    del tower.post.refusing["chat"]
    tower.fire("b")
    tower.turn(hours=2)
    assert [told.news for told in tower.told("chat")] == [{"b": "first_seen"}]


def test_an_outlet_that_says_when_is_tried_then(build: Build) -> None:
    """TestRetryStageWithErrorCode: it is asked again when it wants to be asked."""
    tower = build()
    tower.post.refusing["mail"] = RetryError("slow down", after=17)
    tower.fire("a")
    tower.turn(31)
    del tower.post.refusing["mail"]
    tower.turn(60)
    assert [told.news for told in tower.told()] == [FIRST]


def test_a_worker_that_dies_while_it_tells_leaves_it_to_the_next(build: Build) -> None:
    """TestRetryStageWithContextCanceled: what it did not finish is done again once its lease is over."""
    tower = build()
    tower.post.refusing["mail"] = KeyboardInterrupt()
    tower.fire("a")
    with pytest.raises(KeyboardInterrupt):
        tower.turn(30)
    del tower.post.refusing["mail"]
    group = tower.branch("a").group
    with pytest.raises(RetryError, match="another worker"):
        tower.rehearsal.flush.tick(group, tower.now)
    tower.rehearsal.agenda.push(group, tower.now, tower.now + 180_000)
    tower.turn(minutes=5)
    assert [told.news for told in tower.told()] == [FIRST]


def test_a_slow_outlet_is_tried_again_within_the_interval(build: Build) -> None:
    """TestWebhookTimeout: one answer that does not come in time costs a minute, not the message."""
    tower = build({"group_interval": "10m"})
    tower.post.refusing["mail"] = RetryError("sns:Publish: ReadTimeout")
    tower.fire("a")
    tower.turn(35)
    del tower.post.refusing["mail"]
    tower.turn(minutes=5)
    ((at, _, news),) = tower.told()
    assert news == FIRST
    assert at < 600


def test_when_all_outlets_fail_none_is_forgotten(build: Build) -> None:
    """TestMultiStageFailure: one failure neither hides nor stops the other."""
    tower = build(outlets=BOTH)
    tower.post.refusing |= {"mail": RetryError("mail: 500"), "chat": RetryError("chat: 500")}
    tower.fire("a")
    tower.turn(31)
    assert tower.post.tried == {"mail": 1, "chat": 1}
    tower.post.refusing.clear()
    tower.turn(minutes=5)
    assert sorted((told.outlet, told.news["a"]) for told in tower.told()) == [
        ("chat", "first_seen"),
        ("mail", "first_seen"),
    ]


def test_ends_are_told_where_they_are_wanted(build: Build) -> None:
    """TestRetryStageSendResolved and TestRetryStageNoResolved: beside each other, in one receiver."""
    channels = ({"channel": "email"}, {"channel": "email", "locale": "en", "send_resolved": False})
    tower = build(receivers=receiving(*channels))
    tower.fire("a", "b")
    tower.turn(minutes=10).resolve("a", "b")
    tower.turn(minutes=10)
    ends = {"a": "resolved", "b": "resolved"}
    assert [told.news for told in tower.told("default/email-ja")] == [{"a": "first_seen", "b": "first_seen"}, ends]
    assert [told.news for told in tower.told("default/email-en")] == [{"a": "first_seen", "b": "first_seen"}]


def test_who_does_not_hear_of_ends_gets_no_empty_message_and_hears_of_what_opens_again(build: Build) -> None:
    """TestResolvedFilter: the end is known all the same, so what opens again is not taken for the same."""
    tower = build({"repeat_interval": "1h"}, receivers=receiving({"channel": "email", "send_resolved": False}))
    tower.fire("a")
    tower.turn(minutes=10).resolve("a")
    tower.turn(hours=3)
    assert [told.news for told in tower.told()] == [FIRST]
    assert tower.group("a").standing == ()
    tower.fire("a")
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [FIRST, {"a": "reopened"}]


def test_each_outlet_hears_of_what_is_bad_enough_for_it(build: Build) -> None:
    """TestResolvedFilter: so with severities: each outlet has a floor, and hears the end of what it has heard of."""
    channels = ({"channel": "email"}, {"channel": "email", "locale": "en", "severity_floor": "HIGH"})
    tower = build(receivers=receiving(*channels))
    tower.fire("low", severity=Severity.LOW)
    tower.fire("high", severity=Severity.HIGH)
    tower.turn(minutes=10).resolve("low", "high")
    tower.turn(minutes=10)
    assert all_news(tower, "default/email-en") == [("high", "first_seen"), ("high", "resolved")]
    assert len(all_news(tower, "default/email-ja")) == 4


def test_what_gets_bad_enough_is_told_to_who_has_not_heard_of_it(build: Build) -> None:
    """TestResolvedFilter: below the floor it is kept, and told when it rises over it."""
    tower = build(receivers=receiving({"channel": "email", "severity_floor": "HIGH"}))
    tower.fire("a", severity=Severity.MEDIUM)
    tower.turn(minutes=10)
    assert tower.told() == []
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=10)
    tower.resolve("a", severity=Severity.INFO)
    tower.turn(minutes=10)
    assert all_news(tower, "default/email-ja") == [("a", "escalated"), ("a", "resolved")]


def test_what_is_below_every_floor_is_no_news(build: Build) -> None:
    """TestResolvedFilter: the floor of the whole comes first, and costs nothing."""
    tower = build(severity_floor="MEDIUM")
    assert tower.fire("a", severity=Severity.LOW) == ["below_floor"]
    tower.turn(minutes=10)
    assert tower.told() == []


def test_a_digest_names_every_alert_once_and_its_counts_add_up(build: Build) -> None:
    """TestBatching: what is told together is told completely, in the message itself too."""
    tower = build()
    severities = [*[Severity.HIGH] * 3, *[Severity.MEDIUM] * 12, *[Severity.LOW] * 8]
    for number, severity in enumerate(severities):
        tower.fire(f"alert-{number}", severity=severity)
    tower.turn(minutes=10)
    ((_, _, bundle),) = tower.spoken()
    assert len({item.alert.fingerprint for item in bundle.items}) == len(bundle.items) == 23
    ((_, _, message),) = tower.post.sent
    assert re.findall(r"[0-9]+ 件", message.subject) == ["23 件"]
    assert re.findall(r"(高|中|低) ([0-9]+)", message.body) == [("高", "3"), ("中", "12"), ("低", "8")]


def all_news(tower: Tower, outlet: str) -> list[tuple[str, str]]:
    """List what an outlet was told of each alert, in order."""
    return [pair for told in tower.told(outlet) for pair in told.news.items()]
