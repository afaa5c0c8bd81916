"""The values that flow through Hinomi: event → alert → decision → notification → message.

All of them are frozen. Text that came from an event is untrusted wherever it appears here: it is cleaned when a
briefing is made and escaped by each channel.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

import msgspec


class Severity(IntEnum):
    """How bad an alert is, ordered."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class Lifecycle(StrEnum):
    """Whether what an alert is about still holds."""

    OPEN = "open"
    CLOSED = "closed"


class Reason(StrEnum):
    """Why a decision was taken; the first six notify, the others stay silent."""

    FIRST_SEEN = "first_seen"
    ESCALATED = "escalated"
    CHANGED = "changed"
    REOPENED = "reopened"
    RESOLVED = "resolved"
    REPEAT_DUE = "repeat_due"
    DUPLICATE = "duplicate"
    OUT_OF_ORDER = "out_of_order"
    BELOW_FLOOR = "below_floor"
    NOT_ACTIONABLE = "not_actionable"
    SILENCED = "silenced"
    INHIBITED = "inhibited"
    MUTED_WINDOW = "muted_window"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One raw event out of its transport, untrusted.

    `body` is the decoded JSON object, empty when the event is plain text; `text` is the plain text (AWS Budgets), empty
    otherwise. `delivery_id` names the delivery (EventBridge id, SNS or SQS message id); `received_at` is when the
    transport says that it was sent (aware, UTC). `topic_arn` and `subject` are SNS's, if it came by SNS.
    """

    body: dict[str, Any] = {}
    text: str = ""
    delivery_id: str = ""
    received_at: datetime | None = None
    topic_arn: str = ""
    subject: str = ""


class Money(msgspec.Struct, frozen=True):
    """An amount with its unit: an ISO 4217 code where known, else the unit as AWS wrote it (`GB`, `Hours`, ...)."""

    amount: Decimal
    unit: str


class Percent(msgspec.Struct, frozen=True):
    """A percentage: 80 means 80 %."""

    value: Decimal


class Term(msgspec.Struct, frozen=True):
    """A word that every catalogue knows, by its key under `term.`."""

    key: str


class Domain(msgspec.Struct, frozen=True):
    """A host name that an attacker may own: shown so that no reader's program turns it into a link."""

    name: str


Value = str | int | datetime | Money | Percent | Term | Domain


class Fact(msgspec.Struct, frozen=True):
    """One more thing that a reader wants to know; `label` is a catalogue key under `field.`."""

    label: str
    value: Value


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """What is affected. `type` is a CloudFormation type name (`AWS::EC2::Instance`) where there is one."""

    type: str
    id: str
    name: str = ""
    tags: dict[str, str] = {}


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it. `kind` is AWS's identity type (`Root`, `IAMUser`, `AssumedRole`, ...); key ids are already masked."""

    kind: str = ""
    name: str = ""
    access_key: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where it came from, as AWS located it. `country` is the English name that GuardDuty gives."""

    ip: str = ""
    country: str = ""
    city: str = ""
    network: str = ""
    user_agent: str = ""


class ConsoleLink(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the AWS console, by its key in `links.PAGES`; the address is built only there."""

    page: str
    parameters: dict[str, str] = {}


class Line(msgspec.Struct, frozen=True):
    """One labelled line; without a label it is a sentence of its own."""

    label: str
    value: str


