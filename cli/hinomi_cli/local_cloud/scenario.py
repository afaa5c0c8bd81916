"""What the demo sends, and what must come of it: told once, in every place, however often AWS says it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from hinomi_cli.local_cloud.stack import CHAT_LOCALE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hinomi_cli.inbox.store import Delivery
    from hinomi_cli.local_cloud.stack import LocalStack

Event = dict[str, Any]
Address = tuple[str, str]

EVENTS: Final = ROOT / "events"
ADDRESSES: Final[tuple[Address, ...]] = (
    ("email", "ja"),
    ("email", "en"),
    ("slack", CHAT_LOCALE),
    ("teams", CHAT_LOCALE),
    ("q", CHAT_LOCALE),
    ("chime", CHAT_LOCALE),
)
"""Where every message has to arrive: channel and language."""
SECONDS: Final = 30
"""How long a step's messages may take."""
_AGAIN: Final = "00000000-0000-4000-8000-0000000000ff"


@dataclass(frozen=True)
class Step:
    """Something that happens in the account.

    `messages` is how many messages each address has of it, usually one; `markers` stand in every one of them, and in
    none that is about anything else. `events` come by EventBridge, `budget` (subject, text) by SNS. The next step waits
    until the messages are there, unless it comes `meanwhile`.
    """

    name: str
    markers: Sequence[str]
    messages: int = 1
    events: Sequence[Event] = ()
    budget: tuple[str, str] | None = field(default=None)
    meanwhile: bool = False

    def happen(self, stack: LocalStack) -> None:
        """Send the step's events as AWS would."""
        for event in self.events:
            stack.cloud.emit(event)
        if self.budget:
            subject, text = self.budget
            topic = stack.outputs["BudgetTopicArn"]
            stack.cloud.client("sns").publish(TopicArn=topic, Subject=subject, Message=text)


def load(name: str) -> Event:
    """Return a sample event by its path under `events/`."""
    event: Event = json.loads((EVENTS / name).read_text(encoding="utf-8"))
    return event


def steps() -> tuple[Step, ...]:
    """Return the demo's story in order."""
    finding = load("guardduty/ec2_ssh_brute_force.json")
    sequence = load("guardduty/attack_sequence_iam.json")
    signin = load("root_signin/success_without_mfa.json")
    report = load("baseline_round/first_round.json")
    budget = load("budgets/actual_over_threshold.json")
    standards = [load(f"securityhub/three_standards_{name}.json") for name in ("fsbp", "cis", "nist")]
    failed = load("securityhub/control_failed.json")
    report_id, finding_id, sequence_id = report["detail"]["run"], finding["detail"]["id"], sequence["detail"]["id"]
    told_twice = [failed, load("securityhub/control_failed_in_aggregation_region.json")]
    return (
        Step("Report of the first round", [report_id], events=[report]),
        Step("GuardDuty finding", [finding_id], events=[finding]),
        Step("GuardDuty finding, sent again: nothing", [finding_id], messages=0, events=[{**finding, "id": _AGAIN}]),
        Step("GuardDuty attack sequence: at once", [sequence_id], events=[sequence]),
        Step(
            "Security Hub: two controls fail, in three standards and two Regions: one message",
            ["EC2.13", "S3.8"],
            events=[*standards, *told_twice],
        ),
        Step("Root user signs in: before that message", [signin["detail"]["eventID"]], events=[signin], meanwhile=True),
        Step(
            "Security Hub: one fails still, a day later: nothing",
            ["S3.8"],
            messages=0,
            events=[load("securityhub/control_failed_reimported.json")],
        ),
        Step("Security Hub: it passes", ["S3.8"], events=[load("securityhub/control_passed.json")]),
        Step("AWS Budgets", ["monthly-total"], budget=(budget["Subject"], budget["Message"]), meanwhile=True),
    )


def play(stack: LocalStack, story: Sequence[Step], say: Callable[[Step], object]) -> None:
    """Let the steps happen in order, each when the messages of those before are there or late; `say` each."""
    before = len(stack.inbox.deliveries)

    def await_messages(told: Sequence[Step]) -> None:
        stack.inbox.wait_for(lambda there: not _missing(there[before:], told), SECONDS)

    for number, step in enumerate(story):
        if not step.meanwhile:
            await_messages(story[:number])
        say(step)
        step.happen(stack)
    await_messages(story)


def count(deliveries: Iterable[Delivery], marker: str) -> dict[Address, int]:
    """Count the messages with a marker at each address."""
    found = [delivery for delivery in deliveries if marker in _said(delivery)]
    return {address: sum((delivery.channel, delivery.locale) == address for delivery in found) for address in ADDRESSES}


def problems(deliveries: Sequence[Delivery], story: Sequence[Step]) -> list[str]:
    """Say what is missing or came too often, what came that belongs to no step, and what did not come together."""
    wanted, named, found = expected(story), names(story), []
    for marker in wanted:
        for (channel, locale), number in count(deliveries, marker).items():
            if number != wanted[marker]:
                kind = "missing" if number < wanted[marker] else "too often"
                found.append(f"{named[marker]}: {channel} ({locale}) {kind}: {number} of {wanted[marker]}")
    strangers = [one for one in deliveries if not any(marker in _said(one) for marker in wanted)]
    found += [f"unexpected: {stranger.channel} ({stranger.locale}) {stranger.subject}" for stranger in strangers]
    most = sum(step.messages for step in story)
    apart = [] if found else [(address, number) for address, number in count(deliveries, "").items() if number > most]
    return [*found, *(f"not together: {channel} ({locale}) {number} of {most}" for (channel, locale), number in apart)]


def expected(story: Iterable[Step]) -> Counter[str]:
    """Count the messages that each marker stands in at each address, when all is over."""
    wanted: Counter[str] = Counter()
    for step in story:
        wanted.update(dict.fromkeys(step.markers, step.messages))
    return wanted


def names(story: Iterable[Step]) -> dict[str, str]:
    """Name what each marker stands for, in order: the step that began it."""
    named: dict[str, str] = {}
    for step in story:
        for marker in step.markers:
            named.setdefault(marker, f"{marker}: {step.name}" if len(step.markers) > 1 else step.name)
    return named


def _missing(deliveries: Sequence[Delivery], story: Sequence[Step]) -> bool:
    wanted = expected(story)
    return any(number < wanted[marker] for marker in wanted for number in count(deliveries, marker).values())


def _said(delivery: Delivery) -> str:
    """Return what a message says: Markdown escapes with backslashes, which are no part of it."""
    return delivery.body.replace("\\", "")
