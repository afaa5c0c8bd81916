"""A scene: one Region of one account, as a control sees it."""

from __future__ import annotations

from typing import Any

import msgspec

from hinomi.baseline.aws import Answer, Aws, AwsError


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Where a control reads and writes.

    `regions` are those that the round covers, `enabled` those that the account has enabled; `home` is where what an
    account has once lives. `rehearsal` asks EC2 whether it would do what is written, and does nothing.
    """

    aws: Aws
    account: str
    region: str
    home: str
    partition: str = "aws"
    regions: tuple[str, ...] = ()
    enabled: tuple[str, ...] = ()
    rehearsal: bool = False

    def call(self, service: str, operation: str, **parameters: Any) -> Answer:  # noqa: ANN401 - as each operation takes it
        """Call an operation in this Region; raise `AwsError`."""
        if self.rehearsal:
            parameters["DryRun"] = True
        return self.aws.call(self.region, service, operation, parameters)

    def find(self, service: str, operation: str, missing: str | tuple[str, ...], **parameters: Any) -> Answer | None:  # noqa: ANN401 - likewise
        """Call an operation; None when AWS answers with an error code that means "there is none"."""
        try:
            return self.call(service, operation, **parameters)
        except AwsError as error:
            if error.code in ((missing,) if isinstance(missing, str) else missing):
                return None
            raise

    def every(self, service: str, operation: str, key: str, **parameters: Any) -> list[Any]:  # noqa: ANN401 - likewise
        """List what stands under `key` on all pages of an operation."""
        pages = self.aws.every(self.region, service, operation, parameters)
        return [item for page in pages for item in page.get(key) or ()]

    def at(self, region: str) -> Scene:
        """Return the same account in another Region."""
        return msgspec.structs.replace(self, region=region)

    @property
    def at_home(self) -> Scene:
        """The same account in its home Region."""
        return self.at(self.home)

    def arn(self, service: str, resource: str, *, region: str | None = None) -> str:
        """Build an ARN in this account; `region` is this Region unless another, or none, is given."""
        place = self.region if region is None else region
        return f"arn:{self.partition}:{service}:{place}:{self.account}:{resource}"
