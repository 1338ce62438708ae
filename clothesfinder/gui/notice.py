"""One sentence for the user, at the top of the results, with a way to act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStyle, QToolButton, QWidget

from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable


class Notice(QFrame):
    """Tells what happened and what to do, until it is closed or something else is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._icon = QLabel()
        self._told = ""
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._act: Callable[[], object] | None = None
        self._button.clicked.connect(self._run_action)
        close = QToolButton()
        close.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_TitleBarCloseButton))
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close this notice"))
        close.setToolTip(self.tr("Close"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        for widget in (self._icon, self._text, self._button, close):
            row.addWidget(widget)
        row.setStretchFactor(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that was told, as it was, and is shown; empty where none is."""
        return "" if self.isHidden() else self._told

    def tell(
        self,
        sentence: str,
        *,
        warning: bool = False,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, and a button where there is something to do about it.

        The sentence may be one from below the window, in English.
        """
        pixmap = QStyle.StandardPixmap
        icon = self.style().standardIcon(
            pixmap.SP_MessageBoxWarning if warning else pixmap.SP_MessageBoxInformation
        )
        self._icon.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self._told = sentence
        shown = said(sentence)
        self._text.setText(shown)
        self.setAccessibleName(shown)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act
        self.show()

    def _run_action(self) -> None:
        if self._act is not None:
            self._act()
