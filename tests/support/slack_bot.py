"""Slack's bot in front of a workspace of one channel, and a function that dies where a test says."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.channels import slack
from hinomi.edge import slack_api, slack_bot
from hinomi.edge.slack_api import RefusedError
from hinomi.edge.threads import Threads
from hinomi.errors import RetryError
from hinomi.model import Message, Reason
from hinomi_cli.local_cloud.receiver import Post
from support.briefings import JA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from hinomi.edge.slack_api import Bot
    from hinomi_cli.local_cloud.slack_api import SlackApi

TOKEN = "xoxb" + "-invented"
CHANNEL = "C0123456789"
BOT = json.dumps({"token": TOKEN, "channel": CHANNEL})
OUTLET = "default/slack-ja"
THREAD = "0011223344556677"
RESOLVED = msgspec.structs.replace(JA, reason=Reason.RESOLVED, status="解決")


class DeadError(BaseException):
    """The function was ended from outside: nothing catches it."""


def message(text: str, *, thread: str = THREAD, resolved: bool = False) -> str:
    """Write a message as the queue holds it, with this headline."""
    briefing = msgspec.structs.replace(RESOLVED if resolved else JA, headline=text)
    rendered = slack.render(briefing)
    whole: Message = msgspec.structs.replace(rendered, outlet=OUTLET, thread=thread, resolved=resolved)
    return msgspec.json.encode(whole).decode()


def body(text: str, *, resolved: bool = False) -> dict[str, Any]:
    """Return the body of such a message."""
    content: dict[str, Any] = json.loads(json.loads(message(text, resolved=resolved))["body"])
    return content


def standing(api: SlackApi) -> list[tuple[str, str]]:
    """List what stands in the channel: its head, and the head of the message in whose thread it stands."""
    return [(head(one), head(api.messages[one["thread_ts"]]) if "thread_ts" in one else "") for one in listed(api)]


def listed(api: SlackApi) -> list[dict[str, Any]]:
    return [api.messages[ts] for ts in sorted(api.messages)]


def head(content: dict[str, Any]) -> str:
    return str(content["blocks"][0]["text"]["text"])


def die_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Let the function die after so many steps: reading the thread, each call of Slack, remembering the thread."""
    left = [steps]

    def dying(step: Callable[..., Any]) -> Callable[..., Any]:
        def take(*given: Any, **named: Any) -> Any:
            done = step(*given, **named)
            left[0] -= 1
            if not left[0]:
                raise DeadError
            return done

        return take

    monkeypatch.setattr(slack_bot, "ask", dying(slack_api.ask))
    monkeypatch.setattr(Threads, "read", dying(Threads.read))
    monkeypatch.setattr(Threads, "keep", dying(Threads.keep))


class Line:
    """A line to Slack with the faults that a test names, one for each call, then none.

    `unasked`: Slack does not hear it; `unheard`: Slack's answer is lost; `dead`: the function dies on hearing it.
    `said` lists what Slack posted, `lost` what it posted without the function's knowledge, both by their text.
    """

    def __init__(self, api: SlackApi, faults: Iterator[str]) -> None:
        self.said: list[str] = []
        self.lost: list[str] = []
        self._api = api
        self._faults = faults

    def ask(self, bot: Bot, method: str, arguments: dict[str, Any]) -> str:
        fault = next(self._faults, "")
        if fault == "unasked":
            raise RetryError(fault)
        whole = json.dumps({**arguments, "channel": bot.channel})
        post = Post("slack.com", f"/api/{method}", whole, datetime.now(UTC), f"Bearer {bot.token}")
        answer = json.loads(self._api(post).body)
        if not answer["ok"]:
            raise RefusedError(answer["error"])
        if method == "chat.postMessage":
            self.said.append(arguments["text"])
            self.lost += [arguments["text"]] if fault else []
        if fault:
            raise RetryError(fault) if fault == "unheard" else DeadError
        return str(answer["ts"])
