from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.brief import brief
from hinomi.config import LOCALES, Config
from hinomi.i18n import text
from hinomi.model import (
    Actor,
    ConsoleLink,
    Decision,
    Domain,
    Fact,
    Lifecycle,
    Money,
    Notification,
    Origin,
    Reason,
    Resource,
    Severity,
    Term,
)
from hinomi.text import clean
from support.alerts import make_alert

if TYPE_CHECKING:
    from hinomi.briefing import Briefing

FIRST = datetime(2026, 11, 20, 2, 45, tzinfo=UTC)
HOSTILE = ("https://evil.example", "a@evil.example", "\u202ex\u2066", "\x1b[31m", "\r\nBcc: x", "{0}", "<!channel>")
LIVE = re.compile(r"https?://|\w@\w+\.|evil\.example(?![\w-])")

in_each_language = pytest.mark.parametrize("locale", LOCALES)


def briefed(
    locale: str = "en",
    *,
    reason: Reason = Reason.FIRST_SEEN,
    was: Severity | None = None,
    config: Config | None = None,
    **changes: Any,
) -> Briefing:
    decision = Decision(notify=True, reason=reason, was=was)
    return brief(Notification(alert=make_alert(**changes), decision=decision, locale=locale), config or Config())


def lines(briefing: Briefing) -> dict[str, str]:
    told = {line.label: line.value for line in briefing.lines}
    assert len(told) == len(briefing.lines)
    return told


def value(field: str, **changes: Any) -> str | None:
    """Give what is told under a field's label, None where there is no such line."""
    return lines(briefed(**changes)).get(text("en", f"field.{field}"))


@in_each_language
def test_lines_come_in_the_order_in_which_a_reader_asks(locale: str) -> None:
    briefing = briefed(
        locale,
        resources=(Resource(type="AWS::EC2::Instance", id="i-1"),),
        actor=Actor(kind="IAMUser", name="alice"),
        origin=Origin(ip="198.51.100.23", user_agent="aws-cli/2"),
        first_seen=FIRST,
        last_seen=FIRST + timedelta(hours=1),
        count=2,
        facts=(Fact("local_port", "22"), Fact("protocol", "TCP")),
    )
    expected = "account region resource actor origin user_agent first_seen last_seen count local_port protocol"
    assert [line.label for line in briefing.lines] == [text(locale, f"field.{field}") for field in expected.split()]


@in_each_language
def test_what_is_absent_has_no_line(locale: str) -> None:
    absent: dict[str, Any] = {
        "account": "",
        "region": "",
        "actor": Actor(),
        "origin": Origin(),
        "facts": (Fact("api", ""),),
    }
    briefing = briefed(locale, **absent)
    assert briefing.lines == ()
    assert (briefing.link, briefing.quote, briefing.reference) == (None, "", "")


def test_the_name_that_the_operator_gave_an_account_wins() -> None:
    named = Config(account_names={"111122223333": "production\n"})
    assert value("account", account_name="prd") == "prd (111122223333)"
    assert value("account", account_name="prd", config=named) == "production (111122223333)"
    assert value("account", account="", account_name="prd") == "prd"
    assert value("account") == "111122223333"


def test_a_region_is_named_and_a_new_one_is_shown_as_it_is() -> None:
    assert value("region") == "Asia Pacific (Tokyo) ap-northeast-1"
    assert value("region", region="xx-moon-1") == "xx-moon-1"


@pytest.mark.parametrize(
    ("resource", "shown"),
    [
        (Resource(type="AWS::EC2::Instance", id="i-1"), "EC2 instance i-1"),
        (Resource(type="AWS::EC2::Instance", id="i-1", name="web"), "EC2 instance i-1 (web)"),
        (Resource(type="AWS::S3::Bucket", id="b", name="b"), "S3 bucket b"),
        (Resource(type="AWS::EC2::Instance", id="", name="web"), "EC2 instance web"),
        (Resource(type="AWS::Moon::Base", id="m-1"), "AWS::Moon::Base m-1"),
        (Resource(type="", id="m-1"), "m-1"),
        (Resource(type="AWS::EC2::Instance", id=""), "EC2 instance"),
    ],
)
def test_a_resource_is_told_by_kind_id_and_name(resource: Resource, shown: str) -> None:
    assert value("resource", resources=(resource,)) == shown


