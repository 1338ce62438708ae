"""Which part of a picture is seen, and how large: the same for pictures beside each other."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

FIT = 1.0
MIDDLE = QPointF(0.5, 0.5)
STEP = 1.25
"""Of one press of a key, or one notch of the wheel."""
MOST = 8.0
"""The most, in screen pixels for one of the picture, or in times of what fits: the larger."""


class Zoom(QObject):
    """How much larger than all of it fits, and what is in the middle. All units are fractions."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.factor = FIT
        """1 where all of a picture just fits."""
        self.centre = QPointF(MIDDLE)
        """The place of a picture that is in the middle, 0 to 1 each way."""
        self._actual = FIT

    def expect(self, actual: float) -> None:
        """Take on the factor at which one pixel of the picture is one of the screen."""
        self._actual = actual

    def reset(self) -> None:
        """Show all of it."""
        self._set(FIT, MIDDLE)

    def show_actual(self, size: QSizeF, area: QSizeF, at: QPointF | None = None) -> None:
        """Show one pixel of the picture as one of the screen; see `scale`."""
        self.scale(self._actual / self.factor, size, area, at)

    def scale(self, times: float, size: QSizeF, area: QSizeF, at: QPointF | None = None) -> None:
        """Show it so many times as large; what is at this place of the area stays there.

        ``size`` is the picture's where all of it fits into the area; without a place, the middle
        stays.
        """
        least = min(FIT, self._actual)
        factor = min(max(self.factor * times, least), max(MOST, MOST * self._actual))
        at = QPointF(area.width() / 2, area.height() / 2) if at is None else at
        under = within(at, placed(size * self.factor, area, self.centre))
        shown = size * factor
        x = under.x() + (area.width() / 2 - at.x()) / shown.width()
        y = under.y() + (area.height() / 2 - at.y()) / shown.height()
        self._set(factor, held(shown, area, QPointF(x, y)))

    def move(self, by: QPointF, size: QSizeF, area: QSizeF) -> None:
        """Move the picture by so much of the area's units; it never leaves what it fills."""
        shown = size * self.factor
        centre = held(shown, area, self.centre)  # of this picture, where the other one goes on
        x = centre.x() - by.x() / shown.width()
        y = centre.y() - by.y() / shown.height()
        self._set(self.factor, held(shown, area, QPointF(x, y)))

    def _set(self, factor: float, centre: QPointF) -> None:
        if (factor, centre) != (self.factor, self.centre):
            self.factor, self.centre = factor, QPointF(centre)
            self.changed.emit()


def placed(shown: QSizeF, area: QSizeF, centre: QPointF) -> QRectF:
    """Return where the whole picture lies, shown so large, with this place of it in the middle."""
    centre = held(shown, area, centre)
    left = area.width() / 2 - centre.x() * shown.width()
    top = area.height() / 2 - centre.y() * shown.height()
    return QRectF(left, top, shown.width(), shown.height())


def held(shown: QSizeF, area: QSizeF, centre: QPointF) -> QPointF:
    """Return the centre at which the picture fills the area where it can, or is in its middle."""
    return QPointF(
        _held(shown.width(), area.width(), centre.x()),
        _held(shown.height(), area.height(), centre.y()),
    )


def within(point: QPointF, place: QRectF) -> QPointF:
    """Return where a point of the area is within the picture, in fractions of it."""
    return QPointF(
        (point.x() - place.left()) / place.width(), (point.y() - place.top()) / place.height()
    )


def _held(shown: float, area: float, centre: float) -> float:
    if shown <= area:
        return 0.5
    edge = area / (2 * shown)
    return min(max(centre, edge), 1 - edge)
