"""Inhibition: while one thing is open, others that follow from it are not told.

An open alert that a rule names as a source *burns*: it is kept in a place of its own, so that a flush of any group can
ask for it. It is doused when it is resolved and goes out by itself when it has not been news for long. What it inhibits
waits, and is told when nothing inhibits it any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from hinomi.model import Alert, Lifecycle, Reason
from hinomi.routing.groups import short_id
from hinomi.routing.matchers import Matchers, compile_match
from hinomi.routing.settings import Inhibition
from hinomi.routing.silences import Hold, is_protected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hinomi.config import Config
    from hinomi.routing.labels import Labels

_DAY_MS: Final = 86_400_000
_BURNS_MS: Final[dict[str, int]] = {"securityhub": 400 * _DAY_MS}
"""How long an alert burns after it was news, where its source says when it is resolved."""
_BURNS_OTHERWISE_MS: Final = 30 * _DAY_MS
"""Of other sources nobody hears that it is over, so an end has to be assumed."""
_LASTING: Final = frozenset({"type", "account", "region", "alert"})
"""Labels that an alert keeps as long as it lives, in every copy of it."""

BUILT_IN: Final = (
    Inhibition(
        name="attack_sequence",
        source={"type": "AttackSequence:*"},
        target={"type": "!AttackSequence:*", "sequence": "!"},
        equal=["sequence"],
    ),
)
"""The findings that GuardDuty has joined to an attack sequence: the sequence tells of them all."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """While a `source` is open whose labels `equal` the alert's, or `during` a window, no `target` is told.

    `wavers` where an alert may be a source today and none tomorrow, though it is still open.
    """

    name: str
    target: Matchers
    source: Matchers | None = None
    during: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()
    wavers: bool = True
    built_in: bool = False

    def key(self, labels: Labels, alert: Alert) -> str:
        """Name the values that have to be equal; a label that is absent is as good as empty.

        Drills and samples are a world of their own: nothing real is held back by them.
        """
        values = [[name, *sorted(filter(None, labels.get(name, ())))] for name in sorted(self.equal)]
        return short_id(msgspec.json.encode([alert.drill, alert.sample, values]).decode())


class Inhibitor(msgspec.Struct, frozen=True, kw_only=True):
    """An open alert that inhibits others until then (ms); `both`: it is a target of its rule as well."""

    equal: str
    fingerprint: str
    both: bool
    until: int


class Inhibitors(Protocol):
    """A place that keeps what burns. Every method raises `RetryError` when the place cannot be reached."""

    def burn(self, rule: str, equal: str, fingerprint: str, *, both: bool, until: int) -> None:
        """Let an alert burn for a rule, in place of what it was for it before."""

    def douse(self, rule: str, fingerprint: str) -> None:
        """Let an alert burn no longer for a rule."""

    def burning(self, rule: str, now: int) -> tuple[Inhibitor, ...]:
        """Return what burns for a rule at a time."""


class Ember(msgspec.Struct, frozen=True, kw_only=True):
    """What news means to a rule: the alert burns for `lasts` ms, or with 0 no longer."""

    rule: str
    equal: str
    fingerprint: str
    both: bool = False
    lasts: int = 0

    def pass_on(self, inhibitors: Inhibitors, now: int) -> None:
        """Burn or douse it; doing so twice is doing so once."""
        if self.lasts:
            inhibitors.burn(self.rule, self.equal, self.fingerprint, both=self.both, until=now + self.lasts)
        else:
            inhibitors.douse(self.rule, self.fingerprint)


def rules(config: Config) -> tuple[Rule, ...]:
    """Return the built-in rules, each unless hinomi.yaml has one of its name, and those of hinomi.yaml.

    A rule with an empty source or target is inert and left out. Raises `MatchError`.
    """
    own = {one.name for one in config.inhibit}
    built_in = [_rule(one, built_in=True) for one in BUILT_IN if one.name not in own]
    made = (*built_in, *(_rule(one) for one in config.inhibit))
    return tuple(rule for rule in made if not _is_inert(rule))


def kindle(rules: Iterable[Rule], labels: Labels, alert: Alert) -> tuple[Ember, ...]:
    """Say what to burn or douse when an alert is news, before it joins its groups."""
    return tuple(
        _ember(rule, labels, alert, fits=fits)
        for rule in rules
        if rule.source is not None and ((fits := rule.source.fits(labels)) or rule.wavers)
    )


def inhibited(  # noqa: PLR0913, PLR0917 - what was seen, what burns and when are all that it depends on
    rules: Iterable[Rule],
    labels: Labels,
    alert: Alert,
    burning: Callable[[str], tuple[Inhibitor, ...]],
    windows: Callable[[str, int], int | None],
    now: int,
) -> Hold | None:
    """Say which rule holds an alert at a time, if any does.

    `burning` gives what burns for a rule, `windows` the end (ms) of the window of a name while it holds. A protected
    alert is held by built-in rules only.
    """
    protected = is_protected(alert)
    for rule in rules:
        if (protected and not rule.built_in) or not rule.target.fits(labels):
            continue
        ends = [end for name in rule.during if (end := windows(name, now)) is not None]
        if ends:
            return Hold(Reason.INHIBITED, rule.name, max(ends))
        if rule.source is not None and _is_lit(rule, labels, alert, burning(rule.name), now):
            return Hold(Reason.INHIBITED, rule.name)
    return None


def _ember(rule: Rule, labels: Labels, alert: Alert, *, fits: bool) -> Ember:
    burns = fits and alert.lifecycle is Lifecycle.OPEN
    return Ember(
        rule=rule.name,
        equal=rule.key(labels, alert),
        fingerprint=alert.fingerprint,
        both=rule.target.fits(labels),
        lasts=_BURNS_MS.get(alert.source, _BURNS_OTHERWISE_MS) if burns else 0,
    )


def _is_lit(rule: Rule, labels: Labels, alert: Alert, burning: Iterable[Inhibitor], now: int) -> bool:
    """Tell whether another alert with equal values burns.

    Of two that are both source and target of a rule neither holds the other: else nobody would hear of either.
    """
    key = rule.key(labels, alert)
    both = rule.source is not None and rule.source.fits(labels)
    return any(
        one.equal == key and one.fingerprint != alert.fingerprint and now < one.until and not (both and one.both)
        for one in burning
    )


def _rule(one: Inhibition, *, built_in: bool = False) -> Rule:
    return Rule(
        name=one.name,
        target=compile_match(one.target),
        source=None if one.source is None else compile_match(one.source),
        during=tuple(one.during or ()),
        equal=tuple(one.equal),
        wavers=not (one.source or {}).keys() <= _LASTING,
        built_in=built_in,
    )


def _is_inert(rule: Rule) -> bool:
    return rule.target.fits_everything or (rule.source is not None and rule.source.fits_everything)
