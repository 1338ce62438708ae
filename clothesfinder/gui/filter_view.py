"""What the window shows of the filter: its line, its bar, and that nothing passes it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPushButton

from clothesfinder.filter import EVERYTHING
from clothesfinder.gallery_folders import gallery_folders
from clothesfinder.gui.filter_bar import FilterBar
from clothesfinder.gui.filter_strip import FilterStrip
from clothesfinder.gui.filter_told import found_told, told
from clothesfinder.gui.search_view import ready
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMenu, QWidget

    from clothesfinder.answers import Found
    from clothesfinder.filter import Filter
    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.session import Session

log = logging.getLogger(__name__)

NONE_PASSES = "No picture passes the filter"
KEPT_TO = "It keeps to pictures {}."
ONLY = "Only pictures {}"
SHORTCUT = "Ctrl+Shift+F"


class FilterView(QObject):
    """Keeps searches to what is set in the bar, and shows that, whether the bar is open or not.

    Escape closes the bar and leaves the filter on: the line above the results goes on to tell of
    it, and to offer to clear it.
    """

    def __init__(self, parent: QWidget, results: Results, session: Session) -> None:
        super().__init__(parent)
        self.strip, self.bar = FilterStrip(), FilterBar()
        self._results = results
        self._session = session
        self._gallery: Path | None = None
        self._way_out = QPushButton(self.tr("Clear the filter"), results.viewport())
        self._way_out.setAutoDefault(True)  # so that Return presses it
        self._way_out.hide()
        results.viewport().installEventFilter(self)
        self._connect()

    @property
    def among(self) -> Filter:
        """The filter that searches go by."""
        return self._session.searching.among

    def fill_menu(self, menu: QMenu) -> None:
        """Put the way to the bar into a menu, with its key."""
        action = menu.addAction(self.tr("F&ilter…"))
        action.setShortcut(SHORTCUT)
        action.triggered.connect(lambda _=False: self._show_bar(True))

    def show_found(self, found: Found) -> None:
        """Tell what of what passes was found, and where that is nothing, the way out."""
        is_on = self.among != EVERYTHING
        self.strip.show_filter(on=is_on, told=found_told(found, self.among) if is_on else "")
        if is_on and not found.matches:
            self._results.show_message(
                self.tr(NONE_PASSES), self.tr(KEPT_TO).format(told(self.among))
            )
            self._offer_way_out()
        else:
            self.show_none()

    def show_none(self) -> None:
        """Show that there is nothing to tell of a filter that nothing passes."""
        if self._way_out.isHidden():
            return
        if self._way_out.hasFocus():
            self._results.setFocus()
        self._way_out.hide()
        self._results.show_message(*ready())

    def _connect(self) -> None:
        session = self._session
        self.strip.toggled.connect(self._show_bar)
        self.strip.cleared.connect(self._clear)
        self.bar.closed.connect(lambda: self._show_bar(False))
        self.bar.changed.connect(self._keep_to)
        self._way_out.clicked.connect(self._clear)
        session.gallery_opened.connect(self._show_gallery)
        session.searching.filter_shown.connect(self._go_back_to)
        session.settled.connect(lambda _changed: self._list_folders())

    def _show_bar(self, is_open: bool) -> None:
        self.strip.show_open(is_open)
        if is_open:
            self.bar.begin()
            self._list_folders()
        else:
            self.bar.hide()
            self._results.setFocus()

    def _clear(self) -> None:
        self._results.setFocus()  # for what was pressed is about to go
        self.bar.clear()

    def _keep_to(self, among: Filter) -> None:
        self._show_kept_to(among)
        self._session.searching.keep_to(among)

    def _show_kept_to(self, among: Filter) -> None:
        on = among != EVERYTHING
        self.strip.show_filter(on=on, told=self.tr(ONLY).format(told(among)) if on else "")

    def _go_back_to(self, among: Filter) -> None:
        self.bar.show_filter(among)
        self._show_kept_to(among)

    def _show_gallery(self, gallery: Path | None) -> None:
        if gallery != self._gallery:
            self._gallery = gallery
            self.bar.clear_folder()
        self.show_none()

    def _list_folders(self) -> None:
        if self.bar.isVisible() and self._session.catalog is not None:
            self._session.begin(self._show_folders())

    async def _show_folders(self) -> None:
        catalog = self._session.catalog
        assert catalog is not None
        try:
            folders = await self._session.work.ask(gallery_folders(catalog))
        except Problem as problem:  # a folder may be written, too
            log.info("the folders were not listed: %s", problem)
            return
        if catalog is self._session.catalog:
            self.bar.folder.show_folders(folders)

    # --- the way out of a filter that nothing passes

    def _offer_way_out(self) -> None:
        self._place_way_out()
        self._way_out.show()

    def _place_way_out(self) -> None:
        size, area = self._way_out.sizeHint(), self._results.viewport().rect()
        self._way_out.resize(size)
        below = self._results.message_bottom + self._results.fontMetrics().height()
        self._way_out.move(area.center().x() - size.width() // 2, below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the button below the message, when the results are of another size."""
        if event.type() == QEvent.Type.Resize and self._way_out.isVisible():
            QTimer.singleShot(0, self, self._place_way_out)
        return super().eventFilter(watched, event)
