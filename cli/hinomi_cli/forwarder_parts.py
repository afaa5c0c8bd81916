"""What forwarder.yaml holds besides the rules: where they send to, what they could not send, what tells of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEAD: Final = """\
# made from template.yaml by make forwarder
AWSTemplateFormatVersion: "2010-09-09"
Description: "Hinomi: sends those events of this Region that can matter to the Region of Hinomi's own stack"

# A rule sees its own Region only. Each rule here has its twin in template.yaml, takes the same events and sends them,
# as they are, to the default bus of the home Region (source, region, account and id stay), where the twin takes them
# (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html). No bus sends them on a second time
# (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html). At home there are no rules.

Parameters:
  HomeRegion:
    Type: String
    AllowedPattern: ^[a-z]{2,4}(-[a-z]+)+-[0-9]+$
    Description: Region of Hinomi's own stack.
  HomeStack:
    Type: String
    Default: hinomi
    Description: Name of Hinomi's own stack. What is made here bears it too.
  ForwardRoleArn:
    Type: String
    AllowedPattern: ^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$
    Description: Role that may put events on the bus at home; Hinomi's own stack made it.
"""

_DEAD_LETTERS: Final = """\
  # What could not be sent in a day, or was refused. A rule's dead-letter queue has to be in its own Region.
  ForwarderDeadLetterQueue:
    Type: AWS::SQS::Queue
    Condition: IsElsewhere
    Properties:
      QueueName: !Sub ${HomeStack}-ForwarderDeadLetterQueue
      SqsManagedSseEnabled: true
      MessageRetentionPeriod: 1209600

  ForwarderDeadLetterQueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Condition: IsElsewhere
    Properties:
      Queues: [!Ref ForwarderDeadLetterQueue]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Sid: RulesOfThisStack
            Effect: Allow
            Principal: { Service: events.amazonaws.com }
            Action: sqs:SendMessage
            Resource: !GetAtt ForwarderDeadLetterQueue.Arn
            Condition:
              ArnEquals:
                aws:SourceArn:
@SENDERS@
          - Sid: OnlyByTls
            Effect: Deny
            Principal: "*"
            Action: sqs:*
            Resource: !GetAtt ForwarderDeadLetterQueue.Arn
            Condition: { Bool: { aws:SecureTransport: "false" } }

  # Its change of state is an event of this Region, which AlarmRule forwards. An alarm cannot reach a topic elsewhere.
  # The name does not begin with the stack's: those alarms AlarmRule leaves to the operator's own topic.
  ForwarderDeadLetterAlarm:
    Type: AWS::CloudWatch::Alarm
    Condition: IsElsewhere
    Properties:
      AlarmName: !Sub forwarder of ${HomeStack} gave up
      AlarmDescription: Events of this Region did not reach Hinomi. Read the forwarder's dead-letter queue.
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Dimensions: [{ Name: QueueName, Value: !GetAtt ForwarderDeadLetterQueue.QueueName }]
      Statistic: Maximum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
      TreatMissingData: ignore
"""

_NOTHING: Final = """\
  # CloudFormation wants a resource in every stack; at home, where the rules would only meet themselves, this is all.
  NothingHandle:
    Type: AWS::CloudFormation::WaitConditionHandle
"""

_TARGETS: Final = """\
      Targets:
        - Id: Home
          Arn: !Sub arn:${AWS::Partition}:events:${HomeRegion}:${AWS::AccountId}:event-bus/default
          RoleArn: !Ref ForwardRoleArn
          RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 }
          DeadLetterConfig: { Arn: !GetAtt ForwarderDeadLetterQueue.Arn }
"""

Rule = tuple[str, str, str]
"""The condition of a rule, or empty; the texts of its description and of its pattern."""


def assemble(
    parameters: Sequence[str], mappings: Sequence[str], conditions: Sequence[str], rules: Mapping[str, Rule]
) -> str:
    """Put the text of forwarder.yaml together from texts of the template."""
    elsewhere = sorted({condition for condition, *_ in rules.values() if condition})
    both = [f"  {name}Elsewhere: !And [!Condition IsElsewhere, !Condition {name}]" for name in elsewhere]
    here = "  IsElsewhere: !Not [!Equals [!Ref AWS::Region, !Ref HomeRegion]]"
    senders = "\n".join(_sender(name, condition) for name, (condition, *_) in rules.items())
    blocks = [
        "\n".join([_HEAD.rstrip("\n"), *parameters]),
        *(["\n".join(["Mappings:", *mappings])] if mappings else []),
        "\n".join(["Conditions:", here, *conditions, *both]),
        "Resources:\n" + _NOTHING,
        *(_rule(name, *rule) for name, rule in rules.items()),
        _DEAD_LETTERS.replace("@SENDERS@", senders),
    ]
    return "\n\n".join(block.rstrip("\n") for block in blocks) + "\n"


def _rule(name: str, condition: str, description: str, pattern: str) -> str:
    head = [
        f"  {name}:",
        "    Type: AWS::Events::Rule",
        f"    Condition: {condition}Elsewhere" if condition else "    Condition: IsElsewhere",
        "    Properties:",
        f"      Name: !Sub ${{HomeStack}}-{name}",
    ]
    return "\n".join([*head, description, pattern, _TARGETS])


def _sender(name: str, condition: str) -> str:
    arn = f"!GetAtt {name}.Arn"
    return " " * 18 + (f"- !If [{condition}, {arn}, !Ref AWS::NoValue]" if condition else f"- {arn}")
