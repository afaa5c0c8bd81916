"""Each role grants what the code behind it calls, on what the stack made for it, and nothing else."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.baseline import drift
from hinomi.controls import CONTROLS, cloudtrail_logs_delivered
from hinomi.edge import account
from hinomi.services import score
from support.stack_policies import FUNCTION
from support.template import Stack, statements

if TYPE_CHECKING:
    from pathlib import Path

ROLE = "AWS::IAM::Role"

# What is granted without a call of ours to show for it, and why.
NOT_CALLED_BY_NAME = {
    "sqs:ReceiveMessage": "Lambda reads the queue as the role",
    "sqs:DeleteMessage": "Lambda deletes what was handled as the role",
    "sqs:GetQueueAttributes": "Lambda asks the queue for its visibility timeout as the role",
    "logs:CreateLogStream": "Lambda writes the log as the role",
    "logs:PutLogEvents": "likewise",
    "kms:GenerateDataKey": "SNS encrypts a message as whoever publishes it",
    "kms:Decrypt": "likewise",
    "ssm:GetParameter": "Powertools reads the secret",
    "secretsmanager:GetSecretValue": "likewise",
}
BEGINS_OR_STEPS = {"states:StartExecution", "lambda:InvokeFunction"}
NOT_OURS = {
    "ForwardRole": "EventBridge sends events home as this role",
    "ForwarderAdministrationRole": "CloudFormation deploys forwarders as this role and the next",
    "ForwarderExecutionRole": "`test_forwarder` compares it with what CloudFormation needs",
}
"""Roles that no code of ours has."""
OWN = {
    "dynamodb:PutItem": ["<RoundTable.Arn>"],
    "dynamodb:BatchWriteItem": ["<RoundTable.Arn>"],
    "dynamodb:Query": ["<RoundTable.Arn>", "<GroupTable.Arn>"],
    "dynamodb:Scan": ["<AlertTable.Arn>", "<GroupTable.Arn>"],
    "dynamodb:BatchGetItem": ["<AlertTable.Arn>"],
    "dynamodb:UpdateItem": ["<AlertTable.Arn>"],
    "dynamodb:DeleteItem": ["<GroupTable.Arn>"],
    "events:PutEvents": ["arn:aws:events:ap-northeast-1:111122223333:event-bus/default"],
    "logs:CreateLogStream": ["<BaselineLogGroup.Arn>"],
    "logs:PutLogEvents": ["<BaselineLogGroup.Arn>"],
}
"""What the baseline function does with the stack's own resources."""
_CALL = re.compile(r'call\(\s*"([a-z]+:[A-Za-z]+)"')
_VARIABLE = re.compile(r'"(HINOMI_(?:[A-Z_]|\{[^}]+\})+)"')


def grants(stack: Stack, role: str) -> dict[str, list[str]]:
    """Return the resources of each action that the role's policies allow."""
    found: dict[str, list[str]] = {}
    for policy in stack.resources[role]["Properties"].get("Policies", []):
        for statement in statements(policy["PolicyDocument"]):
            assert statement["Effect"] == "Allow"
            for action in statement["Action"]:
                found.setdefault(action, []).extend(statement["Resource"])
    return found


def declared() -> set[str]:
    """List what the controls and the report of the round declare that they call."""
    controls = {action for control in CONTROLS for action in (*control.reads, *control.writes)}
    return controls.union(score.READS, drift.READS, account.READS)


def edge(root: Path) -> str:
    return "\n".join(path.read_text() for path in sorted((root / "layers/core/hinomi/edge").glob("*.py")))


def test_a_function_has_a_role_of_its_own_for_lambda_alone(stack: Stack) -> None:
    roles = [function["Role"] for function in stack.of_type(FUNCTION).values()]
    assert len(set(roles)) == len(roles)
    for role in roles:
        (statement,) = stack.resources[role.removeprefix("<").removesuffix(".Arn>")]["Properties"][
            "AssumeRolePolicyDocument"
        ]["Statement"]
        assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}


