"""GuardDuty findings on Kubernetes (EKS) clusters, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLUSTER = (
    "EKS コンソールの「ネットワーキング」で、クラスター API へのパブリックアクセスを自分たちの IP アドレスに絞ります。",
    "詳細にある Kubernetes ユーザーに心当たりがなければ、その権限（ロールバインディングまたはアクセスエントリ）を外します。",
    "監査ログで、同じユーザーや接続元がほかに行った操作を確認します。",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:Kubernetes": Entry(
        headline="シークレットを盗み出そうとする動き",
        why="Kubernetes のシークレットなど、認証情報を読み取ろうとする操作が見つかりました。読み取られていれば、シークレットの交換が必要です。",
        steps=(
            *_CLUSTER,
            "読み取られた可能性のあるシークレットを、新しい値に交換します。",
        ),
    ),
    "guardduty/DefenseEvasion:Kubernetes": Entry(
        headline="クラスターで検知を逃れようとする動き",
        why="不審な接続元、または匿名のユーザーから、活動を隠すための操作が行われました。",
        steps=_CLUSTER,
    ),
    "guardduty/Discovery:Kubernetes": Entry(
        headline="クラスターを探る動き",
        why="不審な接続元、または匿名のユーザーから、クラスター内のリソースや権限を調べる操作が行われました。",
        steps=_CLUSTER,
    ),
    "guardduty/Execution:Kubernetes": Entry(
        headline="クラスターでの不審な実行",
        why="Pod 内でのコマンド実行、見慣れないワークロードの配置、マルウェアなどが見つかりました。コンテナ内で不正な操作をされている可能性があります。",
        steps=(
            "詳細にある Pod や Kubernetes ユーザーに、保守作業などの心当たりがあるかを確認します。",
            "心当たりがなければ、対象の Pod をすべての通信を拒否するネットワークポリシーで隔離します（削除はしません）。",
            "そのユーザーの権限（ロールバインディングまたはアクセスエントリ）を外します。",
        ),
    ),
    "guardduty/Impact:Kubernetes": Entry(
        headline="クラスターの改ざんや破壊の疑い",
        why="不審な接続元、または匿名のユーザーから、リソースを変更または削除する操作が行われました。",
        steps=_CLUSTER,
    ),
    "guardduty/Persistence:Kubernetes": Entry(
        headline="クラスターに居座ろうとする動き",
        why="不審な接続元からの変更や、ホストの重要な場所を使うコンテナの配置など、あとから再び入るための動きが見つかりました。",
        steps=(
            *_CLUSTER,
            "見覚えのないワークロードは、通信を遮断してから設定を保存し、停止します。",
        ),
    ),
    "guardduty/Policy:Kubernetes": Entry(
        headline="クラスターの安全でない公開や権限",
        why="管理画面の公開、匿名アクセスの許可、既定のサービスアカウントへの管理者権限など、だれでもクラスターを操作できてしまう設定が見つかりました。",
        steps=(
            "変更を行った Kubernetes ユーザーに、意図したものかを確認します。",
            "匿名のユーザーや既定のサービスアカウントに付いたロールバインディングを外します。",
            "公開された管理画面は、ロードバランサーの接続元を絞るか、公開をやめます。",
        ),
    ),
    "guardduty/PrivilegeEscalation:Kubernetes": Entry(
        headline="クラスターでより強い権限を得ようとする動き",
        why="強い権限のロールや特権コンテナが作られました。成功していれば、ノードやクラスター全体を操作されるおそれがあります。",
        steps=(
            *_CLUSTER,
            "見覚えのない特権コンテナは、通信を遮断してから設定を保存し、停止します。",
        ),
    ),
}
