"""Claims: several programs index one gallery at once, and each picture is done by one of them.

A claim is a row with the picture's key, which only one program can insert. It lasts for a while
only, by the server's clock, so that what a program has claimed and not done when it died becomes
another's. A claim that outlives its picture's indexing does no harm; the server deletes it later.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pymongo
from pymongo import UpdateOne
from pymongo.errors import BulkWriteError, PyMongoError

from clothesfinder.atlas_errors import DUPLICATE_KEY, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pymongo.collection import Collection

    from clothesfinder.atlas_rows import Row
    from clothesfinder.holder import Holder

log = logging.getLogger(__name__)

LEASE_SECONDS = 300.0
"""Far longer than a batch takes; a computer that dies holds its last batches up for so long."""
SWEEP_SECONDS = 3600
CLOCK_SECONDS = 60.0
"""For how long the server's time is reckoned from what it was when it was asked for."""
GIVE_BACK_SECONDS = 3.0


class Claims:
    """The claims of one holder. Raises Problem where the server fails it."""

    def __init__(
        self, claims: Collection[Row], holder: Holder, lease_seconds: float = LEASE_SECONDS
    ) -> None:
        self._claims = claims
        self._holder = holder
        self._lease = timedelta(seconds=lease_seconds)
        self._held: dict[str, float] = {}
        """When each claim was made or made longer, by this computer's steady clock."""
        self._server_time: tuple[datetime, float] | None = None

    def prepare(self) -> None:
        """Have the server delete claims that nobody needs any more."""
        attempt(
            lambda: self._claims.create_index("taken", expireAfterSeconds=SWEEP_SECONDS),
            writing=True,
        )

    def take(self, keys: Sequence[str]) -> set[str]:
        """Claim these, or claim them for longer; gives those that are this holder's now.

        Claims made before that get old are made longer, too: asked for nothing, it does only that.
        """
        old = time.monotonic() - self._lease.total_seconds() / 3
        wanted = list({*keys, *(key for key, made in self._held.items() if made < old)})
        if not wanted:
            return set()
        self._holder.begin()
        self._end_those_of_the_dead()
        begun = attempt(self._now) - self._lease
        made = time.monotonic()
        taken = attempt(lambda: self._insert(wanted, begun), writing=True)
        for key in wanted:
            self._held.pop(key, None)
        self._held |= dict.fromkeys(taken, made)
        return taken.intersection(keys)

    def give_back(self, keys: Sequence[str]) -> None:
        """End this holder's claims on these, as far as it has any."""
        if held := [key for key in keys if self._held.pop(key, None) is not None]:
            self._delete({"_id": {"$in": held}, "holder": self._holder.name})

    def end(self) -> None:
        """End all of this holder's claims."""
        ended = not self._held or self._delete({"holder": self._holder.name})
        self._held.clear()
        self._holder.end(holds_nothing=ended)

    def _delete(self, wanted: Row) -> bool:
        """Try once, and not for long, for a claim that stays ends by itself; say if it went."""
        try:
            with pymongo.timeout(GIVE_BACK_SECONDS):
                self._claims.delete_many(wanted)
        except PyMongoError as error:
            log.info("claims are left to end by themselves: %s", type(error).__name__)
            return False
        return True

    def _end_those_of_the_dead(self) -> None:
        if dead := self._holder.dead():
            wanted = {"holder": {"$in": dead}}
            attempt(lambda: self._claims.delete_many(wanted), writing=True)
            self._holder.bury(dead)

    def _now(self) -> datetime:
        """The server's time, as those of the computers may differ; never later than it is.

        Too early after this computer has slept, which only leaves others their claims for longer.
        """
        now = time.monotonic()
        if self._server_time is None or now - self._server_time[1] > CLOCK_SECONDS:
            told: datetime = self._claims.database.command("hello")["localTime"]
            self._server_time = told, time.monotonic()
        told, at = self._server_time
        return told + timedelta(seconds=time.monotonic() - at)

    def _insert(self, keys: Sequence[str], begun: datetime) -> set[str]:
        # Where another's claim has not ended, none matches, and inserting it anew is refused.
        free: list[Row] = [{"holder": self._holder.name}, {"taken": {"$lt": begun}}]
        mine: dict[str, Any] = {
            "$set": {"holder": self._holder.name},
            "$currentDate": {"taken": True},
        }
        claims = [UpdateOne({"_id": key, "$or": free}, mine, upsert=True) for key in keys]
        try:
            self._claims.bulk_write(claims, ordered=False)
        except BulkWriteError as error:
            failed = error.details["writeErrors"]
            if not failed or any(one["code"] != DUPLICATE_KEY for one in failed):
                raise
            return set(keys) - {keys[one["index"]] for one in failed}
        return set(keys)
