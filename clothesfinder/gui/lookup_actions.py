"""Look up many, as the window's menu asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from clothesfinder.gui.gallery_dialogs import GalleryDialogs, shown_of
from clothesfinder.gui.looking_up import LookingUp
from clothesfinder.gui.lookup_dialog import LookupDialog
from clothesfinder.gui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
    from clothesfinder.gui.window import MainWindow

MEMORY = 16 * 2**20
"""Bytes of small pictures that are kept: about 1,700 of them."""


class LookupActions(GalleryDialogs[LookupDialog]):
    """See GalleryDialogs."""

    def __init__(self, window: MainWindow, session: Session, exchange: ThumbnailExchange) -> None:
        super().__init__(window, session, LookupDialog)
        self.looking = LookingUp(session)
        # Of its own: those of the results go on coming. None of them is kept on the disk.
        self._thumbnails = Thumbnails(None, MEMORY, parent=self)
        self._thumbnails.missing.connect(exchange.fetch)
        exchange.arrived.connect(self._thumbnails.supply)

    def fill_menu(self, menu: QMenu) -> QAction:
        """Put the entry into a menu; it needs a gallery."""
        action = menu.addAction(self.tr("Look up &many…"))
        action.setShortcut("Ctrl+B")
        action.triggered.connect(lambda _=False: self.show())
        return action

    def make(self, catalog: Catalog) -> LookupDialog:
        """See GalleryDialogs."""
        return LookupDialog(self._window, catalog, self._session, self.looking, self._thumbnails)

    def close(self) -> None:
        """End what is under way."""
        for dialog in shown_of(self._window, LookupDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        self._thumbnails.close()
