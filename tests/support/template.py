"""The template as CloudFormation would see it: parameters filled in, conditions decided, functions resolved.

What only a deployment knows is written as a name in angle brackets: `<IntakeQueue>` is what `Ref` gives,
`<IntakeQueue.Arn>` what `Fn::GetAtt` does.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from support.custom import PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EVERYTHING = {
    "Languages": "ja,en",
    "AlertEmailJa": "ja@example.com",
    "AlertEmailEn": "en@example.com",
    "OperatorEmail": "operator@example.com",
    "SlackWebhookSecret": "ssm:/hinomi/slack",
    "TeamsWebhookSecret": "secretsmanager:hinomi/teams",
    "ChimeWebhookSecret": "ssm:/hinomi/chime",
    "SlackWorkspaceId": "T00000000",
    "SlackChannelId": "C00000000",
    "SigninsToTell": "yes",
    "ChangesToTell": "yes",
    "RemediationTopicArn": "arn:aws:sns:ap-northeast-1:111122223333:SO0111-ASR_Topic",
    "MoreEvents": PATTERN,
    "EncryptTopics": "yes",
    "ForwardRegions": "us-east-1,us-east-2,us-west-2",
    "RoundMode": "enforce",
}
"""The answers of an operator who asks for every part."""

_NOTHING = object()
_PLACEHOLDER = re.compile(r"\$\{([^!}]+)\}")
_PSEUDO = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::StackName": "hinomi",
    "AWS::NoValue": _NOTHING,
}


class _Loader(yaml.SafeLoader):
    """Reads `!Name value` as `{"Fn::Name": value}`."""


def _construct(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any = None
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt":
        value = value.split(".", 1)
    return {suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _construct)


def read_template(path: Path) -> dict[str, Any]:
    """Read a template as it is written, its short tags as `Fn::` objects."""
    content: dict[str, Any] = yaml.load(path.read_text(), Loader=_Loader)  # noqa: S506 - a SafeLoader
    return content


class Stack:
    """What a template makes with the given parameters, in a Region.

    `resources` are those whose condition holds, by logical id; `globals` what SAM adds to all of
    a kind; `outputs` the values of the outputs that exist.
    """

    def __init__(self, template: dict[str, Any], *, region: str = "ap-northeast-1", **parameters: str) -> None:
        known = template["Parameters"]
        unknown = parameters.keys() - known.keys()
        if unknown:
            raise ValueError(f"no such parameter: {sorted(unknown)}")
        self._values = {
            name: _value(one, parameters[name] if name in parameters else one["Default"]) for name, one in known.items()
        }
        self._pseudo = {**_PSEUDO, "AWS::Region": region}
        self._mappings = template.get("Mappings", {})
        self._conditions = template.get("Conditions", {})
        self.resources: dict[str, dict[str, Any]] = {
            name: self.resolve(resource)
            for name, resource in template["Resources"].items()
            if self._holds(resource.get("Condition"))
        }
        self.globals: dict[str, Any] = self.resolve(template.get("Globals", {}))
        self.outputs: dict[str, Any] = {
            name: self.resolve(output["Value"])
            for name, output in template.get("Outputs", {}).items()
            if self._holds(output.get("Condition"))
        }

    def of_type(self, *types: str) -> dict[str, dict[str, Any]]:
        """Return the properties of the resources of these types, by logical id."""
        return {name: found.get("Properties", {}) for name, found in self.resources.items() if found["Type"] in types}

    def pattern(self, rule: str) -> dict[str, Any]:
        """Return a rule's event pattern, decoded."""
        pattern = self.resources[rule]["Properties"]["EventPattern"]
        decoded: dict[str, Any] = json.loads(pattern) if isinstance(pattern, str) else pattern
        return decoded

    def resolve(self, value: Any) -> Any:
        """Resolve the functions in a value; list members and fields without a value are left out."""
        if isinstance(value, list):
            return [resolved for item in value if (resolved := self.resolve(item)) is not _NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            if name == "Ref":
                return self._reference(argument)
            if name.startswith("Fn::"):
                return self._functions()[name](argument)
        return {key: resolved for key, item in value.items() if (resolved := self.resolve(item)) is not _NOTHING}

    def _functions(self) -> dict[str, Callable[[Any], Any]]:
        return {
            "Fn::GetAtt": lambda argument: f"<{'.'.join(argument)}>",
            "Fn::If": lambda argument: self.resolve(argument[1 if self._holds(argument[0]) else 2]),
            "Fn::Sub": self._substitute,
            "Fn::Join": lambda argument: argument[0].join(self.resolve(argument[1])),
            "Fn::Split": lambda argument: self.resolve(argument[1]).split(argument[0]),
            "Fn::Select": lambda argument: self.resolve(argument[1])[argument[0]],
            "Fn::FindInMap": lambda argument: self._mappings[argument[0]][self.resolve(argument[1])][argument[2]],
            "Fn::Equals": lambda argument: self.resolve(argument[0]) == self.resolve(argument[1]),
            "Fn::Not": lambda argument: not self._holds(argument[0]),
            "Fn::And": lambda argument: all(self._holds(item) for item in argument),
            "Fn::Or": lambda argument: any(self._holds(item) for item in argument),
        }

    def _holds(self, condition: Any) -> bool:
        if condition is None:
            return True
        if isinstance(condition, dict):
            return bool(self._holds(condition["Condition"]) if "Condition" in condition else self.resolve(condition))
        return bool(self.resolve(self._conditions[condition]))

    def _reference(self, name: str) -> Any:
        return self._values.get(name, self._pseudo.get(name, f"<{name}>"))

    def _substitute(self, argument: Any) -> str:
        text, extra = argument if isinstance(argument, list) else (argument, {})
        values = self.resolve(extra)
        return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], self._reference(found[1]))), text)


def _value(parameter: dict[str, Any], answer: str) -> str | list[str]:
    return answer.split(",") if parameter["Type"] == "CommaDelimitedList" else answer


def statements(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List a policy's statements, actions and resources always as lists."""
    for statement in document["Statement"]:
        lists = {key: value for key in ("Action", "Resource") if (value := statement.get(key)) is not None}
        yield {**statement, **{key: [value] if isinstance(value, str) else value for key, value in lists.items()}}
