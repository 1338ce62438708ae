"""The matches of a search as Qt asks for them: names, scores, thumbnails and descriptions."""

from __future__ import annotations

from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from clothesfinder.calibration import word_for
from clothesfinder.grouping import NO_GROUPS, Groups
from clothesfinder.gui.alike_line import NEVER, first_weak, word_text
from clothesfinder.gui.cell import GROUP, MATCH, THUMBNAIL, WHY, WORD
from clothesfinder.gui.dragging import files_as_mime
from clothesfinder.gui.group_badge import group_text
from clothesfinder.gui.language import begun, number, score_text
from clothesfinder.gui.names import readable
from clothesfinder.gui.rows import Rows
from clothesfinder.gui.why_bar import why_text
from clothesfinder.store import WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

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


translate = QCoreApplication.translate


class ResultsModel(QAbstractListModel):
    """The matches of a search, best first. Looks at no file: it tells what the thumbnails know."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edge = EDGE
        """The edge of the thumbnails that are wanted, in pixels of the screen."""
        self._thumbnails = thumbnails
        self._gallery = Path()
        self._matches: Sequence[Match] = ()
        self._shown = Rows()
        self._why: dict[str, Why] = {}
        self._thresholds: Thresholds | None = None
        self._rows: dict[Path, int] = {}
        thumbnails.arrived.connect(self._show_thumbnail)

    def show_matches(
        self,
        gallery: Path,
        matches: Sequence[Match],
        why: Mapping[str, Why] = NO_REASONS,
        thresholds: Thresholds | None = None,
        groups: Groups = NO_GROUPS,
    ) -> None:
        """Replace all rows.

        ``why`` has the reasons by the paths of the matches, ``thresholds`` the words for their
        scores, where they are known. Of each of the ``groups`` only the best has a row.
        """
        self.beginResetModel()
        self._thresholds = thresholds
        self._gallery = gallery
        self._matches = matches
        self._shown = Rows(len(matches), groups)
        self._why = dict(why)
        self._rows = {}
        self._thumbnails.check_again()
        self.endResetModel()

    def show_more(
        self, matches: Sequence[Match], why: Mapping[str, Why], groups: Groups = NO_GROUPS
    ) -> None:
        """Add rows for the matches that come after those there are, which these begin with.

        ``why`` has the reasons for those that come. The rows there are stay; of groups that get
        more, only the number changes.
        """
        first = len(self._shown)
        last = first + len(self._shown.following(len(matches), groups)) - 1
        self._why.update(why)
        if last >= first:
            self.beginInsertRows(QModelIndex(), first, last)
        self._matches = matches
        self._shown.extend(len(matches), groups)
        if last >= first:
            self.endInsertRows()
        if first and len(groups.leaders):
            self.dataChanged.emit(self.index(0), self.index(first - 1), [GROUP])

    def toggle_group(self, row: int) -> int:
        """Show all of this row's group, or only its best again; return the row of that."""
        shown = self._shown.shown_behind(row)
        if shown:
            self.beginRemoveRows(QModelIndex(), shown.start, shown.stop - 1)
            self._shown.close(row)
            self.endRemoveRows()
        elif grouped := self._shown.grouped(row):
            self.beginInsertRows(QModelIndex(), row + 1, row + grouped.others)
            self._shown.open(row)
            self.endInsertRows()
        self._rows = {}
        best = shown.start - 1 if shown else row
        self.dataChanged.emit(self.index(best), self.index(best), [GROUP])
        return best

    def show_words(self, thresholds: Thresholds | None) -> None:
        """Tell in other words how alike these rows are."""
        self._thresholds = thresholds
        if self._matches:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [WORD])

    @property
    def matches(self) -> Sequence[Match]:
        """All matches, whether they have rows or not."""
        return self._matches

    @property
    def why(self) -> Mapping[str, Why]:
        """The reasons for them, by their paths."""
        return self._why

    @property
    def first_weak(self) -> int:
        """The row where what is probably not alike begins, or NEVER."""
        weak = first_weak(self._matches, self._thresholds)
        return weak if weak == NEVER else self._shown.first_from(weak)

    def path(self, row: int) -> Path:
        """Return where the picture of this row lies."""
        path = self._gallery / self.match_of(row).path
        self._rows[path] = row  # noted here, for 100,000 paths at once would take too long
        return path

    def row_of(self, path: str) -> int | None:
        """Return the row of a match by its path in the gallery, or of the best of its group."""
        ranks = (rank for rank, match in enumerate(self._matches) if match.path == path)
        return next((self._shown.row(rank) for rank in ranks), None)

    def want(self, rows: range) -> None:
        """Ask for the thumbnails of these rows, in this order, and for no others."""
        self._thumbnails.want([self.path(row) for row in rows], self.edge)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Qt asks how many matches there are."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401
        """Qt asks what a match is called, how to describe it, and so on."""
        if not index.isValid():
            return None
        match role:
            case _Role.DisplayRole:
                return readable(self.match_of(index.row()).path.rpartition("/")[2])
            case _Role.ToolTipRole:
                return self._describe(index.row())
            case _Role.AccessibleTextRole:
                return self._read_out(index.row())
            case _ if role == MATCH:
                return self.match_of(index.row())
            case _ if role == THUMBNAIL:
                return self._thumbnails.nearest(self.path(index.row()), self.edge)
            case _ if role == WHY:
                return self._reasons(index.row())
            case _ if role == WORD:
                return self._word(index.row())
            case _ if role == GROUP:
                return self._shown.grouped(index.row())
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
        return files_as_mime([(path, self._thumbnails.nearest(path, self.edge)) for path in paths])

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802
        """Qt asks what may become of what is dragged: never is a picture taken away."""
        return Qt.DropAction.CopyAction

    def _describe(self, row: int) -> str:
        path = self.path(row)
        lines = [f"<b>{escape(readable(path.name))}</b>"]
        thumbnail: Thumbnail | None = self._thumbnails.nearest(path, self.edge)
        if thumbnail and thumbnail.trouble:
            lines.append(thumbnail.trouble)
        elif thumbnail and thumbnail.supplied:
            lines.append(self.tr(ELSEWHERE))
        elif thumbnail:
            size = QLocale().formattedDataSize(thumbnail.bytes)
            shown = self.tr("{} × {} pixels, {}")  # noqa: RUF001
            lines.append(shown.format(thumbnail.width, thumbnail.height, size))
        if found_by := part_text(self.match_of(row).part):
            lines.append(self.tr("{}, which is outlined").format(found_by))
        if word := self._word(row):
            lines.append(begun(word_text(word)))
        if told := why_text(self._reasons(row)):
            lines.append(told)
        if group := self._told_group(row):
            lines.append(escape(begun(group)))
        lines.append(escape(readable(str(path.parent))))
        return "<br>".join(lines)

    def _read_out(self, row: int) -> str:
        match = self.match_of(row)
        name = readable(match.path.rpartition("/")[2])
        thumbnail = self._thumbnails.nearest(self.path(row), self.edge)
        is_elsewhere = thumbnail is not None and thumbnail.supplied
        parts = (
            name,
            self.tr("score {}").format(score_text(match.score)),
            word_text(self._word(row)),
            part_text(match.part, within=True),
            why_text(self._reasons(row), within=True),
            self.tr("rank {}").format(number(self._shown.rank(row) + 1)),
            self.tr("not on this computer") if is_elsewhere else "",
            self._told_group(row),
        )
        return ", ".join(filter(None, parts))

    def match_of(self, row: int) -> Match:
        """Return the match that this row shows."""
        return self._matches[self._shown.rank(row)]

    def _word(self, row: int) -> str:
        return word_for(self.match_of(row).score, self._thresholds)

    def _reasons(self, row: int) -> Why:
        return self._why.get(self.match_of(row).path, {})

    def _told_group(self, row: int) -> str:
        grouped = self._shown.grouped(row)
        if grouped is None:
            return ""
        if grouped.leader is None:
            return group_text(grouped.others, is_open=grouped.is_open)
        best = self._matches[grouped.leader].path.rpartition("/")[2]
        return self.tr("nearly the same as {}").format(readable(best))

    def _show_thumbnail(self, path: Path) -> None:
        row = self._rows.get(path)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [THUMBNAIL])


def part_text(part: Box, *, within: bool = False) -> str:
    """Say by which part a picture was found: "Found by its upper part"; nothing for the whole.

    ``within``: as it is said within a sentence.
    """
    if part == WHOLE:
        return ""
    is_upper = part.top + part.bottom < 1
    if within:
        upper = translate("ResultsModel", "found by its upper part")
        return upper if is_upper else translate("ResultsModel", "found by its lower part")
    upper = translate("ResultsModel", "Found by its upper part")
    return upper if is_upper else translate("ResultsModel", "Found by its lower part")
