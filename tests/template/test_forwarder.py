"""The forwarder takes in other Regions what the stack takes at home, sends it there, and loses nothing on the way."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import lint_file  # type: ignore[import-untyped]
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER  # type: ignore[import-untyped]

from hinomi.regions import REGIONS
from hinomi.sources.reading import DRILL
from hinomi_cli import forwarder
from support.event_pattern import matches
from support.once import once
from support.stack_policies import ALARM, QUEUE, RULE, alarmed, arn, denies_plain_text, policy_of, senders
from support.template import EVERYTHING, Stack, read_template, statements

pytestmark = once

ROOT = Path(__file__).parents[2]
TEMPLATE = read_template(ROOT / "template.yaml")
FORWARDER = read_template(ROOT / "forwarder.yaml")
HOME, ELSEWHERE = "ap-northeast-1", "us-east-1"
BUS = f"arn:aws:events:{HOME}:111122223333:event-bus/default"
ROLE = "arn:aws:iam::111122223333:role/hinomi-ForwardRole"
ANSWERS = {
    name: asked.get("AllowedValues", [asked["Default"], EVERYTHING.get(name)])
    for name, asked in TEMPLATE["Parameters"].items()
    if name in FORWARDER["Parameters"]
}
EVERY_ANSWER = [dict(zip(ANSWERS, values, strict=True)) for values in product(*ANSWERS.values())]
ALL = {name: EVERYTHING[name] for name in ANSWERS if name in EVERYTHING}
SAMPLES = {
    f"{path.parent.name}/{path.stem}": sample
    for path in sorted((ROOT / "events").glob("*/*.json"))
    if "detail-type" in (sample := json.loads(path.read_text("utf-8")))
}
SEVERAL_WORDS = {"MoreEvents"}
"""What a shell would take apart: it is given by itself."""
LONGEST_BY_HAND = 51_200
"""Bytes of a template that needs no bucket.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""


def deployed(region: str = ELSEWHERE, **answers: str) -> Stack:
    return Stack(FORWARDER, region=region, HomeRegion=HOME, ForwardRoleArn=ROLE, **answers)


def of_others(stack: Stack) -> set[str]:
    """Name the rules that take more than the stack's own events."""
    named = {name: sources(stack.pattern(name)) for name in stack.of_type(RULE)}
    return {name for name, them in named.items() if not them or any("hinomi." not in str(one) for one in them)}


def sources(pattern: dict[str, Any]) -> list[Any]:
    """List the sources that a pattern names."""
    named: list[Any] = pattern.get("source", [])
    return named + [one for alternative in pattern.get("$or", ()) for one in sources(alternative)]


@pytest.fixture(scope="module")
def full_forwarder() -> Stack:
    return deployed(**ALL)


def test_the_forwarder_is_up_to_date() -> None:
    made = forwarder.make((ROOT / "template.yaml").read_text("utf-8"))
    assert (ROOT / "forwarder.yaml").read_text("ascii") == made, "run `make forwarder`"


def test_cfn_lint_has_nothing_to_say() -> None:
    assert [str(match) for match in lint_file(ROOT / "forwarder.yaml")] == []


def test_it_can_be_deployed_from_the_command_line() -> None:
    assert (ROOT / "forwarder.yaml").stat().st_size < LONGEST_BY_HAND


@pytest.mark.parametrize("answers", EVERY_ANSWER)
def test_every_rule_that_takes_more_than_our_own_events_has_its_twin(answers: dict[str, str]) -> None:
    home, there = Stack(TEMPLATE, **answers), deployed(**answers)
    twins = of_others(home)
    assert twins == there.of_type(RULE).keys()
    assert len(twins) > 15
    for name in twins:
        assert there.pattern(name) == home.pattern(name), name


