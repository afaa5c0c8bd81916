"""Email through Amazon SNS: plain text that reads well in a proportional and in a monospace font."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from hinomi import layout
from hinomi.model import Message, Reason
from hinomi.templates import template
from hinomi.text import clean, cut, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing

NAME = "email"


class Limits(msgspec.Struct, frozen=True):
    """What Amazon SNS takes.

    A subject must be UTF-8 without line breaks or control characters and shorter than 100 characters; body and
    attributes together take 256 KiB, of which 1 KiB is left to attributes
    (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). So many columns stay unbroken even when quoted.
    """

    subject: int = 99
    body_bytes: int = 255 * 1024
    columns: int = 72


LIMITS = Limits()

# The texts of the guide come again and again, the same for every alert of a kind; what an event says does not.
_wrap_guide = lru_cache(maxsize=512)(wrap)


def render(briefing: Briefing) -> Message:
    """Lay the briefing out as a plain text mail."""
    return Message(
        channel=NAME,
        locale=briefing.locale,
        subject=escape_subject(layout.title(briefing)),
        body=layout.fit(briefing, _lay_out, lambda body: len(body.encode()) <= LIMITS.body_bytes),
    )


def escape_subject(value: str) -> str:
    """Return the text as one line without controls (a line break would begin another header), within the limit."""
    return cut(clean(value), LIMITS.subject)


def ascii_subject(briefing: Briefing) -> str:
    """Say the alert in ASCII, for mail systems that spoil other subjects.

    `[HIGH][RESOLVED] guardduty UnauthorizedAccess:EC2/SSHBruteForce 123456789012 ap-northeast-1`
    """
    status = "" if briefing.reason is Reason.FIRST_SEEN else f"[{briefing.reason.value.upper()}]"
    words = (word for word in briefing.keywords if word != briefing.severity.name)
    subject = " ".join((f"[{briefing.ascii_label or briefing.severity.name}]{status}", *words))
    return clean(subject.encode("ascii", "ignore").decode())[: LIMITS.subject].rstrip()


def _lay_out(briefing: Briefing) -> str:
    labels, link = briefing.labels, briefing.link
    return template("email.txt.j2").render(
        title=wrap(layout.title(briefing), LIMITS.columns),
        lines=[_labelled(line.label, line.value) for line in briefing.lines if line.value],
        sections=list(_sections(briefing)),
        heading={key: _heading(labels[key], briefing.locale) for key in ("quote", "why", "steps")},
        quote=briefing.quote and "> " + wrap(briefing.quote, LIMITS.columns, "> "),
        why=_wrap_guide(briefing.why, LIMITS.columns),
        steps=list(_steps(briefing.steps)),
        link=link and {"label": _heading(link.label, briefing.locale), "url": link.url},
        footer=list(_footer(briefing)),
    )


def _heading(label: str, locale: str) -> str:
    """Mark a heading as one does in plain text: ■ in Japanese, capitals in English."""
    return f"■ {label}" if locale == "ja" else label.upper()


def _labelled(label: str, value: str) -> str:
    """Write a value behind its label; one long word, an ARN, stays there rather than alone on the next line."""
    line = f"{label}: {value}" if label else value
    return line if value.isascii() and " " not in value else wrap(line, LIMITS.columns, "  ")


def _sections(briefing: Briefing) -> Iterator[dict[str, object]]:
    mark = "・" if briefing.locale == "ja" else "- "
    for section in briefing.sections:
        listed = [mark + wrap(item, LIMITS.columns, "  ") for item in layout.items(section, briefing)]
        yield {"heading": wrap(_heading(section.heading, briefing.locale), LIMITS.columns), "listed": listed}


def _steps(steps: tuple[str, ...]) -> Iterator[str]:
    for number, step in enumerate(steps, start=1):
        mark = f"{number}. "
        yield mark + _wrap_guide(step, LIMITS.columns, " " * len(mark))


def _footer(briefing: Briefing) -> Iterator[str]:
    if briefing.because:
        yield wrap(briefing.because, LIMITS.columns)
    if briefing.reference:
        yield _labelled(briefing.labels["reference"], briefing.reference)
    if briefing.route:
        yield wrap(briefing.route, LIMITS.columns)
    if briefing.command:  # alone on its line and never wrapped: people copy it
        yield wrap(f"{briefing.silence}:", LIMITS.columns)
        yield briefing.command
