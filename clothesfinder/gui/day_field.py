"""A line for a day, written as the user's country writes it, or chosen from a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidgetAction

from clothesfinder.gui.filter_icons import calendar_icon

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

ANY_DAY = "any day"
NO_DAY = "This is not a day. Write it like {}, or press the down arrow for a calendar."
WRITTEN = "Write a day like {}, or press the down arrow for a calendar"
ISO = "yyyy-MM-dd"
EARLIEST = 1900
"""A year before that is one that is still being written."""
BASE_YEAR = 1970
"""Of a year of two digits: from 1970 to 2069."""


class DayField(QLineEdit):
    """Empty, it is any day. What is no day is marked, and counts as any."""

    changed = Signal()
    """Another day, or none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._button = QAction(
            calendar_icon(self.palette()), self.tr("Choose a day from a calendar"), self
        )
        self._form = _with_century(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr(ANY_DAY))
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # what is dropped here is a picture for the window
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._button.triggered.connect(self.show_calendar)
        widest = self.fontMetrics().horizontalAdvance(self._written(QDate(2028, 12, 28)))
        self.setFixedWidth(widest + 64)
        self.textChanged.connect(self._read_on)
        self.editingFinished.connect(self._read_at_last)
        self._mark(True)

    @property
    def day(self) -> date | None:
        """The day, or None for any."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show this day, or any."""
        self.setText("" if day is None else self._written(QDate(day.year, day.month, day.day)))

    def show_calendar(self) -> None:
        """Let a day be chosen, by mouse or with the arrows and Return."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setAccessibleName(self.tr("{}: calendar").format(self.accessibleName()))
        if self._day is not None:
            calendar.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))

        def choose(chosen: QDate) -> None:
            menu.close()
            self.setText(self._written(chosen))

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the calendar with the down arrow; the rest is the line's own."""
        if event.key() == Qt.Key.Key_Down:
            self.show_calendar()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Go by the colours that there are now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._button.setIcon(calendar_icon(self.palette()))

    def _written(self, day: QDate) -> str:
        return QLocale().toString(day, self._form)

    def _read_on(self, text: str) -> None:
        """Take a day that is written in full; what is not yet, is waited for."""
        self._take(_read(text, (self._form, ISO)))
        self._mark(True)

    def _read_at_last(self) -> None:
        """Take a day with a short year, too, and mark what is none."""
        if self._is_fine():
            return
        short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        found = _read(self.text(), (short, self._form.replace("yyyy", "yy")))
        if found is None:
            self._mark(False)
        else:
            self.setText(self._written(found))

    def _is_fine(self) -> bool:
        return self._day is not None or not self.text().strip()

    def _take(self, found: QDate | None) -> None:
        day = None if found is None else found.toPython()
        if day != self._day:
            self._day = day  # type: ignore[assignment]
            self.changed.emit()

    def _mark(self, fine: bool) -> None:
        """Show in the colour of trouble, and say, what is no day."""
        colours = QPalette()
        if not fine:
            colours.setColor(QPalette.ColorRole.Text, QPalette().brightText().color())
        self.setPalette(colours)
        told = (self.tr(WRITTEN) if fine else self.tr(NO_DAY)).format(
            self._written(QDate.currentDate())
        )
        self.setToolTip(told)
        self.setAccessibleDescription("" if fine else told)


def _read(text: str, forms: tuple[str, ...]) -> QDate | None:
    for form in forms:
        found = QLocale().toDate(text.strip(), form, BASE_YEAR)
        if found.isValid() and found.year() >= EARLIEST:
            return found
    return None


def _with_century(form: str) -> str:
    """The form with all digits of the year, which not every country writes."""
    return form if "yyyy" in form else form.replace("yy", "yyyy")
