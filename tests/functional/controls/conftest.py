from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.account.ec2_default_network import network
from support.account.ec2_network import EC2Network
from support.account.fake import HOME

if TYPE_CHECKING:
    from support.account.fake import FakeAccount


@pytest.fixture
def office(fake: FakeAccount) -> None:
    """A VPC beside the default one."""
    for kind, things in network(HOME, "office").items():
        fake.state(EC2Network)[kind].update(things)
