"""Draws the made icons from the drawings beside them: `python packaging/make_icons.py`.

They are resources/icons/*.png for Linux, clothesfinder.ico for Windows, clothesfinder.icns for
macOS. Up to 32 pixels they show small.svg, which has fewer shapes. The self-check compares the icon
in each format; of HEIC, which the program only reads, it has a file that is written here, too.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES

ICONS = Path(__file__).absolute().parent.parent / "resources" / "icons"
SMALL = 32
"""Pixels up to which there is too little room for the whole drawing."""
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)
"""What Pillow writes: 16 to 512 at twice the pixels, and 128 to 512 as they are."""


def drawing(size: int) -> Path:
    """Return the drawing that an icon of so many pixels shows."""
    return ICONS / ("small.svg" if size <= SMALL else f"{DESKTOP_ID}.svg")


def draw(size: int) -> QImage:
    """Return the icon as a picture of `size` x `size` pixels on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing(size))).render(painter)
    painter.end()
    return image


def to_pillow(image: QImage) -> Image.Image:
    """Return the same picture as Pillow has it: RGBA, 8 bits each."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (plain.width(), plain.height()), bytes(plain.constBits()))


def save_together(file: Path, sizes: tuple[int, ...]) -> None:
    """Write one file that holds the icon in all these sizes, in the format of its suffix."""
    *smaller, largest = (to_pillow(draw(size)) for size in sizes)
    # The sizes are for .ico alone: .icns goes by the pictures that it is given.
    largest.save(file, append_images=smaller, sizes=[(size, size) for size in sizes])


def save_heic(file: Path, size: int) -> None:
    """Write the icon on white as HEIC; needs pillow-heif, which the tests need, too."""
    import pillow_heif

    icon = to_pillow(draw(size))
    drawn = Image.new("RGB", icon.size, "white")
    drawn.paste(icon, mask=icon)
    pillow_heif.from_pillow(drawn).save(file, quality=90)


def main() -> None:
    """Draw every size of every system."""
    for size in ICON_SIZES:
        draw(size).save(str(ICONS / f"{size}.png"))
    save_together(ICONS / "clothesfinder.ico", ICO_SIZES)
    save_together(ICONS / "clothesfinder.icns", ICNS_SIZES)
    save_heic(ICONS.parent / "self_check" / "shirt.heic", 256)


if __name__ == "__main__":
    main()
