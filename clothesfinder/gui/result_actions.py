"""What a user may do with results: the menu, its keys, and what follows."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu

from clothesfinder.gui.clipboard import as_text, bitmap_of, bitmap_to_paste, files_to_paste, written
from clothesfinder.gui.copied_told import counted
from clothesfinder.gui.copy_actions import CopyActions
from clothesfinder.gui.dialogs import question
from clothesfinder.gui.language import marked, number
from clothesfinder.gui.names import readable
from clothesfinder.gui.reveal import by_folder, reveal_together
from clothesfinder.problem import Problem
from clothesfinder.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.thumbnails import Thumbnail
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.gui.work_panel import WorkPanel

A = TypeVar("A")
R = TypeVar("R")
DOUBLE_CLICKS = {
    "open": marked("Menus", "&Opens the picture"),
    "similar": marked("Menus", "&Finds similar pictures"),
}
"""By the names that the settings have."""
ASKED_FROM, MOST_OPENED = 10, 100
"""Windows that are opened at once: more than the first only when the user agrees, and no more than
the second."""
MOST_COPIED = 10_000
GONE = "{} is not on this computer, or its drive is not plugged in."
ALL_GONE = "None of these %Ln pictures is on this computer, or their drive is not plugged in."
SOME_GONE = (
    "%Ln of these {} pictures are not on this computer, or on a drive that is not plugged in."
)
TOO_MANY = "At most {} can be {} at once. Select fewer."
TOO_MANY_FOLDERS = "At most {} folders can be shown at once. Select fewer pictures."
NOT_SHOWN = "{} cannot be shown, so it cannot be copied as a picture."
NO_PROGRAM = "The system has no program to open {} with."


translate = QCoreApplication.translate


class ResultActions(QObject):
    """Bound to the menu and the results; what is chosen there is what is done something with."""

    def __init__(
        self,
        window: MainWindow,
        results: Results,
        panel: WorkPanel,
        session: Session,
        preferences: Preferences,
    ) -> None:
        """Take the panel that shows how far the copying to a folder is."""
        super().__init__(window)
        self._window = window
        self._results = results
        self._session = session
        self._preferences = preferences
        self.copies = CopyActions(window, results, panel, session)
        self._clipping: asyncio.Task[None] | None = None
        """What the clipboard gets next: a newer wish ends it."""
        self.context_menu = QMenu(self.tr("Results"), window)
        """What the results themselves offer."""
        self._for_one: list[QAction] = []
        self._for_some: list[QAction] = []
        self._for_any: list[QAction] = []
        self._selected = QLabel()
        self._selected.hide()
        window.statusBar().addPermanentWidget(self._selected)
        results.opened.connect(self.open)
        results.double_clicked.connect(self._double_click)
        results.menu_wished.connect(self._show_context_menu)
        results.chosen_changed.connect(self._show_applicable)

    def fill_menu(self, menu: QMenu) -> None:
        """Put what can be done with results into this menu, and into theirs."""
        one, some = self._for_one, self._for_some
        key = QKeySequence.StandardKey
        self._add(menu, some, self.tr("&Open\tReturn"), self.open)
        self._add(menu, one, self.tr("Find &similar"), self.find_similar, "Ctrl+F")
        self._add(menu, some, self.tr("Show in &folder"), self.show_in_folder, "Ctrl+Shift+O")
        self._separate(menu)
        self._add(menu, some, self.tr("&Copy files"), self.copy_files, key.Copy)
        self._add(menu, some, self.tr("Copy &paths"), self.copy_paths, "Ctrl+Shift+C")
        self._add(menu, one, self.tr("Copy as p&icture"), self.copy_picture)
        self._separate(menu)
        self._add(menu, some, self.tr("Copy to a fol&der…"), self.copies.copy)
        self._add(menu, some, self.tr("&Hard-link to a folder…"), self.copies.link)
        self._separate(menu)
        self._add(
            menu, self._for_any, self.tr("Select &all"), self._results.selectAll, key.SelectAll
        )
        self._show_applicable()

    # --- what the user wants

    def open(self) -> None:
        """Open the chosen pictures with the program that the system has for them."""
        paths = self._chosen(MOST_OPENED, self.tr("opened"))
        if len(paths) == 1:
            self._window.open_picture(paths[0])
        elif paths:
            text = self.tr("Open {}?").format(counted(len(paths)))
            yes = self.tr("&Open")
            self._begin_if_agreed(len(paths), text, yes, lambda: self._open(paths))

    def find_similar(self) -> None:
        """Look for pictures like the one that is chosen, which becomes the query."""
        for row in self._results.chosen_rows()[:1]:
            self._find_like(row)

    def show_in_folder(self) -> None:
        """Show the chosen pictures in the file manager, each folder in a window."""
        paths = self._chosen(MOST_COPIED, self.tr("shown"))
        folders = len(by_folder(paths))
        if folders > MOST_OPENED:
            self._warn(self.tr(TOO_MANY_FOLDERS).format(number(MOST_OPENED)))
        elif paths:
            text = self.tr("Show %Ln folders?", None, folders)
            yes = self.tr("&Show")
            self._begin_if_agreed(folders, text, yes, lambda: self._show_in_folder(paths))

    def copy_files(self) -> None:
        """Put the chosen pictures into the clipboard, to be pasted as files."""
        if paths := self._chosen(MOST_COPIED, self.tr("copied")):
            self._put(self._copy_files(paths))

    def copy_paths(self) -> None:
        """Put where the chosen pictures lie into the clipboard, be they there or not."""
        if paths := self._chosen(MOST_COPIED, self.tr("copied")):
            self._forget_clipping()
            QGuiApplication.clipboard().setText(as_text(paths))
            self._tell(self.tr("%Ln paths copied", None, len(paths)))

    def copy_picture(self) -> None:
        """Put the one chosen picture into the clipboard, to be pasted as a picture."""
        for path in self._results.chosen_paths()[:1]:
            self._put(self._copy_picture(path))

    def choose_double_click(self, choice: str) -> None:
        """Do this on a double click from now on; see DOUBLE_CLICKS."""
        self._preferences.keep(replace(self._preferences.now, double_click=choice))

    # --- what follows

    async def _open(self, paths: Sequence[Path]) -> None:
        for path in await self._those_here(paths):
            if not QDesktopServices.openUrl(QUrl(path.as_uri())):
                raise Problem(self.tr(NO_PROGRAM).format(readable(path.name)))

    async def _find_similar(self, path: Path, thumbnail: Thumbnail | None) -> None:
        name, searching = path.name, self._session.searching
        if await _ask(os.path.isfile, path):
            searching.search(Query(source=path, name=name))
        elif thumbnail is not None and thumbnail.supplied:
            searching.arriving.search_bitmap(thumbnail.pixmap.toImage(), name)
        else:
            self._warn(self.tr(GONE).format(readable(name)))

    async def _show_in_folder(self, paths: Sequence[Path]) -> None:
        for together in by_folder(await self._those_here(paths)):
            reveal_together(together, self)

    async def _copy_files(self, paths: Sequence[Path]) -> None:
        if here := await self._those_here(paths):
            files = await _ask(written, here)
            QGuiApplication.clipboard().setMimeData(files_to_paste(files))
            self._tell(self.tr("%Ln files copied", None, len(here)))

    async def _copy_picture(self, path: Path) -> None:
        if not await self._those_here([path]):
            return
        bitmap = await _ask(bitmap_of, path)
        if bitmap is None:
            raise Problem(self.tr(NOT_SHOWN).format(readable(path.name)))
        QGuiApplication.clipboard().setMimeData(bitmap_to_paste(bitmap))
        width, height = bitmap.image.size().toTuple()
        self._tell(self.tr("Picture copied, {} × {} pixels").format(number(width), number(height)))  # noqa: RUF001

    async def _those_here(self, paths: Sequence[Path]) -> list[Path]:
        """Leave out what is not on this computer, and say how many those are."""
        here = await _ask(_files_of, paths)
        if left_out := len(paths) - len(here):
            self._warn(_gone(paths, left_out))
        return here

    def _chosen(self, most: int, done: str) -> Sequence[Path]:
        """The chosen pictures; none, which is told, where they are too many for that at once."""
        if self._results.selected > most:
            self._warn(self.tr(TOO_MANY).format(number(most), done))
            return ()
        return self._results.chosen_paths()

    def _begin_if_agreed(
        self, windows: int, text: str, yes: str, way: Callable[[], Coroutine[None, None, None]]
    ) -> None:
        """Do what opens so many windows, where they are many only when the user agrees."""
        if windows <= ASKED_FROM:
            self._session.begin(way())
            return
        told = translate("Dialogs", "Each opens a window of its own.")
        box = question(self._window, self.tr("Many windows"), text, told, yes)
        box.accepted.connect(lambda: self._session.begin(way()))
        self._window.open_dialog(box)

    def _put(self, way: Coroutine[None, None, None]) -> None:
        """Put something into the clipboard, unless something else is to be put there meanwhile."""
        self._forget_clipping()
        self._clipping = self._session.begin(way)

    def _forget_clipping(self) -> None:
        if self._clipping is not None:
            self._clipping.cancel()

    def _find_like(self, row: int) -> None:
        path, thumbnail = self._results.path(row), self._results.thumbnail_of(row)
        self._session.begin(self._find_similar(path, thumbnail))

    def _double_click(self, row: int) -> None:
        if self._preferences.now.double_click == "similar":
            self._find_like(row)
        else:
            self._window.open_picture(self._results.path(row))

    # --- what is seen

    def _show_context_menu(self, place: QPoint) -> None:
        self.context_menu.popup(place)

    def _show_applicable(self) -> None:
        """Let be chosen what can be done now, and tell how many are selected."""
        selected = self._results.selected
        chosen = selected or int(self._results.currentIndex().isValid())
        for actions, applies in (
            (self._for_one, chosen == 1),
            (self._for_some, chosen > 0),
            (self._for_any, self._results.model().rowCount() > 0),
        ):
            for action in actions:
                action.setEnabled(applies)
        self._selected.setText(self.tr("%Ln selected", None, selected))
        self._selected.setVisible(selected > 0)

    def _tell(self, sentence: str) -> None:
        self._window.statusBar().showMessage(f"{sentence}.")

    def _warn(self, sentence: str) -> None:
        self._window.notice.tell(sentence, warning=True)

    def _separate(self, menu: QMenu) -> None:
        menu.addSeparator()
        self.context_menu.addSeparator()

    def _add(
        self,
        menu: QMenu,
        group: list[QAction],
        text: str,
        act: Callable[[], object],
        shortcut: str | QKeySequence.StandardKey | None = None,
    ) -> None:
        action = menu.addAction(text)
        if isinstance(shortcut, QKeySequence.StandardKey):
            action.setShortcuts(QKeySequence.keyBindings(shortcut))
        elif shortcut is not None:
            action.setShortcut(shortcut)
        action.triggered.connect(lambda _=False: act())
        group.append(action)
        self.context_menu.addAction(action)


async def _ask(question: Callable[[A], R], about: A) -> R:
    """Ask the disk, which may be a drive that does not answer: that holds up nothing."""
    return await asyncio.get_running_loop().run_in_executor(None, question, about)


def _files_of(paths: Sequence[Path]) -> list[Path]:
    return [path for path in paths if os.path.isfile(path)]  # noqa: PTH113 - which never raises


def _gone(paths: Sequence[Path], left_out: int) -> str:
    if len(paths) == 1:
        return translate("ResultActions", GONE).format(readable(paths[0].name))
    if left_out == len(paths):
        return translate("ResultActions", ALL_GONE, None, left_out)
    told = translate("ResultActions", SOME_GONE, None, left_out)
    return told.format(number(len(paths)))
