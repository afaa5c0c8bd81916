"""What the deployment tells the functions, through the environment and the file in the layer."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from hinomi import config as configuration
from hinomi.baseline.control import Mode
from hinomi.pipeline import Receiver
from hinomi.render import MACHINE

CONFIG_FILE = Path(configuration.__file__).with_name("config.json")
"""`hinomi.yaml`, checked and turned into JSON when the layer is built; absent when there is none."""


def config(path: Path = CONFIG_FILE) -> configuration.Config:
    """Read the operator's settings; the defaults, when there is no file."""
    return configuration.parse(msgspec.json.decode(path.read_bytes()) if path.exists() else {})


def table() -> str:
    """Return the name of the table."""
    return os.environ["HINOMI_TABLE"]


def round_table() -> str:
    """Return the name of the table of the round."""
    return os.environ["HINOMI_ROUND_TABLE"]


def round_mode() -> Mode:
    """Return the most that the round may do here, which is also what its role has the rights for."""
    return Mode(os.environ["HINOMI_ROUND_MODE"])


def region() -> str:
    """Return the Region in which this runs: the home of what an account has once."""
    return os.environ["AWS_REGION"]


def receivers() -> tuple[Receiver, ...]:
    """List the receivers that are deployed: a topic that is not there has no receiver."""
    chat_locale = os.environ.get("HINOMI_CHAT_LOCALE") or "ja"
    webhooks = [name for name in os.environ.get("HINOMI_WEBHOOK_CHANNELS", "").split(",") if name]
    wanted = (
        Receiver("email-ja", "email", "ja", os.environ.get("HINOMI_EMAIL_TOPIC_JA", "")),
        Receiver("email-en", "email", "en", os.environ.get("HINOMI_EMAIL_TOPIC_EN", "")),
        Receiver("q", "q", chat_locale, os.environ.get("HINOMI_Q_TOPIC", "")),
        *(Receiver(name, name, chat_locale, os.environ.get("HINOMI_WEBHOOK_TOPIC", "")) for name in webhooks),
        Receiver(MACHINE, MACHINE, "", os.environ.get("HINOMI_ALERTS_TOPIC", "")),
    )
    return tuple(receiver for receiver in wanted if receiver.address)
