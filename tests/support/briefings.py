"""Briefings for tests: ordinary ones, and ones in which every value is hostile."""

from __future__ import annotations

from typing import Any

import msgspec

from hinomi.briefing import Briefing, Line, Link, Section
from hinomi.model import Reason, Severity
from hinomi.text import clean, defang

URL = "https://ap-northeast-1.console.aws.amazon.com/guardduty/home?region=ap-northeast-1#/findings?macros=all&fId=f1"

JA = Briefing(
    locale="ja",
    severity=Severity.HIGH,
    reason=Reason.FIRST_SEEN,
    severity_label="高",
    status="",
    headline="EC2 インスタンスが SSH の総当たり攻撃を受けています: EC2 インスタンス i-0abc1234def567890",
    lines=(
        Line("アカウント", "本番（111122223333）"),
        Line("リージョン", "東京 ap-northeast-1"),
        Line("対象", "EC2 インスタンス i-0abc1234def567890 (web-1)"),
        Line("送信元", "198.51.100.23（オランダ・Amsterdam / Example ISP）"),
        Line("最初の検出", "2026年11月20日(金) 11:45:10 JST"),
        Line("最後の検出", "2026年11月20日(金) 12:01:44 JST"),
        Line("回数", "12 回"),
        Line("ポート", "22"),
        Line("検出器", "arn:aws:guardduty:ap-northeast-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0"),
    ),
    labels={
        "why": "どういうことか",
        "steps": "まず行うこと",
        "link": "コンソールで確認する",
        "reference": "参照",
        "quote": "AWS による説明（原文）",
        "truncated": "（以下省略）",
        "more_lines": "ほか {count} 行",
        "more_items": "ほか {count} 件",
        "left_out": "{count} 件（ここでは省略）",
    },
    quote="198.51.100.23 is performing SSH brute force attacks against i-0abc1234def567890. Brute force attacks are "
    "used to gain unauthorized access to your instance by guessing the SSH password.",
    why="インターネットから SSH のパスワードを総当たりで試されています。ログインに成功されると、サーバーを乗っ取られ、"
    "データの持ち出しや暗号資産の採掘に使われるおそれがあります。",
    steps=(
        "セキュリティグループを開き、22 番ポートを接続元の IP アドレスだけに絞ってください。",
        "/var/log/secure で、見覚えのないログインの成功がないか確認してください。",
        "ログインされた形跡があれば、インスタンスをネットワークから切り離し、認証情報を作り直してください。",
    ),
    link=Link("GuardDuty の検出結果を開く", URL),
    reference="arn:aws:guardduty:ap-northeast-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/f1",
    thread="arn:aws:guardduty:ap-northeast-1:111122223333:detector/12abc34d567e8fa901bc2d34e56789f0/finding/f1",
    because="初めて検出されたため、お知らせします。",
    keywords=("HIGH", "guardduty", "UnauthorizedAccess:EC2/SSHBruteForce", "111122223333", "ap-northeast-1"),
)

EN = msgspec.structs.replace(
    JA,
    locale="en",
    severity_label="HIGH",
    headline="An EC2 instance is under an SSH brute force attack: EC2 instance i-0abc1234def567890",
    lines=(Line("Account", "production (111122223333)"), Line("Region", "Tokyo ap-northeast-1"), Line("Count", "12")),
    labels={
        "why": "Why it matters",
        "steps": "What to do first",
        "link": "Open in the console",
        "reference": "Reference",
        "quote": "AWS's own words",
        "truncated": "(cut short)",
        "more_lines": "and {count} more lines",
        "more_items": "and {count} more",
        "left_out": "{count} in all, left out here",
    },
    why="Someone on the internet is guessing SSH passwords. Once they are in, the server and its data are theirs.",
    steps=("Open the security group and allow port 22 only from your own addresses.",),
    link=Link("Open the GuardDuty finding", URL),
    because="You are told because this is the first time that it was seen.",
)

BARE = msgspec.structs.replace(
    JA, status="", lines=(), quote="", why="", steps=(), link=None, reference="", because="", keywords=()
)
"""A briefing of nothing but a headline."""

REPORT = msgspec.structs.replace(
    BARE,
    severity=Severity.MEDIUM,
    severity_label="定期点検",
    headline="失敗 1 件、変更 60 件",
    lines=(Line("アカウント", "本番（111122223333）"), Line("動作", "基準より弱い設定を強化")),
    sections=(
        Section("確認または変更できなかった設定", ("GuardDuty を有効にする（東京）: 変更できませんでした。",)),
        Section("変更した設定", ("EBS ボリュームをデフォルトで暗号化する（東京、大阪）",), more=59),
        Section("変更候補", (), more=12),
    ),
    because="毎週の定期点検の結果です。",
)
"""A briefing of a report: sections, of which one goes on and one is but counted."""


def untrusted(value: str) -> str:
    """Prepare what an event says as the briefing does."""
    return defang(clean(value))


def saying(value: str, *, copies: int = 1) -> Briefing:
    """Make a briefing that says `value` wherever an event's text may stand."""
    said = untrusted(value)
    return msgspec.structs.replace(
        JA,
        headline=said,
        lines=tuple(Line("対象", said) for _ in range(copies)),
        quote=defang(clean(value, keep_lines=True)),
        why=said,
        steps=(said,) * copies if said else (),
        reference=said,
        thread=value,
        because=said,
        keywords=(said,) * copies,
        sections=(Section(said, (said,) * copies, more=copies),) * 3 if said and copies else (),
    )


def strings(value: Any) -> list[str]:
    """List every string in a JSON value."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]
