from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.baseline.outcome import Outcome
from hinomi.brief import brief
from hinomi.config import LOCALES, Config
from hinomi.decide import dismiss
from hinomi.i18n import text
from hinomi.model import Alert, Event, Item, Line, Notification, Outlet, Report, Section, Severity
from hinomi.normalize import normalize
from hinomi.render import MACHINE, MACHINE_BYTES, for_machines, preview
from hinomi.sources import baseline_round
from support.fakes import Outbox, make_watch
from support.messages import activity_flaws, shape_flaws, size_flaws
from support.samples import decision_on, load_event, only_alert, tell

FOLDER = "baseline_round"
HOSTILE = ("[x](https://evil.example)", "<!channel>", "a@evil.example", "*b* `c`", "\u202egnp", "x\r\nBcc: y", "# t")
in_each_language = pytest.mark.parametrize("locale", LOCALES)


def alert_of(body: dict[str, Any]) -> Alert:
    return only_alert(baseline_round, body)


def report_of(body: dict[str, Any]) -> Report:
    report = alert_of(body).report
    assert report is not None
    return report


def reported(**detail: Any) -> dict[str, Any]:
    """Make an event with as little in it as a report needs."""
    said = {"headline": "変更なし", "lines": [], "sections": []}
    body = {"source": "hinomi.baseline", "detail-type": "Baseline Round Reported", "account": "111122223333"}
    return body | {"detail": {"run": "r1", "texts": {"ja": said}} | detail}


def test_a_report_is_told_in_the_words_of_the_round() -> None:
    body = load_event(FOLDER, "busy_week")
    alert, worded = alert_of(body), body["detail"]["texts"]["ja"]
    assert (alert.source, alert.account, alert.region) == ("baseline", "111122223333", "ap-northeast-1")
    report = report_of(body)
    assert (report.run, report.first, report.unfinished) == (body["detail"]["run"], False, 1)
    assert report.outcomes == body["detail"]["outcomes"]
    told = report.texts["ja"]
    assert told.headline == worded["headline"]
    assert told.lines == tuple(Line(one["label"], one["value"]) for one in worded["lines"])
    assert [(one.heading, list(one.items)) for one in told.sections] == [
        (one["heading"], one["items"]) for one in worded["sections"]
    ]


def test_the_outcomes_that_are_read_are_those_of_the_round() -> None:
    assert set(baseline_round.OUTCOMES) == {outcome.value for outcome in Outcome}


@pytest.mark.parametrize("change", [{"detail-type": "Baseline Round Started"}, {"source": "aws.guardduty"}])
def test_another_event_is_not_taken_for_a_report(change: dict[str, str]) -> None:
    assert not baseline_round.recognizes(Event(body=reported() | change))


@pytest.mark.parametrize(
    ("detail", "severity"),
    [
        ({}, Severity.INFO),
        ({"outcomes": {"compliant": 9, "changed": 3, "exempt": 1, "managed_by_org": 1}}, Severity.INFO),
        ({"outcomes": {"would_change": 1}}, Severity.LOW),
        ({"outcomes": {"manual": 1, "changed": 9}}, Severity.LOW),
        ({"outcomes": {"failed": 1, "manual": 1}}, Severity.MEDIUM),
        ({"outcomes": {"access_denied": 1}}, Severity.MEDIUM),
        ({"outcomes": {"compliant": 9}, "unfinished": 1}, Severity.MEDIUM),
    ],
)
def test_the_severity_says_how_soon_somebody_has_to_look(detail: dict[str, Any], severity: Severity) -> None:
    assert alert_of(reported(**detail)).severity is severity


@pytest.mark.parametrize("floor", Severity)
def test_a_report_is_told_whatever_the_floor(floor: Severity) -> None:
    assert dismiss(alert_of(load_event(FOLDER, "quiet_week")), floor) is None


def test_a_redelivery_is_a_duplicate_and_the_next_round_is_news() -> None:
    outbox = Outbox()
    watch = make_watch(outbox=outbox, machines=(Outlet(name=MACHINE, channel=MACHINE, locale=""),))
    for number, run in enumerate(("r1", "r1", "r2")):
        watch.take(Event(body=reported(run=run), delivery_id=str(number)))
    assert [json.loads(message.body)["alert"]["report"]["run"] for _, message in outbox.sent] == ["r1", "r2"]


def test_a_report_without_a_run_is_known_by_its_delivery() -> None:
    one, again, other = (
        baseline_round.normalize(Event(body=reported(run=None), delivery_id=name))[0].fingerprint for name in "aab"
    )
    assert one == again != other


def test_the_account_is_the_one_that_eventbridge_names() -> None:
    assert alert_of(reported(account="123456789012")).account == "111122223333"


@pytest.mark.parametrize("detail", [None, [], "x", {"texts": None}, {"texts": {"ja": {"headline": ["x"]}}}])
def test_a_report_that_says_nothing_is_quoted_as_it_is(detail: Any) -> None:
    event = Event(body=reported() | {"detail": detail})
    assert baseline_round.recognizes(event)
    assert [alert.source for alert in normalize(event)] == ["unrecognized"]


