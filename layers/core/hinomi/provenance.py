"""Provenance: how a message came to its reader, and the command that stops what it tells of.

People copy the command into a shell, so nothing that an event says gets there but letters, digits and harmless marks:
whatever else a label holds becomes `?`, which fits any character and stands between quotation marks. The same holds the
command through every channel unchanged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from hinomi import i18n
from hinomi.layout import LONGEST_COMMAND
from hinomi.model import Reason
from hinomi.routing.gathering import lasts
from hinomi.routing.groups import short_id
from hinomi.routing.silences import is_protected
from hinomi.text import clean, neutralize
from hinomi.words import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.briefing import Briefing
    from hinomi.model import Bundle, Item

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*[A-Za-z0-9]")
_BARE = re.compile(r"[A-Za-z0-9:./-]*")
_RISKY = re.compile(r"[^\w:./, -]")


def sign(briefing: Briefing, bundle: Bundle) -> Briefing:
    """Say at the foot of a briefing by which route it came and how to stop it, where there is a branch.

    What is over, a report and a drill need no silence; nor does what happens once, as a sign-in: the next is another.
    """
    if bundle.branch is None:
        return briefing
    route, receiver = safe(bundle.branch.route), safe(bundle.branch.receiver)
    said = i18n.text(briefing.locale, "route", route=route, receiver=receiver)
    ongoing = [item for item in bundle.items if _may_be_silenced(item)]
    command = _command(bundle, briefing.locale) if ongoing else ""
    if not command:
        return msgspec.structs.replace(briefing, route=said)
    silence = i18n.text(briefing.locale, _words_before(bundle, ongoing))
    return msgspec.structs.replace(briefing, route=said, silence=silence, command=command)


def shared_labels(bundle: Bundle) -> dict[str, str]:
    """Give the labels of the group; where none holds for all items, source and account as far as they share them."""
    if labels := _group_labels(bundle):
        return labels
    alerts = [item.alert for item in bundle.items]
    shared = {"source": {alert.source for alert in alerts}, "account": {alert.account for alert in alerts}}
    return {label: values.pop() for label, values in shared.items() if len(values) == 1}


def _group_labels(bundle: Bundle) -> dict[str, str]:
    """Give the labels that the branch promises for all items; in an overflow many groups come together."""
    return {} if bundle.branch is None or bundle.overflow else bundle.branch.labels


def _may_be_silenced(item: Item) -> bool:
    return item.decision.reason is not Reason.RESOLVED and not item.alert.drill and lasts(item.alert)


def _words_before(bundle: Bundle, ongoing: list[Item]) -> str:
    if _is_mixed(bundle):
        return "silence.choose"
    single = len(bundle.items) == 1
    if not any(is_protected(item.alert) for item in ongoing):
        return "silence.alert" if single else "silence.group"
    return "silence.protected_alert" if single else "silence.protected_group"


def _is_mixed(bundle: Bundle) -> bool:
    return len({item.alert.type for item in bundle.items}) > 1


def _command(bundle: Bundle, locale: str) -> str:
    """Write the command, or nothing where no shell and no channel would carry it safely.

    Of a digest, one that silences what is of one type; of more, one that lists them to choose from: whoever silences
    all that has come in one message would not hear of what comes next either.
    """
    flag = ""
    if len(bundle.items) == 1:
        alert = bundle.items[0].alert
        terms = [f"alert={short_id(alert.fingerprint)}"]
        flag = " --allow-critical" if is_protected(alert) else ""
    else:
        labels = shared_labels(bundle)
        if not _group_labels(bundle) and len(labels) == 1:  # would hold back much more than this message tells
            return ""
        kind = {} if _is_mixed(bundle) else {"type": bundle.items[0].alert.type}
        terms = [_term(label, value) for label, value in {**labels, **kind}.items()]
    if not terms or not all(terms):
        return ""
    whose = i18n.text(locale, "silence.whose")
    said = " ".join(terms)
    command = f"hinomi alerts {said}" if _is_mixed(bundle) else f"hinomi silence add {said} --for 7d{flag} {whose}"
    return command if len(command) <= LONGEST_COMMAND and neutralize(command) == command else ""


def _term(label: str, value: str) -> str:
    """Write a matcher that fits the label's value and says nothing to a shell; nothing for a label that might."""
    if not _LABEL.fullmatch(label):
        return ""
    pattern = _RISKY.sub("?", value)
    if neutralize(safe(pattern)) != pattern:
        pattern = "".join(_plain(value))
    return f"{label}={value}" if _BARE.fullmatch(value) and pattern == value else f'"{label}={pattern}"'


def _plain(value: str) -> Iterator[str]:
    return (one if one.isalnum() and clean(one) == one else "?" for one in value)
