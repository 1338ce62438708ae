"""Draws resources/icons/*.png from the drawing beside them: `python packaging/make_icons.py`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES

ICONS = Path(__file__).absolute().parent.parent / "resources" / "icons"


def draw(svg: QSvgRenderer, size: int) -> QImage:
    """Return the drawing as a picture of `size` x `size` pixels on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    svg.render(painter)
    painter.end()
    return image


def main() -> None:
    """Draw every size the launcher installs."""
    svg = QSvgRenderer(str(ICONS / f"{DESKTOP_ID}.svg"))
    for size in ICON_SIZES:
        draw(svg, size).save(str(ICONS / f"{size}.png"))


if __name__ == "__main__":
    main()
