"""Light and dark colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROLE = QPalette.ColorRole

LIGHT = {
    ROLE.Window: "#f4f4f2",
    ROLE.WindowText: "#1d1d1f",
    ROLE.Base: "#ffffff",
    ROLE.AlternateBase: "#eceae7",
    ROLE.Text: "#1d1d1f",
    ROLE.Button: "#eceae7",
    ROLE.ButtonText: "#1d1d1f",
    ROLE.BrightText: "#b3261e",
    ROLE.ToolTipBase: "#ffffff",
    ROLE.ToolTipText: "#1d1d1f",
    ROLE.PlaceholderText: "#6b6b70",
    ROLE.Highlight: "#2f5fb3",
    ROLE.HighlightedText: "#ffffff",
    ROLE.Link: "#2f5fb3",
    ROLE.LinkVisited: "#6b3fa0",
    ROLE.Light: "#ffffff",
    ROLE.Midlight: "#f4f4f2",
    ROLE.Mid: "#c8c6c2",
    ROLE.Dark: "#a3a19d",
    ROLE.Shadow: "#707070",
    ROLE.Accent: "#2f5fb3",
}
DARK = {
    ROLE.Window: "#212124",
    ROLE.WindowText: "#ececee",
    ROLE.Base: "#18181a",
    ROLE.AlternateBase: "#2a2a2e",
    ROLE.Text: "#ececee",
    ROLE.Button: "#323236",
    ROLE.ButtonText: "#ececee",
    ROLE.BrightText: "#ff8a80",
    ROLE.ToolTipBase: "#323236",
    ROLE.ToolTipText: "#ececee",
    ROLE.PlaceholderText: "#9a9aa2",
    ROLE.Highlight: "#3d74cc",
    ROLE.HighlightedText: "#ffffff",
    ROLE.Link: "#8ab4f8",
    ROLE.LinkVisited: "#c5a3ff",
    ROLE.Light: "#48484d",
    ROLE.Midlight: "#3c3c41",
    ROLE.Mid: "#2a2a2e",
    ROLE.Dark: "#151517",
    ROLE.Shadow: "#0b0b0c",
    ROLE.Accent: "#5a8fe0",
}
PARTS_ON_LIGHT = {"cut": "#2f5fb3", "pattern": "#b87400", "colour": "#2a8f7c"}
PARTS_ON_DARK = {"cut": "#6a97e6", "pattern": "#cf9640", "colour": "#5fb5a2"}
"""Blue, amber and sea green: the colours that most people can tell apart who see fewer."""
DISABLED = {
    ROLE.WindowText: ROLE.PlaceholderText,
    ROLE.Text: ROLE.PlaceholderText,
    ROLE.ButtonText: ROLE.PlaceholderText,
    ROLE.Highlight: ROLE.PlaceholderText,
    ROLE.Accent: ROLE.PlaceholderText,
}

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def part_colours(palette: QPalette) -> dict[str, QColor]:
    """What stands for cut, pattern and colour, on the ground of this palette."""
    dark = palette.color(ROLE.Base).lightness() < 128
    return {
        part: QColor(name) for part, name in (PARTS_ON_DARK if dark else PARTS_ON_LIGHT).items()
    }


class Theme(QObject):
    """Keeps the application in the colours that were chosen."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = "system"
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._colour)

    def choose(self, choice: str) -> None:
        """Take on "light" or "dark" colours, or with "system" those that the desktop asks for.

        Not every desktop says which it wants: then the colours are light.
        """
        self._choice = choice
        # The frames and dialogs that the system draws shall match, where it lets us say so.
        self._application.styleHints().setColorScheme(SCHEMES.get(choice, Qt.ColorScheme.Unknown))
        self._colour()

    def _colour(self) -> None:
        asked_for = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._choice == "dark" or (self._choice == "system" and asked_for)
        self._application.setPalette(palette(dark))


def palette(dark: bool) -> QPalette:
    """All colours of the window."""
    made = QPalette()
    colours = DARK if dark else LIGHT
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role, dimmed in DISABLED.items():
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[dimmed]))
    return made