def test_what_only_the_stack_itself_says_is_not_looked_for_elsewhere(full: Stack) -> None:
    assert full.of_type(RULE).keys() - of_others(full) == {"RoundRule"}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_taken_at_home_is_forwarded_and_nothing_else(full: Stack, full_forwarder: Stack, name: str) -> None:
    for event in (SAMPLES[name], SAMPLES[name] | {"source": DRILL}):
        taken = {rule for rule in of_others(full) if matches(full.pattern(rule), event)}
        assert {rule for rule in full_forwarder.of_type(RULE) if matches(full_forwarder.pattern(rule), event)} == taken


def test_a_rule_sends_home_as_the_role_and_tries_for_a_day(full_forwarder: Stack) -> None:
    for name, rule in full_forwarder.of_type(RULE).items():
        assert rule["Targets"] == [
            {
                "Id": "Home",
                "Arn": BUS,
                "RoleArn": ROLE,
                "RetryPolicy": {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185},
                "DeadLetterConfig": {"Arn": arn("ForwarderDeadLetterQueue")},
            }
        ], name


def test_a_rule_takes_writes_as_the_rules_at_home_do(full: Stack, full_forwarder: Stack) -> None:
    """Calls that only read would need another state of the rule, here and at home."""
    states = {rule.get("State") for stack in (full, full_forwarder) for rule in stack.of_type(RULE).values()}
    assert states == {None}


@pytest.mark.parametrize("answers", [{}, ALL], ids=["plain", "all"])
def test_what_cannot_be_sent_is_kept_for_two_weeks_encrypted_and_from_these_rules_alone(
    answers: dict[str, str],
) -> None:
    stack = deployed(**answers)
    ((name, queue),) = stack.of_type(QUEUE).items()
    assert queue["SqsManagedSseEnabled"] is True
    assert queue["MessageRetentionPeriod"] == 14 * 86400
    policy = policy_of(stack, "Queue", name)
    assert denies_plain_text(policy, "sqs:*", arn(name))
    (allow,) = (statement for statement in policy if statement["Effect"] == "Allow")
    assert allow["Principal"] == {"Service": "events.amazonaws.com"}
    assert allow["Action"] == ["sqs:SendMessage"]
    wanted = {rule for _, rule in senders(stack, name)}
    assert set(allow["Condition"]["ArnEquals"]["aws:SourceArn"]) == wanted
    assert wanted == {arn(rule) for rule in stack.of_type(RULE)}


def test_what_cannot_be_sent_has_an_alarm_whose_event_is_forwarded(full_forwarder: Stack, full: Stack) -> None:
    (alarm,) = full_forwarder.of_type(ALARM).values()
    assert alarmed(full_forwarder, "ApproximateNumberOfMessagesVisible") == {"<ForwarderDeadLetterQueue.QueueName>"}
    assert alarm["TreatMissingData"] == "ignore", "SQS may fall silent about a queue that nobody touches"
    event = {
        "source": "aws.cloudwatch",
        "detail-type": "CloudWatch Alarm State Change",
        "resources": [f"arn:aws:cloudwatch:{ELSEWHERE}:111122223333:alarm:{alarm['AlarmName']}"],
        "detail": {
            "alarmName": alarm["AlarmName"],
            "state": {"value": "ALARM"},
            "previousState": {"value": "OK"},
            "configuration": {"description": alarm["AlarmDescription"]},
        },
    }
    for stack in (full_forwarder, full):
        assert {rule for rule in of_others(stack) if matches(stack.pattern(rule), event)} == {"AlarmRule"}


@pytest.mark.parametrize("answers", [{}, ALL], ids=["plain", "all"])
def test_at_home_there_is_nothing_but_what_cloudformation_wants(answers: dict[str, str]) -> None:
    """Else events would be sent to the bus that they come from."""
    assert deployed(region=HOME, **answers).resources.keys() == {"NothingHandle"}


def test_a_name_fits_and_begins_as_the_home_stack_does(full_forwarder: Stack) -> None:
    """64 characters are allowed: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html ."""
    for name, rule in full_forwarder.of_type(RULE).items():
        assert rule["Name"] == f"hinomi-{name}"
        assert len(name) <= 64 - len("-") - 32, "a stack's name may have 32 characters"


