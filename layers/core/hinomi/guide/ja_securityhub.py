"""Security Hub findings: by category of control, by type of other products' findings, by severity, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_PRIVATE = (
    "コンソールで対象のリソースを開き、外部への公開が本当に必要かを確認します。",
    "必要がなければ公開をやめ、必要なら接続元や共有相手を絞ります。",
    "公開されていた間に不審なアクセスがなかったかを、ログで確認します。",
)
_SETTING = (
    "コンソールで検出結果を開き、「修復」のリンク先で、コントロールの求める設定を確認します。",
    "動いているサービスに影響しないかを確かめてから、設定を変更します。",
    "対象外とすると決めた場合は、Security Hub でワークフローのステータスを「抑制済み」にし、理由をメモに残します。",
)

ENTRIES: dict[str, Entry] = {
    "securityhub": Entry(
        headline="Security Hub の検出結果",
        why="セキュリティ上の問題、または推奨される設定から外れた状態が見つかりました。",
        steps=(
            "このメッセージの詳細と原文を読み、対象のリソースを確認します。",
            "コンソールで検出結果を開き、修復の手順に沿って対応します。",
        ),
    ),
    "securityhub/severity/CRITICAL": Entry(
        headline="{product} が見つけた重大な問題",
        why="設定の重大な不備、または攻撃の疑いが見つかりました。",
        steps=(
            "コンソールで検出結果を開き、対象のリソースと原文の説明を確認します。",
            "攻撃の疑いであれば、対象の通信を止めるか、認証情報を無効化します。",
            "設定の問題であれば、修復の手順に沿って今すぐ直します。",
        ),
    ),
    "securityhub/severity/HIGH": Entry(
        headline="{product} が見つけた問題（優先して対応）",
        why="設定の不備、または攻撃の疑いのうち、優先度の高いものが見つかりました。",
        steps=(
            "コンソールで検出結果を開き、対象のリソースと原文の説明を確認します。",
            "攻撃の疑いであれば、対象の通信を止めるか認証情報を無効化し、設定の問題であれば修復の手順に沿って直します。",
        ),
    ),
    "securityhub/severity/MEDIUM": Entry(
        headline="{product} が見つけた問題",
        why="放置すると、ほかの問題と組み合わさって悪用されるおそれがあります。",
        steps=(
            "コンソールで検出結果を開き、対象のリソースと原文の説明を確認します。",
            "対応する日を決め、修復の手順に沿って直します。",
        ),
    ),
    "securityhub/severity/LOW": Entry(
        headline="{product} が見つけた軽微な問題",
        why="単独で被害につながる可能性は低い問題です。",
        steps=(
            "対象のリソースと内容を確認し、次の見直しのときに直すかを決めます。",
            "直さないと決めた場合は、検出結果を「抑制済み」にし、理由をメモに残します。",
        ),
    ),
    "securityhub/severity/INFO": Entry(
        headline="{product} からのお知らせ",
        why="問題ではなく、状態の記録です。",
        steps=(
            "内容を確認します。",
            "今後のお知らせが不要であれば、検出結果を「抑制済み」にします。",
        ),
    ),
    "securityhub/type/ttps": Entry(
        headline="攻撃の手口に当てはまる動き",
        why="攻撃者の使う手口に当てはまる動きが見つかりました。",
        steps=(
            "このメッセージの詳細で、どのリソースに対して、だれが、何をしたのかを確認します。",
            "心当たりがなければ、対象の通信を止めるか、使われている認証情報を無効化します。",
            "削除や終了は後にし、調査できる状態で残します。",
        ),
    ),
    "securityhub/type/effects": Entry(
        headline="情報漏えいなど実害の疑い",
        why="データの漏えいや破壊、リソースの悪用など、実害につながるおそれのある動きが見つかりました。",
        steps=(
            "このメッセージの詳細で、影響を受けたデータやリソースを確認します。",
            "被害が続いていれば、対象の通信を止めるか、使われている認証情報を無効化します。",
            "個人情報や機密情報が含まれるなら、社内の責任者に早めに知らせます。",
        ),
    ),
    "securityhub/type/unusual_behaviors": Entry(
        headline="ふだんと異なる動き",
        why="これまでの傾向から外れた動きが見つかりました。",
        steps=(
            "検出された時刻に、リリースや設定変更などの心当たりがあるかを確認します。",
            "心当たりがなければ、対象のリソースと使われた認証情報について、ログで前後の動きを調べます。",
        ),
    ),
    "securityhub/type/software_and_configuration_checks": Entry(
        headline="ソフトウェアの脆弱性または設定の問題",
        why="攻撃に使われるおそれのある脆弱性、または推奨から外れた設定が見つかりました。",
        steps=(
            "対象のリソースにインターネットから接続できるかを確認し、できるものから先に対応します。",
            "脆弱性であれば更新プログラムを適用し、設定であれば修復の手順に沿って直します。",
            "すぐに直せないときは、接続元を絞るなどして危険を減らします。",
        ),
    ),
    "securityhub/type/sensitive_data_identifications": Entry(
        headline="機密データの検出",
        why="個人情報や認証情報などの機密データが、保存されている場所で見つかりました。公開や共有の設定によっては、漏えいにつながります。",
        steps=(
            "対象の場所が公開または共有されていないかを、まず確認します。",
            "そこに置く必要のないデータであれば、適切な場所に移すか削除します。",
            "認証情報が含まれていれば、無効化して新しいものに交換します。",
        ),
    ),
    "securityhub/category/access_management": Entry(
        headline="アクセス権限の設定不備（{control}）",
        why="必要以上の権限や、管理の行き届かない認証情報があると、漏れたときの被害が大きくなります。",
        steps=(
            "対象のユーザー、ロール、ポリシーが、今も使われているかを確認します（IAM コンソールの最終アクセスの情報が参考になります）。",
            "不要な権限を外し、使われていない認証情報は無効化して、しばらく様子を見てから削除します。",
        ),
    ),
    "securityhub/category/root_access": Entry(
        headline="ルートユーザーの保護の不備（{control}）",
        why="ルートユーザーはアカウントのすべてを操作でき、権限を制限できません。乗っ取られると、アカウントを取り戻すのが難しくなります。",
        steps=(
            "ルートユーザーでサインインし、「セキュリティ認証情報」を開きます。",
            "多要素認証 (MFA) を、できれば 2 つ以上のデバイスで登録します。",
            "ルートユーザーのアクセスキーがあれば、使われていないことを確かめて無効化し、削除します。",
        ),
    ),
    "securityhub/category/passwordless_authentication": Entry(
        headline="パスワードや長期のキーに頼る認証（{control}）",
        why="パスワードや長期のキーは、漏れたり推測されたりすると、そのまま侵入に使われます。",
        steps=(
            "対象のリソースで、IAM 認証などのパスワードを使わない方式が使えるかを確認します。",
            "接続するアプリケーションを新しい方式に切り替えてから、古い認証を無効にします。",
        ),
    ),
    "securityhub/category/network": Entry(
        headline="ネットワークの設定不備（{control}）",
        why="必要のない通信が許可されていると、外部から攻撃を受けたり、侵入後に広がったりしやすくなります。",
        steps=(
            "対象のセキュリティグループやネットワーク ACL で、許可している接続元とポートを確認します。",
            "VPC フローログなどで使われていないことを確かめ、不要なルールを外します。",
            "管理用の接続は、Systems Manager の Session Manager に置き換えられないかを検討します。",
        ),
    ),
    "securityhub/category/public_access": Entry(
        headline="リソースの公開設定の不備（{control}）",
        why="このリソースは、インターネットやほかのアカウントから利用できる設定になっているおそれがあります。データの漏えいや侵入につながります。",
        steps=_PRIVATE,
    ),
    "securityhub/category/encryption_at_rest": Entry(
        headline="保存データの暗号化の不備（{control}）",
        why="保存されているデータが暗号化されていないと、スナップショットやディスクが第三者の手に渡ったときに、中身を読まれます。",
        steps=(
            "稼働中のまま暗号化できるか、作り直しが必要かを確認します。",
            "作り直す場合は、スナップショットから暗号化した複製を作り、動作を確かめて切り替えます。",
            "今後作るものが自動で暗号化されるように、デフォルトの暗号化を有効にします。",
        ),
    ),
    "securityhub/category/encryption_in_transit": Entry(
        headline="通信の暗号化の不備（{control}）",
        why="暗号化されていない、または古い方式の通信は、途中で盗み見られたり書き換えられたりするおそれがあります。",
        steps=(
            "接続するクライアントが TLS 1.2 以降に対応しているかを確認します。",
            "対応を確かめてから、暗号化された通信だけを受け付けるように設定します。",
        ),
    ),
    "securityhub/category/data_protection": Entry(
        headline="データ保護の設定不備（{control}）",
        why="大切なデータを、漏えいや改ざんから守る設定が足りません。",
        steps=_SETTING,
    ),
    "securityhub/category/data_deletion_protection": Entry(
        headline="削除保護の不備（{control}）",
        why="誤操作や攻撃者によって、データやリソースが消されるのを防ぐ設定が足りません。",
        steps=(
            "対象のリソースの設定で、削除保護やバージョニングを有効にします（通常、サービスは止まりません）。",
            "バックアップから復元できることも、あわせて確認します。",
        ),
    ),
    "securityhub/category/logging": Entry(
        headline="ログ記録の不備（{control}）",
        why="記録がないと、問題が起きたときに、だれが何をしたのかを調べられません。",
        steps=(
            "対象のリソースのログ記録を有効にし、保存先と保持期間を決めます。",
            "ログの量によって料金がかかるため、有効にした翌日に料金を確認します。",
        ),
    ),
    "securityhub/category/detection": Entry(
        headline="検出機能の設定不備（{control}）",
        why="攻撃や異常に気づくための機能が、無効になっているか、十分に設定されていません。",
        steps=(
            "対象のサービスのコンソールで、この機能を有効にします。",
            "料金のかかる機能もあるため、無料トライアルや見積もりを確認してから始めます。",
            "以前は有効だった場合は、だれが無効にしたかを CloudTrail のイベント履歴で確認します。",
        ),
    ),
    "securityhub/category/inventory": Entry(
        headline="リソースの把握の不備（{control}）",
        why="リソースを把握し、管理する仕組みが足りません。問題が起きたとき、影響の範囲を調べられなくなります。",
        steps=_SETTING,
    ),
    "securityhub/category/tagging": Entry(
        headline="タグの不足（{control}）",
        why="持ち主や用途を示すタグがないと、問題が起きたときに、だれに確認すればよいか分かりません。",
        steps=(
            "対象のリソースに、組織で決めたタグ（持ち主、用途など）を付けます。",
            "作るときに自動で付くように、テンプレートも直します。",
        ),
    ),
    "securityhub/category/resource_configuration": Entry(
        headline="リソースの設定不備（{control}）",
        why="AWS が推奨する設定から外れています。",
        steps=_SETTING,
    ),
    "securityhub/category/resilience": Entry(
        headline="可用性の設定不備（{control}）",
        why="障害が起きたときに、サービスが止まったり、データが失われたりするおそれがあります。",
        steps=(
            "このリソースが止まったときに困る範囲を確認します。",
            "本番のものであれば、複数のアベイラビリティーゾーンへの配置などを計画します。",
        ),
    ),
    "securityhub/category/backup": Entry(
        headline="バックアップの不備（{control}）",
        why="バックアップが足りないと、障害や攻撃でデータを失ったときに元に戻せません。",
        steps=(
            "自動バックアップを有効にし、保持期間を決めます。",
            "一度復元を試し、必要な時間までに戻せることを確認します。",
        ),
    ),
    "securityhub/category/secure_development": Entry(
        headline="開発の設定不備（{control}）",
        why="ビルドの設定やコードに、平文の秘密の値などの安全でない設定があります。見られる人すべてに、秘密の値が漏れるおそれがあります。",
        steps=(
            "秘密の値が平文で書かれていれば、まず無効化して新しいものに交換します。",
            "新しい値は Secrets Manager か Systems Manager のパラメータストアに置き、そこから参照します。",
        ),
    ),
    "securityhub/category/vulnerability": Entry(
        headline="脆弱性または更新の不足（{control}）",
        why="既知の弱点が残っている、またはサポートの終わったバージョンが使われています。攻撃者に狙われやすい箇所です。",
        steps=(
            "インターネットから接続できるものから先に対応します。",
            "重要なシステムでは検証環境で試してから、更新プログラムの適用またはバージョンアップを行います。",
            "すぐに更新できないときは、接続元を絞って危険を減らします。",
        ),
    ),
    "securityhub/category/protective_services": Entry(
        headline="保護サービスの設定不備（{control}）",
        why="攻撃を防ぐサービス（AWS WAF、Network Firewall など）の設定が足りないか、働いていません。",
        steps=_SETTING,
    ),
    "securityhub/category/resource_policy": Entry(
        headline="リソースポリシーの不備（{control}）",
        why="リソースのポリシーが、想定より広い相手に操作を許可しているおそれがあります。",
        steps=(
            "コンソールで対象のリソースのポリシーを開き、許可している相手を確認します。",
            "相手を特定のアカウントやロールに絞り、「*」は条件を付けて限定します。",
            "絞る前の期間に不審なアクセスがなかったかを、CloudTrail のイベント履歴で確認します。",
        ),
    ),
    "securityhub/category/other": Entry(
        headline="コントロール {control} の失敗",
        why="AWS が推奨するセキュリティの設定を満たしていません。",
        steps=_SETTING,
    ),
}
