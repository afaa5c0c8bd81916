from __future__ import annotations

import re
import unicodedata
from string import Formatter

import pytest

from hinomi import guide
from hinomi.guide import LAST_RESORT, en_securityhub_controls, find
from hinomi.guide.modules import GUIDES
from hinomi.locales import CATALOGUES
from hinomi.model import Severity
from hinomi.sources import guardduty_types, securityhub_categories
from support.samples import EVENTS, alerts_in, cases

PURPOSES = [
    "Impact",
    "UnauthorizedAccess",
    "Execution",
    "Persistence",
    "Trojan",
    "DefenseEvasion",
    "CredentialAccess",
    "PrivilegeEscalation",
    "Discovery",
    "Backdoor",
    "Policy",
    "Recon",
    "Exfiltration",
    "PenTest",
    "CryptoCurrency",
    "DefenseImpairment",
    "AttackSequence",
    "Stealth",
    "InitialAccess",
    "Behavior",
    "Object",
    "LateralMovement",
    "ResourceDevelopment",
    "ResourceConsumption",
]
SEQUENCES = ("EC2", "ECS", "EKS", "IAM", "S3")
CATEGORIES = [
    "access_management",
    "root_access",
    "passwordless_authentication",
    "network",
    "public_access",
    "encryption_at_rest",
    "encryption_in_transit",
    "data_protection",
    "data_deletion_protection",
    "logging",
    "detection",
    "inventory",
    "tagging",
    "resource_configuration",
    "resilience",
    "backup",
    "secure_development",
    "vulnerability",
    "protective_services",
    "resource_policy",
    "other",
]
TYPES = (
    "ttps",
    "effects",
    "unusual_behaviors",
    "software_and_configuration_checks",
    "sensitive_data_identifications",
)
COMMITMENTS = ("ri_utilization", "ri_coverage", "savings_plans_utilization", "savings_plans_coverage")
SIGNINS = [
    "signin",
    "signin_success",
    "signin_success_without_mfa",
    "signin_failure",
    "password_recovery_requested",
    "password_changed",
    "email_changed",
    "api",
    "api_denied",
]
KEYS = [
    "guardduty",
    "guardduty/s3_object_scan",
    *(f"guardduty/{purpose}" for purpose in PURPOSES),
    *(f"guardduty/AttackSequence:{affected}" for affected in SEQUENCES),
    "securityhub",
    *(f"securityhub/severity/{severity.name}" for severity in Severity),
    *(f"securityhub/category/{slug}" for slug in CATEGORIES),
    *(f"securityhub/type/{slug}" for slug in TYPES),
    "budgets",
    *(f"budgets/{kind}" for kind in ("actual", "forecasted", "unreadable", *COMMITMENTS)),
    *(f"root/{kind}" for kind in SIGNINS),
    LAST_RESORT,
]
# The facts that an alert always has when its source names these keys.
AVAILABLE = {
    "health": {"service"},
    "budgets": {"budget", "amount", "threshold"},
    "securityhub": {"control", "product"},
    "cost_anomaly": {"extra_cost", "service"},
    "remediation": {"control"},
    "guardduty/s3_object_scan": {"scan_status"},
    "securityhub_requests/finding": {"finding"},
    "securityhub_requests/insight": {"insight"},
    "inspector": {"vulnerability"},
    "inspector/network/port": {"port"},
    "config_rules": {"config_rule"},
    "trusted_advisor": {"check"},
    "unrecognized/event": {"detail_type"},
}
LASTS = {alert.guide[-1] for case in cases(EVENTS) for alert in alerts_in(case.values[0]) if alert.guide}
"""The most general keys of all samples. A budget's names facts: where one is missing, `budgets/unreadable` stands."""
LAST_OF_A_SOURCE = sorted(LASTS - {"budgets"} | {"budgets/unreadable"})
EACH_LANGUAGE = pytest.mark.parametrize("locale", GUIDES)
LONGEST_HEADLINE = 80
"""In columns, where a full-width character takes two; without the resource and the values of facts."""


def named(headline: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(headline) if name is not None}


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


@EACH_LANGUAGE
def test_every_kind_of_alert_is_explained(locale: str) -> None:
    assert [key for key in KEYS if key not in GUIDES[locale]] == []


def test_every_language_of_the_catalogues_has_a_guide_with_the_same_keys() -> None:
    assert GUIDES.keys() == CATALOGUES.keys()
    for locale, entries in GUIDES.items():
        assert entries.keys() ^ GUIDES[guide.DEFAULT].keys() == set(), locale


@EACH_LANGUAGE
def test_every_language_says_as_much(locale: str) -> None:
    for key, first in GUIDES[guide.DEFAULT].items():
        entry = GUIDES[locale][key]
        assert named(entry.headline) == named(first.headline), key
        assert len(entry.steps) == len(first.steps), key


