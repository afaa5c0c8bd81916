"""Routes: down the tree to who is meant; what is not said on the way is inherited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hinomi.model import Resource, Severity

if TYPE_CHECKING:
    from support.tower import Build, Tower

TEAMS = ("all", "network", "storage", "audit")
RECEIVERS = {
    name: {"channels": [{"channel": "slack", "topic": f"arn:aws:sns:ap-northeast-1:111122223333:{name}"}]}
    for name in TEAMS
}
TREE: dict[str, Any] = {
    "receiver": "all",
    "routes": [
        {"receiver": "audit", "match": {"source": "guardduty"}, "continue": True},
        {
            "name": "buckets",
            "receiver": "storage",
            "match": {"type": "*:S3/*"},
            "routes": [{"name": "open", "match": {"type": "Policy:*"}, "receiver": "network"}],
        },
        {"receiver": "network", "match": {"type": ["Recon:*", "Trojan:*"], "severity": ">=HIGH"}},
    ],
}


def who(tower: Tower) -> list[str]:
    """List the receivers that were told, in order of name."""
    return sorted(told.outlet.partition("/")[0] for told in tower.told())


@pytest.mark.parametrize(
    ("type_", "severity", "expected"),
    [
        ("Policy:S3/BucketPublicAccessGranted", "LOW", ["audit", "network"]),
        ("Discovery:S3/TorIPCaller", "LOW", ["audit", "storage"]),
        ("Recon:EC2/Portscan", "HIGH", ["audit", "network"]),
        ("Recon:EC2/Portscan", "MEDIUM", ["audit"]),
        ("Recon:S3/MaliciousIPCaller", "HIGH", ["audit", "storage"]),
    ],
)
def test_an_alert_goes_to_the_first_that_fits_and_on_where_that_is_said(
    build: Build, type_: str, severity: str, expected: list[str]
) -> None:
    """TestRouteMatch and TestRouteWalk: down to the deepest that fits; what continues goes on beside it."""
    tower = build(TREE, receivers=RECEIVERS)
    tower.fire("a", type=type_, severity=Severity[severity])
    tower.turn(minutes=1)
    assert who(tower) == expected


def test_what_no_child_takes_is_taken_by_the_root(build: Build) -> None:
    """TestRouteMatch: there is no alert that nobody gets."""
    tower = build(TREE, receivers=RECEIVERS)
    tower.fire("a", type="X", source="budgets")
    tower.turn(minutes=1)
    assert who(tower) == ["all"]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("Recon:EC2/Portscan", True),
        ("Recon", False),
        ("*Portscan", True),
        ("Recon:EC2/Portsca?", True),
        ("recon:ec2/portscan", False),
        ("Recon.EC2.Portscan", False),
        ("!Recon:*", False),
        ("!Trojan:*", True),
    ],
)
def test_a_pattern_means_the_whole_value(build: Build, pattern: str, *, fits: bool) -> None:
    """TestRouteMatchers: anchored on both sides, and nothing in it is a regular expression."""
    tower = build({"routes": [{"receiver": "network", "match": {"type": pattern}}]}, receivers=RECEIVERS)
    tower.fire("a", type="Recon:EC2/Portscan")
    tower.turn(minutes=1)
    assert who(tower) == ["network" if fits else "mail"]


def test_a_child_inherits_that_every_alert_stays_apart_and_may_say_otherwise(build: Build) -> None:
    """TestInheritParentGroupByAll: three dots go down the tree like every other setting."""
    children = [
        {"name": "apart", "match": {"type": "X"}},
        {"name": "together", "match": {"type": "Y"}, "group_by": ["type"]},
    ]
    tower = build({"group_by": ["..."], "routes": children})
    tower.fire("a", "b", type="X")
    tower.fire("c", "d", type="Y")
    tower.turn(minutes=1)
    assert sorted([*told.news] for told in tower.told()) == [["a"], ["b"], ["c", "d"]]


def test_a_child_inherits_receiver_times_and_windows(build: Build) -> None:
    """TestRouteMatch: what the child does not say, its parent says."""
    child = {"name": "child", "match": {"type": "X"}, "group_wait": "10s"}
    tower = build({"receiver": "all", "group_interval": "1m", "routes": [child]}, receivers=RECEIVERS)
    tower.fire("a", type="X")
    tower.turn(20).fire("b", type="X")
    tower.turn(minutes=5)
    assert [(told.at, told.outlet) for told in tower.told()] == [(10, "all/slack-ja"), (70, "all/slack-ja")]


def test_a_named_route_keeps_its_groups_when_others_come_before_it(build: Build) -> None:
    """TestRouteID: the name of a route, and so what it has told, outlives its place in the file."""
    buckets = {"name": "buckets", "match": {"type": "X"}}
    tower = build({"repeat_interval": "1h", "routes": [buckets]})
    tower.fire("a", type="X")
    tower.turn(minutes=10)
    group = tower.branch("a").group
    tower.restart({"routes": {"repeat_interval": "1h", "routes": [{"name": "new", "match": {"type": "Y"}}, buckets]}})
    assert tower.branch("a").group == group
    tower.resolve("a")
    tower.turn(hours=5)
    assert [told.news for told in tower.told()] == [{"a": "first_seen"}, {"a": "resolved"}]


def test_routes_and_labels_may_be_written_in_japanese(build: Build) -> None:
    """TestSendAlertsToUTF8Route: a tag's key and its value are any text."""
    tower = build({"routes": [{"receiver": "storage", "match": {"tag.担当": "倉庫*"}}]}, receivers=RECEIVERS)
    for name, team in (("a", "倉庫係"), ("b", "会計係")):
        tower.fire(name, resources=(Resource(type="AWS::S3::Bucket", id=name, tags={"担当": team}),))
    tower.turn(minutes=1)
    assert [(told.outlet, [*told.news]) for told in tower.told()] == [("storage/slack-ja", ["a"]), ("mail", ["b"])]


