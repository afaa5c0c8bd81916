"""What a person asked Security Hub to send: custom actions and insight results, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_WHY = (
    "Security Hub のコンソールで、だれかがカスタムアクションを実行して送ったものです。"
    "自動の通知ではないため、重要度や、すでにお知らせしたかどうかに関係なくお知らせします。"
)

ENTRIES: dict[str, Entry] = {
    "securityhub_requests/finding": Entry(
        headline="確認依頼のあった検出結果「{finding}」",
        why=_WHY,
        steps=(
            "カスタムアクションの名前と説明を見て、何を求められているかを確かめます。",
            "リンクから検出結果を開き、対象のリソースと現在のステータスを確認します。",
            "対応したら、Security Hub でワークフローステータスを更新します。",
        ),
    ),
    "securityhub_requests/insight": Entry(
        headline="確認依頼のあったインサイト「{insight}」",
        why=f"{_WHY}インサイトは、条件に合う検出結果を項目ごとに集計したものです。",
        steps=(
            "カスタムアクションの名前と説明を見て、何を求められているかを確かめます。",
            "リンクからインサイトを開き、検出結果の件数が多いものから順に確認します。",
        ),
    ),
    "securityhub_requests": Entry(
        headline="Security Hub から送られた確認依頼",
        why=_WHY,
        steps=(
            "カスタムアクションの名前と説明を見て、何を求められているかを確かめます。",
            "リンクから Security Hub を開き、送られた内容を確認します。",
        ),
    ),
}
