"""Every mistake in the routing of hinomi.yaml that its types alone cannot tell, each with its path and a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from hinomi import config as configuration
from hinomi.errors import ConfigError
from hinomi.routing.flaws import time_zones

NOW = 1_795_000_000_000
ROUTE = {"match": {"source": "guardduty"}}
CHANNEL = {"channel": "email"}


def problems(unsound: tuple[str, ...] = (), now: int | None = NOW, **settings: Any) -> dict[str, str]:
    """Say what is wrong with settings, by path."""
    found = configuration.problems(configuration.parse(settings), unsound=unsound, now=now)
    assert len(dict(found)) == len(found)
    return dict(found)


def routes(*children: dict[str, Any], **root: Any) -> dict[str, str]:
    return problems(routes={**root, "routes": list(children)})


def channel(**changes: Any) -> dict[str, str]:
    return problems(routes={"receiver": "a"}, receivers={"a": {"channels": [{**CHANNEL, **changes}]}})


def window(**said: Any) -> dict[str, str]:
    return problems(routes={"mute": ["w"]}, mute={"w": said})


def rule(**said: Any) -> dict[str, str]:
    return problems(inhibit=[{"name": "r", "target": {"type": "b"}, **said}])


def silence(**said: Any) -> dict[str, str]:
    sound = {"match": {"source": "budgets"}, "owner": "Sato", "reason": "load test", "until": "2027-03-31"}
    return problems(silences=[{**sound, **said}])


def only(found: dict[str, str], path: str, right: str) -> None:
    assert list(found) == [path]
    assert right in found[path]


def test_sound_settings_have_no_flaw() -> None:
    assert problems() == {}
    assert (
        problems(
            organizational_units={"111122223333": "Workloads/Production"},
            receivers={
                "web": {
                    "channels": [
                        {"channel": "slack", "secret": "ssm:/hinomi/web"},
                        {"channel": "slack", "secret": "secretsmanager:hinomi/web"},
                        {"channel": "email", "topic": "arn:aws-cn:sns:cn-north-1:111122223333:web"},
                        {"channel": "email", "locale": "en"},
                    ]
                }
            },
            mute={"night": {"times": ["22:00-07:00"]}, "deploy": {"dates": ["2026-12-01"], "time_zone": "UTC"}},
            routes={
                "repeat_interval": "1d",
                "routes": [
                    {"name": "a", "match": {"unit": "Workloads/*"}, "receiver": "web", "mute": ["night"]},
                    {"name": "b", "match": {"tag.Team": "web"}, "group_by": ["..."], "group_wait": "0s"},
                ],
            },
            inhibit=[
                {"name": "x", "source": {"type": "a"}, "target": {"type": "b"}, "equal": ["account", "tag.Team"]},
                {"name": "y", "during": ["deploy"], "target": {"source": "budgets"}},
            ],
            silences=[
                {
                    "match": {"source": "signin"},
                    "owner": "a",
                    "reason": "b",
                    "until": "2027-03-31",
                    "allow_critical": True,
                }
            ],
        )
        == {}
    )


@pytest.mark.parametrize(("setting", "value"), [("match", {"source": "a"}), ("name", "a"), ("continue", True)])
def test_the_root_takes_everything(setting: str, value: object) -> None:
    only(routes(**{setting: value}), f"$.routes.{setting}", "under routes")


def test_a_child_without_a_match_is_told() -> None:
    only(routes({"name": "a"}), "$.routes.routes[0].match", "say what it takes")


@pytest.mark.parametrize(
    ("label", "pattern", "right"),
    [
        ("sevrity", "HIGH", "did you mean severity?"),
        ("severity", ">=HIHG", "did you mean HIGH?"),
        ("type", ">=x", "only severity has an order"),
        ("account", "1234", "12 digits"),
        ("unit", "Workloads", "organizational_units"),
    ],
)
def test_a_wrong_match_is_told_wherever_there_is_one(label: str, pattern: str, right: str) -> None:
    match = {label: pattern}
    only(routes({"match": match}), f"$.routes.routes[0].match.{label}", right)
    nested = routes({**ROUTE, "routes": [{"match": {"source": "x"}}, {"match": match}]})
    only(nested, f"$.routes.routes[0].routes[1].match.{label}", right)
    only(silence(match=match), f"$.silences[0].match.{label}", right)
    only(rule(source=match), f"$.inhibit[0].source.{label}", right)
    only(rule(source={"type": "a"}, target=match), f"$.inhibit[0].target.{label}", right)


def test_a_label_that_is_no_identifier_stands_in_brackets() -> None:
    only(routes({"match": {"tags.Team": "a"}}), "$.routes.routes[0].match['tags.Team']", "tag.Environment")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"type": "*"}, {"source": "a"}),
        ({"source": "a"}, {"source": "a"}),
        ({"source": "a"}, {"source": ["a"], "severity": "HIGH"}),
        ({"source": ["b", "a"], "type": "*"}, {"source": ["a", "b"]}),
    ],
)
def test_a_route_that_can_never_be_reached_is_told(first: dict[str, Any], second: dict[str, Any]) -> None:
    found = routes({"match": first}, {"match": second})
    only(found, "$.routes.routes[1]", "$.routes.routes[0] takes it all")
    assert routes({"match": first, "continue": True}, {"match": second}) == {}


def test_a_child_that_takes_all_of_its_parent_leaves_nothing_to_its_siblings() -> None:
    children = [{"match": {"source": "guardduty"}}, {"match": {"severity": "HIGH"}}]
    only(routes({**ROUTE, "routes": children}), "$.routes.routes[0].routes[1]", "never reached")


def test_what_a_route_s_ancestors_ask_for_counts_for_it() -> None:
    children = [{"match": {"source": "guardduty"}}, {"match": {"severity": "HIGH"}}]
    parent = {"match": {"account": "111122223333"}, "routes": children}
    only(routes({**ROUTE, "routes": [parent]}), "$.routes.routes[0].routes[0].routes[1]", "never reached")


def test_a_narrower_route_may_stand_before_a_wider_one() -> None:
    assert routes({"match": {"source": "a", "severity": "HIGH"}}, {"match": {"source": "a"}}) == {}


def test_siblings_of_one_name_are_told() -> None:
    one, two = ({"name": "a", "match": {"source": name}} for name in ("x", "y"))
    only(routes(one, two), "$.routes.routes[1].name", "$.routes.routes[0]")
    assert routes({**one, "routes": [two]}) == {}
    only(routes({"name": "2", **ROUTE}, {"match": {"type": "a"}}), "$.routes.routes[1].name", "'2'")


@pytest.mark.parametrize(
    ("names", "path", "right"),
    [
        (["sauce"], "[0]", "did you mean source?"),
        (["source", "source"], "[1]", "twice"),
        (["source", "..."], "[1]", "stands alone"),
    ],
)
def test_labels_to_group_by_are_labels_each_once(names: list[str], path: str, right: str) -> None:
    only(routes(group_by=names), f"$.routes.group_by{path}", right)


@pytest.mark.parametrize(
    ("said", "name", "right"),
    [
        ({"group_wait": "6m"}, "group_wait", "longer than group_interval (5m)"),
        ({"group_interval": "10s"}, "group_interval", "group_wait (30s) is longer"),
        ({"group_interval": "0s"}, "group_interval", "at least 1s"),
        ({"repeat_interval": "1m"}, "repeat_interval", "shorter than group_interval"),
        ({"repeat_interval": "0s"}, "repeat_interval", "never"),
    ],
)
def test_times_that_do_not_fit_each_other_are_told(said: dict[str, str], name: str, right: str) -> None:
    only(routes(**said), f"$.routes.{name}", right)
    only(routes({**ROUTE, **said}), f"$.routes.routes[0].{name}", right)
    only(routes(ROUTE, **said), f"$.routes.{name}", right)


def test_times_may_be_as_long_as_each_other() -> None:
    assert routes(group_wait="5m", group_interval="5m", repeat_interval="5m") == {}


def test_a_time_that_only_an_inherited_one_makes_wrong_is_told_at_the_child() -> None:
    found = routes({**ROUTE, "group_interval": "2h"}, repeat_interval="1h")
    only(found, "$.routes.routes[0].group_interval", "repeat_interval (1h) is shorter")


def test_a_receiver_that_is_not_there_is_told() -> None:
    only(routes({**ROUTE, "receiver": "webteam"}), "$.routes.routes[0].receiver", "the receivers are default")
    found = problems(
        receivers={"web-team": {"channels": [CHANNEL]}},
        routes={"routes": [{**ROUTE, "receiver": "web-team"}], "receiver": "webteam"},
    )
    only(found, "$.routes.receiver", "did you mean web-team?")


def test_a_receiver_that_nobody_uses_is_told() -> None:
    only(problems(receivers={"a": {"channels": [CHANNEL]}}), "$.receivers.a", "no route names it")
    assert problems(receivers={"default": {"channels": [CHANNEL]}}) == {}


@pytest.mark.parametrize(
    ("said", "name", "right"),
    [
        ({"channel": "slack", "topic": "arn:aws:sns:us-east-1:111122223333:a"}, "topic", "slack takes no topic"),
        ({"topic": "a"}, "topic", "write arn:aws:sns:"),
        ({"topic": "arn:aws:sqs:us-east-1:111122223333:a"}, "topic", "no SNS topic"),
        ({"topic": "arn:aws:sns:us-east-1:1111:a"}, "topic", "no SNS topic"),
        ({"topic": "arn:aws:sns:cn-north-1:111122223333:a"}, "topic", "arn:aws-cn:"),
        ({"topic": "arn:aws:sns:us-east-1:111122223333:a.fifo"}, "topic", "FIFO"),
        ({"secret": "ssm:/a"}, "secret", "email has no webhook"),
        ({"channel": "q", "secret": "ssm:/a"}, "secret", "q has no webhook"),
        ({"channel": "slack", "secret": "ssm:/other/a"}, "secret", "write ssm:/hinomi/name"),
        ({"channel": "slack", "secret": "ssm:/hinomi/a/"}, "secret", "write ssm:/hinomi/name"),
        ({"channel": "teams", "secret": "secretsmanager:web"}, "secret", "secretsmanager:hinomi/name"),
        ({"channel": "slack", "secret": "secretsmanager:hinomi/"}, "secret", "secretsmanager:hinomi/name"),
        ({"time_zone": "JST"}, "time_zone", "write Asia/Tokyo"),
    ],
)
def test_a_wrong_channel_is_told(said: dict[str, str], name: str, right: str) -> None:
    only(channel(**said), f"$.receivers.a.channels[0].{name}", right)


def test_a_secret_that_somebody_wrote_into_the_file_is_not_repeated() -> None:
    found = channel(channel="slack", secret="https://hooks.slack.com/services/x")
    only(found, "$.receivers.a.channels[0].secret", "never write a webhook's address here")
    assert "hooks.slack.com" not in str(found)


def test_channels_that_tell_the_same_twice_are_told() -> None:
    channels = [CHANNEL, {"channel": "slack"}, {**CHANNEL, "locale": "en"}, CHANNEL]
    found = problems(receivers={"default": {"channels": channels}})
    only(found, "$.receivers.default.channels[3]", "channels[0]")


@pytest.mark.parametrize(
    ("said", "path", "right"),
    [
        ({}, "", "hold always"),
        ({"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}, "", "holds always"),
        ({"times": ["22:00-07:00", "07:00-22:00"]}, "", "holds always"),
        ({"weekdays": ["mon"], "dates": ["2026-11-22"]}, "", "never holds"),
        ({"times": ["22:00-07:00", "25:00-26:00"]}, ".times[1]", "write it as 22:00-07:00"),
        ({"times": ["22:00-22:00"]}, ".times[0]", "no length"),
        ({"dates": ["2026-13-01"]}, ".dates[0]", "write a day as 2026-12-31"),
        ({"dates": ["2027-01-01/2026-12-31"]}, ".dates[0]", "ends before it begins"),
        ({"times": ["22:00-07:00"], "time_zone": "Mars"}, ".time_zone", "write Asia/Tokyo"),
    ],
)
def test_a_wrong_window_is_told(said: dict[str, Any], path: str, right: str) -> None:
    only(window(**said), f"$.mute.w{path}", right)


def test_a_window_that_falls_on_some_of_its_days_is_sound() -> None:
    assert window(weekdays=["mon"], dates=["2026-11-22/2026-11-23"]) == {}
    assert window(weekdays=["mon"]) == {}


def test_a_window_that_is_not_there_is_told() -> None:
    only(routes(mute=["night"]), "$.routes.mute[0]", "define it under mute")
    found = problems(mute={"night": {"weekdays": ["mon"]}}, routes={"mute": ["night", "nihgt"]})
    only(found, "$.routes.mute[1]", "did you mean night?")
    only(rule(during=["night"]), "$.inhibit[0].during[0]", "define it under mute")


def test_a_window_that_nobody_names_is_told() -> None:
    only(problems(mute={"night": {"weekdays": ["mon"]}}), "$.mute.night", "nothing names it")


@pytest.mark.parametrize(
    ("said", "path", "right"),
    [
        ({}, "", "either source (a match) or during"),
        ({"source": {"type": "a"}, "during": []}, "", "either source (a match) or during"),
        ({"during": []}, ".during", "name a window"),
        ({"source": {}}, ".source", "say what inhibits"),
        ({"source": {"type": "*"}}, ".source", "say what inhibits"),
        ({"source": {"type": "a"}, "target": {}}, ".target", "say what is not to be told"),
        ({"source": {"type": "b"}}, ".target", "do not inhibit each other"),
        ({"source": {"type": ["b"]}, "equal": ["account"]}, ".target", "do not inhibit each other"),
        ({"source": {"type": "a"}, "target": {"source": "signin"}}, ".target", "no rule holds back"),
        ({"source": {"type": "a"}, "equal": ["acount"]}, ".equal[0]", "did you mean account"),
    ],
)
def test_a_wrong_inhibition_is_told(said: dict[str, Any], path: str, right: str) -> None:
    only(rule(**said), f"$.inhibit[0]{path}", right)


def test_a_window_has_no_labels_to_be_equal_to() -> None:
    said = {"name": "r", "during": ["w"], "target": {"type": "b"}, "equal": ["account"]}
    only(problems(mute={"w": {"weekdays": ["mon"]}}, inhibit=[said]), "$.inhibit[0].equal", "no labels")


def test_inhibitions_of_one_name_are_told() -> None:
    rules = [{"name": "r", "source": {"type": "a"}, "target": {"type": name}} for name in ("b", "c")]
    only(problems(inhibit=rules), "$.inhibit[1].name", "$.inhibit[0]")


@pytest.mark.parametrize(
    ("said", "path", "right"),
    [
        ({"match": {}}, "match", "fits every alert"),
        ({"match": {"type": "*"}}, "match", "fits every alert"),
        ({"match": {"source": "signin"}}, "match", "allow_critical: true"),
        ({"match": {"type": "AttackSequence:*"}}, "match", "allow_critical: true"),
        ({"owner": "  "}, "owner", "whom to ask"),
        ({"reason": " "}, "reason", "why it is there"),
        ({"until": "soon"}, "until", "write it as 2027-03-31"),
        ({"until": "2027-02-30"}, "until", "is no day"),
        ({"until": "2020-03-31"}, "until", "ended 2020-03-31"),
    ],
)
def test_a_wrong_silence_is_told(said: dict[str, Any], path: str, right: str) -> None:
    only(silence(**said), f"$.silences[0].{path}", right)


def test_what_was_sound_when_it_was_deployed_remains_so() -> None:
    ended = {"match": {"source": "budgets"}, "owner": "Sato", "reason": "load test", "until": "2020-03-31"}
    assert problems(now=None, silences=[ended]) == {}


@pytest.mark.parametrize("unit", ["/Workloads", "Workloads/", "a//b", " "])
def test_a_unit_is_written_from_above(unit: str) -> None:
    found = problems(organizational_units={"111122223333": unit})
    only(found, "$.organizational_units['111122223333']", "Workloads/Production")


def test_what_refers_to_unsound_settings_is_not_told() -> None:
    said = {"receiver": "a", "mute": ["w"], "routes": [{"match": {"unit": "x"}}]}
    assert problems(routes=said, unsound=("receivers", "mute", "organizational_units")) == {}
    receivers = {"a": {"channels": [CHANNEL]}}
    assert problems(receivers=receivers, mute={"w": {"weekdays": ["mon"]}}, unsound=("routes",)) == {}


def test_a_zone_that_is_none_is_told_once_and_breaks_nothing_else() -> None:
    silences = [{"match": {"source": "budgets"}, "owner": "a", "reason": "b", "until": "2027-03-31"}]
    only(problems(time_zone="Mars", silences=silences), "$.time_zone", "write Asia/Tokyo")


def test_every_zone_that_the_settings_name_is_listed() -> None:
    config = configuration.parse(
        {
            "time_zone": "UTC",
            "receivers": {"a": {"channels": [CHANNEL, {**CHANNEL, "time_zone": "Europe/Paris"}]}},
            "mute": {"w": {"time_zone": "Asia/Seoul"}, "v": {}},
        }
    )
    assert [name for _, name in time_zones(config)] == ["UTC", "Europe/Paris", "Asia/Seoul"]


def test_a_setting_that_was_is_refused_with_its_successor() -> None:
    with pytest.raises(ConfigError, match=r"repeat_interval: 24h"):
        configuration.parse({"repeat_after_hours": 24})
