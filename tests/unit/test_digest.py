from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinomi.channels import CHANNELS, email
from hinomi.config import LOCALES, Config
from hinomi.digest import digest
from hinomi.i18n import text
from hinomi.model import Bundle, ConsoleLink, Fact, Item, Reason, Report, Resource, Severity, Wording
from support.alerts import make_alert
from support.digests import branch_of, item, items, solved, storm
from support.messages import activity_flaws, character_flaws, flaws, shape_flaws, size_flaws

if TYPE_CHECKING:
    from hinomi.briefing import Briefing

HOSTILE = "https://evil.example <!channel> @everyone [x](y) `$(id)` *b* \u202e\x1b[31m\r\nBcc: a@evil.example"
BRANCH = branch_of("guardduty", labels={"source": "guardduty", "account": "111122223333"})
NEWS = (Reason.FIRST_SEEN, Reason.ESCALATED, Reason.CHANGED, Reason.REOPENED, Reason.REPEAT_DUE)

in_each_language = pytest.mark.parametrize("locale", LOCALES)


def told(*given: Item, locale: str = "en", **changes: Any) -> Briefing:
    return digest(Bundle(items=given, **{"branch": BRANCH, **changes}), locale, Config())


def line(briefing: Briefing, key: str) -> str:
    """Give what is said under a label of the catalogue, nothing where there is no such line."""
    return next((one.value for one in briefing.lines if one.label == text(briefing.locale, key)), "")


def listed(briefing: Briefing, key: str) -> tuple[str, ...]:
    heading = text(briefing.locale, key)
    return next((section.items for section in briefing.sections if section.heading == heading), ())


def hostile(number: int, piece: str) -> Item:
    return item(
        make_alert(
            source=piece if number % 2 else "guardduty",
            fingerprint=f"{number}",
            type=f"{piece}{number}",
            title=piece,
            guide=(),
            account=f"{piece}{number % 3}",
            region=piece,
            resources=(Resource(type=piece, id=piece, name=piece),),
            facts=(Fact("control", piece),),
        )
    )


@in_each_language
def test_the_headline_counts_them_and_names_what_they_share(locale: str) -> None:
    expected = {"ja": "GuardDuty の検出結果 12 件: 111122223333", "en": "12 GuardDuty findings: 111122223333"}
    assert told(*items(12), locale=locale).headline == expected[locale]


def test_alerts_of_several_sources_and_accounts_are_alerts_of_no_one_account() -> None:
    briefing = told(*items(2), item(make_alert(source="budgets", account="123456789012", fingerprint="b")))
    assert briefing.headline == "3 alerts"
    assert line(briefing, "field.account") == "2 accounts"


@given(
    st.lists(st.tuples(st.sampled_from(Severity), st.sampled_from((*NEWS, Reason.RESOLVED))), min_size=2, max_size=60)
)
def test_every_item_is_counted_exactly_once_by_severity(drawn: list[tuple[Severity, Reason]]) -> None:
    told_of = [
        item(make_alert(severity=severity, fingerprint=str(number)), reason)
        for number, (severity, reason) in enumerate(drawn)
    ]
    briefing = told(*told_of)
    counts = " ".join(line(briefing, key) for key in ("digest.by_severity", "digest.solved_by_severity"))
    assert sum(map(int, re.findall(r"\d+", counts))) == len(drawn)
    over = sum(reason is Reason.RESOLVED for _, reason in drawn)
    assert sum(map(int, re.findall(r"\d+", line(briefing, "digest.solved_by_severity")))) == over
    assert sum(len(s.items) + s.more for s in briefing.sections if s.heading != text("en", "digest.kinds")) == len(
        drawn
    )


def test_the_worst_come_first_then_the_newest() -> None:
    low = item(make_alert(severity=Severity.LOW, version=9, fingerprint="a", resources=(Resource(type="T", id="low"),)))
    old, new = (
        item(make_alert(version=version, fingerprint=name, resources=(Resource(type="T", id=name),)))
        for name, version in (("old", 1), ("new", 2))
    )
    first, second, third = listed(told(low, old, new), "digest.new")
    assert (first.endswith("new"), second.endswith("old"), third.endswith("low")) == (True, True, True)


def test_the_order_in_which_they_came_does_not_matter() -> None:
    bundle = storm()
    assert told(*bundle.items) == told(*reversed(bundle.items))


def test_at_most_ten_are_listed_and_the_rest_is_counted() -> None:
    section = told(*items(10_000)).sections[0]
    assert (len(section.items), section.more) == (10, 9_990)


def test_what_got_worse_is_marked() -> None:
    worse = item(make_alert(fingerprint="w"), Reason.ESCALATED, Severity.LOW)
    first, second = listed(told(worse, *items(1, severity=Severity.LOW)), "digest.news")
    assert first.startswith(f"[High][{text('en', 'status.escalated')}] ")
    assert second.startswith("[Low] ")