def test_a_forwarder_is_told_all_that_it_asks(full: Stack, plain: Stack) -> None:
    stack_set = full.resources["ForwarderStackSet"]["Properties"]
    told = {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in stack_set["Parameters"]}
    assert told.keys() == FORWARDER["Parameters"].keys()
    by_hand = dict(pair.split("=", 1) for pair in full.outputs["ForwarderParameters"].split(" "))
    assert by_hand == {name: value for name, value in told.items() if name not in SEVERAL_WORDS}
    assert {name: told[name] for name in ("HomeRegion", "HomeStack", "ForwardRoleArn")} == {
        "HomeRegion": "ap-northeast-1",
        "HomeStack": "hinomi",
        "ForwardRoleArn": "<ForwardRole.Arn>",
    }
    assert "ForwarderStackSet" not in plain.resources
    assert "ForwarderParameters" in plain.outputs


def test_one_region_that_fails_stops_no_other(full: Stack) -> None:
    stack_set = full.resources["ForwarderStackSet"]["Properties"]
    assert stack_set["OperationPreferences"] == {
        "RegionConcurrencyType": "PARALLEL",
        "FailureTolerancePercentage": 100,
        "MaxConcurrentPercentage": 100,
    }
    assert stack_set["TemplateURL"] == forwarder.FORWARDER
    assert (stack_set["PermissionModel"], stack_set["ManagedExecution"]) == ("SELF_MANAGED", {"Active": True})
    (group,) = stack_set["StackInstancesGroup"]
    assert group["DeploymentTargets"] == {"Accounts": ["111122223333"]}
    assert "Capabilities" not in stack_set, "a forwarder makes no role"


def trust(stack: Stack, role: str) -> dict[str, Any]:
    (statement,) = statements(stack.resources[role]["Properties"]["AssumeRolePolicyDocument"])
    return statement


def test_the_roles_are_taken_only_on_behalf_of_this_stack(full: Stack) -> None:
    here = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
    assert trust(full, "ForwardRole")["Principal"] == {"Service": "events.amazonaws.com"}
    assert trust(full, "ForwardRole")["Condition"] == here | {
        "ArnLike": {"aws:SourceArn": "arn:aws:events:*:111122223333:rule/hinomi-*"}
    }
    administration = trust(full, "ForwarderAdministrationRole")
    assert administration["Principal"] == {"Service": "cloudformation.amazonaws.com"}
    assert administration["Condition"] == here | {
        "ArnLike": {"aws:SourceArn": "arn:aws:cloudformation:ap-northeast-1:111122223333:stackset/hinomi-forwarder:*"}
    }
    assert trust(full, "ForwarderExecutionRole")["Principal"] == {"AWS": "<ForwarderAdministrationRole.Arn>"}


def test_the_forward_role_may_put_events_on_this_bus_and_nothing_else(full: Stack) -> None:
    (policy,) = full.resources["ForwardRole"]["Properties"]["Policies"]
    (statement,) = statements(policy["PolicyDocument"])
    assert statement["Action"] == ["events:PutEvents"]
    assert statement["Resource"] == ["arn:aws:events:ap-northeast-1:111122223333:event-bus/default"]


def test_the_execution_role_may_do_what_cloudformation_does_to_deploy_a_forwarder(full: Stack) -> None:
    (policy,) = full.resources["ForwarderExecutionRole"]["Properties"]["Policies"]
    granted = {
        action: statement for statement in statements(policy["PolicyDocument"]) for action in statement["Action"]
    }
    needed = {action for kind in {one["Type"] for one in FORWARDER["Resources"].values()} for action in handlers(kind)}
    assert {action for action in granted if not action.startswith("cloudformation:")} == needed
    for action, statement in granted.items():
        if action.startswith(("events:", "sqs:", "cloudwatch:")):
            assert statement["Condition"] == {"StringNotEquals": {"aws:RequestedRegion": "ap-northeast-1"}}, action
            assert all("hinomi" in resource for resource in statement["Resource"]), action
    assert granted["cloudformation:CreateStack"]["Resource"] == [
        "arn:aws:cloudformation:*:111122223333:stack/StackSet-hinomi-forwarder-*"
    ]
    assert granted["iam:PassRole"]["Resource"] == ["<ForwardRole.Arn>"]
    assert granted["iam:PassRole"]["Condition"] == {"StringEquals": {"iam:PassedToService": "events.amazonaws.com"}}


