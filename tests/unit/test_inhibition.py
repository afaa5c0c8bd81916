"""Inhibition: what is not told while something else is open, and what is told all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import Config
from hinomi.model import Alert, Fact, Lifecycle, Reason, Severity
from hinomi.routing import labels
from hinomi.routing.inhibition import inhibited, kindle, rules
from hinomi.routing.memory_inhibitors import MemoryInhibitors
from hinomi.routing.settings import Inhibition
from hinomi.routing.silences import Hold
from support.alerts import make_alert

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 1_795_000_000_000
DAY = 86_400_000
ARN = "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/sequence"
SEQUENCE = make_alert(
    type="AttackSequence:IAM/CompromisedCredentials", severity=Severity.CRITICAL, fingerprint=ARN, copy=ARN
)


class Fire:
    """Rules, and what burns for them."""

    def __init__(self, *own: Inhibition, windows: Callable[[str, int], int | None] = lambda *_: None) -> None:
        self.config = Config(inhibit=list(own))
        self.rules = rules(self.config)
        self.inhibitors = MemoryInhibitors()
        self.windows = windows

    def news(self, *alerts: Alert, now: int = NOW) -> None:
        for alert in alerts:
            for ember in kindle(self.rules, labels.of(alert, self.config), alert):
                ember.pass_on(self.inhibitors, now)

    def holds(self, alert: Alert, now: int = NOW) -> Hold | None:
        return inhibited(
            self.rules,
            labels.of(alert, self.config),
            alert,
            lambda rule: self.inhibitors.burning(rule, now),
            self.windows,
            now,
        )


def rule(**changes: Any) -> Inhibition:
    given: dict[str, Any] = {
        "name": "worse",
        "source": {"severity": "CRITICAL"},
        "target": {"severity": "<=MEDIUM"},
        "equal": ["account"],
    }
    return Inhibition(**{**given, **changes})


def alert(name: str, severity: Severity = Severity.LOW, **changes: Any) -> Alert:
    return make_alert(fingerprint=name, copy=name, severity=severity, **changes)


def component(name: str = "component", sequence: str = ARN, **changes: Any) -> Alert:
    return make_alert(fingerprint=name, copy=name, facts=(Fact("associated_sequence", sequence),), **changes)


def closed(one: Alert) -> Alert:
    return make_alert(
        **{name: getattr(one, name) for name in one.__struct_fields__ if name != "lifecycle"},
        lifecycle=Lifecycle.CLOSED,
    )


SOURCE, TARGET = alert("source", Severity.CRITICAL), alert("target")


def test_an_attack_sequence_holds_its_findings_and_no_others() -> None:
    fire = Fire()
    assert fire.holds(component()) is None
    fire.news(SEQUENCE)
    assert fire.holds(component()) == Hold(Reason.INHIBITED, "attack_sequence")
    assert fire.holds(component(sequence=f"{ARN}2")) is None
    assert fire.holds(make_alert(fingerprint="alone")) is None


def test_an_attack_sequence_is_never_held_by_another() -> None:
    fire = Fire()
    other = make_alert(type="AttackSequence:S3/CompromisedData", fingerprint="other", copy=ARN)
    fire.news(SEQUENCE, other)
    assert fire.holds(SEQUENCE) is None
    assert fire.holds(other) is None


def test_findings_are_told_again_when_their_attack_sequence_is_resolved() -> None:
    """Re-expresses Alertmanager's TestInhibiting: a resolved source inhibits nothing."""
    fire = Fire()
    fire.news(SEQUENCE)
    assert fire.holds(component()) is not None
    fire.news(closed(SEQUENCE))
    assert fire.holds(component()) is None


def test_an_attack_sequence_that_is_no_longer_news_goes_out_by_itself() -> None:
    fire = Fire()
    fire.news(SEQUENCE)
    assert fire.holds(component(), NOW + 30 * DAY - 1) is not None
    assert fire.holds(component(), NOW + 30 * DAY) is None
    fire.news(SEQUENCE, now=NOW + 20 * DAY)
    assert fire.holds(component(), NOW + 40 * DAY) is not None


