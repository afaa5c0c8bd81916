"""What the demo sends, and what must come of it: one message each, in every place, however often AWS says it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from hinomi_cli.local_cloud.stack import CHAT_LOCALE, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_AGAIN: Final = "00000000-0000-4000-8000-0000000000ff"


@dataclass(frozen=True)
class Step:
    """Something that happens in the account.

    `marker` stands in every message about it and in no other; `messages` is how many messages each address has had
    with that marker once the step is over. `events` come by EventBridge, `budget` (subject, text) by SNS.
    """

    name: str
    marker: str
    messages: int = 1
    events: Sequence[Event] = ()
    budget: tuple[str, str] | None = field(default=None)

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
    report = load("baseline_round/busy_week.json")
    budget = load("budgets/actual_over_threshold.json")
    standards = [load(f"securityhub/three_standards_{name}.json") for name in ("fsbp", "cis", "nist")]
    failed = load("securityhub/control_failed.json")
    return (
        Step("Report of the weekly round", report["detail"]["run"], events=[report]),
        Step("GuardDuty finding", finding["detail"]["id"], events=[finding]),
        Step("GuardDuty finding, sent again", finding["detail"]["id"], events=[{**finding, "id": _AGAIN}]),
        Step("GuardDuty attack sequence", sequence["detail"]["id"], events=[sequence]),
        Step("Security Hub: one control fails under three standards", "EC2.13", events=standards),
        Step(
            "Security Hub: a control fails, told by two Regions",
            "S3.8",
            events=[failed, load("securityhub/control_failed_in_aggregation_region.json")],
        ),
        Step(
            "Security Hub: the same, a day later", "S3.8", events=[load("securityhub/control_failed_reimported.json")]
        ),
        Step("Security Hub: it passes", "S3.8", messages=2, events=[load("securityhub/control_passed.json")]),
        Step("AWS Budgets", "monthly-total", budget=(budget["Subject"], budget["Message"])),
        Step("Root user signs in", signin["detail"]["eventID"], events=[signin]),
    )


def count(deliveries: Iterable[Delivery], marker: str) -> dict[Address, int]:
    """Count the messages with a marker at each address."""
    # Markdown escapes with backslashes, and a line that was wrapped hides a marker: neither is part of what is said.
    found = [delivery for delivery in deliveries if marker in delivery.body.replace("\\", "")]
    return {address: sum((delivery.channel, delivery.locale) == address for delivery in found) for address in ADDRESSES}


def problems(deliveries: Sequence[Delivery], story: Iterable[Step]) -> list[str]:
    """Say what is missing or came too often, and what came that belongs to no step."""
    last = {step.marker: step for step in story}
    found = []
    for marker, step in last.items():
        for (channel, locale), number in count(deliveries, marker).items():
            if number != step.messages:
                kind = "missing" if number < step.messages else "too often"
                found.append(f"{step.name}: {channel} ({locale}) {kind}: {number} of {step.messages}")
    strangers = [d for d in deliveries if not any(marker in d.body.replace("\\", "") for marker in last)]
    found += [f"unexpected: {stranger.channel} ({stranger.locale}) {stranger.subject}" for stranger in strangers]
    return found
