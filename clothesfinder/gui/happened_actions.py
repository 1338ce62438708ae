"""What happened, as the window's menu and notices ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.gui.gallery_dialogs import GalleryDialogs
from clothesfinder.gui.happened_dialog import HappenedDialog
from clothesfinder.gui.looking import Looking

if TYPE_CHECKING:
    from clothesfinder.catalog import Catalog
    from clothesfinder.file_states import State
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow


class HappenedActions(GalleryDialogs[HappenedDialog]):
    """See GalleryDialogs."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session, HappenedDialog)
        self.looking = Looking(session)

    def make(self, catalog: Catalog) -> HappenedDialog:
        """See GalleryDialogs."""
        return HappenedDialog(self._window, catalog, self._session, self.looking)

    def show(self, state: State | None = None) -> HappenedDialog | None:
        """Show the window for the present gallery, with the files in this state, or all."""
        dialog = super().show()
        if dialog is not None and state is not None:
            dialog.show_state(state)
        return dialog
