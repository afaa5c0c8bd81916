"""Whose credentials `hinomi baseline` takes, and which Region is home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from botocore.config import Config

from hinomi_cli.baseline.login import log_in
from support.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An AWS configuration with a profile whose Region is Osaka; the environment names none."""
    (tmp_path / "config").write_text("[profile osaka]\nregion = ap-northeast-3\n", "utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.delenv("AWS_DEFAULT_REGION")


@pytest.mark.usefixtures("profiles")
def test_home_is_aws_region_before_the_profile_s_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_in("osaka").home == "ap-northeast-3"
    assert log_in(None).home == ""
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    assert log_in("osaka").home == log_in(None).home == "us-west-2"


@pytest.mark.usefixtures("profiles")
@pytest.mark.parametrize("command", [("plan",), ("report",), ("undo", "run", "--yes")])
def test_a_profile_that_is_not_there_is_refused_in_one_sentence(command: tuple[str, ...]) -> None:
    result = run("baseline", *command, "--profile", "nobody")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "there is no such AWS profile: `aws configure list-profiles` names them\n"


@pytest.mark.usefixtures("profiles")
def test_a_machine_without_credentials_is_told_how_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    result = run("baseline", "plan")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no AWS credentials: sign in (aws sso login)" in result.stderr


def test_an_endpoint_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "us-west-2")
    monkeypatch.setenv("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9")
    session = log_in(None).session
    assert session.client("sts", region_name="us-west-2", config=Config()).meta.endpoint_url == "http://127.0.0.1:9"
