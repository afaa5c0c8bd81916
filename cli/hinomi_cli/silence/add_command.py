"""`hinomi silence add`: hold back what fits, for a while."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console

from hinomi.edge.open_alerts import read_open_alerts
from hinomi.edge.silence_table import SilenceTable
from hinomi.routing.labels import ALERT
from hinomi.routing.matchers import parse_terms
from hinomi.routing.silence_flaws import MOST, MOST_BYTES, MOST_DAYS, Flaw, flaws, revise
from hinomi.routing.silences import Silence, State
from hinomi_cli import settings_file
from hinomi_cli.baseline import asking
from hinomi_cli.baseline.options import ENGLISH, Lang, Profile, Settings, Yes
from hinomi_cli.silence import when
from hinomi_cli.silence.deployment import Deployment, deployed
from hinomi_cli.silence.options import STACK, Stack, Table, Terms
from hinomi_cli.silence.present import effect
from hinomi_cli.silence.preview import Preview
from hinomi_cli.silence.refusal import RefusedError, refusal
from hinomi_cli.silence.words import word

if TYPE_CHECKING:
    from hinomi.config import Config

Owner = Annotated[str, typer.Option(help="Who answers for it: a person or a team.", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why, for whoever reads the list later.", show_default=False)]
For = Annotated[str | None, typer.Option("--for", help="How long: 90m, 8h, 2d, 1w.")]
Until = Annotated[
    str | None,
    typer.Option(help="Its last day (2026-12-31) or its end (2026-12-31T18:00), in hinomi.yaml's time zone."),
]
From = Annotated[str | None, typer.Option("--from", help="Its first day or its beginning; now if not named.")]
AllowCritical = Annotated[
    bool,
    typer.Option("--allow-critical", help="Hold back even root, tampering, attack sequences and exposed credentials."),
]
Replace = Annotated[str | None, typer.Option(help="The id of a silence that this one takes the place of.")]


def add(  # noqa: PLR0913 - each is an option
    terms: Terms = None,
    *,
    owner: Owner = "",
    reason: Reason = "",
    length: For = None,
    until: Until = None,
    begin: From = None,
    allow_critical: AllowCritical = False,
    replace: Replace = None,
    yes: Yes = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
    stack: Stack = STACK,
) -> None:
    """Show what would be held back, ask, and hold it back. Nothing is lost: what is still open is told at the end.

    Replacing a silence by one that holds the same alerts keeps its id. Exits with 1 when nothing was changed.
    """
    settings, now = settings_file.load(config), when.now()
    if not terms:
        raise refusal(lang, "no_terms")
    match = parse_terms(terms)
    with deployed(table, stack, profile, lang) as deployment:
        addition = _Addition(deployment, settings, lang, now)
        old = addition.kept_as(replace)
        starts = _start(begin, old, settings, lang, now)
        wanted = Silence(
            id=secrets.token_hex(4),
            match=match,
            owner=owner.strip(),
            reason=reason.strip(),
            starts=starts,
            ends=when.end_of(starts, length, until, settings, lang),
            allow_critical=allow_critical,
            created=now,
        )
        addition.make(wanted, old, yes=yes)


class _Addition:
    """One addition to the silences of a deployment."""

    def __init__(self, deployment: Deployment, config: Config, locale: str, now: int) -> None:
        self._deployment = deployment
        self._kept = SilenceTable(deployment.dynamodb, deployment.table)
        self._config = config
        self._locale = locale
        self._now = now

    def kept_as(self, name: str | None) -> Silence | None:
        """Return the silence that is to be replaced, None for no name; raise `RefusedError` if there is none."""
        if name is None:
            return None
        old = next((one for one in self._kept.everything() if one.id == name), None)
        if old is None:
            raise refusal(self._locale, "unknown", id=name)
        if old.state(self._now) is State.ENDED:
            raise refusal(self._locale, "ended", id=name, ends=when.local(old.ends, self._config))
        return old

    def make(self, wanted: Silence, old: Silence | None, *, yes: bool) -> None:
        """Show what the silence will hold, ask, and keep it."""
        _refuse(flaws(wanted, self._now, [one for one in self._kept.all(self._now) if one != old]), self._locale)
        preview = Preview(Console(), self._locale, self._config)
        found = read_open_alerts(self._deployment.dynamodb, self._deployment.table)
        touched = effect(wanted, found, self._config)
        if touched.spared and not touched.held and ALERT in wanted.match:
            raise refusal(self._locale, "protected_alert", title=touched.spared[0].alert.title)
        preview.show(wanted, touched)
        if not yes and not asking.has_terminal():
            raise refusal(self._locale, "terminal")
        question = word(self._locale, "add.ask_replace", id=old.id) if old else word(self._locale, "add.ask")
        if not asking.agreed(question, self._locale, yes=yes):
            raise typer.Exit(1)
        preview.done(self._keep(msgspec.structs.replace(wanted, by=self._deployment.who()), old), old, self._now)

    def _keep(self, wanted: Silence, old: Silence | None) -> Silence:
        """Keep the silence; the old one ends only when the new one is there, so that a failure leaves the old one."""
        revised = revise(old, wanted, self._now) if old else None
        silence = revised or wanted
        if not self._kept.put(silence, old if revised else None):
            raise refusal(self._locale, "changed", id=silence.id)
        if old and not revised:
            self._kept.end(old.id, self._now)
        return silence


def _start(begin: str | None, old: Silence | None, config: Config, locale: str, now: int) -> int:
    """Read when it begins; where that is not said, now, or when the one that it replaces would have begun."""
    if begin is not None:
        return when.start_of(begin, config, locale)
    return max(now, old.starts) if old else now


def _refuse(found: tuple[Flaw, ...], locale: str) -> None:
    """Raise with every flaw, a sentence on each line."""
    if found:
        values = {"days": MOST_DAYS, "bytes": MOST_BYTES, "count": MOST}
        raise RefusedError("; ".join(word(locale, f"flaw.{flaw}", **values) for flaw in found))
