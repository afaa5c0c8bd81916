"""AWS Budgets alerts, in Japanese."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "budgets": Entry(
        headline="予算「{budget}」のアラート（{amount}、しきい値 {threshold}）",
        why="予算に設定したアラートの条件に当てはまりました。",
        steps=(
            "AWS Budgets コンソールで予算を開き、条件と現在の値を確認します。",
            "Cost Explorer をサービス別に表示し、何が変わったのかを調べます。",
        ),
    ),
    "budgets/actual": Entry(
        headline="予算「{budget}」の実績が {threshold} を超過（{amount}）",
        why="実績が、予算に設定したしきい値を超えました。このお知らせだけでは、使用も料金も止まりません。",
        steps=(
            "Cost Explorer を日別・サービス別に表示し、いつ、何が増えたのかを調べます。",
            "見覚えのないリージョンやリソースの料金があれば、不正利用を疑い、認証情報を確認します。",
            "不要なリソースを止めるか、想定どおりであれば予算額を見直します。",
        ),
    ),
    "budgets/forecasted": Entry(
        headline="予算「{budget}」の予測が {threshold} を超過（{amount}）",
        why="このままの使い方を続けると、期間の終わりまでにしきい値を超える見込みです。不要な使用を早めに止めれば、抑えられる可能性があります。",
        steps=(
            "Cost Explorer を日別・サービス別に表示し、増えているサービスを調べます。",
            "一時的な増加か、続くものかを見きわめ、不要なリソースを止めます。",
            "想定どおりであれば、予算額を見直します。",
        ),
    ),
    "budgets/ri_utilization": Entry(
        headline="「{budget}」の RI 使用率が {threshold} を下回る（{amount}）",
        why="購入済みのリザーブドインスタンスの使用率が、しきい値を下回りました。使わない分も料金はかかります。",
        steps=(
            "請求とコスト管理コンソールの「使用状況レポート」で、使われていないリザーブドインスタンスを確認します。",
            "対象に合うインスタンスタイプやリージョンに寄せられないかを検討します。",
        ),
    ),
    "budgets/ri_coverage": Entry(
        headline="「{budget}」の RI カバレッジが {threshold} を下回る（{amount}）",
        why="リザーブドインスタンスの割引が適用された使用の割合が、しきい値を下回りました。残りはオンデマンド料金になります。",
        steps=(
            "請求とコスト管理コンソールの「カバレッジレポート」で、オンデマンド料金になっている使用を確認します。",
            "長く続く使用であれば、リザーブドインスタンスや Savings Plans の購入を検討します。",
        ),
    ),
    "budgets/savings_plans_utilization": Entry(
        headline="「{budget}」の Savings Plans 使用率が {threshold} を下回る（{amount}）",
        why="購入済みの Savings Plans の使用率が、しきい値を下回りました。使わない分も料金はかかります。",
        steps=(
            "請求とコスト管理コンソールの「使用状況レポート」で、使われていない Savings Plans を確認します。",
            "対象になる使用に寄せられないか、次の購入で契約額を減らすかを検討します。",
        ),
    ),
    "budgets/savings_plans_coverage": Entry(
        headline="「{budget}」の Savings Plans カバレッジが {threshold} を下回る（{amount}）",
        why="Savings Plans の割引が適用された使用の割合が、しきい値を下回りました。残りはオンデマンド料金になります。",
        steps=(
            "請求とコスト管理コンソールの「カバレッジレポート」で、オンデマンド料金になっている使用を確認します。",
            "長く続く使用であれば、Savings Plans の追加購入を検討します。",
        ),
    ),
    "budgets/unreadable": Entry(
        headline="AWS Budgets からのアラート",
        why="AWS Budgets からの通知ですが、書式を読み取れなかったため、原文をそのままお伝えします。",
        steps=(
            "原文を読み、AWS Budgets コンソールで該当する予算を確認します。",
            "見覚えのない予算や内容であれば、文中のリンクは開かず、コンソールから確認します。",
        ),
    ),
}
