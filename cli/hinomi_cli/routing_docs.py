"""The generated parts of the page about routing: tables of the labels and of the rates, and a session at a terminal."""

from __future__ import annotations

import os
import secrets
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch
from uuid import uuid4

import boto3
from moto import mock_aws
from typer.testing import CliRunner

from hinomi.channels import email
from hinomi.config import Config
from hinomi.edge.group_table import GroupTable
from hinomi.routing.groups import short_id
from hinomi.routing.labels import NAMES, TAG
from hinomi.routing.rates import RATES
from hinomi_cli.event_files import read_events
from hinomi_cli.main import app
from hinomi_cli.rehearsal import Clock, everywhere, rehearse
from hinomi_cli.silence import when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LABEL_HEADS: Final = {"en": ("Label", "Example", "What it is"), "ja": ("ラベル", "例", "内容")}
_EXAMPLES: Final = {
    "source": "guardduty",
    "type": "Recon:EC2/PortProbeUnprotectedPort",
    "severity": "HIGH",
    "account": "111122223333",
    "account_name": "production",
    "unit": "Workloads/Production",
    "region": "ap-northeast-1",
    "resource_type": "AWS::EC2::Instance",
    "resource": "i-0abc1234def567890",
    "alert": short_id(""),
    "sequence": "arn:aws:guardduty:...",
    f"{TAG}<key>": "team-a",
}
LABELS: Final = {
    "en": {
        "source": "`guardduty`, `securityhub`, `budgets`, `signin` (root sign-in), `cloudtrail` (root activity), "
        "`baseline` (the round's report), `unrecognized`",
        "type": "GuardDuty's type, Security Hub's control (`S3.8`), `budgets.actual`, `root_signin.success`, "
        "`root_api.<API>`",
        "severity": "`INFO`, `LOW`, `MEDIUM`, `HIGH`, `CRITICAL`; takes `>=` and `<=`",
        "account": "the 12 digits; in YAML between quotes",
        "account_name": "its name in `account_names`, else the one in the event",
        "unit": "its unit in `organizational_units`",
        "region": "the finding's own Region; budgets have none",
        "resource_type": "CloudFormation's names; an alert may have several",
        "resource": "what messages call it: an instance's id, a bucket's name; an alert may have several",
        "alert": "one alert and all that becomes of it: the id in `hinomi alerts` and in the message's command",
        "sequence": "the attack sequence that a finding is part of; a sequence's own ARN",
        f"{TAG}<key>": "a tag of a resource, as far as the finding says it",
    },
    "ja": {
        "source": "`guardduty`、`securityhub`、`budgets`、`signin`（ルートユーザーのサインイン）、"
        "`cloudtrail`（ルートユーザーの操作）、`baseline`（定期点検の報告）、`unrecognized`（種類の分からないイベント）",
        "type": "GuardDuty の検出結果タイプ、Security Hub のコントロール ID（`S3.8`）、`budgets.actual`、"
        "`root_signin.success`、`root_api.<API 名>` など",
        "severity": "`INFO`、`LOW`、`MEDIUM`、`HIGH`、`CRITICAL`。`>=` と `<=` を使えます",
        "account": "12 桁のアカウント ID。YAML では引用符で囲みます",
        "account_name": "`account_names` の呼び名。なければイベントに書かれた名前",
        "unit": "`organizational_units` に書いた組織単位",
        "region": "検出されたリージョン。予算にはありません",
        "resource_type": "CloudFormation のリソースタイプ名。複数のこともあります",
        "resource": "メッセージに載る ID や名前（インスタンス ID、バケット名など）。複数のこともあります",
        "alert": "アラート 1 件の ID。`hinomi alerts` と、メッセージ末尾のコマンドに表示されます",
        "sequence": "検出結果が属する攻撃シーケンスの ARN（攻撃シーケンスでは、それ自身の ARN）",
        f"{TAG}<key>": "リソースのタグ（検出結果に含まれるものに限ります）",
    },
}
"""What each label holds."""

