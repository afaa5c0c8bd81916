"""The very text that people read. `make golden` rewrites it; the review is the diff."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hinomi.config import LOCALES
from hinomi.envelope import open_envelope
from hinomi.pipeline import Receiver
from hinomi.render import CHANNEL_NAMES
from support.fakes import make_watch

ROOT = Path(__file__).parents[2]
EVENTS = sorted((ROOT / "events").rglob("*.json"))
TEXTS = Path(__file__).parent / "texts"
# Every event is kept as mail; these also as every chat shows them.
WHOLE = {
    "budgets/actual_over_threshold",
    "guardduty/attack_sequence_iam",
    "guardduty/ec2_ssh_brute_force",
    "guardduty/hostile_markup",
    "root_signin/success_without_mfa",
    "securityhub/control_failed",
    "unrecognized/hostile_text",
}


def name_of(event: Path) -> str:
    return event.relative_to(ROOT / "events").with_suffix("").as_posix()


def write(event: Path, locale: str) -> str:
    """Write what the event says in one language, channel after channel."""
    name = name_of(event)
    channels = CHANNEL_NAMES if name in WHOLE else ("email",)
    watch = make_watch(receivers=tuple(Receiver(channel, channel, locale) for channel in channels))
    parts = []
    for opened in open_envelope(json.loads(event.read_text("utf-8"))):
        for outcome in watch.take(opened):
            parts.append(f"decision: {outcome.decision.reason.value}\n")
            for message in outcome.messages:
                body = message.body
                if body.startswith("{"):
                    body = json.dumps(json.loads(body), ensure_ascii=False, indent=1)
                parts.append(f"--- {message.channel} ---\nSubject: {message.subject}\n\n{body.rstrip()}\n")
    return "\n".join(parts)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_the_text_is_as_it_was_reviewed(event: Path, locale: str, request: pytest.FixtureRequest) -> None:
    kept = TEXTS / f"{name_of(event)}.{locale}.txt"
    written = write(event, locale)
    if request.config.getoption("--rewrite-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(written, "utf-8")
    assert kept.exists(), f"{kept.relative_to(ROOT)} is missing: run `make golden` and review it"
    assert written == kept.read_text("utf-8")


def test_no_text_is_left_of_an_event_that_is_gone() -> None:
    expected = {f"{name_of(event)}.{locale}.txt" for event in EVENTS for locale in LOCALES}
    assert {path.relative_to(TEXTS).as_posix() for path in TEXTS.rglob("*.txt")} == expected
