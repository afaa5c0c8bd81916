from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from hinomi import i18n
from hinomi.links import PAGES
from hinomi.locales import CATALOGUES, COUNTRY_ALIASES, DEFAULT
from hinomi.model import Reason, Severity

FIELDS = [
    "account",
    "region",
    "resource",
    "actor",
    "origin",
    "first_seen",
    "last_seen",
    "count",
    "reference",
    "user_agent",
    "time",
    "port",
    "local_port",
    "remote_port",
    "protocol",
    "direction",
    "blocked",
    "api",
    "service",
    "outcome",
    "error",
    "mfa",
    "process",
    "executable",
    "process_user",
    "script",
    "library",
    "container_image",
    "container",
    "namespace",
    "workload",
    "kubernetes_user",
    "database",
    "db_user",
    "failed_logins",
    "successful_logins",
    "domain",
    "threat",
    "malware_file",
    "file_hash",
    "object_key",
    "bucket",
    "public_access",
    "scan_status",
    "tactic",
    "technique",
    "signals",
    "indicators",
    "control",
    "standards",
    "product",
    "compliance",
    "budget",
    "budget_type",
    "budgeted",
    "budget_alert",
    "threshold",
    "amount",
    "period",
    "feature",
    "public_ip",
    "private_ip",
    "security_groups",
    "tags",
    "role",
    "function_version",
    "session",
    "mfa_device",
    "associated_sequence",
    "custom_rule",
    "model",
    "detail",
    "why",
    "steps",
    "link",
    "quote",
    "event_source",
    "detail_type",
]
TERMS = [
    "yes",
    "no",
    "used",
    "not_used",
    "success",
    "failure",
    "inbound",
    "outbound",
    "unknown",
    "allowed",
    "denied",
    "actual",
    "forecasted",
    "greater_than",
    "less_than",
    "equal_to",
    "cost",
    "usage",
    "ri_utilization",
    "ri_coverage",
    "savings_plans_utilization",
    "savings_plans_coverage",
    "daily",
    "monthly",
    "quarterly",
    "annually",
    "passed",
    "failed",
    "warning",
    "not_available",
    "threats_found",
    "no_threats_found",
    "scan_failed",
    "access_denied",
    "unsupported",
    "public",
    "not_public",
]
NOTIFYING = ("first_seen", "escalated", "changed", "reopened", "resolved", "repeat_due")
LABELS = ("why", "steps", "reference", "quote", "truncated", "more_lines", "more_items", "left_out")
PHRASES = [
    "headline.about",
    "account.format",
    "region.format",
    "times.format",
    "more.resources",
    "moment.format",
    "sentence.space",
    "origin.place",
    "origin.format",
    "sample.mark",
    "drill",
    "drill.mark",
    "resource.AWS::::Account",
    "actor.Root",
]
VOCABULARY = [
    *(f"field.{label}" for label in FIELDS),
    *(f"term.{key}" for key in TERMS),
    *(f"severity.{severity.name}" for severity in Severity),
    *(f"{kind}.{reason}" for kind in ("status", "because") for reason in NOTIFYING),
    *(f"urgency.{source}.{severity.name}" for source in ("guardduty", "securityhub") for severity in Severity),
    *(f"label.{label}" for label in LABELS),
    *(f"link.{page}" for page in PAGES),
    *PHRASES,
]
# A first sighting needs no word of status, and Japanese sentences need no space between them.
EMPTY = {("ja", "status.first_seen"), ("en", "status.first_seen"), ("ja", "sentence.space")}
# Names that Japanese engineers write as they are.
LATIN = re.compile(r"[A-Za-z0-9 .&/()\-]+")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
SENTENCES = ("because.", "urgency.", "drill", "note.", "round.said.")


EACH_LANGUAGE = pytest.mark.parametrize("locale", CATALOGUES)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@EACH_LANGUAGE
def test_the_whole_vocabulary_has_words(locale: str) -> None:
    assert [key for key in VOCABULARY if i18n.find(locale, key) is None] == []


def test_every_notifying_reason_is_in_the_vocabulary() -> None:
    assert set(NOTIFYING) <= {reason.value for reason in Reason}


def test_every_language_has_the_same_keys() -> None:
    for texts in CATALOGUES.values():
        assert texts.keys() ^ CATALOGUES[DEFAULT].keys() == set()


def test_every_language_fills_the_same_placeholders() -> None:
    for key in CATALOGUES[DEFAULT]:
        assert len({frozenset(placeholders(texts[key])) for texts in CATALOGUES.values()}) == 1, key


@EACH_LANGUAGE
def test_a_placeholder_is_a_plain_name(locale: str) -> None:
    for key, text in CATALOGUES[locale].items():
        assert all(not spec and not conversion for _, _, spec, conversion in Formatter().parse(text)), key
        assert all(name.isidentifier() for name in placeholders(text)), key


@EACH_LANGUAGE
def test_a_text_is_one_clean_line(locale: str) -> None:
    for key, text in CATALOGUES[locale].items():
        assert text.isprintable(), key
        assert bool(text) is ((locale, key) not in EMPTY), key
        assert "  " not in text, key


def test_a_japanese_text_is_japanese_or_a_name() -> None:
    bare = {key: re.sub(r"\{\w+\}", "", text).strip("（）・、→: ") for key, text in CATALOGUES["ja"].items()}
    assert {
        key: text for key, text in bare.items() if text and not (JAPANESE.search(text) or LATIN.fullmatch(text))
    } == {}


def test_a_japanese_text_keeps_to_japanese_punctuation() -> None:
    wrong = re.compile(r"[｡-ﾟ０-９Ａ-Ｚａ-ｚ．，]|[ぁ-んァ-ヶ一-龠][.,]")
    assert {key: text for key, text in CATALOGUES["ja"].items() if wrong.search(text)} == {}


@EACH_LANGUAGE
def test_only_sentences_end_as_sentences(locale: str) -> None:
    end = "。" if locale == "ja" else "."
    ending = {key for key, text in CATALOGUES[locale].items() if text.endswith(end)}
    assert ending == {key for key in CATALOGUES[locale] if key.startswith(SENTENCES) and key != "drill.mark"}


def test_an_escalation_names_the_severity_that_was() -> None:
    for locale in CATALOGUES:
        was = i18n.text(locale, "severity.MEDIUM")
        assert was in i18n.text(locale, "because.escalated", was=was)


def test_a_country_alias_names_a_country() -> None:
    assert {name: i18n.country(name, "ja") for name in COUNTRY_ALIASES if i18n.country(name, "ja") == name} == {}


def test_no_text_is_left_that_nobody_says() -> None:
    package = Path(i18n.__file__).parent
    code = "".join(
        path.read_text("utf-8") for path in package.rglob("*.py") if path.parent.name not in {"locales", "guide"}
    )
    # These are looked up by what an event or an alert holds.
    by_value = (
        *("actor.", "country.", "resource.", "urgency.", "term.", "status.", "because.", "severity."),
        *("flag.", "manager.", "note.", "round.headline.", "round.score.", "state."),
    )
    kept = (key for key in CATALOGUES[DEFAULT] if not key.startswith(by_value))
    assert [key for key in kept if f'"{key}"' not in code and f'"{key.partition(".")[2]}"' not in code] == []
