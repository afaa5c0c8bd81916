"""The whole of Hinomi on this machine: local cloud, deployed template, webhook receiver, inbox."""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hinomi.custom.event_pattern import written
from hinomi_cli import settings_file
from hinomi_cli.inbox.store import Delivery, Inbox
from hinomi_cli.inbox.topics import Reader, TopicReader
from hinomi_cli.local_cloud import deploy, webhooks
from hinomi_cli.local_cloud.authority import Authority
from hinomi_cli.local_cloud.cloud import ACCOUNT, REGION, LocalCloud
from hinomi_cli.local_cloud.process import running
from hinomi_cli.local_cloud.receiver import Post, WebhookReceiver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT: Final = Path(__file__).parents[3]
LAST_LOG: Final = ROOT / ".demo" / "last-ministack.log"
CHAT_LOCALE: Final = "ja"
REMEDIATION_TOPIC: Final = f"arn:aws:sns:{REGION}:{ACCOUNT}:SO0111-ASR_Topic"
"""Where Automated Security Response speaks; nobody but the demo does so here."""
PARAMETERS: Final[Mapping[str, str]] = {
    "Languages": "ja,en",
    "QDeveloper": "yes",
    "ChatLanguage": CHAT_LOCALE,
    "SigninsToTell": "yes",
    "ChangesToTell": "yes",
    "RemediationTopicArn": REMEDIATION_TOPIC,
    "MoreEvents": written(settings_file.load(deploy.SETTINGS).events),
    "RoundMode": "enforce",
    "SlackWebhookSecret": webhooks.REFERENCES["slack"],
    "TeamsWebhookSecret": webhooks.REFERENCES["teams"],
    "ChimeWebhookSecret": webhooks.REFERENCES["chime"],
}
_READERS: Final = {
    "EmailJaTopicArn": Reader("email", "ja"),
    "EmailEnTopicArn": Reader("email", "en"),
    "QDeveloperTopicArn": Reader("q", CHAT_LOCALE),
}
_CHANNELS: Final = {host: channel for channel, host in webhooks.HOSTS.items()}


@dataclass(frozen=True)
class LocalStack:
    """Hinomi, deployed here. `outputs` are those of its CloudFormation stack."""

    cloud: LocalCloud
    receiver: WebhookReceiver
    inbox: Inbox
    outputs: Mapping[str, str]


@contextmanager
def local_stack(inbox: Inbox, *, say: Callable[[str], object], enforce_iam: bool = True) -> Iterator[LocalStack]:
    """Start everything, deploy, and end it all with the block. `say` is told of each step.

    Everything is written under `.demo/`; what stays after the block is the local cloud's log, as `LAST_LOG`.
    """
    LAST_LOG.parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=LAST_LOG.parent))
    try:
        with ExitStack() as parts:
            yield _start(parts, folder, inbox, say=say, enforce_iam=enforce_iam)
    finally:
        log = folder / "ministack.log"
        if log.exists():
            shutil.move(log, LAST_LOG)
        shutil.rmtree(folder)


def _start(
    parts: ExitStack, folder: Path, inbox: Inbox, *, say: Callable[[str], object], enforce_iam: bool
) -> LocalStack:
    """Start the parts in order; sam builds while the local cloud starts."""
    authority = Authority(folder)
    receiver = parts.enter_context(running(WebhookReceiver(webhooks.ANSWERS, authority, _into(inbox))))
    with ThreadPoolExecutor(1) as builder:
        say("sam build")
        template = builder.submit(deploy.build, ROOT, folder)
        cloud = LocalCloud(
            ROOT, folder, authority, enforce_iam=enforce_iam, worker_environment=receiver.worker_environment
        )
        parts.enter_context(running(cloud))
        webhooks.seed(cloud)
        cloud.client("sns").create_topic(Name=REMEDIATION_TOPIC.rpartition(":")[2])
        built = template.result()
    say(f"sam deploy to {cloud.endpoint}")
    outputs = deploy.deploy(cloud, built, PARAMETERS)
    readers = {outputs[name]: reader for name, reader in _READERS.items()}
    parts.enter_context(running(TopicReader(cloud.client, readers, inbox.add)))
    return LocalStack(cloud, receiver, inbox, outputs)


def _into(inbox: Inbox) -> Callable[[Post], None]:
    def put(post: Post) -> None:
        inbox.add(Delivery(_CHANNELS[post.host], CHAT_LOCALE, "", post.body, post.arrived_at))

    return put
