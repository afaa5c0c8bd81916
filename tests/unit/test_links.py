from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.links import CONSOLES, HEALTH, LONGEST, PAGES, build
from hinomi.model import ConsoleLink

TOKYO = {"region": "ap-northeast-1"}
ARN = "arn:aws:securityhub:ap-northeast-1:111122223333:subscription/cis/v/1.4.0/1.4/finding/0a1b"


def url(page: str, partition: str = "aws", **parameters: str) -> str | None:
    return build(ConsoleLink(page=page, parameters=parameters), partition)


@pytest.mark.parametrize(
    ("page", "parameters", "path"),
    [
        ("guardduty_finding", {"finding_id": "0a1b"}, "guardduty/home?region={r}#/findings?macros=all&fId=0a1b"),
        (
            "securityhub_v2_finding",
            {"view": "threats", "finding_uid": "arn:aws:x"},
            "securityhub/v2/home?region={r}#/threats?findingDetailId=arn%3Aaws%3Ax",
        ),
        ("cloudtrail_event", {"event_id": "e0000000-01"}, "cloudtrailv2/home?region={r}#/events/e0000000-01"),
        (
            "s3_object",
            {"bucket": "amzn-s3-demo-bucket", "key": "a b/請求書(1).pdf"},
            "s3/object/amzn-s3-demo-bucket?region={r}&prefix=a%20b%2F%E8%AB%8B%E6%B1%82%E6%9B%B8%281%29.pdf",
        ),
    ],
)
def test_a_page_is_addressed_in_the_console_of_its_region(page: str, parameters: dict[str, str], path: str) -> None:
    address = f"https://ap-northeast-1.console.aws.amazon.com/{path.format(r='ap-northeast-1')}"
    assert url(page, **TOKYO, **parameters) == address


def test_budgets_have_one_page_for_all_regions() -> None:
    assert url("budgets_list") == "https://console.aws.amazon.com/costmanagement/home#/budgets"


def test_an_event_of_aws_health_is_shown_by_its_own_console() -> None:
    address = "https://health.aws.amazon.com/health/home#/account/event-log?eventID=arn%3Aaws%3Ahealth"
    assert url("health_event", event_arn="arn:aws:health") == address


def test_where_the_host_of_aws_health_is_not_known_there_is_no_link() -> None:
    assert url("health_event", "aws-cn", event_arn="arn:aws-cn:health:::event/x", health="evil.example") is None


def test_the_console_of_security_hub_decodes_a_search_twice() -> None:
    address = url("securityhub_cspm_finding", **TOKYO, finding_id=ARN)
    assert address is not None
    assert address.endswith(ARN.replace(":", "%253A").replace("/", "%252F"))
    assert unquote(unquote(address)).endswith(rf"search=Id=\operator\:EQUALS\:{ARN}")


@pytest.mark.parametrize(
    ("partition", "region", "host"),
    [
        ("aws", "eu-west-1", "eu-west-1.console.aws.amazon.com"),
        ("aws-cn", "cn-north-1", "cn-north-1.console.amazonaws.cn"),
        ("aws-us-gov", "us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"),
        ("aws-eusc", "eusc-de-east-1", "eusc-de-east-1.console.amazonaws-eusc.eu"),
        ("aws", "ap-southeast-99", "ap-southeast-99.console.aws.amazon.com"),
    ],
)
def test_each_partition_has_its_own_console(partition: str, region: str, host: str) -> None:
    address = url("guardduty_home", partition, region=region)
    assert urlsplit(address or "").hostname == host


@pytest.mark.parametrize(
    ("page", "parameters", "general"),
    [
        ("guardduty_finding", {}, "guardduty_home"),
        ("guardduty_finding", {"finding_id": ""}, "guardduty_home"),
        ("guardduty_finding", {"finding_id": "x" * LONGEST}, "guardduty_home"),
        ("securityhub_cspm_finding", {}, "securityhub_home"),
        ("securityhub_v2_finding", {"finding_uid": "x"}, "securityhub_v2_home"),
        ("cloudtrail_event", {}, "cloudtrail_home"),
    ],
)
def test_a_page_without_its_parameters_gives_way_to_a_more_general_one(
    page: str, parameters: dict[str, str], general: str
) -> None:
    expected = url(general, **TOKYO)
    assert expected
    assert url(page, **TOKYO, **parameters) == expected


def test_an_object_whose_key_is_too_long_for_an_address_gives_way_to_its_bucket() -> None:
    address = url("s3_object", **TOKYO, bucket="amzn-s3-demo-bucket", key="鍵" * 341)
    assert address == url("s3_bucket", **TOKYO, bucket="amzn-s3-demo-bucket")


def test_without_a_region_there_is_no_regional_page() -> None:
    assert url("guardduty_finding", finding_id="x") is None
    assert url("budgets_list") is not None


@pytest.mark.parametrize(
    "region",
    [
        "evil.example/",
        "us-east-1.evil.example",
        "us-east-1\n",
        "US-EAST-1",
        "us-east-1#",
        "a@b",
        "аp-northeast-1",
        "-1",
    ],
)
def test_a_region_that_is_spelled_like_none_gives_no_link(region: str) -> None:
    assert url("guardduty_home", region=region) is None


def test_a_region_of_another_partition_gives_no_link() -> None:
    assert url("guardduty_home", "aws", region="cn-north-1") is None
    assert url("guardduty_home", "aws-cn", region="us-east-1") is None


@pytest.mark.parametrize("partition", ["", "aws-iso", "evil.example", "AWS"])
def test_an_unknown_partition_gives_no_link(partition: str) -> None:
    assert url("guardduty_home", partition, **TOKYO) is None


def test_an_unknown_page_gives_no_link() -> None:
    assert url("https://evil.example", **TOKYO) is None


def test_every_more_general_page_exists() -> None:
    assert {page.general for page in PAGES.values()} - {""} <= PAGES.keys()


anything = st.text() | st.sampled_from(
    ["us-east-1", "cn-north-1", "..", "//evil.example", "{console}", "\ud800", "%2F"]
)


@given(
    page=st.sampled_from(sorted(PAGES)) | st.text(),
    partition=st.sampled_from(sorted(CONSOLES)) | st.text(),
    parameters=st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(
            (
                *("region", "finding_id", "finding_uid", "view", "event_id", "bucket", "key", "console", "health"),
                *("event_arn", "vault"),
            ),
            anything,
        ),
    ),
)
def test_no_event_can_lead_a_reader_away_from_the_console(
    page: str, partition: str, parameters: dict[str, str]
) -> None:
    address = build(ConsoleLink(page=page, parameters=parameters), partition)
    if address is None:
        return
    parts = urlsplit(address)
    assert parts.scheme == "https"
    hosts = {CONSOLES[partition], HEALTH.get(partition)}
    assert parts.netloc.removeprefix(f"{parameters.get('region')}.") in hosts
    assert address.isascii()
    assert len(address) <= LONGEST
    assert re.search(r"[\s\x00-\x1f\"'<>|`(){}\[\]\\^]", address) is None
