"""Spoilt events of every source: always a message or a silence with its reason, never an exception.

`make test` tries a few thousand of them, `make fuzz` two hundred thousand (`HINOMI_FUZZ`). A failure names the seed.
"""

from __future__ import annotations

import json
import os
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import LOCALES, Config
from hinomi.envelope import open_envelope
from hinomi.model import Bundle, Item, Outlet
from hinomi.render import CHANNEL_NAMES, MACHINE, Renderer
from hinomi.routing import wire
from hinomi.routing.groups import Standing
from support.fakes import make_watch
from support.messages import activity_flaws, character_flaws, shape_flaws, size_flaws
from support.mutations import spoil, written
from support.once import once
from support.samples import EVENTS

if TYPE_CHECKING:
    from hinomi.model import Message
    from hinomi.pipeline import Outcome

pytestmark = once

SHARDS = 16
EVENTS_IN_ALL = int(os.environ.get("HINOMI_FUZZ", "3200"))
LOOKED_AT = 25  # every so manieth message is judged in full, which takes longer than all before it
FORGET = 500  # events after which a new watch begins, that nothing piles up
TEXTS = [path.read_text("utf-8") for path in sorted(EVENTS.glob("*/*.json"))]
SAMPLES: list[Any] = [json.loads(text) for text in TEXTS]


def judge(message: Message) -> list[str]:
    """List what is wrong with a message, but its words: a spoilt event may hold any."""
    found = (size_flaws, shape_flaws, character_flaws, activity_flaws)
    return [flaw for flaws in found for flaw in flaws(message)]


def say(outcome: Outcome, random: Random) -> list[str]:
    """Let an outcome be told at one place; list what is wrong with the message."""
    item = Item(alert=outcome.alert, decision=outcome.decision)
    channel, locale = random.choice((*CHANNEL_NAMES, MACHINE)), random.choice(LOCALES)
    outlet = Outlet(name=f"default/{channel}-{locale}", channel=channel, locale=locale)
    message = Renderer(Bundle(items=(item,), branch=outcome.branches[0]), Config()).render(outlet)
    assert message.body
    kept = Standing(alert=outcome.alert, branch=outcome.branches[0], told=1)
    assert wire.decode_standing(wire.encode(kept)) == kept
    return [] if channel == MACHINE or random.randrange(LOOKED_AT) else judge(message)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_spoilt_event_is_told_or_left_for_a_reason(shard: int) -> None:
    told = silent = 0
    for number in range(EVENTS_IN_ALL // SHARDS):
        seed = f"{shard}/{number}"
        random = Random(seed)  # noqa: S311 - chance that can be repeated
        if number % FORGET == 0:
            watch = make_watch()
        raw = written(spoil(json.loads(random.choice(TEXTS)), SAMPLES, random))
        try:
            outcomes = [outcome for event in open_envelope(raw) for outcome in watch.take(event)]
            assert outcomes, "nothing came of it"
            for outcome in outcomes:
                if outcome.decision.notify:
                    told += 1
                    assert say(outcome, random) == []
                else:
                    silent += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, which event it was is what matters
            pytest.fail(f"seed {seed}: {type(error).__name__}: {error}\n{raw[:3000]}")
    assert told
    assert silent