@EACH_LANGUAGE
def test_a_headline_names_only_what_its_source_tells(locale: str) -> None:
    for key, entry in GUIDES[locale].items():
        assert named(entry.headline) <= AVAILABLE.get(key, AVAILABLE.get(key.partition("/")[0], set())), key


@EACH_LANGUAGE
def test_a_headline_fits_a_subject_line(locale: str) -> None:
    for key, entry in GUIDES[locale].items():
        assert columns(re.sub(r"\{\w+\}", "", entry.headline)) <= LONGEST_HEADLINE, key
        assert entry.headline[-1] not in "。.、,:", key


@EACH_LANGUAGE
def test_an_entry_is_short_and_whole(locale: str) -> None:
    end = "。" if locale == "ja" else "."
    for key, entry in GUIDES[locale].items():
        sentences = (entry.why, *entry.steps)
        assert 1 <= len(re.findall(re.escape(end) + r"(?=\s|$|[^\sa-z0-9])", entry.why)) <= 3, key
        assert 2 <= len(entry.steps) <= 4, key
        assert all(text and text.isprintable() and "  " not in text for text in (entry.headline, *sentences)), key
        assert all(text.endswith(end) and "{" not in text for text in sentences), key


@EACH_LANGUAGE
def test_a_step_is_one_sentence(locale: str) -> None:
    more = re.compile(r"。.|\. [A-Z]")
    assert [step for entry in GUIDES[locale].values() for step in entry.steps if more.search(step)] == []


def test_japanese_is_japanese_throughout() -> None:
    wrong = re.compile(r"[｡-ﾟ０-９Ａ-Ｚａ-ｚ．，]|[ぁ-んァ-ヶ一-龠][.,]")
    for entry in GUIDES["ja"].values():
        for text in (entry.headline, entry.why, *entry.steps):
            assert re.search(r"[ぁ-んァ-ヶ一-龠]", text), text
            assert not wrong.search(text), text


def test_japanese_keeps_one_polite_style() -> None:
    polite = re.compile(r"(ます|ません|です|ました|ませんでした|ください)(（.*）)?$")
    said = [text for entry in GUIDES["ja"].values() for text in (entry.why, *entry.steps)]
    assert [one for text in said for one in text.split("。") if one and not polite.search(one)] == []


@EACH_LANGUAGE
def test_the_first_step_never_destroys_evidence(locale: str) -> None:
    destroying = re.compile(
        r"終了させます|削除します|(?<!not )(?:delete|terminate) (?:it|the)\b(?! (?:later|after))", re.IGNORECASE
    )
    urgent = {key: entry for key, entry in GUIDES[locale].items() if key.startswith(("guardduty", "root"))}
    assert [key for key, entry in urgent.items() if destroying.search(entry.steps[0])] == []


@EACH_LANGUAGE
def test_no_two_modules_explain_the_same_thing(locale: str) -> None:
    modules = [module for name, module in vars(guide).items() if name.startswith(f"{locale}_")]
    assert sum(len(module.ENTRIES) for module in modules) == len(GUIDES[locale])


def test_the_controls_of_the_guide_are_security_hubs() -> None:
    for control in en_securityhub_controls.ENTRIES:
        name = control.removeprefix("securityhub/")
        assert securityhub_categories.spelling(name) == name
        assert securityhub_categories.category(name) != securityhub_categories.OTHER


def test_the_most_specific_entry_is_found_first() -> None:
    keys = guardduty_types.guide("UnauthorizedAccess:EC2/SSHBruteForce")
    assert find("ja", keys, {"resource"}).headline == "SSH への総当たり攻撃"


def test_a_finding_type_of_tomorrow_is_explained_by_its_purpose() -> None:
    keys = guardduty_types.guide("CryptoCurrency:Quantum/Miner.X")
    assert find("en", keys, ()) is GUIDES["en"]["guardduty/CryptoCurrency"]


def test_a_purpose_of_tomorrow_is_explained_by_its_source() -> None:
    assert find("en", guardduty_types.guide("Mischief:EC2/New"), ()) is GUIDES["en"]["guardduty"]


def test_an_entry_whose_headline_cannot_be_filled_is_passed_over() -> None:
    keys = ("securityhub/severity/HIGH", "securityhub")
    assert find("ja", keys, {"product"}) is GUIDES["ja"]["securityhub/severity/HIGH"]
    assert find("ja", keys, {"control"}) is GUIDES["ja"]["securityhub"]


@pytest.mark.parametrize("keys", [(), ("nothing",), ("budgets/actual",)])
def test_there_is_always_an_entry(keys: tuple[str, ...]) -> None:
    assert find("ja", keys, ()) is GUIDES["ja"][LAST_RESORT]


def test_a_language_without_a_guide_is_given_the_usual_one() -> None:
    assert find("fr", ("guardduty",), ()) is GUIDES["ja"]["guardduty"]


@pytest.mark.parametrize("key", LAST_OF_A_SOURCE)
def test_the_last_entry_of_a_source_needs_no_fact(key: str) -> None:
    assert named(GUIDES["ja"][key].headline) == set()
