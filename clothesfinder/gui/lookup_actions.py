"""Look up many, as the window's menu asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from clothesfinder.gui.looking_up import LookingUp
from clothesfinder.gui.lookup_dialog import LookupDialog
from clothesfinder.gui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.session import Session
    from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
    from clothesfinder.gui.window import MainWindow

MEMORY = 16 * 2**20
"""Bytes of small pictures that are kept: about 1,700 of them."""


class LookupActions(QObject):
    """Bound to the window's menu; needs the window only to show the dialog."""

    def __init__(self, window: MainWindow, session: Session, exchange: ThumbnailExchange) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.looking = LookingUp(session)
        # Of its own: those of the results go on coming. None of them is kept on the disk.
        self._thumbnails = Thumbnails(None, MEMORY, parent=self)
        self._thumbnails.missing.connect(exchange.fetch)
        exchange.arrived.connect(self._thumbnails.supply)
        session.gallery_opened.connect(self._go_with)

    def fill_menu(self, menu: QMenu) -> QAction:
        """Put the entry into a menu; it needs a gallery."""
        action = menu.addAction(self.tr("Look up &many…"))
        action.setShortcut("Ctrl+B")
        action.triggered.connect(self.show)
        return action

    def show(self) -> None:
        """Show the window for the present gallery: the one there is, or a new one."""
        if (catalog := self._session.catalog) is None:
            return
        for dialog in self._shown():
            dialog.raise_()
            dialog.activateWindow()
            return
        given = catalog, self._session, self.looking, self._thumbnails
        dialog = LookupDialog(self._window, *given)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def close(self) -> None:
        """End what is under way."""
        for dialog in self._shown():
            dialog.done(QDialog.DialogCode.Rejected)
        self._thumbnails.close()

    def _go_with(self, gallery: Path | None) -> None:
        """Where the gallery is opened again, go on with it; another one ends all this."""
        for dialog in self._shown():
            if self._session.catalog is not None and dialog.catalog.gallery == gallery:
                dialog.catalog = self._session.catalog
            else:
                dialog.done(QDialog.DialogCode.Rejected)

    def _shown(self) -> list[LookupDialog]:
        return [one for one in self._window.findChildren(LookupDialog) if one.isVisible()]
