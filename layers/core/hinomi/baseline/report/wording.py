"""The wording of the report: what one round has found and done, in every language, as the detail of one event.

The baseline function words it because it has the controls' own texts; the intake, which has to be quick, has not.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.control import Mode
from hinomi.baseline.outcome import BAD, Outcome
from hinomi.baseline.report.deeds import is_news
from hinomi.baseline.report.overview import lines
from hinomi.baseline.report.sections import sections
from hinomi.baseline.report.voice import Voice
from hinomi.locales import CATALOGUES
from hinomi.text import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinomi.baseline.control import Control
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.summary import Summary
    from hinomi.config import Config

VERSION = 1
LARGEST = 200 * 1024
"""Bytes of a detail, with every letter beyond ASCII escaped.

The event passes EventBridge, SQS and (as JSON for machines) SNS. Each can be given more today, but 256 KiB is what a
topic takes unless it is told otherwise: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html,
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html,
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html.
"""

# Items of each section, and their longest, in code points. The last fits, whatever is in it.
_ROOMS = ((200, 1000), (100, 600), (50, 400), (20, 300), (10, 200), (5, 100))
# What the headline counts.
_COUNTED: dict[str, frozenset[Outcome]] = {
    "failed": BAD,
    "changed": frozenset({Outcome.CHANGED, Outcome.PENDING}),
    "would_change": frozenset({Outcome.WOULD_CHANGE}),
    "manual": frozenset({Outcome.MANUAL}),
    "drift": frozenset({Outcome.DRIFT}),
}

Text = dict[str, Any]


def detail(
    summary: Summary, controls: Mapping[str, Control], config: Config, *, most: Mode = Mode.ENFORCE
) -> dict[str, Any]:
    """Word a summary in every language, as JSON values that fit one event: long lists end early and say so.

    `most` is the most that the deployment lets a round do.
    """
    run = summary.run
    told = {
        "version": VERSION,
        "run": run.id,
        "account": run.account,
        "region": run.home,
        "started": _iso(run.started),
        "ended": _iso(run.ended),
        "first": run.first,
        "outcomes": dict(Counter(one.outcome.value for one in summary.results)),
        "unfinished": len(summary.unfinished),
    }
    texts = {locale: _text(summary, Voice(locale, run, controls, config, most)) for locale in CATALOGUES}
    for items, longest in _ROOMS:
        told["texts"] = {locale: _shorten(text, items, longest) for locale, text in texts.items()}
        if len(json.dumps(told)) <= LARGEST:
            break
    return told


def _text(summary: Summary, voice: Voice) -> Text:
    counts = _counts(summary, voice)
    overview = lines(summary, voice)
    if not counts:
        overview = [*overview, ("", voice.text("round.said.quiet"))]
    return {
        "headline": _headline(counts, summary, voice),
        "lines": [{"label": label, "value": value} for label, value in overview],
        "sections": [msgspec.to_builtins(section) for section in sections(summary, voice)],
    }


def _counts(summary: Summary, voice: Voice) -> dict[str, int]:
    """Count the settings (not their places) that a reader has to hear of, the most urgent first."""
    found = {
        name: {one.control for one in summary.results if one.outcome in outcomes} for name, outcomes in _COUNTED.items()
    }
    enforcing = voice.most is Mode.ENFORCE
    following = {control for control in found["would_change"] if enforcing and voice.would_enforce(control)}
    candidates = {one.control for one in summary.results if _is_asked(one, summary, voice)}
    counts = {
        "failed": len(found["failed"]),
        "unfinished": len(summary.unfinished),
        "changed": len(found["changed"]),
        "next": len(following),
        "would_change": len(candidates - following),
        "manual": len(found["manual"]),
        "drift": len({one.control for one in summary.results if _is_left_alone(one, summary)}),
    }
    return {name: count for name, count in counts.items() if count}


def _is_asked(one: Result, summary: Summary, voice: Voice) -> bool:
    told = not is_news(one, summary) and not voice.would_enforce(one.control)
    return one.outcome is Outcome.WOULD_CHANGE and not told


def _is_left_alone(one: Result, summary: Summary) -> bool:
    return one.outcome is Outcome.DRIFT and is_news(one, summary)


def _headline(counts: dict[str, int], summary: Summary, voice: Voice) -> str:
    told = [voice.text(f"round.headline.{name}", count=count) for name, count in counts.items()]
    if not summary.run.first:
        return voice.listed(told) or voice.text("round.headline.quiet")
    said = voice.listed([voice.text("round.headline.first"), *told])
    waiting = "would_change" in counts and "next" not in counts
    return voice.text("round.headline.switch_on", what=said) if waiting else said


def _shorten(text: Text, items: int, longest: int) -> Text:
    shortened = [
        {
            "heading": section["heading"],
            "items": [cut(item, longest) for item in section["items"][:items]],
            "more": section["more"] + max(len(section["items"]) - items, 0),
        }
        for section in text["sections"]
    ]
    return {**text, "sections": shortened}


def _iso(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat() if milliseconds else ""
