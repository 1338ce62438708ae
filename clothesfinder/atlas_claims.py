"""Claims: several programs index one gallery at once, and each picture is done by one of them.

A claim is a row with the picture's key, which only one program can insert. It lasts for a while
only, by the server's clock, so that what a program has claimed and not done when it died becomes
another's. A claim that outlives its picture's indexing does no harm; the server deletes it later.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from clothesfinder.atlas_errors import DUPLICATE_KEY, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pymongo.collection import Collection

    from clothesfinder.atlas_rows import Row

LEASE_SECONDS = 300.0
"""Far longer than a batch takes; a program that dies holds its last batches up for so long."""
SWEEP_SECONDS = 3600


class Claims:
    """The claims of one program. Raises Problem where the server fails it."""

    def __init__(self, claims: Collection[Row], lease_seconds: float = LEASE_SECONDS) -> None:
        self._claims = claims
        self._lease = timedelta(seconds=lease_seconds)
        self._holder = secrets.token_hex(8)

    def prepare(self) -> None:
        """Have the server delete claims that nobody needs any more."""
        attempt(
            lambda: self._claims.create_index("taken", expireAfterSeconds=SWEEP_SECONDS),
            writing=True,
        )

    def take(self, keys: Sequence[str]) -> set[str]:
        """Claim these, or claim them for longer; gives those that are this program's now."""
        if not keys:
            return set()
        begun = {"$lt": attempt(self._now) - self._lease}
        ended = {"_id": {"$in": list(keys)}, "taken": begun}
        attempt(lambda: self._claims.delete_many(ended), writing=True)
        return attempt(lambda: self._insert(keys), writing=True)

    def give_back(self, keys: Sequence[str]) -> None:
        """End this program's claims on these."""
        own = {"_id": {"$in": list(keys)}, "holder": self._holder}
        attempt(lambda: self._claims.delete_many(own), writing=True)

    def _now(self) -> datetime:
        """Ask for the server's time, as those of the programs may differ."""
        now: datetime = self._claims.database.command("hello")["localTime"]
        return now

    def _insert(self, keys: Sequence[str]) -> set[str]:
        # Where another holds it, none matches, and inserting it anew is refused.
        now: dict[str, Any] = {"$currentDate": {"taken": True}}
        claims = [UpdateOne({"_id": key, "holder": self._holder}, now, upsert=True) for key in keys]
        try:
            self._claims.bulk_write(claims, ordered=False)
        except BulkWriteError as error:
            failed = error.details["writeErrors"]
            if any(one["code"] != DUPLICATE_KEY for one in failed):
                raise
            return set(keys) - {keys[one["index"]] for one in failed}
        return set(keys)
