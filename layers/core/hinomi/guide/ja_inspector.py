"""Amazon Inspector: vulnerabilities of software and of code, and open networks, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLOSES = "修正されると、Inspector が検出結果を自動的にクローズします（手動で解決済みにする必要はありません）。"
_NETWORK = Entry(
    headline="VPC の外から到達できるポート",
    why="EC2 インスタンスのポートに、インターネットなど VPC の外から届く経路があります。意図したものでなければ、総当たり攻撃や脆弱性を狙う攻撃の入口になります。",
    steps=(
        "そのポートを外部に開ける必要があるかを、インスタンスの担当者に確認します。",
        "不要であれば、「ネットワークの経路」にあるセキュリティグループで、許可する送信元を絞ります。",
        "SSH や RDP であれば、Systems Manager の Session Manager で接続できることを確かめてから、ポートを閉じます。",
    ),
)
_CODE = Entry(
    headline="コードの脆弱性",
    why="コードの中に、攻撃に使われるおそれのある書き方が見つかりました。認証情報が埋め込まれている場合は、コードを読める人ならだれでも使えます。",
    steps=(
        "「ファイル」の示す箇所を開発の担当者と確認し、実際に問題になるかを判断します。",
        "認証情報が埋め込まれていれば、新しいものを Secrets Manager などに保管して切り替え、古いものを無効化します。",
        "コードを直してデプロイし直します。",
    ),
)

ENTRIES: dict[str, Entry] = {
    "inspector": Entry(
        headline="Amazon Inspector の検出結果",
        why="Inspector が、攻撃に使われるおそれのある弱点を見つけました。攻撃を受けたという知らせではありません。",
        steps=(
            "リンク先の一覧を「参照 ID」の ARN で絞り込み、内容と対象のリソースを確認します。",
            "外部から利用できるリソースであれば優先し、Inspector の示す方法で修正します。",
            "対応しないと決めたものは、理由を記録したうえで抑制ルールに登録します。",
        ),
    ),
    "inspector/exploited": Entry(
        headline="攻撃手法が知られている脆弱性 {vulnerability}",
        why="使用中のソフトウェアに、攻撃の手法がすでに出回っている脆弱性が見つかりました。攻撃を受けたという知らせではありませんが、ほかの脆弱性より狙われやすいものです。",
        steps=(
            "対象のリソースがインターネットから利用できるかを確認し、できる場合は最優先で対応します。",
            "「修正済みのバージョン」があれば更新し、なければ公開を止めるか、アクセス元を制限します。",
            "すでに悪用されていないか、対象のアクセスログと GuardDuty の検出結果を確認します。",
            _CLOSES,
        ),
    ),
    "inspector/package": Entry(
        headline="脆弱性 {vulnerability}",
        why="使用中のソフトウェアに、公開されている脆弱性が見つかりました。攻撃を受けたという知らせではありませんが、直さずにおくと侵入の糸口になります。",
        steps=(
            "「パッケージ」と「修正済みのバージョン」を見て、更新できるかを担当者に確認します。",
            "更新できるものは検証環境で試してから更新し、修正がまだなければ、アクセス元を絞るなどして提供を待ちます。",
            _CLOSES,
        ),
    ),
    "inspector/package/instance": Entry(
        headline="脆弱性 {vulnerability}",
        why="EC2 インスタンスのソフトウェアに、公開されている脆弱性が見つかりました。攻撃を受けたという知らせではありませんが、直さずにおくと侵入の糸口になります。",
        steps=(
            "「修正済みのバージョン」を見て更新の日時を担当者と決め、事前に AMI かスナップショットを作成します。",
            "Systems Manager の Patch Manager か OS のパッケージマネージャーで更新し、必要なら再起動します。",
            "Auto Scaling などで増えるインスタンスであれば、元になる AMI も作り直します。",
            _CLOSES,
        ),
    ),
    "inspector/package/image": Entry(
        headline="脆弱性 {vulnerability}",
        why="ECR のコンテナイメージに含まれるソフトウェアに、公開されている脆弱性が見つかりました。1 つのイメージから多数の検出結果が届くことがあり、ベースイメージの更新でまとめて直せる場合がほとんどです。",
        steps=(
            "そのイメージが今も使われているか、どの ECS タスクや EKS のワークロードで動いているかを確認します。",
            "使われていれば、ベースイメージとパッケージを新しくして再ビルドし、デプロイし直します。",
            "使われていない古いイメージは、ECR のライフサイクルポリシーで削除されるようにします。",
            _CLOSES,
        ),
    ),
    "inspector/package/function": Entry(
        headline="脆弱性 {vulnerability}",
        why="Lambda 関数またはそのレイヤーが使うライブラリに、公開されている脆弱性が見つかりました。攻撃を受けたという知らせではありませんが、直さずにおくと侵入の糸口になります。",
        steps=(
            "「ファイル」に書かれた依存関係を、「修正済みのバージョン」以降に上げられるかを確認します。",
            "ライブラリを更新してテストし、関数とレイヤーをデプロイし直します。",
            _CLOSES,
        ),
    ),
    "inspector/package/repository": Entry(
        headline="脆弱性 {vulnerability}",
        why="コードリポジトリの依存ライブラリに、公開されている脆弱性が見つかりました。このままビルドすると、本番環境にも脆弱性が入ります。",
        steps=(
            "「ファイル」に書かれた依存関係を、「修正済みのバージョン」以降に上げられるかを確認します。",
            "ライブラリを更新してテストし、すでにデプロイしたものがあれば、ビルドしてデプロイし直します。",
            _CLOSES,
        ),
    ),
    "inspector/network": _NETWORK,
    "inspector/network/port": Entry(
        headline="VPC の外から到達できるポート {port}", why=_NETWORK.why, steps=_NETWORK.steps
    ),
    "inspector/code": _CODE,
    "inspector/code/named": Entry(headline="コードの脆弱性「{vulnerability}」", why=_CODE.why, steps=_CODE.steps),
}
