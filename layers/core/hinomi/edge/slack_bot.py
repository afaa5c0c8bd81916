"""Slack through a bot: what belongs together stands in one thread, and its first message says when it is resolved.

The secret is JSON, `{"token": "xoxb-...", "channel": "C0123456789"}`: the token of a Slack app with the scope
`chat:write` and without token rotation, and the id of a channel that the app was invited to.

The first message of a thread is posted and remembered. Later ones are posted into the thread, and shown in the channel
too, so that nobody misses what became worse. A resolved one turns the head of the first message and is posted into the
thread alone; what comes after it begins a new thread. To turn twice changes nothing, so it is done first, then the
post, then the note of the delivery: a crash between any two steps repeats at most the post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.edge.slack_api import Bot, RefusedError, ask
from hinomi.edge.threads import Thread
from hinomi.errors import HinomiError, ParkError

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

    from hinomi.edge.threads import Threads
    from hinomi.model import Message

Content = dict[str, Any]


class SlackBot:
    """Post messages as a bot."""

    def __init__(self, bot: Bot, threads: Threads, logger: Logger) -> None:
        self._bot = bot
        self._threads = threads
        self._logger = logger

    def tell(self, message: Message, delivery: str) -> None:
        """Post one message, unless this delivery was posted before; one without a thread is a thread of its own.

        Raises `RetryError` and `ParkError` when it was not posted.
        """
        name = message.thread or delivery
        before = self._threads.read(message.outlet, name)
        if before and delivery in before.posted:
            return
        content = _content(message.body)
        after = (before and self._go_on(before, message, content)) or self._begin(message, content)
        posted = (*(before.posted if before else ()), delivery)
        try:
            self._threads.keep(message.outlet, name, msgspec.structs.replace(after, posted=posted), before=before)
        except HinomiError as error:  # it is posted: to fail now would post it again each time
            self._logger.error(  # noqa: TRY400 - the reason is enough
                "posted but not remembered", extra={"message_id": delivery, "why": str(error)}
            )

    def _go_on(self, thread: Thread, message: Message, content: Content) -> Thread | None:
        """Post into the thread; return None where that is not possible, and the message has to begin a new one.

        Why Slack refuses does not matter: what holds for the channel, it says again of the new message.
        """
        if not thread.ts or thread.channel != self._bot.channel or (thread.resolved and not message.resolved):
            return None
        reply = {**content, "thread_ts": thread.ts, "reply_broadcast": not message.resolved}
        try:
            if message.resolved and thread.body:
                ask(self._bot, "chat.update", {**_turn(_content(thread.body), content), "ts": thread.ts})
            ask(self._bot, "chat.postMessage", reply)
        except RefusedError:
            return None
        return msgspec.structs.replace(thread, resolved=True, body="") if message.resolved else thread

    def _begin(self, message: Message, content: Content) -> Thread:
        """Post to the channel."""
        return Thread(
            channel=self._bot.channel,
            ts=ask(self._bot, "chat.postMessage", content),
            body=message.body if message.thread and not message.resolved else "",
            resolved=message.resolved,
        )


def _content(body: str) -> Content:
    try:
        return msgspec.json.decode(body, type=Content)
    except msgspec.DecodeError:
        raise ParkError("slack: the message's body is no JSON object") from None


def _turn(first: Content, resolved: Content) -> Content:
    """Return what the first message said, under the head of the resolved one.

    `parse` is said because `chat.update`, unlike `chat.postMessage`, makes links of what looks like one when it is not:
    https://docs.slack.dev/reference/methods/chat.update.
    """
    head = [block for block in resolved.get("blocks", ()) if block["type"] == "header"]
    rest = [block for block in first.get("blocks", ()) if block["type"] != "header"]
    return {"text": resolved.get("text", ""), "blocks": [*head, *rest], "parse": "none"}
