"""The settings that a function goes by: those of its layer, or the last that were right if those are wrong.

`sam build` checks hinomi.yaml, so wrong settings come only by a layer that was put together otherwise. They must not
keep anybody from being told: the last right ones are kept in the table, and the operator is told of the wrong ones.

Items: `pk` = `CONFIG`, `sk` = `LAST` (`body`: JSON) or `WRONG#<hash>`, the mark that the operator was told.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

import msgspec
from aws_lambda_powertools import Logger

from hinomi.config import Config, parse, problems
from hinomi.edge import settings
from hinomi.edge.clients import call, client
from hinomi.errors import ConfigError
from hinomi.routing.inhibition import rules
from hinomi.routing.matchers import MatchError
from hinomi.routing.routes import Router
from hinomi.routing.silences import standing

logger = Logger()

_LAST = {"pk": {"S": "CONFIG"}, "sk": {"S": "LAST"}}


@cache
def config() -> Config:
    """Return the settings to go by; the defaults, when none were ever right. Raises `RetryError`."""
    try:
        return sound(settings.config_bytes())
    except ConfigError as error:
        logger.error("hinomi.yaml is wrong, the last right settings hold", extra={"problems": error.problems})  # noqa: TRY400 - the problems say it
        return _last()


@cache
def remember() -> None:
    """Keep the settings if they are right, else tell the operator, once. Raises `RetryError`, `ParkError`."""
    body = settings.config_bytes()
    try:
        sound(body)
    except ConfigError as error:
        _tell_operator(body, error)
    else:
        item = {**_LAST, "body": {"B": body}}
        call("dynamodb:PutItem", client("dynamodb").put_item, TableName=settings.group_table(), Item=item)


def sound(body: bytes) -> Config:
    """Decode settings that can be gone by. Raises `ConfigError`."""
    try:
        made = parse(msgspec.json.decode(body))
        Router(made), rules(made), standing(made)
        wrong = problems(made)
    except (msgspec.DecodeError, ValueError, MatchError) as error:
        raise ConfigError((("$", str(error)),)) from error
    if wrong:
        raise ConfigError(tuple(wrong))
    return made


def _last() -> Config:
    answer = call("dynamodb:GetItem", client("dynamodb").get_item, TableName=settings.group_table(), Key=_LAST)
    try:
        return sound(bytes(answer["Item"]["body"]["B"])) if "Item" in answer else Config()
    except ConfigError:  # kept by a version that knew other settings
        return Config()


def _tell_operator(body: bytes, error: ConfigError) -> None:
    """Say what is wrong, once for each wrong file; a crash before the mark says it twice."""
    mark = {"pk": {"S": "CONFIG"}, "sk": {"S": f"WRONG#{blake2b(body, digest_size=8).hexdigest()}"}}
    table, table_name = client("dynamodb"), settings.group_table()
    if "Item" in call("dynamodb:GetItem", table.get_item, TableName=table_name, Key=mark):
        return
    lines = [f"{path}: {problem}" for path, problem in error.problems]
    call(
        "sns:Publish",
        client("sns").publish,
        TopicArn=settings.operator_topic(),
        Subject="Hinomi: hinomi.yaml",
        Message="\n".join((*_WRONG, "", *lines)),
    )
    call("dynamodb:PutItem", table.put_item, TableName=table_name, Item=mark)


_WRONG = (
    "デプロイされた hinomi.yaml に誤りがあります。最後に正しかった設定（なければ既定値）で動作を続けています。",
    "`hinomi config check` で確認し、修正してから `sam build` と `sam deploy` を実行してください。",
    "The deployed hinomi.yaml is wrong. Hinomi goes on with the last settings that were right, or else the defaults.",
    "Check it with `hinomi config check`, correct it, then run `sam build` and `sam deploy`.",
)
