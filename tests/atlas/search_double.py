"""A double of MongoDB Atlas Vector Search, served over a real socket.

SecantusDB speaks MongoDB's protocol, but has no search. This server answers the search commands and
`$vectorSearch` in front of it; all else, the data too, stays SecantusDB's. SecantusDB is GPL-2.0:
a tool of these tests, never a part of the product.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bson import Int64
from secantus import server as secantus  # type: ignore[import-untyped]

from .search_index import (
    STATUS,
    Document,
    Index,
    RefusedError,
    check_numbers,
    checked_definition,
)

if TYPE_CHECKING:
    from pathlib import Path

WRITES = {"insert", "update", "delete", "findAndModify", "drop", "bulkWrite", "dropDatabase"}
MANAGE = {"createSearchIndexes", "updateSearchIndex", "dropSearchIndex"}
CARRIED = "__vectorSearch"
"""A passing field that carries rank and score down the pipeline."""
secantus_dispatch = secantus.dispatch
serving: dict[int, AtlasSearchDouble] = {}


class AtlasSearchDouble(secantus.SecantusDBServer):  # type: ignore[misc]
    """`with AtlasSearchDouble(folder) as atlas: MongoClient(atlas.uri)`.

    To turn at any time: `lag`, the seconds until a write is searchable; `build_seconds`, how long
    an index is pending and building; `max_indexes`, three on a free cluster; `has_search`;
    `writes_until_full`, how many writing calls there is still space for; and `refuse()`.
    """

    def __init__(self, folder: Path, **options: Any) -> None:
        super().__init__(storage_path=str(folder), **options)
        self.lag = 0.0
        self.build_seconds = 0.0
        self.max_indexes: int | None = None
        self.has_search = True
        self.writes_until_full: int | None = None
        self._refusals: dict[str, list[Document]] = {}
        self.indexes: dict[tuple[str, str], Index] = {}
        self._guard = threading.RLock()

    def start(self) -> None:
        super().start()
        serving[id(self.storage)] = self

    def stop(self) -> None:
        # Wakes the thread that accepts, for which the server would else wait two seconds.
        with suppress(OSError, AttributeError):
            self._socket.shutdown(socket.SHUT_RDWR)
        super().stop()
        serving.pop(id(self.storage), None)

    def refuse(self, command: str, code: int, message: str, *, times: int = 1) -> None:
        """Answer this command, or this first stage of an aggregate, with this error."""
        reply = RefusedError(code, f"Code{code}", message).reply
        self._refusals.setdefault(command, []).extend([reply] * times)

    def forgive(self) -> None:
        """Refuse nothing any more."""
        self._refusals.clear()

    def answer(self, body: Document, context: Any) -> Document:
        command, target = next(iter(body.items()))
        stage = next(iter((body.get("pipeline") or [{}])[0]), "")
        for asked in (command, stage):
            if self._refusals.get(asked):
                return self._refusals[asked].pop(0)
        if command in ("update", "delete") and self.writes_until_full is not None:
            self.writes_until_full -= 1
            if self.writes_until_full < 0:
                message = "you are over your space quota, using 513 MB of 512 MB"
                return RefusedError(8000, "AtlasError", message).reply
        namespace = f"{context.db_name}.{target}"
        try:
            if command in MANAGE:
                return self._manage(command, body, namespace, context)
            if command == "aggregate" and body["pipeline"]:
                body = self._without_search(body, namespace, context)
        except RefusedError as refused:
            return refused.reply
        reply: Document = body if "ok" in body else secantus_dispatch(body, context)
        if command in WRITES:
            self._note_write(command, namespace)
        return reply

    def _note_write(self, command: str, namespace: str) -> None:
        for index in list(self.indexes.values()):
            index.dirty_since = index.dirty_since or time.monotonic()
        if command == "drop":
            kept = {k: index for k, index in self.indexes.items() if index.namespace != namespace}
            self.indexes = kept

    def _require_search(self) -> None:
        if not self.has_search:
            message = "Using Atlas Search requires additional configuration."
            raise RefusedError(31082, "SearchNotEnabled", message)

    def _manage(self, command: str, body: Document, namespace: str, context: Any) -> Document:
        self._require_search()
        # A stranger is refused (13), and so is a collection that does not exist (26).
        known = secantus_dispatch({"listIndexes": body[command], "$db": context.db_name}, context)
        if not known["ok"]:
            return dict(known)
        if command == "createSearchIndexes" and _may_only_read(body[command], context):
            message = f"Not authorized to call createSearchIndexes on collection {namespace}"
            raise RefusedError(13, "Unauthorized", message)
        with self._guard:
            if command == "createSearchIndexes":
                made = [self._create(spec, namespace) for spec in body["indexes"]]
                named = [{"id": str(index.id), "name": index.name} for index in made]
                return {"indexesCreated": named, "ok": 1.0}
            index = self.indexes.get((namespace, body["name"]))
            if index is None:
                raise RefusedError(27, "IndexNotFound", f"No index with name {body['name']} exists")
            if command == "dropSearchIndex":
                del self.indexes[namespace, index.name]
            else:
                index.redefine(checked_definition(body))
            return {"ok": 1.0}

    def _create(self, spec: Document, namespace: str) -> Index:
        key, definition = (namespace, spec.get("name", "default")), checked_definition(spec)
        known = self.indexes.get(key)
        if known is not None and known.definition != definition:
            message = f"Index {key[1]} already exists with a different definition."
            raise RefusedError(68, "IndexAlreadyExists", message)
        if known is None and self.max_indexes is not None and len(self.indexes) >= self.max_indexes:
            message = "The maximum number of FTS indexes has been reached for this instance size."
            raise RefusedError(8000, "AtlasError", message)
        return self.indexes.setdefault(key, Index(key[1], namespace, definition))

    def _state(self, index: Index, context: Any) -> str:
        """Bring building and replication up to now; say how far it is in the server's own words."""
        age = time.monotonic() - index.born
        if index.failed:
            return "FAILED"
        if age < self.build_seconds:
            return "NOT_STARTED" if age < self.build_seconds / 2 else "INITIAL_SYNC"
        dirty = index.dirty_since
        if index.live is not index.definition or (
            dirty is not None and time.monotonic() - dirty >= self.lag
        ):
            index.dirty_since = None
            index.build(_all_documents(index.namespace, context))
        return "STEADY"

    def _listed(self, index: Index, context: Any) -> Document:
        state = self._state(index, context)
        is_queryable = index.live is not None and state != "FAILED"
        now = {"status": STATUS[state], "queryable": is_queryable}
        version = {"version": index.version}
        latest = {"latestDefinition": index.definition, "latestDefinitionVersion": version}
        return {"id": str(index.id), "name": index.name, **now, **latest, "statusDetail": [now]}

    def _without_search(self, body: Document, namespace: str, context: Any) -> Document:
        """The pipeline that SecantusDB can run in place of one that searches, or a whole reply."""
        pipeline = body["pipeline"]
        if any("$vectorSearch" in stage for stage in pipeline[1:]):
            message = "$vectorSearch is only valid as the first stage in a pipeline"
            raise RefusedError(40602, "Location40602", message)
        operator, argument = next(iter(pipeline[0].items()), ("", {}))
        if operator not in ("$listSearchIndexes", "$vectorSearch"):
            return body
        self._require_search()
        probe = {"find": body["aggregate"], "limit": 1, "$db": context.db_name}
        readable: Document = secantus_dispatch(probe, context)
        if not readable["ok"]:
            return readable
        with self._guard:
            if operator == "$listSearchIndexes":
                return self._list(argument, namespace, context)
            hits = self._search(argument, namespace, context)
        return {**body, "pipeline": _looked_up(hits, pipeline[1:])}

    def _list(self, argument: Document, namespace: str, context: Any) -> Document:
        found = [index for index in self.indexes.values() if index.namespace == namespace]
        found = [index for index in found if argument.get("name", index.name) == index.name]
        batch = [self._listed(index, context) for index in found]
        return {"cursor": {"firstBatch": batch, "id": Int64(0), "ns": namespace}, "ok": 1.0}

    def _search(self, spec: Document, namespace: str, context: Any) -> list[tuple[Any, float]]:
        check_numbers(spec)
        index = self.indexes.get((namespace, spec["index"]))
        if index is None:  # MongoDB, too, answers a missing index with nothing
            return []
        return index.search(spec, self._state(index, context))


