"""The deployment whose silences a command works on: its table, and what AWS's errors about it mean."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from hinomi.baseline.aws import AwsError
from hinomi.edge.clients import call, error_code
from hinomi.errors import ParkError, RetryError
from hinomi_cli.baseline import login, refusal
from hinomi_cli.silence.refusal import refusal as refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

TABLE_VARIABLE: Final = "HINOMI_GROUP_TABLE"
STACK: Final = "hinomi"
_OUTPUT: Final = "GroupTableName"
_CONFIG = Config(connect_timeout=5, read_timeout=10, retries={"mode": "standard", "max_attempts": 4})


class Deployment:
    """A deployment's table of groups, as an operator's credentials reach it. `who` asks, in AWS's words."""

    def __init__(self, entered: login.Login, table: str) -> None:
        self._entered = entered
        self.table = table

    @property
    def dynamodb(self) -> DynamoDBClient:
        """Make a client of DynamoDB in the deployment's Region."""
        made: DynamoDBClient = _client(self._entered, "dynamodb")
        return made

    def who(self) -> str:
        """Ask AWS whose credentials these are."""
        answer = call("sts:GetCallerIdentity", _client(self._entered, "sts").get_caller_identity)
        arn: str = answer["Arn"]
        return arn


@contextmanager
def deployed(table: str | None, stack: str, profile: str | None, locale: str) -> Iterator[Deployment]:
    """Sign in and find the table: as named here, by the environment, or in the stack's outputs.

    What AWS answers to anything that is done with it becomes a sentence that says what to do.
    """
    entered = login.log_in(profile)
    if not entered.home:
        raise refusal.RefusedError("refuse.no_region")
    name = table or os.environ.get(TABLE_VARIABLE) or ""
    try:
        yield Deployment(entered, name or _of_stack(entered, stack, locale))
    except (ParkError, RetryError) as error:
        cause = error.__cause__
        if not isinstance(cause, (ClientError, BotoCoreError)):
            raise
        code = error_code(cause) if isinstance(cause, ClientError) else type(cause).__name__
        if code == "ResourceNotFoundException":
            raise refuse(locale, "no_table", table=name, region=entered.home) from error
        service, _, operation = str(error).partition(": ")[0].partition(":")
        raise refusal.of_aws(AwsError(service, operation, code), entered.home) from error


def _of_stack(entered: login.Login, stack: str, locale: str) -> str:
    try:
        answer = call(
            "cloudformation:DescribeStacks", _client(entered, "cloudformation").describe_stacks, StackName=stack
        )
    except (ParkError, RetryError) as error:
        if isinstance(error.__cause__, ClientError) and error_code(error.__cause__) == "ValidationError":
            raise refuse(locale, "no_stack", stack=stack, region=entered.home) from error
        raise
    outputs = {one["OutputKey"]: one["OutputValue"] for one in answer["Stacks"][0].get("Outputs", [])}
    name: str = outputs.get(_OUTPUT, "")
    if not name:
        raise refuse(locale, "no_output", stack=stack, output=_OUTPUT)
    return name


def _client(entered: login.Login, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    return entered.session.client(service, region_name=entered.home, config=_CONFIG)
