"""Analyzers of IAM Access Analyzer: which there are, which stand in the way, and which the round made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.baseline.control import Note
from hinomi.services.ownership import ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.baseline.aws import Answer
    from hinomi.baseline.scene import Scene

READS = ("access-analyzer:ListAnalyzers",)
WRITES = ("access-analyzer:CreateAnalyzer", "access-analyzer:TagResource", "iam:CreateServiceLinkedRole")
UNDOES = ("access-analyzer:DeleteAnalyzer",)
TRACES = ("DeleteAnalyzer",)
WORKING = frozenset({"ACTIVE", "CREATING"})
"""One that is being created counts: should that fail, AWS says so and the next round tells."""


def of_types(scene: Scene, types: Iterable[str]) -> list[Answer]:
    """List the analyzers of some types in this Region."""
    wanted = frozenset(types)
    return [one for one in scene.every("accessanalyzer", "list_analyzers", "analyzers") if one["type"] in wanted]


def works(analyzers: Iterable[Answer]) -> bool:
    """Tell whether one of them analyzes, or is about to."""
    return any(one["status"] in WORKING for one in analyzers)


def broken(analyzers: Iterable[Answer], kind: str) -> Iterator[Note]:
    """Name the analyzers of one type that do not work: AWS allows only one of a type, so that none can be made beside.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html
    """
    names = [f"{one['name']} ({one['status']})" for one in analyzers if one["type"] == kind]
    if names:
        yield Note("broken", {"analyzers": ", ".join(names)})


def remove_ours(scene: Scene, name: str) -> None:
    """Delete the analyzer of that name if the round made it, and nobody else's."""
    for one in scene.every("accessanalyzer", "list_analyzers", "analyzers"):
        if one["name"] == name and ours(one.get("tags")):
            scene.call("accessanalyzer", "delete_analyzer", analyzerName=name)
