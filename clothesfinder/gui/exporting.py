"""What is written into files under way; nothing that is seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Signal
from PySide6.QtWidgets import QFileDialog

from clothesfinder.export import KINDS, export
from clothesfinder.gui.apart import run_apart
from clothesfinder.gui.language import marked
from clothesfinder.gui.names import readable
from clothesfinder.gui.newest_task import NewestTask
from clothesfinder.gui.sentences import said
from clothesfinder.sheets import supply_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from clothesfinder.export import Sheet
    from clothesfinder.gui.session import Session

FILTERS = {
    ".html": marked("Exporting", "Contact sheet with small pictures ({})"),
    ".csv": marked("Exporting", "Table for spreadsheets ({})"),
    ".json": marked("Exporting", "For programs ({})"),
}
assert set(FILTERS) == set(KINDS)
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
"""What no file's name may have in it on one system or another."""

translate = QCoreApplication.translate


class Exporting(NewestTask):
    """Writes one sheet at a time, in a thread of its own; nothing waits for it.

    Cancelled, what was there before stays.

    Of a shared gallery, whose database may have small pictures, the worker writes it in its turns.
    """

    progressed = Signal(object)
    """How far it is: Step."""
    saved = Signal(object)
    """The path of the file that is written now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def save(self, sheet: Sheet, file: Path) -> None:
        """Write this, in place of what is being written."""
        self.start_newest(self._save(sheet, file))

    async def _save(self, sheet: Sheet, file: Path) -> None:
        catalog = self._session.catalog
        supply = supply_of(catalog) if catalog and catalog.gallery == sheet.gallery else None
        spoken = sheet._replace(said=said, language=QLocale().bcp47Name())
        steps = export(spoken._replace(supply=supply), file)
        if supply is None:
            await run_apart(steps, self.progressed.emit)
        else:
            await self._session.work.ask(steps, self.progressed.emit)
        self.saved.emit(file)


def choose_target(parent: QWidget, name: str) -> QFileDialog:
    """The question where to write, and as what; ``name`` is what the file is called at first."""
    dialog = QFileDialog(parent, translate("Exporting", "Export"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    filters = {
        translate("Exporting", told).format(f"*{suffix}"): suffix
        for suffix, told in FILTERS.items()
    }
    dialog.setNameFilters(list(filters))
    first = next(iter(FILTERS))
    dialog.setDefaultSuffix(first[1:])
    dialog.selectFile(NOT_IN_NAMES.sub("-", readable(name)) + first)

    def take_up(chosen: str) -> None:
        suffix = filters.get(chosen, first)
        dialog.setDefaultSuffix(suffix[1:])
        for file in dialog.selectedFiles()[:1]:
            stem, dot, kind = file.rpartition(".")
            if dot and f".{kind}" in KINDS:
                dialog.selectFile(stem + suffix)

    dialog.filterSelected.connect(take_up)
    return dialog
