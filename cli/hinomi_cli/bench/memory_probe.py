"""Start a function, let it handle a batch, and print the most memory that it held, in bytes, and the CPU seconds.

Runs in a fresh interpreter: `python -P -m hinomi_cli.bench.memory_probe intake|flush|chat`; the batch, if there is
one, comes on standard input. AWS is not called: a hook answers in its place, where botocore would open a connection.
"""

from __future__ import annotations

import io
import json
import resource
import ssl
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinomi_cli.bench.start_probe import CLIENTS, start_handler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from botocore.awsrequest import AWSPreparedRequest, AWSResponse

_ANSWERS = {"dynamodb": b"{}", "sns": b"<PublishResponse><PublishResult/></PublishResponse>", "sqs": b"{}"}
_STATUS = Path("/proc/self/status")


def main() -> None:
    """Start, handle, and say what it took."""
    function, batch = sys.argv[1], sys.stdin.read()
    start_handler()
    _held = load_certificates(len(CLIENTS[function]))
    started = time.process_time()
    if batch:
        handle(json.loads(batch))
    print(json.dumps({"bytes": peak(), "seconds": time.process_time() - started}))  # noqa: T201 - its answer


def load_certificates(connections: int) -> list[ssl.SSLContext]:
    """Load what each client's first connection loads: the certificates that it trusts."""
    file = import_module("botocore.httpsession").get_cert_path(verify=True)
    return [ssl.create_default_context(cafile=file) for _ in range(connections)]


class _Context:
    """The context that Lambda hands in, with all its time left."""

    def get_remaining_time_in_millis(self) -> int:
        """Return the intake's whole time."""
        return 30_000


def handle(batch: dict[str, Any]) -> None:
    """Let the intake handle a batch; exit with 1 if it fails at an event."""
    client = import_module("hinomi.edge.clients").client
    for service, body in _ANSWERS.items():
        client(service).meta.events.register("before-send", _answering(body))
    failures = import_module("app").handler(batch, _Context())["batchItemFailures"]
    if failures:
        raise SystemExit(f"the intake failed at {len(failures)} of {len(batch['Records'])} sample events")


def peak() -> int:
    """Return the most memory that this process held, in bytes.

    Linux counts it since the program began; `getrusage` counts what the process was before, too: its larger parent.
    """
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class _Body(io.BytesIO):
    """A body as botocore reads it."""

    def stream(self) -> Iterator[bytes]:
        yield self.read()


def _answering(body: bytes) -> Callable[..., AWSResponse]:
    make = import_module("botocore.awsrequest").AWSResponse

    def answer(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        response: AWSResponse = make(request.url, 200, {}, _Body(body))
        return response

    return answer


if __name__ == "__main__":
    main()
