"""GuardDuty findings on Kubernetes (EKS) clusters, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_CLUSTER = (
    "詳細にある Kubernetes ユーザーと接続元に心当たりがなければ、そのユーザーの権限（ロールバインディングまたはアクセスエントリ）を、内容を控えてから外します。",
    "EKS コンソールの「ネットワーキング」で、クラスター API へのパブリックアクセスを自分たちの IP アドレスに絞ります（先にプライベートアクセスを有効にし、ノードが切り離されないようにします）。",
    "監査ログで、同じユーザーや接続元がほかに行った操作を確認します。",
)

ENTRIES: dict[str, Entry] = {
    "guardduty/CredentialAccess:Kubernetes": Entry(
        headline="クラスターの認証情報を盗み出そうとする動き",
        why="Kubernetes のシークレットなど、認証情報を読み取ろうとする操作が見つかりました。読み取られていれば、シークレットの交換が必要です。",
        steps=(
            *_CLUSTER,
            "読み取られた可能性のあるシークレットを、新しい値に交換します。",
        ),
    ),
    "guardduty/DefenseEvasion:Kubernetes": Entry(
        headline="クラスターで検知を逃れようとする動き",
        why="不審な接続元、または匿名のユーザーから、活動を隠すために使われる操作が行われました。",
        steps=_CLUSTER,
    ),
    "guardduty/Discovery:Kubernetes": Entry(
        headline="クラスターを探る動き",
        why="不審な接続元や匿名のユーザーから、またはふだんと異なるかたちで、クラスター内のリソースや権限を調べる操作が行われました。",
        steps=_CLUSTER,
    ),
    "guardduty/Execution:Kubernetes": Entry(
        headline="クラスターでの不審な実行",
        why="Pod 内でのコマンド実行、見慣れないワークロードの配置、マルウェアなどが見つかりました。保守作業のこともありますが、コンテナ内で不正な操作をされている可能性もあります。",
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
            "見覚えのないワークロードは、ネットワークポリシーで通信を遮断し、設定とログを保存してから停止します。",
        ),
    ),
    "guardduty/Policy:Kubernetes": Entry(
        headline="クラスターの安全でない公開または権限",
        why="管理画面の公開、匿名アクセスの許可、デフォルトのサービスアカウントへの管理者権限など、本来より多くの人やプログラムがクラスターを操作できてしまう設定が見つかりました。",
        steps=(
            "変更を行った Kubernetes ユーザーに、意図したものかを確認します。",
            "意図していなければ、匿名のユーザーやデフォルトのサービスアカウントに付いたロールバインディングを外します。",
            "管理画面（ダッシュボード）が公開されていれば、ロードバランサーの接続元を絞るか、公開をやめます。",
        ),
    ),
    "guardduty/PrivilegeEscalation:Kubernetes": Entry(
        headline="クラスターでより強い権限を得ようとする動き",
        why="強い権限のロールや特権コンテナが、ふだんと異なるかたちで作られました。攻撃者によるものであれば、ノードやクラスター全体を操作されるおそれがあります。",
        steps=(
            *_CLUSTER,
            "見覚えのない特権コンテナは、ネットワークポリシーで通信を遮断し、設定とログを保存してから停止します。",
        ),
    ),
}
