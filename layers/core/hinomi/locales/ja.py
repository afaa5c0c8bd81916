"""The Japanese catalogue, in the words of the AWS Management Console and the AWS guides."""

from __future__ import annotations

from hinomi.locales import ja_checks, ja_counts, ja_fields, ja_links, ja_resources, ja_round, ja_routing, ja_terms

_PHRASES: dict[str, str] = {
    # 文の骨組み
    "headline.about": "{what}: {resource}",
    "account.format": "{name}（{id}）",
    "region.format": "{name} {code}",
    "sentence.space": "",
    "times.format": "{count} 回",
    "more.resources": "、ほか {count} 件",
    "moment.format": "{year}年{month}{day}日({weekday}) {clock} {zone}",
    "origin.place": "{country}・{city}",
    "origin.format": "{ip}（{about}）",
    "sample.mark": "[サンプル]",
    "drill": "これは訓練です。実際の問題は起きていません。",
    "drill.mark": "[訓練]",
    # 見出し
    "label.why": "どういうことか",
    "label.steps": "まず行うこと",
    "label.reference": "参照 ID",
    "label.quote": "原文",
    "label.truncated": "（以下省略）",
    "label.more_lines": "ほか {count} 行",
    # 重要度
    "severity.INFO": "情報",
    "severity.LOW": "低",
    "severity.MEDIUM": "中",
    "severity.HIGH": "高",
    "severity.CRITICAL": "重大",
    # 見出しの前に置く状態
    "status.first_seen": "",
    "status.escalated": "重要度上昇",
    "status.changed": "更新",
    "status.reopened": "再発",
    "status.resolved": "解決済み",
    "status.repeat_due": "未解決",
    # お知らせした理由
    "because.first_seen": "新しく検出されたため、お知らせします。",
    "because.escalated": "重要度が「{was}」から上がったため、あらためてお知らせします。",
    "because.changed": "状態が変わったため、あらためてお知らせします。",
    "because.reopened": "いったん解決したものが再び検出されたため、お知らせします。",
    "because.requested": "確認の依頼があったため、お知らせします。",
    "because.resolved": "以前お知らせしたものが、解決、抑制、またはアーカイブされたため、お知らせします。",
    "because.repeat_due": "まだ解決していないため、あらためてお知らせします。",
    # いつまでに動くか
    "urgency.securityhub.CRITICAL": "大きな被害につながるおそれがあるため、今すぐ対応してください。",
    "urgency.securityhub.HIGH": "できるだけ早く、ほかの作業より優先して対応してください。",
    "urgency.securityhub.MEDIUM": "緊急ではありませんが、数日のうちに確認し、対応を計画してください。",
    "urgency.securityhub.LOW": "急ぎではありませんが、次の定期的な見直しまでに確認してください。",
    "urgency.securityhub.INFO": "お知らせのみで、急ぎの対応は必要ありません。",
    "urgency.guardduty.CRITICAL": "攻撃が進行している可能性が高いため、今すぐ対応してください。",
    "urgency.guardduty.HIGH": "被害がすでに出ているか、広がるおそれがあるため、すぐに対応してください。",
    "urgency.guardduty.MEDIUM": "心当たりがなければ、今日のうちに調べてください。",
    "urgency.guardduty.LOW": "急ぎではありませんが、数日のうちに確認してください。",
    "urgency.guardduty.INFO": "お知らせのみで、急ぎの対応は必要ありません。",
    # CLDR の正式名称が長いもの
    "country.HK": "香港",
    "country.MM": "ミャンマー",
    "country.MO": "マカオ",
}

_ACTORS: dict[str, str] = {
    "AWSAccount": "AWS アカウント",
    "AWSService": "AWS サービス",
    "AssumedRole": "ロール",
    "Directory": "ディレクトリユーザー",
    "FederatedUser": "フェデレーションユーザー",
    "IAMUser": "IAM ユーザー",
    "IdentityCenterUser": "IAM Identity Center ユーザー",
    "Role": "ロール",
    "Root": "ルートユーザー",
    "SAMLUser": "SAML フェデレーションユーザー",
    "Unknown": "不明なユーザー",
    "WebIdentityUser": "ウェブ ID フェデレーションユーザー",
}

# いつまでに動くかを Security Hub と同じ言葉で伝えるもの
_AS_SECURITY_HUB = ("inspector", "trusted_advisor")
_URGENCY: dict[str, str] = {
    key.replace("securityhub", source): word
    for key, word in _PHRASES.items()
    if key.startswith("urgency.securityhub.")
    for source in _AS_SECURITY_HUB
}

TEXTS: dict[str, str] = (
    _PHRASES
    | _URGENCY
    | ja_round.ROUND
    | ja_routing.ROUTING
    | ja_counts.COUNTS
    | {f"field.{label}": word for label, word in ja_fields.FIELDS.items()}
    | {f"term.{key}": word for key, word in ja_terms.TERMS.items()}
    | {f"term.{key}": word for key, word in ja_checks.CHECKS.items()}
    | {f"link.{page}": word for page, word in ja_links.LINKS.items()}
    | {f"actor.{kind}": word for kind, word in _ACTORS.items()}
    | {f"resource.{name}": word for name, word in ja_resources.RESOURCES.items()}
)
