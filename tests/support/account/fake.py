"""An AWS account in memory for the round: real boto3 clients, whose every request is answered here instead.

boto3 checks each request against its service model before it comes here; each answer is checked against the model on
its way back. A service is a class with one method for each operation, named as boto3 names it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import boto3
import botocore.session
from botocore import xform_name
from botocore.loaders import create_loader

from support.account.actions import iam_action

if TYPE_CHECKING:
    from collections.abc import Iterable

    from botocore.model import OperationModel, Shape

ACCOUNT = "111122223333"
HOME = "ap-northeast-1"
REGIONS = (HOME, "us-east-1", "eu-west-1")
Answer = dict[str, Any]
_LOADER = create_loader()
"""Keeps the service models of boto3 for every account: reading them takes longer than most tests."""


class Refused(Exception):  # noqa: N818 - it is AWS that refuses
    """AWS answers with an error."""

    def __init__(self, code: str, message: str = "", status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.message = message or code
        self.status = status


class Crash(BaseException):
    """The process dies here."""


@dataclass
class Here:
    """Where a request arrived: the state that the service keeps for the Region, and the whole account."""

    region: str
    state: dict[str, Any]
    account: FakeAccount

    def arn(self, service: str, resource: str, *, region: str | None = None) -> str:
        """Build an ARN of this account."""
        return f"arn:aws:{service}:{self.region if region is None else region}:{ACCOUNT}:{resource}"


class Service:
    """A service: one method for each operation, `(self, here, parameters) -> answer`; it raises `Refused`.

    `NAME` is boto3's name. A service with `GLOBAL` keeps one state for all Regions. Several classes may serve parts of
    one service. What operations keep goes into `here.state`, as plain dicts and lists, so that it can be compared.
    """

    NAME: ClassVar[str]
    GLOBAL: ClassVar[bool] = False

    def fresh(self, region: str) -> dict[str, Any]:
        """Return the state of a Region in which nobody has done anything yet."""
        del region
        return {}


@dataclass
class Fault:
    """What goes wrong at the next matching request: `crash` is `before` or `after`, else AWS answers with `code`."""

    service: str
    operation: str
    code: str = ""
    region: str = ""
    times: int = 1
    crash: str = ""

    def hits(self, service: str, operation: str, region: str) -> bool:
        """Tell whether this request is the one, and count it."""
        met = (service, operation) == (self.service, self.operation) and self.region in {"", region} and self.times > 0
        self.times -= met
        return met


@dataclass(frozen=True)
class Call:
    """One request that arrived."""

    service: str
    operation: str
    region: str
    parameters: dict[str, Any]

    @property
    def writes(self) -> bool:
        """Tell whether it may have changed something."""
        reading = ("BatchGet", "Describe", "Get", "Head", "List", "Lookup")
        return not self.operation.startswith(reading) and not self.parameters.get("DryRun")

    @property
    def action(self) -> str:
        """The IAM action that it needs."""
        return iam_action(self.service, self.operation)


class Session:
    """A boto3 session that makes each client once: thousands of scenes share them."""

    def __init__(self, session: boto3.Session) -> None:
        self._session = session
        self._clients: dict[tuple[str, str], Any] = {}

    def client(self, service_name: str, *, region_name: str, config: object = None) -> Any:
        """Return the client of a service in a Region."""
        place = (service_name, region_name)
        if place not in self._clients:
            self._clients[place] = self._session.client(service_name, region_name=region_name, config=config)  # type: ignore[call-overload]
        return self._clients[place]

    def get_partition_for_region(self, region: str) -> str:
        """Return the partition of a Region."""
        return self._session.get_partition_for_region(region)


@dataclass
class FakeAccount:
    """One account. `allowed` are the IAM actions that its caller has; None is all of them."""

    services: Iterable[type[Service]]
    regions: tuple[str, ...] = REGIONS
    allowed: set[str] | None = None
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    crash_at: tuple[int, str] | None = None
    """The process dies `before` or `after` this write, counted from 0 in `calls`."""

    def __post_init__(self) -> None:
        self._services: dict[str, list[Service]] = {}
        for kind in self.services:
            self._services.setdefault(kind.NAME, []).append(kind())
        self._states: dict[tuple[type[Service], str], dict[str, Any]] = {}
        self.session = Session(self._attached())

    def reset(self) -> None:
        """Forget everything; the session and its clients stay."""
        self._states.clear()
        self.calls.clear()
        self.faults.clear()
        self.allowed = None
        self.crash_at = None

    def state(self, kind: type[Service], region: str = HOME) -> dict[str, Any]:
        """Return the state that a service keeps, for tests to look at and to plant things in."""
        service = next(one for one in self._services[kind.NAME] if isinstance(one, kind))
        return self._state(service, region)

    def snapshot(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Return a copy of all that is not as in a fresh account."""
        return {
            (kind.__name__, region): copy.deepcopy(state)
            for (kind, region), state in self._states.items()
            if state != kind().fresh(region)
        }

    def written(self) -> list[Call]:
        """List the requests that may have changed something."""
        return [call for call in self.calls if call.writes]

    def answer(self, service: str, operation: OperationModel, region: str, parameters: dict[str, Any]) -> Answer:
        """Answer one request; raises `Refused`."""
        self.calls.append(Call(service, operation.name, region, parameters))
        method = xform_name(operation.name)
        fault = next((one for one in self.faults if one.hits(service, method, region)), None)
        if fault is not None and fault.crash == "before":
            raise Crash
        if fault is not None and not fault.crash:
            raise Refused(fault.code)
        self._authorize(service, operation.name, parameters)
        self._die("before")
        try:
            answer = self._perform(service, method, region, copy.deepcopy(parameters))
        finally:
            self._die("after")
        if fault is not None:
            raise Crash
        if operation.output_shape is not None:
            check(operation.output_shape, answer, f"{service}.{method}")
        return answer

    def _die(self, when: str) -> None:
        if self.calls[-1].writes and self.crash_at == (len(self.written()) - 1, when):
            self.crash_at = None
            raise Crash

    def _authorize(self, service: str, operation: str, parameters: dict[str, Any]) -> None:
        denied = self.allowed is not None and iam_action(service, operation) not in self.allowed
        if denied:
            codes = {"ec2": "UnauthorizedOperation", "iam": "AccessDenied", "s3": "AccessDenied"}
            message = f"{ACCOUNT} is not authorized to perform: {iam_action(service, operation)}"
            raise Refused(codes.get(service, "AccessDeniedException"), message, status=403)
        if parameters.get("DryRun"):
            raise Refused("DryRunOperation", status=412)

    def _perform(self, service: str, method: str, region: str, parameters: dict[str, Any]) -> Answer:
        for one in self._services.get(service, []):
            if hasattr(one, method):
                answer: Answer = getattr(one, method)(Here(region, self._state(one, region), self), parameters)
                return copy.deepcopy(answer)
        raise NotImplementedError(f"no fake answers {service}.{method}")

    def _state(self, service: Service, region: str) -> dict[str, Any]:
        place = "global" if service.GLOBAL else region
        return self._states.setdefault((type(service), place), service.fresh(place))

    def _attached(self) -> boto3.Session:
        core = botocore.session.Session()
        core.register_component("data_loader", _LOADER)
        session = boto3.Session(
            aws_access_key_id="testing", aws_secret_access_key="testing", region_name=HOME, botocore_session=core
        )
        session.events.register("before-parameter-build", _remember)
        session.events.register("before-call", self._answer)  # type: ignore[arg-type]  # its answer is the answer
        return session

    def _answer(self, model: OperationModel, context: dict[str, Any], **_: object) -> tuple[Any, Answer]:
        service = _SERVICES.get(model.service_model.service_name, model.service_model.service_name)
        try:
            answer = self.answer(service, model, context["client_region"], context["fake_parameters"])
        except Refused as refused:
            error = {"Error": {"Code": refused.code, "Message": refused.message}, "ResponseMetadata": {}}
            return SimpleNamespace(status_code=refused.status, raw=None), error
        return SimpleNamespace(status_code=200, raw=None), {**answer, "ResponseMetadata": {"HTTPStatusCode": 200}}


