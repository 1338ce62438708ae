"""The window of the models that may be chosen: what each is for, and how it is got and used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.login_steps import sentence_label
from clothesfinder.model_download import readable_size
from clothesfinder.models import BUILTIN, KNOWN, is_installed, missing_extra

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clothesfinder.gui.model_downloads import ModelDownloads
    from clothesfinder.model_download import Fetched
    from clothesfinder.models import Model

INTRODUCTION = (
    "The model is what sees how alike two garments are. All run on this computer; your pictures"
    " never leave it. Nothing is downloaded unless you ask."
)
MISSING = "It needs packages that are not installed. Install them with this command, then start"
MISSING_END = " Clothesfinder again:"
CONNECTING, STOPPING = "Connecting…", "Stopping…"
FAR = "{} of {}"
HERE, NOT_HERE = "It is on this computer.", "It is not on this computer yet."


class Uses(NamedTuple):
    """What goes by which model, by its name."""

    gallery: str = ""
    """The present gallery's name for people, empty where there is none."""
    present: str = ""
    """The model of the present gallery; empty where it goes by a file of the original scripts."""
    new: str = BUILTIN
    """The model of galleries that are indexed for the first time."""


class ModelDialog(QDialog):
    """A list of the models, and beside it what is to be said and done about the marked one."""

    gallery_chosen = Signal(object)
    """The Model that the present gallery shall go by."""
    new_chosen = Signal(object)
    """The Model that new galleries shall go by."""
    removal_wanted = Signal(object)
    """The Model whose files shall be deleted."""
    measuring_wanted = Signal()
    """The user wants to know which model finds more in the present gallery."""

    def __init__(self, parent: QWidget, downloads: ModelDownloads, uses: Uses) -> None:
        super().__init__(parent)
        self.setWindowTitle("Model")
        self.resize(760, 460)
        self._downloads = downloads
        self._uses = uses
        self._models: Sequence[Model] = KNOWN
        self._is_untouched = True
        """Whether the user has marked none yet."""
        self._problem: tuple[Model, str] | None = None
        """The model that something went wrong with last, and what."""
        self._build()
        self._fill()
        self._mark_used()
        downloads.began.connect(self._forget_problem)
        downloads.ended.connect(self._show)
        downloads.progressed.connect(self._show_progress)
        downloads.broke_off.connect(self._show_problem)
        downloads.listed.connect(self._take_installed)
        downloads.list_installed()

    @property
    def model(self) -> Model:
        """The one that is marked."""
        return self._models[max(0, self._list.currentRow())]

    def show_uses(self, uses: Uses) -> None:
        """Show what goes by which model from now on."""
        self._uses = uses
        self._show()

    def _take_installed(self, installed: Sequence[Model]) -> None:
        """Show also those that are in no list, but here."""
        others = [model for model in installed if model not in KNOWN]
        if [*KNOWN, *others] != [*self._models]:
            marked, was_untouched = self.model.name, self._is_untouched
            self._models = [*KNOWN, *others]
            self._fill()
            if not (was_untouched and self._mark_used()):
                self._mark(marked)
        self._show()

    def _mark_used(self) -> bool:
        """Mark the model that the present gallery goes by, or else new ones, if it is listed."""
        is_listed = self._mark(self._uses.present or self._uses.new)
        self._is_untouched = True
        return is_listed

    def _mark(self, name: str) -> bool:
        names = [model.name for model in self._models]
        if name in names:
            self._list.setCurrentRow(names.index(name))
        return name in names

    def _note_marked(self) -> None:
        self._is_untouched = False
        self._show()

    def _fill(self) -> None:
        marked = max(0, self._list.currentRow())
        self._list.blockSignals(True)
        self._list.clear()
        for model in self._models:
            self._list.addItem(self._item(model))
        self._list.setCurrentRow(min(marked, len(self._models) - 1))
        self._list.blockSignals(False)
        self._show()

    def _show(self, _: object = None) -> None:
        """Show all about the marked model."""
        model = self.model
        for row, one in enumerate(self._models):
            self._describe(self._list.item(row), one)
        self._title.setText(model.title)
        self._sentence.setText(model.sentence)
        self._facts.setText(_facts(model))
        self._state.setText(self._told())
        command = missing_extra(model)
        self._missing.setVisible(bool(command))
        self._command.setText(command)
        self._command.setVisible(bool(command))
        problem = self._problem[1] if self._problem and self._problem[0] == model else ""
        self._error.setText(problem)
        self._error.setAccessibleName(problem)
        self._error.setVisible(bool(problem))
        self._show_buttons()
        if self._downloads.newest is not None:
            self._show_progress(self._downloads.newest)
        QTimer.singleShot(0, self, self._fit)

    def _show_buttons(self) -> None:
        model, uses, under_way = self.model, self._uses, self._downloads.model
        here, is_coming = is_installed(model), under_way == self.model
        had_keys = self.focusWidget()
        is_usable = here and not missing_extra(model)
        shown = {self._get: not here and not is_coming, self._remove: here and bool(model.files)}
        for button in sorted(shown, key=shown.__getitem__):  # both at once would widen the window
            button.setVisible(shown[button])
        self._get.setText(f"&Download ({readable_size(model.size)})")
        self._get.setEnabled(under_way is None)
        for widget in (self._bar, self._far, self._cancel):
            widget.setVisible(is_coming)
        self._cancel.setEnabled(True)
        if is_coming and self._downloads.newest is None:
            self._bar.setRange(0, 0)
            self._far.setText(CONNECTING)
        may_change = bool(uses.gallery and uses.present) and model.name != uses.present
        self._for_gallery.setEnabled(is_usable and may_change)
        self._for_new.setEnabled(is_usable and model.name != uses.new)
        is_in_use = model.name in (uses.present, uses.new)
        self._remove.setEnabled(not is_in_use)
        if had_keys is not None and (had_keys.isHidden() or not had_keys.isEnabled()):
            (self._cancel if is_coming else self._list).setFocus()  # and not what is next by chance

    def _told(self) -> str:
        """Whether it is here, and what goes by it."""
        uses, model = self._uses, self.model
        told = [HERE if is_installed(model) else NOT_HERE]
        if uses.gallery and model.name == uses.present:
            told.append(f"“{uses.gallery}” goes by it.")
        if model.name == uses.new:
            told.append("New galleries go by it.")
        return " ".join(told)

    def _item(self, model: Model) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, 46))
        self._describe(item, model)
        return item

    def _describe(self, item: QListWidgetItem, model: Model) -> None:
        state = "on this computer"
        if model == self._downloads.model:
            state = "being downloaded"
        elif not is_installed(model):
            state = f"{readable_size(model.size)} to download"
        elif model.name in (self._uses.present, self._uses.new):
            state += ", in use"
        item.setText(f"{model.title}\n{state}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{model.title}, {state}")

    def _show_progress(self, progress: Fetched) -> None:
        done, total = progress
        self._bar.setRange(0, 1000)
        self._bar.setValue(1000 * done // max(1, total))
        self._far.setText(FAR.format(readable_size(done), readable_size(total)))

    def _stop(self) -> None:
        """Cancel the download, which waits for what is asked of the web just now."""
        self._cancel.setEnabled(False)
        self._far.setText(STOPPING)
        self._downloads.cancel()

    def _show_problem(self, model: Model, sentence: str) -> None:
        """Say at this model what went wrong with it."""
        self._problem = model, sentence
        self._list.setCurrentRow(list(self._models).index(model))
        self._show()

    def _forget_problem(self) -> None:
        self._problem = None
        self._show()

    def _fit(self) -> None:
        """Grow where the sentences need more lines than there is room for."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    # --- building

    def _build(self) -> None:
        self._list = QListWidget()
        self._list.setAccessibleName("Models")
        self._list.setUniformItemSizes(True)
        self._list.setFocus()
        self._list.setFixedWidth(260)
        self._list.currentRowChanged.connect(self._note_marked)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list)
        row.addLayout(self._details(), stretch=1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        measure = _button("Which finds &more?…", self.measuring_wanted.emit)
        measure.setToolTip("Measure the models on this computer on the present gallery's pictures.")
        measure.setEnabled(bool(self._uses.gallery))
        close.addButton(measure, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(sentence_label(INTRODUCTION))
        column.addLayout(row, stretch=1)
        column.addWidget(close)

    def _details(self) -> QVBoxLayout:
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        large = QFont(self._title.font())
        large.setBold(True)
        large.setPointSizeF(large.pointSizeF() * 1.2)
        self._title.setFont(large)
        self._sentence, self._facts, self._state = (sentence_label("") for _ in range(3))
        self._facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._missing = sentence_label(MISSING + MISSING_END)
        self._command = sentence_label("")
        by_mouse, by_keys = (
            Qt.TextInteractionFlag.TextSelectableByMouse,
            Qt.TextInteractionFlag.TextSelectableByKeyboard,
        )
        self._command.setTextInteractionFlags(by_mouse | by_keys)
        self._command.setAccessibleName("Command that installs the packages")
        self._error = sentence_label("")
        self._error.setForegroundRole(QPalette.ColorRole.BrightText)
        details = QVBoxLayout()
        details.setSpacing(10)
        for label in (self._title, self._sentence, self._facts, self._state):
            details.addWidget(label)
        for label in (self._missing, self._command, self._error):
            label.hide()
            details.addWidget(label)
        details.addStretch(1)
        details.addLayout(self._progress_row())
        details.addLayout(self._button_row())
        return details

    def _progress_row(self) -> QHBoxLayout:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName("Progress of the download")
        self._far = QLabel()
        self._cancel = _button("&Cancel", self._stop)
        self._cancel.setToolTip("What has arrived is kept for the next time.")
        row = QHBoxLayout()
        row.addWidget(self._bar, stretch=1)
        row.addWidget(self._far)
        row.addWidget(self._cancel)
        return row

    def _button_row(self) -> QHBoxLayout:
        self._get = _button("", lambda: self._downloads.start(self.model))
        self._for_gallery = _button(
            "Use for this &gallery…", lambda: self.gallery_chosen.emit(self.model)
        )
        self._for_new = _button("Use for &new galleries", lambda: self.new_chosen.emit(self.model))
        self._remove = _button("&Remove…", lambda: self.removal_wanted.emit(self.model))
        self._remove.setToolTip("Delete its files from this computer; it can be downloaded again.")
        row = QHBoxLayout()
        for button in (self._get, self._for_gallery, self._for_new):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._remove)
        return row


def _button(text: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: act())  # type: ignore[operator]
    return button


def _facts(model: Model) -> str:
    """What else is to be known, in one paragraph."""
    finds = "Finds by pictures and by words" if model.takes_text else "Finds by pictures"
    return f"{finds}. Licence: {model.licence}."
