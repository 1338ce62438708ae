"""The window in which many pictures are looked up at once.

It is to be shown, not opened: the gallery can be searched, and indexed, meanwhile.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from clothesfinder.filter import EVERYTHING
from clothesfinder.findings import Order, Verdict, Wish
from clothesfinder.gui.choosing import choose_folder, choose_pictures
from clothesfinder.gui.drop_target import DropTarget
from clothesfinder.gui.exporting import Exporting, choose_target
from clothesfinder.gui.gallery_dialogs import GalleryDialog
from clothesfinder.gui.lookup_told import came_to, told_done, told_far, told_in_full
from clothesfinder.gui.lookup_view import LookupView
from clothesfinder.gui.names import readable, titled
from clothesfinder.gui.sentences import said
from clothesfinder.lookup import LookUpWishes
from clothesfinder.lookup_queries import LIST
from clothesfinder.query import Query
from clothesfinder.sheets import sheet_of_look_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clothesfinder.catalog import Catalog
    from clothesfinder.filter import Filter
    from clothesfinder.findings import Findings, Rows
    from clothesfinder.gui.looking_up import LookingUp
    from clothesfinder.gui.mime import Dropped
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.thumbnails import Thumbnails
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.measuring import Step

ROWS_AFTER_MS = 250
"""Between two looks at the rows that came meanwhile."""
TITLE = "Look up many pictures in “{}”"
STARTING = "Starting…"
STOPPING = "Stopping…"
FILES_ONLY = "Only files and folders are looked up here. Drop one of these."
LISTS = "Lists of pictures ({})"
NO_ROWS = "No picture is like that. Choose another verdict above."
WRITTEN = "Written to {}."
EXPORT_STOPPED = "Nothing was written."


class LookupDialog(GalleryDialog):
    """Which pictures to look up, then a row for each, and what can be done with them."""

    def __init__(
        self,
        window: MainWindow,
        catalog: Catalog,
        session: Session,
        looking: LookingUp,
        thumbnails: Thumbnails,
    ) -> None:
        super().__init__(window, catalog)
        self._window = window
        self._session = session
        self._looking = looking
        self._thumbnails = thumbnails
        self._exporting = Exporting(session)
        self._sources: Sequence[Path] = ()
        self._written: Path | None = None
        self._findings: Findings | None = None
        self._wish = Wish()
        self._is_running = self._has_failed = self._is_arranging = False
        self._is_export_told = False
        """Whether what is told last is how far an export is."""
        self._rows_soon = QTimer(self, singleShot=True, interval=ROWS_AFTER_MS)
        self._rows_soon.timeout.connect(self._show_more)
        self.setWindowTitle(titled(self.tr(TITLE), catalog.gallery))
        self._view = LookupView(self, thumbnails, readable(catalog.gallery.name))
        self._connect()
        self._show_state()

    # --- what the user wants

    def look_up(self, sources: Sequence[Path]) -> None:
        """Look up these pictures, folders and lists, in place of those before."""
        self._sources = sources
        self._look_up()

    def reject(self) -> None:
        """Stop what is under way first; what was found stays until this is closed."""
        if self._exporting.is_under_way:
            self._exporting.cancel()
        elif self._is_running:
            self._cancel()
        else:
            super().reject()

    def _choose_folder(self) -> None:
        dialog = choose_folder(self, self.tr("Choose the folder of pictures to look up"))
        dialog.fileSelected.connect(lambda folder: self.look_up([Path(folder)]))
        self._window.open_dialog(dialog)

    def _choose_pictures(self) -> None:
        dialog = choose_pictures(self)
        dialog.setWindowTitle(self.tr("Choose the pictures to look up, or a list of them"))
        dialog.setNameFilters([*dialog.nameFilters(), self.tr(LISTS).format(f"*{LIST}")])
        dialog.filesSelected.connect(lambda files: self.look_up([Path(file) for file in files]))
        self._window.open_dialog(dialog)

    def _take_drop(self, dropped: Dropped) -> None:
        if dropped.files:
            self.look_up(dropped.files)
        else:
            self._refuse()

    def _refuse(self, reason: str = "") -> None:
        self._view.tell(reason or self.tr(FILES_ONLY))

    def _look_up(self) -> None:
        self._is_running, self._has_failed = True, False
        self._findings, self._wish = None, self._wish._replace(verdicts=frozenset(Verdict))
        self._thumbnails.check_again()
        self._view.begin(self.tr(STARTING))
        wishes = LookUpWishes(without_itself=self._view.leave_out.isChecked())
        self._looking.look_up(self.catalog, self._sources, wishes)
        self._show_state()

    def _cancel(self) -> None:
        self._view.tell(self.tr(STOPPING))
        self._view.stop_button.setEnabled(False)
        self._exporting.cancel()
        self._looking.cancel()

    def _choose_verdict(self) -> None:
        chosen = self._view.filter.currentData()
        if chosen is not None:
            self._wish = self._wish._replace(verdicts=chosen)
            self._arrange()

    def _sort(self, order: Order, descending: bool) -> None:
        self._wish = self._wish._replace(order=order, descending=descending)
        self._arrange()

    def _search(self) -> None:
        """Take the picture of the row into the main window."""
        row = self._view.table.current_row()
        if row is None:
            return
        finding = self._view.model.finding(row)
        source = finding.query.source
        assert isinstance(source, Path)
        self._session.searching.search(Query(source, source.name))
        self._window.activateWindow()

    def _export(self) -> None:
        findings = self._findings
        if findings is None or not len(self._view.model.rows):
            return
        sheet = sheet_of_look_up(findings, self._view.model.rows)
        dialog = choose_target(self, said(sheet.title))
        dialog.fileSelected.connect(lambda file: self._exporting.save(sheet, Path(file)))
        self._window.open_dialog(dialog)

    def _open(self) -> None:
        if self._written is not None:
            self._window.open_picture(self._written)

    # --- what is seen

    def _show_listed(self, findings: Findings) -> None:
        self._findings = findings
        self._arrange()

    def _show_progress(self, step: Step) -> None:
        self._view.show_progress(told_far(step), step.done, step.total)
        if not self._rows_soon.isActive():
            self._rows_soon.start()

    def _show_more(self) -> None:
        """Show the rows that came meanwhile, once those before are shown."""
        if self._is_arranging:
            self._rows_soon.start()
        else:
            self._arrange()

    def _arrange(self) -> None:
        self._rows_soon.stop()
        if self._findings is not None:
            self._is_arranging = True
            self._looking.arrange(self._findings, self._wish)

    def _show_rows(self, findings: Findings, rows: Rows) -> None:
        if findings is not self._findings:
            return
        self._is_arranging = False
        self._view.show_rows(findings, rows)
        if len(findings):
            self._view.table.explain(self.tr(NO_ROWS))
        self._show_state()

    def _show_problem(self, sentence: str) -> None:
        self._has_failed = True
        sentence = readable(said(sentence))
        self._is_export_told = False
        self._view.tell(sentence)
        if self._findings is None or not len(self._findings):
            self._view.table.explain(sentence)

    def _end(self) -> None:
        self._is_running = False
        self._arrange()
        findings = self._findings
        if not self._has_failed:
            self._view.tell(came_to(findings))
        self._view.end()
        self._show_state()
        self._view.table.setFocus()

    def _show_saved(self, file: Path) -> None:
        self._is_export_told = False
        self._written = file
        self._view.tell(self.tr(WRITTEN).format(readable(str(file))), written=True)

    def _end_export(self) -> None:
        if not self._is_running:
            self._view.end()
        if self._is_export_told:
            self._is_export_told = False
            self._view.tell(self.tr(EXPORT_STOPPED))
        self._show_state()

    def _show_state(self) -> None:
        """Let be pressed what can be done now."""
        view, has_rows = self._view, bool(len(self._view.model.rows))
        has_current = view.table.current_row() is not None
        view.show_running(self._is_running or self._exporting.is_under_way)
        view.again_button.setEnabled(bool(self._sources) and not self._is_running)
        view.export_button.setEnabled(has_rows and not self._exporting.is_under_way)
        view.search_button.setEnabled(has_current)
        self._show_current()

    def _show_current(self) -> None:
        """Show all of what the table has no room for."""
        row = self._view.table.current_row()
        if row is None or row >= len(self._view.model.rows):
            self._view.show_current("")
            return
        self._view.show_current(told_in_full(self._view.model.finding(row)))

    def _forget(self) -> None:
        """Ask nothing more, and hold nothing more."""
        self._looking.cancel()
        self._exporting.cancel()
        self._thumbnails.want((), 1)

    def _note_filter(self, among: Filter) -> None:
        self._view.tell_unfiltered(among != EVERYTHING)

    def _connect(self) -> None:
        view, looking, exporting = self._view, self._looking, self._exporting
        self._note_filter(self._session.searching.among)
        self._session.searching.filter_shown.connect(self._note_filter)
        self._window.filtering.bar.changed.connect(self._note_filter)
        drops = DropTarget(self)
        drops.dropped.connect(self._take_drop)
        drops.refused.connect(self._refuse)
        view.folder_button.clicked.connect(self._choose_folder)
        view.pictures_button.clicked.connect(self._choose_pictures)
        view.again_button.clicked.connect(self._look_up)
        view.stop_button.clicked.connect(self.reject)
        view.search_button.clicked.connect(self._search)
        view.export_button.clicked.connect(self._export)
        view.open_button.clicked.connect(self._open)
        view.close_button.clicked.connect(self.reject)
        view.filter.activated.connect(self._choose_verdict)
        view.model.order_wished.connect(self._sort)
        view.table.activated.connect(self._search)
        view.table.selectionModel().currentChanged.connect(self._show_state)
        looking.listed.connect(self._show_listed)
        looking.progressed.connect(self._show_progress)
        looking.arranged.connect(self._show_rows)
        looking.failed.connect(self._show_problem)
        looking.ended.connect(self._end)
        exporting.progressed.connect(self._show_export)
        exporting.saved.connect(self._show_saved)
        exporting.failed.connect(self._show_problem)
        exporting.crashed.connect(self._window.tell_crash)
        exporting.ended.connect(self._end_export)
        QShortcut(QKeySequence("Ctrl+E"), self, self._export)
        self.finished.connect(self._forget)

    def _show_export(self, step: Step) -> None:
        self._is_export_told = True
        self._view.show_progress(told_done(step), step.done, step.total)
        self._show_state()
