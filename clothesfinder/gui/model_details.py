"""What is to be said of one model, and the buttons for what may be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clothesfinder.gui.dialog_parts import push_button, sentence_label, thin_bar
from clothesfinder.gui.sentences import said
from clothesfinder.model_download import readable_size
from clothesfinder.models import BUILTIN, KNOWN, is_installed, missing_extra

if TYPE_CHECKING:
    from clothesfinder.gui.model_downloads import ModelDownloads
    from clothesfinder.model_download import Fetched
    from clothesfinder.models import Model

MISSING = (
    "It needs packages that are not installed. Install them with this command, then start"
    " Clothesfinder again:"
)
CONNECTING, STOPPING = "Connecting…", "Stopping…"
FAR = "{} of {}"
HERE, NOT_HERE = "It is on this computer.", "It is not on this computer yet."


translate = QCoreApplication.translate


class Uses(NamedTuple):
    """What goes by which model, by its name."""

    gallery: str = ""
    """The present gallery's name for people, empty where there is none."""
    present: str = ""
    """The model of the present gallery; empty where it goes by a file of the original scripts."""
    new: str = BUILTIN
    """The model of galleries that are indexed for the first time."""


class ModelDetails(QWidget):
    """What a model is for, whether it is here, and how it is got, used and removed."""

    gallery_chosen = Signal(object)
    """The Model that the present gallery shall go by."""
    new_chosen = Signal(object)
    """The Model that new galleries shall go by."""
    removal_wanted = Signal(object)
    """The Model whose files shall be deleted."""

    def __init__(self, downloads: ModelDownloads) -> None:
        super().__init__()
        self._downloads = downloads
        self._model: Model = KNOWN[0]
        self._build()
        downloads.progressed.connect(self._show_progress)

    def show_model(self, model: Model, uses: Uses, problem: str) -> None:
        """Show this model, with what went wrong with it, if anything did."""
        self._model = model
        self._title.setText(said(model.title))
        self._sentence.setText(said(model.sentence))
        self._facts.setText(_facts(model))
        self._state.setText(_told(model, uses))
        command = missing_extra(model)
        self._missing.setVisible(bool(command))
        self._command.setText(command)
        self._command.setVisible(bool(command))
        self._error.setText(said(problem))
        self._error.setAccessibleName(said(problem))
        self._error.setVisible(bool(problem))
        self._show_uses(uses)
        self._show_download()
        if self._downloads.newest is not None:
            self._show_progress(self._downloads.newest)

    def _show_uses(self, uses: Uses) -> None:
        """Enable the buttons that change what goes by the model."""
        model = self._model
        is_usable = is_installed(model) and not missing_extra(model)
        may_change = bool(uses.gallery and uses.present) and model.name != uses.present
        self._for_gallery.setEnabled(is_usable and may_change)
        self._for_new.setEnabled(is_usable and model.name != uses.new)
        is_in_use = model.name in (uses.present, uses.new)
        self._remove.setEnabled(not is_in_use)

    def _show_download(self) -> None:
        """Show the button that fits, or how far the download is."""
        model, under_way = self._model, self._downloads.model
        here, is_coming = is_installed(model), under_way == model
        shown = {self._get: not here and not is_coming, self._remove: here and bool(model.files)}
        for button in sorted(shown, key=shown.__getitem__):  # both at once would widen the window
            button.setVisible(shown[button])
        self._get.setText(self.tr("&Download ({})").format(said(readable_size(model.size))))
        self._get.setEnabled(under_way is None)
        for widget in (self._bar, self._far, self.cancel):
            widget.setVisible(is_coming)
        self.cancel.setEnabled(True)
        if is_coming and self._downloads.newest is None:
            self._bar.setRange(0, 0)
            self._far.setText(self.tr(CONNECTING))

    def _show_progress(self, progress: Fetched) -> None:
        done, total = progress
        self._bar.setRange(0, 1000)
        self._bar.setValue(1000 * done // max(1, total))
        amounts = said(readable_size(done)), said(readable_size(total))
        self._far.setText(self.tr(FAR).format(*amounts))

    def _stop(self) -> None:
        """Cancel the download, which waits for what is asked of the web just now."""
        self.cancel.setEnabled(False)
        self._far.setText(self.tr(STOPPING))
        self._downloads.cancel()

    # --- building

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        large = QFont(self._title.font())
        large.setBold(True)
        large.setPointSizeF(large.pointSizeF() * 1.2)
        self._title.setFont(large)
        self._sentence, self._facts, self._state = (sentence_label("") for _ in range(3))
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        details = QVBoxLayout(self)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(10)
        for label in (self._title, self._sentence, self._facts, self._state):
            details.addWidget(label)
        for label in self._make_warnings():
            label.hide()
            details.addWidget(label)
        details.addStretch(1)
        details.addLayout(self._progress_row())
        details.addLayout(self._button_row())

    def _make_warnings(self) -> tuple[QLabel, ...]:
        """Make what is shown only where something is missing or went wrong."""
        self._missing = sentence_label(self.tr(MISSING))
        self._command = sentence_label("")
        by_mouse, by_keys = (
            Qt.TextInteractionFlag.TextSelectableByMouse,
            Qt.TextInteractionFlag.TextSelectableByKeyboard,
        )
        self._command.setTextInteractionFlags(by_mouse | by_keys)
        self._command.setAccessibleName(self.tr("Command that installs the packages"))
        self._error = sentence_label("")
        self._error.setForegroundRole(QPalette.ColorRole.BrightText)
        return self._missing, self._command, self._error

    def _progress_row(self) -> QHBoxLayout:
        self._bar = thin_bar(self.tr("Progress of the download"))
        self._far = QLabel()
        self.cancel = push_button(
            self.tr("&Cancel"),
            self._stop,
            tip=self.tr("What has arrived is kept for the next time."),
        )
        """Takes the keys while a download is under way."""
        row = QHBoxLayout()
        row.addWidget(self._bar, stretch=1)
        row.addWidget(self._far)
        row.addWidget(self.cancel)
        return row

    def _button_row(self) -> QHBoxLayout:
        self._get = push_button("", lambda: self._downloads.start(self._model))
        self._for_gallery = push_button(
            self.tr("Use for this &gallery…"), lambda: self.gallery_chosen.emit(self._model)
        )
        self._for_new = push_button(
            self.tr("Use for &new galleries"), lambda: self.new_chosen.emit(self._model)
        )
        self._remove = push_button(
            self.tr("&Remove…"), lambda: self.removal_wanted.emit(self._model)
        )
        self._remove.setToolTip(
            self.tr("Delete its files from this computer; it can be downloaded again.")
        )
        row = QHBoxLayout()
        for button in (self._get, self._for_gallery, self._for_new):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._remove)
        return row


def _told(model: Model, uses: Uses) -> str:
    """Whether it is here, and what goes by it."""
    told = [translate("ModelDetails", HERE if is_installed(model) else NOT_HERE)]
    if uses.gallery and model.name == uses.present:
        told.append(translate("ModelDetails", "“{}” goes by it.").format(uses.gallery))
    if model.name == uses.new:
        told.append(translate("ModelDetails", "New galleries go by it."))
    return " ".join(told)


def _facts(model: Model) -> str:
    """What else is to be known, in one paragraph."""
    by_words = translate("ModelDetails", "Finds by pictures and by words.")
    finds = by_words if model.takes_text else translate("ModelDetails", "Finds by pictures.")
    licence = translate("ModelDetails", "Licence: {}.").format(said(model.licence))
    return f"{finds} {licence}"
