"""The results: pictures in rank order with name and score; model, delegate and view."""

from __future__ import annotations

import math
import sys
from bisect import bisect_left
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QToolTip, QWidget

from clothesfinder.gui.alike_line import first_weak, word_text
from clothesfinder.gui.cell import MATCH, THUMBNAIL, WHY, WORD, MatchDelegate, score_text
from clothesfinder.gui.dragging import files_as_mime
from clothesfinder.gui.names import readable
from clothesfinder.gui.why_bar import why_text
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from clothesfinder.calibration import Thresholds
    from clothesfinder.emphasis import Why
    from clothesfinder.gui.thumbnails import Thumbnail, Thumbnails
    from clothesfinder.store import Box, Match

EDGE = 180
"""Of a thumbnail, in pixels that do not depend on the screen."""

ELSEWHERE = "The picture is not on this computer: this is its shared thumbnail."

NO_REASONS: Mapping[str, Why] = MappingProxyType({})

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class ResultsModel(QAbstractListModel):
    """The matches of a search, best first. Looks at no file: it tells what the thumbnails know."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = EDGE
        """The edge of the thumbnails that are shown, in pixels of the screen."""
        self._thumbnails = thumbnails
        self._gallery = Path()
        self._matches: Sequence[Match] = ()
        self._why: Mapping[str, Why] = {}
        self._thresholds: Thresholds | None = None
        self._rows: dict[Path, int] = {}
        thumbnails.arrived.connect(self._show_thumbnail)

    def show_matches(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Replace all rows.

        ``why`` has the reasons by the paths of the matches, ``thresholds`` the words for their
        scores, where they are known.
        """
        self.beginResetModel()
        self._thresholds = thresholds
        self._gallery = gallery
        self._matches = matches
        self._why = why
        self._rows = {}
        self._thumbnails.check_again()
        self.endResetModel()

    def show_words(self, thresholds: Thresholds | None) -> None:
        """Tell in other words how alike these rows are."""
        self._thresholds = thresholds
        if self._matches:
            self.dataChanged.emit(self.index(0), self.index(len(self._matches) - 1), [WORD])

    @property
    def first_weak(self) -> int:
        """The row where what is probably not alike begins, or NEVER."""
        return first_weak(self._matches, self._thresholds)

    def path(self, row: int) -> Path:
        """Return where the picture of this row lies."""
        path = self._gallery / self._matches[row].path
        self._rows[path] = row  # noted here, for 100,000 paths at once would take too long
        return path

    def want(self, rows: range) -> None:
        """Ask for the thumbnails of these rows, in this order, and for no others."""
        self._thumbnails.want([self.path(row) for row in rows], self.edge)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Qt asks how many matches there are."""
        return 0 if parent.isValid() else len(self._matches)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Qt asks what a match is called, how to describe it, and so on."""
        if not index.isValid():
            return None
        match role:
            case _Role.DisplayRole:
                return readable(self._matches[index.row()].path.rpartition("/")[2])
            case _Role.ToolTipRole:
                return self._describe(index.row())
            case _Role.AccessibleTextRole:
                return self._read_out(index.row())
            case _ if role == MATCH:
                return self._matches[index.row()]
            case _ if role == THUMBNAIL:
                return self._thumbnails.get(self.path(index.row()), self.edge)
            case _ if role == WHY:
                return self._reasons(index.row())
            case _ if role == WORD:
                return self._word(index.row())
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Qt asks what can be done with a match: it can be dragged elsewhere."""
        can_be_dragged = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag(0)
        return super().flags(index) | can_be_dragged

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Qt asks what a drag offers."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Qt asks for what is dragged: these matches, best first."""
        paths = [self.path(row) for row in sorted(index.row() for index in indexes)]
        return files_as_mime([(path, self._thumbnails.get(path, self.edge)) for path in paths])

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        """Qt asks what may become of what is dragged: never is a picture taken away."""
        return Qt.DropAction.CopyAction

    def _describe(self, row: int) -> str:
        path = self.path(row)
        lines = [f"<b>{escape(readable(path.name))}</b>"]
        thumbnail: Thumbnail | None = self._thumbnails.get(path, self.edge)
        if thumbnail and thumbnail.trouble:
            lines.append(thumbnail.trouble)
        elif thumbnail and thumbnail.supplied:
            lines.append(ELSEWHERE)
        elif thumbnail:
            size = QLocale().formattedDataSize(thumbnail.bytes)
            lines.append(f"{thumbnail.width} × {thumbnail.height} pixels, {size}")  # noqa: RUF001
        if found_by := part_text(self._matches[row].part):
            lines.append(f"{found_by}, which is outlined")
        if word := self._word(row):
            lines.append(word_text(word).capitalize())
        if told := why_text(self._reasons(row)):
            lines.append(told)
        lines.append(escape(readable(str(path.parent))))
        return "<br>".join(lines)

    def _read_out(self, row: int) -> str:
        match = self._matches[row]
        name = readable(match.path.rpartition("/")[2])
        thumbnail = self._thumbnails.get(self.path(row), self.edge)
        where = ", not on this computer" if thumbnail and thumbnail.supplied else ""
        told = why_text(self._reasons(row)).lower()
        found_by = part_text(match.part).lower()
        word = word_text(self._word(row))
        why = "".join(f", {words}" for words in (word, found_by, told) if words)
        return f"{name}, score {score_text(match.score)}{why}, rank {row + 1}{where}"

    def _word(self, row: int) -> str:
        return self._thresholds.word(self._matches[row].score) if self._thresholds else ""

    def _reasons(self, row: int) -> Why:
        return self._why.get(self._matches[row].path, {})

    def _show_thumbnail(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL])


