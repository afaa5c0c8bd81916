"""What the operator describes in hinomi.yaml is told in the operator's words, and comes in by one rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import LOCALES, Config, parse, problems
from hinomi.custom import fields
from hinomi.custom.descriptions import Descriptions
from hinomi.custom.event_pattern import written
from hinomi.envelope import open_envelope
from hinomi.model import Alert, Branch, Event, Lifecycle, Severity
from hinomi.normalize import normalize
from hinomi.routing.gathering import lasts
from hinomi.routing.groups import News
from hinomi.routing.quiet import patience
from hinomi.routing.wire import decode_news, encode
from hinomi.shortening import LONGEST, shortened
from hinomi_cli.rehearsal import everywhere, hear
from support.custom import CUSTOM, SETTINGS
from support.event_pattern import matches
from support.fakes import make_watch
from support.samples import EVENTS, decision_on, load_event, tell

if TYPE_CHECKING:
    from hinomi.model import Message

SAMPLES = {path.stem: load_event("custom", path.stem) for path in sorted((EVENTS / "custom").glob("*.json"))}
HOSTILE = "<!channel> https://evil.example {detail.secret} \u202e {0.__class__} AKIAIOSFODNN7EXAMPLE"


def described(**changes: Any) -> Config:
    """Settings that describe one event, which are sound."""
    one = {"name": "a", "match": {"source": "com.example"}, "title": "Something happened", **changes}
    config = parse({"events": [{key: value for key, value in one.items() if value is not None}]})
    assert problems(config) == []
    return config


def event(detail: Any = None, **changes: Any) -> dict[str, Any]:
    envelope = {"id": "e-1", "source": "com.example", "detail-type": "x", "account": "111122223333"}
    return {**envelope, "region": "ap-northeast-1", "time": "2026-11-20T03:04:05Z", "detail": detail or {}, **changes}


def alert_of(body: dict[str, Any], config: Config) -> Alert:
    (alert,) = (one for opened in open_envelope(body) for one in normalize(opened, Descriptions(config.events)))
    return alert


def take(watch: Any, body: dict[str, Any]) -> str:
    (outcome,) = (outcome for opened in open_envelope(body) for outcome in watch.take(opened))
    reason: str = outcome.decision.reason.value
    return reason


def mail(alert: Alert, locale: str) -> Message:
    (message,) = tell(alert, channels=["email"], locales=[locale])
    return message


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_as_described_and_its_look_alike_is_not(name: str) -> None:
    (alert,) = (one for opened in open_envelope(SAMPLES[name]) for one in normalize(opened, CUSTOM))
    assert (alert.source == "custom") is not name.startswith("lookalike")


def test_each_reader_is_told_in_the_words_of_the_reader_s_language() -> None:
    alert = alert_of(SAMPLES["ecr_scan_critical"], SETTINGS)
    japanese, english = mail(alert, "ja"), mail(alert, "en")
    assert japanese.subject == "[高] コンテナイメージ「web/front」に重大な脆弱性"
    assert english.subject == "[High] Critical vulnerabilities in the container image “web/front”"
    assert "タグ: 1.4.2, latest\n重大な脆弱性の数: 2" in japanese.body
    assert "Tags: 1.4.2, latest\nCritical findings: 2" in english.body
    assert "このイメージから起動したコンテナは" in japanese.body
    assert "1. Open the scan results of the image in the ECR console" in english.body


def test_one_text_is_for_all_languages() -> None:
    alert = alert_of(event(), described(title="Nightly", why="Because.", steps=["Look."]))
    for locale in LOCALES:
        assert alert.texts[locale].headline == "Nightly"
        assert "Because." in mail(alert, locale).body


def test_several_together_are_told_in_those_words_too() -> None:
    names = ("ecr_scan_critical", "batch_job_failed", "large_instance")
    events = [opened for name in names for opened in open_envelope(SAMPLES[name])]
    japanese, english = hear(SETTINGS, everywhere(["email"], LOCALES), events)
    assert "[高] コンテナイメージ「web/front」に重大な脆弱性" in japanese.body
    assert "[高] バッチ処理「settlement」の失敗" in japanese.body
    assert "[Medium] Large instance started (p5.48xlarge)" in english.body


def test_without_advice_there_is_none() -> None:
    body = mail(alert_of(event(), described()), "en").body
    assert "WHAT THIS MEANS" not in body
    assert "WHAT TO DO FIRST" not in body


def test_a_field_that_is_missing_shows_as_a_dash_and_as_no_line() -> None:
    facts = [{"label": "State", "value": "detail.state"}]
    alert = alert_of(event(), described(title="Job {detail.job} of {account}", facts=facts))
    assert alert.texts["en"].headline == "Job — of 111122223333"
    assert "State" not in mail(alert, "en").body


def test_what_an_event_says_is_neutralized_and_never_filled_in_again() -> None:
    facts = [{"label": "Job", "value": "detail.job"}]
    alert = alert_of(event({"job": HOSTILE, "secret": "hunter2"}), described(title="Job {detail.job}", facts=facts))
    for message in tell(alert):
        said = f"{message.subject}{message.body}"
        assert "https://evil" not in said
        assert "AKIAIOSFODNN7EXAMPLE" not in said
        assert "\u202e" not in said
        assert "hunter2" not in said
    assert "hxxps://evil[.]example" in mail(alert, "en").body


def test_a_long_value_is_cut_in_a_title() -> None:
    assert len(alert_of(event({"job": "x" * 100_000}), described(title="{detail.job}")).title) == 200


@pytest.mark.parametrize(
    ("detail", "severity"),
    [
        ({"level": "FATAL"}, Severity.CRITICAL),
        ({"level": "WARN-2"}, Severity.LOW),
        ({"level": "other"}, Severity.MEDIUM),
        ({"level": ["other", "WARN-1"]}, Severity.LOW),
        ({"level": {"FATAL": 1}}, Severity.MEDIUM),
        ({}, Severity.MEDIUM),
    ],
)
def test_a_field_says_how_bad_it_is_and_where_it_does_not_it_is_medium(detail: Any, severity: Severity) -> None:
    by = {"by": "detail.level", "values": {"FATAL": "CRITICAL", "WARN*": "LOW"}}
    assert alert_of(event(detail), described(severity=by)).severity is severity


def test_a_star_is_the_rest_and_the_first_that_fits_counts() -> None:
    config = described(severity={"by": "detail.level", "values": {"7*": "HIGH", "7.5": "LOW", "*": "INFO"}})
    severities = [alert_of(event({"level": level}), config).severity for level in (7.5, 7, 3)]
    assert severities == [Severity.HIGH, Severity.HIGH, Severity.INFO]
    assert alert_of(event(), config).severity is Severity.INFO


@pytest.mark.parametrize(
    ("match", "detail", "fits"),
    [
        ({"detail.state": "FAILED"}, {"state": "FAILED"}, True),
        ({"detail.state": "FAILED"}, {"state": "failed"}, False),
        ({"detail.state": ["A", "B*"]}, {"state": "Bx"}, True),
        ({"detail.state": "!OK"}, {"state": "FAILED"}, True),
        ({"detail.state": "!OK"}, {"state": "OK"}, False),
        ({"detail.state": "!OK"}, {}, True),
        ({"detail.state": "!"}, {"state": "x"}, True),
        ({"detail.state": "!"}, {}, False),
        ({"detail.state": ""}, {}, True),
        ({"detail.state": ""}, {"state": "x"}, False),
        ({"detail.count": "3"}, {"count": 3}, True),
        ({"detail.final": "true"}, {"final": True}, True),
        ({"detail.final": "true"}, {"final": False}, False),
        ({"detail.tags.name": "b"}, {"tags": [{"name": "a"}, {"name": "b"}]}, True),
        ({"detail.tags": "!a"}, {"tags": ["a", "b"]}, True),
        ({"detail.tags": ["!a", "!b*"]}, {"tags": "bc"}, False),
        ({"detail.a.b": "x"}, {"a": "x"}, False),
        ({"detail.number of results": "2"}, {"number of results": "2"}, True),
    ],
)
def test_eventbridge_and_hinomi_take_the_same_events(match: Any, detail: Any, fits: bool) -> None:  # noqa: FBT001 - a row
    config = described(match={"source": "com.example", **match})
    assert (Descriptions(config.events).alert(Event(body=event(detail))) is not None) is fits
    pattern = json.loads(written(config.events))
    assert matches(pattern, event(detail)) is fits
    assert not matches(pattern, event(detail, source="example.forger"))
    assert matches(pattern, event(detail, source="hinomi.drill")) is fits


def test_the_pattern_lets_the_end_through_too() -> None:
    config = described(
        match={"source": "com.example", "detail.state": "ALARM"}, resolved={"detail.state": "OK"}, about=["detail.job"]
    )
    pattern = json.loads(written(config.events))
    assert [matches(pattern, event({"state": state})) for state in ("ALARM", "OK", "OTHER")] == [True, True, False]


def test_the_pattern_lets_an_end_through_that_says_more_than_the_beginning() -> None:
    config = described(
        match={"source": "com.example", "detail.state": "A"},
        about=["detail.job"],
        resolved={"detail.state": "B", "detail.by": "!"},
    )
    pattern = json.loads(written(config.events))
    assert matches(pattern, event({"state": "A", "job": "j"}))
    assert matches(pattern, event({"state": "B", "job": "j", "by": "x"}))
    assert not matches(pattern, event({"state": "C", "job": "j", "by": "x"}))


def test_a_drill_of_what_only_its_source_tells_is_not_taken() -> None:
    assert json.loads(written(described().events)) == {"source": ["com.example"]}


def test_nothing_described_is_no_pattern_and_no_change() -> None:
    assert written(Config().events) == ""
    assert Descriptions().alert(Event(body=event())) is None


def test_what_is_described_goes_before_every_source() -> None:
    """The root user's own call is a source's; this one is wanted in the operator's words."""
    call = load_event("root_api", "create_access_key")
    match = {"source": call["source"], "detail-type": call["detail-type"], "detail.eventName": "CreateAccessKey"}
    assert alert_of(call, Config()).source == "cloudtrail"
    assert alert_of(call, described(match=match)).source == "custom"