def test_kinds_are_counted_and_add_up() -> None:
    kinds = [item(make_alert(type=f"Recon:EC2/{n % 15}", fingerprint=str(n))) for n in range(100)]
    counted = listed(told(*kinds), "digest.kinds")
    assert len(counted) == 11
    assert sum(int(one.rpartition(": ")[2]) for one in counted) == 100
    assert counted[-1].startswith("5 other types: ")


def test_kinds_that_occur_once_each_are_not_counted() -> None:
    once = [item(make_alert(type=f"Recon:EC2/{n}", fingerprint=str(n))) for n in range(3)]
    assert listed(told(*once), "digest.kinds") == ()


def test_what_is_resolved_is_listed_apart_with_the_severity_that_people_know() -> None:
    over = item(make_alert(severity=Severity.INFO, fingerprint="o"), Reason.RESOLVED, Severity.CRITICAL)
    briefing = told(over, *items(2, severity=Severity.LOW))
    assert briefing.severity is Severity.LOW
    assert listed(briefing, "digest.solved_ones")[0].startswith("[Critical] ")
    assert line(briefing, "digest.solved_by_severity") == "Critical 1"
    assert briefing.headline.startswith("2 GuardDuty findings, 1 resolved")


@in_each_language
def test_a_digest_of_what_is_resolved_looks_resolved_and_asks_for_nothing(locale: str) -> None:
    briefing = digest(solved(), locale, Config())
    assert (briefing.reason, briefing.severity) == (Reason.RESOLVED, Severity.HIGH)
    assert briefing.status == text(locale, "status.resolved")
    assert (briefing.why, briefing.steps) == ("", ())


def test_a_repeat_says_so() -> None:
    again = [msgspec.structs.replace(one, decision=item(one.alert, Reason.REPEAT_DUE).decision) for one in items(2)]
    briefing = told(*again)
    assert (briefing.status, briefing.because) == (text("en", "status.repeat_due"), text("en", "because.repeat_due"))
    assert len(listed(briefing, "digest.repeated")) == 2


@in_each_language
def test_why_and_steps_are_those_of_the_worst_and_say_so(locale: str) -> None:
    worst = make_alert(severity=Severity.CRITICAL, guide=("root/signin_failure", "root/signin"), source="signin")
    alone = told(item(worst), item(make_alert(fingerprint="x", severity=Severity.LOW)), locale=locale)
    assert alone.steps
    assert alone.steps != told(*items(2), locale=locale).steps
    assert alone.labels["why"] == text(locale, "digest.why")
    assert alone.labels["steps"] == text(locale, "digest.steps")


def test_the_link_leads_to_the_list() -> None:
    link = ConsoleLink(page="guardduty_finding", parameters={"region": "ap-northeast-1", "finding_id": "f"})
    found = told(*(item(make_alert(link=link, fingerprint=name)) for name in "ab")).link
    assert found is not None
    assert found.label == text("en", "link.guardduty_home")
    assert "fId" not in found.url


def test_what_stands_and_what_is_held_is_told() -> None:
    said = [one.value for one in told(*items(2), standing={Severity.HIGH: 4, Severity.MEDIUM: 30}, held=3).lines]
    assert text("en", "digest.standing", count="34", severities="High 4, Medium 30") in said
    assert text("en", "digest.held", count="3") in said


def test_nothing_is_said_of_what_there_is_not() -> None:
    said = " ".join(one.value for one in told(*items(2)).lines)
    assert "open" not in said
    assert "Held" not in said


def test_an_overflow_says_that_nothing_is_lost_and_that_more_comes() -> None:
    briefing = told(*items(2), overflow=True, more=True)
    assert briefing.because == f"{text('en', 'because.overflow')} {text('en', 'because.more')}"


def test_an_overflow_claims_no_label_of_a_group_that_its_items_do_not_share() -> None:
    labels = {"account": "123456789012", "tag.team": "web"}
    said = told(*items(2), branch=branch_of("guardduty", labels=labels), overflow=True)
    assert not any("123456789012" in one.value or "web" in one.value for one in said.lines)


def test_the_labels_of_the_group_are_told_in_words() -> None:
    labels = {
        "severity": "HIGH",
        "tag.team": "web",
        "resource_type": "AWS::S3::Bucket",
        "unit": "Workloads",
        "type": "",
    }
    lines = {one.label: one.value for one in told(*items(2), branch=branch_of("guardduty", labels=labels)).lines}
    assert lines.items() >= {"Severity": "High", "Tag team": "web", "Organizational unit (OU)": "Workloads"}.items()
    assert lines["Resource type"] == text("en", "resource.AWS::S3::Bucket")
    assert "Type" not in lines


def test_the_thread_is_that_of_the_group_whatever_is_in_it() -> None:
    first, second = told(*items(2)), told(*items(5))
    assert first.thread == second.thread != told(*items(2), branch=branch_of("budgets")).thread


