"""Events of an unknown kind, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

ENTRIES: dict[str, Entry] = {
    "unrecognized/event": Entry(
        headline="Unrecognized event “{detail_type}”",
        why="Hinomi does not know this kind of event yet. It is passed on as it is, so that nothing is missed.",
        steps=(
            "Read the original text and judge whether anything must be done.",
            "Do not open links in it; look things up in the AWS console instead.",
        ),
    ),
    "unrecognized": Entry(
        headline="Event of an unknown kind",
        why="Hinomi does not know this kind of event yet. It is passed on as it is, so that nothing is missed.",
        steps=(
            "Read the original text and judge whether anything must be done.",
            "Do not open links in it; look things up in the AWS console instead.",
        ),
    ),
}
