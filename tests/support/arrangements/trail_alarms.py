"""How to bring the alarms on a trail's log group of the fake account into a given state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.services.cis_alarms import PATTERNS
from support.account.cloudwatch import CloudWatch
from support.account.fake import ACCOUNT
from support.account.logs import Logs
from support.account.logs import group as log_group
from support.arrangement import Arrangement
from support.arrangements.trails import plant

if TYPE_CHECKING:
    from hinomi.baseline.strength import State
    from support.account.fake import FakeAccount


def alarms(fake: FakeAccount, region: str, state: State) -> None:
    """Plant every second one under a person's own names, and a filter without an alarm for what is not there."""
    plant(fake, "audit", region=region, log_group=f"arn:aws:logs:{region}:{ACCOUNT}:log-group:trail:*")
    assert isinstance(state["alarms"], tuple)
    group = log_group(f"arn:aws:logs:{region}:{ACCOUNT}:log-group:trail:*")
    fake.state(Logs, region)["groups"]["trail"] = group
    for number, slug in enumerate(sorted(PATTERNS)):
        name = f"cis-{slug}" if number % 2 else f"hinomi-{slug}"
        there = slug in state["alarms"]
        if there or number % 2:
            group["filters"][name] = {
                "filterName": name,
                "filterPattern": PATTERNS[slug].replace("=", " = ").replace("! =", "!="),
                "metricTransformations": [{"metricName": name, "metricNamespace": "Mine", "metricValue": "1"}],
            }
        if there:
            alarm = {"AlarmName": name, "Namespace": "Mine", "MetricName": name, "Threshold": 5.0, "AlarmActions": []}
            fake.state(CloudWatch, region)["alarms"][name] = alarm


ARRANGE = {
    "cloudwatch_cis_alarms_present": Arrangement(
        alarms, unseen={"cloudwatch:TagResource": "put_metric_alarm with tags needs it"}
    ),
}
