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
    """Make the JSON that other programs subscribe to: `{"alert": ..., "decision": ...}`."""
    body = msgspec.json.encode({"alert": describe(alert), "decision": explain(decision)}).decode()
    return Message(channel=MACHINE, locale="", subject="", body=body)


def describe(alert: Alert) -> dict[str, Any]:
    """Describe an alert in plain JSON values: severity by name, text without control or bidi characters."""
    described: dict[str, Any] = _clean(msgspec.to_builtins(alert))
    return {**described, "severity": alert.severity.name}


def explain(decision: Decision) -> dict[str, Any]:
    """Explain a decision in plain JSON values."""
    return {"notify": decision.notify, "reason": decision.reason.value}


def _clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return clean(value, keep_lines=True)
    if isinstance(value, dict):
        return {clean(key): _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value
