"""What there is to say of the display in the report of a problem, which is in English."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def about_display(window: QWidget) -> tuple[tuple[str, str], ...]:
    """Tell of the window and the screens, each by what it is about."""
    screens = ", ".join(
        f"{screen.size().width()} by {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    desktop = (os.environ.get(name, "") for name in ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"))
    return (
        ("Window by", f"Qt {qVersion()}, {QGuiApplication.platformName()}"),
        ("Window", f"{window.width()} by {window.height()} at {window.devicePixelRatioF():g}"),
        ("Screens", screens),
        ("Desktop", ", ".join(filter(None, desktop)) or "not told"),
        ("Language", QLocale().name()),
    )
