"""GuardDuty findings on IAM credentials and account settings, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_IDENTITY = (
    "操作した本人に確認し、心当たりがなければ、IAM ユーザーならアクセスキーを無効化し、マネージドポリシー AWSDenyAll をアタッチします（キーもユーザーも削除しません）。",
    "ロールの場合は、IAM コンソールでアクティブなセッションを取り消します（IAM Identity Center のロールは、そのコンソールでユーザーのセッションを取り消します）。",
    "CloudTrail のイベント履歴をアクセスキーまたはユーザー名で検索し、作成や変更されたものを記録してから元に戻します。",
    "使っていないリージョンも含めて、見覚えのないユーザーやリソースがないかを確認します。",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/Behavior:IAMUser": Entry(
        headline="ふだんと異なるインスタンスの起動",
        why="この認証情報でこれまでになかったインスタンスの起動が見つかりました。マイニングなどへの悪用の始まりのことがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/CredentialAccess:IAMUser": Entry(
        headline="認証情報を集める不審な操作",
        why="パスワードやシークレットを取得する操作が、ふだんと異なるかたちで行われました。第三者によるものであれば、取得されたものもその手に渡ったおそれがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/CredentialAccess:IAMUser/CompromisedCredentials": Entry(
        headline="漏えいした認証情報の疑い",
        why="この認証情報が第三者に漏れている疑いがあります。有効なままにしておくと、いつでも侵入されます。",
        steps=(
            "IAM コンソールで、このアクセスキーをすぐに無効化します（削除はしません）。",
            "新しいキーを作成し、古いキーを使っているプログラムの設定を変えます。",
            "CloudTrail のイベント履歴をアクセスキー ID で検索し、すでに悪用されていないかを確認します。",
            "公開リポジトリや共有ファイルなど、漏れた場所を探して取り除きます。",
        ),
    ),
    "guardduty/DefenseEvasion:IAMUser": Entry(
        headline="監視や記録を弱める不審な操作",
        why="検知を逃れるために使われる操作が、ふだんと異なるかたちで行われました。",
        steps=_IDENTITY,
    ),
    "guardduty/DefenseEvasion:IAMUser/BedrockLoggingDisabled": Entry(
        headline="Amazon Bedrock のログ記録の停止",
        why="モデルの呼び出しの記録が止められました。生成 AI の悪用を隠すために行われることがあります。",
        steps=(
            "Amazon Bedrock コンソールの設定で、モデル呼び出しのログ記録を有効に戻します。",
            "実行者に確認し、心当たりがなければ、使われた認証情報を無効化します。",
            "「請求とコスト管理」で、Amazon Bedrock の料金が急に増えていないかを確認します。",
        ),
    ),
    "guardduty/DefenseImpairment:Organizations": Entry(
        headline="組織の守りを弱める変更",
        why="AWS Organizations の構成やポリシーが、不審なかたちで変更されました。組織内のすべてのアカウントの守りに影響するおそれがあります。",
        steps=(
            "AWS Organizations コンソールで、アカウントの離脱やポリシーの変更がないかを確認し、承知していなければ元に戻します。",
            "心当たりがなければ、管理アカウントで実行者の認証情報を無効化し、ロールならアクティブなセッションを取り消します。",
            "CloudTrail のイベント履歴で、同じ実行者の前後の操作を確認します。",
        ),
    ),
    "guardduty/Discovery:IAMUser": Entry(
        headline="権限やリソースを探る不審な操作",
        why="この認証情報で、リソースや権限を調べて回る操作が、ふだんと異なるかたちで行われました。盗まれた認証情報を試している段階のことがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/Exfiltration:IAMUser": Entry(
        headline="データの持ち出しに使われる不審な操作",
        why="スナップショットの共有やバックアップの取り出しなど、データを外に出すための操作が、ふだんと異なるかたちで行われました。",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser": Entry(
        headline="データや設定を壊す不審な操作",
        why="リソースの削除や改ざんにつながる操作が、ふだんと異なるかたちで行われました。",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/AnomalousModelInvocation": Entry(
        headline="生成 AI モデルの不審な呼び出し",
        why="Amazon Bedrock などのモデルが、ふだんと異なるかたちで呼び出されました。盗まれた認証情報でモデルが使われ、高額な料金が発生することがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/CostHarvesting": Entry(
        headline="料金の高いリソースの大量利用",
        why="この認証情報で、料金のかかるリソースが、ふだんと異なるかたちで大量に使われています。短時間で高額な請求になるおそれがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/Impact:IAMUser/PromptInjection.Direct": Entry(
        headline="生成 AI への不正な指示 （プロンプトインジェクション）",
        why="モデルの制限を外そうとする指示が、直接送られました。アプリケーションの利用者による試みのことも、盗まれた認証情報による試みのこともあります。",
        steps=(
            "詳細にある実行者が、利用者の入力をモデルに渡すアプリケーションかどうかを確認します。",
            "アプリケーションであれば、Amazon Bedrock のガードレールで、その入力が遮断されているかを確認します。",
            "心当たりのない実行者なら、使われている認証情報を無効化します。",
        ),
    ),
    "guardduty/InitialAccess:IAM": Entry(
        headline="正規の認証情報による侵入の疑い",
        why="有効な認証情報が、侵入に使われている疑いがあります。利用者本人の操作でなければ、認証情報が漏れている可能性があります。",
        steps=_IDENTITY,
    ),
    "guardduty/InitialAccess:IAMUser": Entry(
        headline="不審なかたちでの認証情報の使用",
        why="この認証情報で、環境に入り込むために使われる操作が、ふだんと異なるかたちで行われました。",
        steps=_IDENTITY,
    ),
    "guardduty/PenTest:IAMUser": Entry(
        headline="侵入テスト用 OS からの API 呼び出し",
        why="侵入テスト向けの OS から、この認証情報で AWS が操作されました。予定されたテストや本人の操作でなければ、認証情報が盗まれている可能性があります。",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:IAM": Entry(
        headline="居座りを狙ったアカウントの変更",
        why="ユーザー、アクセスキー、信頼関係などに、あとから再び入るために使われる変更が見つかりました。",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:IAMUser": Entry(
        headline="居座りを狙った不審な操作",
        why="ユーザーの作成や権限の追加など、あとから再び入るために使われる操作が、ふだんと異なるかたちで行われました。",
        steps=_IDENTITY,
    ),
    "guardduty/Persistence:Lambda": Entry(
        headline="居座りを狙った関数の変更",
        why="Lambda 関数や認証の仕組みに、あとから再び入るために使われる変更が加えられました。",
        steps=(
            "対象の関数のコード、トリガー、リソースベースのポリシーに、見覚えのない変更がないかを確認します。",
            "心当たりがなければ、Lambda コンソールで予約済み同時実行を 0 にして、関数の実行を止めます。",
            "心当たりのない変更に使われた認証情報を無効化し、前後の操作を CloudTrail のイベント履歴で確認します。",
        ),
    ),
    "guardduty/Persistence:RolesAnywhere": Entry(
        headline="居座りを狙った IAM Roles Anywhere の変更",
        why="AWS の外からロールを使うための信頼アンカーやプロファイルが変更されました。証明書を持つ第三者に、いつでも入られるおそれがあります。",
        steps=(
            "IAM Roles Anywhere コンソールで、見覚えのない信頼アンカーとプロファイルを無効にします。",
            "心当たりのない変更に使われた認証情報を無効化し、前後の操作を CloudTrail のイベント履歴で確認します。",
            "対象のロールについて、IAM コンソールでアクティブなセッションを取り消します。",
        ),
    ),
    "guardduty/Policy:IAMUser": Entry(
        headline="ルートユーザーの認証情報の使用",
        why="ルートユーザーの認証情報で操作が行われました。アカウントのすべてを操作できるため、日常の作業では使わないことが推奨されています。",
        steps=(
            "ルートユーザーを扱える人に、この操作をしたかを確認します。",
            "心当たりがなければ、ルートユーザーでサインインし、パスワードを変更して MFA を設定し直します。",
            "ルートユーザーのアクセスキーがあれば無効化し、操作の内容を CloudTrail のイベント履歴で確認します。",
        ),
    ),
    "guardduty/PrivilegeEscalation:IAM": Entry(
        headline="権限の拡大につながるアカウントの変更",
        why="ポリシーや信頼関係が変更され、より強い権限を得られる状態になった可能性があります。",
        steps=_IDENTITY,
    ),
    "guardduty/PrivilegeEscalation:IAMUser": Entry(
        headline="権限を広げる不審な操作",
        why="この認証情報で、より強い権限を得るための操作が、ふだんと異なるかたちで行われました。成功していれば、管理者の権限を奪われているおそれがあります。",
        steps=_IDENTITY,
    ),
    "guardduty/Recon:IAMUser": Entry(
        headline="不審な接続元からの下調べ",
        why="脅威リストや匿名通信 (Tor) の接続元から、この認証情報でリソースや権限が調べられました。認証情報が漏れている可能性があります。",
        steps=_IDENTITY,
    ),
    "guardduty/Stealth:IAMUser": Entry(
        headline="記録や守りを弱める設定変更",
        why="ログの設定やパスワードポリシーが弱められました。攻撃者が痕跡を残さないようにしたり、次の侵入を容易にしたりするときにも見られる動きです。",
        steps=(
            "弱められた設定を、すぐに元に戻します。",
            "操作した本人に確認し、心当たりがなければ、使われた認証情報を無効化します。",
            "CloudTrail のイベント履歴で、同じ実行者の前後の操作を確認します。",
        ),
    ),
    "guardduty/Stealth:IAMUser/CloudTrailLoggingDisabled": Entry(
        headline="CloudTrail の記録停止",
        why="操作の記録が止められました。止まっている間の操作は証跡に残らず、Hinomi にもルートユーザーの操作が届かなくなることがあります。",
        steps=(
            "CloudTrail コンソールで証跡を開き、ログ記録を再開します（削除されていれば、証跡を作り直します）。",
            "イベント履歴で StopLogging や DeleteTrail を検索し、だれが行ったかを確認します。",
            "心当たりがなければ、使われた認証情報をすぐに無効化します。",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser": Entry(
        headline="認証情報の不正使用の疑い",
        why="不審な接続元から、この認証情報で操作が行われました。認証情報が漏れている可能性があります。",
        steps=_IDENTITY,
    ),
    "guardduty/UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B": Entry(
        headline="離れた場所からの同時期のコンソールサインイン",
        why="同じユーザーが、短い間に、世界の離れた場所からサインインしました。VPN などの心当たりがなければ、パスワードが漏れている可能性があります。",
        steps=(
            "本人に、VPN や移動の心当たりがあるかを確認します。",
            "心当たりがなければ、IAM コンソールでそのユーザーのコンソールアクセスを無効にします。",
            "CloudTrail のイベント履歴でサインイン後の操作を確認し、パスワードと MFA を設定し直してから、アクセスを戻します。",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS": Entry(
        headline="別のアカウントでの EC2 の認証情報の使用",
        why="EC2 インスタンスのロールの認証情報が、別の AWS アカウントから使われました。意図した構成でなければ、インスタンスから盗まれた可能性があります。",
        steps=(
            "インスタンスのロールについて、IAM コンソールでアクティブなセッションを取り消します（同じロールを使うほかのサーバーにも影響します）。",
            "インスタンスを隔離用のセキュリティグループだけに付け替え、EBS ボリュームのスナップショットを作成します。",
            "アプリケーションの脆弱性を調べ、作り直すインスタンスでは IMDSv2 を必須にします。",
        ),
    ),
    "guardduty/UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS": Entry(
        headline="AWS の外での EC2 の認証情報の使用",
        why="EC2 インスタンスのロールの認証情報が、AWS の外から使われました。意図した使い方でなければ、インスタンスから盗まれ、第三者に使われている可能性があります。",
        steps=(
            "インスタンスのロールについて、IAM コンソールでアクティブなセッションを取り消します（同じロールを使うほかのサーバーにも影響します）。",
            "インスタンスを隔離用のセキュリティグループだけに付け替え、EBS ボリュームのスナップショットを作成します。",
            "CloudTrail のイベント履歴で、盗まれた認証情報による操作を確認し、記録してから元に戻します。",
            "アプリケーションの脆弱性を調べ、作り直すインスタンスでは IMDSv2 を必須にします。",
        ),
    ),
}
