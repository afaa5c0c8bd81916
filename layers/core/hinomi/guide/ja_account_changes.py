"""Changes of an account that the CIS benchmark wants to be watched, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_ASK = "「実行者」と「接続元」を見て、本人または作業の担当者に、予定された変更かを確認します。"
_UNDO = "予定された変更でなければ元に戻し、CloudTrail のイベント履歴で同じ実行者の前後の操作を確認します。"

ENTRIES: dict[str, Entry] = {
    "account_changes/iam_administrator": Entry(
        headline="強い IAM 権限の付与",
        why="管理者と同等の権限、または IAM のすべてを操作できる権限が与えられました。侵入者が自分の権限を強めるときにも行われる操作です。",
        steps=(
            "「対象のリソース」と「ポリシー」で、だれにどの権限が与えられたかを確認します。",
            _ASK,
            "予定された変更でなければ、ポリシーを外し、付与した側とされた側の両方の認証情報を無効化します。",
            "CloudTrail のイベント履歴で、両者の前後の操作を確認します。",
        ),
    ),
    "account_changes/iam_policy": Entry(
        headline="IAM ポリシーの変更",
        why="IAM のポリシーが変更されました。だれが何をできるかが変わっている可能性があります。",
        steps=("「対象のリソース」と「ポリシー」で、どの権限が変わったかを確認します。", _ASK, _UNDO),
    ),
    "account_changes/bucket_public": Entry(
        headline="S3 バケットを公開しうる変更",
        why="だれでもアクセスできる内容のバケットポリシーまたは ACL が設定されました。ブロックパブリックアクセスが有効でなければ、中のデータが外部から読まれるおそれがあります。",
        steps=(
            "S3 コンソールで、バケットが「公開」になっていないか、ブロックパブリックアクセスが有効かを確認します。",
            _ASK,
            "意図した公開でなければ、ブロックパブリックアクセスを有効にし、ポリシーまたは ACL を元に戻します。",
            "サーバーアクセスログなどの記録があれば、公開されていた間のアクセスを確認します。",
        ),
    ),
    "account_changes/bucket_policy": Entry(
        headline="S3 バケットのアクセス設定などの変更",
        why="バケットポリシー、ACL、CORS、ライフサイクル、レプリケーションのいずれかが変更されました。データを読める相手や、保存される期間・場所が変わっている可能性があります。",
        steps=("「API」を見て、S3 コンソールで変更後の設定を確認します。", _ASK, _UNDO),
    ),
    "account_changes/security_group_open": Entry(
        headline="セキュリティグループのインターネットへの開放",
        why="セキュリティグループで、どこからでも接続できるポートが開かれました。SSH や RDP であれば、数分のうちに総当たり攻撃が始まることも珍しくありません。",
        steps=(
            "「ポート」と「IP アドレス範囲 (CIDR)」を見て、公開が必要なものかを確認します。",
            _ASK,
            "必要がなければルールを取り除くか、送信元を必要な IP アドレスに絞り、管理用の接続は Session Manager に置き換えます。",
            "開いていた間に、知らない相手からのログインがなかったかを確認します。",
        ),
    ),
    "account_changes/security_group": Entry(
        headline="セキュリティグループの変更",
        why="リソースへの通信を許可または遮断する、セキュリティグループが変更されました。",
        steps=("EC2 コンソールで、セキュリティグループの今のルールを確認します。", _ASK, _UNDO),
    ),
    "account_changes/network_acl": Entry(
        headline="ネットワーク ACL の変更",
        why="サブネットの通信を許可または遮断する、ネットワーク ACL が変更されました。",
        steps=("VPC コンソールで、ネットワーク ACL の今のルールを確認します。", _ASK, _UNDO),
    ),
    "account_changes/gateway": Entry(
        headline="ネットワークゲートウェイの変更",
        why="VPC と外部をつなぐゲートウェイが変更されました。外部との通信の経路が増えたか、途切れている可能性があります。",
        steps=("VPC コンソールで、ゲートウェイと、それを使うルートテーブルを確認します。", _ASK, _UNDO),
    ),
    "account_changes/route_table": Entry(
        headline="ルートテーブルの変更",
        why="通信の経路を決めるルートテーブルが変更されました。内部のサブネットが外部につながるか、通信が別の場所を経由する可能性があります。",
        steps=("「宛先」と「ルートのターゲット」を見て、VPC コンソールで今の経路を確認します。", _ASK, _UNDO),
    ),
    "account_changes/vpc": Entry(
        headline="VPC の変更",
        why="VPC または VPC ピアリング接続が作成、変更または削除されました。ほかの VPC やアカウントとの通信が変わる可能性があります。",
        steps=(
            "VPC コンソールで変更の内容を確認し、ピアリングであれば「相手の AWS アカウント」が知っているものかを確認します。",
            _ASK,
            _UNDO,
        ),
    ),
    "account_changes/organization": Entry(
        headline="AWS Organizations の変更",
        why="組織のアカウント、組織単位 (OU) またはポリシーが変更されました。組織全体の権限や統制の範囲が変わる可能性があります。",
        steps=(
            "「API」と「影響を受けるもの」で、どのアカウントやポリシーの変更かを確認します。",
            "組織の管理者に、予定された変更かを確認します。",
            _UNDO,
        ),
    ),
    "account_changes/denied": Entry(
        headline="拒否された設定変更",
        why="監視の対象となる設定の変更が試みられ、権限がないため拒否されました。設定は変わっていません。",
        steps=(_ASK, "心当たりがなければ、その認証情報を無効化し、CloudTrail のイベント履歴で前後の操作を確認します。"),
    ),
    "account_changes/failed": Entry(
        headline="失敗した設定変更",
        why="監視の対象となる設定の変更が試みられ、失敗しました。設定は変わっていません。",
        steps=(_ASK, "心当たりがなければ、CloudTrail のイベント履歴で同じ実行者の前後の操作を確認します。"),
    ),
    "account_changes": Entry(
        headline="アカウントの重要な設定の変更",
        why="CIS AWS Foundations Benchmark が監視を求めている設定が変更されました。",
        steps=(_ASK, _UNDO),
    ),
}
