"""Starts ministack with what Hinomi's local cloud adds; run by ministack's own interpreter, never imported.

What is added:

* One address, `EMIT_PATH`, that takes one whole EventBridge event and hands it to ministack's own rule matching and
  targets. AWS services reach EventBridge from within; from outside, PutEvents refuses every `aws.*` source
  (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html), here as on AWS.
* The environment of the function workers (`HINOMI_WORKER_ENVIRONMENT`, a JSON object): the way to the local webhook
  receiver. Workers inherit what ministack's own process has.
* `aws:PrincipalArn` as AWS has it: for a role's session the role, where ministack 1.5 gives the session
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn).
* An end: when standard input ends, so does the local cloud, at once. Its parent's death is enough.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import threading
from typing import Any

EMIT_PATH = "/_hinomi/events"
_SESSION = re.compile(r"^arn:([\w-]+):sts::(\d+):assumed-role/([^/]+)/.*$")


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


def _name_roles_in_conditions() -> None:
    evaluator: Any = importlib.import_module("ministack.core.iam_evaluator")
    resolve = evaluator._resolve_condition_key  # noqa: SLF001 - the one place that knows the keys

    def resolve_key(key: str, context: Any) -> Any:  # noqa: ANN401 - ministack's own values
        value = resolve(key, context)
        if key.lower() != "aws:principalarn":
            return value
        return _SESSION.sub(r"arn:\1:iam::\2:role/\3", str(value))

    evaluator._resolve_condition_key = resolve_key  # noqa: SLF001 - likewise


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):  # ends when the parent's end of the pipe closes, however the parent ended
        pass
    os._exit(0)  # nothing here is worth a graceful end: the state is in memory, open connections would delay it


def main() -> None:
    """Serve until standard input ends: the parent closes it, or is gone."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module: Any = importlib.import_module("ministack.app")
    _name_roles_in_conditions()
    os.environ.update(json.loads(os.environ.pop("HINOMI_WORKER_ENVIRONMENT", "{}")))
    module._port_is_bindable = lambda *_: False  # noqa: SLF001 - one port, not 443 as well
    module.app = _with_emitter(module.app)
    module.main()


if __name__ == "__main__":
    main()
