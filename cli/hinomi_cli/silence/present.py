"""What is open now, and what a silence would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.open_alerts import OpenAlert, read_open_alerts
from hinomi.edge.silence_table import SilenceTable
from hinomi.routing import labels
from hinomi.routing.holds import Holds
from hinomi.routing.inhibition import rules
from hinomi.routing.routes import Router
from hinomi.routing.silences import Hold, is_protected

if TYPE_CHECKING:
    from hinomi.config import Config
    from hinomi.routing.matchers import Matchers
    from hinomi.routing.silences import Silence
    from hinomi_cli.silence.deployment import Deployment


class Status(msgspec.Struct, frozen=True):
    """An open alert, and what holds it back now, if anything does."""

    open: OpenAlert
    hold: Hold | None


class Effect(msgspec.Struct, frozen=True):
    """The open alerts that fit a silence: those that it holds back, and those that are protected from it."""

    held: tuple[OpenAlert, ...]
    spared: tuple[OpenAlert, ...]


def effect(silence: Silence, found: tuple[OpenAlert, ...], config: Config) -> Effect:
    """Say which open alerts a silence holds back once it has begun."""
    held: list[OpenAlert] = []
    spared: list[OpenAlert] = []
    for one in found:
        if silence.fits(labels.of(one.alert, config)):
            protected = is_protected(one.alert) and not silence.allow_critical
            (spared if protected else held).append(one)
    return Effect(tuple(held), tuple(spared))


def look(deployment: Deployment, config: Config, matchers: Matchers, now: int) -> tuple[tuple[Status, ...], int]:
    """Return what fits of all that is open, as it stands at this moment, and how many are open in all."""
    client = deployment.dynamodb
    holds = Holds(
        silences=SilenceTable(client, deployment.table),
        inhibitors=InhibitorTable(client, deployment.table),
        rules=rules(config),
        router=Router(config),
        config=config,
        now=now,
    )
    found = read_open_alerts(client, deployment.table)
    fitting = (one for one in found if matchers.fits(labels.of(one.alert, config)))
    return tuple(Status(one, holds(one.alert, one.branch)) for one in fitting), len(found)
