"""The watch: one event in, its news handed over to the groups that tell people, each piece of news once.

`observe → decide → claim → route → join → announce → confirm`. The order is the promise: what is not confirmed is
handed over again, and the same news waits in a group only once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec

from hinomi.custom.descriptions import NOTHING
from hinomi.decide import decide, dismiss
from hinomi.errors import ParkError, RetryError
from hinomi.model import Alert, Branch, Decision, Lifecycle, Message, Outlet, Reason, Severity
from hinomi.normalize import normalize
from hinomi.render import for_machines
from hinomi.routing import labels
from hinomi.routing.gathering import as_known
from hinomi.routing.groups import News, news_id, route_of, short_id, urgent_group
from hinomi.routing.inhibition import kindle
from hinomi.routing.routes import at_once
from hinomi.state import LEASE_SECONDS, Claim, Memory, Store, Told, material, worse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from hinomi.config import Config
    from hinomi.custom.descriptions import Descriptions
    from hinomi.model import Event
    from hinomi.routing.groups import Groups, Ticks
    from hinomi.routing.inhibition import Inhibitors, Rule
    from hinomi.routing.labels import Labels
    from hinomi.routing.routes import Router


_AHEAD_MS = 31 * 24 * 3600 * 1000
"""What is dated so far ahead is taken as of now: else nothing that comes until then would be heard."""


class Publisher(Protocol):
    """What sends messages. `publish` raises `HinomiError` when it did not succeed for certain."""

    def publish(self, outlet: Outlet, message: Message) -> None:
        """Send one message."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one alert: the decision, and the branches that its news has taken."""

    alert: Alert
    decision: Decision
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Watch:
    """The way of an event as far as its groups, with everything impure handed in.

    `machines` are the outlets that get each piece of news at once, as JSON. `custom` are the events that the operator
    describes. `clock` gives milliseconds since 1970,
    `new_id` unique names.
    """

    store: Store
    groups: Groups
    ticks: Ticks
    inhibitors: Inhibitors
    publisher: Publisher
    machines: tuple[Outlet, ...]
    router: Router
    rules: tuple[Rule, ...]
    config: Config
    clock: Callable[[], int]
    new_id: Callable[[], str]
    custom: Descriptions = NOTHING

    def take(self, event: Event) -> tuple[Outcome, ...]:
        """Handle one event. Raises `RetryError` when it must be handed in again.

        What is refused for good of one alert keeps none of the others: `ParkError` is raised when all had their turn.
        """
        outcomes: list[Outcome] = []
        refused: list[ParkError] = []
        for alert in normalize(event, self.custom):
            try:
                outcomes.append(self._take(alert, event.received_at))
            except ParkError as error:
                refused.append(error)
        if refused:
            raise refused[0]
        return tuple(outcomes)

    def _take(self, alert: Alert, sent_at: datetime | None) -> Outcome:
        dismissed = dismiss(alert, self.config.floor)
        if dismissed is not None:
            return Outcome(alert=alert, decision=dismissed)
        now = self.clock()
        sent = min(int(sent_at.timestamp() * 1000), now + _AHEAD_MS) if sent_at else now
        if alert.version > now + _AHEAD_MS:
            alert = msgspec.structs.replace(alert, version=now)
        news = _news_of(alert, self.new_id(), now)
        seen = self.store.observe(alert, _claim(news, now), now, sent=sent)
        decision = decide(alert, seen)
        if not decision.notify:
            return Outcome(alert=alert, decision=decision)
        told = _on_top_of(seen.memory, news, decision)
        self._make_sure(alert, seen.memory, _claim(told, now), now)
        branches = self._hand_over(alert, decision, seen.memory, at=told.at, now=now)
        groups = () if alert.lifecycle is Lifecycle.CLOSED else tuple(branch.group for branch in branches)
        self.store.confirm(alert.fingerprint, msgspec.structs.replace(told, groups=groups))
        return Outcome(alert=alert, decision=decision, branches=branches)

    def _make_sure(self, alert: Alert, memory: Memory, claim: Claim, now: int) -> None:
        """Make sure that this worker alone hands the news over, now."""
        taken_on_sight = memory.claim is None and alert.lifecycle is Lifecycle.OPEN
        pending = memory.pending()
        # A call that AWS's SDK repeats by itself finds the claim that it has just taken.
        if taken_on_sight or (pending is not None and pending.id == claim.id):
            return
        if pending is not None and pending.until > now:
            raise RetryError(
                f"{short_id(alert.fingerprint)} is being told by another worker",
                after=(pending.until - now) // 1000 + 1,
            )
        if not self.store.take(alert.fingerprint, claim, memory):
            raise RetryError(f"{short_id(alert.fingerprint)} was taken by another worker", after=LEASE_SECONDS)

    def _hand_over(self, alert: Alert, decision: Decision, memory: Memory, *, at: int, now: int) -> tuple[Branch, ...]:
        """Let the news wait in the group of each branch; a tick is ordered after the news is there, never before."""
        known_as = as_known(alert, decision)
        worn = labels.of(known_as, self.config)
        for ember in kindle(self.rules, worn, alert):
            ember.pass_on(self.inhibitors, now)
        branches, left = self._branches(known_as, worn, memory.told)
        # What is told of one alert must stay in order: where it was critical, its end may not wait elsewhere.
        urgent = at_once(alert) or any(known.severity is Severity.CRITICAL for known in _known(memory))
        since = memory.told.claim if memory.told else ""
        name = news_id(alert.fingerprint, f"{since}|{material(alert)}")
        for branch in branches:
            group = urgent_group(branch, alert.fingerprint) if urgent else branch.group
            news = News(id=name, alert=alert, decision=decision, branch=branch, at=at)
            self.groups.join(group, [news])
            self.ticks.wake(group, now if urgent else now + self.router.plan(branch.route).wait, now)
        for group in left:
            self._leave(group, alert, decision, at=at, now=now)
        for outlet in self.machines:
            self.publisher.publish(outlet, for_machines(alert, decision, branches))
        return branches

    def _branches(self, alert: Alert, worn: Labels, told: Told | None) -> tuple[tuple[Branch, ...], tuple[str, ...]]:
        """Say which branches the news takes, and which groups the alert leaves.

        Who has heard of an alert hears what becomes of it, though it takes another route by now: by the branch that it
        took then, unless its receiver is told anyhow. Its end takes no other.
        """
        before = told.groups if told is not None and told.lifecycle is Lifecycle.OPEN else ()
        if alert.lifecycle is Lifecycle.CLOSED:
            heard = {group: branch for group in before if (branch := self.router.branch(group)) is not None}
            if heard:
                return tuple(heard.values()), tuple(group for group in before if group not in heard)
        taken = self.router.branches(alert, worn)
        elsewhere = {group: self.router.branch(group) for group in before if group not in {b.group for b in taken}}
        receivers = {branch.receiver for branch in taken}
        followed = tuple(b for b in elsewhere.values() if b is not None and b.receiver not in receivers)
        going_on = {branch.group for branch in followed}
        return (*taken, *followed), tuple(group for group in elsewhere if group not in going_on)

    def _leave(self, group: str, alert: Alert, decision: Decision, *, at: int, now: int) -> None:
        """Let a group forget an alert that is told elsewhere: what stands in it, and what still waits in it."""
        branch = Branch(route=route_of(group), receiver="", group=group)
        name = news_id(alert.fingerprint, f"left|{at}")
        news = News(id=name, alert=alert, decision=decision, branch=branch, at=at, told=True, left=True)
        self.groups.join(group, [news])
        self.ticks.wake(group, now + self.router.plan(branch.route).wait, now)