_SERVICES: dict[str, str] = {}
"""Where a service model is named otherwise than boto3's client."""


def _remember(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    context["fake_parameters"] = params


def page(items: list[Any], parameters: dict[str, Any], key: str, *, token: str = "NextToken", size: int = 2) -> Answer:  # noqa: S107 - a page's token
    """Answer with one page of a list: small ones, so that whoever reads only the first is found out."""
    start = int(parameters.get(token) or 0)
    rest = {token: str(start + size)} if start + size < len(items) else {}
    return {key: items[start : start + size], **rest}


def check(shape: Shape, value: object, path: str) -> None:
    """Make sure that an answer is one that AWS's service model allows."""
    kinds: dict[str, tuple[type, ...]] = {
        "structure": (dict,),
        "list": (list,),
        "map": (dict,),
        "string": (str,),
        "integer": (int,),
        "long": (int,),
        "double": (int, float),
        "float": (int, float),
        "boolean": (bool,),
        "timestamp": (datetime,),
    }
    assert isinstance(value, kinds.get(shape.type_name, (object,))), f"{path}: {value!r} is no {shape.type_name}"
    if shape.type_name == "structure":
        unknown = set(value) - set(shape.members)  # type: ignore[attr-defined,call-overload]
        assert not unknown, f"{path}: AWS never answers {sorted(unknown)}"
        for name, one in value.items():  # type: ignore[attr-defined]
            check(shape.members[name], one, f"{path}.{name}")  # type: ignore[attr-defined]
    elif shape.type_name == "list":
        for one in value:  # type: ignore[attr-defined]
            check(shape.member, one, f"{path}[]")  # type: ignore[attr-defined]
    elif shape.type_name == "map":
        for one in value.values():  # type: ignore[attr-defined]
            check(shape.value, one, f"{path}{{}}")  # type: ignore[attr-defined]
