"""Invented webhook addresses on the real host names, put where the functions look for them.

The addresses are put together at run time, from pieces that look like no secret, so that none stands in this repository
or in a log. Each store that the product knows holds at least one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hinomi_cli.local_cloud.receiver import Answer

if TYPE_CHECKING:
    from hinomi_cli.local_cloud.cloud import LocalCloud

HOSTS: Final = {
    "slack": "hooks.slack.com",
    "teams": "default0.00.environment.api.powerplatform.com",
    "chime": "hooks.chime.aws",
}
ANSWERS: Final = {
    HOSTS["slack"]: Answer(200, "ok"),
    HOSTS["teams"]: Answer(202),
    HOSTS["chime"]: Answer(200, '{"MessageId":"00000000-0000-4000-8000-000000000000"}'),
}
"""What each service answers to a post that it takes.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
https://learn.microsoft.com/en-us/connectors/teams/
"""
REFERENCES: Final = {
    "slack": "ssm:/hinomi/local/slack",
    "teams": "secretsmanager:hinomi/local/teams",
    "chime": "ssm:/hinomi/local/chime",
}
_PATHS: Final = {
    "slack": ("services", "T" + "0" * 8, "B" + "0" * 8, "local" * 4),
    "teams": ("powerautomate", "automations", "direct", "workflows", "0" * 32, "triggers", "manual", "paths", "invoke"),
    "chime": ("incomingwebhooks", "00000000-0000-4000-8000-000000000000"),
}


def address(channel: str) -> str:
    """Return the invented webhook address of a channel."""
    return f"https://{HOSTS[channel]}/{'/'.join(_PATHS[channel])}"


def seed(cloud: LocalCloud) -> None:
    """Store each address as an operator would: SSM SecureString or Secrets Manager."""
    for channel, reference in REFERENCES.items():
        kind, _, name = reference.partition(":")
        if kind == "ssm":
            cloud.client("ssm").put_parameter(Name=name, Value=address(channel), Type="SecureString")
        else:
            cloud.client("secretsmanager").create_secret(Name=name, SecretString=address(channel))
