"""Saving the present search by a name, and going back to one that was saved."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog

from clothesfinder.gui.names import readable
from clothesfinder.gui.saved_dialog import SavedDialog
from clothesfinder.saved_searches import SavedSearch, SavedSearches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.dials import Dials
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow

T = TypeVar("T")
IN_MENU = 15
"""Saved searches, the newest ones; the window of them all has the others."""
LABEL = "Name of this search (one of the same name is replaced):"
SAVED = "Saved as “{}”. Query > Saved searches has it."


class SavedActions(QObject):
    """Asks for names, and has the files read and written away from the window."""

    listed = Signal(object)
    """The names of all that are saved, the newest first."""

    def __init__(self, window: MainWindow, session: Session, dials: Dials) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._dials = dials
        self._searches = SavedSearches()
        self._names: Sequence[str] = ()
        self._is_listed = False
        self._one_at_a_time = asyncio.Lock()
        session.searching.changed.connect(lambda query, _: self._save.setEnabled(query is not None))

    def fill_menu(self, menu: QMenu) -> None:
        """Put the saving, and what is saved, into the menu of the query."""
        menu.addSeparator()
        self._save = menu.addAction(self.tr("&Save this search…"))
        self._save.setShortcut("Ctrl+S")
        self._save.setEnabled(False)
        self._save.triggered.connect(lambda _=False: self.ask_for_name())
        self.list = menu.addMenu(self.tr("Sa&ved searches"))
        menu.aboutToShow.connect(self._list_first)
        self.listed.connect(self._fill_list)
        self._fill_list(())

    def list_names(self) -> None:
        """Find out what is saved."""
        self._is_listed = True
        self._session.begin(self._change(None))

    def ask_for_name(self) -> None:
        """Ask how the present search is to be called, and save it."""
        searching = self._session.searching
        query, emphasis, among = searching.query, searching.emphasis, searching.among
        if query is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Save this search"))
        dialog.setLabelText(self.tr(LABEL))
        dialog.setOkButtonText(self.tr("&Save"))
        dialog.setTextValue(readable(query.name))
        dialog.textValueSelected.connect(
            lambda name: self.save(name, SavedSearch(query, emphasis, among))
        )
        self._window.open_dialog(dialog)

    def save(self, name: str, search: SavedSearch) -> None:
        """Save this by a name."""
        told = self.tr(SAVED).format(readable(name.strip()))
        self._session.begin(self._change(partial(self._searches.save, name, *search), told))

    def open(self, name: str) -> None:
        """Search for what was saved by this name."""
        self._session.begin(self._open(name))

    def rename(self, name: str, new: str) -> None:
        """Give a saved search another name."""
        self._session.begin(self._change(partial(self._searches.rename, name, new)))

    def delete(self, name: str) -> None:
        """Delete a saved search."""
        self._session.begin(self._change(partial(self._searches.delete, name)))

    def show_all(self) -> None:
        """Open the window of all that are saved."""
        dialog = SavedDialog(self._window, self._names)
        self.listed.connect(dialog.show_names)
        dialog.chosen.connect(self.open)
        dialog.renamed.connect(self.rename)
        dialog.deleted.connect(self.delete)
        self._session.failed.connect(dialog.show_problem)
        self._window.open_dialog(dialog)
        self.list_names()

    async def _change(self, change: Callable[[], None] | None, told: str = "") -> None:
        """Do this to what is saved, and list what is saved then, even where that went wrong."""
        try:
            if change is not None:
                await self._apart(change)
            if told:
                self._window.statusBar().showMessage(told)
        finally:
            self._names = await self._apart(self._searches.names)
            self.listed.emit(self._names)

    async def _open(self, name: str) -> None:
        search = await self._apart(partial(self._searches.load, name))
        self._dials.show_emphasis(search.emphasis)
        self._session.searching.go_to(*search)

    async def _apart(self, work: Callable[[], T]) -> T:
        async with self._one_at_a_time:
            return await asyncio.get_running_loop().run_in_executor(None, work)

    def _list_first(self) -> None:
        if not self._is_listed:
            self.list_names()

    def _fill_list(self, names: Sequence[str]) -> None:
        self.list.clear()
        for name in names[:IN_MENU]:
            action = self.list.addAction(readable(name).replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self.open(name))
        self.list.addSeparator()
        everything = self.list.addAction(self.tr("&All, to rename or delete…"))
        everything.triggered.connect(lambda _=False: self.show_all())
        self.list.setEnabled(bool(names))
