"""What routes, silences and inhibition may go by in an alert."""

from __future__ import annotations

import pytest

from hinomi.config import Config
from hinomi.model import Fact, Resource
from hinomi.routing import labels
from hinomi.routing.groups import short_id
from support.alerts import make_alert

ARN = "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/s"


def test_an_alert_is_labelled_with_what_it_says() -> None:
    alert = make_alert(
        account_name="prod",
        resources=(
            Resource(type="AWS::EC2::Instance", id="i-1", tags={"Team": "web", "チーム": "基盤"}),
            Resource(type="AWS::EC2::Instance", id="i-2", tags={"Team": "data", "Empty": ""}),
        ),
    )
    assert labels.of(alert, Config(organizational_units={"111122223333": "Workloads/Production"})) == {
        "source": (alert.source,),
        "type": (alert.type,),
        "severity": (alert.severity.name,),
        "account": ("111122223333",),
        "account_name": ("prod",),
        "unit": ("Workloads/Production",),
        "region": ("ap-northeast-1",),
        "resource_type": ("AWS::EC2::Instance",),
        "resource": ("i-1", "i-2"),
        "tag.Team": ("web", "data"),
        "tag.チーム": ("基盤",),
        "alert": (short_id(alert.fingerprint),),
    }


def test_what_is_absent_has_no_label() -> None:
    assert labels.of(make_alert(account="", region="", type=""), Config()).keys() == {"source", "severity", "alert"}


def test_the_operator_s_name_of_an_account_goes_before_that_of_the_event() -> None:
    config = Config(account_names={"111122223333": "本番"})
    assert labels.of(make_alert(account_name="prod"), config)["account_name"] == ("本番",)


def test_a_sequence_and_its_findings_are_labelled_alike() -> None:
    sequence = make_alert(type="AttackSequence:IAM/CompromisedCredentials", copy=ARN)
    component = make_alert(facts=(Fact("associated_sequence", ARN),))
    assert labels.of(sequence, Config())["sequence"] == labels.of(component, Config())["sequence"] == (ARN,)
    assert "sequence" not in labels.of(make_alert(copy=ARN), Config())


def test_the_sequence_of_a_drill_is_not_that_of_real_findings() -> None:
    drill = make_alert(type="AttackSequence:IAM/CompromisedCredentials", copy=ARN, drill=True)
    component = make_alert(facts=(Fact("associated_sequence", ARN),))
    assert labels.of(drill, Config())["sequence"] != labels.of(component, Config())["sequence"]


@pytest.mark.parametrize("name", ["source", "alert", "unit", "tag.Team", "tag.チーム", "tag.a:b/c"])
def test_a_label_that_an_alert_may_have(name: str) -> None:
    assert labels.is_label(name)


@pytest.mark.parametrize("name", ["", "tag.", "tag", "Source", "tags.Team", "..."])
def test_a_label_that_no_alert_has(name: str) -> None:
    assert not labels.is_label(name)


def test_alerts_are_grouped_by_the_first_value_in_order() -> None:
    assert labels.first({"resource": ("i-2", "i-1")}, "resource") == "i-1"
    assert not labels.first({}, "resource")
