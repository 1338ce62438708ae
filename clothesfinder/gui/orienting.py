"""Small images turned and mirrored as the pictures they were made of are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from clothesfinder.gui.decode import PIXELS, pixels_of
from clothesfinder.orientation import UPRIGHT

if TYPE_CHECKING:
    from clothesfinder.orientation import Orientation


def oriented(image: QImage, orientation: Orientation) -> QImage:
    """Return an image held so, with the whole picture's size held so, too."""
    if orientation == UPRIGHT:
        return image
    pixels = pixels_of(image)
    turned = image.transformed(QTransform().rotate(90 * orientation.quarters))
    if orientation.mirrored:
        turned = turned.flipped(Qt.Orientation.Horizontal)
    pixels = pixels.transposed() if orientation.is_sideways else pixels
    turned.setText(PIXELS, f"{pixels.width()}x{pixels.height()}")
    return turned
