"""Every event that we have, through the whole pipeline to every channel in every language.

The events are the project's own and those of the folders that `HINOMI_CORPUS` names (joined as in `PATH`), which may
hold anything; what a message must be like does not depend on them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.brief import safe
from hinomi.i18n import text
from hinomi.model import Outlet
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from hinomi.sources.account_changes_calls import CHANGES
from hinomi.sources.tampering_calls import CALLS
from hinomi.sources.tampering_own import OWN_CALLS
from hinomi_cli.event_files import read_events
from support.custom import CUSTOM
from support.fakes import make_watch
from support.messages import flaws, json_flaws, rows
from support.once import once
from support.samples import EVENTS, ROOT, alerts_in, cases, decision_on, elsewhere, tell
from support.stack_policies import takers
from support.template import EVERYTHING, Stack, read_template

if TYPE_CHECKING:
    from pathlib import Path

    from hinomi.model import Alert, Message

pytestmark = once

UNKNOWN = "unrecognized"
LAX_SIGNIN = "IAMUser without MFA or in vain"
WATCHED_CALL = "whoever makes a call that is watched"
WATCHED = {
    (f"{service}.amazonaws.com", name)
    for table in (CALLS, OWN_CALLS, CHANGES)
    for service, names in table.items()
    for name in names
}
TO_MACHINES = Outlet(name=MACHINE, channel=MACHINE, locale="")
every_file = pytest.mark.parametrize("file", [*cases(EVENTS), *cases(*elsewhere())])


@cache
def told(file: Path) -> tuple[tuple[Alert, tuple[Message, ...]], ...]:
    return tuple((alert, tuple(tell(alert))) for alert in alerts_in(file))


def cloudtrail_record(body: dict[str, Any]) -> dict[str, Any]:
    """Find what CloudTrail recorded, by the fields that each of its records has; judged without the sources."""
    for record in (body.get("detail"), body):
        if isinstance(record, dict) and {"eventName", "eventSource", "userIdentity"} <= record.keys():
            return record if str(record["eventSource"]).endswith(".amazonaws.com") else {}
    return {}


def who(record: dict[str, Any]) -> str:
    """Name the type of identity; apart from it lax sign-ins of IAM users, and calls that hide tracks or open doors."""
    kind = str((record["userIdentity"] or {}).get("type", ""))
    # Lambda's names end with the version of its API: `DeleteFunction20150331`.
    called = (record["eventSource"], re.sub(r"20\d{6}(v\d)?$", "", str(record["eventName"])))
    if kind not in ("Root", "AWSService") and called in WATCHED:
        return WATCHED_CALL
    answer, more = record.get("responseElements"), record.get("additionalEventData")
    if kind != "IAMUser" or record["eventName"] != "ConsoleLogin" or not isinstance(answer, dict):
        return kind
    without_mfa = isinstance(more, dict) and more.get("MFAUsed") == "No"
    return LAX_SIGNIN if answer.get("ConsoleLogin") == "Failure" or without_mfa else kind


def notified(file: Path) -> list[str]:
    """List by who acted the CloudTrail records in a file that a watch that knows nothing yet tells of."""
    watch = make_watch(machines=(TO_MACHINES,))
    return [
        who(record)
        for event in read_events(file)
        for record in [cloudtrail_record(event.body)]
        if record and any(outcome.decision.notify for outcome in watch.take(event))
    ]


@pytest.fixture(scope="module")
def everything() -> Stack:
    """The stack with every rule that it may have."""
    return Stack(read_template(ROOT / "template.yaml"), **EVERYTHING)


@every_file
def test_every_message_is_whole_and_harmless(file: Path) -> None:
    found = [
        f"{message.channel} {message.locale}: {flaw}"
        for _, messages in told(file)
        for message in messages
        for flaw in flaws(message)
    ]
    assert found == []


@every_file
def test_no_message_of_a_known_kind_shows_raw_json(file: Path) -> None:
    found = [
        f"{message.channel} {message.locale}: {flaw}"
        for alert, messages in told(file)
        if alert.source != UNKNOWN
        for message in messages
        for flaw in json_flaws(message)
    ]
    assert found == []


@every_file
def test_every_message_tells_account_and_severity_or_that_it_is_a_report(file: Path) -> None:
    for alert, messages in told(file):
        for message in messages:
            shown = "\n".join(rows(message))
            mark = text(message.locale, "round.mark" if alert.report else f"severity.{alert.severity.name}")
            assert f"[{mark}]" in shown, (message.channel, message.locale)
            assert safe(alert.account) in shown, (message.channel, message.locale)


@every_file
def test_an_alert_can_be_read_by_machines(file: Path) -> None:
    for alert, _ in told(file):
        (message,) = tell(alert, channels=[MACHINE], locales=[""])
        described = json.loads(message.body)
        assert described["alert"]["severity"] == alert.severity.name
        assert described["decision"]["reason"] == decision_on(alert).reason.value


@every_file
def test_what_people_and_services_do_every_day_is_silent(file: Path) -> None:
    assert set(notified(file)) <= {"Root", LAX_SIGNIN, WATCHED_CALL}


@every_file
def test_what_nobody_recognizes_no_rule_would_bring(file: Path, everything: Stack) -> None:
    unknown = [event for event in read_events(file) if normalize(event, CUSTOM)[0].source == UNKNOWN]
    taken = [event.body for event in unknown if not event.topic_arn and takers(everything, event.body)]
    assert taken == []


def test_what_the_root_user_does_is_told() -> None:
    assert notified(EVENTS / "root_api/create_access_key.json") == ["Root"]
    assert notified(EVENTS / "root_signin/failure.json") == ["Root"]


def test_of_users_who_sign_in_only_those_without_mfa_or_in_vain_are_told() -> None:
    told = {file.stem for file in (EVENTS / "iam_signin").glob("*.json") if notified(file) == [LAX_SIGNIN]}
    assert told == {"success_without_mfa", "failure", "failure_at_mfa", "failure_of_a_name_that_is_hidden"}
    assert [file.stem for file in (EVENTS / "iam_signin").glob("lookalike_*.json") if notified(file)] == []


@every_file
def test_the_same_again_is_told_once(file: Path) -> None:
    watch, events = make_watch(machines=(TO_MACHINES,)), read_events(file)
    assert [outcome for event in events for outcome in watch.take(event)]
    assert [outcome.decision for event in events for outcome in watch.take(event) if outcome.decision.notify] == []