def test_of_two_descriptions_the_first_goes_first() -> None:
    first = {"name": "failed", "match": {"source": "com.example", "detail.state": "FAILED"}, "title": "Failed"}
    config = parse({"events": [first, {"name": "any", "match": {"source": "com.example"}, "title": "Any"}]})
    assert problems(config) == []
    assert [alert_of(event({"state": state}), config).type for state in ("FAILED", "OK")] == ["failed", "any"]


def test_whoever_writes_to_a_topic_cannot_speak_as_what_is_described() -> None:
    envelope = {"Type": "Notification", "MessageId": "m", "TopicArn": "arn:aws:sns:ap-northeast-1:111122223333:t"}
    sent = envelope | {"Message": json.dumps(event())}
    assert alert_of(sent, described()).source == "unrecognized"


def test_a_drill_is_told_apart_by_more_than_its_source() -> None:
    drill = load_event("guardduty", "ec2_ssh_brute_force") | {"source": "hinomi.drill"}
    assert alert_of(drill, described()).source == "guardduty"
    config = described(match={"source": "com.example", "detail-type": "x"})
    alert = alert_of(event(source="hinomi.drill"), config)
    assert (alert.source, alert.drill) == ("custom", True)
    assert alert.fingerprint.startswith("drill|custom|a|")


