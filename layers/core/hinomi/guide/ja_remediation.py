"""Remediations by Automated Security Response on AWS, by SNS, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "remediation": Entry(
        headline="自動修復の結果",
        why="Automated Security Response on AWS（ASR）が、Security Hub の検出結果に対する修復の結果を通知しました。",
        steps=(
            "上記の結果を読み、Security Hub で検出結果を開きます。",
            "修復されていなければ、検出結果に記載された手順に沿って修復します。",
        ),
    ),
    "remediation/failed": Entry(
        headline="自動修復に失敗（{control}）",
        why="Automated Security Response on AWS（ASR）が Security Hub の検出結果を修復しようとして、失敗しました。直ったように思われがちですが、問題は残っています。",
        steps=(
            "検出結果のアカウントで、Systems Manager の「オートメーション」の実行履歴から、失敗したステップとエラーを確認します。",
            "原因を取り除いて修復を再実行するか、検出結果に記載された手順に沿って手動で修復します。",
            "失敗するまでに、リソースの設定の一部が変更されていないかを確認します。",
        ),
    ),
    "remediation/not_tried": Entry(
        headline="自動修復の対象外（{control}）",
        why="Automated Security Response on AWS（ASR）に、この検出結果を修復するための有効なランブックがありません。設定は変更されていません。",
        steps=(
            "検出結果に記載された手順に沿って手動で修復します。",
            "ASR が対応するコントロールであれば、プレイブックが有効か、対象のアカウントとリージョンにメンバースタックがデプロイされているかを確認します。",
        ),
    ),
    "remediation/no_role": Entry(
        headline="自動修復が動作しないアカウント",
        why="Automated Security Response on AWS（ASR）が、検出結果のアカウントにあるロールを使えませんでした。このアカウントでは、ほかの検出結果も修復されません。アカウントごとに 1 回だけお知らせします。",
        steps=(
            "アカウントに ASR のメンバーロールのスタックがデプロイされ、ロールが ASR の実行アカウントを信頼しているかを確認します。",
            "だれかがロールを削除または変更していれば、再デプロイする前に理由を確認します。",
            "動作するようになるまで、検出結果に記載された手順に沿って手動で修復します。",
        ),
    ),
    "remediation/asr_error": Entry(
        headline="自動修復を開始できず（{control}）",
        why="Automated Security Response on AWS（ASR）が、Security Hub の検出結果を修復する前に、自身のエラーで終了しました。設定は変更されていません。",
        steps=(
            "ASR を実行しているアカウントの Step Functions で、Orchestrator の実行履歴からエラーを確認します。",
            "原因を取り除いて、修復を再実行します。",
            "動作するようになるまで、検出結果に記載された手順に沿って手動で修復します。",
        ),
    ),
    "remediation/succeeded": Entry(
        headline="自動修復により設定を変更（{control}）",
        why="Automated Security Response on AWS（ASR）が、Security Hub の検出結果を修復するために設定を変更しました。人による変更ではないため、お知らせします。",
        steps=(
            "対象のリソースを使うシステムが、変更後も正常に動作しているかを確認します。",
            "Security Hub で検出結果を開き、何が問題で、何が変更されたのかを確認します。",
            "同じ修復が繰り返されるときは、設定を元に戻しているテンプレートやジョブがないかを調べます。",
        ),
    ),
    "remediation/recovered": Entry(
        headline="失敗していた自動修復が成功（{control}）",
        why="Automated Security Response on AWS（ASR）が、前回は失敗した Security Hub の検出結果の修復に成功しました。",
        steps=(
            "対象のリソースを使うシステムが、変更後も正常に動作しているかを確認します。",
            "Security Hub で、検出結果が解決済みになったことを確認します。",
        ),
    ),
    "remediation/role_recovered": Entry(
        headline="自動修復が再び動作するようになったアカウント",
        why="Automated Security Response on AWS（ASR）が、以前は使えなかったロールを使えるようになり、このアカウントで Security Hub の検出結果を修復しました。",
        steps=(
            "その間に修復できなかった検出結果を、ASR で再び修復します。",
            "Security Hub で、それらの検出結果が解決済みになったことを確認します。",
        ),
    ),
}
