from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.once import once
from support.tower import MAIL, START, Kept, Tower, in_dynamodb, in_memory, let_alerts_pass

if TYPE_CHECKING:
    from hinomi.model import Outlet
from support.tower import Build


@pytest.fixture(params=[in_memory, pytest.param(in_dynamodb, marks=once)], ids=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest) -> Kept:
    """Keep everything in memory, then in DynamoDB."""
    made: Kept = request.param()
    return made


@pytest.fixture
def build(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build a tower."""
    let_alerts_pass(monkeypatch)

    def make(
        routes: dict[str, Any] | None = None,
        *,
        outlets: tuple[Outlet, ...] = (MAIL,),
        start: int = START,
        **settings: Any,
    ) -> Tower:
        return Tower({"routes": routes or {}, **settings}, outlets, kept, start)

    return make