def test_each_event_is_its_own_unless_it_says_what_it_is_about() -> None:
    watch = make_watch(config=described())
    assert [take(watch, event(id=name)) for name in ("a", "a", "b")] == ["first_seen", "duplicate", "first_seen"]
    assert not lasts(alert_of(event(), described()))


def test_what_is_open_is_not_told_again_until_it_was_over() -> None:
    watch = make_watch(config=SETTINGS)
    failed, succeeded = SAMPLES["batch_job_failed"], SAMPLES["batch_job_succeeded"]
    later = failed | {"id": "later", "time": "2026-11-20T03:30:00Z"}
    again = failed | {"id": "again", "time": "2026-11-20T05:00:00Z"}
    told = [take(watch, one) for one in (failed, later, succeeded, again)]
    assert told == ["first_seen", "duplicate", "resolved", "reopened"]


def test_the_end_of_what_nobody_heard_of_is_not_told() -> None:
    assert take(make_watch(config=SETTINGS), SAMPLES["batch_job_succeeded"]) == "not_actionable"


def test_what_is_over_is_told_in_few_words() -> None:
    alert = alert_of(SAMPLES["batch_job_succeeded"], SETTINGS)
    assert alert.lifecycle is Lifecycle.CLOSED
    assert mail(alert, "ja").subject == "[高][解決済み] バッチ処理「settlement」の失敗"


