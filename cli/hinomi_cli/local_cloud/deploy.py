"""Builds the real template with the real `sam build` and deploys it with the real `sam deploy`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from hinomi_cli import settings_file
from hinomi_cli.build import add_native_modules
from hinomi_cli.local_cloud.errors import LocalCloudError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hinomi_cli.local_cloud.cloud import LocalCloud

STACK: Final = "hinomi"
SETTINGS: Final = Path(__file__).with_name("hinomi.yaml")
_BUILD_SECONDS: Final = 300


def build(root: Path, folder: Path) -> Path:
    """Build template, functions and layer into `folder`; returns the built template.

    It is the very build that goes to AWS, in a folder of its own so that `sam deploy` can never pick it up: it also
    holds the compiled modules of this machine, and `SETTINGS` in place of the operator's.
    """
    settings = settings_file.load(SETTINGS)
    built = folder / "build"
    _sam(root, ["build", "--build-dir", str(built), "--no-cached"], {})
    layer = built / "CoreLayer" / "python"
    add_native_modules(layer)
    (layer / "hinomi" / "config.json").write_bytes(msgspec.json.encode(settings))
    return built / "template.yaml"


def deploy(cloud: LocalCloud, template: Path, parameters: Mapping[str, str]) -> dict[str, str]:
    """Deploy the built template to the local cloud; returns the stack's outputs."""
    bucket = "hinomi-local-artifacts"
    location = {"LocationConstraint": cloud.environment["AWS_REGION"]}
    cloud.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration=location)
    overrides = [f"{name}={_quoted(value)}" for name, value in parameters.items()]
    arguments = ["deploy", "--template-file", str(template), "--stack-name", STACK, "--s3-bucket", bucket]
    arguments += ["--no-resolve-s3", "--no-confirm-changeset", "--no-progressbar", "--capabilities", "CAPABILITY_IAM"]
    _sam(cloud.root, [*arguments, "--parameter-overrides", *overrides], cloud.environment)
    return outputs(cloud)


def _quoted(value: str) -> str:
    """Quote a parameter as sam reads it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def outputs(cloud: LocalCloud) -> dict[str, str]:
    """Return the outputs of the deployed stack by name."""
    stack = cloud.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _sam(root: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run sam in the checkout, quietly; fail with what it said."""
    program = root / ".tools" / "sam" / "bin" / "sam"
    if not program.exists():
        raise LocalCloudError(f"{program} is missing: run `make demo`, which installs what it needs.")
    # No profile, region or credential of the person at the keyboard reaches sam.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        [str(program), *arguments],
        cwd=root,
        env={**inherited, "SAM_CLI_TELEMETRY": "0", **environment},
        capture_output=True,
        text=True,
        timeout=_BUILD_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise LocalCloudError(f"sam {arguments[0]} failed ({done.returncode}):\n{done.stdout}\n{done.stderr}".rstrip())
