"""What a person asked Security Hub to send: custom actions and insight results, in English."""

from __future__ import annotations

from hinomi.guide.entry import Entry

_WHY = (
    "Somebody chose a custom action in the Security Hub console to send you this. "
    "It is no automatic alert, so you are told whatever its severity, and even if you knew of it already."
)

ENTRIES: dict[str, Entry] = {
    "securityhub_requests/finding": Entry(
        headline="You are asked to look at the finding “{finding}”",
        why=_WHY,
        steps=(
            "See from the name and the description of the custom action what you are asked to do.",
            "Open the finding by the link, and look at the resource and at the status as it is now.",
            "When you have dealt with it, update its workflow status in Security Hub.",
        ),
    ),
    "securityhub_requests/insight": Entry(
        headline="You are asked to look at the insight “{insight}”",
        why=f"{_WHY} An insight counts the findings that meet its conditions, by one of their attributes.",
        steps=(
            "See from the name and the description of the custom action what you are asked to do.",
            "Open the insight by the link, and begin with what has the most findings.",
        ),
    ),
    "securityhub_requests": Entry(
        headline="You are asked to look at something in Security Hub",
        why=_WHY,
        steps=(
            "See from the name and the description of the custom action what you are asked to do.",
            "Open Security Hub by the link, and look at what was sent.",
        ),
    ),
}
