"""Which branches an alert takes. In Alertmanager's words: TestRouteMatch, TestRouteWalk, TestInheritParentGroupByAll,
TestRouteID, TestGroupLabels, TestGroupByAllLabels, and the routes of utf8_test.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi import config as configuration
from hinomi.config import Config
from hinomi.model import Lifecycle, Outlet, Report, Resource, Severity, Wording
from hinomi.routing.groups import short_id, urgent_group
from hinomi.routing.routes import Plan, Router, at_once
from support.alerts import make_alert

TREE = {
    "receiver": "everybody",
    "group_by": ["account"],
    "repeat_interval": "24h",
    "routes": [
        {
            "name": "production",
            "match": {"account": "111122223333"},
            "receiver": "production",
            "group_by": ["..."],
            "group_wait": "1m",
            "routes": [
                {"match": {"severity": ">=HIGH"}, "receiver": "pager", "continue": True, "group_interval": "2m"},
                {
                    "name": "web",
                    "match": {"tag.チーム": "ウェブ"},
                    "group_by": ["tag.チーム", "region"],
                    "mute": ["night"],
                },
            ],
        },
        {"match": {"source": "budgets"}, "receiver": "finance", "continue": True, "repeat_interval": "never"},
        {"match": {"severity": "LOW"}, "receiver": "nobody"},
    ],
}
WEB = (Resource(type="AWS::EC2::Instance", id="i-1", tags={"チーム": "ウェブ"}),)
NIGHT = {"night": {"times": ["22:00-07:00"], "time_zone": "UTC"}, "day": {"times": ["00:00-23:00"], "time_zone": "UTC"}}


def config_of(routes: dict[str, Any] | None = None, **settings: Any) -> Config:
    return configuration.parse({"routes": routes or {}, **settings})


def taken(alert_changes: dict[str, Any], routes: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    branches = Router(config_of(routes or TREE)).branches(make_alert(**alert_changes))
    return [(branch.route, branch.receiver) for branch in branches]


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def test_without_a_file_everything_goes_to_the_default_receiver() -> None:
    router = Router(Config())
    (branch,) = router.branches(make_alert())
    assert (branch.route, branch.receiver) == ("root", "default")
    assert branch.group == "root|source=guardduty|account=111122223333"
    assert branch.labels == {"source": "guardduty", "account": "111122223333"}
    assert router.plan("root") == Plan(
        path="root", receiver="default", group_by=("source", "account"), wait=30_000, interval=300_000, repeat=0
    )


@pytest.mark.parametrize(
    ("alert", "routes"),
    [
        ({"severity": Severity.MEDIUM}, [("root/production", "production")]),
        ({"severity": Severity.HIGH}, [("root/production/1", "pager")]),
        ({"severity": Severity.LOW, "resources": WEB}, [("root/production/web", "production")]),
        (
            {"severity": Severity.HIGH, "resources": WEB},
            [("root/production/1", "pager"), ("root/production/web", "production")],
        ),
        ({"account": "", "severity": Severity.LOW}, [("root/3", "nobody")]),
        ({"account": "", "severity": Severity.LOW, "source": "budgets"}, [("root/2", "finance"), ("root/3", "nobody")]),
        ({"account": "", "severity": Severity.HIGH, "source": "budgets"}, [("root/2", "finance")]),
        ({"account": "", "severity": Severity.HIGH}, [("root", "everybody")]),
    ],
)
def test_the_first_child_that_matches_takes_an_alert_unless_it_continues(
    alert: dict[str, Any], routes: list[tuple[str, str]]
) -> None:
    assert taken(alert) == routes


def test_what_a_route_does_not_say_is_its_parent_s() -> None:
    router = Router(config_of(TREE))
    web = router.plan("root/production/web")
    assert web == Plan(
        path="root/production/web",
        receiver="production",
        group_by=("tag.チーム", "region"),
        wait=60_000,
        interval=300_000,
        repeat=86_400_000,
        mute=("night",),
        because="account=111122223333 tag.チーム=ウェブ",
    )
    assert router.plan("root/production/1").group_by == ("...",)
    assert router.plan("root/production/1").interval == 120_000
    assert router.plan("root/2").repeat == 0


def test_a_child_may_empty_what_it_would_inherit() -> None:
    routes = {"mute": ["night"], "routes": [{"match": {"source": "a"}, "mute": [], "group_by": []}]}
    plan = Router(config_of(routes, mute=NIGHT)).plan("root/1")
    assert (plan.mute, plan.group_by) == ((), ())
    (branch,) = Router(config_of(routes, mute=NIGHT)).branches(make_alert(source="a"))
    assert branch.group == "root/1"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("root/production/web", "root/production/web"),
        ("root/production/gone", "root/production"),
        ("root/gone/web", "root"),
        ("root/2/x/y", "root/2"),
        ("elsewhere", "root"),
        ("", "root"),
    ],
)
def test_a_route_that_is_no_more_has_the_plan_of_its_nearest_ancestor(path: str, found: str) -> None:
    assert Router(config_of(TREE)).plan(path).path == found


def test_of_two_routes_of_one_name_the_first_is_meant() -> None:
    twins = [{"name": "a", "match": {"source": name}, "receiver": name} for name in ("x", "y")]
    assert Router(config_of({"routes": twins})).plan("root/a").receiver == "x"


def test_the_path_of_a_named_route_does_not_depend_on_its_neighbors() -> None:
    first = {"match": {"source": "a"}}
    named = {"name": "b", "match": {"source": "b"}}
    assert taken({"source": "b"}, {"routes": [named]}) == taken({"source": "b"}, {"routes": [first, named]})


def test_alerts_are_grouped_by_the_labels_that_are_named_absent_ones_too() -> None:
    router = Router(config_of({"group_by": ["tag.チーム", "region", "unit"]}))
    (branch,) = router.branches(make_alert(resources=WEB))
    assert branch.labels == {"tag.チーム": "ウェブ", "region": "ap-northeast-1", "unit": ""}
    assert branch.group == "root|tag.チーム=ウェブ|region=ap-northeast-1|unit="


def test_of_several_values_the_group_has_the_first_in_order() -> None:
    router = Router(config_of({"group_by": ["resource"]}))
    one, two = (Resource(type="t", id=name) for name in ("i-1", "i-2"))
    groups = {router.branches(make_alert(resources=some))[0].group for some in ((one, two), (two, one))}
    assert groups == {"root|resource=i-1"}


def test_by_dots_every_alert_is_apart() -> None:
    router = Router(config_of({"group_by": ["..."]}))
    groups = {router.branches(make_alert(fingerprint=name))[0].group for name in ("a", "b", "a")}
    assert groups == {f"root|alert={short_id(name)}" for name in ("a", "b")}


def test_a_hostile_value_cannot_pass_for_another_group() -> None:
    router = Router(config_of({"group_by": ["resource_type", "resource"]}))
    hostile = Resource(type="t|resource=x", id="")
    honest = Resource(type="t", id="x")
    (one,), (two,) = (router.branches(make_alert(resources=(resource,))) for resource in (hostile, honest))
    assert one.group != two.group


def test_a_group_s_name_holds_nothing_that_a_queue_refuses() -> None:
    router = Router(config_of({"group_by": ["resource"]}))
    (branch,) = router.branches(make_alert(resources=(Resource(type="t", id="a\0\x1b\ud800\uffff"),)))
    assert branch.group == "root|resource=a%00%1B%D800%FFFF"


@given(st.text(alphabet="a本🔥|", min_size=250, max_size=1200))
def test_a_long_name_of_a_group_is_cut_and_stays_apart(value: str) -> None:
    router = Router(config_of({"group_by": ["resource"]}))
    one, two = (
        router.branches(make_alert(resources=(Resource(type="t", id=name),)))[0].group for name in (value, f"{value}b")
    )
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= 900


def test_the_critical_and_the_round_s_report_do_not_wait() -> None:
    report = Report(run="r", texts={"en": Wording(headline="done")})
    assert at_once(make_alert(severity=Severity.CRITICAL))
    assert at_once(make_alert(severity=Severity.INFO, report=report))
    assert not at_once(make_alert(severity=Severity.HIGH))
    assert not at_once(make_alert(severity=Severity.CRITICAL, lifecycle=Lifecycle.CLOSED))


def test_what_does_not_wait_has_a_group_of_its_own_for_each_route() -> None:
    alert = make_alert(severity=Severity.CRITICAL, resources=WEB)
    groups = [urgent_group(branch, alert.fingerprint) for branch in Router(config_of(TREE)).branches(alert)]
    name = short_id(alert.fingerprint)
    assert groups == [f"now|root/production/1|{name}", f"now|root/production/web|{name}"]


DEPLOYED = (
    Outlet(name="default/email-ja", channel="email", locale="ja", address="topic-ja"),
    Outlet(name="default/email-en", channel="email", locale="en", address="topic-en"),
    Outlet(name="default/slack-ja", channel="slack", locale="ja", address="webhooks"),
)


def outlets(receiver: str, **receivers: list[dict[str, Any]]) -> tuple[Outlet, ...]:
    named = {name: {"channels": channels} for name, channels in receivers.items()}
    return Router(config_of({"receiver": "main"}, receivers=named)).outlets(receiver, DEPLOYED)


def test_the_default_receiver_is_all_that_is_deployed_unless_the_file_says_otherwise() -> None:
    assert Router(Config()).outlets("default", DEPLOYED) == DEPLOYED
    assert [one.name for one in outlets("default", default=[{"channel": "slack"}])] == ["default/slack-ja"]


def test_a_route_may_name_the_default_receiver_where_the_root_has_another() -> None:
    assert outlets("default", main=[{"channel": "slack"}]) == DEPLOYED


def test_an_outlet_has_the_address_that_is_deployed_for_its_channel_and_language() -> None:
    channels = [{"channel": "email", "locale": "en"}, {"channel": "slack", "locale": "en"}]
    assert [(one.name, one.address) for one in outlets("main", main=channels)] == [
        ("main/email-en", "topic-en"),
        ("main/slack-en", "webhooks"),
    ]


def test_an_outlet_says_what_the_file_says() -> None:
    channel = {
        "channel": "email",
        "topic": "mine",
        "time_zone": "Europe/Paris",
        "severity_floor": "HIGH",
        "send_resolved": False,
    }
    assert outlets("main", main=[channel, {"channel": "slack", "secret": "ssm:/x"}]) == (
        Outlet(
            name="main/email-ja",
            channel="email",
            locale="ja",
            address="mine",
            time_zone="Europe/Paris",
            floor=Severity.HIGH,
            send_resolved=False,
        ),
        Outlet(name="main/slack-ja", channel="slack", locale="ja", address="webhooks", secret="ssm:/x"),
    )


def test_an_outlet_that_is_not_deployed_has_no_address() -> None:
    (outlet,) = outlets("main", main=[{"channel": "teams"}])
    assert outlet.address == ""


def test_outlets_of_one_channel_and_language_have_names_of_their_own() -> None:
    channels = [{"channel": "slack", "secret": f"ssm:/{number}"} for number in range(3)]
    names = [one.name for one in outlets("main", main=channels)]
    assert names == ["main/slack-ja", "main/slack-ja-2", "main/slack-ja-3"]


def test_a_receiver_that_is_no_more_has_the_outlets_of_the_root_s() -> None:
    assert [one.name for one in outlets("gone", main=[{"channel": "slack"}])] == ["main/slack-ja"]
    assert outlets("gone") == DEPLOYED


def test_a_route_is_muted_by_the_window_that_lasts_longest() -> None:
    router = Router(config_of({"mute": ["night", "day"]}, mute=NIGHT))
    plan = router.plan("root")
    assert router.muted_until(plan, ms("2026-11-22T23:30")) == ("night", ms("2026-11-23T07:00"))
    assert router.muted_until(plan, ms("2026-11-22T03:00")) == ("day", ms("2026-11-22T23:00"))
    assert Router(config_of({"mute": ["day"]}, mute=NIGHT)).muted_until(plan, ms("2026-11-22T03:00")) is not None


def test_nothing_mutes_outside_of_windows_or_by_one_that_is_no_more() -> None:
    router = Router(config_of({"mute": ["night", "gone"]}, mute={"night": NIGHT["night"]}))
    assert router.muted_until(router.plan("root"), ms("2026-11-22T12:00")) is None
    assert router.window_until("gone", ms("2026-11-22T12:00")) is None


MATCHES = st.dictionaries(
    st.sampled_from(["source", "type", "account_name", "severity"]),
    st.sampled_from(["*", "?*", "H*", "!H*"]),
    min_size=1,
)
ROUTES = st.recursive(
    st.fixed_dictionaries({"match": MATCHES}, optional={"continue": st.booleans(), "receiver": st.just("a")}),
    lambda children: st.fixed_dictionaries(
        {"match": MATCHES, "routes": st.lists(children, max_size=3)},
        optional={"continue": st.booleans(), "group_wait": st.just("1s")},
    ),
    max_leaves=8,
)


@given(st.lists(ROUTES, max_size=3), st.sampled_from(Severity), st.sampled_from(["", "Hello"]))
def test_an_alert_takes_a_branch_of_each_route_at_most_once_and_never_none(
    routes: list[dict[str, Any]], severity: Severity, kind: str
) -> None:
    router = Router(config_of({"routes": routes}))
    branches = router.branches(make_alert(severity=severity, type=kind))
    paths = [branch.route for branch in branches]
    assert paths
    assert len(set(paths)) == len(paths)
    assert ("root" in paths) <= (len(paths) == 1)
    for branch in branches:
        plan = router.plan(branch.route)
        assert (plan.path, plan.receiver) == (branch.route, branch.receiver)
        parent = router.plan(branch.route.rpartition("/")[0])
        assert plan.because.startswith(parent.because)
        assert (plan.interval, plan.repeat, plan.mute) == (parent.interval, parent.repeat, parent.mute)
