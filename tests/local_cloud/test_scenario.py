from __future__ import annotations

from datetime import UTC, datetime

from hinomi.envelope import open_envelope
from hinomi.sources import SOURCES
from hinomi_cli.inbox.store import Delivery
from hinomi_cli.local_cloud import scenario
from hinomi_cli.local_cloud.scenario import Step
from hinomi_cli.local_cloud.stack import REMEDIATION_TOPIC
from support.samples import source_of

STORY = (Step("two fail", ["bucket", "group"]), Step("sent again", ["group"], messages=0), Step("passes", ["bucket"]))


def told(body: str, addresses: tuple[scenario.Address, ...] = scenario.ADDRESSES) -> list[Delivery]:
    return [Delivery(channel, locale, "", body, datetime.now(UTC)) for channel, locale in addresses]


def test_all_messages_everywhere_are_no_problem() -> None:
    assert scenario.problems([*told("bucket and group"), *told("a\\bucket")], STORY) == []


def test_a_missing_message_is_named_with_its_place() -> None:
    deliveries = [*told("bucket and group"), *told("bucket", scenario.ADDRESSES[1:])]
    assert scenario.problems(deliveries, STORY) == ["bucket: two fail: email (ja) missing: 1 of 2"]


def test_a_double_message_is_named_with_its_place() -> None:
    deliveries = [*told("bucket and group"), *told("bucket"), *told("bucket", (("slack", "ja"),))]
    assert scenario.problems(deliveries, STORY) == ["bucket: two fail: slack (ja) too often: 3 of 2"]


def test_a_message_about_nothing_that_happened_is_named() -> None:
    deliveries = [*told("bucket and group"), *told("bucket"), *told("something else", (("q", "ja"),))]
    assert scenario.problems(deliveries, STORY) == ["unexpected: q (ja) "]


def test_what_did_not_come_in_one_message_is_named() -> None:
    teams = (("teams", "ja"),)
    others = tuple(address for address in scenario.ADDRESSES if address not in teams)
    deliveries = [*told("bucket and group", others), *told("bucket", teams), *told("group", teams), *told("bucket")]
    assert scenario.problems(deliveries, STORY) == ["not together: teams (ja) 3 of 2"]


def test_no_marker_of_the_story_stands_in_another_step() -> None:
    markers = set(scenario.expected(scenario.steps()))
    for step in scenario.steps():
        sent = str(step.events) + str(step.notices)
        assert {marker for marker in markers if marker in sent} == set(step.markers)


def test_the_story_tells_of_every_source() -> None:
    """By one of its own events at least: as AWS sends it, or as a service speaks by SNS."""
    told = set()
    for step in scenario.steps():
        sent = [*step.events, *(notice_of(notice) for notice in step.notices)]
        told |= {source_of(opened) for event in sent for opened in open_envelope(event)}
    assert {source.__name__.rpartition(".")[2] for source in SOURCES} - told == set()


def notice_of(notice: scenario.Notice) -> dict[str, str]:
    envelope = {"Type": "Notification", "MessageId": "1", "TopicArn": REMEDIATION_TOPIC}
    return {**envelope, "Subject": notice.subject, "Message": notice.text}
