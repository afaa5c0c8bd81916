from __future__ import annotations

import msgspec
import wcwidth
from hypothesis import given
from hypothesis import strategies as st

from hinomi.briefing import Line
from hinomi.channels import email
from hinomi.model import Reason, Severity
from support.briefings import BARE, EN, JA, URL

SHORT = msgspec.structs.replace(
    JA,
    headline="EC2 インスタンスが SSH の総当たり攻撃を受けています",
    lines=(Line("アカウント", "本番（111122223333）"), Line("回数", "12 回")),
    quote="198.51.100.23 is performing SSH brute force attacks.",
    why="ログインに成功されると、サーバーを乗っ取られるおそれがあります。",
    steps=("22 番ポートを絞ってください。", "ログインの成功がないか確認してください。"),
    reference="f1",
)


def test_a_japanese_mail_reads_like_this() -> None:
    message = email.render(SHORT)
    assert message.subject == "[高] EC2 インスタンスが SSH の総当たり攻撃を受けています"
    assert (
        message.body
        == f"""\
[高] EC2 インスタンスが SSH の総当たり攻撃を受けています

アカウント: 本番（111122223333）
回数: 12 回

■ AWS による説明（原文）
> 198.51.100.23 is performing SSH brute force attacks.

■ どういうことか
ログインに成功されると、サーバーを乗っ取られるおそれがあります。

■ まず行うこと
1. 22 番ポートを絞ってください。
2. ログインの成功がないか確認してください。

■ GuardDuty の検出結果を開く
{URL}

----------------------------------------
初めて検出されたため、お知らせします。
参照: f1
"""
    )


def test_an_english_mail_has_headings_in_capitals() -> None:
    assert "\nWHY IT MATTERS\n" in email.render(EN).body


def test_a_headline_alone_is_one_line() -> None:
    bare = msgspec.structs.replace(BARE, headline="短い見出し")
    assert email.render(bare).body == "[高] 短い見出し\n"


def test_lines_are_no_wider_than_the_window_but_for_what_must_not_break() -> None:
    wide = [line for line in email.render(JA).body.split("\n") if wcwidth.wcswidth(line) > email.LIMITS.columns]
    assert all("arn:aws:" in line or line == URL for line in wide)
    assert URL in wide


def test_following_lines_are_indented_under_their_step() -> None:
    step = "あ" * 60
    body = email.render(msgspec.structs.replace(JA, steps=(step,))).body
    assert f"1. {'あ' * 34}\n   {'あ' * 26}\n" in body


def test_every_line_of_a_quote_is_marked() -> None:
    body = email.render(msgspec.structs.replace(JA, quote="one\ntwo")).body
    assert "> one\n> two\n" in body


def test_a_subject_holds_no_second_header() -> None:
    subject = email.render(msgspec.structs.replace(JA, headline="x\r\nBcc: a\x00\u202e")).subject
    assert subject == "[高] x Bcc: a"


@given(st.text(max_size=300))
def test_a_subject_is_one_line_within_the_limit(headline: str) -> None:
    subject = email.render(msgspec.structs.replace(BARE, headline=headline)).subject
    assert len(subject) <= 99
    assert len(subject.splitlines()) == 1
    assert subject.replace("\u200d", "").isprintable() or not headline.isascii()


def test_an_ascii_subject_names_severity_and_keywords() -> None:
    expected = "[HIGH] guardduty UnauthorizedAccess:EC2/SSHBruteForce 111122223333 ap-northeast-1"
    assert email.ascii_subject(JA) == expected


def test_an_ascii_subject_tells_what_changed() -> None:
    solved = msgspec.structs.replace(JA, reason=Reason.RESOLVED, severity=Severity.CRITICAL, keywords=("guardduty",))
    assert email.ascii_subject(solved) == "[CRITICAL][RESOLVED] guardduty"


@given(st.lists(st.text()))
def test_an_ascii_subject_is_ascii_within_the_limit(keywords: list[str]) -> None:
    subject = email.ascii_subject(msgspec.structs.replace(JA, keywords=tuple(keywords)))
    assert subject.isascii()
    assert subject.isprintable()
    assert len(subject) <= 99