def handlers(kind: str) -> set[str]:
    """List what CloudFormation calls to make, change and take away a resource; listing is for imports."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    found = [one.get("permissions", []) for name, one in schema.get("handlers", {}).items() if name != "list"]
    return {action for permissions in found for action in permissions}


def test_the_execution_role_may_touch_what_the_forwarder_names(full_forwarder: Stack, full: Stack) -> None:
    """The names are made in one file, the rights to them in the other."""
    text = json.dumps(full.resources["ForwarderExecutionRole"]["Properties"]["Policies"])
    (queue,), (alarm,) = full_forwarder.of_type(QUEUE).values(), full_forwarder.of_type(ALARM).values()
    assert f':111122223333:{queue["QueueName"]}"' in text
    assert f':alarm:{alarm["AlarmName"]}"' in text
    assert ':rule/hinomi-*"' in text


def test_a_region_is_asked_for_by_its_code() -> None:
    for parameters, name in ((TEMPLATE["Parameters"], "ForwardRegions"), (FORWARDER["Parameters"], "HomeRegion")):
        pattern = re.compile(parameters[name]["AllowedPattern"])
        assert all(pattern.search(code) for code in REGIONS), name
        assert not pattern.search("us-east-1 us-east-2"), name


RULES = """
Parameters:
  Wanted: { Type: String, Default: "yes" }
  Unused: { Type: String, Default: "no" }
Mappings:
  Floor: { LOW: { Value: 0 } } # why

  # about the next
  Other: { LOW: { Value: 1 } }
Conditions:
  IsWanted: !Equals [!Ref Wanted, "yes"]
  IsWantedHere: !And [!Condition IsWanted, !Equals [!Ref AWS::Region, here]]
  IsUnused: !Equals [!Ref Unused, "yes"]
Resources:
  SomeRule:
    Type: AWS::Events::Rule
    Condition: IsWantedHere
    Properties:
      Description: Some
      EventPattern:
        source: [aws.some]
        detail: { name: [!Sub "${AWS::StackName}-${Wanted}", !Ref Wanted], level: [!FindInMap [Floor, LOW, Value]] }
      Targets: []
  Queue:
    Type: AWS::SQS::Queue
"""


def test_what_a_pattern_depends_on_goes_with_it_and_nothing_else() -> None:
    made = forwarder.make(RULES)
    assert "Unused" not in made
    assert "Other" not in made
    assert "  Floor: { LOW: { Value: 0 } }\n\nConditions:" in made
    assert "  Wanted: { Type: String" in made
    assert '  IsWanted: !Equals [!Ref Wanted, "yes"]' in made
    assert "    Condition: IsWantedHereElsewhere" in made


def test_the_name_and_the_region_of_a_pattern_are_those_of_the_stack_at_home() -> None:
    made = forwarder.make(RULES)
    assert 'name: [!Sub "${HomeStack}-${Wanted}", !Ref Wanted]' in made
    assert "!Equals [!Ref HomeRegion, here]" in made


@pytest.mark.parametrize("known_there_only", ["!Ref Queue", "!GetAtt Queue.Arn", "!Sub '${Queue}/x'"])
def test_a_pattern_that_names_a_resource_of_the_stack_is_refused(known_there_only: str) -> None:
    template = RULES.replace("source: [aws.some]", f"source: [aws.some]\n        resources: [{known_there_only}]")
    with pytest.raises(forwarder.ForwarderError, match="SomeRule: its pattern needs Queue"):
        forwarder.make(template)