_RATE_HEADS: Final = {
    "en": ("Channel", "Messages at one go", "of which for CRITICAL alone", "One more every", "Distance between two"),
    "ja": ("チャネル", "続けて送れる数", "うち CRITICAL 専用", "1 通分が回復する時間", "メッセージの間隔"),
}
_SECONDS: Final = {"en": "{} s", "ja": "{} 秒"}

_NOW: Final = 1_795_154_400_000  # 2026-11-20 15:00 in Tokyo
_OPEN: Final = ("securityhub/control_failed", "guardduty/ec2_port_probe", "root_api/create_access_key")
_WIDTH: Final = "116"
_SILENCE: Final = "5f0c1e7a"
_COMMANDS: Final = {
    "en": (
        ("alerts",),
        (
            "silence",
            "add",
            "source=guardduty",
            "type=Recon:*",
            "--for",
            "8h",
            "--owner",
            "Sato",
            "--reason",
            "pen test",
        ),
        ("silence", "list"),
        ("silence", "end", _SILENCE),
    ),
    "ja": (
        ("alerts",),
        (
            "silence",
            "add",
            "source=guardduty",
            "type=Recon:*",
            "--for",
            "8h",
            "--owner",
            "佐藤",
            "--reason",
            "脆弱性診断",
        ),
        ("silence", "list"),
        ("silence", "end", _SILENCE),
    ),
}


def labels(locale: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of labels, its head first."""
    yield _LABEL_HEADS[locale]
    yield ("---",) * 3
    for name in (*NAMES, f"{TAG}<key>"):
        yield f"`{name}`", f"`{_EXAMPLES[name]}`", LABELS[locale][name]


def rates(locale: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of rates, its head first."""
    yield _RATE_HEADS[locale]
    yield ("---",) * 5
    for channel, rate in RATES.items():
        every, spacing = (_SECONDS[locale].format(f"{ms / 1000:g}") for ms in (rate.every, rate.spacing))
        yield f"`{channel}`", f"{rate.burst}", f"{rate.reserve}", every, spacing


@cache
def session(locale: str, root: Path) -> str:
    """Type the commands about silences at a deployment with a few open alerts; return what the terminal then shows."""
    shown = []
    with _deployment(root):
        for command in _COMMANDS[locale]:
            words = [*command, *(["--lang", locale] if locale != "en" else [])]
            yes = ["--yes"] if "add" in command else []
            printed = CliRunner().invoke(app, [*words, *yes, "--config", os.devnull], catch_exceptions=False).stdout
            lines = [line.rstrip() for line in printed.rstrip().splitlines()]
            shown.append("\n".join([f"$ hinomi {' '.join(map(_typed, [*words, *yes]))}", *lines]))
    return "\n\n".join(shown)


@contextmanager
def _deployment(root: Path) -> Iterator[None]:
    """Stand before a simulated deployment in which people have been told of some sample events, at a fixed time."""
    table = f"groups-{uuid4().hex}"  # another simulation may have one
    with ExitStack() as stack:
        named = {"AWS_ACCESS_KEY_ID": "simulated", "AWS_SECRET_ACCESS_KEY": "simulated", "AWS_REGION": "ap-northeast-1"}
        stack.enter_context(patch.dict(os.environ, {**named, "HINOMI_GROUP_TABLE": table, "COLUMNS": _WIDTH}))
        for name in ("AWS_PROFILE", "FORCE_COLOR"):  # of whoever writes the documents
            os.environ.pop(name, None)
        stack.enter_context(patch.object(when, "now", lambda: _NOW))
        stack.enter_context(patch.object(secrets, "token_hex", lambda _: _SILENCE))
        stack.enter_context(mock_aws())
        client: Any = boto3.client("dynamodb", region_name="ap-northeast-1")
        client.create_table(
            TableName=table,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
            BillingMode="PAY_PER_REQUEST",
        )
        told = rehearse(
            Config(),
            everywhere([email.NAME], ["ja"]),
            clock=Clock(_NOW - 3_600_000),
            groups=GroupTable(client, table),
        )
        for name in _OPEN:
            for event in read_events(root / "events" / f"{name}.json"):
                told.take(event)
        told.finish()
        yield


def _typed(word: str) -> str:
    return f"'{word}'" if set(word) & set(" *") else word
