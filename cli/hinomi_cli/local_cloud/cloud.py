"""The local cloud: ministack, in one process on one port of the loopback address, spoken to over TLS."""

from __future__ import annotations

import json
import os
import ssl
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import boto3

from hinomi_cli.local_cloud import launcher
from hinomi_cli.local_cloud.errors import LocalCloudError
from hinomi_cli.local_cloud.process import LOOPBACK, BackgroundProcess, free_port

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hinomi_cli.local_cloud.authority import Authority

ACCOUNT = "111122223333"
REGION = "ap-northeast-1"
_SECRET = "test"  # noqa: S105 - the secret of ministack's root user, the same for everyone


class LocalCloud:
    """An AWS account of one's own.

    `root` is the checkout, `folder` is where the run keeps its files. `worker_environment` is added to the environment
    of the functions. With `enforce_iam`, every call of a function is checked against the function's own role and the
    resource's policy; `client` and `environment` act as the account's root, which to ministack is whoever uses the
    account id as access key id. Over TLS, because the template's policies refuse anything else.
    """

    def __init__(
        self,
        root: Path,
        folder: Path,
        authority: Authority,
        *,
        enforce_iam: bool = True,
        worker_environment: Mapping[str, str] | None = None,
    ) -> None:
        self.root = root
        self.log = folder / "ministack.log"
        self.endpoint = f"https://{LOOPBACK}:{free_port()}"
        self._folder = folder
        self._authority = authority
        self._enforce_iam = enforce_iam
        self._worker_environment = worker_environment or {}
        self._trust = ssl.create_default_context(cafile=authority.certificate)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables with which `sam` and any AWS SDK reach this cloud and no other."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_CA_BUNDLE": str(self._authority.certificate),
            "AWS_ACCESS_KEY_ID": ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": _SECRET,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Start the cloud and wait until it answers."""
        interpreter = self.root / ".tools" / "ministack" / "bin" / "python"
        if not interpreter.exists():
            raise LocalCloudError(f"{interpreter} is missing: run `make demo`, which installs what it needs.")
        command = [str(interpreter), "-I", launcher.__file__]
        self._process = BackgroundProcess(command, self._process_environment(), self.log)
        self._process.wait_until(self._healthy)

    def stop(self) -> None:
        """Stop the cloud; what it held is gone."""
        self._process.stop()

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Return a boto3 client of this cloud, acting as the account's root."""
        return boto3.client(
            service,  # type: ignore[call-overload]
            endpoint_url=self.endpoint,
            verify=str(self._authority.certificate),
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key=_SECRET,
            region_name=REGION,
        )

    def emit(self, event: Mapping[str, Any]) -> None:
        """Deliver one EventBridge event as its AWS service would, `aws.*` source and envelope included."""
        body = json.dumps({"event": event, "account": ACCOUNT, "region": REGION}).encode()
        self._open(urllib.request.Request(self.endpoint + launcher.EMIT_PATH, data=body))  # noqa: S310 - our own address

    def _open(self, request: urllib.request.Request) -> None:
        with urllib.request.urlopen(request, timeout=30, context=self._trust):  # noqa: S310 - our own address
            pass

    def _healthy(self) -> bool:
        try:
            self._open(urllib.request.Request(self.endpoint + "/_ministack/health"))  # noqa: S310 - our own address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False
        return True

    def _process_environment(self) -> dict[str, str]:
        """Return all that the process may know; nothing else of the caller's environment reaches it."""
        scratch = self._folder / "tmp"
        scratch.mkdir()
        certificate, key = self._authority.write_server_files(LOOPBACK)
        workers = {**self._worker_environment, "AWS_CA_BUNDLE": str(self._authority.certificate)}
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder),
            "TMPDIR": str(scratch),
            "BIND_HOST": LOOPBACK,
            "GATEWAY_PORT": self.endpoint.rpartition(":")[2],
            "USE_SSL": "1",
            "MINISTACK_SSL_CERT": str(certificate),
            "MINISTACK_SSL_KEY": str(key),
            "MINISTACK_HOST": LOOPBACK,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_REGION": REGION,
            "AUTH": str(self._enforce_iam).lower(),
            "HINOMI_WORKER_ENVIRONMENT": json.dumps(workers),
        }
