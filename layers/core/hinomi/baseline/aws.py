"""What the round asks of AWS: one account, any Region, any operation by its boto3 name."""

from __future__ import annotations

from typing import Any, Protocol

from hinomi.errors import HinomiError

Answer = dict[str, Any]


class AwsError(HinomiError):
    """AWS refused or could not be reached. `code` is its error code, or the class of the SDK's error."""

    def __init__(self, service: str, operation: str, code: str, message: str = "") -> None:
        super().__init__(f"{service}:{operation}: {code}")
        self.service = service
        self.operation = operation
        self.code = code
        self.message = message


class Aws(Protocol):
    """AWS, as one set of credentials sees it."""

    def call(self, region: str, service: str, operation: str, parameters: Answer) -> Answer:
        """Call an operation (`"guardduty", "list_detectors"`) in a Region; raise `AwsError`."""

    def every(self, region: str, service: str, operation: str, parameters: Answer) -> list[Answer]:
        """Call an operation until it has no further page, and return every page; raise `AwsError`."""

    def forget(self) -> None:
        """Remember nothing that was read: whoever reads next asks AWS."""


# Error codes as AWS's services spell them; each service has its own word.
DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthorizationErrorException",
        "ForbiddenException",
        "NotAuthorized",
        "UnauthorizedException",
        "UnauthorizedOperation",
    }
)
NOT_HERE = frozenset(
    {
        "EndpointConnectionError",  # no such host: the service is not in this Region
        "InvalidAction",
        "InvalidClientTokenId",  # an opt-in Region that is not enabled
        "OptInRequired",
        "SubscriptionRequiredException",  # AWS Support's API without a support plan
        "UnknownOperationException",
        "UnrecognizedClientException",
        "UnsupportedOperation",
        "UnsupportedOperationException",
    }
)
ORGANIZATION = frozenset({"BlockedByOrganizationPolicyException"})
THROTTLED = frozenset(
    {
        "EC2ThrottledException",
        "LimitExceededException",  # some services mean a quota by it: a walk goes on past it
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
