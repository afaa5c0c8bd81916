"""Start as one of the functions does, or as a bare handler with the same clients; print the CPU seconds that it took.

Runs in a fresh interpreter: `python -P -m hinomi_cli.bench.start_probe bare|handler intake|flush|chat`.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Final

CLIENTS: Final = {
    "intake": ("dynamodb", "sns", "sqs"),
    "flush": ("dynamodb", "sns", "sqs"),
    "chat": ("sqs", "ssm", "secretsmanager"),
}
"""The AWS clients that each function makes."""


def start_bare(function: str) -> None:
    """Start a handler that does nothing: boto3 and the clients of that function."""
    boto3 = import_module("boto3")
    for service in CLIENTS[function]:
        boto3.client(service)


def start_handler() -> None:
    """Start the function itself, which makes its clients as it starts."""
    import_module("app")


if __name__ == "__main__":
    started = time.process_time()
    if sys.argv[1] == "bare":
        start_bare(sys.argv[2])
    else:
        start_handler()
    print(time.process_time() - started)  # noqa: T201 - its answer
