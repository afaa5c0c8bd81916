"""Every function can be found, watched and retried, in any deployment of the template."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from support.stack_policies import FUNCTION, alarmed, arn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.template import Stack


def full_handler(stack: Stack, function: dict[str, Any]) -> str:
    handler: str = function.get("Handler", stack.globals["Function"]["Handler"])
    return handler


def event_sources(stack: Stack) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """List each function that reads queues with each of its event sources."""
    for name, function in stack.of_type(FUNCTION).items():
        for source in function.get("Events", {}).values():
            yield name, function, source["Properties"]


def test_a_handler_is_where_the_template_says(root: Path, full: Stack) -> None:
    """That it imports, too, is shown in `test_conventions`, with the environment that the template gives it."""
    for name, function in full.of_type(FUNCTION).items():
        module, _, attribute = full_handler(full, function).rpartition(".")
        tree = ast.parse((root / function["CodeUri"] / f"{module}.py").read_text("utf-8"))
        names = {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert attribute in names, name


def test_a_function_has_a_log_group_of_its_own_that_forgets(stack: Stack) -> None:
    functions = stack.of_type(FUNCTION).values()
    groups = [function["LoggingConfig"]["LogGroup"] for function in functions]
    assert len(set(groups)) == len(functions)
    for group in groups:
        assert stack.resources[group.strip("<>")]["Properties"]["RetentionInDays"] == 90


def test_a_function_has_alarms_on_errors_and_throttles(stack: Stack) -> None:
    # The state machine tries the baseline function again, and an alarm tells when that was in vain.
    functions = {f"<{name}>" for name in stack.of_type(FUNCTION) if name != "BaselineFunction"}
    assert alarmed(stack, "Errors") == functions
    assert alarmed(stack, "Throttles") == functions
    assert alarmed(stack, "ExecutionsFailed") == {"<RoundStateMachine>"}


def test_a_function_reports_each_failed_item_of_a_queue_that_parks_it_in_the_end(stack: Stack) -> None:
    for name, function, source in event_sources(stack):
        queue = stack.resources[source["Queue"].removeprefix("<").removesuffix(".Arn>")]["Properties"]
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"], name
        assert queue["RedrivePolicy"]["maxReceiveCount"] >= 5, name
        # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
        window = source.get("MaximumBatchingWindowInSeconds", 0)
        assert queue["VisibilityTimeout"] >= 6 * function["Timeout"] + window, name


def test_the_intake_reads_its_two_queues_alike_and_neither_takes_the_room_of_the_other(stack: Stack) -> None:
    sources = [source for name, _, source in event_sources(stack) if name == "IntakeFunction"]
    assert {source["Queue"] for source in sources} == {arn("IntakeQueue"), arn("BulkQueue")}
    first, second = ({**source, "Queue": None} for source in sources)
    assert first == second
    assert first["ScalingConfig"]["MaximumConcurrency"] >= 2  # the least that Lambda takes


def test_all_functions_that_read_queues_fit_into_a_new_account_at_once(full: Stack) -> None:
    """A new account may run ten at a time: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html ."""
    assert sum(source["ScalingConfig"]["MaximumConcurrency"] for _, _, source in event_sources(full)) <= 10


def test_what_comes_in_floods_is_given_up_as_anything_else(stack: Stack) -> None:
    assert stack.resources["BulkQueue"] == stack.resources["IntakeQueue"], "its tries and its fallback too"
