"""CloudTrail's records of calls, as samples and as a test wants them, and JSON of any kind to put into them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support.samples import load_event

ROLE = {"type": "AssumedRole", "accountId": "111122223333"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def recorded(folder: str, name: str, **detail: Any) -> dict[str, Any]:
    """Read a sample and change its record."""
    content = load_event(folder, name)
    content["detail"] |= detail
    return content


def call(sample: dict[str, Any], service: str, name: str, request: object = None, **detail: Any) -> dict[str, Any]:
    """Make of a sample the record of another call."""
    about = {"eventSource": f"{service}.amazonaws.com", "eventName": name, "requestParameters": request or {}}
    return {**sample, "detail": {**sample["detail"], **about, **detail}}
