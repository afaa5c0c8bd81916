"""AWS for the round: boto3 clients of any service and Region, retried as AWS's throttling wants it."""

from __future__ import annotations

from threading import Lock
from typing import Any, Protocol

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, OperationNotPageableError

from hinomi.baseline.aws import Answer, AwsError
from hinomi.edge.clients import error_code

# Adaptive: the SDK slows down by itself when a Region throttles
# (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
_CONFIG = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"mode": "adaptive", "max_attempts": 6},
    user_agent_extra="hinomi-baseline",
)


class Session(Protocol):
    """What makes clients: a boto3 session."""

    def client(self, service_name: str, *, region_name: str, config: Config) -> Any:  # noqa: ANN401 - made at run time
        """Make the client of a service in a Region."""


class BotoAws:
    """Calls AWS with the credentials of a boto3 session.

    What was read stays in memory until something is written to the same service: nine controls look at one GuardDuty
    detector. A write is any operation whose name does not begin as a reading one does.
    """

    def __init__(self, session: Session, config: Config = _CONFIG) -> None:
        self._session = session
        self._config = config
        self._clients: dict[tuple[str, str], Any] = {}
        self._seen: dict[tuple[str, str], dict[str, list[Answer]]] = {}
        self._lock = Lock()  # boto3's sessions do not make clients in two threads at once

    def call(self, region: str, service: str, operation: str, parameters: Answer) -> Answer:
        """Call an operation in a Region; raise `AwsError`."""
        return self._remembered(region, service, operation, parameters, paged=False)[0]

    def every(self, region: str, service: str, operation: str, parameters: Answer) -> list[Answer]:
        """Call an operation until it has no further page, and return every page; raise `AwsError`."""
        return self._remembered(region, service, operation, parameters, paged=True)

    def _remembered(
        self, region: str, service: str, operation: str, parameters: Answer, *, paged: bool
    ) -> list[Answer]:
        place = (region, service)
        if operation in _BULKY:
            return self._asked(region, service, operation, parameters, paged=paged)
        if not operation.startswith(READING):
            self.forget(service)
            return self._asked(region, service, operation, parameters, paged=paged)
        key = f"{operation} {paged} {sorted(parameters.items())}"
        seen = self._seen.setdefault(place, {})
        if key not in seen:
            seen[key] = self._asked(region, service, operation, parameters, paged=paged)
        return seen[key]

    def forget(self, service: str = "") -> None:
        """Forget what was read, of one service or of all, in every Region: a trail is seen from all of them."""
        for place in [place for place in self._seen if service in {"", place[1]}]:
            self._seen.pop(place, None)

    def _asked(self, region: str, service: str, operation: str, parameters: Answer, *, paged: bool) -> list[Answer]:
        try:
            client = self._client(region, service)
            if not paged:
                return [getattr(client, operation)(**parameters)]
            return self._pages(client, operation, parameters)
        except ClientError as error:
            message = error.response.get("Error", {}).get("Message", "")
            raise AwsError(service, operation, error_code(error) or "unknown error", message) from error
        except BotoCoreError as error:
            raise AwsError(service, operation, type(error).__name__) from error

    def _pages(self, client: Any, operation: str, parameters: Answer) -> list[Answer]:  # noqa: ANN401 - boto3's own
        try:
            return list(client.get_paginator(operation).paginate(**parameters))
        except OperationNotPageableError:
            return list(_by_token(getattr(client, operation), parameters))

    def _client(self, region: str, service: str) -> Any:  # noqa: ANN401 - likewise
        with self._lock:
            place = (region, service)
            if place not in self._clients:
                self._clients[place] = self._session.client(service, region_name=region, config=self._config)
            return self._clients[place]


READING = ("batch_get_", "describe_", "get_", "head_", "list_", "lookup_")
"""How the names of reading operations begin; of all that the controls call, nothing else only reads."""

_BULKY = frozenset({"get_findings"})
"""Too much to be remembered, and asked for once."""


def _by_token(method: Any, parameters: Answer) -> Any:  # noqa: ANN401 - likewise
    """Yield pages of an operation that boto3 has no paginator for but that gives a token."""
    token = None
    while True:
        page = method(**parameters, **({"NextToken": token} if token else {}))
        yield page
        token = page.get("NextToken")
        if not token:
            return
