"""What the security checks of Trusted Advisor are called, in Japanese, as AWS's Japanese guide does.

https://docs.aws.amazon.com/ja_jp/awssupport/latest/user/security-checks.html
"""

from __future__ import annotations

CHECKS: dict[str, str] = {
    "check_alb_sg": "Application Load Balancer のセキュリティグループ",
    "check_alb_targets": "Application Load Balancer ターゲットグループの暗号化プロトコル",
    "check_aurora_encryption": "Amazon RDS Aurora ストレージの暗号化は無効になっています",
    "check_backup_vault": "AWS Backup 復旧ポイントの削除を防ぐためのリソースベースのポリシーのないボールト",
    "check_clb_sg": "Classic Load Balancer のセキュリティグループ",
    "check_cloudfront_iam": "IAM 証明書ストアの CloudFront 独自 SSL 証明書",
    "check_cloudfront_origin": "オリジンサーバーの CloudFront SSL 証明書",
    "check_cloudtrail": "AWS CloudTrail 管理イベントのログ記録",
    "check_cloudtrail_old": "AWS CloudTrail ログ記録",
    "check_ebs_public": "Amazon EBS パブリックスナップショット",
    "check_efs_transit": "転送中のデータの暗号化を使用しない Amazon EFS クライアント",
    "check_elb_listener": "ELB リスナーのセキュリティ",
    "check_exposed_keys": "露出したアクセスキー",
    "check_external_access": "IAM Access Analyzer の外部アクセス",
    "check_iam_use": "IAM の使用",
    "check_key_rotation": "IAM アクセスキーローテーション",
    "check_lambda_runtimes": "非推奨のランタイムを使用する AWS Lambda 関数",
    "check_log_retention": "Amazon CloudWatch ロググループの保持期間",
    "check_password_policy": "IAM パスワードポリシー",
    "check_rds_encryption": "Amazon RDS ストレージの暗号化は無効になっています",
    "check_rds_minor": "Amazon RDS エンジンのマイナーバージョンアップグレードが必須です",
    "check_rds_public": "Amazon RDS パブリックスナップショット",
    "check_rds_sg": "Amazon RDS セキュリティグループのアクセスリスク",
    "check_root_key": "ルートユーザーのアクセスキー",
    "check_root_mfa": "ルートアカウントの MFA",
    "check_route53_cname": "S3 バケットを直接指定する Amazon Route 53 の CNAME レコードの不一致",
    "check_route53_spf": "Amazon Route 53 MX リソースレコードセットと Sender Policy Framework",
    "check_s3_permissions": "Amazon S3 バケット許可",
    "check_saml": "IAM SAML 2.0 ID プロバイダー",
    "check_sg_access": "セキュリティグループ — 無制限アクセス",
    "check_sg_ports": "セキュリティグループ — 開かれたポート",
    "check_sql_server": "Microsoft SQL Server を使用した Amazon EC2 インスタンスのサポートの終了",
    "check_ubuntu": "Ubuntu LTS を使用した Amazon EC2 インスタンスの標準サポートの終了",
    "check_vpc_peering": "DNS 解決が無効になっている Amazon VPC ピアリング接続",
    "check_well_architected": "セキュリティに関する AWS Well-Architected のリスクの高い問題",
    "check_windows_server": "Microsoft Windows Server を使用した Amazon EC2 インスタンスのサポートの終了",
}
