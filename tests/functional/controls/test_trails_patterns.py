from __future__ import annotations

import pytest

from hinomi.controls import BY_ID
from hinomi.services import cis_alarms

CONTROL = BY_ID["cloudwatch_cis_alarms_present"]
PATTERNS = cis_alarms.PATTERNS


@pytest.mark.parametrize(
    ("pattern", "slug"),
    [
        ("{ ($.eventName = CreateTrail) || ($.eventName=UpdateTrail)}", "trail-changes"),
        (PATTERNS["trail-changes"].replace("}", ' && $.userIdentity.type = "Root"}'), "trail-changes"),
        (PATTERNS["root-use"].replace("=", "!=", 1), "root-use"),
        ('{$.userIdentity.type="Root" && $.userIdentity.invokedBy EXISTS}', "root-use"),
        ("", "root-use"),
    ],
)
def test_a_pattern_that_finds_less_does_not_count(pattern: str, slug: str) -> None:
    assert not cis_alarms.finds(pattern, PATTERNS[slug])


@pytest.mark.parametrize(
    ("pattern", "slug"),
    [
        (PATTERNS["trail-changes"].replace("}", " || ($.eventName=PutEventSelectors)}"), "trail-changes"),
        (PATTERNS["trail-changes"].replace("}", ") && ($.eventSource=cloudtrail.amazonaws.com)}"), "trail-changes"),
        (PATTERNS["key-deletions"].replace("($.eventSource=kms.amazonaws.com) && ", ""), "key-deletions"),
        (PATTERNS["console-failures"].replace("ConsoleLogin", '"ConsoleLogin"'), "console-failures"),
    ],
)
def test_a_pattern_that_finds_the_same_or_more_counts(pattern: str, slug: str) -> None:
    assert cis_alarms.finds(pattern, PATTERNS[slug])


def test_no_pattern_of_the_benchmark_stands_for_another() -> None:
    for slug, pattern in PATTERNS.items():
        assert [one for one, wanted in PATTERNS.items() if cis_alarms.finds(pattern, wanted)] == [slug]
