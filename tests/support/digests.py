"""Bundles for tests: what one message tells of many alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.model import Branch, Bundle, Decision, Item, Outlet, Reason, Severity
from support.alerts import make_alert
from support.samples import EVENTS, alerts_in

if TYPE_CHECKING:
    from hinomi.model import Alert

ACCOUNT = "123456789012"
STORM = ("control_failed_iam_root_mfa", "control_failed", "three_standards_fsbp", "inspector_vulnerability")


def branch_of(source: str, **changes: Any) -> Branch:
    """Make the branch that alerts of a source in one account take without any routes of the operator's."""
    group = {"route": "root", "receiver": "default", "group": f"root|account={ACCOUNT}|source={source}"}
    return Branch(**{**group, "labels": {"source": source, "account": ACCOUNT}, **changes})


def outlet(channel: str, locale: str) -> Outlet:
    """Make an outlet of the default receiver."""
    return Outlet(name=f"default/{channel}-{locale}", channel=channel, locale=locale)


def item(alert: Alert, reason: Reason = Reason.FIRST_SEEN, was: Severity | None = None) -> Item:
    """Make an item of a message."""
    return Item(alert=alert, decision=Decision(notify=True, reason=reason, was=was))


def items(count: int, **changes: Any) -> tuple[Item, ...]:
    """Make so many items about different things; the severities take turns, unless one is given."""
    alerts = (
        make_alert(**{"severity": Severity(number % 5), **changes, "fingerprint": f"f{number}"})
        for number in range(count)
    )
    return tuple(map(item, alerts))


def sampled(folder: str, name: str, **changes: Any) -> Alert:
    """Make the one alert of a sample event, changed where the test says so."""
    (alert,) = alerts_in(EVENTS / folder / f"{name}.json")
    return msgspec.structs.replace(alert, **changes)


def mixed() -> Bundle:
    """Make three findings of GuardDuty: two new ones and one that has got worse."""
    return Bundle(
        items=(
            item(sampled("guardduty", "eks_privileged_container")),
            item(sampled("guardduty", "ec2_ssh_brute_force_escalated"), Reason.ESCALATED, Severity.LOW),
            item(sampled("guardduty", "lambda_command_and_control")),
        ),
        branch=branch_of("guardduty"),
        standing={Severity.HIGH: 4, Severity.MEDIUM: 30},
        held=3,
    )


def storm() -> Bundle:
    """Make a thousand failed controls of two accounts that overflowed, as a standard brings when it is enabled."""
    first, *others = (sampled("securityhub", name) for name in STORM)
    alerts = [first, msgspec.structs.replace(first, account="111122223333", account_name="")]
    for number in range(998):
        alert = others[number % 7 % 3]
        named = msgspec.structs.replace(alert.resources[0], id=f"{alert.resources[0].id}-{number:03}")
        alerts.append(msgspec.structs.replace(alert, resources=(named,), version=number))
    told = (msgspec.structs.replace(alert, fingerprint=f"storm-{n}") for n, alert in enumerate(alerts))
    return Bundle(items=tuple(map(item, told)), branch=branch_of("securityhub"), overflow=True, more=True)


def solved() -> Bundle:
    """Make three controls that pass again."""
    passed = sampled("securityhub", "control_passed")
    told = [msgspec.structs.replace(passed, fingerprint=name) for name in ("a", "b", "c")]
    was = (Severity.HIGH, Severity.MEDIUM, Severity.HIGH)
    return Bundle(
        items=tuple(item(alert, Reason.RESOLVED, known) for alert, known in zip(told, was, strict=True)),
        branch=branch_of("securityhub"),
    )


def repeated() -> Bundle:
    """Make two controls that have been failing for long."""
    names = ("control_failed", "three_standards_fsbp")
    return Bundle(
        items=tuple(item(sampled("securityhub", name), Reason.REPEAT_DUE) for name in names),
        branch=branch_of("securityhub", route="root/production", receiver="team-a"),
    )


DIGESTS = {"guardduty_mixed": mixed, "securityhub_storm": storm, "all_resolved": solved, "repeat": repeated}
