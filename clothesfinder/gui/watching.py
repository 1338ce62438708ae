"""While the window is open, what changes in a watched gallery is indexed by itself."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from clothesfinder.extent import Extent, steps_to
from clothesfinder.gui.names import titled
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress
from clothesfinder.turns import retold
from clothesfinder.watch import Standing, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

    from clothesfinder.answers import Status
    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.store import Stamp

log = logging.getLogger(__name__)

UPDATING = "Updating “{}”"
QUIET_MS = 2_000
"""How long nothing may have changed before what did is indexed: a copy has mostly ended then."""
AT_MOST_MS = 30_000
"""After this it is indexed though more changes."""
RETRY_MS = 10_000
"""After which what could not be read is tried once more, before anybody is told of it."""
LOOK_EVERY_MS = 300_000
"""All is looked through so often, for what is not heard of: links, network drives, lost events."""
LOOK_SHARE = 30
"""The time between two looks is at least so many times what the one before took."""
MOST_PATHS = 5_000
"""If more have changed, all is looked through."""


class Watching(QObject):
    """Watches the present gallery, if the user wants that, and indexes it when it has changed.

    It waits for what the user has begun, and gives way to it; a search it never holds up, as the
    worker gives each a turn. Of what goes well nothing is said.
    """

    changed = Signal()
    """The gallery is watched, or is not any more, or in another way; see `standing`."""
    told = Signal(str)
    """Why the gallery could not be brought up to date."""
    failed_newly = Signal(object)
    """The Failures that were none before, and stay such."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self._session = session
        self._preferences = preferences
        self._catalog: Catalog | None = None
        self._watch: Watch | None = None
        self.standing: Standing | None = None
        """What can be heard of the present gallery; None where it is not watched."""
        self._paths: set[str] = set()
        self._all = False
        self._since: float | None = None
        self._is_busy = False
        self._doubtful: dict[str, Stamp] = {}
        """Pictures that failed a short while ago: they may have been copied just then."""
        self._retried: dict[str, Stamp] = {}
        self._start = self._timer(self._begin)
        self._retry = self._timer(self._try_again)
        self._look = self._timer(lambda: self._note(None))
        session.gallery_opened.connect(self._note_opened)
        session.settled.connect(lambda _: self._take_up())
        session.work.ended.connect(self._put_off)

    @property
    def gallery(self) -> Path | None:
        """The folder that is watched."""
        return None if self._catalog is None else self._catalog.gallery

    @property
    def is_wanted(self) -> bool:
        """Whether the present gallery is to be watched."""
        gallery = self._session.gallery
        return gallery is not None and self._preferences.now.is_watched(gallery)

    def want(self, watched: bool) -> None:
        """Watch the present gallery from now on, or no more; this holds for later starts, too."""
        if (gallery := self._session.gallery) is None:
            return
        self._preferences.keep(self._preferences.now.with_watched(gallery, watched=watched))
        if watched:
            self._take_up()
        else:
            self.close()

    def look_now(self) -> None:
        """Look at once whether a folder that was gone is back."""
        if self._watch is not None:
            self._watch.look_now()

    def close(self) -> None:
        """Watch no more; what is being indexed goes on."""
        if self._watch is not None:
            self._watch.stop()
        self._watch = self._catalog = self.standing = None
        self._forget_pending()
        self._doubtful, self._retried = {}, {}
        for timer in (self._start, self._retry, self._look):
            timer.stop()
        self.changed.emit()

    # --- hearing

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(act)
        return timer

    def _note_opened(self, gallery: Path | None) -> None:
        """Go on with the gallery that was watched, or leave it, as another is open now."""
        if gallery is not None and gallery == self.gallery and not self._session.way.locked:
            self._catalog = self._session.catalog
        else:
            self.close()

    def _take_up(self) -> None:
        catalog = self._session.catalog
        if self._watch is not None or catalog is None or not self.is_wanted:
            return
        if self._session.way.locked:
            return
        self._catalog = catalog
        heard = functools.partial(self._pass_on, asyncio.get_running_loop(), catalog.gallery)
        self._watch = Watch(
            catalog.gallery,
            lambda paths: heard(self._note, paths),
            lambda standing: heard(self._note_standing, standing),
        )
        self._watch.start()

    def _pass_on(
        self,
        loop: asyncio.AbstractEventLoop,
        gallery: Path,
        take: Callable[..., None],
        news: object,
    ) -> None:
        """Bring news from the watch's thread to this one, if it is of this gallery still."""

        def arrive() -> None:
            if gallery == self.gallery:
                take(news)

        with suppress(RuntimeError):  # the loop is closed: the program ends
            loop.call_soon_threadsafe(arrive)

    def _note_standing(self, standing: Standing) -> None:
        self.standing = standing
        self.changed.emit()

    def _note(self, paths: frozenset[str] | None) -> None:
        """Take what may have changed, or None for all, to be indexed soon."""
        if paths is None:
            self._all = True
        else:  # what lies in a folder that is to be looked at need not be told apart
            self._paths |= {path for path in paths if self._paths.isdisjoint(steps_to(path))}
        if self._since is None:
            self._since = time.monotonic()
        self._put_off()

    def _put_off(self) -> None:
        """Wait until nothing more changes for a while, but not without end."""
        if self._since is None or self._catalog is None:
            return
        waited = int((time.monotonic() - self._since) * 1000)
        self._start.start(max(0, min(QUIET_MS, AT_MOST_MS - waited)))

    def _forget_pending(self) -> None:
        self._paths, self._all, self._since = set(), False, None

    # --- indexing

    def _begin(self) -> None:
        """Index what has changed, unless something else is being done, which is waited for."""
        catalog = self._catalog
        if catalog is None or self._is_busy or self._session.work.is_under_way:
            return
        if catalog is self._session.catalog and self.standing is not Standing.GONE:
            self._session.begin(self._bring_up_to_date(catalog))

    async def _bring_up_to_date(self, catalog: Catalog) -> None:
        paths = None if self._all or len(self._paths) > MOST_PATHS else frozenset(self._paths)
        self._forget_pending()
        self._is_busy, start = True, time.monotonic()
        try:
            await self._index(catalog, paths)
        except Problem as problem:
            log.info("not brought up to date: %s", problem)
            self._tell(catalog, problem)
        finally:
            self._is_busy = False
            if paths is None and catalog.gallery == self.gallery:
                seconds = time.monotonic() - start
                self._look.start(max(LOOK_EVERY_MS, int(LOOK_SHARE * 1000 * seconds)))
            self._put_off()

    async def _index(self, catalog: Catalog, paths: frozenset[str] | None) -> None:
        work = self._session.work
        extent = None if paths is None else Extent(paths)
        update = await work.run(
            titled(UPDATING, catalog.gallery), updating(catalog, extent), quiet=True
        )
        if catalog.gallery != self.gallery:
            return
        if update is None:
            # Unless the user ended it, something else has taken its place.
            if work.is_under_way or catalog is not self._session.catalog:
                self._note(paths)
            return
        self._note_failures(update, extent)
        if update.has_changed and catalog is self._session.catalog:
            self._session.status_known.emit(update.status)
            self._session.settled.emit(True)

    def _tell(self, catalog: Catalog, problem: Problem) -> None:
        if catalog is self._catalog and self.standing is not Standing.GONE:
            self.told.emit(str(problem))
        self.look_now()

    def _try_again(self) -> None:
        self._retried, self._doubtful = self._doubtful, {}
        self._note(frozenset(self._retried))

    def _note_failures(self, update: Update, extent: Extent | None) -> None:
        """Have new failures tried once more; tell of those that fail again, as the same files."""
        failures = update.status.failures
        if extent is None or all(map(extent.holds, self._retried)):
            lasting = [one for one in failures if self._retried.get(one.path) == one.stamp]
            self._retried = {}
            if lasting:
                self.failed_newly.emit(lasting)
        fresh = [one for one in failures if update.known.get(one.path) != one.stamp]
        self._doubtful |= {failure.path: failure.stamp for failure in fresh}
        if fresh:
            self._retry.start(RETRY_MS)


class Update(NamedTuple):
    """What bringing a gallery up to date has come to."""

    has_changed: bool
    status: Status
    known: Mapping[str, Stamp]
    """What had failed before, as it was then."""


def updating(catalog: Catalog, extent: Extent | None) -> Generator[Progress, None, Update]:
    """Index what has changed, unless the gallery waits to be indexed anew for another model."""
    before = catalog.status()
    known = {failure.path: failure.stamp for failure in before.failures}
    turn = Progress(0, 0, 0, "", 0.0)
    yield turn
    if (yield from retold(catalog.is_outdated(before), lambda _: turn)):
        return Update(False, before, known)
    summary = yield from catalog.index(only=extent)
    after = catalog.status()
    yield turn
    has_changed = bool(summary.indexed or summary.moved or summary.removed)
    return Update(has_changed or after.failures != before.failures, after, known)
