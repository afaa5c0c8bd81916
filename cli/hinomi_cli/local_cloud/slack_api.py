"""Answers for Slack's Web API: the two methods that a bot needs, and the refusals that it may meet.

https://docs.slack.dev/reference/methods/chat.postMessage
https://docs.slack.dev/reference/methods/chat.update
"""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from hinomi_cli.local_cloud.receiver import Answer

if TYPE_CHECKING:
    from hinomi_cli.local_cloud.receiver import Post

HOST: Final = "slack.com"


class SlackApi:
    """One channel of a workspace: `messages` holds what stands in it by `ts`, with all that was posted."""

    def __init__(self, token: str, channel: str) -> None:
        self.messages: dict[str, dict[str, Any]] = {}
        self._token = token
        self._channel = channel
        self._numbers = count(1)

    def __call__(self, post: Post) -> Answer:
        """Do what was posted, or refuse it, as Slack does: always with status 200."""
        arguments = json.loads(post.body)
        if post.authorization != f"Bearer {self._token}":
            return _refuse("invalid_auth")
        if arguments.get("channel") != self._channel:
            return _refuse("channel_not_found")
        if not arguments.get("text"):
            return _refuse("no_text")
        methods = {"/api/chat.postMessage": self._post, "/api/chat.update": self._update}
        return methods[post.path](arguments) if post.path in methods else _refuse("unknown_method")

    def _post(self, arguments: dict[str, Any]) -> Answer:
        if arguments.get("thread_ts", "") not in {"", *self.messages}:
            return _refuse("thread_not_found")
        ts = f"1795000000.{next(self._numbers):06}"
        self.messages[ts] = arguments
        return self._accept(ts)

    def _update(self, arguments: dict[str, Any]) -> Answer:
        ts = arguments.get("ts", "")
        if ts not in self.messages:
            return _refuse("message_not_found")
        self.messages[ts] |= arguments
        return self._accept(ts)

    def _accept(self, ts: str) -> Answer:
        return Answer(200, json.dumps({"ok": True, "channel": self._channel, "ts": ts, "message": self.messages[ts]}))


def _refuse(error: str) -> Answer:
    return Answer(200, json.dumps({"ok": False, "error": error}))
