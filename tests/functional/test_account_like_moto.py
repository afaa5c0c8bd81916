"""The account in memory and moto, asked the same in turn: the same fields in their answers, the same error codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.account.moto_account import MotoAccount
from support.account.services import fake_account
from support.on_moto import asked_of_guards, asked_of_records
from support.on_moto.case import perform
from support.on_moto.unlike import LEFT_OUT, UNLIKE

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS, MOTO = fake_account(), MotoAccount()
SCRIPTS = {**asked_of_guards.SCRIPTS, **asked_of_records.SCRIPTS}


def differences(ours: Any, theirs: Any, path: str) -> Iterator[str]:
    """Name where two answers differ in their fields, the length of their lists, or an error code."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.get("Error") != theirs.get("Error"):
            yield f"{path}.Error"
            return
        left_out = LEFT_OUT.get(path.split(".", maxsplit=1)[0], ())
        yield from (f"{path}.{name}" for name in ours.keys() - theirs.keys())
        yield from (f"{path}.{name}" for name in theirs.keys() - ours.keys() if name not in left_out)
        for name in ours.keys() & theirs.keys():
            yield from differences(ours[name], theirs[name], f"{path}.{name}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) == len(theirs):
            for one, other in zip(ours, theirs, strict=True):
                yield from differences(one, other, f"{path}[]")
        else:
            yield path
    elif type(ours) is not type(theirs):
        yield path


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_account_in_memory_answers_as_moto_does_but_for_what_is_named(script: str) -> None:
    OURS.reset()
    unlike: set[str] = set()
    for request in SCRIPTS[script]:
        (ours,), (theirs,) = perform(OURS, (request,)), perform(MOTO, (request,))
        unlike.update(differences(ours, theirs, request[1]))
    MOTO.reset()
    assert unlike == UNLIKE.get(script, {}).keys()
