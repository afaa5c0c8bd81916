"""What the demo sends, and what must come of it: told once, in every place, however often AWS says it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from hinomi_cli.local_cloud.stack import CHAT_LOCALE, REMEDIATION_TOPIC, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
OTHERS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Malware in an S3 object", "guardduty/s3_scan_threats_found", "EICAR-Test-File"),
    ("Inspector, by Security Hub (OCSF)", "securityhub/v2_vulnerability", "CVE-2026-0001"),
    ("Security Hub custom action", "securityhub_requests/custom_action_other_product", "CVE-2021-44228"),
    ("AWS Health: at once", "health/credentials_exposed", "AWS_RISK_CREDENTIALS_EXPOSED"),
    ("CloudTrail is stopped: at once", "tampering/trail_stopped", "StopLogging"),
    ("Root user changes something", "root_api/put_bucket_policy", "e0000000-0000-4000-8000-000000000049"),
    ("Something unknown, by SNS", "unrecognized/plain_text", "budget review"),
)
"""One thing for each of the other sources: its name, its event, and what stands in its messages alone."""
_AT_ONCE: Final = 4
_AGAIN: Final = "00000000-0000-4000-8000-0000000000ff"


@dataclass(frozen=True)
class Notice:
    """What a service says by SNS; without a topic, on that of the budgets."""

    subject: str
    text: str
    topic: str = ""


@dataclass(frozen=True)
class Step:
    """Something that happens in the account.

    `messages` is how many messages each address has of it, usually one; `markers` stand in every one of them, and in
    none that is about anything else. `events` come by EventBridge, `notices` by SNS. It waits for the messages of those
    before it, unless it comes `meanwhile`.
    """

    name: str
    markers: Sequence[str]
    messages: int = 1
    events: Sequence[Event] = ()
    notices: Sequence[Notice] = ()
    meanwhile: bool = False

    def happen(self, stack: LocalStack) -> None:
        """Send the step's events as AWS would."""
        for event in self.events:
            stack.cloud.emit(event)
        for notice in self.notices:
            stack.cloud.client("sns").publish(
                TopicArn=notice.topic or stack.outputs["BudgetTopicArn"], Subject=notice.subject, Message=notice.text
            )


def load(name: str, old: str = "", new: str = "") -> Event:
    """Return a sample event by its path under `events/`, in which something may be called anew."""
    written = (EVENTS / name).read_text(encoding="utf-8")
    event: Event = json.loads(written.replace(old, new) if old else written)
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
    copied = load("inspector/instance_vulnerability.json")
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
        Step("AWS Budgets", ["monthly-total"], notices=[Notice(budget["Subject"], budget["Message"])], meanwhile=True),
        *others(),
        Step(
            "Alarm, backup, runtime coverage, costs, sign-in, change, remediation, an application: one message",
            [
                *("orders-dlq-depth", "vol-0b5ae24f2ee72d926", "shop", "payer", "hanako", "sg-0fedcba9876543211"),
                *("SSM.7", "settlement"),
            ],
            events=[
                load("cloudwatch_alarm/metric.json"),
                load("backup/job_failed.json"),
                load("guardduty_coverage/eks_unhealthy.json"),
                load("cost_anomaly/compute.json"),
                load("iam_signin/success_without_mfa.json"),
                load("account_changes/ssh_opened_to_the_world.json", "sg-0123456789abcdef0", "sg-0fedcba9876543211"),
                load("custom/batch_job_failed.json"),
            ],
            notices=[Notice("Remediation", load("remediation/no_runbook.json")["Message"], REMEDIATION_TOPIC)],
        ),
        Step(
            "Inspector, Config, Macie, Access Analyzer, Trusted Advisor: one message",
            [
                "i-0fedcba9876543210",
                "amzn-s3-demo-records",
                "amzn-s3-demo-exports",
                "amzn-s3-demo-bucket1",
                "sg-0fedcba9876543210",
            ],
            events=[
                load("inspector/network_reachability.json", "i-0abc1234def567890", "i-0fedcba9876543210"),
                load("config_rules/noncompliant.json", "amzn-s3-demo-bucket", "amzn-s3-demo-records"),
                load("macie/bucket_public.json", "amzn-s3-demo-bucket", "amzn-s3-demo-exports"),
                load("access_analyzer/public_bucket.json"),
                load("trusted_advisor/open_port.json", "sg-0abc1234def567890", "sg-0fedcba9876543210"),
            ],
            meanwhile=True,
        ),
        Step("Inspector's own event of what came first: nothing", ["CVE-2026-0001"], messages=0, events=[copied]),
    )


def others() -> Iterator[Step]:
    """Let one thing happen for each of the other sources, a few at a time: a chat takes one message a second."""
    for number, (name, file, marker) in enumerate(OTHERS):
        event, meanwhile = load(f"{file}.json"), number % _AT_ONCE > 0
        if "detail-type" in event:
            yield Step(name, [marker], events=[event], meanwhile=meanwhile)
        else:
            yield Step(name, [marker], notices=[Notice(event["Subject"], event["Message"])], meanwhile=meanwhile)


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
