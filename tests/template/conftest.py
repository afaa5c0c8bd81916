from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.template import EVERYTHING, Stack, read_template

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def template(root: Path) -> dict[str, Any]:
    """The template as it is written."""
    return read_template(root / "template.yaml")


@pytest.fixture(scope="session")
def plain(template: dict[str, Any]) -> Stack:
    """What an operator gets who answers no question."""
    return Stack(template)


@pytest.fixture(scope="session")
def full(template: dict[str, Any]) -> Stack:
    """What an operator gets who asks for everything."""
    return Stack(template, **EVERYTHING)


@pytest.fixture(scope="session", params=["plain", "full"])
def stack(request: pytest.FixtureRequest) -> Stack:
    """Each of the two in turn, for what must hold in any deployment."""
    made: Stack = request.getfixturevalue(request.param)
    return made
