"""Gather what a group has to tell: merge the news of each alert with what people know, set apart what is held back.

Pure: contents and clock in, pieces out. What came and went before anybody was told is nothing to tell.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from hinomi.model import Alert, Branch, Decision, Lifecycle, Reason
from hinomi.routing.groups import short_id
from hinomi.routing.silences import Hold
from hinomi.state import worse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hinomi.model import Outlet
    from hinomi.routing.groups import Contents, News, Standing

LOOK_AGAIN_MS = 15 * 60 * 1000
"""What is held back is looked at again so soon: a silence may be ended by hand. SQS delays no message longer.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html
"""

_ABSORBED_MS = 7 * 24 * 3600 * 1000
"""What has been inhibited for so long is told by what inhibits it, and not as news when that goes out."""

_BEGINNINGS = (Reason.FIRST_SEEN, Reason.REOPENED)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """All that there is to tell of one alert, out of the news with these `ids`; the last is of `at` (ms).

    `passing` where it came and went before all were told: only who has heard a part of it is told how it ended. `hold`
    says what holds it back, if anything does.
    """

    alert: Alert
    decision: Decision
    branch: Branch
    ids: tuple[str, ...]
    at: int
    passing: bool = False
    hold: Hold | None = None

    def concerns(self, outlet: Outlet, logged: frozenset[str]) -> bool:
        """Tell whether this is news to an outlet that has had the news in `logged`."""
        if self.ids[-1] in logged or (self.passing and logged.isdisjoint(self.ids)):
            return False
        if self.decision.reason is not Reason.RESOLVED:
            return self.alert.told_at_any_severity or self.alert.severity >= outlet.floor
        return outlet.send_resolved and as_known(self.alert, self.decision).severity >= outlet.floor


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    """What a group has to tell now, what is held back, and the ids of news that has become nothing to tell.

    `left` are the fingerprints of alerts that stand here no longer.
    """

    tell: tuple[Piece, ...] = ()
    held: tuple[Piece, ...] = ()
    over: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()


def lasts(alert: Alert) -> bool:
    """Tell whether what the alert says goes on until it is resolved: a sign-in or a report is over when it is told."""
    return alert.report is None and not alert.moment


def as_known(alert: Alert, decision: Decision) -> Alert:
    """Return what ends as severe as people know it, so that its end is treated as its beginning was.

    To Security Hub, where no issue is found is informational, whatever it was before.
    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html
    """
    if decision.reason is not Reason.RESOLVED or decision.was is None:
        return alert
    return msgspec.structs.replace(alert, severity=decision.was)


def gather(
    contents: Contents,
    hold: Callable[[Alert, Branch], Hold | None],
    *,
    now: int,
    repeat: int = 0,
    unsure: bool = False,
) -> Gathering:
    """Sort out what a group holds at `now`; `repeat` (ms) is when to tell again of what stands, 0 for never.

    `unsure` where the flush before this one broke off: some may have heard more than was logged.
    """
    standing = {known.alert.fingerprint: known for known in contents.standing}
    heard = frozenset().union(*contents.logged.values())
    tell: list[Piece] = []
    held: list[Piece] = []
    over: set[str] = set()
    for rows in _by_alert(contents.news):
        piece = _merge(rows, standing.get(rows[-1].alert.fingerprint), unsure=unsure)
        if piece is None or (piece.passing and heard.isdisjoint(piece.ids)):
            over.update(news.id for news in rows)
        elif holder := hold(as_known(piece.alert, piece.decision), piece.branch):
            if _is_absorbed(holder, piece, now):
                over.update(piece.ids)
            else:
                held.append(msgspec.structs.replace(piece, hold=holder))
        else:
            tell.append(piece)
    left = frozenset(news.alert.fingerprint for news in contents.news if news.left)
    if repeat:
        passed = {piece.alert.fingerprint for piece in (*held, *tell)} | left
        tell += _repeat(contents.standing, passed, hold, now - repeat)
    return Gathering(tell=tuple(tell), held=tuple(held), over=frozenset(over), left=left)


def _is_absorbed(hold: Hold, piece: Piece, now: int) -> bool:
    """Tell whether what inhibits an alert has long told of it too."""
    return hold.reason is Reason.INHIBITED and now - piece.at >= _ABSORBED_MS


def look_again(gathering: Gathering, standing: Iterable[Standing], *, now: int, repeat: int = 0) -> int:
    """Say when the group has to be looked at again (ms), 0 for never.

    `standing` is what stands once the gathering has been told.
    """
    ends = [piece.hold.until for piece in gathering.held if piece.hold and piece.hold.until > now]
    held = [min([now + LOOK_AGAIN_MS, *ends])] if gathering.held else []
    due = [known.told + repeat for known in standing if lasts(known.alert)] if repeat else []
    repeats = [at if at > now else now + LOOK_AGAIN_MS for at in due]
    return min([*held, *repeats], default=0)


def _by_alert(news: Iterable[News]) -> Iterator[list[News]]:
    rows = defaultdict(list)
    for one in news:
        rows[one.alert.fingerprint].append(one)
    for of_one in rows.values():
        yield sorted(of_one, key=lambda one: (one.at, one.told, one.id))


def _merge(rows: list[News], known: Standing | None, *, unsure: bool) -> Piece | None:
    """Make one piece of an alert's news in order, or none where there is nothing that people do not know."""
    ids = tuple(one.id for one in rows)
    rows = rows[max((number for number, one in enumerate(rows, 1) if one.told), default=0) :]
    if not rows:
        return None
    last, passing = rows[-1], False
    decision: Decision | None = last.decision
    if last.alert.lifecycle is Lifecycle.CLOSED:
        # What escalated may be known from another group: only what began here can have come and gone unheard.
        passing = known is None and rows[0].decision.reason in _BEGINNINGS
    elif known is None:
        decision = _first_of(rows)
    else:
        decision = _still_news(last, known.alert)
        if decision is None and any(one.alert.lifecycle is Lifecycle.CLOSED for one in rows):
            decision, passing = last.decision, True
    if decision is None:
        return None
    passing = passing and not unsure
    return Piece(alert=last.alert, decision=decision, branch=last.branch, ids=ids, at=last.at, passing=passing)


def _still_news(last: News, known: Alert) -> Decision | None:
    """Decide anew against what people know by now."""
    if last.alert.severity > known.severity:
        return Decision(notify=True, reason=Reason.ESCALATED, was=known.severity)
    if worse(last.alert.compliance, known.compliance) != known.compliance:
        return Decision(notify=True, reason=Reason.CHANGED)
    return None


def _first_of(rows: list[News]) -> Decision:
    """Return the decision that says most: what nobody has heard of is new, however it has changed since."""
    begun = (one.decision for reason in _BEGINNINGS for one in rows if one.decision.reason is reason)
    return next(begun, rows[-1].decision)


def _repeat(
    standing: Iterable[Standing], passed: set[str], hold: Callable[[Alert, Branch], Hold | None], since: int
) -> Iterator[Piece]:
    """Tell again of all that stands and is not held back, once any of it was told at `since` or before."""
    lasting = [known for known in standing if lasts(known.alert) and known.alert.fingerprint not in passed]
    free = [known for known in lasting if not hold(known.alert, known.branch)]
    if all(known.told > since for known in free):
        return
    decision = Decision(notify=True, reason=Reason.REPEAT_DUE)
    for known in free:
        news_id = short_id(f"{known.alert.fingerprint}|{known.told}")
        yield Piece(alert=known.alert, decision=decision, branch=known.branch, ids=(news_id,), at=known.told)
