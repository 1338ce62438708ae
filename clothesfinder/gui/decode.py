"""Make a picture's file a small image for the screen. Any thread may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter

from clothesfinder.problem import Problem
from clothesfinder.thumbnail_sharing import EDGE as SHARED_EDGE

if TYPE_CHECKING:
    from pathlib import Path

PIXELS = "Pixels"
"""The text of a small image that tells how large the whole picture is, such as 3000x4000."""


def decode(path: Path, edge: int) -> QImage:
    """Decode a picture, no larger than ``edge``; a null image where that cannot be done."""
    image = read_with_qt(path, edge)
    return read_with_pillow(path, edge) if image.isNull() else image


def read_with_qt(path: Path, edge: int) -> QImage:
    """Decode a picture as Qt can: the fastest way for JPEG."""
    if not is_text(str(path)):
        return QImage()  # Qt would leave out what is no text, and open another file
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(fit(whole, edge))
    image = reader.read()
    if image.isNull() or image.format() == QImage.Format.Format_CMYK8888:
        return QImage()
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        whole = whole.transposed()
    return finish(image, whole if whole.isValid() else image.size(), edge)


def read_with_pillow(path: Path, edge: int) -> QImage:
    """Decode a picture as the index does: slower, and knows more kinds."""
    from clothesfinder.gui.qimage import as_qimage
    from clothesfinder.images import open_picture

    try:
        picture = open_picture(path, edge)
        image = as_qimage(picture.image)
    except Problem:
        return QImage()
    return finish(image, QSize(picture.width, picture.height), edge)


def decode_supplied(jpeg: bytes, edge: int) -> QImage:
    """Decode a shared thumbnail to this edge; a null image where that cannot be done.

    How large the whole picture is remains unknown. One as large as shared thumbnails are stands for
    a larger picture, and is made larger where need be, to look like those beside it.
    """
    if not jpeg.endswith(b"\xff\xd9"):  # how a JPEG ends; Qt would fill up with grey
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    longest = max(size.width(), size.height())
    if longest > SHARED_EDGE:  # what others put into a database is not trusted
        return QImage()
    image = reader.read()
    if image.isNull():
        return QImage()
    wanted = fit(size, edge)
    if longest == SHARED_EDGE:
        square = size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio)
        wanted = square.expandedTo(QSize(1, 1))
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    return flat.scaled(wanted, mode=Qt.TransformationMode.SmoothTransformation)


def finish(image: QImage, whole: QSize, edge: int) -> QImage:
    """Return the image in sRGB, on white, at most ``edge`` long, with the whole one's size."""
    small = fit(image.size(), edge)
    if small != image.size():
        image = image.scaled(small, mode=Qt.TransformationMode.SmoothTransformation)
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(QRect(0, 0, flat.width(), flat.height()), image)
    painter.end()
    flat.setText(PIXELS, f"{whole.width()}x{whole.height()}")
    return flat


def pixels_of(image: QImage) -> QSize:
    """Return how large the whole picture is that a small image was made of; else the image's."""
    width, _, height = image.text(PIXELS).partition("x")
    return QSize(int(width), int(height)) if height else image.size()


def fit(size: QSize, edge: int) -> QSize:
    """Return the size within a square, its shape kept; never larger than it was."""
    if max(size.width(), size.height()) <= edge:
        return size
    return size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def is_text(name: str) -> bool:
    """Whether a file's name can be written in Unicode, as Qt wants it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
