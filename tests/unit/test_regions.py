from __future__ import annotations

import re

import pytest

from hinomi.regions import REGIONS, name, partition_of


def test_a_region_is_named_in_the_readers_language() -> None:
    assert name("ap-northeast-1", "ja") == "アジアパシフィック (東京)"
    assert name("ap-northeast-1", "en") == "Asia Pacific (Tokyo)"
    assert (name("global", "ja"), name("global", "en")) == ("全リージョン共通", "All Regions")


@pytest.mark.parametrize("code", ["", "mars-north-1", "AP-NORTHEAST-1"])
def test_an_unknown_region_has_no_name(code: str) -> None:
    assert name(code, "ja") == ""


@pytest.mark.parametrize(
    ("code", "partition"),
    [
        ("ap-northeast-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("eusc-de-east-1", "aws-eusc"),
        ("ap-southeast-99", "aws"),
        ("cn-south-9", "aws-cn"),
        ("us-gov-south-9", "aws-us-gov"),
        ("eusc-fr-west-9", "aws-eusc"),
        ("", ""),
    ],
)
def test_a_region_tells_its_partition_even_when_it_is_newer_than_the_table(code: str, partition: str) -> None:
    assert partition_of(code) == partition


def test_every_region_has_both_names_and_the_partition_of_its_prefix() -> None:
    for code, region in REGIONS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+-\d", code)
        assert region.name_en
        assert region.name_ja
        assert region.name_en.isascii() or "São" in region.name_en
        assert not code.startswith("cn-") or region.partition == "aws-cn"


def test_the_seventeen_regions_of_every_account_need_no_opt_in() -> None:
    ready = {code for code, region in REGIONS.items() if region.partition == "aws" and not region.opt_in}
    assert len(ready) == 17
    assert {"us-east-1", "us-east-2", "us-west-2", "ap-northeast-1", "ap-northeast-3"} <= ready
    assert "ap-east-1" not in ready
