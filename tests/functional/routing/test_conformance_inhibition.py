"""Inhibition: what follows from something that is open is not told while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Fact, Reason, Severity

if TYPE_CHECKING:
    from support.tower import Build

OUTAGE = {"name": "outage", "source": {"type": "Down"}, "target": {"type": "Slow"}, "equal": ["account"]}
HERE, THERE = "111122223333", "123456789012"
LOOK_AGAIN_SECONDS = 900


def of(*rules: dict[str, Any]) -> dict[str, Any]:
    """Make settings with these rules."""
    return {"inhibit": [*rules]}


def test_what_follows_is_held_where_the_labels_are_equal_until_the_source_is_resolved(build: Build) -> None:
    """TestInhibiting: it is told in the other account at once, in this one when nothing explains it any more."""
    tower = build({"group_by": ["account"]}, **of(OUTAGE))
    tower.fire("down", type="Down", account=HERE)
    tower.fire("slow here", type="Slow", account=HERE)
    tower.fire("slow there", type="Slow", account=THERE)
    tower.turn(minutes=20)
    assert sorted([*told.news] for told in tower.told()) == [["down"], ["slow there"]]
    tower.resolve("down")
    tower.turn(seconds=LOOK_AGAIN_SECONDS)
    assert {name: reason for told in tower.told()[2:] for name, reason in told.news.items()} == {
        "down": "resolved",
        "slow here": "first_seen",
    }


def test_a_source_that_opens_within_the_wait_of_what_follows_holds_it(build: Build) -> None:
    """TestInhibiting: what counts is the moment of telling, not of arriving."""
    tower = build(**of(OUTAGE))
    tower.fire("slow", type="Slow")
    tower.turn(20).fire("down", type="Down")
    tower.turn(minutes=30)
    assert [told.news for told in tower.told()] == [{"down": "first_seen"}]


def test_when_both_are_resolved_together_both_ends_are_told_together(build: Build) -> None:
    """TestAlwaysInhibiting: the source ends, so nothing holds the end of the other."""
    tower = build(**of(OUTAGE))
    tower.fire("slow", type="Slow")
    tower.turn(minutes=10).fire("down", type="Down")
    tower.turn(minutes=10).resolve("down", "slow")
    tower.turn(minutes=30)
    assert [told.news for told in tower.told()] == [
        {"slow": "first_seen"},
        {"down": "first_seen"},
        {"down": "resolved", "slow": "resolved"},
    ]


def test_what_opened_and_ended_while_it_was_held_is_never_told(build: Build) -> None:
    """TestAlwaysInhibiting: both came and went, people hear of the one."""
    tower = build(**of(OUTAGE))
    tower.fire("down", type="Down")
    tower.fire("slow", type="Slow")
    tower.turn(minutes=10).resolve("slow", "down")
    tower.turn(hours=2)
    assert [told.news for told in tower.told()] == [{"down": "first_seen"}, {"down": "resolved"}]


def test_a_rule_without_a_source_or_target_that_says_anything_is_inert(build: Build) -> None:
    """TestEmptyInhibitionRule: it would hold everything, so it holds nothing."""
    empty = {"name": "empty", "source": {}, "target": {}, "equal": []}
    half = {"name": "half", "source": {"type": "Down"}, "target": {}, "equal": []}
    tower = build(**of(empty, half))
    tower.fire("down", type="Down")
    tower.fire("a", "b")
    tower.turn(minutes=1)
    assert tower.told() == [(30, "mail", dict.fromkeys(["down", "a", "b"], "first_seen"))]


def test_labels_that_both_lack_are_equal_and_one_that_only_one_lacks_is_not(build: Build) -> None:
    """TestInhibitRuleHasEqual: a label that is absent is the same as one that is empty."""
    tower = build({"group_by": []}, **of({**OUTAGE, "equal": ["region"]}))
    tower.fire("down", type="Down", region="")
    tower.fire("slow nowhere", type="Slow", region="")
    tower.fire("slow somewhere", type="Slow", region="eu-west-1")
    tower.turn(minutes=5)
    assert [told.news for told in tower.told()] == [{"down": "first_seen", "slow somewhere": "first_seen"}]


def test_what_matches_both_sides_holds_neither_itself_nor_its_like(build: Build) -> None:
    """TestInhibitRuleMatches: else nobody would hear of any."""
    both = {"name": "both", "source": {"severity": ">=HIGH"}, "target": {"type": "X"}, "equal": ["account"]}
    tower = build(**of(both))
    tower.fire("a", "b", type="X", severity=Severity.HIGH)
    tower.fire("c", type="X", severity=Severity.MEDIUM)
    tower.turn(minutes=5)
    assert [told.news for told in tower.told()] == [{"a": "first_seen", "b": "first_seen"}]


def test_what_is_resolved_inhibits_nothing(build: Build) -> None:
    """TestInhibit: nor what is no source any more, though it is open."""
    loud = {"name": "loud", "source": {"type": "Down", "severity": "HIGH"}, "target": {"type": "Slow"}}
    tower = build(**of(loud))
    tower.fire("down", type="Down")
    tower.turn(minutes=1).resolve("down")
    tower.fire("slow", type="Slow")
    assert tower.hold("slow") is None
    tower.turn(minutes=10)
    assert [told.news for told in tower.told()] == [{"down": "first_seen"}, {"down": "resolved", "slow": "first_seen"}]


def test_one_that_is_asked_is_told_at_once_what_inhibits_an_alert(build: Build) -> None:
    """TestFilterAlertRequest: open, inhibited and open again, as it is at that moment."""
    tower = build(**of(OUTAGE))
    tower.fire("slow", type="Slow")
    states = [tower.hold("slow")]
    tower.fire("down", type="Down")
    states.append(tower.hold("slow"))
    tower.resolve("down")
    states.append(tower.hold("slow"))
    assert [state and (state.reason, state.by) for state in states] == [None, (Reason.INHIBITED, "outage"), None]


def test_an_attack_sequence_tells_for_the_findings_that_it_is_made_of(build: Build) -> None:
    """TestInhibit: the rule that is built in; a finding of another sequence is told."""
    sequence = "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/s"
    tower = build()
    tower.fire(sequence, type="AttackSequence:S3/CompromisedData", severity=Severity.CRITICAL)
    tower.fire("part", facts=(Fact("associated_sequence", sequence),))
    tower.fire("other", facts=(Fact("associated_sequence", f"{sequence}-2"),))
    tower.turn(minutes=5)
    assert [told.news for told in tower.told()] == [{sequence: "first_seen"}, {"other": "first_seen"}]


def test_a_new_process_knows_what_burns(build: Build) -> None:
    """TestInhibiting: what inhibits is kept, not remembered."""
    tower = build(**of(OUTAGE))
    tower.fire("down", type="Down")
    tower.turn(minutes=10)
    tower.restart()
    tower.fire("slow", type="Slow")
    tower.turn(hours=1)
    assert [told.news for told in tower.told()] == [{"down": "first_seen"}]
