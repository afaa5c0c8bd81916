"""One of the two loops that isolate: a record that fails comes again, the others are done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from hinomi.edge.clients import call, client
from hinomi.errors import HinomiError, RetryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools import Logger


class BatchItem(TypedDict):
    """One record that must come again."""

    itemIdentifier: str


class BatchResponse(TypedDict):
    """What Lambda takes as the answer to an SQS batch.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """

    batchItemFailures: list[BatchItem]


def is_batch(event: dict[str, Any]) -> bool:
    """Tell whether SQS invoked the function."""
    records = event.get("Records")
    return isinstance(records, list) and all(isinstance(record, dict) and "messageId" in record for record in records)


RESERVE_MS = 12_000
"""Below this no further record is begun: a function that runs out of time repeats all that it has done."""


_FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 15, 900


class Context(Protocol):
    """What is used of the context that Lambda hands in.

    https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    def get_remaining_time_in_millis(self) -> int:
        """Return the milliseconds that are left before Lambda ends the function."""


def process(
    event: dict[str, Any], take: Callable[[dict[str, Any]], None], logger: Logger, context: Context
) -> BatchResponse:
    """Take each record; one that fails is logged by the kind of its error, never by its content, and comes again.

    So do those for which no time is left, untouched.
    """
    failures: list[BatchItem] = []
    for record in event["Records"]:
        try:
            _check_time(context)
            take(record)
        except HinomiError as error:
            logger.warning("record failed", extra={"message_id": record["messageId"], "why": str(error)})
        except Exception as error:  # noqa: BLE001 - the loop that isolates records; the queue's alarm tells a person
            logger.error(  # noqa: TRY400 - a traceback's text could quote the event
                "record broke",
                extra={"message_id": record["messageId"], "why": type(error).__name__, "at": _place(error)},
            )
        else:
            continue
        failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def put_off(record: dict[str, Any], queue_url: str, after: int | None) -> None:
    """Let the record come again twice as late as the last time, never before `after` seconds, if somebody said so.

    Who asks for no wait at all, ten times over, would else send the record to the dead-letter queue in seconds.
    """
    tries = int(record.get("attributes", {}).get("ApproximateReceiveCount", "1"))
    call(
        "sqs:ChangeMessageVisibility",
        client("sqs").change_message_visibility,
        QueueUrl=queue_url,
        ReceiptHandle=record["receiptHandle"],
        VisibilityTimeout=max(after or 0, min(_FIRST_WAIT_SECONDS * 2 ** (tries - 1), _LONGEST_WAIT_SECONDS)),
    )


def _check_time(context: Context) -> None:
    if context.get_remaining_time_in_millis() < RESERVE_MS:
        raise RetryError("no time left")


def _place(error: BaseException) -> str:
    """Name the file and line where the error arose: a traceback's text could quote an event."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
