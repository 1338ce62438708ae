"""The window in which the index of the present gallery is checked, and repaired.

It is to be shown, not opened: the gallery can be searched meanwhile.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import fit, sentence_label, thin_bar
from clothesfinder.gui.gallery_dialogs import GalleryDialog, GalleryDialogs
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.gui.verified_view import VerifiedView
from clothesfinder.gui.verifying import Verifying
from clothesfinder.gui.work_panel import spoken_time
from clothesfinder.progress import Progress
from clothesfinder.verifying import PICTURES

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from clothesfinder.catalog import Catalog
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.measuring import Step
    from clothesfinder.verified import Repaired, Report

INTRODUCTION = (
    "Everything in the index of “{}” is looked at, and some of its pictures are embedded again and"
    " searched for. You can go on searching; nothing is changed."
)
PICTURES_TIP = "The more pictures, the longer it takes, and the less can be wrong unseen"
REPAIR = (
    "Repair takes out what is wrong, and indexes it again as an update does. A damaged file is kept"
    " under another name, and the whole gallery is indexed anew. No picture is touched."
)
MOST = 100_000
STOPPED = "The check was stopped."
REPAIR_STOPPED = "The repair was stopped. What was done is kept; check again to go on."
STARTING = "Starting…"
STOPPING = "Stopping…"
REPAIRING = "Repairing"
WIDTH = 600


class VerifyDialog(GalleryDialog):
    """What to check, then how far it is, then what was found, and the offer to repair it."""

    def __init__(self, parent: QWidget, catalog: Catalog, verifying: Verifying) -> None:
        super().__init__(parent, catalog)
        self._verifying = verifying
        self._report: Report | None = None
        self._is_running = self._is_repairing = self._has_outcome = False
        name = readable(catalog.gallery.name)
        self.setWindowTitle(self.tr("Check the index of “{}”").format(name))
        self._build()
        verifying.progressed.connect(self._show_progress)
        verifying.checked.connect(self._show_report)
        verifying.repaired.connect(self._show_repaired)
        verifying.failed.connect(self._show_problem)
        verifying.ended.connect(self._end)
        self.finished.connect(verifying.cancel)
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

    def _check(self) -> None:
        self._begin()
        self._verifying.check(self.catalog, self._pictures.value())

    def _repair(self) -> None:
        report = self._report
        if report is not None:
            self._begin(repairing=True)
            self._verifying.repair(self.catalog, report, self._pictures.value())

    def _begin(self, *, repairing: bool = False) -> None:
        self._is_running, self._is_repairing, self._has_outcome = True, repairing, False
        self._report = None
        self._view.hide()
        self._bar.setRange(0, 0)
        self._told.setText(self.tr(STARTING))
        self._show_state()
        self._stop_button.setFocus()

    def _cancel(self) -> None:
        self._told.setText(self.tr(STOPPING))
        self._stop_button.setEnabled(False)
        self._verifying.cancel()

    def _show_progress(self, step: Step | Progress) -> None:
        doing = self.tr(REPAIRING) if isinstance(step, Progress) else said(step.doing)
        if not step.total:
            self._bar.setRange(0, 0)
            self._told.setText(f"{doing}: {number(step.done)}" if step.done else f"{doing}…")
            return
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        left = step.seconds_left
        told = self.tr("{}: {} of %Ln pictures", None, step.total)
        told = told.format(doing, number(step.done))
        if left is not None:
            told += ", " + self.tr("about {} left").format(spoken_time(left))
        self._told.setText(told)

    def _show_report(self, report: Report, repaired: Repaired | None = None) -> None:
        self._has_outcome = True
        self._report = report
        self._told.setText("" if report.is_sound else self.tr(REPAIR))
        self._view.show_report(report, repaired)
        self._view.show()

    def _show_repaired(self, repaired: Repaired) -> None:
        self._show_report(repaired.after, repaired)

    def _show_problem(self, sentence: str) -> None:
        self._has_outcome = True
        self._told.setText(said(sentence))

    def _end(self) -> None:
        self._is_running = False
        if not self._has_outcome:
            self._told.setText(self.tr(REPAIR_STOPPED if self._is_repairing else STOPPED))
        self._show_state()
        can_repair = self._repair_button.isVisible()
        (self._repair_button if can_repair else self._close_button).setFocus()

    def _show_state(self) -> None:
        """Show the widgets that belong to what is done now."""
        report, running = self._report, self._is_running
        self._choices.setVisible(report is None)
        self._choices.setEnabled(not running)
        self._told.setVisible(bool(self._told.text()))
        self._bar.setVisible(running)
        self._check_button.setText(self.tr("Check &again") if report else self.tr("&Check"))
        self._check_button.setVisible(not running)
        self._repair_button.setVisible(report is not None and not report.is_sound)
        self._stop_button.setVisible(running)
        self._stop_button.setEnabled(running)
        self._close_button.setVisible(not running)
        self._check_button.setDefault(report is None)
        QTimer.singleShot(0, self, partial(fit, self, WIDTH))

    # --- building

    def _build(self) -> None:
        self._choices = self._make_choices()
        self._told = sentence_label("")
        self._bar = thin_bar(self.tr("Progress of the check"))
        self._view = VerifiedView()
        self._view.hide()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (self._choices, self._view, self._told, self._bar, self._buttons()):
            column.addWidget(widget)
        column.setStretchFactor(self._view, 1)

    def _make_choices(self) -> QWidget:
        self._pictures = QSpinBox()
        self._pictures.setRange(1, MOST)
        self._pictures.setSingleStep(50)
        self._pictures.setValue(PICTURES)
        self._pictures.setToolTip(self.tr(PICTURES_TIP))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("&Pictures to embed again"), self._pictures)
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(0, 0, 0, 0)
        name = readable(self.catalog.gallery.name)
        column.addWidget(sentence_label(self.tr(INTRODUCTION).format(name)))
        column.addLayout(form)
        return choices

    def _buttons(self) -> QDialogButtonBox:
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self._check_button = QPushButton()
        self._repair_button = QPushButton(self.tr("&Repair"))
        self._stop_button = QPushButton(self.tr("&Cancel"))
        self._close_button = QPushButton(self.tr("C&lose"))
        for button, role, act in (
            (self._check_button, roles.ActionRole, self._check),
            (self._repair_button, roles.ActionRole, self._repair),
            (self._stop_button, roles.RejectRole, self._cancel),
            (self._close_button, roles.RejectRole, self.reject),
        ):
            button.clicked.connect(act)
            buttons.addButton(button, role)
        return buttons


class VerifyActions(GalleryDialogs[VerifyDialog]):
    """See GalleryDialogs."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window, session, VerifyDialog)
        self.verifying = Verifying(session)

    def make(self, catalog: Catalog) -> VerifyDialog:
        """See GalleryDialogs."""
        return VerifyDialog(self._window, catalog, self.verifying)
