"""At the most talkative log level, the libraries that see secrets still say nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ASK = """
import logging, sys
import hinomi.edge.{function}
from hinomi.edge.clients import client
client("sqs")
names = ["", "botocore", "botocore.parsers", "boto3", "urllib3", "aws_lambda_powertools", "http.client"]
sys.exit(" ".join(name for name in names if logging.getLogger(name).isEnabledFor(logging.INFO)) or 0)
"""


@pytest.mark.parametrize("function", ["intake", "flush", "chat"])
def test_only_the_program_itself_logs_in_debug(root: Path, function: str) -> None:
    environment = {
        **os.environ,
        "LOG_LEVEL": "DEBUG",
        "PYTHONPATH": str(root / "layers/core"),
        "AWS_DEFAULT_REGION": "ap-northeast-1",
    }
    code = ASK.format(function=function)
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (done.returncode, done.stderr) == (0, "")
