"""What a user may do about the models: the dialog, the questions, and what follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clothesfinder.gui.model_details import Uses
from clothesfinder.gui.model_dialog import ModelDialog
from clothesfinder.gui.model_downloads import ModelDownloads
from clothesfinder.gui.model_questions import remove_model_question, use_model_question
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.model_download import readable_size
from clothesfinder.models import BUILTIN, is_model_name, model_of_space, title_and_state

if TYPE_CHECKING:
    from clothesfinder.answers import Status
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.models import Model

ARRIVED = "{} is on this computer now. Choose it in Settings > Model to use it."
ORIGINAL = "a model file of the original scripts"


class ModelActions(QObject):
    """Bound to the window's menu; needs the window only to show its dialogs and notices."""

    def __init__(self, window: MainWindow, session: Session, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._preferences = preferences
        self._status: Status | None = None
        self._dialog: ModelDialog | None = None
        self.downloads = ModelDownloads()
        self.downloads.arrived.connect(self._tell_arrived)
        self.downloads.broke_off.connect(self._tell_problem)
        session.gallery_opened.connect(lambda _: self._note_status(None))
        session.status_known.connect(self._note_status)
        preferences.changed.connect(self._show_uses)

    def choose(self) -> None:
        """Show the models that may be chosen."""
        self._dialog = ModelDialog(self._window, self.downloads, self._uses())
        self._dialog.details.gallery_chosen.connect(self._ask_to_use)
        self._dialog.details.new_chosen.connect(self._use_for_new)
        self._dialog.details.removal_wanted.connect(self._ask_to_remove)
        self._dialog.measuring_wanted.connect(self._measure)
        self._dialog.finished.connect(self._forget_dialog)
        self._window.open_dialog(self._dialog)

    def present(self) -> str:
        """What the present gallery goes by, or else new ones, and whether it is here, in words."""
        gallery, uses = self._session.gallery, self._uses()
        name = uses.present if gallery else uses.new
        if name:
            return said(title_and_state(name))
        file = self._preferences.now.models.get(str(gallery))
        return readable(Path(file).name) if file else self.tr(ORIGINAL)

    def _uses(self) -> Uses:
        """Tell what goes by which model."""
        new, gallery = self._preferences.now.default_model, self._session.gallery
        if gallery is None:
            return Uses(new=new)
        present = self._preferences.now.models.get(str(gallery))
        if present is None and self._status is not None and self._status.indexed:
            known = model_of_space(self._status.space)
            present = known or ("" if self._status.by_model_file else BUILTIN)
        if present is None:
            present = new
        return Uses(readable(gallery.name), present if is_model_name(present) else "", new)

    def _ask_to_use(self, model: Model) -> None:
        if (gallery := self._session.gallery) is not None:
            shared = self._window.is_shared
            box = use_model_question(self._window, gallery, model.title, shared=shared)
            box.accepted.connect(lambda: self._use(gallery, model))
            self._window.open_dialog(box)

    def _use(self, gallery: Path, model: Model) -> None:
        self._preferences.keep(self._preferences.now.with_model(gallery, model.name))
        if self._dialog is not None:
            self._dialog.accept()
        if self._session.present(gallery) is None:
            return
        if self._window.is_shared:  # which is never begun by itself
            self._session.index(gallery)
        else:
            self._session.open_gallery(gallery)

    def _ask_to_remove(self, model: Model) -> None:
        size = readable_size(model.size)
        box = remove_model_question(self._window, said(model.title), size)
        box.accepted.connect(lambda: self.downloads.remove(model))
        self._window.open_dialog(box)

    def _measure(self) -> None:
        """Measure beside the window, which can be used meanwhile: the dialog would hold it up."""
        if self._dialog is not None:
            self._dialog.accept()
        self._window.gallery_actions.measure()

    def _use_for_new(self, model: Model) -> None:
        self._preferences.keep(replace(self._preferences.now, default_model=model.name))

    def _note_status(self, status: Status | None) -> None:
        self._status = status
        self._show_uses()

    def _show_uses(self) -> None:
        if self._dialog is not None:
            self._dialog.show_uses(self._uses())

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _tell_arrived(self, model: Model) -> None:
        if self._dialog is None:
            told = self.tr(ARRIVED).format(said(model.title))
            self._window.notice.tell(told, button=self.tr("Models…"), act=self.choose)

    def _tell_problem(self, _model: Model, sentence: str) -> None:
        if self._dialog is None:
            self._window.notice.tell(sentence, warning=True)
