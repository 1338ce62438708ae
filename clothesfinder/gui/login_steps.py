"""How far the test of a login is: a line for each step, with what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel

from clothesfinder.gui.dialog_parts import sentence_label
from clothesfinder.gui.language import marked
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from clothesfinder.atlas_check import Step, Steps

MARKS = {None: "·", True: "✓", False: "✗"}
WORDS = {
    None: marked("LoginSteps", "not tested yet"),
    True: marked("LoginSteps", "passed"),
    False: marked("LoginSteps", "failed"),
}


class LoginSteps(QGridLayout):
    """The steps below each other: mark, name and sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnStretch(2, 1)
        self.setHorizontalSpacing(12)

    def show_steps(self, steps: Steps) -> None:
        """Show these in place of those before."""
        while (item := self.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for row, step in enumerate(steps):
            for column, label in enumerate(_labels(step)):
                self.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)


def _labels(step: Step) -> tuple[QLabel, QLabel, QLabel]:
    """The step's mark, its name and what there is to say; a colour is never the only sign."""
    mark, name = QLabel(MARKS[step.ok]), QLabel(said(step.name))
    told = sentence_label(said(step.sentence))
    outcome = QCoreApplication.translate("LoginSteps", WORDS[step.ok])
    bold = QFont(name.font())
    bold.setBold(True)
    name.setFont(bold)
    name.setAccessibleName(f"{name.text()}: {outcome}")
    mark.setAccessibleName(outcome)
    if step.ok is False:
        mark.setForegroundRole(QPalette.ColorRole.BrightText)
        told.setForegroundRole(QPalette.ColorRole.BrightText)
    return mark, name, told
