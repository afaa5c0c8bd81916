"""The watch: one event in, messages out, each piece of news told once.

`observe → decide → claim → render → publish → confirm`. The order is the promise: what is not confirmed is told again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from hinomi.decide import decide, dismiss, worse
from hinomi.errors import HinomiError, RetryError
from hinomi.model import Alert, Decision, Lifecycle, Message, Reason
from hinomi.normalize import normalize
from hinomi.render import Renderer
from hinomi.state import LEASE_SECONDS, Claim, Memory, Sent, Store, Told, material

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

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
        return tuple(self._take(alert, event.received_at) for alert in normalize(event))

    def _take(self, alert: Alert, sent_at: datetime | None) -> Outcome:
        dismissed = dismiss(alert, self.config.floor)
        if dismissed is not None:
            return Outcome(alert=alert, decision=dismissed)
        now = self.clock()
        sent = int(sent_at.timestamp() * 1000) if sent_at else now
        news = _news_of(alert, self.new_id(), now)
        seen = self.store.observe(alert, _claim(news), now, sent=sent)
        decision = decide(alert, seen, now=now, repeat_after_ms=self.config.repeat_after_ms)
        if not decision.notify:
            return Outcome(alert=alert, decision=decision)
        told = _on_top_of(seen.memory.told, news, decision)
        claim = _claim(told)
        self._make_sure(alert, seen.memory, claim, now)
        messages = self._tell(alert, decision, claim, seen.memory)
        self.store.confirm(alert.fingerprint, told)
        return Outcome(alert=alert, decision=decision, messages=messages)

    def _make_sure(self, alert: Alert, memory: Memory, claim: Claim, now: int) -> None:
        """Make sure that this worker alone tells the news, now."""
        taken_on_sight = memory.claim is None and alert.lifecycle is Lifecycle.OPEN
        pending = memory.pending()
        # A call that AWS's SDK repeats by itself finds the claim that it has just taken.
        if taken_on_sight or (pending is not None and pending.id == claim.id):
            return
        if pending is not None and pending.until > now:
            raise RetryError(
                f"{alert.fingerprint} is being told by another worker", after=(pending.until - now) // 1000 + 1
            )
        if not self.store.take(alert.fingerprint, claim, memory):
            raise RetryError(f"{alert.fingerprint} was taken by another worker", after=LEASE_SECONDS)

    def _tell(self, alert: Alert, decision: Decision, claim: Claim, memory: Memory) -> tuple[Message, ...]:
        """Send to every receiver that has not had this news; when one fails, remember the others and raise.

        A receiver whose message cannot even be made keeps it from nobody else.
        """
        news = material(alert)
        served = set(memory.sent.to) if memory.sent is not None and memory.sent.of == news else set()
        renderer = Renderer(alert, decision, self.config)
        messages: list[Message] = []
        failed: list[Exception] = []
        for receiver in self.receivers:
            if receiver.name in served:
                continue
            try:
                message = renderer.render(receiver.channel, receiver.locale)
                self.publisher.publish(receiver, message)
            except Exception as error:  # noqa: BLE001 - the loop that isolates receivers; it is raised below
                failed.append(error)
                continue
            served.add(receiver.name)
            messages.append(message)
        if failed:
            self.store.note(alert.fingerprint, claim, Sent(news, frozenset(served)))
            raise _worst(failed)
        return tuple(messages)


def _worst(failed: list[Exception]) -> Exception:
    """Return the first error of the program itself, else one that says what every receiver's said."""
    broken = (error for error in failed if not isinstance(error, HinomiError))
    return next(broken, RetryError("; ".join(map(str, failed))))


def _claim(news: Told) -> Claim:
    return Claim(news.claim, news.at + LEASE_SECONDS * 1000, news)


def _news_of(alert: Alert, claim_id: str, now: int) -> Told:
    return Told(
        severity=alert.severity,
        lifecycle=alert.lifecycle,
        compliance=alert.compliance,
        source=alert.source,
        at=now,
        claim=claim_id,
    )


def _on_top_of(told: Told | None, news: Told, decision: Decision) -> Told:
    """Keep the worst that people know of what is or was open; what is reopened begins anew."""
    if decision.reason is Reason.REOPENED:
        return news
    known = (news.severity, decision.was, told.severity if told else None)
    severity = max(one for one in known if one is not None)
    compliance = worse(news.compliance, told.compliance) if told else news.compliance
    return msgspec.structs.replace(news, severity=severity, compliance=compliance)
