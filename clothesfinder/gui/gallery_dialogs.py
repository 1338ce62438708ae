"""Windows about the present gallery, of each kind one at a time: shown, and kept to the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow


class GalleryDialog(QDialog):
    """A window about a gallery."""

    def __init__(self, parent: QWidget, catalog: Catalog) -> None:
        super().__init__(parent)
        self.catalog = catalog


D = TypeVar("D", bound=GalleryDialog)


class GalleryDialogs(QObject, Generic[D]):
    """Bound to the window's menu; needs the window only to show the dialog."""

    def __init__(self, window: MainWindow, session: Session, kind: type[D]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._kind = kind
        session.gallery_opened.connect(self._go_with)

    def make(self, catalog: Catalog) -> D:
        """Make a window for this gallery."""
        raise NotImplementedError

    def show(self) -> D | None:
        """Show the window for the present gallery: the one there is, or a new one.

        None where there is no gallery.
        """
        if (catalog := self._session.catalog) is None:
            return None
        for dialog in self._shown():
            dialog.raise_()
            dialog.activateWindow()
            return dialog
        dialog = self.make(catalog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    def _go_with(self, gallery: Path | None) -> None:
        """Where the gallery is opened again, go on with it; another one ends all this."""
        for dialog in self._shown():
            if self._session.catalog is not None and dialog.catalog.gallery == gallery:
                dialog.catalog = self._session.catalog
            else:
                dialog.done(QDialog.DialogCode.Rejected)

    def _shown(self) -> list[D]:
        return [one for one in self._window.findChildren(self._kind) if one.isVisible()]
