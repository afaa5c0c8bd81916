"""Webhook addresses and bot tokens, from SSM SecureString or Secrets Manager only; kept in memory for five minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

from hinomi.edge.clients import client, failure
from hinomi.errors import ParkError
from hinomi.webhooks import OWN_SECRET

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.parameters.base import BaseProvider

MAX_AGE_SECONDS = 300


def check_own(reference: str) -> str:
    """Return the reference to a receiver's own secret; raise `ParkError` if it leads out of what is Hinomi's.

    The settings name such secrets, and the chat's role may read all below `hinomi/`: neither may lead to any other.
    """
    if not OWN_SECRET.fullmatch(reference):
        raise ParkError("a receiver's own secret is ssm:/hinomi/... or secretsmanager:hinomi/...")
    return reference


class Secrets:
    """Fetch secrets by reference: `ssm:/name` or `secretsmanager:name-or-arn`."""

    def __init__(self) -> None:
        self._providers: dict[str, BaseProvider] = {
            "ssm": parameters.SSMProvider(boto3_client=client("ssm")),
            "secretsmanager": parameters.SecretsProvider(boto3_client=client("secretsmanager")),
        }

    def fetch(self, reference: str, *, fresh: bool = False) -> str:
        """Return the secret; raise `ParkError` if it cannot be read, `RetryError` for a passing fault."""
        kind, _, name = reference.partition(":")
        provider = self._providers.get(kind)
        if provider is None or not name:
            raise ParkError("a secret reference is ssm:/name or secretsmanager:name")
        options: dict[str, Any] = {"decrypt": True} if kind == "ssm" else {}
        try:
            secret = provider.get(name, max_age=MAX_AGE_SECONDS, force_fetch=fresh, **options)
        except GetParameterError as error:
            # Powertools wraps the error and its text may quote the name: keep the kind of fault alone.
            raise failure(f"{kind}: read secret", error.__context__) from None
        if not isinstance(secret, str) or not secret.strip():
            raise ParkError(f"{kind}: the secret is empty")
        return secret.strip()
