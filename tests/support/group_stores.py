"""The stores of groups, empty, and news to put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.edge.group_table import GroupTable
from hinomi.model import Branch, Decision, Reason
from hinomi.routing.groups import News, Standing, short_id
from support.alerts import make_alert
from support.table import client, create_group_table

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 1_795_000_000_000
GROUP = "root/production|account=111122223333"


def group_table(through: Any = None, *, sleep: Callable[[float], None] = lambda _: None) -> GroupTable:
    """Make a store on an empty table; `through` stands for the client, where a test looks at the calls."""
    return GroupTable(through or client("dynamodb"), create_group_table(), sleep=sleep)


def make_branch(group: str = GROUP) -> Branch:
    """Make the branch that leads to a group."""
    return Branch(route="root/production", receiver="team-a", group=group, labels={"account": "111122223333"})


def make_news(number: int = 0, *, group: str = GROUP, **changes: Any) -> News:
    """Make news of an alert of its own for each number."""
    alert = make_alert(**{"fingerprint": f"finding-{number}", **changes})
    return News(
        id=short_id(f"news-{number}"),
        alert=alert,
        decision=Decision(notify=True, reason=Reason.FIRST_SEEN),
        branch=make_branch(group),
        at=NOW,
    )


def make_standing(number: int = 0, *, group: str = GROUP, told: int = NOW) -> Standing:
    """Make an alert that stands in a group, of its own for each number."""
    return Standing(alert=make_alert(fingerprint=f"finding-{number}"), branch=make_branch(group), told=told)
