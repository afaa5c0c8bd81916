"""Rounds of the deployed Hinomi over the account in memory: its functions run in the local cloud, the account here."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinomi.edge.round_table import RoundTable
from support.account.server import AccountServer
from support.account.services import SERVICES, fake_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.archive import Run
    from hinomi_cli.local_cloud.stack import LocalStack
    from support.account.fake import FakeAccount

SECONDS = 240.0


@dataclass
class LocalRound:
    """The deployed state machine and function, and the account that they look after."""

    stack: LocalStack
    fake: FakeAccount
    server: AccountServer

    @property
    def table(self) -> RoundTable:
        """The journal and archive, as deployed."""
        return RoundTable(self.stack.cloud.client("dynamodb"), self.stack.outputs["RoundTableName"])

    def begin(self) -> Run:
        """Start the state machine, and wait until the round has ended."""
        states = self.stack.cloud.client("stepfunctions")
        arn = states.start_execution(stateMachineArn=self.stack.outputs["RoundStateMachineArn"])["executionArn"]
        return self._ended(lambda: states.describe_execution(executionArn=arn))

    def begin_by_schedule(self) -> Run:
        """Let a schedule like the deployed one, with its target and role, fire in a moment, and wait for the end."""
        scheduler = self.stack.cloud.client("scheduler")
        (name,) = (one["Name"] for one in scheduler.list_schedules()["Schedules"] if "RoundSchedule" in one["Name"])
        made = scheduler.get_schedule(Name=name)
        assert made["ScheduleExpression"] == "cron(0 3 ? * SAT *)"
        soon = datetime.now(UTC) + timedelta(seconds=2)
        scheduler.create_schedule(
            Name=f"{name}-at-once",
            ScheduleExpression=f"at({soon:%Y-%m-%dT%H:%M:%S})",
            ScheduleExpressionTimezone="UTC",
            FlexibleTimeWindow={"Mode": "OFF"},
            Target=made["Target"],
        )
        states = self.stack.cloud.client("stepfunctions")
        machine = self.stack.outputs["RoundStateMachineArn"]
        return self._ended(lambda: next(iter(states.list_executions(stateMachineArn=machine)["executions"]), {}))

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the operator's command line, with the operator's own rights."""
        environment = {**self.stack.cloud.environment, **self.server.environment, "PATH": os.environ["PATH"]}
        return subprocess.run(  # noqa: S603 - our own command
            [str(Path(sys.executable).with_name("hinomi")), "baseline", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def _ended(self, describe: Any) -> Run:
        deadline = time.monotonic() + SECONDS
        while (execution := describe()).get("status", "RUNNING") == "RUNNING":
            assert time.monotonic() < deadline, "the round does not end"
            time.sleep(0.2)
        assert execution["status"] == "SUCCEEDED", execution
        return self.table.runs(1)[0]


@contextmanager
def local_round(stack: LocalStack) -> Iterator[LocalRound]:
    """Put the account in memory behind the deployed function, with exactly the rights of the function's role."""
    fake = fake_account()
    server = AccountServer(fake, {kind.NAME for kind in SERVICES} - {"sts"})
    server.start()
    functions = stack.cloud.client("lambda")
    name = next(
        one["FunctionName"] for one in functions.list_functions()["Functions"] if "Baseline" in one["FunctionName"]
    )
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    functions.update_function_configuration(
        FunctionName=name, Environment={"Variables": {**before, **server.environment}}
    )
    try:
        yield LocalRound(stack, fake, server)
    finally:
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": before})
        server.stop()


def rights(stack: LocalStack) -> set[str]:
    """Return the actions that the deployed role of the function allows."""
    iam = stack.cloud.client("iam")
    role = next(one["RoleName"] for one in iam.list_roles()["Roles"] if "BaselineRole" in one["RoleName"])
    found: set[str] = set()
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        for statement in iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]["Statement"]:
            actions = statement["Action"]
            found |= {actions} if isinstance(actions, str) else set(actions)
    return found
