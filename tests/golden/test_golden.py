"""The very text that people read. `make golden` rewrites it; the review is the diff."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hinomi.config import LOCALES, Config
from hinomi.envelope import open_envelope
from hinomi.model import Bundle, Item
from hinomi.render import CHANNEL_NAMES, Renderer
from hinomi.sources import SOURCES
from support.custom import SETTINGS
from support.digests import DIGESTS, outlet
from support.fakes import make_watch
from support.samples import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.pipeline import Outcome

ROOT = Path(__file__).parents[2]
EVENTS = sorted((ROOT / "events").rglob("*.json"))
TEXTS = Path(__file__).parent / "texts"
# What is told of the last event, when the others came before it.
STORIES = {
    "escalated": ("guardduty/ec2_ssh_brute_force", "guardduty/ec2_ssh_brute_force_escalated"),
    "resolved": ("securityhub/control_failed", "securityhub/control_passed"),
    "reopened": ("securityhub/control_failed", "securityhub/control_passed", "securityhub/control_reopened"),
    "archived": ("guardduty/ec2_ssh_brute_force", "guardduty/ec2_ssh_brute_force_archived"),
}
# Every event is kept as mail; these also as every chat shows them.
WHOLE = {
    "access_analyzer/public_bucket",
    "account_changes/ssh_opened_to_the_world",
    "backup/job_failed",
    "baseline_round/busy_week",
    "budgets/actual_over_threshold",
    "cloudwatch_alarm/metric",
    "config_rules/noncompliant",
    "cost_anomaly/compute",
    "custom/batch_job_failed",
    "guardduty/attack_sequence_iam",
    "guardduty/ec2_ssh_brute_force",
    "guardduty/hostile_markup",
    "guardduty/s3_scan_threats_found",
    "guardduty_coverage/eks_unhealthy",
    "health/credentials_exposed",
    "iam_signin/success_without_mfa",
    "inspector/instance_vulnerability",
    "macie/bucket_public",
    "remediation/failed",
    "root_api/create_access_key",
    "root_signin/success_without_mfa",
    "securityhub/control_failed",
    "securityhub/v2_control_failed",
    "securityhub_requests/custom_action",
    "tampering/trail_stopped",
    "trusted_advisor/open_port",
    "unrecognized/hostile_text",
}


def name_of(event: Path) -> str:
    return event.relative_to(ROOT / "events").with_suffix("").as_posix()


def write(events: list[Path], locale: str, channels: tuple[str, ...]) -> str:
    """Write what the last of the events says in one language, channel after channel."""
    watch = make_watch(config=SETTINGS)
    outcomes = [
        [outcome for opened in open_envelope(json.loads(event.read_text("utf-8"))) for outcome in watch.take(opened)]
        for event in events
    ]
    return "\n".join(part for outcome in outcomes[-1] for part in show(outcome, locale, channels))


def show(outcome: Outcome, locale: str, channels: tuple[str, ...]) -> Iterator[str]:
    yield f"decision: {outcome.decision.reason.value}\n"
    if outcome.decision.notify:
        item = Item(alert=outcome.alert, decision=outcome.decision)
        yield from tell(Bundle(items=(item,), branch=outcome.branches[0]), locale, channels)


def tell(bundle: Bundle, locale: str, channels: tuple[str, ...]) -> Iterator[str]:
    renderer = Renderer(bundle, Config())
    for message in (renderer.render(outlet(channel, locale)) for channel in channels):
        body = message.body
        if body.startswith("{"):
            body = json.dumps(json.loads(body), ensure_ascii=False, indent=1)
        yield f"--- {message.channel} ---\nSubject: {message.subject}\n\n{body.rstrip()}\n"


def compare(name: str, written: str, *, rewrite: bool) -> None:
    kept = TEXTS / f"{name}.txt"
    if rewrite:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(written, "utf-8")
    assert kept.exists(), f"{kept.relative_to(ROOT)} is missing: run `make golden` and review it"
    assert written == kept.read_text("utf-8")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("event", EVENTS, ids=name_of)
def test_the_text_is_as_it_was_reviewed(event: Path, locale: str, *, rewrite: bool) -> None:
    name = name_of(event)
    channels = CHANNEL_NAMES if name in WHOLE else ("email",)
    compare(f"{name}.{locale}", write([event], locale, channels), rewrite=rewrite)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("story", STORIES)
def test_what_follows_is_told_as_it_was_reviewed(story: str, locale: str, *, rewrite: bool) -> None:
    events = [ROOT / "events" / f"{name}.json" for name in STORIES[story]]
    compare(f"stories/{story}.{locale}", write(events, locale, CHANNEL_NAMES), rewrite=rewrite)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("digest", DIGESTS)
def test_a_digest_is_told_as_it_was_reviewed(digest: str, locale: str, *, rewrite: bool) -> None:
    written = "\n".join(tell(DIGESTS[digest](), locale, CHANNEL_NAMES))
    compare(f"digests/{digest}.{locale}", written, rewrite=rewrite)


def test_of_every_source_one_event_is_kept_as_every_channel_shows_it() -> None:
    kept = [json.loads((ROOT / "events" / f"{name}.json").read_text("utf-8")) for name in WHOLE]
    known = {source_of(event) for raw in kept for event in open_envelope(raw)}
    assert {source.__name__.rpartition(".")[2] for source in SOURCES} - known == set()


def test_no_text_is_left_of_an_event_that_is_gone() -> None:
    names = [
        *map(name_of, EVENTS),
        *(f"stories/{story}" for story in STORIES),
        *(f"digests/{name}" for name in DIGESTS),
    ]
    expected = {f"{name}.{locale}.txt" for name in names for locale in LOCALES}
    assert {path.relative_to(TEXTS).as_posix() for path in TEXTS.rglob("*.txt")} == expected
