"""The account in memory, spoken to over HTTP: for functions and programs that run in another process.

What arrives is read, and what goes out is written, by moto's readers and writers of AWS's wire formats, out of
botocore's service models; in between it is the very account that the tests use in their own process.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import boto3
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model

from support.account.fake import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from botocore.model import OperationModel

    from support.account.fake import FakeAccount

Reply = tuple[int, dict[str, str], bytes]


class AccountServer:
    """Serves an account on a free port of the loopback address."""

    def __init__(self, account: FakeAccount, services: Iterable[str]) -> None:
        self._account = account
        self._services, self._ids = _names(services)
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def port(self) -> int:
        """The port."""
        return self._server.server_address[1]

    @property
    def environment(self) -> dict[str, str]:
        """What leads an AWS SDK here.

        The SDK puts the account's number before the host of S3 Control, which no name server would know: this server is
        also the proxy on the way to it.
        """
        own = f"http://127.0.0.1:{self.port}"
        addresses = {f"AWS_ENDPOINT_URL_{name}": own for name in self._ids}
        return {**addresses, "AWS_ENDPOINT_URL_S3_CONTROL": "http://aws.example", "HTTP_PROXY": own}

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """End serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, request: Request) -> Reply:
        """Answer one request."""
        _, _, region, signing_name, _ = (
            request.headers["Authorization"].split("Credential=")[1].split(",")[0].split("/")
        )
        service = self._service(signing_name, request)
        model = get_service_model(service)
        protocol = determine_request_protocol(model, request.content_type)
        operation, parameters = _read(service, protocol, request)
        try:
            with self._lock:
                answer = self._account.answer(service, operation, region, parameters)
        except (Refused, NotImplementedError) as error:
            refused = error if isinstance(error, Refused) else Refused("NotImplemented", str(error), 501)
            return _refusal(protocol, service, refused)
        written = get_serializer_class(service, protocol)(operation).serialize(answer)  # type: ignore[arg-type]  # moto's own class
        body = written["body"]
        return written["status_code"], dict(written["headers"]), body.encode() if isinstance(body, str) else body

    def _service(self, signing_name: str, request: Request) -> str:
        named = self._services[signing_name]
        if "s3control" in named and request.path.startswith("/v20180820/"):
            return "s3control"
        return next(name for name in named if name != "s3control")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        reply = self.reply

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, payload = reply(
                    Request.from_primitives(self.command, self.path, dict(self.headers.items()), body)
                )
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(payload))}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(payload)

            do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_PATCH = _serve  # noqa: N815 - as the server calls them

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


def _names(services: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the services by the name with which requests to them are signed, and the names of their variables.

    https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    signed: dict[str, tuple[str, ...]] = {}
    ids = []
    for service in sorted(services):
        model = boto3.client(service, region_name="us-east-1").meta.service_model  # type: ignore[call-overload]
        signed[model.signing_name] = (*signed.get(model.signing_name, ()), service)
        ids.append(model.service_id.replace(" ", "_").upper())
    return signed, tuple(ids)


def _read(service: str, protocol: str, request: Request) -> tuple[OperationModel, dict[str, Any]]:
    operation, uri = get_service_router(service).match(request)
    values: Any = {
        "method": request.method,
        "values": request.values,
        "headers": request.headers,
        "body": request.data,
        "url_path": request.path,
        "url_params": uri,
    }
    parsed: dict[str, Any] = PROTOCOL_PARSERS[protocol](operation).parse(values)
    return operation, {name: value for name, value in parsed.items() if value is not None}


def _refusal(protocol: str, service: str, refused: Refused) -> Reply:
    code, message = refused.code, refused.message
    if "json" in protocol:
        body = json.dumps({"__type": code, "message": message})
        return refused.status, {"Content-Type": "application/x-amz-json-1.1", "x-amzn-ErrorType": code}, body.encode()
    error = f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    frames = {"ec2": f"<Response><Errors>{error}</Errors></Response>", "s3": error}
    body = frames.get(service, f"<ErrorResponse>{error}</ErrorResponse>")
    return refused.status, {"Content-Type": "text/xml"}, body.encode()
