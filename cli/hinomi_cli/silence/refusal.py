"""Refusals of the commands of silences, in the reader's language."""

from __future__ import annotations

from hinomi.errors import HinomiError
from hinomi_cli.silence.words import word


class RefusedError(HinomiError):
    """What was asked for cannot be done: one sentence that says why and what to do."""


def refusal(locale: str, key: str, **values: object) -> RefusedError:
    """Make the refusal of a key."""
    return RefusedError(word(locale, f"refuse.{key}", **values))
