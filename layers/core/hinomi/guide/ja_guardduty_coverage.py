"""GuardDuty's own health: runtime coverage, malware protection plans, what follows a scan, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "guardduty_coverage": Entry(
        headline="GuardDuty の監視の不具合",
        why="GuardDuty が監視できていない対象があります。その対象で攻撃が起きても、検出されないおそれがあります。",
        steps=(
            "GuardDuty コンソールを開き、対象のステータスと理由を確認します。",
            "理由に応じて、権限やネットワークの設定を直します。",
        ),
    ),
    "guardduty_coverage/runtime": Entry(
        headline="GuardDuty ランタイムモニタリングの異常",
        why="GuardDuty のセキュリティエージェントから情報が届いていません。届かない間は、この対象の中で起きる攻撃を、ランタイムモニタリングでは検出できません。",
        steps=(
            "GuardDuty コンソールの「ランタイムモニタリング」で、対象のカバレッジと問題を確認します。",
            "VPC エンドポイントと、エージェントからの通信を確認します。",
            "しばらくして正常 (Healthy) に戻れば、対応は必要ありません。",
        ),
    ),
    "guardduty_coverage/runtime/EC2": Entry(
        headline="GuardDuty ランタイムモニタリングの異常",
        why="EC2 インスタンスの GuardDuty セキュリティエージェントから情報が届いていません。起動した直後であれば、通常は数分で正常 (Healthy) になります。届かない間は、このインスタンスの中で起きる攻撃をランタイムモニタリングでは検出できません。",
        steps=(
            "インスタンスを起動または停止した直後かどうかを確かめ、起動した直後であれば数分待ちます。",
            "続くようであれば、インスタンスが Systems Manager のマネージドノードになっているかを確認します。",
            "GuardDuty の VPC エンドポイントに、インスタンスから HTTPS（443 番ポート）で接続できるかを、セキュリティグループなどの設定で確認します。",
            "エージェントの停止に心当たりがなければ、侵入者が止めた可能性も考え、ほかの検出結果と CloudTrail のイベント履歴を確認します。",
        ),
    ),
    "guardduty_coverage/runtime/EKS": Entry(
        headline="GuardDuty ランタイムモニタリングの異常",
        why="EKS クラスターに、GuardDuty のセキュリティエージェントから情報が届かないノードがあります。その間は、コンテナの中で起きる攻撃を、ランタイムモニタリングでは検出できません。",
        steps=(
            "「検出された問題」と、監視できているノードの数を確認します。",
            "EKS コンソールで、GuardDuty エージェントのアドオンと、その Pod の状態を確認します。",
            "GuardDuty の VPC エンドポイントに、ノードから接続できるかを確認します。",
        ),
    ),
    "guardduty_coverage/runtime/ECS": Entry(
        headline="GuardDuty ランタイムモニタリングの異常",
        why="ECS クラスターに、GuardDuty のセキュリティエージェントから情報が届かないタスクかインスタンスがあります。その間は、コンテナの中で起きる攻撃を、ランタイムモニタリングでは検出できません。",
        steps=(
            "「検出された問題」で、どのタスク定義やサービスに起きているかを確認します。",
            "タスク実行ロールに、GuardDuty のエージェントのイメージを取得する権限があるかを確認します。",
            "ランタイムモニタリングを有効にする前に起動したタスクであれば、都合のよい時間にサービスを再デプロイします。",
        ),
    ),
    "guardduty_coverage/malware_plan": Entry(
        headline="S3 の Malware Protection プランの異常",
        why="GuardDuty の Malware Protection for S3 で、このバケットのプランに問題があります。アップロードされたオブジェクトが、スキャンされていない可能性があります。",
        steps=(
            "GuardDuty コンソールの「Malware Protection for S3」で、バケットのステータスと理由を確認します。",
            "プランの IAM ロールに必要な権限があるか、バケットから EventBridge への通知が有効かを確認します。",
            "暗号化に使う KMS キーのポリシーと、バケットポリシーが、そのロールを拒否していないかを確認します。",
            "直した後、スキャンされていないおそれのあるオブジェクトを、オンデマンドスキャン（CLI または API）で確認します。",
        ),
    ),
    "guardduty_coverage/post_scan_action": Entry(
        headline="マルウェアスキャン後のタグ付けの失敗",
        why="S3 オブジェクトのスキャンは行われましたが、結果のタグを付けられませんでした。このタグでアクセスを制御している場合、必要なオブジェクトを読めないか、危険なオブジェクトを読める状態になります。同じバケットと理由では、1 回だけお知らせします。",
        steps=(
            "「エラー」がアクセス拒否であれば、プランの IAM ロールに s3:PutObjectTagging などの権限を追加します。",
            "「エラー」がタグ数の上限であれば、そのオブジェクトから不要なタグを減らします。",
            "タグでアクセスを制御していれば、タグのないオブジェクトの扱いを確認します。",
        ),
    ),
}
