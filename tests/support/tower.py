"""A tower to try routing on: the real watch and flush on a clock that is turned by hand, and what people were told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from hinomi import pipeline, telling
from hinomi.config import parse
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.silence_table import SilenceTable
from hinomi.envelope import open_envelope
from hinomi.memory_store import MemoryStore
from hinomi.model import Event, Lifecycle, Message, Outlet
from hinomi.normalize import normalize
from hinomi.render import Renderer
from hinomi.routing.memory_groups import MemoryGroups
from hinomi.routing.memory_inhibitors import MemoryInhibitors
from hinomi.routing.memory_silences import MemorySilences
from hinomi.routing.silences import Silence
from hinomi_cli.rehearsal import Clock, Rehearsal, rehearse
from support.alerts import make_alert
from support.group_stores import group_table
from support.table import client, dynamodb_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

    from hinomi.custom.descriptions import Descriptions
    from hinomi.errors import HinomiError
    from hinomi.model import Alert, Branch, Bundle
    from hinomi.routing.groups import Contents, Groups
    from hinomi.routing.inhibition import Inhibitors
    from hinomi.routing.silences import Hold, Silences
    from hinomi.state import Store

START = 1_795_000_000_000
MAIL = Outlet(name="mail", channel="email", locale="ja", address="topic-ja")
CHAT = Outlet(name="chat", channel="slack", locale="ja", address="topic-chat")


class Told(NamedTuple):
    """One message: seconds since the start, where it went, the reason of each alert's news by the alert's name."""

    at: float
    outlet: str
    news: dict[str, str]


class Spoken(Message, frozen=True, kw_only=True):
    """A message, together with what it was made of."""

    bundle: Bundle


class Speaking(Renderer):
    """The real renderer, whose messages say what they were made of."""

    def render(self, outlet: Outlet) -> Message:
        return Spoken(**msgspec.structs.asdict(super().render(outlet)), bundle=self._bundle)


@dataclass(frozen=True)
class Kept:
    """All that outlives a process."""

    store: Store
    groups: Groups
    silences: Silences
    inhibitors: Inhibitors


def in_memory() -> Kept:
    """Keep everything in memory."""
    return Kept(MemoryStore(), MemoryGroups(), MemorySilences(), MemoryInhibitors())


def in_dynamodb() -> Kept:
    """Keep everything in empty tables, as it is deployed."""
    groups = group_table()
    table, name = client("dynamodb"), groups._table  # noqa: SLF001 - one table holds all of it
    return Kept(dynamodb_store(), groups, SilenceTable(table, name), InhibitorTable(table, name))


@dataclass
class Post:
    """A publisher and a parking that keep what they get. What `refusing` names by outlet is raised instead.

    `meanwhile` is done once, while a message is under way.
    """

    clock: Clock
    sent: list[tuple[int, Outlet, Message]] = field(default_factory=list)
    parked: list[tuple[str, str]] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)
    refusing: dict[str, HinomiError | BaseException] = field(default_factory=dict)
    meanwhile: Callable[[], object] | None = None

    def publish(self, outlet: Outlet, message: Message) -> None:
        self.tried[outlet.name] += 1
        doing, self.meanwhile = self.meanwhile, None
        if doing is not None:
            doing()
        if outlet.name in self.refusing:
            raise self.refusing[outlet.name]
        self.sent.append((self.clock.now, outlet, message))

    def park(self, outlet: Outlet, message: Message, why: str) -> None:
        assert isinstance(message, Message)
        self.parked.append((outlet.name, why))


@dataclass
class Tower:
    """Routing with these settings (a decoded `hinomi.yaml`) and outlets. Alerts go by names of the test's own."""

    settings: dict[str, Any]
    outlets: tuple[Outlet, ...]
    kept: Kept
    start: int = START
    post: Post = field(init=False)
    rehearsal: Rehearsal = field(init=False)
    _known: dict[str, Alert] = field(default_factory=dict)
    _versions: Iterator[int] = field(default_factory=lambda: count(1_000))
    _ids: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        self.post = Post(Clock(self.start))
        self.rehearsal = self.worker()

    def worker(self) -> Rehearsal:
        """Start one more process beside the first: it shares clock, tables, queue and outlets with it."""
        clock = self.post.clock
        made = rehearse(
            parse(self.settings),
            self.outlets,
            clock=clock,
            publisher=self.post,
            parking=self.post,
            store=self.kept.store,
            groups=self.kept.groups,
            silences=self.kept.silences,
            inhibitors=self.kept.inhibitors,
        )
        made.watch = replace(made.watch, new_id=self._new_id)
        made.flush = replace(made.flush, new_id=self._new_id)
        if hasattr(self, "rehearsal"):
            made.agenda.ordered = self.rehearsal.agenda.ordered
        return made

    def restart(self, settings: dict[str, Any] | None = None) -> None:
        """Go on in a new process, with new settings if there are any; tables and queue stay as they are."""
        self.settings = self.settings if settings is None else settings
        self.rehearsal = self.worker()

    def fire(self, *names: str, **changes: Any) -> list[str]:
        """Let alerts open, or go on; return the reason of each decision."""
        return [self._take_alert(name, **{"lifecycle": Lifecycle.OPEN, **changes}) for name in names]

    def resolve(self, *names: str, **changes: Any) -> list[str]:
        """Let alerts end; return the reason of each decision."""
        return [self._take_alert(name, lifecycle=Lifecycle.CLOSED, **changes) for name in names]

    def take(self, *bodies: dict[str, Any]) -> list[str]:
        """Let raw events of AWS come; return the reason of each decision."""
        events = (event for body in bodies for event in open_envelope(body))
        return [outcome.decision.reason.value for event in events for outcome in self.rehearsal.take(event)]

    def turn(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0) -> Tower:
        """Turn the clock on through every tick that comes; what is due now comes in any case."""
        self.rehearsal.turn(seconds + 60 * minutes + 3_600 * hours)
        return self

    def told(self, outlet: str = "") -> list[Told]:
        """List the messages that came out, of one outlet or of all, in order."""
        return [
            Told((at - self.start) / 1000, to.name, {i.alert.fingerprint: i.decision.reason.value for i in said.items})
            for at, to, said in self.spoken()
            if outlet in {"", to.name}
        ]

    def spoken(self) -> list[tuple[int, Outlet, Bundle]]:
        """List the messages that came out as (ms, outlet, what it was made of)."""
        return [(at, to, one.bundle) for at, to, one in self.post.sent if isinstance(one, Spoken)]

    def silence(self, name: str, match: dict[str, Any], *, minutes: float, starts_in: float = 0) -> None:
        """Silence what matches for some minutes."""
        starts = self.now + int(starts_in * 60_000)
        ends = starts + int(minutes * 60_000)
        made = Silence(id=name, match=match, owner="ann", reason="a test", starts=starts, ends=ends)
        assert self.kept.silences.put(made)

    def hold(self, name: str) -> Hold | None:
        """Say what holds an alert back now."""
        return self.rehearsal.flush.holds(self.now)(self._known[name], self.branch(name))

    def branch(self, name: str) -> Branch:
        """Return the first branch that an alert takes."""
        return self.rehearsal.watch.router.branches(self._known[name])[0]

    def group(self, name: str) -> Contents:
        """Read the group of an alert."""
        return self.kept.groups.read(self.branch(name).group)

    @property
    def now(self) -> int:
        """The time (ms)."""
        return self.post.clock.now

    def _take_alert(self, name: str, **changes: Any) -> str:
        fields = {"fingerprint": name, "copy": name, "title": name, "version": next(self._versions)}
        known = self._known.get(name, make_alert(**fields))
        alert = msgspec.structs.replace(known, **{**fields, **changes})
        self._known[name] = alert
        (outcome,) = self.rehearsal.take(Event(body={"alert": alert}))
        return outcome.decision.reason.value

    def _new_id(self) -> str:
        return f"id-{next(self._ids)}"


class Build(Protocol):
    """Builds a tower with these routes and other settings; its one outlet is mail, unless there are others."""

    def __call__(
        self,
        routes: dict[str, Any] | None = None,
        *,
        outlets: tuple[Outlet, ...] = ...,
        start: int = ...,
        **settings: Any,
    ) -> Tower: ...


def let_alerts_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the watch take alerts as they are, besides events, and let messages say what they were made of."""

    def or_as_it_is(event: Event, custom: Descriptions) -> Iterable[Alert]:
        return (event.body["alert"],) if "alert" in event.body else normalize(event, custom)

    monkeypatch.setattr(pipeline, "normalize", or_as_it_is)
    monkeypatch.setattr(telling, "Renderer", Speaking)
