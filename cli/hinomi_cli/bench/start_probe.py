"""Start as one of the functions does, or as a bare handler with the same clients; print the CPU seconds that it took.

Runs in a fresh interpreter: `python -P -m hinomi_cli.bench.start_probe bare|handler intake|chat`.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Final

CLIENTS: Final = {"intake": ("dynamodb", "sns"), "chat": ("sqs", "ssm", "secretsmanager")}
"""The AWS clients that each function makes."""


def start_bare(function: str) -> None:
    """Start a handler that does nothing: boto3 and the clients of that function."""
    boto3 = import_module("boto3")
    for service in CLIENTS[function]:
        boto3.client(service)


def start_handler(function: str) -> None:
    """Start the function itself, with the clients that it otherwise makes at its first event."""
    import_module("app")
    if function == "intake":
        import_module("hinomi.edge.intake").watch()
    else:
        import_module("hinomi.edge.chat").secrets()
        import_module("hinomi.edge.clients").client("sqs")


if __name__ == "__main__":
    started = time.process_time()
    {"bare": start_bare, "handler": start_handler}[sys.argv[1]](sys.argv[2])
    print(time.process_time() - started)  # noqa: T201 - its answer
