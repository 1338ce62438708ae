"""The line above the results: whether a filter is on, what passes it, and the way to its bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from clothesfinder.gui.filter_icons import funnel_icon
from clothesfinder.gui.line import Line

OPEN = "Keep to some of the pictures: by folder, name, date, shape or score (Ctrl+Shift+F)"


class FilterStrip(QWidget):
    """Tells of the filter while its bar is closed, too."""

    toggled = Signal(bool)
    """The bar is to be open, or closed."""
    cleared = Signal()
    """Every picture is to pass."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_on = self._is_open = False
        self._told = Line()
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._clear = QToolButton()
        self._clear.setText(self.tr("Clear the filter"))
        self._clear.setToolTip(self.tr("Let every picture pass"))
        self._clear.setAutoRaise(True)
        self._clear.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._clear.clicked.connect(self.cleared)
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.clicked.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.addWidget(self._told, stretch=1)
        row.addWidget(self._clear)
        row.addWidget(self.button)
        self.show_filter(on=False, told="")

    @property
    def text(self) -> str:
        """What is told of what passes."""
        return self._told.text()

    def show_filter(self, *, on: bool, told: str) -> None:
        """Show whether a filter is on, and tell what passes it."""
        self._is_on = on
        self._told.setText(told)
        self._told.setToolTip(told)
        self._clear.setVisible(on and not self._is_open)
        self.button.setText(self.tr("Filter is on") if on else self.tr("Filter"))
        self.button.setToolTip(f"{self.tr(OPEN)}\n{told}".strip())
        self.button.setAccessibleName(
            self.tr("Filter is on: {}").format(told) if on else self.tr("Filter")
        )
        bold = self.button.font()
        bold.setBold(on)
        self.button.setFont(bold)
        self._colour()

    def show_open(self, is_open: bool) -> None:
        """Show whether the bar is open, which then has a button to clear the filter itself."""
        self._is_open = is_open
        self.button.setChecked(is_open)
        self._clear.setVisible(self._is_on and not is_open)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Go by the colours that there are now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.button.setIcon(funnel_icon(self.palette(), filled=self._is_on))
