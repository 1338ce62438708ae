"""The ways in: what is dropped, pasted, chosen or given at the start."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from clothesfinder.gui.addresses import web_address
from clothesfinder.gui.choosing import choose_folder, choose_pictures
from clothesfinder.gui.drop_target import DropTarget
from clothesfinder.gui.mime import Dropped, elsewhere, encode, from_mime
from clothesfinder.query import Query
from clothesfinder.terms import MOST_TERMS, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from clothesfinder.gui.query import QueryBox
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow

NOTHING_COPIED = (
    "There is no picture in the clipboard. Copy one, its file, or its address on the web first."
)

TOO_MANY_AT_ONCE = (
    "Of the %Ln pictures only the first {} are looked for: more do not make one query."
)


@dataclass(eq=False)
class Given:
    """What came together, and is yet to be looked at."""

    paths: Sequence[Path] = ()
    web: str | None = None
    """The address of a picture."""
    picture_wanted: bool = True
    """Until a picture comes that need not be looked at."""


class Intake(QObject):
    """Takes what comes to the window; what cannot be used is said at the query."""

    def __init__(self, window: MainWindow, query: QueryBox, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._query = query
        self._session = session
        self._newest = Given()
        """What came last: what came before, and is still looked at, comes to nothing."""
        drops = DropTarget(window)
        drops.dropped.connect(self.take)
        drops.added.connect(self.add)
        drops.refused.connect(query.show_refusal)
        query.dropped.connect(self.take)
        query.added.connect(self.add)
        query.open_requested.connect(self.choose_picture)

    def choose_folder(self) -> None:
        """Ask for a folder, and index it."""
        dialog = choose_folder(self._window, self.tr("Choose the folder of pictures to index"))
        dialog.fileSelected.connect(lambda folder: self._session.index(Path(folder)))
        self._window.open_dialog(dialog)

    def choose_picture(self) -> None:
        """Ask for a picture, and search with it; of several, the others are added to the first."""
        dialog = choose_pictures(self._window)
        dialog.filesSelected.connect(lambda files: self.open_paths([*map(Path, files)]))
        self._window.open_dialog(dialog)

    def choose_more(self) -> None:
        """Ask for pictures, and add them to the query."""
        dialog = choose_pictures(self._window)
        dialog.filesSelected.connect(lambda files: self.add(Dropped([*map(Path, files)])))
        self._window.open_dialog(dialog)

    def paste(self) -> None:
        """Search with what is in the clipboard."""
        copied = QGuiApplication.clipboard().mimeData()
        dropped = from_mime(copied)
        if dropped is None:
            self._query.show_error(elsewhere(copied) or self.tr(NOTHING_COPIED))
        else:
            self.take(dropped, self.tr("Pasted picture"))

    def take(self, dropped: Dropped, name: str = "") -> None:
        """Index the folder, or search with the picture, that was dropped or pasted."""
        if dropped.files:
            self.open_paths(dropped.files)
            return
        searching, name = self._session.searching, name or self.tr("Dropped picture")
        self._newest.picture_wanted = False
        if dropped.data is not None:
            searching.search(Query(dropped.data, name))
        elif dropped.image is not None:
            searching.arriving.search_bitmap(dropped.image, name)
        elif dropped.url is not None:
            searching.arriving.search_address(dropped.url)

    def add(self, dropped: Dropped) -> None:
        """Add the pictures that were dropped to the query; a folder is indexed all the same."""
        searching, name = self._session.searching, self.tr("Dropped picture")
        if dropped.files:
            self._session.begin(self._add_paths(dropped.files))
        elif dropped.data is not None:
            searching.add_term(Term(dropped.data, name))
        elif dropped.image is not None:
            self._session.begin(self._add_bitmap(dropped.image, name))
        elif dropped.url is not None:
            searching.arriving.add_address(dropped.url)

    def refuse(self, reason: str) -> None:
        """Say that what was dropped is of no use, and why, where that is known."""
        self._query.show_refusal(reason)

    def open_arguments(self, arguments: Sequence[str]) -> None:
        """Open what a start was given: absolute paths, or addresses on the web.

        Where there is no folder among them, and no gallery was asked for yet, it goes on with the
        last one.
        """
        written = {text: web_address(text) for text in arguments}
        paths = [Path(text) for text, address in written.items() if not address]
        self._newest = Given(paths, next(filter(None, written.values()), None))
        self._session.begin(self._open_arguments(self._newest))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Index the first folder among these, and search with the pictures: the first, and more."""
        self._newest = Given(paths)
        self._session.begin(self._open_paths(self._newest))

    async def _open_arguments(self, given: Given) -> None:
        if not await self._take(given) and not self._session.was_asked_for_a_gallery:
            self._window.gallery_actions.open_last()

    async def _open_paths(self, given: Given) -> None:
        await self._take(given)

    async def _take(self, given: Given) -> bool:
        """Open them; gives whether there was a folder, or something came after them."""
        loop = asyncio.get_running_loop()  # a drive that does not answer holds up nothing
        folders = await loop.run_in_executor(None, _folders_of, given.paths)
        if given is not self._newest:
            return True
        if folders:
            self._session.index(folders[0])
        files = [path for path in given.paths if path not in folders]
        if given.picture_wanted and files:
            self._search(files)
        elif given.picture_wanted and given.web:
            self._session.searching.arriving.search_address(given.web)
        return bool(folders)

    def _search(self, files: Sequence[Path]) -> None:
        first, *more = files
        others = tuple(Term(file, file.name) for file in more[:MOST_TERMS])
        self._session.searching.search(Query(first, first.name, others=others))
        if len(more) > MOST_TERMS:
            told = self.tr(TOO_MANY_AT_ONCE, None, len(files)).format(MOST_TERMS + 1)
            self._window.notice.tell(told, warning=True)

    async def _add_bitmap(self, image: QImage, name: str) -> None:
        data = await asyncio.get_running_loop().run_in_executor(None, encode, image)
        self._session.searching.add_term(Term(data, name))

    async def _add_paths(self, paths: Sequence[Path]) -> None:
        loop = asyncio.get_running_loop()
        folders = await loop.run_in_executor(None, _folders_of, paths)
        if folders:
            self._session.index(folders[0])
        files = [path for path in paths if path not in folders]
        self._session.searching.add_terms(Term(file, file.name) for file in files)


def _folders_of(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if path.is_dir()]