def test_no_role_grants_by_wildcard_or_by_managed_policy(full: Stack) -> None:
    for name, role in full.of_type(ROLE).items():
        assert "ManagedPolicyArns" not in role, name
        for action, resources in grants(full, name).items():
            assert "*" not in action, name
            # Settings of an account have no ARN. A StackSet looks for its stacks among all.
            looks = action in {"cloudformation:DescribeStacks", "cloudformation:ListStacks"}
            assert "*" not in resources or name == "BaselineRole" or looks, (name, action)


def test_an_action_is_granted_if_and_only_if_the_code_calls_it(root: Path, full: Stack) -> None:
    called = set(_CALL.findall(edge(root)))
    roles = full.of_type(ROLE).keys() - NOT_OURS.keys()
    granted = {action for role in roles for action in grants(full, role)} - declared() - BEGINS_OR_STEPS
    assert called
    assert granted - NOT_CALLED_BY_NAME.keys() == called
    assert granted >= NOT_CALLED_BY_NAME.keys()


@pytest.mark.parametrize(("mode", "may"), [("enforce", True), ("report", False), ("off", False)])
def test_the_round_may_do_what_its_controls_declare_and_nothing_else(
    template: dict[str, Any], mode: str, *, may: bool
) -> None:
    granted = grants(Stack(template, RoundMode=mode), "BaselineRole").keys() - OWN.keys()
    reads = {action for control in CONTROLS for action in control.reads}.union(score.READS, drift.READS, account.READS)
    assert granted == (declared() if may else reads)


def test_what_the_round_may_change_is_narrowed_wherever_it_can_be(template: dict[str, Any]) -> None:
    granted = grants(Stack(template, RoundMode="enforce"), "BaselineRole")
    assert {action: granted[action] for action in OWN} == OWN
    widely = {action for action, resources in granted.items() if "*" in resources}
    for prefix in (
        "s3:Put",
        "s3:Create",
        "cloudtrail:Update",
        "iam:Create",
        "iam:Attach",
        "iam:Pass",
        "budgets:Modify",
    ):
        assert not {a for a in widely if a.startswith(prefix)} - {"s3:PutAccountPublicAccessBlock"}, prefix
    assert granted["s3:PutBucketPolicy"] == ["arn:aws:s3:::hinomi-logs-111122223333-*"]


