"""A control: one setting that the round keeps, as a value. Each lives in a file of its own in `hinomi.controls`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from hinomi.baseline.scene import Scene
from hinomi.baseline.strength import Record, State


class Scope(StrEnum):
    """Where a control looks: once per account (from the home Region) or in every Region."""

    ACCOUNT = "account"
    REGION = "region"


class Mode(StrEnum):
    """What the round may do about a control, ordered."""

    OFF = "off"
    REPORT = "report"
    ENFORCE = "enforce"


class Cost(StrEnum):
    """What a control adds to the bill: nothing; under about a dollar per Region and month; by use; it can surprise."""

    NONE = "none"
    LOW = "low"
    USAGE = "usage"
    HIGH = "high"


class Risk(StrEnum):
    """How likely a change breaks what runs. `DESTRUCTIVE` changes need a dated approval that names Regions."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    DESTRUCTIVE = "destructive"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """What a control says in one language.

    `title` names the setting as it should be, on one line. `why` says why it matters, `change` what the round changes,
    `undo` how a person takes the change back by hand; for a control that cannot write, `change` says what a person has
    to do. `fields` names the fields of the state, `notes` the sentences that the control's own notes stand for.
    """

    title: str
    why: str
    change: str
    undo: str = ""
    fields: dict[str, str]
    notes: dict[str, str] = {}


class Note(msgspec.Struct, frozen=True):
    """One thing more that the report says: a key of the control's `notes`, or of the catalogue under `note.`."""

    key: str
    values: dict[str, str] = {}


class Manager(StrEnum):
    """Who decides on a setting in place of this account."""

    DECLARATIVE_POLICY = "declarative_policy"
    ADMINISTRATOR = "administrator"
    CENTRAL_CONFIGURATION = "central_configuration"
    CONTROL_TOWER = "control_tower"
    ORGANIZATION = "organization"


class Actual(msgspec.Struct, frozen=True, kw_only=True):
    """What AWS says of one setting. `state` has exactly the fields of the control's order.

    `resource` is empty where the Region or the account has one such setting, and the same before and after a change.
    `context` is what a write needs to know beside the state (a detector's id); it is kept in the journal.
    """

    state: State
    resource: str = ""
    managed_by: Manager | None = None
    notes: tuple[Note, ...] = ()
    context: Mapping[str, Any] = {}


Read = Callable[[Scene], Iterable[Actual]]
Write = Callable[[Scene, Actual, State], None]
Preflight = Callable[[Scene, Actual], Iterable[Note]]
Lacks = Callable[[State], Iterable[Note]]
Tidy = Callable[[Scene], None]


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """One setting that the round keeps.

    `desired` is what every account should have; an operator may ask for more in `hinomi.yaml`. `mode` is what the round
    does about it on an account where it may enforce. `standards` are written `FSBP IAM.7`, `CIS5 1.8`, `SSB ACCT.06`.

    `reads` and `writes` are the IAM actions that `read` and `preflight`, and `write`, need; `undoes` those of `undo`,
    which the operator's own credentials must have.

    `read` yields one `Actual` for each resource. `write` brings a resource to a target that is at least as strong as
    what is there. `undo` brings it back to the state before, from what is there now; without it `write` does that.
    Where all is as before, `tidy` removes what a write or an undo that broke off may have left beside the state (a
    bucket). A control without `write` is for a person to do. `preflight` names what a change would break or is not ours
    to decide: while it names anything, nothing is written; nor while `lacks` names what a target needs that only the
    operator can give (a contact's name). `slow` says that AWS shows a change only minutes later. `rehearsable` says
    that every write is an EC2 call that knows `DryRun`. `traces` are the CloudTrail events by which somebody else
    changes the setting. `private` names the fields whose values nobody outside of the account's AWS should read:
    reports and terminals say of them only whether they are set.
    """

    id: str
    scope: Scope
    mode: Mode
    cost: Cost
    risk: Risk
    standards: tuple[str, ...] = ()
    order: Record
    desired: State
    reads: tuple[str, ...]
    writes: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    texts: dict[str, Text]
    read: Read
    write: Write | None = None
    undo: Write | None = None
    tidy: Tidy | None = None
    preflight: Preflight | None = None
    lacks: Lacks | None = None
    slow: bool = False
    rehearsable: bool = False
    traces: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