def test_what_says_when_it_is_resolved_burns_for_as_long_as_it_is_open() -> None:
    fire = Fire(rule(target={"severity": "LOW"}))
    fire.news(alert("control", Severity.CRITICAL, source="securityhub"))
    assert fire.holds(TARGET, NOW + 200 * DAY) is not None


def test_the_labels_that_have_to_be_equal_are_compared() -> None:
    """Re-expresses Alertmanager's TestInhibit."""
    fire = Fire(rule())
    fire.news(SOURCE)
    assert fire.holds(TARGET) == Hold(Reason.INHIBITED, "worse")
    assert fire.holds(alert("elsewhere", account="123456789012")) is None
    assert fire.holds(alert("graver", Severity.HIGH)) is None


@pytest.mark.parametrize(
    ("equal", "source", "target", "held"),
    [
        ([], {"account": "111122223333"}, {"account": "123456789012"}, True),
        (["account", "region"], {}, {}, True),
        (["account", "region"], {}, {"region": "us-east-1"}, False),
        (["account_name"], {}, {"account_name": ""}, True),
        (["account_name"], {"account_name": ""}, {"account_name": "production"}, False),
        (["tag.team", "account_name"], {}, {}, True),
    ],
)
def test_a_label_that_is_absent_is_as_good_as_empty(
    equal: list[str], source: dict[str, Any], target: dict[str, Any], *, held: bool
) -> None:
    """Re-expresses Alertmanager's TestInhibitRuleHasEqual."""
    fire = Fire(rule(equal=equal))
    fire.news(alert("source", Severity.CRITICAL, **source))
    assert (fire.holds(alert("target", **target)) is not None) is held


def test_values_are_not_taken_for_those_of_another_label() -> None:
    fire = Fire(rule(equal=["account", "region"]))
    fire.news(alert("source", Severity.CRITICAL, account="a", region=""))
    assert fire.holds(alert("target", account="", region="a")) is None


def test_the_key_of_equal_values_knows_labels_by_name_and_takes_empty_for_absent() -> None:
    by_account, by_region = (Fire(rule(equal=[name])).rules[1] for name in ("account", "region"))
    assert by_account.key({"account": ("a",)}, TARGET) != by_region.key({"region": ("a",)}, TARGET)
    assert by_account.key({"account": ("",)}, TARGET) == by_account.key({}, TARGET)
    more = {"account": ("b", "a"), "region": ("c",)}
    assert by_account.key({"account": ("a", "b")}, TARGET) == by_account.key(more, TARGET)


def test_what_is_both_source_and_target_is_held_by_neither_itself_nor_its_like() -> None:
    """Re-expresses Alertmanager's TestInhibitRuleMatches: nobody would hear of either."""
    fire = Fire(rule(source={"severity": ">=MEDIUM"}, target={"severity": "<=MEDIUM"}))
    one, other = alert("one", Severity.MEDIUM), alert("other", Severity.MEDIUM)
    fire.news(one, other)
    assert fire.holds(one) is None
    assert fire.holds(other) is None
    assert fire.holds(TARGET) is not None
    fire.news(SOURCE)
    assert fire.holds(one) == Hold(Reason.INHIBITED, "worse")


def test_an_alert_does_not_hold_itself_after_it_has_got_milder() -> None:
    fire = Fire(rule(source={"severity": ">=HIGH"}))
    fire.inhibitors.burn(
        "worse", fire.rules[1].key(labels.of(TARGET, fire.config), TARGET), "target", both=False, until=NOW + 1
    )
    assert fire.holds(TARGET) is None
    assert fire.holds(alert("other")) is not None


def test_an_alert_that_is_no_source_any_more_is_doused() -> None:
    fire = Fire(rule())
    fire.news(SOURCE)
    assert fire.holds(TARGET) is not None
    fire.news(alert("source", Severity.HIGH))
    assert fire.holds(TARGET) is None


