"""What the watch has for the weekly report: its counts, what went quiet, which silences end soon.

What went quiet falls once the report is out: a crash in between tells of it twice. What cannot be read is left out,
for the report is also the sign that the rounds go on.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from aws_lambda_powertools import Logger

from hinomi.baseline.watch import EndingSilence, QuietAlert, Watch
from hinomi.brief import headline
from hinomi.config import LOCALES
from hinomi.edge import census, settings
from hinomi.edge.quiet_alerts import QuietAlerts
from hinomi.edge.silence_table import SilenceTable
from hinomi.errors import HinomiError
from hinomi.routing.matchers import MatchError, compile_match
from hinomi.routing.quiet import to_tell
from hinomi.routing.silences import by_end, standing
from hinomi.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mypy_boto3_dynamodb import DynamoDBClient

    from hinomi.config import Config
    from hinomi.edge.census import Census
    from hinomi.edge.quiet_alerts import Row
    from hinomi.routing.quiet import Quiet
    from hinomi.routing.silences import Silence

logger = Logger()

MOST_TOLD = 10
"""So many alerts and so many silences are named; the rest is counted."""

_DAY_MS = 86_400_000
_ENDS_SOON_MS = 14 * _DAY_MS
_WEEK_MS = 7 * _DAY_MS
_FoundT = TypeVar("_FoundT")


class WatchNews(NamedTuple):
    """What the report says of the watch, and the rows of what went quiet."""

    census: Census | None
    watch: Watch
    rows: tuple[Row, ...]


def read(client: DynamoDBClient, config: Config, now: int) -> WatchNews:
    """Read what there is to say at `now` (ms); without a table of groups only the counts."""
    counted = _tried(lambda: census.take(client, settings.table(), now - _WEEK_MS))
    groups = settings.group_table_if_any()
    if not groups:
        return WatchNews(counted, Watch(), ())
    rows = _tried(lambda: _quiet_alerts(client).find(now)) or ()
    silences = _tried(lambda: (*standing(config), *SilenceTable(client, groups).all(now))) or ()
    return WatchNews(counted, worded([row.quiet for row in rows], silences, config, now), rows)


def let_fall(client: DynamoDBClient, rows: tuple[Row, ...]) -> None:
    """Remove what went quiet and was told; what stays is told again next week."""
    if rows:
        _tried(lambda: _quiet_alerts(client).let_fall(rows))


def worded(quiet: Iterable[Quiet], silences: Iterable[Silence], config: Config, now: int) -> Watch:
    """Word what went quiet, and pick the silences that end within 14 days; some are named, the rest is counted.

    A silence that has not begun and will be over by then is among them.
    """
    told, words = to_tell(quiet), [Words(locale, config) for locale in LOCALES]
    ending = by_end(one for one in silences if now < one.ends <= now + _ENDS_SOON_MS)
    return Watch(
        quiet=tuple(_quiet(one, words) for one in told[:MOST_TOLD]),
        more_quiet=max(len(told) - MOST_TOLD, 0),
        silences=tuple(_ending(one) for one in ending[:MOST_TOLD]),
        more_silences=max(len(ending) - MOST_TOLD, 0),
    )


def _quiet(one: Quiet, words: list[Words]) -> QuietAlert:
    alert = one.standing.alert
    return QuietAlert(
        headline={of.locale: headline(alert, of) for of in words},
        severity=alert.severity,
        account=alert.account,
        region=alert.region,
        last=_moment(one.last),
        sense=one.sense.value,
    )


def _ending(one: Silence) -> EndingSilence:
    try:
        match = compile_match(one.match).text
    except MatchError:  # of another version: it holds nothing, and has its id only
        match = ""
    return EndingSilence(id=one.id, match=match, owner=one.owner, reason=one.reason, ends=_moment(one.ends))


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _quiet_alerts(client: DynamoDBClient) -> QuietAlerts:
    return QuietAlerts(client, groups=settings.group_table_if_any(), alerts=settings.table())


def _tried(do: Callable[[], _FoundT]) -> _FoundT | None:
    try:
        return do()
    except HinomiError as error:
        logger.warning("left out of the report", extra={"error": str(error)})
        return None
