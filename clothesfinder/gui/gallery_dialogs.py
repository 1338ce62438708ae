"""Windows about the present gallery, of each kind one at a time: shown, and kept to the gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow


class GalleryDialog(QDialog):
    """A window about a gallery."""

    def __init__(self, parent: QWidget, catalog: Catalog) -> None:
        super().__init__(parent)
        self.catalog = catalog


W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=GalleryDialog)


def shown_of(window: QWidget, kind: type[W]) -> list[W]:
    """The windows of this kind that belong to this one and are to be seen."""
    return [one for one in window.findChildren(kind) if one.isVisible()]


def come_forward(dialog: QDialog) -> None:
    """Bring a window that is open already before the others."""
    dialog.raise_()
    dialog.activateWindow()


def show_beside(dialog: QDialog) -> None:
    """Show a window that lets the others be used; it is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()


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
        for dialog in shown_of(self._window, self._kind):
            come_forward(dialog)
            return dialog
        dialog = self.make(catalog)
        show_beside(dialog)
        return dialog

    def _go_with(self, gallery: Path | None) -> None:
        """Where the gallery is opened again, go on with it; another one ends all this."""
        for dialog in shown_of(self._window, self._kind):
            if self._session.catalog is not None and dialog.catalog.gallery == gallery:
                dialog.catalog = self._session.catalog
            else:
                dialog.done(QDialog.DialogCode.Rejected)
