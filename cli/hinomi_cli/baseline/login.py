"""Who calls AWS: the credentials that the machine has, and the Region that counts as home."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
import msgspec
from botocore.exceptions import BotoCoreError

from hinomi.baseline.aws import AwsError
from hinomi.edge.aws import Session
from hinomi_cli.baseline.refusal import of_aws

if TYPE_CHECKING:
    from botocore.config import Config


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """What makes clients, and the Region where the account's own settings live; empty if nobody has said."""

    session: Session
    home: str


def log_in(profile: str | None) -> Login:
    """Take the credentials that boto3 finds, or those of a profile; raise `RefusedError` if there is no such profile.

    `AWS_REGION` comes before the profile's Region, as in AWS's other tools
    (https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html); boto3 alone does not know it.
    """
    try:
        session = boto3.Session(profile_name=profile, region_name=os.environ.get("AWS_REGION") or None)
        known = OneAtATime(session)  # type: ignore[arg-type]  # the stubs know literals only
        return Login(session=known, home=session.region_name or "")
    except BotoCoreError as error:
        raise of_aws(AwsError("boto3", "session", type(error).__name__), "") from error


class OneAtATime:
    """A session that makes one client at a time, as boto3's sessions have to: Regions are walked in several threads."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = Lock()

    def client(self, service_name: str, *, region_name: str, config: Config) -> Any:  # noqa: ANN401 - made at run time
        """Make the client of a service in a Region."""
        with self._lock:
            return self._session.client(service_name, region_name=region_name, config=config)
