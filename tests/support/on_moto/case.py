"""How a control is tried on moto: what is there before, what a person has chosen, what shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from support.account.fake import ACCOUNT, HOME
from support.account.moto_account import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.account.fake import FakeAccount

Request = tuple[str, str, dict[str, Any]]
"""Service, operation and parameters. A parameter that can be called is asked of the account first."""
Requests = tuple[Request, ...]


@dataclass(frozen=True)
class Case:
    """A control on moto: what is there, what a person has chosen, and the requests that show it.

    `anew` are fields that AWS makes anew where something is made again, `clock` those that show when something was done
    last. `stays` says why moto cannot take back what was written.
    """

    shows: Requests
    weak: Requests = ()
    chosen: Requests = ()
    wanted: dict[str, Any] = field(default_factory=dict)
    anew: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    stays: str = ""
    region: str = HOME


def perform(account: FakeAccount, requests: Requests, region: str = HOME) -> list[dict[str, Any]]:
    """Ask the account one thing after another, and return the answers."""
    return [
        ask(account, service, operation, region, **{name: _known(account, one) for name, one in parameters.items()})
        for service, operation, parameters in requests
    ]


def plant(account: FakeAccount, requests: Requests, region: str = HOME) -> None:
    """Set something up; nothing of it may be refused."""
    refused = [answer for answer in perform(account, requests, region) if "Error" in answer]
    assert not refused, refused


def _known(account: FakeAccount, value: object) -> object:
    if isinstance(value, list):
        return [_known(account, one) for one in value]
    return value(account) if callable(value) else value


def first(service: str, operation: str, key: str, name: str = "", **parameters: Any) -> Callable[[FakeAccount], Any]:
    """Name the first thing that the account lists."""

    def find(account: FakeAccount) -> Any:
        found = ask(account, service, operation, **parameters)[key][0]
        return found[name] if name else found

    return find


def of(name: str, value: str = "true") -> list[dict[str, Any]]:
    """Write one filter of EC2."""
    return [{"Name": name, "Values": [value]}]


BUCKET = "example-logs"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/example"
GROUP = first("ec2", "describe_security_groups", "SecurityGroups", "GroupId", Filters=of("group-name", "default"))
MAKE_BUCKET: Request = (
    "s3",
    "create_bucket",
    {"Bucket": BUCKET, "CreateBucketConfiguration": {"LocationConstraint": HOME}},
)
