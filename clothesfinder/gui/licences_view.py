"""The licences of all parts: a list to choose from, and beside it all there is to read of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui.dialog_parts import sentence_label
from clothesfinder.gui.sentences import said
from clothesfinder.licences import texts_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from clothesfinder.licences import Licences, Part

READING = "The licences are being read…"
PADDING = 12
"""Pixels above and below an entry, together."""
NONE = "No part is like that. Type less, or something else."


class LicencesView(QWidget):
    """Empty at first, until it is given what to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[Part] = []
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Filter by name or licence"))
        self._filter.setAccessibleName(self.tr("Filter by name or licence"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._choose)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Parts"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.currentRowChanged.connect(self._show_part)
        self._count = QLabel()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("Licence of the chosen part"))
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setPlainText(self.tr(READING))
        self._lacking = sentence_label("")
        self._lacking.hide()
        self._build()

    @property
    def shown(self) -> list[str]:
        """The names of the parts in the list."""
        return [part.name for part in self._parts if self._matches(part)]

    @property
    def text(self) -> str:
        """What is told of the chosen part."""
        return self._text.toPlainText()

    def show_licences(self, found: Licences) -> None:
        """Show these."""
        self._parts = list(found.parts)
        self._lacking.setText(said(found.lacking))
        self._lacking.setVisible(bool(found.lacking))
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from the filter into the list with the arrow."""
        if event.key() == Qt.Key.Key_Down and self._filter.hasFocus():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._filter, self._list, self._count):
            column.addWidget(widget)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(self._text)
        sides.setChildrenCollapsible(False)
        sides.setStretchFactor(1, 1)
        sides.setSizes([270, 530])
        sides.handle(1).setAccessibleName(self.tr("Border between list and text"))
        whole = QVBoxLayout(self)
        whole.addWidget(self._lacking)
        whole.addWidget(sides, stretch=1)

    def _matches(self, part: Part) -> bool:
        sought = self._filter.text().strip().casefold()
        return sought in f"{part.name} {part.licence}".casefold()

    def _choose(self) -> None:
        chosen = [part for part in self._parts if self._matches(part)]
        self._list.clear()
        for part in chosen:
            licence = said(part.licence)
            item = QListWidgetItem(f"{part.title}\n{licence}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part.title}, {licence}")
            item.setData(Qt.ItemDataRole.UserRole, part)
            item.setToolTip(licence)
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + PADDING))
            self._list.addItem(item)
        self._count.setText(self.tr("%Ln parts", None, len(chosen)))
        if chosen:
            self._list.setCurrentRow(0)
        elif self._parts:
            self._text.setPlainText(self.tr(NONE))

    def _show_part(self, row: int) -> None:
        item = self._list.item(row) if row >= 0 else None
        if item is not None:
            part: Part = item.data(Qt.ItemDataRole.UserRole)
            licence = self.tr("Licence: {}").format(said(part.licence))
            head = [part.title, licence, part.homepage]
            told = ["", said(part.told)] if part.told else []
            lines = [*filter(None, head), *told, *texts_of(part)]
            self._text.setPlainText("\n".join(lines))