def part_text(part: Box) -> str:
    """Say by which part a picture was found: "Found by its upper part"; nothing for the whole."""
    if part == WHOLE:
        return ""
    return f"Found by its {'upper' if part.top + part.bottom < 1 else 'lower'} part"


class Results(QListView):
    """Shows matches in a grid, or a message while there are none."""

    opened = Signal(object)
    """The path of a picture that was double-clicked, or chosen with Return."""

    def __init__(
        self, thumbnails: Thumbnails, edge: int = EDGE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = ResultsModel(thumbnails, self)
        self._cell = MatchDelegate(edge, self)
        self._message = ("", "")
        self._visibility = QTimer(self, singleShot=True, interval=0)
        self._visibility.timeout.connect(self._want_visible)
        self._set_up()
        self.setModel(self._model)
        self.setItemDelegate(self._cell)
        self.doubleClicked.connect(self._open)
        self.setAccessibleName("Results")

    def show_matches(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
    ) -> None:
        """Replace what is shown, and begin at the top; see ResultsModel."""
        QToolTip.hideText()  # which may tell of what was there before
        self._model.show_matches(gallery, matches, why, thresholds)
        self._make_room_for_words(thresholds)
        self.scrollToTop()
        if matches:
            self.setCurrentIndex(self._model.index(0))
            self.clearSelection()

    def show_words(self, thresholds: Thresholds | None) -> None:
        """Tell how alike the matches are in these words; what is in view stays there."""
        top = self._first_row_below(0) if self.verticalScrollBar().value() else 0
        self._model.show_words(thresholds)
        self._make_room_for_words(thresholds, top)

    def _make_room_for_words(self, thresholds: Thresholds | None, top: int = 0) -> None:
        self._cell.lines = 3 if thresholds else 2
        self._cell.first_weak = self._model.first_weak
        self._lay_out(top)

    def show_message(self, title: str, text: str = "") -> None:
        """Say this, in the middle, while there are no matches."""
        self._message = (title, text)
        self.setAccessibleDescription(f"{title} {text}".strip())
        self.viewport().update()

    def set_edge(self, edge: int) -> None:
        """Show thumbnails of this size, in pixels that do not depend on the screen."""
        top = self._first_row_below(0)
        self._cell.edge = edge
        self._lay_out(top)

    def _set_up(self) -> None:
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(2000)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(False)  # the window takes what is dropped
        self.viewport().setAcceptDrops(False)

    # --- geometry

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the first visible row in view."""
        top = self._first_row_below(0) if self.verticalScrollBar().value() else 0
        super().resizeEvent(event)
        self._lay_out(top)

    def _lay_out(self, top: int) -> None:
        """Share the width out between the columns, and bring row ``top`` to the top."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        if self._cell.share_out(self.maximumViewportSize().width() - bar - 1, self.fontMetrics()):
            self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setSingleStep(self._cell.size.height() // 3)
        if top:
            QTimer.singleShot(0, self, lambda: self._scroll_to(top))

    def _scroll_to(self, row: int) -> None:
        self.scrollTo(self._model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def _first_row_below(self, y: int) -> int:
        """Return the first row whose cell ends below ``y`` of the viewport."""

        def bottom(row: int) -> int:
            cell = self.visualRect(self._model.index(row))
            return cell.bottom() if cell.isValid() else sys.maxsize  # not laid out yet

        return bisect_left(range(self._model.rowCount()), y, key=bottom)

    def visible_rows(self) -> range:
        """Return the rows that can be seen, at least in part."""
        height = self.viewport().height()
        return range(
            self._first_row_below(0), self._first_row_below(height + self._cell.size.height() - 1)
        )

    def _want_visible(self) -> None:
        self._model.edge = math.ceil(self._cell.edge * self.devicePixelRatioF())
        self._model.want(self.visible_rows())

    # --- events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint, and see to the thumbnails: whatever changes what is visible ends here."""
        super().paintEvent(event)
        if self._model.rowCount():
            self._visibility.start()
        else:
            self._paint_message()

    def _paint_message(self) -> None:
        title, text = self._message
        painter = QPainter(self.viewport())
        area = QRectF(self.viewport().rect()).adjusted(24, 24, -24, -24)
        width = min(area.width(), self.fontMetrics().averageCharWidth() * 64)
        column = QRectF(area.center().x() - width / 2, area.top(), width, area.height())
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        heading = self.font()
        heading.setPointSizeF(heading.pointSizeF() * 1.5)
        heading.setBold(True)
        painter.setFont(heading)
        above = painter.boundingRect(column, flags, title)
        painter.setFont(self.font())
        below = painter.boundingRect(column, flags, text)
        gap = self.fontMetrics().height() * 0.75
        top = max(area.top(), area.center().y() - (above.height() + gap + below.height()) / 2)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(column.translated(0, top + above.height() + gap - area.top()), flags, text)
        painter.setFont(heading)
        painter.drawText(column.translated(0, top - area.top()), flags, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the current picture with Return; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.path(index.row()))
