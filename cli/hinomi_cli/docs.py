"""`make docs`: write those parts of the documents that follow from the project, so that nobody keeps them by hand.

A part stands between two comments: `<!-- parameters LOCALE -->` begins the table of the template's parameters,
`<!-- mail EVENT... LOCALE -->` the one mail about sample events, `<!-- controls LOCALE -->` and
`<!-- sections LOCALE -->` what the page about the baseline says of each control, `<!-- labels LOCALE -->`,
`<!-- rates LOCALE -->` and `<!-- session LOCALE -->` what the page about routing shows; `<!-- /parameters -->` and so
on end them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from hinomi.channels import email
from hinomi.config import Config
from hinomi_cli import control_docs, routing_docs
from hinomi_cli.event_files import read_events
from hinomi_cli.rehearsal import everywhere, hear

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART: Final = re.compile(
    r"(?P<begin><!-- (?P<kind>parameters|mail|controls|sections|labels|rates|session) (?P<about>[^>]*?) -->\n).*?"
    r"(?P<end><!-- /(?P=kind) -->)",
    re.DOTALL,
)
_HEADS: Final = {
    "en": ("Parameter", "Default", "Choices", "What it decides"),
    "ja": ("パラメータ", "既定値", "選択肢", "決めること"),
}
IN_JAPANESE: Final = {
    "Languages": "メールの言語。言語ごとに別のトピックができ、読む人はそのトピックを購読します。",
    "AlertEmailJa": "日本語のメールの宛先。不要なら空のままにします。AWS から確認のメールが届きます。",
    "AlertEmailEn": "英語のメールの宛先。不要なら空のままにします。AWS から確認のメールが届きます。",
    "OperatorEmail": "Hinomi 自身の不調を知らせる宛先。空なら、お知らせと同じ宛先に送ります。",
    "MinimumSeverity": "これより重要度の低い検出結果は、費用がかかる前に捨てます。ルートユーザーと予算は常に通します。",
    "AlarmsToTell": "CloudWatch アラームを知らせるかどうか。ターゲット追跡のアラームと、このスタック自身のアラームは"
    "除きます。",
    "SigninsToTell": "IAM ユーザーの MFA なしのサインインと失敗、普段と異なるサインインを知らせるかどうか。",
    "ChangesToTell": "CIS ベンチマークが監視を求める変更（ポリシーやネットワークなど）を知らせるかどうか。",
    "RemediationTopicArn": "同じアカウントとリージョンにある Automated Security Response on AWS のトピック"
    "（`SO0111-ASR_Topic`）の ARN。なければ空にします。",
    "ChatLanguage": "チャットに送るメッセージの言語。",
    "SlackWebhookSecret": "Slack の Webhook URL（ボットの場合はトークンとチャンネル）の保管場所。`ssm:/名前` か "
    "`secretsmanager:名前`。不要なら空にします。",
    "TeamsWebhookSecret": "同じく、Microsoft Teams の Workflows の Webhook。",
    "ChimeWebhookSecret": "同じく、Amazon Chime（2026-02-20 に AWS での提供が終了しました）。",
    "QDeveloper": "Amazon Q Developer in chat applications のコンソールで選ぶためのトピックを作るかどうか。",
    "SlackWorkspaceId": "Amazon Q Developer で承認済みの Slack ワークスペース。チャンネルも書くと、設定まで行います。",
    "SlackChannelId": "Amazon Q Developer が投稿する Slack チャンネル。",
    "MoreEvents": "hinomi.yaml の `events` に書いたイベントのパターン。`hinomi config events` の出力を貼り付けます。"
    "なければ空にします。",
    "MoreTopics": "hinomi.yaml の受信者が独自に使う SNS トピックの ARN（カンマ区切り）。なければ空にします。",
    "MoreSecrets": "hinomi.yaml の受信者が独自のシークレット（`ssm:/hinomi/...` または `secretsmanager:hinomi/...`）"
    "を使うかどうか。",
    "EncryptTopics": "このスタックのキーでトピックを暗号化するかどうか。料金は[暗号化](#暗号化)を見てください。",
    "ForwardRegions": "イベントをここへ転送するほかのリージョン（カンマ区切り）。ルートユーザーのサインインには "
    "`us-east-1,us-east-2,us-west-2` が必要です。使っているリージョンも加えてください。",
    "RoundMode": "定期点検で行うこと。`off` は何もせず、`report` は報告だけ、`enforce` は強化もします。",
    "RoundCron": "定期点検を始める日時（EventBridge Scheduler の式）。7 日に 1 回以上にします。",
    "RoundTimeZone": "上の式のタイムゾーン（IANA の名前）。",
    "LogRetentionDays": "関数のログを残す日数。",
    "LogLevel": "ログの細かさ。イベントの内容とシークレットは、どのレベルでも記録しません。",
}
"""What each parameter decides, in Japanese: the template's own text has to be ASCII."""


class _TemplateLoader(yaml.SafeLoader):
    """Reads a template; CloudFormation's short tags (`!Ref`), of which no parameter has one, are passed over."""


_TemplateLoader.add_multi_constructor("!", lambda *_: None)


def main() -> None:
    """Write every document under the current folder, the project's root."""
    for document in documents(Path()):
        document.write_text(fill(document.read_text("utf-8"), Path()), "utf-8")


def documents(root: Path) -> list[Path]:
    """List the documents of the project."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def fill(text: str, root: Path) -> str:
    """Return the text of a document with its generated parts as they should be."""
    return _PART.sub(lambda part: f"{part['begin']}\n{_make(part['kind'], part['about'], root)}\n{part['end']}", text)


def parameters(root: Path) -> dict[str, dict[str, Any]]:
    """Read the parameters of the template, in its order."""
    template = yaml.load((root / "template.yaml").read_text(), Loader=_TemplateLoader)  # noqa: S506 - a SafeLoader
    found: dict[str, dict[str, Any]] = template["Parameters"]
    return found


def _make(kind: str, about: str, root: Path) -> str:
    if kind == "mail":
        *names, locale = about.split()
        return _as_text(_mail([root / "events" / f"{name}.json" for name in names], locale))
    if kind == "session":
        return _as_text(routing_docs.session(about, root))
    if kind == "sections":
        return "\n".join(control_docs.sections(about))
    return "".join(f"| {' | '.join(row)} |\n" for row in _table(kind, about, root))


def _as_text(text: str) -> str:
    return f"```text\n{text}\n```\n"


def _table(kind: str, locale: str, root: Path) -> Iterator[tuple[str, ...]]:
    if kind == "parameters":
        return _rows(parameters(root), locale)
    return {"controls": control_docs.table, "labels": routing_docs.labels, "rates": routing_docs.rates}[kind](locale)


def _mail(event_files: list[Path], locale: str) -> str:
    """Render the one mail that an operator who changed no setting gets of events that happen at about one time."""
    events = (event for file in event_files for event in read_events(file))
    (message,) = hear(Config(), everywhere([email.NAME], [locale]), events)
    return f"Subject: {message.subject}\n\n{message.body.rstrip()}"


def _rows(described: dict[str, dict[str, Any]], locale: str) -> Iterator[tuple[str, ...]]:
    yield _HEADS[locale]
    yield ("---",) * len(_HEADS[locale])
    for name, parameter in described.items():
        default = f"`{parameter['Default']}`" if parameter["Default"] != "" else "–"
        choices = ", ".join(f"`{choice}`" for choice in parameter.get("AllowedValues", ())) or "–"
        yield f"`{name}`", default, choices, parameter["Description"] if locale == "en" else IN_JAPANESE[name]


if __name__ == "__main__":
    main()
