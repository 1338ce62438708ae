"""The bar above the results that says which pictures may be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QToolButton,
    QWidget,
)

from clothesfinder.filter import EVERYTHING, NO_COPIES, SHAPES, Filter, begin_of, day_of, end_of
from clothesfinder.gui.day_field import DayField
from clothesfinder.gui.flow import FlowLayout
from clothesfinder.gui.folder_box import FolderBox
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

SETTLED_AFTER = 250
"""Milliseconds without a change after which the filter counts."""
NAME_WIDTH = 170
NAMES = "Words of the file's name in any order, or all of it with * and ?, such as *.jpg"
LEAST, MOST, STEP = 0.0, 1.0, 0.01
"""Of a score in the window. No limit is set at these ends."""
ANY_SCORE = "any"


class FilterBar(QFrame):
    """Lets a filter be set, field by field; as it is at first, every picture passes."""

    changed = Signal(object)
    """The Filter, once it has settled."""
    closed = Signal()
    """The user closes the bar; the filter stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = EVERYTHING
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._settling.timeout.connect(self._tell)
        self.name = QLineEdit()
        self.folder = FolderBox()
        self.since, self.until = (
            DayField(self.tr("Changed from")),
            DayField(self.tr("Changed until")),
        )
        self.shape = QComboBox()
        self.least, self.most = (
            _score_box(self.tr("Least score")),
            _score_box(self.tr("Most score")),
        )
        self.copies = QCheckBox(self.tr("Hide exact copies"))
        self.clear_button = QPushButton(self.tr("Clear"))
        self._set_up()
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Filter"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.hide()

    @property
    def filter(self) -> Filter:
        """What is set, settled or not."""
        shape = self.shape.currentIndex()
        return Filter(
            folder=self.folder.folder,
            name=self.name.text().strip(),
            since_ns=_begin(self.since.day),
            until_ns=_end(self.until.day),
            shape=SHAPES[shape - 1] if shape > 0 else "",
            least=None if self.least.value() <= LEAST else round(self.least.value(), 2),
            most=self._most(),
        )

    def begin(self) -> None:
        """Open the bar, to write in it."""
        self.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def clear(self) -> None:
        """Let every picture pass."""
        self.name.clear()
        self.folder.choose("")
        for field in (self.since, self.until):
            field.set_day(None)
        self.shape.setCurrentIndex(0)
        self.least.setValue(LEAST)
        self.most.setValue(MOST)
        self.copies.setChecked(False)
        self._tell()

    def show_filter(self, among: Filter) -> None:
        """Show this as what is set, and tell nobody, for it is known."""
        self.name.setText(among.name)
        self.folder.choose(among.folder)
        self.since.set_day(None if among.since_ns is None else day_of(among.since_ns))
        self.until.set_day(None if among.until_ns is None else day_of(among.until_ns - 1))
        self.shape.setCurrentIndex(SHAPES.index(among.shape) + 1 if among.shape else 0)
        self.least.setValue(LEAST if among.least is None else among.least)
        is_without_copies = among.most == NO_COPIES
        self.most.setValue(MOST if among.most is None or is_without_copies else among.most)
        self.copies.setChecked(is_without_copies)
        self._settling.stop()
        self._told = self.filter

    def clear_folder(self) -> None:
        """Look in all folders: those of another gallery are others."""
        self.folder.choose("")
        self.folder.show_folders(())
        self._tell()

    def _most(self) -> float | None:
        most = None if self.most.value() >= MOST else round(self.most.value(), 2)
        if self.copies.isChecked():
            return NO_COPIES if most is None else min(most, NO_COPIES)
        return most

    def _set_up(self) -> None:
        self.name.setPlaceholderText(self.tr("red dress, *.jpg"))
        self.name.setAccessibleName(self.tr("File name"))
        self.name.setToolTip(self.tr(NAMES))
        self.name.setClearButtonEnabled(True)
        self.name.setAcceptDrops(False)  # what is dropped here is a picture for the window
        self.name.setFixedWidth(NAME_WIDTH)
        self.shape.addItems([self.tr("Any shape"), *(said(shape.capitalize()) for shape in SHAPES)])
        self.shape.setAccessibleName(self.tr("Shape"))
        self.shape.setToolTip(self.tr("Square: one side is at most 5 % longer than the other"))
        self.least.setSpecialValueText(self.tr(ANY_SCORE))
        self.most.setValue(MOST)
        self.copies.setToolTip(
            self.tr("Leave out what is the query itself: scores of 0.995 and more")
        )
        self.clear_button.setToolTip(self.tr("Let every picture pass"))
        self.clear_button.setAccessibleName(self.tr("Clear the filter"))
        self.clear_button.setAutoDefault(True)  # so that Return presses it
        self.clear_button.setEnabled(False)

    def _lay_out(self) -> None:
        close = QToolButton()
        close.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_TitleBarCloseButton))
        close.setAutoRaise(True)
        close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close.setAccessibleName(self.tr("Close the filter bar"))
        close.setToolTip(self.tr("Close (Esc); the filter stays on"))
        close.clicked.connect(self.closed)
        fields = QWidget()
        flow = FlowLayout(fields)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.setSpacing(10)
        for field in (
            _group(self.tr("&Name"), self.name),
            _group(self.tr("F&older"), self.folder),
            _group(self.tr("&From"), self.since),
            _group(self.tr("&until"), self.until),
            _group(self.tr("Sha&pe"), self.shape),
            _group(self.tr("S&core"), self.least, QLabel(self.tr("to")), self.most),
            self.copies,
            self.clear_button,
        ):
            flow.addWidget(field)
        policy = fields.sizePolicy()
        policy.setHeightForWidth(True)
        fields.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(fields, stretch=1)
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.name.textChanged.connect(self._note)
        self.folder.changed.connect(self._note)
        self.since.changed.connect(self._note)
        self.until.changed.connect(self._note)
        self.shape.currentIndexChanged.connect(self._note)
        self.least.valueChanged.connect(self._push_most)
        self.most.valueChanged.connect(self._push_least)
        self.copies.toggled.connect(self._note)
        self.clear_button.clicked.connect(self._clear_by_button)

    def _push_most(self, least: float) -> None:
        self.most.setValue(max(self.most.value(), least))
        self._note()

    def _push_least(self, most: float) -> None:
        self.least.setValue(min(self.least.value(), most))
        self._note()

    def _clear_by_button(self) -> None:
        self.name.setFocus()  # for the button is about to be of no use
        self.clear()

    def _note(self) -> None:
        self.clear_button.setEnabled(self.filter != EVERYTHING)
        self._settling.start()

    def _tell(self) -> None:
        self._settling.stop()
        if self.filter != self._told:
            self._told = self.filter
            self.changed.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close with Escape; what is set counts at once with Return."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Be as high as the rows of fields, whatever the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


def _score_box(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(LEAST, MOST)
    box.setDecimals(2)
    box.setSingleStep(STEP)
    box.setAccessibleName(name)
    return box


def _group(title: str, *fields: QWidget) -> QWidget:
    """Fields that stay beside each other, with what they are of."""
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    label = QLabel(title)
    label.setBuddy(fields[0])
    for widget in (label, *fields):
        row.addWidget(widget)
    return group


def _begin(day: date | None) -> int | None:
    return None if day is None else begin_of(day)


def _end(day: date | None) -> int | None:
    return None if day is None else end_of(day)
