"""Sample events, the project's own and those that a machine has beside it, and all the messages that they lead to."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import LOCALES, Config
from hinomi.envelope import open_envelope
from hinomi.model import Branch, Bundle, Decision, Event, Item, Lifecycle, Outlet, Reason
from hinomi.normalize import normalize
from hinomi.render import CHANNEL_NAMES, MACHINE, Renderer
from hinomi.sources import BY_TOPIC, SOURCES
from hinomi_cli.event_files import find_files, read_events
from support.custom import CUSTOM
from support.fakes import Clock, make_watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.model import Alert, Message
    from hinomi.sources import Source

ROOT = Path(__file__).parents[2]
EVENTS = ROOT / "events"
BROKEN: list[Any] = [None, True, 7, "", "text", [], ["a"], {}, {"a": {"b": [1]}}, "\ud800", "x" * 100_000]
"""What may stand in a field instead of what belongs there."""
_BESIDE = ("../shared/events", "../shared/corpus")


def elsewhere() -> list[Path]:
    """List the folders of events outside the project: those that `HINOMI_CORPUS` names, else those beside it."""
    named = os.environ.get("HINOMI_CORPUS", "")
    wanted = [Path(name) for name in named.split(os.pathsep)] if named else [ROOT / name for name in _BESIDE]
    return [folder.resolve() for folder in wanted if folder.is_dir()]


def cases(*folders: Path) -> list[Any]:
    """List the event files of the folders as test parameters; one that is skipped where there is no folder."""
    if not folders:
        return [pytest.param(None, marks=pytest.mark.skip(reason="no folder of events: name one in HINOMI_CORPUS"))]
    files = ((folder, file) for folder in folders for file in find_files([folder]))
    return [pytest.param(file, id=file.relative_to(folder.parent).as_posix()) for folder, file in files]


def load_event(folder: str, name: str) -> dict[str, Any]:
    """Read a sample event of the project, to be changed as a test likes."""
    body: dict[str, Any] = json.loads((EVENTS / folder / f"{name}.json").read_text("utf-8"))
    return body


def source_of(event: Event) -> str:
    """Name the module of the source that knows an event first."""
    source = next(one for one in (BY_TOPIC if event.topic_arn else SOURCES) if one.recognizes(event))
    return source.__name__.rpartition(".")[2]


def only_alert(source: Source, body: dict[str, Any]) -> Alert:
    """Let a source that must know the event make its one alert."""
    event = Event(body=body)
    assert source.recognizes(event)
    (alert,) = source.normalize(event)
    return alert


def facts(alert: Alert) -> dict[str, object]:
    """Give the facts of an alert by their labels."""
    return {fact.label: fact.value for fact in alert.facts}


def decisions(*bodies: dict[str, Any]) -> list[str]:
    """Let a watch take events a minute apart; return the reason of each decision."""
    clock, reasons = Clock(), []
    watch = make_watch(clock=clock, machines=(Outlet(name=MACHINE, channel=MACHINE, locale=""),))
    for body in bodies:
        clock.turn(60)
        reasons += [outcome.decision.reason.value for event in open_envelope(body) for outcome in watch.take(event)]
    return reasons


def alerts_in(file: Path) -> tuple[Alert, ...]:
    """Normalize every event of a file."""
    return tuple(alert for event in read_events(file) for alert in normalize(event, CUSTOM))


def tell(
    alert: Alert, *, channels: Iterable[str] = CHANNEL_NAMES, locales: Iterable[str] = LOCALES
) -> Iterator[Message]:
    """Render an alert as if it were news: a first sighting, or the end of what people knew."""
    item = Item(alert=alert, decision=decision_on(alert))
    branch = Branch(route="root", receiver="default", group="root", labels={"source": alert.source})
    renderer = Renderer(Bundle(items=(item,), branch=branch), Config())
    for locale in locales:
        for channel in channels:
            yield renderer.render(Outlet(name=f"default/{channel}-{locale}", channel=channel, locale=locale))


def decision_on(alert: Alert) -> Decision:
    """Decide to tell of an alert, whatever it is."""
    if alert.lifecycle is Lifecycle.CLOSED:
        return Decision(notify=True, reason=Reason.RESOLVED, was=alert.severity)
    return Decision(notify=True, reason=Reason.FIRST_SEEN)
