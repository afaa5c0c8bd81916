"""What the deployment tells the functions, through the environment and the file in the layer."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from hinomi import config as configuration
from hinomi.baseline.control import Mode
from hinomi.model import Outlet
from hinomi.render import MACHINE

CONFIG_FILE = Path(configuration.__file__).with_name("config.json")
"""`hinomi.yaml`, checked and turned into JSON when the layer is built; absent when there is none."""


def config(path: Path = CONFIG_FILE) -> configuration.Config:
    """Read the operator's settings; the defaults, when there is no file."""
    return configuration.parse(msgspec.json.decode(config_bytes(path)))


def config_bytes(path: Path = CONFIG_FILE) -> bytes:
    """Read the operator's settings as they were deployed; an empty object, when there is no file."""
    return path.read_bytes() if path.exists() else b"{}"


def table() -> str:
    """Return the name of the table."""
    return os.environ["HINOMI_TABLE"]


def group_table_if_any() -> str:
    """Return the name of the table of groups, empty where the round was not told of it."""
    return os.environ.get("HINOMI_GROUP_TABLE", "")


def round_table() -> str:
    """Return the name of the table of the round."""
    return os.environ["HINOMI_ROUND_TABLE"]


def round_mode() -> Mode:
    """Return the most that the round may do here, which is also what its role has the rights for."""
    return Mode(os.environ["HINOMI_ROUND_MODE"])


def region() -> str:
    """Return the Region in which this runs: the home of what an account has once."""
    return os.environ["AWS_REGION"]


def group_table() -> str:
    """Return the name of the table of groups, silences and what else routing remembers."""
    return os.environ["HINOMI_GROUP_TABLE"]


def flush_queue() -> str:
    """Return the address of the queue of ticks."""
    return os.environ["HINOMI_FLUSH_QUEUE_URL"]


def flush_dead_letter_queue() -> str:
    """Return the address of the queue in which messages wait for a person."""
    return os.environ["HINOMI_FLUSH_DLQ_URL"]


def operator_topic() -> str:
    """Return the topic of those who look after Hinomi itself."""
    return os.environ["HINOMI_OPERATOR_TOPIC"]


def webhook_topic() -> str:
    """Return the topic from which chats are posted, empty if there is none."""
    return os.environ.get("HINOMI_WEBHOOK_TOPIC", "")


def outlets() -> tuple[Outlet, ...]:
    """List the outlets for people that are deployed: a topic that is not there has none."""
    chat_locale = os.environ.get("HINOMI_CHAT_LOCALE") or "ja"
    webhooks = [name for name in os.environ.get("HINOMI_WEBHOOK_CHANNELS", "").split(",") if name]
    wanted = (
        ("email", "ja", os.environ.get("HINOMI_EMAIL_TOPIC_JA", "")),
        ("email", "en", os.environ.get("HINOMI_EMAIL_TOPIC_EN", "")),
        ("q", chat_locale, os.environ.get("HINOMI_Q_TOPIC", "")),
        *((name, chat_locale, webhook_topic()) for name in webhooks),
    )
    return tuple(
        Outlet(name=f"default/{channel}-{locale}", channel=channel, locale=locale, address=address)
        for channel, locale, address in wanted
        if address
    )


def machines() -> tuple[Outlet, ...]:
    """List the outlets for programs that are deployed."""
    topic = os.environ.get("HINOMI_ALERTS_TOPIC", "")
    return (Outlet(name=MACHINE, channel=MACHINE, locale="", address=topic),) if topic else ()
