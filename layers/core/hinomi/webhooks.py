"""Which addresses a webhook may have (https, on a host of the channel's service), and where they may be kept."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from hinomi.errors import ParkError

HOSTS: dict[str, tuple[str, ...]] = {
    "slack": ("hooks.slack.com", "hooks.slack-gov.com"),
    "teams": (".environment.api.powerplatform.com", ".logic.azure.com"),
    "chime": ("hooks.chime.aws",),
}
"""Hosts by channel; a leading dot admits every host below. Teams moved from logic.azure.com on 2025-11-30.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
https://learn.microsoft.com/en-us/power-automate/changes-to-urls
"""

OWN_SECRET = re.compile(r"ssm:/hinomi(/[A-Za-z0-9_.-]+)+|secretsmanager:hinomi(/[A-Za-z0-9_+=.@-]+)+")
"""References that a receiver's own secret may have: all that the chat function may read besides the deployment's."""


def check(channel: str, url: str) -> str:
    """Return the address if it may be posted to; raise `ParkError`, which does not quote it, if not."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    allowed = any(host.endswith(entry) if entry.startswith(".") else host == entry for entry in HOSTS.get(channel, ()))
    if parts.scheme != "https" or not allowed or parts.username is not None or port not in {None, 443}:
        raise ParkError(f"the {channel} webhook address is not https on a host of that service")
    if any(character.isspace() or not character.isprintable() for character in url):
        raise ParkError(f"the {channel} webhook address holds a space or a control character")
    return url
