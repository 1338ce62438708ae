"""How far what was found is shown: so many of all, at the right of the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QLabel, QStatusBar

from clothesfinder.gui.language import number

if TYPE_CHECKING:
    from clothesfinder.answers import Found
    from clothesfinder.gui.grid import Results

CUT_OFF = "The first {} of {}. The database gives no more for one search; narrow it to see others."


translate = QCoreApplication.translate


class FoundExtent(QObject):
    """Tells how many matches are shown of how many pictures, and why there are no more."""

    def __init__(self, bar: QStatusBar, results: Results) -> None:
        super().__init__(bar)
        self._results = results
        self._label = QLabel()
        self._label.setAccessibleName(self.tr("How many are shown"))
        self._label.hide()
        bar.addPermanentWidget(self._label)

    @property
    def text(self) -> str:
        """What is told now."""
        return self._label.text()

    def tell(self, found: Found | None) -> None:
        """Tell it of this; None: nothing was found."""
        self._label.setText("" if found is None else extent_text(found))
        self._label.setVisible(bool(self._label.text()))
        if found is not None:
            count = len(found.matches)
            cut_off = self.tr(CUT_OFF).format(number(count), number(_there_are(found)))
            self._results.show_end(cut_off if found.is_cut_off else "")


def extent_text(found: Found) -> str:
    """Say how many are shown: "240 of 12,345 shown", "all 37 shown"."""
    count = len(found.matches)
    if not count:
        return ""
    there_are = number(_there_are(found))
    told = translate("FoundExtent", "{} of {} shown").format(number(count), there_are)
    if not found.more and not found.is_cut_off:
        told = translate("FoundExtent", "All {} shown").format(number(count))
    if behind := found.groups.behind:
        told += ", " + translate(
            "FoundExtent", "%Ln of them behind one that is nearly the same", None, behind
        )
    return told


def _there_are(found: Found) -> int:
    """How many pictures might be found: those that pass the filter, where these were counted."""
    return found.searched if found.among is None else found.among
