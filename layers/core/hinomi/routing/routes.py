"""Routes: which branches of the tree an alert takes, with which settings, to which outlets."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hinomi.model import Branch, Lifecycle, Severity
from hinomi.routing import labels as labeling
from hinomi.routing.groups import ROOT
from hinomi.routing.outlets import outlet, unique
from hinomi.routing.tree import DEFAULT, Plan, grow
from hinomi.routing.windows import Window

if TYPE_CHECKING:
    from hinomi.config import Config
    from hinomi.model import Alert, Outlet
    from hinomi.routing.labels import Labels

__all__ = ["DEFAULT", "ROOT", "Plan", "Router", "at_once"]

_LONGEST_GROUP = 900
"""So many bytes a group's name has at most: it is part of a key and of a queue's message."""

# What parts a group's name, and what SQS takes in no message (of the rest, sources have taken care).
_SPECIAL = re.compile("[%|=\\x00-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")


class Router:
    """The operator's routes, receivers and windows, compiled. Raises `MatchError` or `ValueError` for unsound ones."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._root = grow(config.routes, Plan())
        # Of two routes of one name, which is a problem, the first is meant.
        self._plans = {plan.path: plan for plan in reversed(list(self._root.plans()))}
        self._windows = {name: Window(window, config.time_zone) for name, window in config.mute.items()}

    def branches(self, alert: Alert, labels: Labels | None = None) -> tuple[Branch, ...]:
        """Say where an alert goes: at least one branch, because the root takes what no child takes.

        `labels` are the alert's, where they are at hand.
        """
        labels = labeling.of(alert, self._config) if labels is None else labels
        return tuple(_branch(plan, labels) for plan in self._root.take(labels))

    def branch(self, group: str) -> Branch | None:
        """Return the branch that a group was named by, None where its route does not exist any more."""
        path, *parts = group.split("|")
        if path not in self._plans:
            return None
        shared = dict(part.split("=", 1) for part in parts if "=" in part)
        labels = {unquote(name): unquote(value) for name, value in shared.items()}
        return Branch(route=path, receiver=self._plans[path].receiver, group=group, labels=labels)

    def plan(self, path: str) -> Plan:
        """Return the plan of a route; where that does not exist any more, of its nearest ancestor that does."""
        while path not in self._plans and "/" in path:
            path = path.rpartition("/")[0]
        return self._plans.get(path, self._root.plan)

    def outlets(self, receiver: str, deployed: tuple[Outlet, ...]) -> tuple[Outlet, ...]:
        """List the outlets of a receiver; of the root's, where that does not exist any more.

        What has no topic of its own takes that of the deployed outlet of the same channel (of mail: and language). One
        that has none keeps an empty address: it cannot be sent to.
        """
        receivers = self._config.receivers
        known = receiver if receiver in receivers or receiver == DEFAULT else self._root.plan.receiver
        if known not in receivers:
            return deployed
        return tuple(unique(outlet(known, channel, deployed) for channel in receivers[known].channels))

    def muted_until(self, plan: Plan, now: int) -> tuple[str, int] | None:
        """Return the name and the end (ms) of the window that mutes a route at `now` the longest, None if none does."""
        holding = ((until, name) for name in plan.mute if (until := self.window_until(name, now)) is not None)
        until, name = max(holding, default=(0, ""))
        return (name, until) if name else None

    def window_until(self, name: str, now: int) -> int | None:
        """Return when a window ends that holds at `now` (ms), None if it does not hold or does not exist any more."""
        window = self._windows.get(name)
        return window.until(now) if window is not None else None


def at_once(alert: Alert) -> bool:
    """Tell whether an alert does not wait for others: what is critical and open, and the report of a round."""
    return (alert.severity is Severity.CRITICAL and alert.lifecycle is Lifecycle.OPEN) or alert.report is not None


def _branch(plan: Plan, labels: Labels) -> Branch:
    names = (labeling.ALERT,) if labeling.EACH in plan.group_by else plan.group_by
    shared = {name: labeling.first(labels, name) for name in names}
    parts = (plan.path, *(f"{_plain(name)}={_plain(value)}" for name, value in shared.items()))
    return Branch(route=plan.path, receiver=plan.receiver, group=_cut("|".join(parts)), labels=shared)


def _plain(text: str) -> str:
    """Write a text so that it can neither pass for the end of a part nor be refused: an attacker may have chosen it."""
    return _SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _cut(group: str) -> str:
    """Shorten a long name: a hash in place of its end keeps different groups apart."""
    data = group.encode()
    if len(data) <= _LONGEST_GROUP:
        return group
    digest = blake2b(data, digest_size=16).hexdigest()
    return f"{data[: _LONGEST_GROUP - len(digest) - 1].decode(errors='ignore')}|{digest}"