def _claim(news: Told, now: int) -> Claim:
    return Claim(news.claim, now + LEASE_SECONDS * 1000, news)


def _news_of(alert: Alert, claim_id: str, now: int) -> Told:
    return Told(
        severity=alert.severity,
        lifecycle=alert.lifecycle,
        compliance=alert.compliance,
        source=alert.source,
        at=now,
        claim=claim_id,
    )


def _on_top_of(memory: Memory, news: Told, decision: Decision) -> Told:
    """Keep the worst that people know of what is or was open; what is reopened begins anew.

    It is later than all that was told before, whatever a worker's clock says: groups tell news in this order.
    """
    told = memory.told
    news = msgspec.structs.replace(news, at=max([news.at, *(known.at + 1 for known in _known(memory))]))
    if decision.reason is Reason.REOPENED:
        return news
    known = (news.severity, decision.was, told.severity if told else None)
    severity = max(one for one in known if one is not None)
    compliance = worse(news.compliance, told.compliance) if told else news.compliance
    return msgspec.structs.replace(news, severity=severity, compliance=compliance)


def _known(memory: Memory) -> tuple[Told, ...]:
    """List what people know, and what they may know."""
    pending = memory.pending()
    return tuple(one for one in (memory.told, pending.news if pending else None) if one is not None)
