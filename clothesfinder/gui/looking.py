"""What is asked of a gallery's files and their states, in the worker; nothing that is seen."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from clothesfinder.file_listing import choose, paths_told, save
from clothesfinder.file_states import file_states
from clothesfinder.gui.newest_task import NewestTask
from clothesfinder.gui.reveal import reveal
from clothesfinder.gui.sentences import said
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.file_listing import Rows, Wish
    from clothesfinder.file_states import FileStates
    from clothesfinder.gui.session import Session

MOST_COPIED = 100_000
TOO_MANY = f"At most {MOST_COPIED:,} paths are copied at once. Select fewer, or save the list."
GONE = "{} is not there any more. Update the gallery to forget it."


class Looking(NewestTask):
    """Asks beside all else that is done. The newest look, and the newest choice, win."""

    looked_at = Signal(int)
    """How many files so far."""
    looked = Signal(object)
    """The FileStates."""
    chose = Signal(object, object)
    """FileStates, and the Rows of it that were wished for."""
    saved = Signal(int, object)
    """How many files are in the table now, and its path."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._choice: asyncio.Task[None] | None = None
        self._readers: set[asyncio.Task[None]] = set()
        """What goes on to read states that are not shown any more."""

    def look(self, catalog: Catalog) -> None:
        """Look at the files of this gallery, if it is the present one."""
        self.start_newest(self._ask(catalog))

    def choose(self, states: FileStates, wish: Wish) -> None:
        """Choose some of these files."""
        if self._choice is not None:
            self._choice.cancel()
        self._choice = self.begin(self._choose(states, wish))

    def save(self, states: FileStates, rows: Rows, file: Path) -> None:
        """Write these files as a table."""
        self._read(self._save(states, rows, file))

    def copy(self, catalog: Catalog, states: FileStates, rows: Rows) -> None:
        """Put the paths of these files into the clipboard."""
        if len(rows) > MOST_COPIED:
            self.failed.emit(TOO_MANY)
        else:
            self._read(self._copy(catalog, states, rows))

    def let_go(self, states: FileStates) -> None:
        """Give back the memory of these, which are not shown any more."""
        self.begin(self._let_go(states))

    def find(self, path: Path, name: str, show: Callable[[Path], object] | None = None) -> None:
        """Show where this file lies, if it is there; or do something else with it."""
        self.begin(self._find(path, name, show or partial(reveal, asker=self)))

    def cancel(self) -> None:
        """Look no more."""
        super().cancel()
        if self._choice is not None:
            self._choice.cancel()

    async def _ask(self, catalog: Catalog) -> None:
        if catalog is not self._session.catalog:
            raise asyncio.CancelledError
        self.looked.emit(await self._session.work.ask(file_states(catalog), self.looked_at.emit))

    async def _choose(self, states: FileStates, wish: Wish) -> None:
        self.chose.emit(states, await self._session.work.ask(choose(states, wish)))

    async def _save(self, states: FileStates, rows: Rows, file: Path) -> None:
        self.saved.emit(await self._session.work.ask(save(states, rows, file, said)), file)

    async def _copy(self, catalog: Catalog, states: FileStates, rows: Rows) -> None:
        steps = paths_told(catalog.gallery, states, rows)
        QGuiApplication.clipboard().setText(await self._session.work.ask(steps))

    async def _find(self, path: Path, name: str, show: Callable[[Path], object]) -> None:
        loop = asyncio.get_running_loop()  # a drive that does not answer holds up nothing
        if not await loop.run_in_executor(None, path.exists):
            raise Problem(GONE.format(name))
        show(path)

    async def _let_go(self, states: FileStates) -> None:
        await asyncio.gather(*self._readers, return_exceptions=True)
        await self._session.work.ask(states.let_go())

    def _read(self, way: Coroutine[None, None, None]) -> None:
        if (task := self.begin(way)) is not None:
            self._readers.add(task)
            task.add_done_callback(self._readers.discard)
