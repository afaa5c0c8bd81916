"""Asking a person before anything is changed."""

from __future__ import annotations

import sys
from typing import Final

import typer

from hinomi_cli.baseline.refusal import RefusedError
from hinomi_cli.baseline.words import word

_YES: Final = {"y", "yes"}


def agreed(question: str, locale: str, *, yes: bool) -> bool:
    """Ask on the terminal, unless yes was said beforehand; raise `RefusedError` where nobody can answer."""
    if yes:
        return True
    if not has_terminal():
        raise RefusedError("refuse.terminal")
    typer.echo(f"{question} [y/N]: ", nl=False, err=True)
    # Not `typer.confirm`: it would write a space to standard output, where programs read.
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    typer.echo(word(locale, "declined"), err=True)
    return False


def has_terminal() -> bool:
    """Tell whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()
