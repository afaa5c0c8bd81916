from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from moto import mock_aws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _moto() -> Iterator[None]:
    """Stand for AWS during all these tests; each makes resources of its own, so that clients are made once."""
    with mock_aws():
        yield


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in the folder where an operator works, without settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def finding_file(root: Path) -> Path:
    """Name the file of a GuardDuty finding."""
    return root / "events/guardduty/ec2_ssh_brute_force.json"
