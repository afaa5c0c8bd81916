"""A line of JSON for each control, Region and resource: for programs, and harmless to a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from hinomi.controls import BY_ID
from hinomi_cli.baseline.saying import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.baseline.outcome import Result


def print_results(results: Iterable[Result], locale: str) -> None:
    """Print results."""
    for result in results:
        control = BY_ID.get(result.control)
        print_line(
            {
                "control": result.control,
                "region": result.region,
                "resource": result.resource,
                "outcome": result.outcome.value,
                "before": result.before,
                "desired": result.desired,
                "after": result.after,
                "detail": " ".join(remarks(control, result, locale)) if control else result.error,
            }
        )


def print_line(line: dict[str, Any]) -> None:
    """Print one object on one line; what a terminal could obey, or nobody could see, is written as JSON's escapes."""
    text = json.dumps(line, ensure_ascii=False)
    typer.echo("".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text))
