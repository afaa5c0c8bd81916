"""What can be wrong with the receivers of hinomi.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hinomi.regions import partition_of
from hinomi.routing.place import Flaws, at
from hinomi.webhooks import OWN_SECRET

if TYPE_CHECKING:
    from hinomi.routing.settings import Channel, Receiver

_WEBHOOKS = frozenset({"slack", "teams", "chime"})
_TOPIC = re.compile(
    r"arn:(?P<partition>aws(-[a-z]+)*):sns:(?P<region>[a-z]+(-[a-z]+)+-[0-9]+):[0-9]{12}:(?P<name>[A-Za-z0-9_-]{1,256}(\.fifo)?)"
)


def flaws(receivers: dict[str, Receiver]) -> Flaws:
    """List what is wrong with each channel, and channels that would tell the same twice."""
    for name, receiver in receivers.items():
        seen: dict[tuple[str | None, ...], int] = {}
        for number, channel in enumerate(receiver.channels):
            path = at("$.receivers", name, "channels", number)
            yield from _topic_flaws(channel, at(path, "topic"))
            yield from _secret_flaws(channel, at(path, "secret"))
            key = (channel.channel, channel.locale, channel.topic, channel.secret)
            if key in seen:
                yield path, f"the same place in the same language as channels[{seen[key]}]: remove one of them"
            seen.setdefault(key, number)


def _topic_flaws(channel: Channel, path: str) -> Flaws:
    if channel.topic is None:
        return
    found = _TOPIC.fullmatch(channel.topic)
    if channel.channel in _WEBHOOKS:
        yield path, f"{channel.channel} takes no topic: its address is kept where secret says"
    elif found is None:
        yield path, f"{channel.topic!r} is no SNS topic: write arn:aws:sns:<region>:<account id>:<name>"
    elif found["partition"] != partition_of(found["region"]):
        yield path, _misplaced(found)
    elif found["name"].endswith(".fifo"):
        yield path, "neither mail nor chat can read a FIFO topic: name a standard one"


def _secret_flaws(channel: Channel, path: str) -> Flaws:
    """List what is wrong with a reference, which is not shown: somebody may have written the secret itself."""
    if channel.secret is None:
        return
    if channel.channel not in _WEBHOOKS:
        yield path, f"{channel.channel} has no webhook: name an SNS topic by topic, or leave both out"
    elif "://" in channel.secret:
        yield path, "never write a webhook's address here: keep it as an SSM SecureString, and write ssm:/its/name"
    elif not OWN_SECRET.fullmatch(channel.secret):
        yield path, "no reference that a receiver may have: write ssm:/hinomi/name or secretsmanager:hinomi/name"


def _misplaced(found: re.Match[str]) -> str:
    partition = partition_of(found["region"])
    return f"the Region {found['region']} is not in the partition {found['partition']}: write arn:{partition}:"