class Section(msgspec.Struct, frozen=True):
    """Things of one kind under a heading: there are items, or `more` of them that are left out, or both."""

    heading: str
    items: tuple[str, ...] = ()
    more: int = 0


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What an alert brings along in one language, in reading order: a report, or the operator's own words."""

    headline: str
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    why: str = ""
    steps: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What one round came to. `outcomes` counts them by name; `texts` holds the words by locale, at least one."""

    run: str
    first: bool = False
    outcomes: dict[str, int] = {}
    unfinished: int = 0
    texts: dict[str, Wording]


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """What one source says about one thing, normalised.

    `fingerprint` is what the alert is about, the same for every copy of it. `copy` names the upstream finding (three
    standards are three copies of one failing control). `version` orders the events of one copy: milliseconds since
    1970. `guide` lists guide keys from the most specific to the most general. `actionable` is false for a look-alike
    that a person need not hear of (a clean malware scan, a user's ordinary API call). `sample` marks a service's sample
    finding, `drill` an event that the operator sent to try the path. `moment` says that it is over once it is told,
    `requested` that a person asked for it. `texts` are the words of an event that the operator describes, by locale;
    they stand in the place of the guide's. `report` is there where a round reports.
    """

    source: str
    type: str
    severity: Severity
    fingerprint: str
    title: str
    version: int
    guide: tuple[str, ...]
    copy: str = ""
    actionable: bool = True
    lifecycle: Lifecycle = Lifecycle.OPEN
    compliance: str = ""
    sample: bool = False
    drill: bool = False
    account: str = ""
    account_name: str = ""
    region: str = ""
    partition: str = "aws"
    description: str = ""
    resources: tuple[Resource, ...] = ()
    actor: Actor | None = None
    origin: Origin | None = None
    facts: tuple[Fact, ...] = ()
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    count: int = 0
    link: ConsoleLink | None = None
    reference: str = ""
    quote: str = ""
    moment: bool = False
    requested: bool = False
    texts: dict[str, Wording] = {}
    report: Report | None = None

    @property
    def told_at_any_severity(self) -> bool:
        """Tell whether no severity floor holds it back: what a person asked for, and a round's report.

        A report is also the sign that the rounds go on: to miss one must mean something.
        """
        return self.requested or self.report is not None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Whether to notify, and why. `was` is the severity that people were told of before, if any."""

    notify: bool
    reason: Reason
    was: Severity | None = None


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """One place of a receiver where messages come out: a channel, in a language, at an address.

    `name` is unique (`default/email-ja`). `address` is a topic; `secret` names where a webhook's address is kept, where
    it is not the deployment's own (`ssm:/...`). Neither is ever shown. `time_zone` is the zone of the times in its
    messages, empty for that of the settings. Open alerts below `floor` are not told here, resolved ones only with
    `send_resolved`.
    """

    name: str
    channel: str
    locale: str
    address: str = ""
    secret: str = ""
    time_zone: str = ""
    floor: Severity = Severity.INFO
    send_resolved: bool = True

    @property
    def rate_key(self) -> str:
        """Name what is paced as one: outlets that share an address share its limits."""
        return f"{self.channel}|{self.address}|{self.secret}"


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """Where the routes take an alert: `route` is the route's path (`root/production`), `receiver` its receiver.

    `group` names the group that it waits in; `labels` are the labels, with their values, that its alerts share.
    """

    route: str
    receiver: str
    group: str
    labels: dict[str, str] = {}


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """An alert on its way to readers of one language."""

    alert: Alert
    decision: Decision
    locale: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One alert of a message, with the decision to tell it."""

    alert: Alert
    decision: Decision


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What one outlet is told in one message: at least one item, all of them news to it.

    `branch` is how they came there; without one nothing is said of it. `standing` counts what people knew of already
    and is still open in the group, besides the items; `held` counts what silences, inhibition or windows hold back.
    `overflow` marks a digest of what there was no room for, `more` that still more waits.
    """

    items: tuple[Item, ...]
    branch: Branch | None = None
    standing: dict[Severity, int] = {}
    held: int = 0
    overflow: bool = False
    more: bool = False


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent, within the channel's limits. `body` is text or JSON, as the channel takes it.

    `outlet` is the name of the outlet that it goes to; `secret` is where that one's own webhook address or bot token is
    kept, never the address or token. Messages of one `thread` belong together, where a chat can show it; a `resolved`
    one says that what they are about is over.
    """

    channel: str
    locale: str
    subject: str
    body: str
    outlet: str = ""
    secret: str = ""
    thread: str = ""
    resolved: bool = False
