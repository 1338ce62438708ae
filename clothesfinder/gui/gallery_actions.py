"""What a user may do about the present gallery: the questions, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clothesfinder.gui.choosing import choose_folder, choose_model
from clothesfinder.gui.gallery_questions import forget_question, remove_question
from clothesfinder.gui.names import titled

if TYPE_CHECKING:
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing import Sharing
    from clothesfinder.gui.window import MainWindow


class GalleryActions(QObject):
    """Bound to the window's menu; needs the window only to show its dialogs."""

    def __init__(
        self, window: MainWindow, session: Session, sharing: Sharing, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._sharing = sharing
        self._preferences = preferences
        session.status_known.connect(lambda _status: self._note_used())
        session.relocated.connect(self._keep_relocated)
        session.forgotten.connect(self._keep_forgotten)

    # --- what the user wants

    def open_last(self) -> None:
        """Go on where the last start left off."""
        if recent := self._preferences.now.recent_galleries:
            self._session.open_gallery(Path(recent[0]))

    def update(self) -> None:
        """Index the present gallery again."""
        if self._session.gallery is not None:
            self._session.index(self._session.gallery)

    def forget(self) -> None:
        """Delete the index of the present gallery, when the user agrees."""
        gallery = self._session.gallery
        if gallery is None:
            return
        box = forget_question(self._window, gallery, shared=self._window.is_shared)
        box.accepted.connect(lambda: self._session.forget_gallery(gallery))
        self._window.open_dialog(box)

    def relocate(self) -> None:
        """Ask where the pictures of the present gallery lie now."""
        if (gallery := self._session.gallery) is not None:
            title = titled(self.tr("Where the pictures of “{}” lie now"), gallery)
            dialog = choose_folder(self._window, title)
            relocate = self._session.relocate_gallery
            dialog.fileSelected.connect(lambda folder: relocate(gallery, Path(folder)))
            self._window.open_dialog(dialog)

    def choose_model(self) -> None:
        """Ask for the model's file of a gallery of the original scripts."""
        if (gallery := self._session.gallery) is not None:
            dialog = choose_model(self._window)
            dialog.fileSelected.connect(lambda file: self._use_model(gallery, Path(file)))
            self._window.open_dialog(dialog)

    def measure(self) -> None:
        """Show the window in which models are measured on the present gallery's pictures."""
        self._session.begin(self._measure())

    def remove_missing(self, missing: int) -> None:
        """Remove so many pictures that are not here from the gallery, when the user agrees."""
        if (gallery := self._session.gallery) is not None:
            shared = self._window.is_shared
            box = remove_question(self._window, gallery, missing, shared=shared)
            box.accepted.connect(lambda: self._session.index(gallery, remove_missing=True))
            self._window.open_dialog(box)

    # --- what follows

    async def _measure(self) -> None:
        from clothesfinder.gui.measure_dialog import show_measuring  # seldom used, slow to import

        models = await self._session.models()
        if (gallery := self._session.gallery) is not None:
            show_measuring(self._window, gallery, models, self._session.measuring)

    def _use_model(self, gallery: Path, model: Path) -> None:
        self._preferences.keep(self._preferences.now.with_model(gallery, model))
        if self._session.present(gallery) is not None:
            self._session.open_gallery(gallery)

    def _note_used(self) -> None:
        gallery = self._session.gallery
        assert gallery is not None
        self._preferences.keep(self._preferences.now.with_gallery(gallery))

    def _keep_relocated(self, gallery: Path, folder: Path) -> None:
        self._preferences.keep(self._preferences.now.with_folder(gallery, folder))

    def _keep_forgotten(self, gallery: Path) -> None:
        self._sharing.leave(gallery)
        self._preferences.keep(self._preferences.now.without_gallery(gallery))
