"""What each stage of an event's way costs by itself."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from hinomi.brief import brief
from hinomi.channels import email, slack
from hinomi.config import Config
from hinomi.decide import decide, dismiss
from hinomi.memory_store import MemoryStore
from hinomi.model import Notification
from hinomi.normalize import normalize
from hinomi.state import Claim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hinomi.model import Alert, Decision, Event

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def split(events: Sequence[Event], locale: str) -> dict[str, float]:
    """Take each event through one stage after the other; returns the microseconds of each stage per event.

    Only news comes as far as the last three: their cost is spread over all events, so that the stages add up.
    """
    config = Config()
    decide_on = _decider(config)
    costs: defaultdict[str, float] = defaultdict(float)

    def through(stage: str, work: Callable[[_Given], _Made], given: Sequence[_Given]) -> list[_Made]:
        started = time.process_time()
        made = [work(one) for one in given]
        costs[stage] += time.process_time() - started
        return made

    for event in events:
        (alerts,) = through("normalize", normalize, [event])
        decisions = through("decide", decide_on, alerts)
        news = [
            Notification(alert=alert, decision=decision, locale=locale)
            for alert, decision in zip(alerts, decisions, strict=True)
            if decision.notify
        ]
        briefings = through("brief", lambda notification: brief(notification, config), news)
        through("email", email.render, briefings)
        through("slack", slack.render, briefings)
    return {stage: seconds / len(events) * 1e6 for stage, seconds in costs.items()}


def _decider(config: Config) -> Callable[[Alert], Decision]:
    """Make what decides as the watch does, with a memory of its own."""
    store, claim = MemoryStore(), Claim("claim", 0)

    def work(alert: Alert) -> Decision:
        return dismiss(alert, config.floor) or decide(alert, store.observe(alert, claim, 0))

    return work
