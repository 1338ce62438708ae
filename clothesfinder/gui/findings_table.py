"""Looked-up pictures in a table, each beside its best match, small; there may be 100,000 rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QHeaderView

from clothesfinder.findings import Order, Verdict
from clothesfinder.gui.language import marked, score_text
from clothesfinder.gui.names import readable
from clothesfinder.gui.plain_table import PADDING, PlainTable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from clothesfinder.findings import Finding, Findings, Rows
    from clothesfinder.gui.thumbnails import Thumbnails

TITLES = (
    marked("FindingsModel", "Picture"),
    marked("FindingsModel", "Best match"),
    marked("FindingsModel", "Score"),
    marked("FindingsModel", "How alike"),
    marked("FindingsModel", "Verdict"),
)
WIDTHS = (200, 200, 60, 100, 110)
"""Pixels; those that show a picture share what is left."""
PICTURES = (Order.QUERY, Order.MATCH)
"""The columns that show one."""
EDGE = 48
"""Of a small picture, in pixels that do not depend on the screen."""
MOST_ROWS_SEEN = 200
NONE: Rows = np.empty(0, np.intp)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


translate = QCoreApplication.translate


class FindingsModel(QAbstractTableModel):
    """Some of the findings, in an order that was worked out elsewhere. Looks at no file."""

    order_wished = Signal(object, bool)
    """By what to sort: Order, and whether it is descending."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._findings: Findings | None = None
        self._last: tuple[int, Finding] | None = None
        self._places: dict[Path, list[tuple[int, int]]] = {}
        """Where the pictures are that were wanted last."""
        self.rows: Rows = NONE
        self.ratio = 1.0
        """Pixels of the screen in one that does not depend on it."""
        thumbnails.arrived.connect(self._show_thumbnail)

    def show_findings(self, findings: Findings, rows: Rows) -> None:
        """Show these; rows that only came to those before leave those as they are."""
        before = len(self.rows) if findings is self._findings else 0
        if before and len(rows) >= before and np.array_equal(rows[:before], self.rows):
            if len(rows) > before:
                self.beginInsertRows(QModelIndex(), before, len(rows) - 1)
                self.rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._findings, self.rows, self._last, self._places = findings, rows, None, {}
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._findings, self.rows, self._last, self._places = None, NONE, None, {}
        self.endResetModel()

    def finding(self, row: int) -> Finding:
        """What is in this row."""
        assert self._findings is not None
        place = int(self.rows[row])
        if self._last is None or self._last[0] != place:  # Qt asks much of one, then of the next
            self._last = place, self._findings[place]
        return self._last[1]

    def want(self, rows: range) -> None:
        """Ask for the small pictures of these rows, and for no others."""
        self._places = {}
        for row in rows:
            for column in PICTURES:
                if (path := self.path(row, column)) is not None:
                    self._places.setdefault(path, []).append((row, column))
        self._thumbnails.want(list(self._places), self._edge)

    def path(self, row: int, column: int) -> Path | None:
        """The file of the picture in this cell, if one is shown there."""
        finding = self.finding(row)
        if column == Order.QUERY:
            return None if finding.reason else finding.query.source  # type: ignore[return-value]
        best = finding.best
        if column != Order.MATCH or best is None or self._findings is None:
            return None
        return self._findings.gallery / best.path

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - as Qt calls it
        """As Qt has it."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """As Qt has it."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """As Qt has it."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case _Role.DisplayRole:
                return self._text(row, column)
            case _Role.ToolTipRole:
                return self._described(row, column)
            case _Role.AccessibleTextRole:
                # The row is read out by its first cell.
                return told(self.finding(row)) if column == 0 else self._text(row, column)
            case _Role.DecorationRole:
                return self._tile(row, column)
            case _Role.ForegroundRole:
                return self._colour(row, column)
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401
        """As Qt has it."""
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self.tr(TITLES[section])
        return super().headerData(section, orientation, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; it takes a while where there are many rows."""
        self.order_wished.emit(Order(column), order == Qt.SortOrder.DescendingOrder)

    @property
    def _edge(self) -> int:
        return math.ceil(EDGE * self.ratio)

    def _text(self, row: int, column: int) -> str:
        finding = self.finding(row)
        best = finding.best
        match Order(column):
            case Order.QUERY:
                return readable(finding.query.name)
            case Order.MATCH:
                return readable(best.path.rpartition("/")[2]) if best else said(finding.reason)
            case Order.SCORE:
                return score_text(best.score) if best else ""
            case Order.WORD:
                return said(finding.word(best)) if best else ""
        return said(finding.verdict.title)

    def _described(self, row: int, column: int) -> str:
        path = self.path(row, column)
        if path is None:
            finding = self.finding(row)
            return readable(said(finding.reason or finding.verdict.title))
        return readable(str(path))

    def _tile(self, row: int, column: int) -> QIcon | None:
        """The small picture in the middle of a square, so that names stand below each other."""
        if column not in PICTURES:
            return None
        tile = QPixmap(self._edge, self._edge)
        tile.setDevicePixelRatio(self.ratio)
        tile.fill(QColor(0, 0, 0, 0))
        path = self.path(row, column)
        thumbnail = None if path is None else self._thumbnails.get(path, self._edge)
        if thumbnail is not None and not thumbnail.trouble:
            size = thumbnail.pixmap.size() / self.ratio
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(0, 0, EDGE, EDGE).center())
            with QPainter(tile) as painter:
                painter.drawPixmap(place.toRect(), thumbnail.pixmap)
        icon = QIcon(tile)
        icon.addPixmap(tile, QIcon.Mode.Selected)  # else it would be tinted in a chosen row
        return icon

    def _colour(self, row: int, column: int) -> QBrush | None:
        """Of what failed, which is told by its name, too."""
        if column == Order.VERDICT and self.finding(row).verdict is Verdict.FAILED:
            return QPalette().brush(QPalette.ColorRole.BrightText)
        return None

    def _show_thumbnail(self, path: Path) -> None:
        for row, column in self._places.get(path, ()):
            if row < len(self.rows):
                index = self.index(row, column)
                self.dataChanged.emit(index, index, [_Role.DecorationRole])


class FindingsTable(PlainTable):
    """Shows the findings; asks for the small pictures that can be seen."""

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(model, Order.QUERY.value, WIDTHS, parent)
        self._model = model
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for column in PICTURES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setAccessibleName(self.tr("Pictures that were looked up"))
        self.setSelectionMode(PlainTable.SelectionMode.SingleSelection)
        self.setIconSize(QSize(EDGE, EDGE))
        self.set_row_height(EDGE + 2 * PADDING)
        self._visibility = QTimer(self, singleShot=True, interval=0)
        self._visibility.timeout.connect(self._want_visible)

    def current_row(self) -> int | None:
        """The row that the keyboard is at."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint, and see to the small pictures: whatever changes what is visible ends here."""
        super().paintEvent(event)
        if self._model.rowCount():
            self._visibility.start()

    def _want_visible(self) -> None:
        self._model.ratio = self.devicePixelRatioF()
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first >= 0:
            end = self._model.rowCount() if last < 0 else last + 1
            self._model.want(range(first, min(end, first + MOST_ROWS_SEEN)))


def told(finding: Finding) -> str:
    """A row as it is read out: "a.jpg: found, best match b.jpg, score 0.98, same item"."""
    beginning = f"{readable(finding.query.name)}: {said(finding.verdict.title.lower())}"
    best = finding.best
    if best is None:
        return f"{beginning}. {said(finding.reason)}" if finding.reason else beginning
    word = said(finding.word(best))
    matched = readable(best.path.rpartition("/")[2])
    parts = [
        beginning,
        translate("FindingsTable", "best match {}").format(matched),
        translate("FindingsTable", "score {}").format(score_text(best.score)),
        word,
    ]
    return ", ".join(filter(None, parts))
