"""Groups in one DynamoDB table: `group_items` says how their rows look.

All rows of a group are under one partition key, which takes 1,000 KB of writes a second: batches are written one after
another, since threads would not make them faster.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hinomi.edge import group_items
from hinomi.edge.group_items import META, NEWS, OPEN, SENT, Item, place
from hinomi.edge.item_batches import ItemBatches
from hinomi.edge.partition import read_partition
from hinomi.edge.times_table import TimesTable
from hinomi.routing.groups import NEWS_AT_ONCE, STANDING_AT_ONCE, Contents, News, Standing, cut, short_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mypy_boto3_dynamodb import DynamoDBClient

_AFTER = {NEWS: OPEN, OPEN: SENT}


class GroupTable(TimesTable):
    """Keep groups in a DynamoDB table. `clock` gives seconds since 1970; `sleep` waits some seconds."""

    def __init__(
        self,
        client: DynamoDBClient,
        table: str,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(client, table, clock)
        self._batches = ItemBatches(client, table, sleep)

    def join(self, group: str, news: Iterable[News]) -> None:
        """Let news wait in a group."""
        self._batches.put(group_items.write_news(group, one) for one in news)

    def read(self, group: str, *, after: str = "") -> Contents:
        """Read what a group holds, in one query and its pages unless there is more than may be read."""
        rows: dict[str, list[Item]] = {NEWS: [], OPEN: [], SENT: []}
        start = f"{NEWS}#{after}"
        while start:
            start = self._read_on(group, start, rows)
        return Contents(
            news=cut([group_items.decode_news(row) for row in rows[NEWS]], NEWS_AT_ONCE),
            standing=tuple(map(group_items.decode_standing, rows[OPEN])),
            logged=dict(map(group_items.decode_log, rows[SENT])),
            more=len(rows[NEWS]) > NEWS_AT_ONCE,
        )

    def log(self, group: str, outlet: str, ids: frozenset[str]) -> None:
        """Record all that an outlet has had of the news that is there."""
        if ids:
            self._batches.put([group_items.write_log(group, outlet, ids, self._now())])
        else:
            self._batches.delete([place(group, SENT, outlet)])

    def settle(self, group: str, *, told: Iterable[str]) -> None:
        """Remove the news with these ids."""
        self._batches.delete(place(group, NEWS, id_) for id_ in told)

    def stand(self, standing: Iterable[Standing]) -> None:
        """Keep open alerts as told, each in its branch's group."""
        self._batches.put(map(group_items.write_standing, standing))

    def fall(self, alerts: Iterable[tuple[str, str]]) -> None:
        """Remove what stands, by (group, fingerprint)."""
        self._batches.delete(place(group, OPEN, short_id(fingerprint)) for group, fingerprint in alerts)

    def _read_on(self, group: str, start: str, rows: dict[str, list[Item]]) -> str:
        """Read rows after a sort key; return from where to read on, empty at the end of the group.

        What is more of one kind than may be read is passed over.
        """
        most = {NEWS: NEWS_AT_ONCE + 1, OPEN: STANDING_AT_ONCE}
        for item in read_partition(self._client, self._table, place(group, META)["pk"]["S"], after=start):
            kind = item["sk"]["S"].partition("#")[0]
            rows.setdefault(kind, []).append(item)  # a kind that another version wrote is no reason to fail
            if len(rows[kind]) == most.get(kind):
                return f"{_AFTER[kind]}#"
        return ""