def _may_only_read(target: str, context: Any) -> bool:
    """Whether an empty write is refused, as the right to make an index goes with writing."""
    update = {"update": target, "updates": [{"q": {"_id": 0}, "u": {"$set": {}}}]}
    reply: Document = secantus_dispatch({**update, "$db": context.db_name}, context)
    return reply.get("code") == 13


def _all_documents(namespace: str, context: Any) -> list[Document]:
    database, _, collection = namespace.partition(".")
    reply = secantus_dispatch({"find": collection, "$db": database}, context)
    found: list[Document] = []
    while reply["ok"]:
        cursor = reply["cursor"]
        found += cursor.get("firstBatch", cursor.get("nextBatch"))
        if not cursor["id"]:
            break
        more = {"getMore": cursor["id"], "collection": collection, "$db": database}
        reply = secantus_dispatch(more, context)
    return found


def _looked_up(hits: list[tuple[Any, float]], stages: list[Document]) -> list[Document]:
    """Stages that fetch the hits from the collection: one deleted since is missing."""
    ids, found_scores = [hit[0] for hit in hits], [hit[1] for hit in hits]
    rank = {"$indexOfArray": [{"$literal": ids}, "$_id"]}
    carried = {"rank": rank, "score": {"$arrayElemAt": [{"$literal": found_scores}, rank]}}
    return [
        {"$match": {"_id": {"$in": ids}}},
        {"$set": {CARRIED: carried}},
        {"$sort": {f"{CARRIED}.rank": 1}},
        *_without_meta(stages),
        {"$unset": CARRIED},
    ]


def _without_meta(stage: Any) -> Any:
    """The stages with the score read from the passing field."""
    if stage == {"$meta": "vectorSearchScore"}:
        return f"${CARRIED}.score"
    if isinstance(stage, dict):
        return {key: _without_meta(value) for key, value in stage.items()}
    return [_without_meta(value) for value in stage] if isinstance(stage, list) else stage


def _dispatch(body: Document, context: Any) -> Document:
    double = serving.get(id(context.storage))
    return double.answer(body, context) if double else secantus_dispatch(body, context)


secantus.dispatch = _dispatch
