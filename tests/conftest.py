from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# The same examples in every run, so that a change is what makes it fail; HYPOTHESIS_PROFILE=deep looks for new ones.
settings.register_profile(
    "ci", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
# The second Python sees fewer of them: what differs between the two is the language, not the examples.
settings.register_profile(
    "few", max_examples=16, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(autouse=True)
def _no_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure that nothing reaches a real account."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "HINOMI_")) and name != "HINOMI_CORPUS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-northeast-1")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` rewrite the golden messages."""
    parser.addoption("--rewrite-golden", action="store_true", help="rewrite the golden messages instead of comparing")
