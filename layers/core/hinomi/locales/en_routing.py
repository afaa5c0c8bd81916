"""What digests and the foot of a message say in English."""

from __future__ import annotations

ROUTING: dict[str, str] = {
    # The foot of a message
    "route": "Route: {route} → receiver: {receiver}",
    "silence.alert": "To silence this for 7 days",
    "silence.group": "To silence these, and new ones that fit the same terms, for 7 days",
    "silence.protected_alert": "To silence this for 7 days (nobody should miss alerts of this kind, hence --allow-critical)",
    "silence.protected_group": "To silence these, and new ones that fit the same terms, for 7 days (alerts that nobody should miss still come, unless you add --allow-critical)",
    "silence.choose": "To list what is open and choose what to silence",
    "silence.whose": '--owner "your name" --reason "why"',
    # Why several come in one message
    "because.grouped": "Sent as one message because these alerts belong to the same group.",
    "because.overflow": "Sent as one message because many alerts came within a short time. Nothing has been dropped.",
    "because.more": "The rest will follow in the next message.",
    # Headlines
    "digest.solved": "{count} resolved",
    "digest.both": "{news}, {solved}",
    # In short
    "digest.by_severity": "By severity",
    "digest.solved_by_severity": "Resolved, by severity",
    "digest.severity": "{severity} {count}",
    "digest.separator": ", ",
    "digest.count": "{count}",
    "digest.accounts": "{count} accounts",
    "digest.regions": "{count} Regions",
    "digest.standing": "Reported earlier and still open in the same group, besides these: {count} ({severities})",
    "digest.rehearsed": "Of these, drills and samples: {count}",
    "digest.held": "Held back by silences and the like, besides these: {count}",
    "group.resource_type": "Resource type",
    "group.severity": "Severity",
    "group.tag": "Tag {tag}",
    "group.type": "Type",
    "group.unit": "Organizational unit (OU)",
    # The lists
    "digest.new": "New, the most severe first",
    "digest.repeated": "Still open, the most severe first",
    "digest.news": "New or changed, the most severe first",
    "digest.solved_ones": "Resolved",
    "digest.kinds": "By type",
    "digest.kind": "{kind}: {count}",
    "digest.named_kind": "{kind} ({type})",
    "digest.other_kinds": "{kinds} other types: {count}",
    "digest.placed": "{what} / {place}",
    "digest.why": "What the first one listed means",
    "digest.steps": "What to do about it first",
}
