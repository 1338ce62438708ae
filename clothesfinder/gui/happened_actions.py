"""What happened, as the window's menu and notices ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from clothesfinder.gui.happened_dialog import HappenedDialog
from clothesfinder.gui.looking import Looking

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.file_states import State
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow


class HappenedActions(QObject):
    """Bound to the window's menu; needs the window only to show the dialog."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.looking = Looking(session)
        session.gallery_opened.connect(self._go_with)

    def show(self, state: State | None = None) -> None:
        """Show the window for the present gallery, with the files in this state, or all."""
        if (catalog := self._session.catalog) is None:
            return
        dialog = next(iter(self._shown()), None)
        if dialog is None:
            dialog = HappenedDialog(self._window, catalog, self._session, self.looking)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show()
        else:
            dialog.raise_()
            dialog.activateWindow()
        if state is not None:
            dialog.show_state(state)

    def _go_with(self, gallery: Path | None) -> None:
        """Where the gallery is opened again, go on with it; another one ends all this."""
        for dialog in self._shown():
            if self._session.catalog is not None and dialog.catalog.gallery == gallery:
                dialog.go_with(self._session.catalog)
            else:
                dialog.done(QDialog.DialogCode.Rejected)

    def _shown(self) -> list[HappenedDialog]:
        return [one for one in self._window.findChildren(HappenedDialog) if one.isVisible()]
