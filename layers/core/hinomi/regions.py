"""The AWS Regions: their partition, their names and whether an account must opt in.

Codes and partitions are those of botocore 1.44.5 (`partitions.json`), opt-in status and English names those of AWS's
list of Regions (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, September 2026).
Japanese names follow AWS's Japanese console. The isolated partitions (`aws-iso*`) are left out.
"""

from __future__ import annotations

from typing import NamedTuple


class Region(NamedTuple):
    """What is known of one Region; `opt_in` is true where an account must enable it first."""

    partition: str
    name_en: str
    name_ja: str
    opt_in: bool = False


# me-west-1 and sa-west-1 are in botocore but not yet in AWS's list: new Regions have all been opt-in since 2019.
REGIONS: dict[str, Region] = {
    "af-south-1": Region("aws", "Africa (Cape Town)", "アフリカ (ケープタウン)", opt_in=True),
    "ap-east-1": Region("aws", "Asia Pacific (Hong Kong)", "アジアパシフィック (香港)", opt_in=True),
    "ap-east-2": Region("aws", "Asia Pacific (Taipei)", "アジアパシフィック (台北)", opt_in=True),
    "ap-northeast-1": Region("aws", "Asia Pacific (Tokyo)", "アジアパシフィック (東京)"),
    "ap-northeast-2": Region("aws", "Asia Pacific (Seoul)", "アジアパシフィック (ソウル)"),
    "ap-northeast-3": Region("aws", "Asia Pacific (Osaka)", "アジアパシフィック (大阪)"),
    "ap-south-1": Region("aws", "Asia Pacific (Mumbai)", "アジアパシフィック (ムンバイ)"),
    "ap-south-2": Region("aws", "Asia Pacific (Hyderabad)", "アジアパシフィック (ハイデラバード)", opt_in=True),
    "ap-southeast-1": Region("aws", "Asia Pacific (Singapore)", "アジアパシフィック (シンガポール)"),
    "ap-southeast-2": Region("aws", "Asia Pacific (Sydney)", "アジアパシフィック (シドニー)"),
    "ap-southeast-3": Region("aws", "Asia Pacific (Jakarta)", "アジアパシフィック (ジャカルタ)", opt_in=True),
    "ap-southeast-4": Region("aws", "Asia Pacific (Melbourne)", "アジアパシフィック (メルボルン)", opt_in=True),
    "ap-southeast-5": Region("aws", "Asia Pacific (Malaysia)", "アジアパシフィック (マレーシア)", opt_in=True),
    "ap-southeast-6": Region("aws", "Asia Pacific (New Zealand)", "アジアパシフィック (ニュージーランド)", opt_in=True),
    "ap-southeast-7": Region("aws", "Asia Pacific (Thailand)", "アジアパシフィック (タイ)", opt_in=True),
    "ca-central-1": Region("aws", "Canada (Central)", "カナダ (中部)"),
    "ca-west-1": Region("aws", "Canada West (Calgary)", "カナダ西部 (カルガリー)", opt_in=True),
    "eu-central-1": Region("aws", "Europe (Frankfurt)", "欧州 (フランクフルト)"),
    "eu-central-2": Region("aws", "Europe (Zurich)", "欧州 (チューリッヒ)", opt_in=True),
    "eu-north-1": Region("aws", "Europe (Stockholm)", "欧州 (ストックホルム)"),
    "eu-south-1": Region("aws", "Europe (Milan)", "欧州 (ミラノ)", opt_in=True),
    "eu-south-2": Region("aws", "Europe (Spain)", "欧州 (スペイン)", opt_in=True),
    "eu-west-1": Region("aws", "Europe (Ireland)", "欧州 (アイルランド)"),
    "eu-west-2": Region("aws", "Europe (London)", "欧州 (ロンドン)"),
    "eu-west-3": Region("aws", "Europe (Paris)", "欧州 (パリ)"),
    "il-central-1": Region("aws", "Israel (Tel Aviv)", "イスラエル (テルアビブ)", opt_in=True),
    "me-central-1": Region("aws", "Middle East (UAE)", "中東 (アラブ首長国連邦)", opt_in=True),
    "me-south-1": Region("aws", "Middle East (Bahrain)", "中東 (バーレーン)", opt_in=True),
    "me-west-1": Region("aws", "Middle East (Saudi Arabia)", "中東 (サウジアラビア)", opt_in=True),
    "mx-central-1": Region("aws", "Mexico (Central)", "メキシコ (中部)", opt_in=True),
    "sa-east-1": Region("aws", "South America (São Paulo)", "南米 (サンパウロ)"),
    "sa-west-1": Region("aws", "South America (Chile)", "南米 (チリ)", opt_in=True),
    "us-east-1": Region("aws", "US East (N. Virginia)", "米国東部 (バージニア北部)"),
    "us-east-2": Region("aws", "US East (Ohio)", "米国東部 (オハイオ)"),
    "us-west-1": Region("aws", "US West (N. California)", "米国西部 (北カリフォルニア)"),
    "us-west-2": Region("aws", "US West (Oregon)", "米国西部 (オレゴン)"),
    "cn-north-1": Region("aws-cn", "China (Beijing)", "中国 (北京)"),
    "cn-northwest-1": Region("aws-cn", "China (Ningxia)", "中国 (寧夏)"),
    "eusc-de-east-1": Region(
        "aws-eusc", "AWS European Sovereign Cloud (Germany)", "AWS European Sovereign Cloud (ドイツ)"
    ),
    "us-gov-east-1": Region("aws-us-gov", "AWS GovCloud (US-East)", "AWS GovCloud (米国東部)"),
    "us-gov-west-1": Region("aws-us-gov", "AWS GovCloud (US-West)", "AWS GovCloud (米国西部)"),
}

_PARTITION_PREFIXES = (("cn-", "aws-cn"), ("us-gov-", "aws-us-gov"), ("eusc-", "aws-eusc"))


def name(code: str, locale: str) -> str:
    """Give the Region's name as AWS writes it in that language, empty for a Region that is not known."""
    if code == "global":  # AWS Health writes this of a service that has no Region
        return "全リージョン共通" if locale == "ja" else "All Regions"
    region = REGIONS.get(code)
    if region is None:
        return ""
    return region.name_ja if locale == "ja" else region.name_en


def partition_of(code: str) -> str:
    """Give the partition of a Region, by its prefix for one newer than the table, empty for an empty code."""
    if code in REGIONS:
        return REGIONS[code].partition
    if not code:
        return ""
    return next((partition for prefix, partition in _PARTITION_PREFIXES if code.startswith(prefix)), "aws")
