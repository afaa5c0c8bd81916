"""The command line's words about silences and open alerts, in both languages."""

from __future__ import annotations

from typing import Final

from hinomi.text import clean

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        # What a match asks for
        "match.is": "{label} is {values}",
        "match.not": "{label} is not {values}",
        "match.at_least": "{label} is {values} or worse",
        "match.at_most": "{label} is {values} or less",
        "match.or": " or ",
        # Before a silence is written
        "add.heading": "To be held back: every alert that fits all of this",
        "add.span": "From {starts} until {ends} ({zone})",
        "add.protected": "Alerts of root, tampering, attack sequences, exposed credentials: HELD BACK too.",
        "add.unprotected": "Alerts of root, tampering, attack sequences, exposed credentials: told all the same.",
        "add.none": "None of the alerts that are open now fits this.",
        "add.some": "It holds back {count} of the alerts that are open now:",
        "add.spared": "{count} more fit, but are told all the same. To hold them back too: --allow-critical",
        "add.more": "… and {count} more",
        "add.ask": "Begin this silence?",
        "add.ask_replace": "Change silence {id} like this?",
        "add.done": "Silence {id} holds until {ends} ({zone}). To end it sooner: hinomi silence end {id}",
        "add.pending": "Silence {id} holds from {starts} until {ends} ({zone}). To end it: hinomi silence end {id}",
        "add.replaced": "It takes the place of silence {id}, which has ended.",
        "add.waits": "Nothing is lost: what is still open at its end is told within 15 minutes.",
        # Ending
        "end.done": "Silence {id} has ended. What it held back and is still open is told within 15 minutes.",
        "end.done_pending": "Silence {id} will not begin.",
        # Lists
        "column.id": "ID",
        "column.state": "State",
        "column.span": "Until ({zone})",
        "column.match": "Holds back",
        "column.owner": "Owner",
        "column.reason": "Reason",
        "state.pending": "pending",
        "state.active": "active",
        "state.ended": "ended",
        "list.from": "from {starts}",
        "list.none": "No silence is pending or active.",
        "list.none_at_all": "No silence is kept.",
        "list.file": "file-…: kept in hinomi.yaml, as this folder has it; a change takes effect when it is deployed.",
        "column.severity": "Severity",
        "column.alert": "Alert",
        "column.where": "Where",
        "column.status": "Status now",
        "status.told": "told {at}",
        "status.waiting": "waiting to be told",
        "status.silenced": "silenced by {by} until {until}",
        "status.inhibited": "inhibited by {by}",
        "status.muted_window": "muted by window {by} until {until}",
        "alerts.none": "Nothing is open.",
        "alerts.none_fits": "None of the {count} open alerts fits.",
        "alerts.end": "{count} open. Times are of {zone}. To hold one back: hinomi silence add alert=ID",
        # What is wrong with a silence
        "flaw.everything": "it would hold back everything: name what is to be held back, such as source=guardduty",
        "flaw.no_owner": "nobody answers for it: name a person or a team with --owner",
        "flaw.no_reason": "it has no reason: say why with --reason, for whoever reads the list later",
        "flaw.backwards": "it ends before it begins: --until must be after --from",
        "flaw.over": "its end is in the past: name a later one with --until, or a length with --for",
        "flaw.too_long": "it ends more than {days} days from now: choose an earlier end",
        "flaw.too_large": "match, owner and reason are too long (more than {bytes} bytes): use * in the terms",
        "flaw.only_protected": "it names only alerts of root, tampering, attack sequences or exposed credentials, told "
        "all the same: to hold them back add --allow-critical",
        "flaw.too_many": "there are {count} silences, the most that there may be: end some (hinomi silence list), "
        "or let one cover more by using * in its terms",
        # Refusals
        "refuse.no_terms": "name what is to be held back, such as source=guardduty 'type=Recon:*'; "
        "hinomi alerts shows what is open",
        "refuse.for_or_until": "say how long, either with --for 2d or with --until 2026-12-31",
        "refuse.span": "{text}: not a length of time; write a number and m, h, d or w, such as 90m, 8h, 2d or 1w",
        "refuse.time": "{text}: neither a day (2026-12-31) nor a time (2026-12-31T18:00)",
        "refuse.terminal": "nobody to ask: there is no terminal; look at what is shown above, then add --yes",
        "refuse.unknown": "{id}: no such silence; hinomi silence list --all names them",
        "refuse.ended": "{id}: this silence ended {ends}",
        "refuse.of_file": "{id}: this silence is in hinomi.yaml; take it out of the file and deploy",
        "refuse.changed": "{id}: somebody else has changed this silence meanwhile; see hinomi silence list",
        "refuse.protected_alert": "{title}: an alert of root, tampering, attack sequences or exposed credentials, told "
        "all the same; to hold it back add --allow-critical",
        "refuse.no_table": "there is no table {table} in {region}: check --table, and the Region of the profile",
        "refuse.no_stack": "there is no stack {stack} in {region}: name the deployment with --stack, and check the "
        "Region of the profile",
        "refuse.no_output": "stack {stack} has no output {output}: it is older than silences; deploy anew",
    },
    "ja": {
        "match.is": "{label} が {values}",
        "match.not": "{label} が {values} 以外",
        "match.at_least": "{label} が {values} 以上",
        "match.at_most": "{label} が {values} 以下",
        "match.or": " または ",
        "add.heading": "次のすべてに当てはまる通知を止めます",
        "add.span": "期間: {starts} から {ends} まで ({zone})",
        "add.protected": "ルートユーザー、検出や記録への妨害、攻撃シーケンス、漏れた認証情報の通知: これらも止めます。",
        "add.unprotected": "ルートユーザー、検出や記録への妨害、攻撃シーケンス、漏れた認証情報の通知: 止めません。",
        "add.none": "現在未解決のもののうち、当てはまるものはありません。",
        "add.some": "現在未解決のもののうち、次の {count} 件の通知が止まります。",
        "add.spared": "ほかに {count} 件が当てはまりますが、保護の対象なので、通知は止まりません。"
        "止めるには --allow-critical を付けてください。",
        "add.more": "… ほか {count} 件",
        "add.ask": "このサイレンスを登録しますか?",
        "add.ask_replace": "サイレンス {id} をこのように変更しますか?",
        "add.done": "サイレンス {id} を登録しました ({ends} まで、{zone})。早く終了するには: hinomi silence end {id}",
        "add.pending": "サイレンス {id} を登録しました ({starts} から {ends} まで、{zone})。"
        "取り消すには: hinomi silence end {id}",
        "add.replaced": "サイレンス {id} は終了し、これに置き換わりました。",
        "add.waits": "止めている間の通知は失われません。終了したときに未解決のものは、15 分以内に通知します。",
        "end.done": "サイレンス {id} を終了しました。止めていたもののうち、未解決のものは 15 分以内に通知します。",
        "end.done_pending": "サイレンス {id} を取り消しました。",
        "column.id": "ID",
        "column.state": "状態",
        "column.span": "期限 ({zone})",
        "column.match": "止める通知",
        "column.owner": "担当",
        "column.reason": "理由",
        "state.pending": "開始前",
        "state.active": "有効",
        "state.ended": "終了",
        "list.from": "{starts} から",
        "list.none": "開始前または有効なサイレンスはありません。",
        "list.none_at_all": "サイレンスの記録はありません。",
        "list.file": "file-… は、このフォルダーの hinomi.yaml に書かれたサイレンスです。"
        "変更はデプロイすると反映されます。",
        "column.severity": "重要度",
        "column.alert": "アラート",
        "column.where": "場所",
        "column.status": "現在の状態",
        "status.told": "通知済み {at}",
        "status.waiting": "通知待ち",
        "status.silenced": "サイレンス {by} で保留中 ({until} まで)",
        "status.inhibited": "抑制 {by} で保留中",
        "status.muted_window": "時間帯 {by} で保留中 ({until} まで)",
        "alerts.none": "未解決のものはありません。",
        "alerts.none_fits": "未解決の {count} 件のうち、当てはまるものはありません。",
        "alerts.end": "未解決 {count} 件 (時刻は {zone})。通知を止めるには: hinomi silence add alert=ID",
        "flaw.everything": "すべての通知が止まってしまいます。source=guardduty のように、止める通知を絞ってください",
        "flaw.no_owner": "担当が書かれていません。--owner で担当者かチームを指定してください",
        "flaw.no_reason": "理由が書かれていません。後で一覧を見る人のために、--reason で書いてください",
        "flaw.backwards": "終了が開始より前です。--until を --from より後にしてください",
        "flaw.over": "終了が過去の時刻です。--until でこれからの時刻を、または --for で長さを指定してください",
        "flaw.too_long": "終了が {days} 日より先です。期限を短くし、必要になったら延長してください",
        "flaw.too_large": "条件、担当、理由が長すぎます ({bytes} バイトまで)。条件に * を使ってください",
        "flaw.only_protected": "ルートユーザー、検出や記録への妨害、攻撃シーケンス、漏れた認証情報の通知だけを"
        "指していますが、これらはそのままでは止まりません。"
        "止めるには --allow-critical を付けてください",
        "flaw.too_many": "サイレンスは {count} 件が上限です。"
        "不要なものを終了するか (hinomi silence list)、* を使って 1 件にまとめてください",
        "refuse.no_terms": "止める通知を source=guardduty 'type=Recon:*' のように指定してください。"
        "未解決のものは hinomi alerts で確認できます",
        "refuse.for_or_until": "いつまで止めるかを、--for 2d か --until 2026-12-31 のどちらか一方で指定してください",
        "refuse.span": "{text}: 期間として読み取れません。"
        "90m、8h、2d、1w のように、数字と m (分)、h (時間)、d (日)、w (週) で書いてください",
        "refuse.time": "{text}: 日付 (2026-12-31) か時刻 (2026-12-31T18:00) で書いてください",
        "refuse.terminal": "端末がないため確認できません。上の内容を確かめてから、--yes を付けてください",
        "refuse.unknown": "{id}: このサイレンスはありません。hinomi silence list --all で確認できます",
        "refuse.ended": "{id}: このサイレンスは {ends} に終了しています",
        "refuse.of_file": "{id}: hinomi.yaml に書かれたサイレンスです。ファイルから削除してデプロイしてください",
        "refuse.changed": "{id}: このサイレンスは、ほかの人が先に変更しました。hinomi silence list で確認してください",
        "refuse.protected_alert": "{title}: ルートユーザー、検出や記録への妨害、攻撃シーケンス、漏れた認証情報の"
        "通知は、そのままでは止まりません。"
        "止めるには --allow-critical を付けてください",
        "refuse.no_table": "{region} にテーブル {table} がありません。"
        "--table と、プロファイルのリージョンを確認してください",
        "refuse.no_stack": "{region} にスタック {stack} がありません。"
        "--stack と、プロファイルのリージョンを確認してください",
        "refuse.no_output": "スタック {stack} に出力 {output} がありません。"
        "サイレンスに対応していない古いバージョンなので、新しいバージョンをデプロイしてください",
    },
}


def word(locale: str, key: str, **values: object) -> str:
    """Say the words of a key, with its placeholders filled; what they are filled with is made inert."""
    return WORDS[locale][key].format(**{name: clean(str(value)) for name, value in values.items()})