def test_of_several_resources_the_first_is_named_and_the_others_are_counted() -> None:
    many = tuple(Resource(type="AWS::EC2::Instance", id=f"i-{number}") for number in range(3))
    assert value("resource", resources=many) == "EC2 instance i-0" + text("en", "more.resources", count=2)


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor(kind="IAMUser", name="alice"), "IAM user alice"),
        (Actor(kind="Root", name="root"), "Root user"),
        (Actor(kind="IAMUser", name="alice", access_key="AKIA****MPLE"), "IAM user alice (AKIA****MPLE)"),
        (Actor(kind="Robot", name="r2"), "Robot r2"),
        (Actor(name="alice"), "alice"),
        (Actor(access_key="AKIA****MPLE"), "(AKIA****MPLE)"),
        (None, None),
    ],
)
def test_who_it_was_is_told_by_kind_name_and_masked_key(actor: Actor | None, shown: str | None) -> None:
    assert value("actor", actor=actor) == shown


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        (Origin(ip="198.51.100.23"), "198.51.100.23"),
        (Origin(ip="198.51.100.23", country="Netherlands"), "198.51.100.23 (Netherlands)"),
        (
            Origin(ip="198.51.100.23", country="Netherlands", city="Amsterdam", network="Example ISP (AS64496)"),
            "198.51.100.23 (Amsterdam, Netherlands / Example ISP (AS64496))",
        ),
        (Origin(city="Amsterdam"), "Amsterdam"),
        (Origin(ip="198.51.100.23", country="Atlantis"), "198.51.100.23 (Atlantis)"),
    ],
)
def test_where_it_came_from_is_told_as_far_as_it_is_known(origin: Origin, shown: str) -> None:
    assert value("origin", origin=origin) == shown


def test_one_moment_is_told_once_and_two_are_told_apart() -> None:
    once = lines(briefed(first_seen=FIRST, last_seen=FIRST))
    assert once[text("en", "field.time")] == "Fri, Nov 20, 2026, 11:45 JST (UTC+09:00)"
    assert not {text("en", "field.first_seen"), text("en", "field.last_seen")} & once.keys()
    assert value("last_seen", last_seen=FIRST) == once[text("en", "field.time")]


def test_moments_are_told_on_the_clocks_of_the_configured_zone() -> None:
    paris = Config(time_zone="Europe/Paris")
    assert value("time", first_seen=FIRST, config=paris) == "Fri, Nov 20, 2026, 03:45 CET (UTC+01:00)"


@in_each_language
def test_the_headline_names_the_resource_once(locale: str) -> None:
    instance = (Resource(type="AWS::EC2::Instance", id="i-0abc"),)
    for guide in (("guardduty/UnauthorizedAccess:EC2/SSHBruteForce",), ("guardduty",), ("securityhub",)):
        assert briefed(locale, resources=instance, guide=guide).headline.count("i-0abc") == 1


@in_each_language
def test_a_headline_that_needs_an_unknown_fact_gives_way(locale: str) -> None:
    keys = ("budgets/actual", "budgets")
    amounts = (Fact("threshold", Money(Decimal(80), "USD")), Fact("amount", Money(Decimal(81), "USD")))
    assert "rent" in briefed(locale, guide=keys, facts=(Fact("budget", "rent"), *amounts)).headline
    assert "{" not in briefed(locale, guide=keys).headline


@in_each_language
def test_samples_and_drills_are_marked(locale: str) -> None:
    sample, drill = text(locale, "sample.mark"), text(locale, "drill.mark")
    assert briefed(locale, sample=True).headline.startswith(f"{sample} ")
    assert briefed(locale, drill=True, sample=True).headline.startswith(f"{drill} {sample} ")
    assert briefed(locale, drill=True).because == text(locale, "drill")


@in_each_language
def test_what_is_resolved_keeps_the_severity_that_people_know_and_asks_for_nothing(locale: str) -> None:
    closed: dict[str, Any] = {"severity": Severity.INFO, "lifecycle": Lifecycle.CLOSED, "reason": Reason.RESOLVED}
    briefing = briefed(locale, was=Severity.HIGH, **closed)
    assert briefing.severity is Severity.HIGH
    assert briefing.severity_label == text(locale, "severity.HIGH")
    assert briefing.status == text(locale, "status.resolved")
    assert (briefing.why, briefing.steps) == ("", ())
    assert briefed(locale, **closed).severity is Severity.INFO