def test_an_alert_is_doused_whatever_its_labels_have_become() -> None:
    fire = Fire(rule(source={"severity": "CRITICAL", "source": "guardduty"}, equal=["account_name"]))
    fire.news(alert("source", Severity.CRITICAL, account_name="production"))
    fire.news(closed(alert("source", Severity.CRITICAL, source="securityhub")))
    assert fire.holds(alert("target", account_name="production")) is None


def test_source_and_target_may_be_news_in_any_order() -> None:
    """Re-expresses Alertmanager's TestAlwaysInhibiting: what holds is asked when it would be told."""
    fire = Fire(rule())
    fire.news(TARGET, SOURCE)
    assert fire.holds(TARGET) is not None
    fire.news(closed(TARGET), closed(SOURCE))
    assert fire.holds(closed(TARGET)) is None


@pytest.mark.parametrize("changes", [{"source": {}}, {"target": {}}, {"source": {}, "target": {}, "equal": []}])
def test_an_empty_rule_is_inert(changes: dict[str, Any]) -> None:
    """Re-expresses Alertmanager's TestEmptyInhibitionRule."""
    fire = Fire(rule(**changes))
    fire.news(SOURCE, TARGET)
    assert [one.name for one in fire.rules] == ["attack_sequence"]
    assert fire.holds(TARGET) is None
    assert fire.holds(SOURCE) is None


def test_a_maintenance_window_holds_the_stacks_own_alarms_until_its_end() -> None:
    ends = {"deployment": NOW + 1000, "night": NOW + 5000}
    fire = Fire(
        rule(source=None, during=["weekend", "deployment", "night"], equal=[]),
        windows=lambda name, now: end if (end := ends.get(name, 0)) > now else None,
    )
    assert fire.holds(TARGET) == Hold(Reason.INHIBITED, "worse", NOW + 5000)
    assert fire.holds(alert("graver", Severity.HIGH)) is None
    assert fire.holds(TARGET, NOW + 5000) is None


@pytest.mark.parametrize("during", [None, ["night"]])
def test_no_rule_of_an_operator_holds_what_is_protected(during: list[str] | None) -> None:
    source = None if during else {"severity": "CRITICAL"}
    fire = Fire(rule(source=source, target={"account": "1*"}, during=during), windows=lambda _, now: now + 1)
    fire.news(SOURCE)
    assert fire.holds(TARGET) is not None
    kinds: tuple[dict[str, Any], ...] = (
        {"source": "signin"},
        {"source": "cloudtrail"},
        {"type": "Stealth:IAMUser/PasswordPolicyChange"},
    )
    for kind in kinds:
        assert fire.holds(alert("protected", **kind)) is None
    assert fire.holds(SEQUENCE) is None


def test_tampering_that_belongs_to_an_attack_sequence_is_told_with_it() -> None:
    fire = Fire()
    fire.news(SEQUENCE)
    assert fire.holds(component(type="Stealth:IAMUser/CloudTrailLoggingDisabled")) is not None


def test_a_rule_of_the_file_takes_the_place_of_the_built_in_one_of_its_name() -> None:
    fire = Fire(rule(name="attack_sequence"))
    assert [one.name for one in fire.rules] == ["attack_sequence"]
    fire.news(SEQUENCE)
    assert fire.holds(component(severity=Severity.HIGH)) is None
    assert fire.holds(TARGET) is not None


def test_what_no_rule_names_is_neither_burnt_nor_doused() -> None:
    """Every write that is not made is one that costs nothing."""
    config = Config()
    assert kindle(rules(config), labels.of(TARGET, config), TARGET) == ()
    assert kindle(rules(config), labels.of(closed(TARGET), config), closed(TARGET)) == ()


def test_being_news_twice_is_being_news_once() -> None:
    fire = Fire()
    fire.news(SEQUENCE, SEQUENCE)
    assert len(fire.inhibitors.burning("attack_sequence", NOW)) == 1
    fire.news(closed(SEQUENCE), closed(SEQUENCE))
    assert fire.inhibitors.burning("attack_sequence", NOW) == ()


def test_a_drill_holds_no_real_finding() -> None:
    fire = Fire()
    fire.news(make_alert(type=SEQUENCE.type, fingerprint=ARN, copy=ARN, drill=True))
    assert fire.holds(component()) is None
