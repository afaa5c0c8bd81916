"""The command line as an operator types it."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result

from hinomi_cli.main import app

# What the JSON of any alert tells, and more.
ALERT_KEYS = {"source", "type", "severity", "fingerprint", "account", "region", "title"}


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """Run the command; an error that it should have caught is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def objects(result: Result) -> list[dict[str, Any]]:
    """Read the lines of JSON that a command printed."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def refusal(result: Result) -> str:
    """Read the one line with which a command refused."""
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line
