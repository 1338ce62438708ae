"""The pieces that several of the windows are made of, and the room that a window takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable

FRAME = 60
"""Pixels that are left to the screen's bars and the window's frame."""
BAR_HEIGHT = 8


def sentence_label(sentence: str) -> QLabel:
    """A label that breaks its sentence into lines, and takes it for nothing but text."""
    label = QLabel(sentence)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def lines_label(lines: int) -> QLabel:
    """A label for sentences that can be copied, with room for so many lines, so nothing moves."""
    label = sentence_label("")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
    return label


def thin_bar(name: str) -> QProgressBar:
    """A bar of progress that has no text in it; ``name`` is what a screen reader calls it."""
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedHeight(BAR_HEIGHT)
    bar.setAccessibleName(name)
    return bar


def push_button(text: str, act: Callable[[], object] | None = None, tip: str = "") -> QPushButton:
    """Make a button that Return presses only where it has the keys."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    if act is not None:
        button.clicked.connect(lambda _=False: act())
    return button


def take_room(dialog: QDialog, width: int, height: int) -> None:
    """Make a window so large, in pixels, where the screen has the room."""
    room = dialog.screen().availableSize()
    dialog.resize(min(width, room.width() - FRAME), min(height, room.height() - FRAME))


def fit(dialog: QDialog, least: int) -> None:
    """Give a window the room that all of it needs, ``least`` pixels of width or more."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    room = dialog.screen().availableSize()
    width = min(max(layout.totalSizeHint().width(), least), room.width() - FRAME)
    dialog.resize(width, min(layout.totalHeightForWidth(width), room.height() - FRAME))


def grow(dialog: QDialog) -> None:
    """Make a window higher where its sentences need more lines than there is room for."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), max(dialog.height(), layout.heightForWidth(dialog.width())))
