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
from hinomi.render import CHANNEL_NAMES, describe, explain
from hinomi_cli import settings_file
from hinomi_cli.dry_run import dry_watch
from hinomi_cli.event_files import UnreadableError, read_events

if TYPE_CHECKING:
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
    watch = dry_watch(
        chosen,
        channels=[channel.value] if channel else CHANNEL_NAMES,
        locales=[locale.value] if locale else LOCALES,
        clock=lambda: time.time_ns() // 1_000_000,
    )
    for outcome in (outcome for event in events for outcome in watch.take(event)):
        if as_json:
            typer.echo(
                json.dumps({**summary(outcome), "messages": [body(m) for m in outcome.messages]}, ensure_ascii=False)
            )
        else:
            _show(outcome)


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


def _show(outcome: Outcome) -> None:
    for message in outcome.messages:
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
