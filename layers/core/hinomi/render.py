"""Render what is told for an outlet: brief the reader, let the channel lay it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.brief import brief
from hinomi.channels import CHANNELS, email
from hinomi.digest import digest
from hinomi.model import Bundle, Item, Message, Notification, Outlet, Reason
from hinomi.provenance import sign
from hinomi.shortening import LONGEST, shortened
from hinomi.sources.reading import mask_keys
from hinomi.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.briefing import Briefing
    from hinomi.config import Config
    from hinomi.model import Alert, Branch, Decision

_BY_NAME = {channel.NAME: channel for channel in CHANNELS}
CHANNEL_NAMES = tuple(_BY_NAME)
MACHINE = "alerts"
"""The channel for machines: the normalised alert as JSON, in no language."""
MACHINE_BYTES = 255 * 1024
"""What SNS takes, 256 KiB, less what the attributes need: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html."""


class Renderer:
    """Renders what one message tells, for any number of outlets; each language and time zone is briefed once."""

    def __init__(self, bundle: Bundle, config: Config) -> None:
        self._bundle = bundle
        self._config = config
        self._briefings: dict[tuple[str, str], Briefing] = {}

    def render(self, outlet: Outlet) -> Message:
        """Make the message that the outlet shows. The channel for machines takes one alert at a time."""
        if outlet.channel == MACHINE:
            (item,) = self._bundle.items
            return for_machines(item.alert, item.decision)
        briefing = self._brief(outlet.locale, outlet.time_zone)
        message = _BY_NAME[outlet.channel].render(briefing)
        if outlet.channel == email.NAME and self._config.ascii_subject:
            message = msgspec.structs.replace(message, subject=email.ascii_subject(briefing))
        return msgspec.structs.replace(message, thread=self._thread(briefing), resolved=self._resolves(briefing))

    def _thread(self, briefing: Briefing) -> str:
        """Name the thread; what overflowed comes from many."""
        return "" if self._bundle.overflow and len(self._bundle.items) > 1 else briefing.thread

    def _resolves(self, briefing: Briefing) -> bool:
        """Tell whether all that the thread is about is over."""
        alone = len(self._bundle.items) == 1
        return briefing.reason is Reason.RESOLVED and (alone or not (self._bundle.standing or self._bundle.held))

    def _brief(self, locale: str, time_zone: str) -> Briefing:
        """Brief the readers of a language in a time zone: of one alert in full, of more in a digest."""
        briefing = self._briefings.get((locale, time_zone))
        if briefing is None:
            bundle, config = self._bundle, self._config
            if time_zone:
                config = msgspec.structs.replace(config, time_zone=time_zone)
            if len(bundle.items) > 1:
                briefing = digest(bundle, locale, config)
            else:
                (item,) = bundle.items
                briefing = brief(Notification(alert=item.alert, decision=item.decision, locale=locale), config)
            briefing = self._briefings[locale, time_zone] = sign(briefing, bundle)
        return briefing


def preview(item: Item, config: Config, *, channel: str, locale: str) -> Message:
    """Make the message of one alert for one channel and language, wherever it would be routed."""
    outlet = Outlet(name=f"{channel}-{locale}", channel=channel, locale=locale)
    return Renderer(Bundle(items=(item,)), config).render(outlet)


def for_machines(alert: Alert, decision: Decision, branches: Iterable[Branch] = ()) -> Message:
    """Make the JSON that other programs subscribe to: `{"alert": ..., "decision": ..., "routes": [...]}`.

    `routes` names route and receiver of each branch that the alert takes. An alert with more in it than a message may
    hold goes without its resources, facts and texts, and says so: `"shortened": true`.
    """
    routes = [{"route": branch.route, "receiver": branch.receiver} for branch in branches]
    rest = {"decision": explain(decision), "routes": routes}
    body = msgspec.json.encode({"alert": describe(alert), **rest})
    if len(body) > MACHINE_BYTES:
        short = describe(shortened(alert), longest=LONGEST)
        body = msgspec.json.encode({"alert": short, **rest, "shortened": True})
    return Message(channel=MACHINE, locale="", subject="", body=body.decode())


def describe(alert: Alert, *, longest: int | None = None) -> dict[str, Any]:
    """Describe an alert in plain JSON values: severity by name, text without control or bidi characters, keys masked.

    Text ends after `longest` characters, if that is given.
    """
    described: dict[str, Any] = _clean(msgspec.to_builtins(alert), longest)
    return {**described, "severity": alert.severity.name}


def explain(decision: Decision) -> dict[str, Any]:
    """Explain a decision in plain JSON values."""
    return {"notify": decision.notify, "reason": decision.reason.value}


def _clean(value: Any, longest: int | None) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return mask_keys(clean(value, keep_lines=True))[:longest]
    if isinstance(value, dict):
        return {mask_keys(clean(key))[:longest]: _clean(item, longest) for key, item in value.items()}
    return [_clean(item, longest) for item in value] if isinstance(value, list | tuple) else value
