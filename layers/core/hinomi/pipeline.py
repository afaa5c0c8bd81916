"""The watch: one event in, messages out, each piece of news told once.

`observe → decide → claim → render → publish → confirm`. The order is the promise: what is not confirmed is told again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from hinomi.decide import decide, dismiss
from hinomi.errors import HinomiError, RetryError
from hinomi.model import Alert, Decision, Lifecycle, Message, Reason
from hinomi.normalize import normalize
from hinomi.render import Renderer
from hinomi.state import LEASE_SECONDS, Claim, Memory, Sent, Store, Told, material

if TYPE_CHECKING:
    from collections.abc import Callable

    from hinomi.config import Config
    from hinomi.model import Event


class Receiver(msgspec.Struct, frozen=True):
    """Where a message goes: a channel, in a language, at an address that the publisher understands."""

    name: str
    channel: str
    locale: str
    address: str = ""


class Publisher(Protocol):
    """What sends messages. `publish` raises `HinomiError` when it did not succeed for certain."""

    def publish(self, receiver: Receiver, message: Message) -> None:
        """Send one message."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one alert."""

    alert: Alert
    decision: Decision
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The whole way of an event, with everything impure handed in.

    `clock` gives milliseconds since 1970, `new_id` unique names.
    """

    store: Store
    publisher: Publisher
    receivers: tuple[Receiver, ...]
    config: Config
    clock: Callable[[], int]
    new_id: Callable[[], str]

    def take(self, event: Event) -> tuple[Outcome, ...]:
        """Handle one event. Raises `RetryError` when it must be handed in again."""
        return tuple(self._take(alert) for alert in normalize(event))

    def _take(self, alert: Alert) -> Outcome:
        dismissed = dismiss(alert, self.config.floor)
        if dismissed is not None:
            return Outcome(alert=alert, decision=dismissed)
        now = self.clock()
        claim = Claim(self.new_id(), now + LEASE_SECONDS * 1000)
        seen = self.store.observe(alert, claim, now)
        decision = decide(alert, seen, now=now, repeat_after_ms=self.config.repeat_after_ms)
        if not decision.notify:
            return Outcome(alert=alert, decision=decision)
        self._claim(alert, seen.memory, claim, now)
        messages = self._tell(alert, decision, claim, seen.memory)
        self.store.confirm(alert.fingerprint, _told(alert, decision, seen.memory, claim, now))
        return Outcome(alert=alert, decision=decision, messages=messages)

    def _claim(self, alert: Alert, memory: Memory, claim: Claim, now: int) -> None:
        """Make sure that this worker alone tells the news, now."""
        pending = memory.pending()
        if pending is not None and pending.until > now:
            raise RetryError(
                f"{alert.fingerprint} is being told by another worker", after=(pending.until - now) // 1000 + 1
            )
        taken_on_sight = memory.claim is None and alert.lifecycle is Lifecycle.OPEN
        if not taken_on_sight and not self.store.take(alert.fingerprint, claim, memory.claim):
            raise RetryError(f"{alert.fingerprint} was taken by another worker", after=LEASE_SECONDS)

    def _tell(self, alert: Alert, decision: Decision, claim: Claim, memory: Memory) -> tuple[Message, ...]:
        """Send to every receiver that has not had this news; when one fails, remember the others and raise."""
        news = material(alert)
        served = set(memory.sent.to) if memory.sent is not None and memory.sent.of == news else set()
        renderer = Renderer(alert, decision, self.config)
        messages: list[Message] = []
        failed: list[HinomiError] = []
        for receiver in self.receivers:
            if receiver.name in served:
                continue
            message = renderer.render(receiver.channel, receiver.locale)
            try:
                self.publisher.publish(receiver, message)
            except HinomiError as error:
                failed.append(error)
                continue
            served.add(receiver.name)
            messages.append(message)
        if failed:
            self.store.note(alert.fingerprint, claim, Sent(news, frozenset(served)))
            raise RetryError("; ".join(str(error) for error in failed))
        return tuple(messages)


def _told(alert: Alert, decision: Decision, memory: Memory, claim: Claim, now: int) -> Told:
    severity = alert.severity
    if memory.told is not None and decision.reason is not Reason.REOPENED:
        severity = max(severity, memory.told.severity)
    return Told(
        severity=severity,
        lifecycle=alert.lifecycle,
        compliance=alert.compliance,
        source=alert.source,
        at=now,
        claim=claim.id,
    )
