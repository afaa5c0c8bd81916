from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from moto import mock_aws

from support.account.services import fake_account
from support.operator import sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.account.fake import FakeAccount


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


@pytest.fixture(scope="session")
def _one_account() -> FakeAccount:
    """Make the account in memory once: making its clients takes longer than most tests."""
    return fake_account()


@pytest.fixture
def fake(_one_account: FakeAccount) -> FakeAccount:
    """An account in which nobody has done anything yet."""
    _one_account.reset()
    return _one_account


@pytest.fixture
def account(fake: FakeAccount, here: Path, monkeypatch: pytest.MonkeyPatch) -> FakeAccount:
    """The same, with an operator signed in; in the folder are empty settings."""
    sign_in(monkeypatch, fake.session)
    monkeypatch.setenv("COLUMNS", "160")
    (here / "hinomi.yaml").touch()
    return fake


@pytest.fixture
def finding_file(root: Path) -> Path:
    """Name the file of a GuardDuty finding."""
    return root / "events/guardduty/ec2_ssh_brute_force.json"