def test_drills_and_samples_are_marked() -> None:
    mixed = told(item(make_alert(drill=True, fingerprint="d")), item(make_alert(sample=True, fingerprint="s")))
    marks = sorted(re.findall(r"\] (\[[A-Z]+\])", " ".join(listed(mixed, "digest.new"))))
    assert marks == ["[DRILL]", "[SAMPLE]"]
    assert "[" not in mixed.headline
    all_drills = told(*(item(make_alert(drill=True, fingerprint=name)) for name in "ab"))
    assert all_drills.headline.startswith("[DRILL] ")
    assert all_drills.because == text("en", "drill")


def rehearsed(kind: str, count: int, reason: Reason = Reason.FIRST_SEEN) -> list[Item]:
    """Make CRITICAL drills or samples, newer than anything else."""
    crying = {"severity": Severity.CRITICAL, "version": 4_000_000_000_000, kind: True}
    return [item(make_alert(**crying, fingerprint=f"{kind}{number}"), reason) for number in range(count)]


@pytest.mark.parametrize("kind", ["drill", "sample"])
def test_no_drill_or_sample_comes_before_what_is_real(kind: str) -> None:
    real = make_alert(
        severity=Severity.MEDIUM, resources=(Resource(type="T", id="i-real"),), guide=("root/signin_failure",)
    )
    mixed = told(*rehearsed(kind, 30), item(real))
    assert "i-real" in listed(mixed, "digest.new")[0]
    assert (mixed.severity, mixed.severity_label) == (Severity.MEDIUM, text("en", "severity.MEDIUM"))
    assert (mixed.why, mixed.steps) == (told(item(real)).why, told(item(real)).steps)
    assert "MEDIUM" in mixed.keywords


def test_what_ends_in_earnest_is_not_made_news_by_drills() -> None:
    over = item(make_alert(severity=Severity.INFO, fingerprint="over"), Reason.RESOLVED, Severity.LOW)
    mixed = told(*rehearsed("drill", 3), over)
    assert (mixed.severity, mixed.reason, mixed.steps) == (Severity.LOW, Reason.RESOLVED, ())
    assert mixed.headline.startswith("3 GuardDuty findings, 1 resolved")


def test_what_is_real_and_new_is_not_made_over_by_the_end_of_drills() -> None:
    mixed = told(*rehearsed("drill", 3, Reason.RESOLVED), *items(1, severity=Severity.LOW))
    assert (mixed.severity, mixed.reason) == (Severity.LOW, Reason.FIRST_SEEN)


@pytest.mark.parametrize(
    ("locale", "said"), [("ja", "うち訓練・サンプル: 113 件"), ("en", "Of these, drills and samples: 113")]
)
def test_drills_and_samples_among_what_is_real_are_counted(locale: str, said: str) -> None:
    mixed = told(*rehearsed("drill", 100), *rehearsed("sample", 13), *items(2), locale=locale)
    assert said in [one.value for one in mixed.lines]


@pytest.mark.parametrize("alone", [items(3), rehearsed("drill", 3), rehearsed("sample", 3)])
def test_drills_and_samples_are_not_counted_where_nothing_is_mixed(alone: list[Item]) -> None:
    assert not any("drills and samples" in one.value for one in told(*alone).lines)


def test_a_report_among_others_is_listed_by_its_own_headline() -> None:
    report = Report(run="r", texts={"en": Wording(headline="2 changed")})
    assert any("2 changed" in one for one in listed(told(item(make_alert(report=report)), *items(1)), "digest.new"))


def test_the_subject_in_ascii_counts_them() -> None:
    assert email.ascii_subject(told(*items(12, severity=Severity.HIGH))) == "[HIGH] guardduty 12 alerts 111122223333"


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.NAME)
@in_each_language
def test_ten_thousand_hostile_alerts_keep_every_limit(channel: Any, locale: str) -> None:
    told_of = tuple(hostile(number, f"{HOSTILE} {'火' * 3_000}") for number in range(30))
    many = tuple(
        msgspec.structs.replace(one, alert=msgspec.structs.replace(one.alert, fingerprint=f"{number}", version=number))
        for number, one in enumerate(told_of * 334)
    )
    bundle = Bundle(items=many, branch=branch_of("x", labels={"tag.x": HOSTILE}), held=9, standing={Severity.LOW: 1})
    message = channel.render(digest(bundle, locale, Config()))
    assert flaws(message) == []
    assert "10,020" in message.body


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.NAME)
@settings(max_examples=15)
@given(
    pieces=st.lists(
        st.one_of(st.text(st.characters(exclude_categories=["Cn"]), max_size=40), st.just(HOSTILE)),
        min_size=2,
        max_size=12,
    )
)
def test_whatever_the_alerts_say_no_message_has_a_flaw(channel: Any, pieces: list[str]) -> None:
    hostile_ones = tuple(hostile(number, piece) for number, piece in enumerate(pieces))
    briefing = digest(Bundle(items=hostile_ones, overflow=True), "ja", Config())
    message = channel.render(briefing)
    assert [*size_flaws(message), *shape_flaws(message), *character_flaws(message), *activity_flaws(message)] == []
