"""Fresh interpreters, as Lambda starts one: its environment, the layer and the function on the path, nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hinomi_cli.bench.table import NotMeasuredError

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parents[3]
REGION: Final = "ap-northeast-1"
_TOPIC: Final = f"arn:aws:sns:{REGION}:111122223333:"
ENVIRONMENT: Final = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "HINOMI_TABLE": "alerts",
    "HINOMI_EMAIL_TOPIC_JA": f"{_TOPIC}email-ja",
    "HINOMI_EMAIL_TOPIC_EN": f"{_TOPIC}email-en",
    "HINOMI_Q_TOPIC": f"{_TOPIC}q",
    "HINOMI_WEBHOOK_TOPIC": f"{_TOPIC}webhook",
    "HINOMI_WEBHOOK_CHANNELS": "slack,teams,chime",
    "HINOMI_ALERTS_TOPIC": f"{_TOPIC}alerts",
    "HINOMI_OPERATOR_TOPIC": f"{_TOPIC}operator",
    "HINOMI_GROUP_TABLE": "groups",
    "HINOMI_FLUSH_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/111122223333/flush",
    "HINOMI_FLUSH_DLQ_URL": f"https://sqs.{REGION}.amazonaws.com/111122223333/flush-dlq",
}
"""Every part deployed, credentials that open nothing."""

_FOREIGN = ("AWS_", "HINOMI_", "POWERTOOLS_", "PYTHON", "LOG_LEVEL")
_SECONDS = 60


def run(
    module: str, *arguments: str, path: Sequence[Path] = (), options: Sequence[str] = (), standard_input: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a module of this package in a fresh interpreter, with `path` before everything else that it can import.

    Raises `NotMeasuredError` with the last line of what it said when it fails.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    environment = {**inherited, **ENVIRONMENT, "PYTHONPATH": os.pathsep.join(map(str, path))}
    command = [sys.executable, "-P", *options, "-m", f"{__package__}.{module}", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            command,
            env=environment,
            input=standard_input,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotMeasuredError(f"{module} took more than {_SECONDS} s") from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise NotMeasuredError(said[-1] if said else f"{module} ended with {done.returncode}")
    return done