def test_what_is_resolved_is_told_in_few_lines() -> None:
    closed: dict[str, Any] = {"lifecycle": Lifecycle.CLOSED, "reason": Reason.RESOLVED, "description": "AWS's sentence"}
    briefing = briefed(facts=(Fact("control", "S3.8"), Fact("local_port", "22"), Fact("compliance", "ok")), **closed)
    expected = [text("en", f"field.{label}") for label in ("account", "region", "control", "compliance")]
    assert ([line.label for line in briefing.lines], briefing.quote) == (expected, "")


@in_each_language
@pytest.mark.parametrize("reason", ["first_seen", "escalated", "changed", "reopened", "resolved", "repeat_due"])
def test_a_message_says_why_it_came(locale: str, reason: str) -> None:
    briefing = briefed(locale, reason=Reason(reason), was=Severity.LOW)
    assert briefing.because == text(locale, f"because.{reason}", was=text(locale, "severity.LOW"))
    assert briefing.status == text(locale, f"status.{reason}")
    assert "{" not in briefing.because


@in_each_language
def test_how_soon_to_act_follows_why_it_matters(locale: str) -> None:
    urgency = text(locale, "urgency.guardduty.CRITICAL")
    assert briefed(locale, severity=Severity.CRITICAL).why.endswith(urgency)
    assert urgency not in briefed(locale, severity=Severity.LOW).why
    assert briefed(locale, source="budgets", guide=("budgets",)).why


def test_the_link_is_built_for_the_partition_or_left_out() -> None:
    page = ConsoleLink(page="guardduty_finding", parameters={"region": "ap-northeast-1", "finding_id": "f 1"})
    link = briefed(link=page).link
    assert link is not None
    assert link.url.startswith("https://ap-northeast-1.console.aws.amazon.com/guardduty/")
    assert link.url.endswith("fId=f%201")
    assert briefed(link=page, partition="aws-cn").link is None
    assert briefed(link=ConsoleLink(page="nowhere")).link is None


def test_a_quote_keeps_its_lines_and_a_title_is_none() -> None:
    assert briefed(quote="a \n\n b", description="c").quote == "a\nb"
    assert briefed(description="a \n b").quote == "a b"
    assert briefed(title="only a title").quote == ""


def test_values_of_every_kind_are_told_in_the_reader_s_language() -> None:
    assert value("domain", facts=(Fact("domain", Domain("https://evil.example/x")),)) == "hxxps://evil[.]example/x"
    assert value("blocked", facts=(Fact("blocked", Term("yes")),)) == text("en", "term.yes")
    assert value("failed_logins", facts=(Fact("failed_logins", 1234),)) == "1,234"


def test_a_key_is_masked_wherever_it_stands() -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    hidden = f"AKIA\u200b{key[4:]}"  # which only cleaning puts together
    briefing = briefed(quote=f"uses {key}", reference=key, facts=(Fact("session", hidden), Fact("domain", Domain(key))))
    told = [briefing.quote, briefing.reference, *lines(briefing).values()]
    assert [one for one in told if key in one] == []
    assert sum("AKIA****MPLE" in one for one in told) == 4


@given(
    said=st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=6).map("".join),
    locale=st.sampled_from(LOCALES),
)
def test_nothing_that_an_event_says_is_unsafe_in_a_briefing(said: str, locale: str) -> None:
    briefing = briefed(
        locale,
        type=said,
        title=said,
        account=said,
        account_name=said,
        region=said,
        description=said,
        resources=(Resource(type=said, id=said, name=said),),
        actor=Actor(kind=said, name=said, access_key=said),
        origin=Origin(ip=said, country=said, city=said, network=said, user_agent=said),
        facts=(Fact("api", said), Fact("domain", Domain(said)), Fact("amount", Money(Decimal(1), said))),
        reference=said,
    )
    told = [briefing.headline, briefing.quote, briefing.reference, *briefing.keywords, *lines(briefing).values()]
    assert [one for one in told if clean(one, keep_lines=True) != one or LIVE.search(one)] == []
