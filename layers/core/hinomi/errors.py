"""The errors of Hinomi. What the caller can do decides the class."""

from __future__ import annotations


class HinomiError(Exception):
    """Anything that Hinomi itself raises."""


class RetryError(HinomiError):
    """Try the same thing again later: throttled, timed out, in another worker's hands.

    `after` is how many seconds the other side asks us to wait, if it says so.
    """

    def __init__(self, message: str, *, after: int | None = None) -> None:
        super().__init__(message)
        self.after = after


class ParkError(HinomiError):
    """Trying again cannot help: a person must look. The text says why and holds no secret."""


class ConfigError(HinomiError):
    """The operator's file is wrong. `problems` lists every problem as (path, what is wrong and what would be right)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{path}: {problem}" for path, problem in problems))
        self.problems = problems