def test_who_passes_or_makes_a_role_says_for_which_service(template: dict[str, Any]) -> None:
    conditions: dict[str, list[Any]] = {}
    passed: dict[str, str] = {}
    for policy in Stack(template, RoundMode="enforce").resources["BaselineRole"]["Properties"]["Policies"]:
        for statement in statements(policy["PolicyDocument"]):
            for action in statement["Action"]:
                conditions.setdefault(action, []).append(statement.get("Condition", {}))
            if statement["Action"] == ["iam:PassRole"]:
                (role,) = statement["Resource"]
                passed[role.partition(":role/")[2]] = statement["Condition"]["StringEquals"]["iam:PassedToService"]
    assert passed == {
        "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig": "config.amazonaws.com",
        cloudtrail_logs_delivered.ROLE: "cloudtrail.amazonaws.com",
    }
    assert len(conditions["iam:PassRole"]) == len(passed)
    assert conditions["iam:AttachRolePolicy"] == [
        {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/AWSSupportAccess"}}
    ]
    (services,) = conditions["iam:CreateServiceLinkedRole"]
    assert "guardduty.amazonaws.com" in services["StringEquals"]["iam:AWSServiceName"]


@pytest.mark.parametrize(
    ("action", "needed"),
    [
        ("logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111122223333:log-group:hinomi-cloudtrail"),
        ("logs:PutRetentionPolicy", "arn:aws:logs:eu-west-1:111122223333:log-group:hinomi-cloudtrail:*"),
        ("logs:TagResource", "arn:aws:logs:eu-west-1:111122223333:log-group:hinomi-cloudtrail"),
        ("logs:PutMetricFilter", "arn:aws:logs:eu-west-1:111122223333:log-group:aws-cloudtrail-logs:*"),
        ("cloudwatch:PutMetricAlarm", "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:hinomi-root-use"),
        ("cloudtrail:UpdateTrail", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"),
        ("s3:PutBucketPolicy", "arn:aws:s3:::hinomi-logs-111122223333-ap-northeast-1"),
    ],
)
def test_a_trail_of_another_region_may_be_brought_up_to_the_baseline_there(
    template: dict[str, Any], action: str, needed: str
) -> None:
    resources = grants(Stack(template, RoundMode="enforce"), "BaselineRole")[action]
    assert any(fnmatchcase(needed, resource) for resource in resources)


def test_the_round_is_begun_and_stepped_through_by_this_stack_alone(full: Stack) -> None:
    assert grants(full, "RoundScheduleRole") == {
        "states:StartExecution": ["<RoundStateMachine>"],
        "lambda:InvokeFunction": ["<BaselineFunction.Arn>"],
        "sqs:SendMessage": ["<DeliveryDeadLetterQueue.Arn>"],
    }
    assert grants(full, "RoundRole") == {"lambda:InvokeFunction": ["<BaselineFunction.Arn>"]}


def test_the_intake_may_touch_its_queues_its_tables_its_topic_and_its_log(plain: Stack) -> None:
    assert grants(plain, "IntakeRole") == {
        "sqs:ReceiveMessage": ["<IntakeQueue.Arn>", "<BulkQueue.Arn>"],
        "sqs:DeleteMessage": ["<IntakeQueue.Arn>", "<BulkQueue.Arn>"],
        "sqs:GetQueueAttributes": ["<IntakeQueue.Arn>", "<BulkQueue.Arn>"],
        "dynamodb:UpdateItem": ["<AlertTable.Arn>"],
        "dynamodb:PutItem": ["<GroupTable.Arn>"],
        "dynamodb:DeleteItem": ["<GroupTable.Arn>"],
        "dynamodb:GetItem": ["<GroupTable.Arn>"],
        "sqs:SendMessage": ["<FlushQueue.Arn>"],
        "sns:Publish": ["<AlertsTopic>"],
        "logs:CreateLogStream": ["<IntakeLogGroup.Arn>"],
        "logs:PutLogEvents": ["<IntakeLogGroup.Arn>"],
    }


def test_the_flush_may_touch_its_queues_its_table_its_topics_and_its_log(plain: Stack) -> None:
    assert grants(plain, "FlushRole") == {
        "sqs:ReceiveMessage": ["<FlushQueue.Arn>"],
        "sqs:DeleteMessage": ["<FlushQueue.Arn>"],
        "sqs:GetQueueAttributes": ["<FlushQueue.Arn>"],
        "sqs:ChangeMessageVisibility": ["<FlushQueue.Arn>"],
        "sqs:SendMessage": ["<FlushQueue.Arn>", "<FlushDeadLetterQueue.Arn>"],
        **{
            f"dynamodb:{action}": ["<GroupTable.Arn>"]
            for action in ("GetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem", "DeleteItem")
        },
        "sns:Publish": ["<EmailJaTopic>", "<OperatorTopic>"],
        "logs:CreateLogStream": ["<FlushLogGroup.Arn>"],
        "logs:PutLogEvents": ["<FlushLogGroup.Arn>"],
    }


@pytest.mark.parametrize("function", ["Intake", "Flush"])
def test_a_function_publishes_to_every_topic_that_it_is_told_of(full: Stack, function: str) -> None:
    variables = full.resources[f"{function}Function"]["Properties"]["Environment"]["Variables"]
    told = [value for name, value in variables.items() if "_TOPIC" in name]
    assert set(told) <= set(grants(full, f"{function}Role")["sns:Publish"])


def test_a_receiver_with_a_topic_or_a_secret_of_its_own_needs_a_word_of_the_operator(template: dict[str, Any]) -> None:
    topic = "arn:aws:sns:ap-northeast-1:111122223333:team-a"
    more = Stack(template, MoreTopics=topic, MoreSecrets="yes")
    assert topic in str(grants(more, "FlushRole")["sns:Publish"])
    secrets = [
        "arn:aws:ssm:ap-northeast-1:111122223333:parameter/hinomi/*",
        "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:hinomi/*",
    ]
    assert grants(more, "ChatRole")["ssm:GetParameter"] == secrets
    none = Stack(template, SlackWebhookSecret="ssm:/a")
    assert topic not in str(grants(none, "FlushRole"))
    assert not set(secrets) & set(grants(none, "ChatRole")["ssm:GetParameter"])


def test_the_chat_may_touch_its_queues_and_its_log(full: Stack) -> None:
    granted = grants(full, "ChatRole")
    assert granted.pop("ssm:GetParameter") == granted.pop("secretsmanager:GetSecretValue")
    assert granted == {
        "sqs:ReceiveMessage": ["<ChatQueue.Arn>"],
        "sqs:DeleteMessage": ["<ChatQueue.Arn>"],
        "sqs:GetQueueAttributes": ["<ChatQueue.Arn>"],
        "sqs:ChangeMessageVisibility": ["<ChatQueue.Arn>"],
        "sqs:SendMessage": ["<ChatDeadLetterQueue.Arn>"],
        "dynamodb:GetItem": ["<GroupTable.Arn>"],
        "dynamodb:PutItem": ["<GroupTable.Arn>"],
        "logs:CreateLogStream": ["<ChatLogGroup.Arn>"],
        "logs:PutLogEvents": ["<ChatLogGroup.Arn>"],
    }


@pytest.mark.parametrize(
    ("reference", "secret"),
    [
        ("ssm:/hinomi/slack", "arn:aws:ssm:ap-northeast-1:111122223333:parameter/hinomi/slack"),
        (
            "secretsmanager:hinomi/slack",
            "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:hinomi/slack-??????",
        ),
    ],
)
def test_the_chat_reads_the_secret_that_it_was_given_and_no_other(
    template: dict[str, Any], reference: str, secret: str
) -> None:
    resources = grants(Stack(template, SlackWebhookSecret=reference), "ChatRole")["ssm:GetParameter"]
    service = secret.split(":")[2]
    real = {"ssm": ":parameter/", "secretsmanager": ":secret:"}[service]
    # The ARN for the other store is of this store's service, which has no such resource: it names nothing.
    assert [resource for resource in resources if real in resource] == [secret]
    assert {resource.split(":")[2] for resource in resources} == {service}


def test_amazon_q_developer_may_do_nothing_in_the_account_and_take_the_role_as_documented(full: Stack) -> None:
    assert grants(full, "QDeveloperRole") == {}
    (trust,) = full.resources["QDeveloperRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust == {"Effect": "Allow", "Principal": {"Service": "chatbot.amazonaws.com"}, "Action": "sts:AssumeRole"}


def test_the_code_reads_the_variables_that_the_template_sets(root: Path, full: Stack) -> None:
    read = {
        name.replace("{message.channel.upper()}", channel)
        for name in _VARIABLE.findall(edge(root))
        for channel in ("SLACK", "TEAMS", "CHIME")
    }
    functions = full.of_type(FUNCTION).values()
    variables = [name for function in functions for name in function["Environment"]["Variables"]]
    assert {name for name in variables if name.startswith("HINOMI_")} == read


def test_what_is_not_deployed_is_told_as_empty(plain: Stack, template: dict[str, Any]) -> None:
    variables = plain.resources["FlushFunction"]["Properties"]["Environment"]["Variables"]
    assert {name for name, value in variables.items() if value == ""} == {
        "HINOMI_EMAIL_TOPIC_EN",
        "HINOMI_Q_TOPIC",
        "HINOMI_WEBHOOK_TOPIC",
        "HINOMI_WEBHOOK_CHANNELS",
    }
    two = Stack(template, SlackWebhookSecret="ssm:/a", ChimeWebhookSecret="ssm:/b").resources["FlushFunction"]
    assert two["Properties"]["Environment"]["Variables"]["HINOMI_WEBHOOK_CHANNELS"] == "slack,chime"
