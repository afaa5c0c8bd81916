"""Groups in memory, for the command line and the tests; they keep the same contract as DynamoDB's."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from hinomi.routing.groups import NEWS_AT_ONCE, STANDING_AT_ONCE, Bucket, Contents, Lease, News, Standing, Times, cut

if TYPE_CHECKING:
    from collections.abc import Iterable


class MemoryGroups:
    """Keep groups in dicts, for as long as the process lives. Threads may share it."""

    def __init__(self) -> None:
        self._times: dict[str, Times] = {}
        self._news: defaultdict[str, dict[str, News]] = defaultdict(dict)
        self._standing: defaultdict[str, dict[str, Standing]] = defaultdict(dict)
        self._logged: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
        self._buckets: dict[str, Bucket] = {}
        self._lock = Lock()

    def join(self, group: str, news: Iterable[News]) -> None:
        """Let news wait in a group."""
        with self._lock:
            self._news[group].update((one.id, one) for one in news)

    def lease(self, group: str, lease: Lease, now: int) -> tuple[bool, Times]:
        """Take the group's lease, if it is free and the group not quiet."""
        with self._lock:
            before = self._times.get(group, Times())
            held = before.lease is not None and before.lease.until > now and before.lease.id != lease.id
            if held or before.quiet_until > now:
                return False, before
            self._times[group] = msgspec.structs.replace(before, lease=lease)
            return True, before

    def order(self, group: str, now: int, at: int) -> bool:
        """Record that a tick is ordered, unless one is that serves as well."""
        with self._lock:
            before = self._times.get(group, Times())
            if now < before.next <= at:
                return False
            self._times[group] = msgspec.structs.replace(before, next=at)
            return True

    def read(self, group: str, *, after: str = "") -> Contents:
        """Read what a group holds."""
        with self._lock:
            news = tuple(self._news[group][id_] for id_ in sorted(self._news[group]) if id_ > after)
            return Contents(
                news=cut(news, NEWS_AT_ONCE),
                standing=tuple(self._standing[group].values())[:STANDING_AT_ONCE],
                logged=dict(self._logged[group]),
                more=len(news) > NEWS_AT_ONCE,
            )

    def log(self, group: str, outlet: str, ids: frozenset[str]) -> None:
        """Record all that an outlet has had of the news that is there."""
        with self._lock:
            if ids:
                self._logged[group][outlet] = ids
            else:
                self._logged[group].pop(outlet, None)

    def settle(self, group: str, *, told: Iterable[str]) -> None:
        """Remove the news with these ids."""
        with self._lock:
            for id_ in told:
                self._news[group].pop(id_, None)

    def stand(self, standing: Iterable[Standing]) -> None:
        """Keep open alerts as told, each in its branch's group."""
        with self._lock:
            for one in standing:
                self._standing[one.branch.group][one.alert.fingerprint] = one

    def fall(self, alerts: Iterable[tuple[str, str]]) -> None:
        """Remove what stands, by (group, fingerprint)."""
        with self._lock:
            for group, fingerprint in alerts:
                self._standing[group].pop(fingerprint, None)

    def release(self, group: str, lease: Lease, *, quiet_until: int, next: int) -> bool:  # noqa: A002 - the protocol's
        """Give the lease back with the group's new times."""
        with self._lock:
            held = self._times.get(group, Times()).lease
            if held is None or held.id != lease.id:
                return False
            self._times[group] = Times(quiet_until=quiet_until, next=next)
            return True

    def bucket(self, key: str) -> Bucket:
        """Return the bucket of a rate key; a full one, if there was none."""
        with self._lock:
            return self._buckets.get(key, Bucket())

    def swap(self, key: str, before: Bucket, after: Bucket) -> bool:
        """Replace the bucket, if it is still as it was."""
        with self._lock:
            if self._buckets.get(key, Bucket()) != before:
                return False
            self._buckets[key] = after
            return True
