"""The window of the models that may be chosen: what each is for, and how it is got and used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import grow, push_button, sentence_label
from clothesfinder.gui.model_details import ModelDetails
from clothesfinder.gui.sentences import said
from clothesfinder.model_download import readable_size
from clothesfinder.models import KNOWN, is_installed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clothesfinder.gui.model_details import Uses
    from clothesfinder.gui.model_downloads import ModelDownloads
    from clothesfinder.models import Model

INTRODUCTION = (
    "The model is what sees how alike two garments are. All run on this computer; your pictures"
    " never leave it. Nothing is downloaded unless you ask."
)
MEASURING = "Measure the models on this computer on the present gallery's pictures."


class ModelDialog(QDialog):
    """A list of the models, and beside it what is to be said and done about the marked one."""

    measuring_wanted = Signal()
    """The user wants to know which model finds more in the present gallery."""

    def __init__(self, parent: QWidget, downloads: ModelDownloads, uses: Uses) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Model"))
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
        model, had_keys = self.model, self.focusWidget()
        for row, one in enumerate(self._models):
            self._describe(self._list.item(row), one)
        problem = self._problem[1] if self._problem and self._problem[0] == model else ""
        self.details.show_model(model, self._uses, problem)
        if had_keys is not None and (had_keys.isHidden() or not had_keys.isEnabled()):
            is_coming = self._downloads.model == model
            (
                self.details.cancel if is_coming else self._list
            ).setFocus()  # not what is next by chance
        QTimer.singleShot(0, self, partial(grow, self))

    def _item(self, model: Model) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, 46))
        self._describe(item, model)
        return item

    def _describe(self, item: QListWidgetItem, model: Model) -> None:
        title, state = said(model.title), self.tr("on this computer")
        if model == self._downloads.model:
            state = self.tr("being downloaded")
        elif not is_installed(model):
            state = self.tr("{} to download").format(said(readable_size(model.size)))
        elif model.name in (self._uses.present, self._uses.new):
            state = self.tr("on this computer, in use")
        item.setText(f"{title}\n{state}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {state}")

    def _show_problem(self, model: Model, sentence: str) -> None:
        """Say at this model what went wrong with it."""
        self._problem = model, sentence
        self._list.setCurrentRow(list(self._models).index(model))
        self._show()

    def _forget_problem(self) -> None:
        self._problem = None
        self._show()

    # --- building

    def _build(self) -> None:
        self.details = ModelDetails(self._downloads)
        """What is said and can be done about the marked model."""
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Models"))
        self._list.setUniformItemSizes(True)
        self._list.setFocus()
        self._list.setFixedWidth(260)
        self._list.currentRowChanged.connect(self._note_marked)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._list)
        row.addWidget(self.details, stretch=1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        measure = push_button(self.tr("Which finds &more?…"), self.measuring_wanted.emit)
        measure.setToolTip(self.tr(MEASURING))
        measure.setEnabled(bool(self._uses.gallery))
        close.addButton(measure, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(sentence_label(self.tr(INTRODUCTION)))
        column.addLayout(row, stretch=1)
        column.addWidget(close)
