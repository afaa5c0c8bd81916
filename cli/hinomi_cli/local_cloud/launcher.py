"""Starts ministack with what Hinomi's local cloud adds; run by ministack's own interpreter, never imported.

Three things are added, none of them inside ministack:

* One address, `EMIT_PATH`, that takes one whole EventBridge event and hands it to ministack's own rule matching and
  targets. AWS services reach EventBridge from within; from outside, PutEvents refuses every `aws.*` source
  (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html), here as on AWS.
* The environment of the function workers (`HINOMI_WORKER_ENVIRONMENT`, a JSON object): the way to the local webhook
  receiver. Workers inherit what ministack's own process has.
* An end: when the process that started it is gone, so is the local cloud.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
from typing import Any

EMIT_PATH = "/_hinomi/events"


def _dispatch(event: dict[str, Any], account: str, region: str) -> None:
    """Give one event to the rules of the default bus of an account and Region."""
    bridge = importlib.import_module("ministack.services.eventbridge")
    responses = importlib.import_module("ministack.core.responses")
    record = {
        "EventId": event["id"],
        "Source": event["source"],
        "DetailType": event["detail-type"],
        "Detail": json.dumps(event["detail"]),
        "EventBusName": "default",
        "Time": event["time"],
        "Resources": event.get("resources", []),
        "Account": event["account"],
        "Region": event["region"],
    }
    with responses.request_scope(account, region):
        bridge._dispatch_event(record)  # noqa: SLF001 - what PutEvents itself calls, past its check of the source


async def _read(receive: Any) -> bytes:  # noqa: ANN401 - ASGI's callables are untyped here
    body: bytes = b""
    while True:
        part = await receive()
        body += part.get("body", b"")
        if not part.get("more_body"):
            return body


def _with_emitter(ministack: Any) -> Any:  # noqa: ANN401 - likewise
    async def serve(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - likewise
        if scope["type"] != "http" or scope["path"] != EMIT_PATH:
            await ministack(scope, receive, send)
            return
        request = json.loads(await _read(receive))
        _dispatch(request["event"], request["account"], request["region"])
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    return serve


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):  # ends when the parent's end of the pipe closes, however the parent ended
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Serve until told to stop, or until the parent is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module = importlib.import_module("ministack.app")
    os.environ.update(json.loads(os.environ.pop("HINOMI_WORKER_ENVIRONMENT", "{}")))
    module._port_is_bindable = lambda *_: False  # type: ignore[attr-defined] # noqa: SLF001 - one port, not 443 as well
    module.app = _with_emitter(module.app)  # type: ignore[attr-defined]
    module.main()


if __name__ == "__main__":
    main()
