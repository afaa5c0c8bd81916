"""How silences and alerts are shown on a terminal: in plain words, and so that no terminal obeys them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from hinomi.model import Severity
from hinomi.routing.groups import short_id
from hinomi.text import clean, cut
from hinomi_cli.silence.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Alert
    from hinomi.routing.settings import Match

STYLES: Final = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}
_LONGEST_TITLE: Final = 100
_KINDS: Final = (("!", "not"), (">=", "at_least"), ("<=", "at_most"), ("", "is"))


def conditions(match: Match, locale: str) -> Iterator[str]:
    """Say in words what a match asks for, a condition at a time."""
    for label, patterns in match.items():
        listed = [patterns] if isinstance(patterns, str) else patterns
        for sign, kind in _KINDS:
            chosen = [one for one in listed if _sign(one) == sign]
            values = [one.removeprefix(sign) or '""' for one in chosen]
            if kind == "is" and values:
                yield word(locale, "match.is", label=label, values=word(locale, "match.or").join(values))
            for value in values if kind != "is" else ():
                yield word(locale, f"match.{kind}", label=label, values=value)


def summary(alert: Alert) -> Text:
    """Say in one line what an alert is about: its id, how bad, where and what."""
    return Text.assemble(
        (short_id(alert.fingerprint), "cyan"),
        "  ",
        (alert.severity.name, STYLES[alert.severity]),
        "  ",
        " ".join(filter(None, (*places(alert), title(alert)))),
        no_wrap=True,
        overflow="ellipsis",
    )


def title(alert: Alert) -> str:
    """Return what an alert says, made inert and short."""
    return cut(clean(alert.title or alert.type), _LONGEST_TITLE)


def places(alert: Alert) -> tuple[str, ...]:
    """Return account and Region, made inert."""
    return tuple(clean(one) for one in (alert.account, alert.region) if one)


def _sign(pattern: str) -> str:
    return next(sign for sign, _ in _KINDS if pattern.startswith(sign))
