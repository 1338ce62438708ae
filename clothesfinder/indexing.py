"""Bring a store up to date with a folder: what is to do, and doing it batch by batch."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from clothesfinder.journal import Journal
from clothesfinder.pace import Pace
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress, Summary
from clothesfinder.rate import Rate
from clothesfinder.reading import Read, Reader
from clothesfinder.settings import load_settings
from clothesfinder.share import Share
from clothesfinder.store import Entry, Failure
from clothesfinder.suspects import guilty, is_left_alone
from clothesfinder.unseen import Keeping, kept, tell_vanished

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.plan import Plan
    from clothesfinder.report import RunReport
    from clothesfinder.store import Index

STORED_WITHIN = 2.0
"""Seconds after which what is embedded is stored, be it few."""
DROPPED_AT_ONCE = 500
LOOK_AGAIN = 2.0
"""Seconds between two looks at what another computer holds."""
TURN = 0.05


class Indexing:
    """One indexing under way: a plan, and how much of it is done."""

    def __init__(
        self,
        gallery: Path,
        store: Index,
        embedder: Embedder,
        plan: Plan,
        report: RunReport,
        *,
        keep_missing: Keeping | None = None,
        largest: int | None = None,
    ) -> None:
        """Take what is to be done, and where what was done is noted.

        ``keep_missing``: which pictures without a file are kept, as others or a drive may have
        them. ``largest``: megapixels that a picture may have, in place of what the user's setting
        says.
        """
        self._gallery = gallery
        self._store = store
        self._plan = plan
        self._report = report
        self._keep_missing = keep_missing
        self._edge = embedder.edge
        settings = load_settings()
        self._largest = settings.largest_picture if largest is None else largest
        self._journal = Journal(gallery)
        known, pace = plan.by_content, Pace.named(settings.pace)
        self._reader = Reader(gallery, embedder, known, self._journal, self._largest, pace)
        self._share = Share(store, plan)
        self._unstored: list[Read] = []
        self._due = 0.0
        self._done = self._unchanged = plan.unchanged
        self._indexed = self._removed = self._missing = 0
        self._moved = 0
        self._lost = _by_digest(plan)
        """The vanished pictures by their content, which may turn up elsewhere."""
        self._contents: set[str] = set()
        """Digests of pictures that are stored elsewhere, too."""
        self._failed, self._skipped = len(plan.unreadable), 0
        self._folder = ""
        self._total = plan.unchanged + len(plan.files)
        self._noted_by_others = 0
        self._rate = Rate()

    def summary(self, seconds: float) -> Summary:
        """What was done, in this time."""
        return Summary(
            self._indexed,
            self._unchanged,
            self._moved,
            self._removed,
            self._failed,
            self._skipped,
            len(self._share.done),
            self._missing,
            seconds,
        )

    def run(self) -> Generator[Progress, None, None]:
        """Read, embed and store this program's share; then forget what has vanished.

        Cancelled, it still stores what is embedded by then.
        """
        try:
            if fresh := [one for one in self._plan.unreadable if not is_left_alone(one.reason)]:
                self._store.fail(kept(fresh, self._plan.known))
            yield self._progress()
            yield from self._try_suspects()
            yield from self._work()
        except (GeneratorExit, KeyboardInterrupt):
            self._reader.close()
            for batch in self._reader.finished():
                self._unstored += batch
            self._put()
            raise
        finally:
            self._reader.close()
            self._journal.end()
            self._store.give_back()
        yield from self._forget_vanished()

    def _try_suspects(self) -> Generator[Progress, None, None]:
        """Open apart what was being decoded when a run crashed; leave out what does so again.

        The others come last: where one of them ends the program after all, all the rest is done.
        """
        paths = self._journal.suspects() | self._plan.suspects
        files = {file.path: file for file in self._plan.files if file.path in paths}
        turn = self._progress()
        reasons = yield from guilty(self._gallery, sorted(files), self._edge, self._largest, turn)
        failures = [Failure(*files[path], reason) for path, reason in reasons.items()]
        if failures:
            self._store.fail(failures)
        self._done += len(failures)
        self._failed += len(failures)
        self._share.leave_out(reasons)
        self._share.put_last(sorted(files.keys() - reasons.keys()))
        self._journal.settle()

    def _work(self) -> Generator[Progress, None, None]:
        while self._share.is_left or self._reader.is_busy or self._share.is_waiting:
            if self._share.is_left or self._reader.is_busy:
                start = time.perf_counter()
                batch = self._step()
                if self._is_due():
                    self._put()
                # Only now: time that is spent paused, or on other jobs, is not ours.
                spent = time.perf_counter() - start
                self._rate.note(len(batch), len(self._share.done), spent)
                yield self._progress()
            else:
                self._put()
                yield from self._wait()
                self._keep_report()
        if self._unstored:
            self._put()
            yield self._progress()
        self._keep_report()

    def _step(self) -> Sequence[Read]:
        """Claim files to read, where there is room for them, or take in a batch that was read."""
        if self._share.is_left and self._reader.has_room:
            files = self._share.claim()
            self._reader.add(files, more=self._share.is_left)
            return ()
        if not self._reader.is_busy:
            return ()
        patience = max(0.0, self._due - time.monotonic()) if self._unstored else None
        batch = self._reader.next_batch(patience)
        if batch and not self._unstored:
            self._due = time.monotonic() + STORED_WITHIN
        self._unstored += batch
        self._share.keep()
        return batch

    def _wait(self) -> Generator[Progress, None, None]:
        """Look at what others hold; where nothing came of it, leave the thread to others a while.

        What they were to do and have not done is this program's then.
        """
        before = len(self._share.done)
        files = self._share.claim()
        self._reader.add(files, more=False)
        until = time.monotonic() + LOOK_AGAIN
        is_idle = not files and len(self._share.done) == before
        yield self._progress(waiting=is_idle)
        while is_idle and time.monotonic() < until:
            time.sleep(TURN)
            yield self._progress(waiting=True)

    def _progress(self, *, waiting: bool = False) -> Progress:
        return Progress(
            self._done + len(self._share.done),
            self._total,
            self._failed,
            self._folder,
            self._rate.per_second,
            waiting,
            self._skipped,
        )

    # --- storing

    def _is_due(self) -> bool:
        return bool(self._unstored) and (
            len(self._unstored) >= self._store.at_once or time.monotonic() >= self._due
        )

    def _put(self) -> None:
        """Store what was read. What cannot be stored is not tried again when the job ends."""
        batch, self._unstored = self._unstored, []
        if not batch:
            return
        entries, failures = self._came_to(batch)
        if failures and not self._gallery.is_dir():
            raise Problem(
                f"The folder {self._gallery} is not there any more. If it is on a drive, plug it in"
                " and index again; what was indexed is kept."
            )
        if entries:
            self._store.put(entries)
        if failures:
            self._store.fail(kept(failures, self._plan.known))
        self._keep_report()
        skipped = sum(failure.is_left_out for failure in failures)
        self._skipped += skipped
        self._failed += len(failures) - skipped
        self._done += len(batch)
        self._folder = batch[-1].file.path.rpartition("/")[0]

    def _came_to(self, batch: Sequence[Read]) -> tuple[list[Entry], list[Failure]]:
        """What is to be stored of what was read, and what could not be read."""
        known = self._known_entries(batch)
        entries: list[Entry] = []
        failures: list[Failure] = []
        for item in batch:
            if not item.reason and not item.regions:
                if parts := known.get(item.file.path):
                    entries += self._kept(item, parts)
                    continue
                item = self._reader.embed_known(item)
            if item.reason:
                failures.append(Failure(*item.file, item.reason))
            else:
                entries += item.entries
                self._note_indexed(item)
        return entries, failures

    def _note_indexed(self, item: Read) -> None:
        self._indexed += 1
        self._report.note("indexed", [item.file.path])

    def _keep_report(self) -> None:
        """Have noted what is stored by now, be it by others."""
        done = self._share.done
        fresh = list(islice(done, self._noted_by_others, None))
        self._noted_by_others = len(done)
        self._report.note("by_others", [path for path in fresh if done[path].digest])
        self._report.keep()

    def _known_entries(self, batch: Sequence[Read]) -> dict[str, list[Entry]]:
        """Return for files of known content what is stored of a picture that still has it."""
        sources = {
            item.file.path: self._plan.by_content[item.stamp.digest]
            for item in batch
            if item.stamp is not None and not item.regions
        }
        parts: dict[str, list[Entry]] = {}
        for entry in self._store.entries(sorted(set(sources.values()))) if sources else ():
            parts.setdefault(entry.path, []).append(entry)
        # One that was changed in this run is no source any more.
        stamps = {item.file.path: item.stamp for item in batch}
        return {
            path: parts[source]
            for path, source in sources.items()
            if source in parts and parts[source][0].stamp[2:] == (stamps[path] or ())[2:]
        }

    def _kept(self, item: Read, parts: Sequence[Entry]) -> list[Entry]:
        """The vectors of a stored picture with the same content, for this file."""
        assert item.stamp is not None
        path, digest = item.file.path, item.stamp.digest
        if parts[0].path == path:
            self._unchanged += 1
        elif lost := self._lost.get(digest):
            self._moved += 1
            self._report.note("moved", [(lost.pop(), path)])
            self._contents.add(digest)
        else:
            self._note_indexed(item)
            self._contents.add(digest)
        return [entry._replace(path=path, stamp=item.stamp) for entry in parts]

    def _forget_vanished(self) -> Generator[Progress, None, None]:
        """Forget what is not there any more, but for what others may have."""
        contents = self._contents | {stamp.digest for stamp in self._share.done.values()}
        vanished = self._plan.vanished
        moved = {path for path in vanished if self._plan.known[path].digest in contents}
        left = vanished - moved
        gone, lost, outdated = tell_vanished(self._gallery, self._plan, left, self._keep_missing)
        self._missing, self._removed = len(lost), len(gone)
        self._report.note("missing", sorted(lost))
        forgotten = sorted(moved | gone | outdated)
        for first in range(0, len(forgotten), DROPPED_AT_ONCE):
            chunk = forgotten[first : first + DROPPED_AT_ONCE]
            self._store.drop(chunk)
            self._report.note("removed", [path for path in chunk if path in gone])
            self._report.keep()
            yield self._progress()
        self._report.keep()


def _by_digest(plan: Plan) -> dict[str, list[str]]:
    """The vanished pictures by their content, the last first."""
    found: dict[str, list[str]] = {}
    for path in sorted(plan.vanished, reverse=True):
        found.setdefault(plan.known[path].digest, []).append(path)
    return found
