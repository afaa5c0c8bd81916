"""Attempts to put out the light: detection that is switched off, tracks that are hidden, Hinomi itself, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_ASK = "「実行者」と「接続元」を見て、本人または作業の担当者に、この操作をしたかを確認します。"
_REVOKE = "心当たりがなければ、そのアクセスキーを無効化し、ロールであればアクティブなセッションを取り消します。"
_LOOK = "CloudTrail のイベント履歴で、同じ実行者の前後の操作を確認します。"
_DRIFT = "CloudFormation コンソールで Hinomi のスタックの「ドリフトの検出」を実行し、変わったものを元に戻します。"
_MEANWHILE = "元に戻るまでは、GuardDuty と CloudTrail のコンソールを直接確認します。"

ENTRIES: dict[str, Entry] = {
    "tampering/trail_stopped": Entry(
        headline="CloudTrail の記録の停止・削除",
        why="操作を記録する証跡またはイベントデータストアが、止められたか削除されました。以後の操作は記録に残らず、Hinomi にも操作のイベントが届かなくなることがあります。侵入者が痕跡を隠すときによく行う操作です。",
        steps=(
            "CloudTrail コンソールで証跡を確認し、止まっていればログ記録を再開し、なくなっていれば作り直します。",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/trail_weakened": Entry(
        headline="CloudTrail の記録を減らす設定変更",
        why="CloudTrail の設定が変更され、記録される操作が減ったか、ログの保存先や保護が変わりました。変更後の設定は「リクエストの内容」で分かります。",
        steps=(
            "CloudTrail コンソールで、全リージョンの管理イベントが読み取り・書き込みとも記録され、保存先のバケットが自社のものかを確認します。",
            _ASK,
            "意図した変更でなければ、設定を元に戻し、その認証情報を無効化します。",
            _LOOK,
        ),
    ),
    "tampering/guardduty_off": Entry(
        headline="GuardDuty の停止・保護機能の無効化",
        why="脅威の検出が止められたか、保護機能の一部が無効になりました。その間の攻撃は検出されません。ディテクターを削除した場合は、これまでの検出結果も失われます。",
        steps=(
            "GuardDuty コンソールで、このリージョンの GuardDuty と各保護プランが有効かを確認し、無効であれば有効に戻します。",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/guardduty_weakened": Entry(
        headline="GuardDuty の検出結果を減らす設定変更",
        why="抑制ルール、信頼できる IP リスト、検出結果の出力先など、GuardDuty の検出結果を見えなくしうる設定が変更されました。",
        steps=(
            "「API」と「リクエストの内容」を見て、GuardDuty コンソールで変更後の設定を確認します。",
            _ASK,
            "意図した変更でなければ、設定を元に戻し、その間に隠れた検出結果をアーカイブ済みも含めて確認します。",
        ),
    ),
    "tampering/securityhub_off": Entry(
        headline="Security Hub の無効化",
        why="Security Hub が無効になりました。設定の点検が止まり、ほかのサービスの検出結果も集まらなくなります。",
        steps=(
            "Security Hub コンソールで状態を確認し、無効であれば有効に戻します。",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/securityhub_weakened": Entry(
        headline="Security Hub の点検を減らす設定変更",
        why="セキュリティ基準やコントロールの無効化、検出結果を抑制するオートメーションルールなど、Security Hub の指摘を減らす設定変更がありました。",
        steps=(
            "「API」と「リクエストの内容」で、何が無効になったかを確認します。",
            _ASK,
            "意図した変更でなければ、Security Hub コンソールで元に戻します。",
        ),
    ),
    "tampering/config_off": Entry(
        headline="AWS Config の記録の停止・削除",
        why="リソースの設定変更の記録が止められたか、記録の配信先が削除されました。以後の変更は記録されず、Config ルールと Security Hub の多くの点検も働かなくなります。",
        steps=(
            "AWS Config コンソールで設定レコーダーと配信チャネルを確認し、止まっていれば記録を再開します。",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/config_weakened": Entry(
        headline="AWS Config の記録・ルールを減らす設定変更",
        why="記録するリソースの範囲、配信先、保持期間、Config ルールなど、AWS Config の設定が変更されました。記録や点検の対象から外れたものがあるおそれがあります。",
        steps=(
            "「API」と「リクエストの内容」を見て、AWS Config コンソールで変更後の設定を確認します。",
            _ASK,
            "意図した変更でなければ、元の設定に戻します。",
        ),
    ),
    "tampering/access_analyzer": Entry(
        headline="IAM Access Analyzer の検出を減らす設定変更",
        why="アナライザーが削除されたか、検出結果を自動でアーカイブするルールが作られました。外部に公開されたリソースに気づけなくなるおそれがあります。",
        steps=(
            "IAM コンソールの Access Analyzer で、アナライザーとアーカイブルールを確認します。",
            _ASK,
            "意図した変更でなければ、アナライザーを作り直すか、アーカイブルールを取り除きます。",
        ),
    ),
    "tampering/inspector": Entry(
        headline="Amazon Inspector の検出を減らす設定変更",
        why="脆弱性のスキャンが無効になったか、検出結果を隠す抑制ルールが作成または変更されました。新しい脆弱性に気づけなくなるおそれがあります。",
        steps=(
            "Amazon Inspector コンソールで、スキャンの種類ごとの状態と抑制ルールを確認します。",
            _ASK,
            "意図した変更でなければ、スキャンを有効に戻すか、抑制ルールを取り除きます。",
        ),
    ),
    "tampering/macie": Entry(
        headline="Amazon Macie の停止・検出を減らす設定変更",
        why="S3 の機密データを調べる Amazon Macie が無効化または一時停止されたか、検出結果を自動でアーカイブする抑制ルールが作成または変更されました。バケットの公開や機密データに気づけなくなるおそれがあります。",
        steps=(
            "Amazon Macie コンソールで、状態と抑制ルールを確認します。",
            _ASK,
            "意図した操作でなければ、有効に戻すか抑制ルールを取り除き、同じ実行者の前後の操作をイベント履歴で確認します。",
        ),
    ),
    "tampering/detective": Entry(
        headline="Amazon Detective の動作グラフの削除",
        why="調査のために集めたデータを持つ、Amazon Detective の動作グラフが削除されました。過去のデータは戻らず、有効に戻すと一から集め直しになります。",
        steps=(
            _ASK,
            "意図した削除でなければ、Amazon Detective を有効に戻し、その認証情報を無効化します。",
            _LOOK,
        ),
    ),
    "tampering/delegation": Entry(
        headline="組織による監視や統制を外す操作",
        why="アカウントを組織や管理アカウントの監視から外す、統制のポリシーを外すなど、AWS Organizations を通じた守りを弱める操作がありました。外れたアカウントの異常は、管理側に届かなくなるおそれがあります。",
        steps=(
            "「API」と「リクエストの内容」で、どのアカウントやポリシーが外れたかを確認します。",
            "組織の管理者に、意図した操作かを確認します。",
            "意図していなければ、管理アカウントから元の設定に戻し、実行者の認証情報を無効化します。",
            "外れていた間の操作を、CloudTrail のイベント履歴で確認します。",
        ),
    ),
    "tampering/network_logs": Entry(
        headline="VPC フローログ・DNS クエリログの停止",
        why="ネットワークの通信や名前解決の記録が止められました。以後の通信を調べられず、侵入の経路や持ち出し先を追えなくなります。",
        steps=(
            "VPC または Route 53 コンソールで、どの VPC の記録が止まったかを確認し、設定し直します。",
            _ASK,
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/logs": Entry(
        headline="ログの削除・保存期間の短縮など",
        why="監査や調査に使うログのバケットまたはロググループが、削除されたか、ログが失われやすい設定に変更されました。消えたログは元に戻せないことがあります。",
        steps=(
            "「対象のリソース」が証跡などの監査ログの保存先かを確認し、残っているログをすぐに別の場所へ複製します。",
            _ASK,
            "意図した操作でなければ、設定を元に戻し、その認証情報を無効化します。",
            _LOOK,
        ),
    ),
    "tampering/log_policy": Entry(
        headline="ログの書き込みを妨げる、または公開するポリシー変更",
        why="監査ログの保存先とみられるバケットのバケットポリシーが、新しいログの書き込みを妨げるおそれのあるもの、またはだれでもアクセスできるものに置き換えられました。以後の操作の記録が、このバケットに残らないおそれがあります。",
        steps=(
            "S3 コンソールでバケットポリシーを開き、何を拒否し、だれに許可しているか、ログを配信するサービス（cloudtrail.amazonaws.com など）が今も書き込めるかを確認します。",
            _ASK,
            "意図した変更でなければ、バケットポリシーを元に戻し、その認証情報を無効化します。",
            "変更の後も新しいログが届いているかをバケットで確認し、その間の操作を CloudTrail のイベント履歴で調べます。",
        ),
    ),
    "tampering/region": Entry(
        headline="リージョンの無効化",
        why="このアカウントのリージョンを無効にする操作が行われました。リージョンのリソースは動き続けて料金もかかりますが、操作も確認もできなくなり、そのリージョンの検知と通知が止まります。",
        steps=(
            "「リクエストの内容」の RegionName を見て、使っていたリージョンかを担当者に確認します。",
            _ASK,
            "意図した操作でなければ、コンソールの「アカウント」ページの「AWS リージョン」で有効に戻し、その認証情報を無効化します。",
            _LOOK,
        ),
    ),
    "tampering/key": Entry(
        headline="KMS キーの無効化・削除の予約など",
        why="暗号化に使う KMS キーが使えなくなりました。このキーで暗号化したデータは読めなくなり、証跡のログに使うキーであれば、記録の配信も止まります。予約された削除は、待機期間の間だけ取り消せます。",
        steps=(
            "このキーで暗号化しているデータがあるかを、KMS コンソールと担当者に確認します。",
            "意図していなければ、KMS コンソールで削除の予約をキャンセルし、キーを有効に戻します。",
            _REVOKE,
            _LOOK,
        ),
    ),
    "tampering/key_rotation": Entry(
        headline="KMS キーの自動ローテーションの無効化",
        why="KMS キーのキーマテリアルを定期的に更新する設定が、無効になりました。データはそのまま読めますが、同じキーマテリアルを使い続けることになります。",
        steps=(
            _ASK,
            "意図した変更でなければ、KMS コンソールで自動ローテーションを有効に戻します。",
        ),
    ),
    "tampering/alarms": Entry(
        headline="CloudWatch アラームの削除・アクションの無効化",
        why="CloudWatch アラームが削除されたか、アラームが鳴っても通知されない設定になりました。障害や不正の兆しに気づけなくなるおそれがあります。",
        steps=(
            "「対象のリソース」が、今も必要なアラームかを確認します。",
            _ASK,
            "意図した変更でなければ、アラームを作り直すか、アクションを有効に戻します。",
        ),
    ),
    "tampering/cost": Entry(
        headline="予算・コスト異常の通知を減らす操作",
        why="予算、予算の通知、コスト異常検出などが、削除または変更されました。暗号資産の採掘などの不正利用は、請求額で初めて気づくことがあります。",
        steps=(
            "「API」と「リクエストの内容」で、何が削除または変更されたかを確認します。",
            _ASK,
            "意図した操作でなければ、設定し直し、Cost Explorer で最近のコストに異常がないかを確認します。",
        ),
    ),
    "tampering/firewall": Entry(
        headline="ファイアウォールの取り外し・ログの停止",
        why="AWS WAF または AWS Network Firewall の保護が外されたか、そのログが止められました。遮断していた通信が、今は届いているおそれがあります。",
        steps=(
            "「対象のリソース」が、公開中のサービスを守っているものかを確認します。",
            _ASK,
            "意図した変更でなければ、保護とログを元に戻します。",
            "外れていた間のアクセスを、守られていたサービスのログで確認します。",
        ),
    ),
    "tampering/safeguard": Entry(
        headline="公開の防止など、既定の保護の解除",
        why="ブロックパブリックアクセスや EBS の既定の暗号化など、うっかりした公開や無防備な保存を防ぐ設定が外されました。これだけで公開されるとは限りませんが、公開できる状態になっています。",
        steps=(
            "「API」と「リクエストの内容」で、どの保護が外れたかを確認します。",
            _ASK,
            "意図した変更でなければ、設定を元に戻します。",
            "外れていた間に公開されたリソースがないかを、IAM Access Analyzer や各サービスのコンソールで確認します。",
        ),
    ),
    "tampering/model": Entry(
        headline="Amazon Bedrock のログ・ガードレールを減らす操作",
        why="Amazon Bedrock のモデル呼び出しの記録、または入出力を制限するガードレールが、削除または縮小されました。モデルの不正利用では、まず記録が止められることがあります。",
        steps=(
            "Amazon Bedrock コンソールで、モデル呼び出しのログ記録とガードレールの状態を確認します。",
            _ASK,
            "意図した操作でなければ、元に戻し、Cost Explorer で Bedrock のコストに異常がないかを確認します。",
        ),
    ),
    "tampering/own/rule": Entry(
        headline="Hinomi のイベントルールの変更",
        why="Hinomi がイベントを受け取るルールが、デプロイ以外の操作で変更、無効化または削除されました。このルールで受け取るはずの通知は、もう届かないおそれがあります。",
        steps=(
            "EventBridge コンソールで、ルールが有効か、ターゲットが残っているかを確認します。",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/queue": Entry(
        headline="Hinomi のキューの変更",
        why="Hinomi のイベントや通知が通るキューが、デプロイ以外の操作で変更、削除、または空にされました。届く前の通知が失われ、この後の通知も届かないおそれがあります。",
        steps=(
            "SQS コンソールで、キューが残っているか、アクセスポリシーが変わっていないかを確認します。",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/topic": Entry(
        headline="Hinomi の通知先の変更",
        why="Hinomi が通知を送るトピックまたはそのサブスクリプションが、デプロイ以外の操作で変更または削除されました。メールやチャットの一部に、この後の通知が届かないおそれがあります。読む人がメールの末尾のリンクからサブスクリプションを解除した場合にも、この通知が届きます。",
        steps=(
            "SNS コンソールで、トピックと、送り先のサブスクリプションがそろっているかを確認します。",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/function": Entry(
        headline="Hinomi の関数の変更",
        why="Hinomi の Lambda 関数、その設定、または呼び出しのきっかけが、デプロイ以外の操作で変更または削除されました。この後の通知が届かないか、内容が書き換えられるおそれがあります。",
        steps=(
            "Lambda コンソールで、関数のコード、同時実行数、トリガーが変わっていないかを確認します。",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/table": Entry(
        headline="Hinomi のテーブルの削除",
        why="Hinomi が通知の状態を記録するテーブルを削除する操作が行われました。この後の通知は届かないおそれがあります。",
        steps=(
            "DynamoDB コンソールでテーブルの有無を確認し、なくなっていればポイントインタイムリカバリで復元できるかを確認します。",
            _ASK,
            _REVOKE,
            _MEANWHILE,
        ),
    ),
    "tampering/own/round": Entry(
        headline="Hinomi の定期点検の変更",
        why="Hinomi の定期点検を動かすスケジュールまたはステートマシンが、デプロイ以外の操作で変更または削除されました。通知は届きますが、設定の点検と生存確認が止まるおそれがあります。",
        steps=("EventBridge スケジューラと Step Functions のコンソールで、状態を確認します。", _ASK, _DRIFT),
    ),
    "tampering/own/role": Entry(
        headline="Hinomi の IAM ロールの変更",
        why="Hinomi が使う IAM ロールの権限が、デプロイ以外の操作で変更されました。権限が減れば通知が届かなくなり、増えればロールを悪用されるおそれがあります。",
        steps=(
            "IAM コンソールで、ロールのポリシー、信頼関係、アクセス許可の境界を確認します。",
            _ASK,
            _DRIFT,
            _MEANWHILE,
        ),
    ),
    "tampering/own/alarm": Entry(
        headline="Hinomi のアラームの変更",
        why="Hinomi の不調を運用者に知らせる CloudWatch アラームが、デプロイ以外の操作で変更または削除されました。通知が届かなくなっても、気づけないおそれがあります。",
        steps=("CloudWatch コンソールで、Hinomi のアラームがそろい、アクションが有効かを確認します。", _ASK, _DRIFT),
    ),
    "tampering/own/logs": Entry(
        headline="Hinomi のログの削除・保持期間の変更",
        why="Hinomi の動作を記録したロググループが、デプロイ以外の操作で削除または変更されました。通知は届きますが、何が起きたかを後から調べにくくなります。",
        steps=(_ASK, _DRIFT, _LOOK),
    ),
    "tampering/own/stack": Entry(
        headline="Hinomi のスタックの削除・削除保護の解除",
        why="Hinomi 自体を取り除く操作、またはそれを防ぐ保護を外す操作が行われました。スタックが削除されると、この後の通知は一切届きません。",
        steps=(
            "CloudFormation コンソールで Hinomi のスタックの状態を確認し、導入した担当者に意図した操作かを確認します。",
            "意図していなければ、実行者の認証情報を無効化し、Hinomi をもう一度デプロイします。",
            _MEANWHILE,
            _LOOK,
        ),
    ),
    "tampering/own/forwarder": Entry(
        headline="ほかのリージョンからの転送の停止",
        why="ほかのリージョンのイベントを Hinomi に送るスタックが、デプロイ以外の操作で削除されました。そのリージョンの通知は、もう届かないおそれがあります。IAM など、us-east-1 だけに記録されるサービスの通知も含まれることがあります。",
        steps=(
            "CloudFormation コンソールの「StackSets」で、どのリージョンのスタックが残っているかを確認します。",
            _ASK,
            "意図した操作でなければ、Hinomi をもう一度デプロイして転送を元に戻します。",
            "元に戻るまでは、対象のリージョンの GuardDuty と CloudTrail のコンソールを直接確認します。",
        ),
    ),
    "tampering/own/failed": Entry(
        headline="Hinomi を変更しようとした操作の失敗",
        why="Hinomi 自体を変更または削除する操作が試みられ、失敗しました。Hinomi は変わっていませんが、だれかが監視を止めようとしている可能性があります。",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering/own": Entry(
        headline="Hinomi 自体の変更",
        why="Hinomi を動かしているリソースが、デプロイ以外の操作で変更されました。この後の通知が届かないおそれがあります。",
        steps=(_ASK, _DRIFT, _MEANWHILE),
    ),
    "tampering/denied": Entry(
        headline="監視や保護を弱める操作の拒否",
        why="監視を止める、ログを消す、保護を外すなどの操作が試みられ、権限がないため拒否されました。設定は変わっていませんが、認証情報を手に入れた第三者が、できることを試している可能性があります。",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering/failed": Entry(
        headline="監視や保護を弱める操作の失敗",
        why="監視を止める、ログを消す、保護を外すなどの操作が試みられ、失敗しました。設定は変わっていませんが、同じ操作がやり直されることがあります。",
        steps=(_ASK, _REVOKE, _LOOK),
    ),
    "tampering": Entry(
        headline="監視や保護を弱める操作",
        why="監視、記録または保護を弱める操作が行われました。侵入者が痕跡を隠すときにも行われる操作です。",
        steps=(_ASK, "意図した操作でなければ、設定を元に戻し、その認証情報を無効化します。", _LOOK),
    ),
}
