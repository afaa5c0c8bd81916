"""Render a notification for a channel: brief the reader, let the channel lay it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.brief import brief
from hinomi.channels import CHANNELS, email
from hinomi.model import Message, Notification
from hinomi.text import clean

if TYPE_CHECKING:
    from hinomi.briefing import Briefing
    from hinomi.config import Config
    from hinomi.model import Alert, Decision

_BY_NAME = {channel.NAME: channel for channel in CHANNELS}
CHANNEL_NAMES = tuple(_BY_NAME)
MACHINE = "alerts"
"""The channel for machines: the normalised alert as JSON, in no language."""
MACHINE_BYTES = 255 * 1024
"""What SNS takes, 256 KiB, less what the attributes need: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html."""


class Renderer:
    """Renders one alert with its decision for any number of receivers; each language is briefed once."""

    def __init__(self, alert: Alert, decision: Decision, config: Config) -> None:
        self._alert = alert
        self._decision = decision
        self._config = config
        self._briefings: dict[str, Briefing] = {}

    def render(self, channel: str, locale: str) -> Message:
        """Make the message that `channel` shows to readers of `locale`."""
        if channel == MACHINE:
            return for_machines(self._alert, self._decision)
        briefing = self._briefings.get(locale)
        if briefing is None:
            notification = Notification(alert=self._alert, decision=self._decision, locale=locale)
            briefing = self._briefings[locale] = brief(notification, self._config)
        message = _BY_NAME[channel].render(briefing)
        if channel == email.NAME and self._config.ascii_subject:
            return msgspec.structs.replace(message, subject=email.ascii_subject(briefing))
        return message


def for_machines(alert: Alert, decision: Decision) -> Message:
    """Make the JSON that other programs subscribe to: `{"alert": ..., "decision": ...}`.

    An alert with more in it than a message may hold goes without its resources, facts and texts, and says so:
    `"shortened": true`.
    """
    body = msgspec.json.encode({"alert": describe(alert), "decision": explain(decision)})
    if len(body) > MACHINE_BYTES:
        short = msgspec.structs.replace(
            alert, resources=(), facts=(), description="", quote="", actor=None, origin=None, report=None
        )
        told = {"alert": describe(short, longest=1000), "decision": explain(decision), "shortened": True}
        body = msgspec.json.encode(told)
    return Message(channel=MACHINE, locale="", subject="", body=body.decode())


def describe(alert: Alert, *, longest: int | None = None) -> dict[str, Any]:
    """Describe an alert in plain JSON values: severity by name, text without control or bidi characters.

    Text ends after `longest` characters, if that is given.
    """
    described: dict[str, Any] = _clean(msgspec.to_builtins(alert), longest)
    return {**described, "severity": alert.severity.name}


def explain(decision: Decision) -> dict[str, Any]:
    """Explain a decision in plain JSON values."""
    return {"notify": decision.notify, "reason": decision.reason.value}


def _clean(value: Any, longest: int | None) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return clean(value, keep_lines=True)[:longest]
    if isinstance(value, dict):
        return {clean(key)[:longest]: _clean(item, longest) for key, item in value.items()}
    return [_clean(item, longest) for item in value] if isinstance(value, list | tuple) else value