def test_the_same_thing_elsewhere_is_another() -> None:
    config = described(about=["detail.job"])
    bodies = [
        event({"job": "a"}),
        event({"job": "a"}, account="123456789012"),
        event({"job": "a"}, region="us-east-1"),
        event({"job": "b"}),
        event({"job": ["a", "b"]}),
        event({}),
        event({}, id="e-2"),
    ]
    assert len({alert_of(body, config).fingerprint for body in bodies}) == len(bodies)
    assert lasts(alert_of(bodies[0], config))
    assert patience(alert_of(bodies[0], config)).days == 90


def test_what_is_affected_is_named_as_people_call_it() -> None:
    alert = alert_of(SAMPLES["ecr_scan_critical"], SETTINGS)
    assert [(one.type, one.id) for one in alert.resources] == [("", "web/front")]
    alert = alert_of(event({"key": "AKIAIOSFODNN7EXAMPLE"}), described(resource="detail.key"))
    assert [one.id for one in alert.resources] == ["AKIA****MPLE"]


def test_an_alert_keeps_its_words_while_it_waits() -> None:
    alert = alert_of(SAMPLES["ecr_scan_critical"], SETTINGS)
    branch = Branch(route="root", receiver="default", group="root|")
    news = News(id="n", alert=alert, decision=decision_on(alert), branch=branch, at=1)
    assert decode_news(encode(news)) == news


def test_an_alert_that_is_too_long_keeps_its_headline() -> None:
    facts = [{"label": "Job", "value": "detail.job"}]
    alert = shortened(alert_of(event({"job": "x" * 5000}), described(title="Job {detail.job}", facts=facts)))
    assert all(len(words.headline) <= LONGEST and not words.lines for words in alert.texts.values())
    assert mail(alert, "en").subject.startswith("[Medium] Job xxx")


@pytest.mark.parametrize("wrong", [None, "", 7, True, 1e400, [], {}, [[]], [{"state": ["x"]}], "x" * 5000, "\ud800"])
def test_a_malformed_event_breaks_nothing(wrong: Any) -> None:
    for name in ("ecr_scan_critical", "large_instance", "batch_job_failed"):
        body = load_event("custom", name)
        for part in (body, body["detail"]):
            for key in part:
                before, part[key] = part[key], wrong
                for alert in normalize(Event(body=body), CUSTOM):
                    assert alert.fingerprint
                    assert list(tell(alert, channels=["email"]))
                part[key] = before


def test_lists_within_lists_are_opened_as_far_as_anybody_needs() -> None:
    deep: Any = "x"
    for _ in range(20_000):
        deep = [deep]
    assert fields.values({"detail": deep}, "detail") == ()
    assert fields.values({"detail": [["x"], [["y"]]]}, "detail") == ("x", "y")
    assert len(fields.values({"detail": [str(number) for number in range(5000)]}, "detail")) == 999
