from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from moto import mock_aws

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _moto() -> Iterator[None]:
    """Stand for AWS during all these tests; each makes resources of its own, so that clients are made once."""
    with mock_aws():
        yield
