"""A background process of ours: started, awaited, and stopped by its own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol, TypeVar

from hinomi_cli.local_cloud.errors import LocalCloudError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

LOOPBACK = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 5


class Part(Protocol):
    """Something that runs beside us."""

    def start(self) -> None:
        """Start it."""

    def stop(self) -> None:
        """Stop it."""


P = TypeVar("P", bound=Part)


@contextmanager
def running(part: P) -> Iterator[P]:
    """Let a part run as long as the block."""
    part.start()
    try:
        yield part
    finally:
        part.stop()


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def tail(log: Path, lines: int = 20) -> str:
    """Return the last lines of a log, for an error message."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


class BackgroundProcess:
    """A program that runs until its standard input ends, writing to `log`.

    Its standard input is a pipe from us, so it ends with us however we end. It has a session of its own: a Ctrl-C in
    the terminal reaches us alone, and its children are known by its process group.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                command,
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Wait until `ready` says so; fails with the end of the log when the process ends or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                message = f"The local cloud did not start. The end of {self.log}:\n{tail(self.log)}"
                raise LocalCloudError(message)
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process by closing its standard input, and by force if it does not listen; then its children."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):  # none are left
            os.killpg(self._process.pid, signal.SIGKILL)
