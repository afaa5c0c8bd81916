"""The English catalogue, in the words of the AWS Management Console."""

from __future__ import annotations

from hinomi.locales import en_checks, en_counts, en_fields, en_links, en_resources, en_round, en_routing, en_terms

_PHRASES: dict[str, str] = {
    # The frame of a message
    "headline.about": "{what}: {resource}",
    "account.format": "{name} ({id})",
    "region.format": "{name} {code}",
    "sentence.space": " ",
    "times.format": "{count}",
    "more.resources": " and {count} more",
    "moment.format": "{weekday}, {month} {day}, {year}, {clock} {zone}",
    "origin.place": "{city}, {country}",
    "origin.format": "{ip} ({about})",
    "sample.mark": "[SAMPLE]",
    "drill": "This is a drill. Nothing has really happened.",
    "drill.mark": "[DRILL]",
    # Headings
    "label.why": "What this means",
    "label.steps": "What to do first",
    "label.reference": "Reference ID",
    "label.quote": "Original text",
    "label.truncated": "(cut short)",
    "label.more_lines": "and {count} more lines",
    # Severities
    "severity.INFO": "Informational",
    "severity.LOW": "Low",
    "severity.MEDIUM": "Medium",
    "severity.HIGH": "High",
    "severity.CRITICAL": "Critical",
    # The state, put before the headline
    "status.first_seen": "",
    "status.escalated": "Escalated",
    "status.changed": "Updated",
    "status.reopened": "Reopened",
    "status.resolved": "Resolved",
    "status.repeat_due": "Still open",
    # Why you got this message
    "because.first_seen": "Sent because this is new.",
    "because.escalated": "Sent again because the severity has risen from {was}.",
    "because.changed": "Sent again because its state has changed.",
    "because.reopened": "Sent again because this was resolved and has come back.",
    "because.requested": "Sent because somebody asked for it.",
    "because.resolved": "Sent because something reported earlier has been resolved, suppressed or archived.",
    "because.repeat_due": "Sent again because this has not been resolved yet.",
    # How soon to act
    "urgency.securityhub.CRITICAL": "It may lead to serious harm: act now.",
    "urgency.securityhub.HIGH": "Deal with it as soon as you can, ahead of other work.",
    "urgency.securityhub.MEDIUM": "It is not urgent; look at it within a few days and plan what to do.",
    "urgency.securityhub.LOW": "It is not urgent; look at it by your next regular review.",
    "urgency.securityhub.INFO": "This is for your information; no urgent action is needed.",
    "urgency.guardduty.CRITICAL": "An attack is probably under way: act now.",
    "urgency.guardduty.HIGH": "Harm may already have been done or may spread: act at once.",
    "urgency.guardduty.MEDIUM": "If you cannot explain it, look into it today.",
    "urgency.guardduty.LOW": "It is not urgent; check it within a few days.",
    "urgency.guardduty.INFO": "This is for your information; no urgent action is needed.",
    # Where the full name in CLDR is long
    "country.HK": "Hong Kong",
    "country.MM": "Myanmar",
    "country.MO": "Macao",
}

_ACTORS: dict[str, str] = {
    "AWSAccount": "AWS account",
    "AWSService": "AWS service",
    "AssumedRole": "Role",
    "Directory": "Directory user",
    "FederatedUser": "Federated user",
    "IAMUser": "IAM user",
    "IdentityCenterUser": "IAM Identity Center user",
    "Role": "Role",
    "Root": "Root user",
    "SAMLUser": "SAML federated user",
    "Unknown": "Unknown user",
    "WebIdentityUser": "Web identity federated user",
}

# Of these a reader is told how soon to act as of Security Hub's
_AS_SECURITY_HUB = ("inspector", "trusted_advisor")
_URGENCY: dict[str, str] = {
    key.replace("securityhub", source): word
    for key, word in _PHRASES.items()
    if key.startswith("urgency.securityhub.")
    for source in _AS_SECURITY_HUB
}

TEXTS: dict[str, str] = (
    _PHRASES
    | _URGENCY
    | en_round.ROUND
    | en_routing.ROUTING
    | en_counts.COUNTS
    | {f"field.{label}": word for label, word in en_fields.FIELDS.items()}
    | {f"term.{key}": word for key, word in en_terms.TERMS.items()}
    | {f"term.{key}": word for key, word in en_checks.CHECKS.items()}
    | {f"link.{page}": word for page, word in en_links.LINKS.items()}
    | {f"actor.{kind}": word for kind, word in _ACTORS.items()}
    | {f"resource.{name}": word for name, word in en_resources.RESOURCES.items()}
)
