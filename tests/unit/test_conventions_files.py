"""What the files of a public project may hold, and what its pure modules may use."""

from __future__ import annotations

import ast
import ipaddress
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

import hinomi

ROOT = Path(__file__).parents[2]
CORE = Path(hinomi.__file__).parent
MODULES = sorted(path for path in CORE.rglob("*.py") if "edge" not in path.relative_to(CORE).parts)

ACCOUNTS = {"111122223333", "123456789012"}
# RFC 5737 and RFC 1918; 0.0.0.0/0 is everybody.
_BLOCKS = "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 0.0.0.0/32"
BLOCKS = [ipaddress.ip_network(block) for block in _BLOCKS.split()]
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.:/$}])/(?:home|Users|root|work|mnt|var/folders)/[A-Za-z]|\b[A-Z]:\\Users",
    "the host of a registry": r"https?://[^\s/]*(?:pypi|pythonhosted|npmjs|artifactory|nexus|registry)[^\s/]*",
    # As scanners for secrets look for them; the addresses of the tests are too short to be real.
    "a Slack webhook": r"hooks\.slack\.com/(?:services|workflows)/T[A-Z0-9]{6,}/",
    "a Teams webhook": r"(?:logic\.azure|powerplatform)\.com(?::443)?/\S*\bsig=[\w-]{20,}",
    "a Chime webhook": r"hooks\.chime\.aws/incomingwebhooks/[0-9a-f-]{36}",
    "a token": r"\b(?:xox[abpr]-[\w-]{10,}|gh[pousr]_\w{30,})|-----BEGIN [A-Z ]*PRIVATE KEY-----",
}
# The clock, the environment, chance and the network belong to the edge.
IMPURE = {
    *("boto3", "botocore", "aws_lambda_powertools", "requests", "socket", "random", "secrets", "uuid"),
    *("os.environ", "os.getenv", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.monotonic"),
}


@cache
def tracked() -> dict[str, str]:
    """Read the text files that git tracks or would track, by name."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603 - a constant
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: nobody can tell which files belong to the project")
    contents = {name: (ROOT / name).read_bytes() for name in listed.split("\0") if (ROOT / name).is_file()}
    return {name: content.decode("utf-8", "replace") for name, content in contents.items() if b"\0" not in content}


def occurrences(pattern: str, *, under: str = "") -> list[tuple[str, str]]:
    """List where a pattern occurs in the project's files, as (file, what)."""
    itself = Path(__file__).relative_to(ROOT).as_posix()
    files = {name: text for name, text in tracked().items() if name.startswith(under) and name != itself}
    return [(name, match[0]) for name, text in files.items() for match in re.finditer(pattern, text)]


def test_no_account_is_named_but_those_of_the_documentation() -> None:
    numbers = occurrences(r"(?<![\w.-])[0-9]{12}(?![\w.-])")
    assert {number for _, number in numbers} >= ACCOUNTS
    assert [(file, number) for file, number in numbers if number not in ACCOUNTS] == []


def test_no_address_in_an_event_is_anybody_s() -> None:
    named = occurrences(r"(?<![\w./])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w.])", under="events/")
    assert named
    assert [(f, ip) for f, ip in named if not any(ipaddress.ip_address(ip) in block for block in BLOCKS)] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    assert occurrences(FORBIDDEN[what]) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_the_core_knows_neither_aws_nor_environment_nor_clock(module: Path) -> None:
    used: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            used |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            used |= {str(node.module).partition(".")[0], *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute):
            used.add(".".join(ast.unparse(node).split(".")[-2:]))
    assert used & IMPURE == set()
