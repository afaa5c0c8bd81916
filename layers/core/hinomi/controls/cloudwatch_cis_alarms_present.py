"""The alarms that the CIS benchmark wants are there, on the log group of a trail.

Only what is missing is made. A filter of the same meaning counts, whoever made it and whatever its name; thresholds and
actions stay as they are, and so does a filter of ours that somebody has altered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.baseline.control import Actual, Control, Cost, Mode, Note, Risk, Scope, Text
from hinomi.baseline.strength import Record, State, Superset
from hinomi.errors import ParkError
from hinomi.services import cis_alarms, trail_status, trails
from hinomi.services.ownership import TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.scene import Scene

SLUGS = tuple(sorted(cis_alarms.PATTERNS))
DESIRED: State = {"alarms": SLUGS}
_NAMESPACE = "Hinomi/CIS"

Filter = dict[str, Any]


def read(scene: Scene) -> Iterator[Actual]:
    """Read for which patterns there is a filter with an alarm on its metric."""
    groups = trail_status.log_groups(scene) or [(scene.home, "")]
    # Where several trails deliver, the filters that somebody has made may be on any of their log groups.
    region, group = max(groups, key=lambda one: len(_present(scene.at(one[0]), one[1])))
    there = scene.at(region)
    filters = _filters(there, group)
    alarms = _alarms(there)
    present = _present(there, group)
    altered = [slug for slug in present if not any(_finds(one, slug) for one in filters)]
    yield Actual(
        state={"alarms": tuple(present)},
        notes=(Note("altered", {"alarms": ", ".join(altered)}),) if altered else (),
        context={
            "region": region,
            "group": group,
            "filters": [slug for slug in SLUGS if _metrics(filters, slug)],
            "alarms": [slug for slug in SLUGS if _name(slug) in {one["AlarmName"] for one in alarms}],
        },
    )


def preflight(scene: Scene, actual: Actual) -> Iterator[Note]:
    """Say so where there is no log group to watch."""
    del scene
    if not actual.context["group"]:
        yield Note("no_log_group")


def write(scene: Scene, actual: Actual, target: State) -> None:
    """Make the filters and alarms that are missing."""
    there, group = scene.at(actual.context["region"]), actual.context["group"]
    filters = _filters(there, group)
    for slug in sorted(_slugs(target) - _slugs(actual.state)):
        metrics = _metrics(filters, slug)
        if not metrics:
            _count(there, group, slug)
        # An alarm of this name that watches something else is somebody's: it is not overwritten, and this fails.
        if slug not in actual.context["alarms"]:
            _watch(there, slug, *min(metrics, default=(_NAMESPACE, slug)))


def undo(scene: Scene, actual: Actual, before: State) -> None:
    """Delete the filters and alarms that we made."""
    del before
    was = actual.context["before"]
    there, now = scene.at(was["region"]), actual.context
    alarms = sorted(set(now["alarms"]) - set(was["alarms"]))
    if alarms:
        there.call("cloudwatch", "delete_alarms", AlarmNames=[_name(slug) for slug in alarms])
    for slug in sorted(set(now["filters"]) - set(was["filters"])):
        missing = "ResourceNotFoundException"
        there.find("logs", "delete_metric_filter", missing, logGroupName=was["group"], filterName=_name(slug))


def _filters(there: Scene, group: str) -> list[Filter]:
    return there.every("logs", "describe_metric_filters", "metricFilters", logGroupName=group) if group else []


def _alarms(there: Scene) -> list[dict[str, Any]]:
    return there.every("cloudwatch", "describe_alarms", "MetricAlarms")


def _present(there: Scene, group: str) -> list[str]:
    """List the patterns for which a log group has a filter with an alarm on its metric."""
    filters = _filters(there, group)
    watched = {(one.get("Namespace", ""), one.get("MetricName", "")) for one in _alarms(there)}
    return [slug for slug in SLUGS if _metrics(filters, slug) & watched]


def _finds(one: Filter, slug: str) -> bool:
    return cis_alarms.finds(one.get("filterPattern", ""), cis_alarms.PATTERNS[slug])


def _metrics(filters: list[Filter], slug: str) -> set[tuple[str, str]]:
    """List the metrics of the filters for a pattern: those that find it, and ours, whatever has become of it."""
    return {
        (metric["metricNamespace"], metric["metricName"])
        for one in filters
        if _finds(one, slug) or one["filterName"] == _name(slug)
        for metric in one["metricTransformations"]
    }


def _count(there: Scene, group: str, slug: str) -> None:
    """Make a filter; raise `ParkError` where the log group holds as many as AWS allows, which no later try changes."""
    made = there.find(
        "logs",
        "put_metric_filter",
        "LimitExceededException",
        logGroupName=group,
        filterName=_name(slug),
        filterPattern=cis_alarms.PATTERNS[slug],
        metricTransformations=[{"metricName": slug, "metricNamespace": _NAMESPACE, "metricValue": "1"}],
    )
    if made is None:
        raise ParkError("logs:put_metric_filter: LimitExceededException")


def _watch(there: Scene, slug: str, namespace: str, metric: str) -> None:
    there.call(
        "cloudwatch",
        "put_metric_alarm",
        AlarmName=_name(slug),
        Namespace=namespace,
        MetricName=metric,
        Statistic="Sum",
        Period=300,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
        Tags=[TAG],
    )


def _name(slug: str) -> str:
    return f"hinomi-{slug}"


def _slugs(state: State) -> set[str]:
    alarms = state["alarms"]
    return set(alarms) if isinstance(alarms, tuple) else set()


CONTROL = Control(
    id="cloudwatch_cis_alarms_present",
    scope=Scope.ACCOUNT,
    mode=Mode.REPORT,
    cost=Cost.USAGE,
    risk=Risk.NONE,
    standards=tuple(f"CIS5 4.{number}" for number in range(1, 16)),
    order=Record({"alarms": Superset(SLUGS)}),
    desired=DESIRED,
    reads=(
        *trails.READS,
        *trail_status.READS,
        "cloudwatch:DescribeAlarms",
        "logs:DescribeLogGroups",
        "logs:DescribeMetricFilters",
    ),
    writes=("cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "logs:PutMetricFilter"),
    undoes=("cloudwatch:DeleteAlarms", "logs:DeleteMetricFilter"),
    texts={
        "ja": Text(
            title="CIS ベンチマークのアラームをそろえる",
            why="ルートユーザーの使用、IAM ポリシーや証跡の変更、権限のない API 呼び出しなどは侵入の兆候ですが、アラームがないと気づけません。",
            change="証跡のロググループに足りないメトリクスフィルターとアラームを作ります。同じ内容のフィルターがあればそれを使い、今あるしきい値や通知先は変えません。料金はアラーム 1 つにつき月に約 0.10 USD です (15 個で約 1.50 USD)。作ったアラームに通知先はないため、必要なら CloudWatch コンソールで Amazon SNS トピックを追加してください。一部のアラームだけでよければ、hinomi.yaml の baseline.controls.cloudwatch_cis_alarms_present.desired.alarms に、必要なものだけを書きます。",
            undo="CloudWatch コンソールの「すべてのアラーム」で hinomi- で始まるアラームを削除し、証跡のロググループの「メトリクスフィルター」で同じ名前のフィルターを削除します。",
            fields={"alarms": "アラーム"},
            notes={
                "no_log_group": "このアカウントのロググループに配信している、記録中のマルチリージョンの証跡がありません。先に cloudtrail_logs_delivered の項目に対応してください。",
                "altered": "Hinomi が作ったメトリクスフィルターが変更されているため、そのままにしています: {alarms}。意図しない変更であれば、CloudWatch コンソールでそのフィルターを削除してください。次に変更できる点検で作り直します。",
            },
        ),
        "en": Text(
            title="The alarms of the CIS benchmark are present",
            why="Use of the root user, changes of IAM policies or trails, refused API calls: signs of an intruder that nobody sees without an alarm.",
            change="Metric filters and alarms that are missing on the log group of a trail are made. A filter of the same meaning is used, and thresholds and actions that are there stay. An alarm costs about 0.10 USD a month (all 15: about 1.50 USD). The alarms have no action: to be told, add an Amazon SNS topic in the CloudWatch console. If you want only some of them, list those under baseline.controls.cloudwatch_cis_alarms_present.desired.alarms in hinomi.yaml.",
            undo="In the CloudWatch console under All alarms, delete the alarms whose names begin with hinomi-, then the filters of the same names under Metric filters of the trail's log group.",
            fields={"alarms": "alarms"},
            notes={
                "no_log_group": "No multi-Region trail that is logging delivers to a log group of this account. See to cloudtrail_logs_delivered first.",
                "altered": "Metric filters that Hinomi made have been altered and are left as they are: {alarms}. If nobody meant to, delete the filter in the CloudWatch console: the next round that may change it makes it again.",
            },
        ),
    },
    read=read,
    write=write,
    undo=undo,
    preflight=preflight,
    traces=("DeleteAlarms", "DeleteMetricFilter", "PutMetricAlarm", "PutMetricFilter"),
)
