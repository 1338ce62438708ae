"""Keeps a row of the results where it is in the view while their cells change size."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from clothesfinder.gui.cell_grid import CellGrid


class Place(NamedTuple):
    """Where a row is."""

    row: int
    top: int
    """Of its cell, in the viewport."""


class _State(NamedTuple):
    """What is as it was for as long as nobody else has scrolled or chosen."""

    value: int
    current: int
    rows: int


class Anchor:
    """Remembers the row over several changes, for each rounds a little."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._state: _State | None = None

    def of(self, view: CellGrid) -> Place | None:
        """Return the row to be kept: the current one if it is in view, else the first that is."""
        if self._place is None or self._state != _state(view):
            self._place = _place(view)
        return self._place

    def hold(self, view: CellGrid, place: Place | None) -> None:
        """Bring the row back to where it was, as far as its cell has room there."""
        if place is not None:
            view.executeDelayedItemsLayout()
            cell = view.visualRect(view.model().index(place.row, 0))
            room = view.viewport().height() - cell.height()
            top = max(0, min(place.top, room)) if room > 0 else 0
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + cell.top() - top)
        self._state = _state(view)


def _state(view: CellGrid) -> _State:
    model = view.model()
    return _State(view.verticalScrollBar().value(), view.currentIndex().row(), model.rowCount())


def _place(view: CellGrid) -> Place | None:
    if not view.model().rowCount():
        return None
    area = view.viewport().rect()
    current = view.visualRect(view.currentIndex())
    if current.isValid() and area.contains(current):
        return Place(view.currentIndex().row(), current.top())
    first = view.model().index(view.rows_in(area).start, 0)  # of what is seen, if only of its edge
    return Place(first.row(), view.visualRect(first).top())