def test_who_was_told_that_it_opened_is_told_that_it_ended(build: Build) -> None:
    """TestRouteWalk: by the severity that they knew, though Security Hub calls what has passed informational."""
    tower = build({"routes": [{"receiver": "network", "match": {"severity": ">=HIGH"}}]}, receivers=RECEIVERS)
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=1)
    tower.resolve("a", severity=Severity.INFO)
    tower.turn(minutes=10)
    assert [(told.outlet, told.news) for told in tower.told("network/slack-ja")] == [
        ("network/slack-ja", {"a": "first_seen"}),
        ("network/slack-ja", {"a": "resolved"}),
    ]


def test_what_takes_another_route_because_it_got_worse_stands_nowhere_once_it_has_ended(build: Build) -> None:
    """TestRouteWalk: nobody is reminded of what is over."""
    routes = {"repeat_interval": "1h", "routes": [{"name": "bad", "match": {"severity": ">=HIGH"}}]}
    tower = build(routes)
    tower.fire("a", severity=Severity.LOW)
    before = tower.branch("a").group
    tower.turn(minutes=10)
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=10)
    tower.resolve("a")
    tower.turn(hours=5)
    assert tower.told()[-1].news == {"a": "resolved"}
    assert tower.kept.groups.read(before).standing == ()


def test_who_heard_of_it_hears_that_it_got_worse_and_that_it_ended_though_it_takes_another_route(build: Build) -> None:
    """TestRouteWalk: nobody is left with a beginning that has no end."""
    tower = build({"routes": [{"receiver": "network", "match": {"severity": ">=HIGH"}}]}, receivers=RECEIVERS)
    tower.fire("a", severity=Severity.LOW)
    tower.turn(minutes=10)
    tower.fire("a", severity=Severity.HIGH)
    tower.turn(minutes=10)
    tower.resolve("a", severity=Severity.INFO)
    tower.turn(minutes=10)
    assert [told.news["a"] for told in tower.told("mail")] == ["first_seen", "escalated", "resolved"]
    assert [told.news["a"] for told in tower.told("network/slack-ja")] == ["escalated", "resolved"]


def test_who_gets_it_by_another_route_gets_it_once(build: Build) -> None:
    """TestRouteWalk: two routes to one receiver are one way to hear of it."""
    tower = build({"routes": [{"name": "bad", "match": {"severity": ">=HIGH"}}]})
    tower.fire("a", severity=Severity.LOW)
    tower.turn(seconds=5)
    tower.fire("a", severity=Severity.HIGH)  # the low one has not been told yet
    tower.turn(minutes=10)
    tower.resolve("a")
    tower.turn(minutes=10)
    assert [told.news["a"] for told in tower.told("mail")] == ["escalated", "resolved"]


def test_a_route_that_got_another_name_tells_the_end_once(build: Build) -> None:
    """TestReload: what the old name's group held stands nowhere any more."""
    tower = build({"repeat_interval": "1h", "routes": [{"name": "old", "match": {"source": "guardduty"}}]})
    tower.fire("a")
    before = tower.branch("a").group
    tower.turn(minutes=10)
    routes = {"repeat_interval": "1h", "routes": [{"name": "new", "match": {"source": "guardduty"}}]}
    tower.restart({**tower.settings, "routes": routes})
    tower.resolve("a")
    tower.turn(hours=5)
    assert [told.news["a"] for told in tower.told("mail")] == ["first_seen", "resolved"]
    assert tower.kept.groups.read(before).standing == ()
