"""Why a match was found: how alike it is in cut, pattern and colour, in three short bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt

from clothesfinder.gui.language import begun, marked, number

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from clothesfinder.emphasis import Why

NAMES = {
    "cut": marked("Parts", "Cut"),
    "pattern": marked("Parts", "Pattern"),
    "colour": marked("Parts", "Colour"),
}
"""The parts by their names for a person, in the order in which they are always shown."""
TOLD = {
    "cut": marked("Parts", "cut {}"),
    "pattern": marked("Parts", "pattern {}"),
    "colour": marked("Parts", "colour {}"),
}
"""The same within a line, with how alike it is."""
HEIGHT, GAP = 4.0, 3.0
WIDTHS = (14.0, 28.0)
"""The least and the most of one bar."""
SHARE = 0.13
"""One bar's width, of the picture's above it."""


def why_text(why: Why, *, within: bool = False) -> str:
    """Say it: "Cut 0.91, pattern 0.72, colour 0.95"; nothing where nothing is known.

    ``within``: as it is said within a sentence.
    """
    translate = QCoreApplication.translate
    parts = (
        translate("Parts", told).format(number(round(why[part], 2) + 0.0, 2))  # no "-0.00"
        for part, told in TOLD.items()
        if part in why
    )
    line = ", ".join(parts)
    return line if within else begun(line)


def paint_why(
    painter: QPainter, place: QRectF, why: Why, colours: dict[str, QColor], ground: QColor
) -> None:
    """Paint the bars at the right end of the place, each as full as its part is alike."""
    least, most = WIDTHS
    width = float(round(min(max(SHARE * place.width(), least), most)))
    bar = QRectF(0, 0, width, HEIGHT)
    bar.moveTopRight(place.topRight())
    bar.moveTop(round(place.center().y() - HEIGHT / 2))
    bar.translate(-(len(NAMES) - 1) * (width + GAP), 0)
    painter.setPen(Qt.PenStyle.NoPen)
    for part in NAMES:
        painter.setBrush(ground)
        painter.drawRoundedRect(bar, HEIGHT / 2, HEIGHT / 2)
        alike = min(max(why.get(part, 0.0), 0.0), 1.0)
        if alike > 0:
            full = QRectF(bar.topLeft(), bar.size())
            full.setWidth(max(HEIGHT, alike * width))  # which is round at least
            painter.setBrush(colours[part])
            painter.drawRoundedRect(full, HEIGHT / 2, HEIGHT / 2)
        bar.translate(width + GAP, 0)
