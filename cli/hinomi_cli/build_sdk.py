"""Build the layer of the round's own AWS SDK: the boto3 that the tests run with, for Python 3.13 on arm64.

`sam build` calls it through layers/sdk/Makefile. boto3 knows the services of AWS from data: what ships are those that
the round calls, each in the version of its API that boto3 takes by itself.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from hinomi_cli.build import LEFTOVERS, compile_bytecode, find_python, install, remove

SERVICES: Final = (
    *("accessanalyzer", "account", "budgets", "ce", "cloudtrail", "cloudwatch", "config", "detective", "dynamodb"),
    *("ec2", "ecr", "emr", "events", "guardduty", "iam", "inspector2", "kms", "logs", "macie2", "organizations"),
    *("s3", "s3control", "securityhub", "ssm", "sts", "support"),
)
"""What the round calls, by the names of boto3's clients."""

_UNUSED: Final = (
    *LEFTOVERS,
    "boto3/data",  # its "resources", which nothing here uses
    "boto3/examples",
    "botocore/data/*/*/examples-1.json",
)


def main() -> None:
    """Build into the folder that the command line names; the current folder is the project's root."""
    build(Path(), Path(sys.argv[1]) / "python")


def build(root: Path, target: Path) -> None:
    """Fill `target` with the SDK that requirements/sdk.txt pins."""
    install(root / "requirements/sdk.txt", target)
    prune(target)
    compile_bytecode(target, find_python())


def prune(target: Path) -> None:
    """Remove what the round does not need; the files beside the services (endpoints, partitions, retries) stay."""
    remove(target, _UNUSED)
    for service in filter(Path.is_dir, (target / "botocore/data").iterdir()):
        versions = sorted(service.iterdir())  # dates: boto3 takes the newest unless it is told another
        for unused in versions[:-1] if service.name in SERVICES else (service,):
            shutil.rmtree(unused)


if __name__ == "__main__":
    main()