def test_unknown_keys_and_wrong_types_stay_absent() -> None:
    worded = {
        "headline": "見出し",
        "link": "https://evil.example",
        "lines": [{"label": "空"}, "x", {"value": "一文"}],
        "sections": [{"heading": "空"}, {"heading": "数", "more": 3}, {"heading": "", "items": ["x"]}, 7, None],
    }
    report = report_of(reported(texts={"ja": worded, "fr": worded}, outcomes={"failed": -1, "x": 2, "drift": "3"}))
    assert report.texts.keys() == {"ja"}
    assert report.texts["ja"].lines == (Line("", "一文"),)
    assert report.texts["ja"].sections == (Section("数", (), 3),)
    assert report.outcomes == {"drift": 3}


def test_what_is_far_too_long_is_left_out_and_counted() -> None:
    section = {"heading": "h" * 9000, "items": [f"{number}{'x' * 9000}" for number in range(900)], "more": 5}
    worded = {"headline": "h" * 9000, "lines": [{"label": "l", "value": "v"}] * 90, "sections": [section] * 90}
    told = report_of(reported(texts={"ja": worded})).texts["ja"]
    assert (len(told.lines), len(told.sections)) == (20, 16)
    assert (len(told.sections[0].items), told.sections[0].more) == (200, 705)


@in_each_language
def test_where_a_language_is_missing_another_one_speaks(locale: str) -> None:
    (other,) = (one for one in LOCALES if one != locale)
    alert = alert_of(reported(texts={other: {"headline": "said"}}))
    briefing = brief(Notification(alert=alert, decision=decision_on(alert), locale=locale), Config())
    assert (briefing.headline, briefing.severity_label) == ("said", text(locale, "round.mark"))
    assert briefing.because == text(locale, "because.report")


@in_each_language
def test_a_report_asks_for_nothing_but_what_it_says(locale: str) -> None:
    alert = alert_of(load_event(FOLDER, "busy_week"))
    briefing = brief(Notification(alert=alert, decision=decision_on(alert), locale=locale), Config())
    assert (briefing.why, briefing.steps, briefing.quote, briefing.link) == ("", (), "", None)


def test_an_ascii_subject_says_that_it_is_the_baseline() -> None:
    alert = alert_of(load_event(FOLDER, "quiet_week"))
    item, config = Item(alert=alert, decision=decision_on(alert)), Config(ascii_subject=True)
    mails = [preview(item, config, channel="email", locale=locale) for locale in LOCALES]
    assert {mail.subject for mail in mails} == {f"[BASELINE] baseline round {alert.account} {alert.region}"}


def test_a_drill_says_that_it_is_one() -> None:
    (alert,) = normalize(Event(body=reported() | {"source": "hinomi.drill"}))
    briefing = brief(Notification(alert=alert, decision=decision_on(alert), locale="ja"), Config())
    assert briefing.headline.startswith(text("ja", "drill.mark"))
    assert briefing.because == text("ja", "drill")


def test_machines_get_the_outcomes_and_the_texts() -> None:
    alert = alert_of(load_event(FOLDER, "busy_week"))
    told = json.loads(for_machines(alert, decision_on(alert)).body)
    assert told["alert"]["report"]["outcomes"]["failed"] == 1
    assert told["alert"]["report"]["texts"].keys() == set(LOCALES)


def test_machines_get_a_forged_giant_without_its_texts() -> None:
    section = {"heading": "h", "items": [f"{number}{'x' * 1900}" for number in range(200)]}
    alert = alert_of(reported(texts={"ja": {"headline": "x", "sections": [section] * 16}}))
    body = for_machines(alert, decision_on(alert)).body
    assert len(body.encode()) <= MACHINE_BYTES
    assert json.loads(body)["shortened"] is True


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["run", "texts", "ja", "headline", "lines", "sections", "items", "heading", "more"]), inner
        )
    ),
    max_leaves=12,
)


@given(detail=JUNK, worded=JUNK)
def test_whatever_a_report_holds_it_is_told_or_quoted(detail: Any, worded: Any) -> None:
    for body in (reported() | {"detail": detail}, reported(texts={"ja": {"headline": "x", "sections": [worded]}})):
        assert normalize(Event(body=body))


@given(said=st.text(min_size=1, max_size=40) | st.sampled_from(HOSTILE))
def test_whatever_a_report_says_does_nothing(said: str) -> None:
    section = {"heading": said, "items": [said, f"{said} https://evil.example"], "more": 2}
    worded = {"headline": said, "lines": [{"label": said, "value": said}], "sections": [section]}
    for alert in normalize(Event(body=reported(texts={"ja": worded}))):
        for message in tell(alert, locales=["ja"]):
            assert [*activity_flaws(message), *shape_flaws(message), *size_flaws(message)] == []
