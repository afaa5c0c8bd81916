"""What digests and the foot of a message say in Japanese."""

from __future__ import annotations

ROUTING: dict[str, str] = {
    # メッセージの末尾
    "route": "通知の経路: {route} → 受信者: {receiver}",
    "silence.alert": "この件の通知を 7 日間止めるコマンド",
    "silence.group": "これらと、条件が同じ新しい通知を 7 日間止めるコマンド",
    "silence.protected_alert": "この件の通知を 7 日間止めるコマンド（見逃してはならない種類のため、--allow-critical が必要です）",
    "silence.protected_group": "これらと、条件が同じ新しい通知を 7 日間止めるコマンド（見逃してはならない種類の通知は、--allow-critical を付けない限り届きます）",
    "silence.choose": "未解決のものを一覧し、止めるものを選ぶためのコマンド",
    "silence.whose": '--owner "あなたの名前" --reason "止める理由"',
    # まとめてお知らせする理由
    "because.grouped": "同じグループの通知を、1 通にまとめてお知らせします。",
    "because.overflow": "短時間に多数の通知が重なったため、まとめてお知らせします。捨てたものはありません。",
    "because.more": "残りは次のメッセージでお知らせします。",
    # 見出し
    "digest.solved": "解決 {count} 件",
    "digest.both": "{news}、{solved}",
    # 概要
    "digest.by_severity": "重要度ごとの件数",
    "digest.solved_by_severity": "解決したものの件数",
    "digest.severity": "{severity} {count}",
    "digest.separator": "、",
    "digest.count": "{count} 件",
    "digest.accounts": "{count} アカウント",
    "digest.regions": "{count} リージョン",
    "digest.standing": "同じグループには、すでにお知らせした未解決のものがほかに {count} 件あります（{severities}）",
    "digest.rehearsed": "うち訓練・サンプル: {count} 件",
    "digest.held": "ほかに、サイレンスなどで保留中のものが {count} 件あります",
    "group.resource_type": "リソースの種類",
    "group.severity": "重要度",
    "group.tag": "タグ {tag}",
    "group.type": "種類",
    "group.unit": "組織単位 (OU)",
    # 一覧
    "digest.new": "新しいもの（重大なものから）",
    "digest.repeated": "未解決のもの（重大なものから）",
    "digest.news": "新しいもの・変わったもの（重大なものから）",
    "digest.solved_ones": "解決したもの",
    "digest.kinds": "種類ごとの件数",
    "digest.kind": "{kind}: {count} 件",
    "digest.named_kind": "{kind}（{type}）",
    "digest.other_kinds": "そのほかの {kinds} 種類: {count} 件",
    "digest.placed": "{what} / {place}",
    "digest.why": "どういうことか（一覧の 1 件目）",
    "digest.steps": "まず行うこと（一覧の 1 件目）",
}
