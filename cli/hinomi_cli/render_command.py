"""`hinomi render`: what would be sent for this event."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinomi.config import LOCALES
from hinomi.errors import ConfigError
from hinomi.model import Item
from hinomi.render import CHANNEL_NAMES, describe, explain, preview
from hinomi_cli import settings_file
from hinomi_cli.event_files import UnreadableError, read_events
from hinomi_cli.rehearsal import Clock, rehearse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.config import Config
    from hinomi.model import Message
    from hinomi.pipeline import Outcome

# The choices come from the registries, which mypy cannot follow.
LocaleOption = StrEnum("LocaleOption", list(LOCALES))  # type: ignore[misc]
ChannelOption = StrEnum("ChannelOption", list(CHANNEL_NAMES))  # type: ignore[misc]


def render(
    file: Annotated[Path, typer.Argument(help="The event, or - for standard input.")],
    locale: Annotated[LocaleOption | None, typer.Option(help="Only this language.")] = None,
    channel: Annotated[ChannelOption | None, typer.Option(help="Only this channel.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object for each alert.")] = False,  # noqa: FBT002 - a flag
    config: Annotated[Path | None, typer.Option(help="The settings; hinomi.yaml here if not named.")] = None,
) -> None:
    """Show what would be sent for an event, without AWS. Exits with 0 whether or not it would notify."""
    try:
        events, chosen = read_events(file), settings_file.load(config)
    except (UnreadableError, ConfigError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    channels = [channel.value] if channel else CHANNEL_NAMES
    locales = [locale.value] if locale else LOCALES
    watch = rehearse(chosen, (), clock=Clock(time.time_ns() // 1_000_000)).watch
    for outcome in (outcome for event in events for outcome in watch.take(event)):
        messages = look(outcome, chosen, channels, locales)
        if as_json:
            typer.echo(json.dumps({**summary(outcome), "messages": [body(m) for m in messages]}, ensure_ascii=False))
        else:
            _show(outcome, messages)


def look(outcome: Outcome, config: Config, channels: Iterable[str], locales: Iterable[str]) -> tuple[Message, ...]:
    """Return what an outcome's alert looks like by itself in each channel and language; nothing if it is no news."""
    if not outcome.decision.notify:
        return ()
    item = Item(alert=outcome.alert, decision=outcome.decision)
    return tuple(preview(item, config, channel=channel, locale=locale) for locale in locales for channel in channels)


def summary(outcome: Outcome) -> dict[str, Any]:
    """Describe an outcome without its messages."""
    return {"decision": explain(outcome.decision), "alert": describe(outcome.alert)}


def body(message: Message) -> dict[str, str]:
    """Describe a message whole."""
    return {
        "channel": message.channel,
        "locale": message.locale,
        "subject": message.subject,
        "body": message.body,
    }


def _show(outcome: Outcome, messages: Iterable[Message]) -> None:
    for message in messages:
        typer.echo(f"=== {message.channel} ({message.locale})")
        if message.subject:
            typer.echo(f"Subject: {message.subject}\n")
        typer.echo(_readable(message.body))
        typer.echo()
    verdict = "would be sent" if outcome.decision.notify else "nothing would be sent"
    typer.echo(f"{verdict}: {outcome.decision.reason.value}", err=True)


def _readable(text: str) -> str:
    """Indent a body that is JSON."""
    return json.dumps(json.loads(text), indent=2, ensure_ascii=False) if text.startswith("{") else text
