"""The window in which models are measured on the pictures of a gallery, so that one can be chosen.

It is to be shown, not opened: the gallery can be searched meanwhile.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import fit, sentence_label, thin_bar
from clothesfinder.gui.gallery_dialogs import come_forward, show_beside, shown_of
from clothesfinder.gui.language import number
from clothesfinder.gui.measured_view import MeasuredView
from clothesfinder.gui.names import titled
from clothesfinder.gui.sentences import said
from clothesfinder.gui.work_panel import spoken_time
from clothesfinder.measuring import PICTURES, measure
from clothesfinder.sample import LEAST, MOST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from clothesfinder.gui.measuring import Measuring
    from clothesfinder.measured import Result
    from clothesfinder.measuring import Load, Step

INTRODUCTION = (
    "Each model looks for the same pictures of “{}” by changed copies of them: a small part,"
    " mirrored, in other light, turned, and more. That tells which one sees more in your pictures."
    " It takes minutes, in which you can go on searching; nothing is changed."
)
PICTURES_TIP = "The more pictures, the longer it takes, and the smaller the differences it can tell"
FOLDERS_TIP = "It is measured, too, how often pictures of the same folder find each other"
STOPPED = "The measuring was stopped, and nothing of it is kept."
WIDTH = 640
STARTING = "Starting…"
STOPPING = "Stopping…"


class MeasureDialog(QDialog):
    """What to measure, then how far it is, then what came out."""

    def __init__(
        self, parent: QWidget, gallery: Path, models: Mapping[str, Load], measuring: Measuring
    ) -> None:
        """Take what loads each of the models that can be chosen, by its title."""
        super().__init__(parent)
        self.gallery = gallery
        self._models = models
        self._measuring = measuring
        self._is_running = False
        self._has_outcome = False
        self.setWindowTitle(titled(self.tr("Measure on “{}”"), gallery))
        self._build()
        measuring.progressed.connect(self._show_step)
        measuring.measured.connect(self._show_result)
        measuring.failed.connect(self._show_problem)
        measuring.ended.connect(self._end)
        self.finished.connect(measuring.cancel)
        self._show_state()

    def reject(self) -> None:
        """Qt's answer to Escape: it first stops what runs."""
        if self._is_running:
            self._cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Close for good, with what runs: that ends when this is finished."""
        self._is_running = False
        super().closeEvent(event)

    def _chosen(self) -> dict[str, Load]:
        return {title: self._models[title] for title, box in self._boxes.items() if box.isChecked()}

    def _start(self) -> None:
        if self._view.isVisible():  # what is chosen is to be seen before it is measured again
            self._view.hide()
            self._show_state()
            return
        self._is_running, self._has_outcome = True, False
        self._bar.setRange(0, 0)
        self._told.setText(self.tr(STARTING))
        folders = self._folders.isChecked()
        steps = measure(self.gallery, self._chosen(), self._pictures.value(), folders=folders)
        self._measuring.start(steps)
        self._show_state()
        self._stop_button.setFocus()

    def _cancel(self) -> None:
        self._told.setText(self.tr(STOPPING))
        self._stop_button.setEnabled(False)
        self._measuring.cancel()

    def _show_step(self, step: Step) -> None:
        if not step.total:
            self._told.setText(f"{said(step.doing)}: {number(step.done)}")
            return
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        left = step.seconds_left
        told = self.tr("“{}”: {} of %Ln pictures", None, step.total)
        told = told.format(said(step.doing), number(step.done))
        if left is not None:
            told += ", " + self.tr("about {} left").format(spoken_time(left))
        self._told.setText(told)

    def _show_result(self, result: Result) -> None:
        self._has_outcome = True
        self._told.clear()
        self._view.show_result(result)
        self._view.show()

    def _show_problem(self, sentence: str) -> None:
        self._has_outcome = True
        self._told.setText(said(sentence))
        self._told.show()

    def _end(self) -> None:
        self._is_running = False
        if not self._has_outcome:
            self._told.setText(self.tr(STOPPED))
        self._show_state()

    def _show_state(self) -> None:
        """Show the widgets that belong to what is done now."""
        has_result = self._view.isVisible()
        self._choices.setVisible(not has_result)
        self._choices.setEnabled(not self._is_running)
        self._told.setVisible(bool(self._told.text()))
        self._bar.setVisible(self._is_running)
        self._start_button.setText(self.tr("Measure &again…") if has_result else self.tr("&Start"))
        self._start_button.setVisible(not self._is_running)
        self._start_button.setEnabled(has_result or bool(self._chosen()))
        self._start_button.setDefault(not has_result)
        self._save_button.setVisible(has_result)
        self._stop_button.setVisible(self._is_running)
        self._stop_button.setEnabled(self._is_running)
        self._close_button.setVisible(not self._is_running)
        QTimer.singleShot(0, self, partial(fit, self, WIDTH))

    # --- building

    def _build(self) -> None:
        self._choices = self._make_choices()
        self._told = sentence_label("")
        self._bar = thin_bar(self.tr("Progress of the measuring"))
        self._view = MeasuredView()
        self._view.hide()
        self._view.save_failed.connect(self._show_problem)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (self._choices, self._view, self._told, self._bar, self._buttons()):
            column.addWidget(widget)
        column.setStretchFactor(self._view, 1)

    def _make_choices(self) -> QWidget:
        self._pictures = QSpinBox()
        self._pictures.setRange(LEAST, MOST)
        self._pictures.setSingleStep(50)
        self._pictures.setValue(PICTURES)
        self._pictures.setToolTip(self.tr(PICTURES_TIP))
        self._folders = QCheckBox(self.tr("Pictures in the same &folder belong together"))
        self._folders.setToolTip(self.tr(FOLDERS_TIP))
        self._boxes = {title: QCheckBox(said(title).replace("&", "&&")) for title in self._models}
        group = QGroupBox(self.tr("Models"))
        boxes = QVBoxLayout(group)
        for box in self._boxes.values():
            box.setChecked(True)
            box.toggled.connect(self._show_state)
            boxes.addWidget(box)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("At most so many &pictures"), self._pictures)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        introduction = titled(self.tr(INTRODUCTION), self.gallery)
        column.addWidget(sentence_label(introduction))
        column.addLayout(form)
        column.addWidget(self._folders)
        column.addWidget(group)
        return choices

    def _buttons(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self._start_button = QPushButton()
        self._stop_button = QPushButton(self.tr("&Cancel"))
        self._save_button = QPushButton(self.tr("Save as CS&V…"))
        self._close_button = QPushButton(self.tr("C&lose"))
        for button, role, act in (
            (self._start_button, roles.ActionRole, self._start),
            (self._save_button, roles.ActionRole, self._view.save),
            (self._stop_button, roles.RejectRole, self._cancel),
            (self._close_button, roles.RejectRole, self.reject),
        ):
            button.clicked.connect(act)
            buttons.addButton(button, role)
        return buttons


def show_measuring(
    parent: QWidget, gallery: Path, models: Mapping[str, Load], measuring: Measuring
) -> None:
    """Show the window for this gallery: the one there is, or a new one in place of another's.

    It goes by the folder alone, and stays when another gallery is opened: a measuring takes minutes
    and needs no index.
    """
    for dialog in shown_of(parent, MeasureDialog):
        if dialog.gallery == gallery:
            come_forward(dialog)
            return
        dialog.done(QDialog.DialogCode.Rejected)
    show_beside(MeasureDialog(parent, gallery, models, measuring))
