"""The window that tells what happened: every file of the present gallery, its state and why.

It is to be shown, not opened: the gallery can be searched, and indexed, meanwhile.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QFont, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from clothesfinder.file_listing import Order, Wish
from clothesfinder.file_states import State
from clothesfinder.gui.dialog_parts import (
    lines_label,
    push_button,
    sentence_label,
    take_room,
    thin_bar,
)
from clothesfinder.gui.file_table import FileModel, FileTable
from clothesfinder.gui.gallery_dialogs import GalleryDialog
from clothesfinder.gui.happened_told import files_told, filters, told_of
from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from clothesfinder.catalog import Catalog
    from clothesfinder.file_listing import Rows
    from clothesfinder.file_states import FileStates
    from clothesfinder.gui.looking import Looking
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow

SIZE = 860, 560
LINES = 2
"""Room for what the table tells of one file, so that nothing moves when there is more."""
TYPING_MS = 150
"""After the last key that changes the filter, before it is looked for."""
LOOKING = "Looking at the files…"
LOOKED_AT = "Looking at the files: {}"
NO_FILES = "Nothing is known of any file yet. Update the gallery first."
NO_MATCH = "No file is like that. Choose all files, or clear the filter."
UNDER_WAY = "The gallery is being worked on. The list is renewed when that ends."
HINT = (
    "Select a file to read all of its reason. Enter shows it in its folder, Ctrl+C copies its path."
)
SAVED = "{} written to {}."
TABLE = "files of {}.csv"
NONE: Rows = np.empty(0, np.intp)
RETRIED = frozenset({State.FAILED, State.SKIPPED})


class HappenedDialog(GalleryDialog):
    """What the last run came to, the files in a table, and what can be done about them."""

    def __init__(
        self, window: MainWindow, catalog: Catalog, session: Session, looking: Looking
    ) -> None:
        super().__init__(window, catalog)
        self._open_picture = window.open_picture
        self._session = session
        self._looking = looking
        self._states: FileStates | None = None
        self._wish = Wish(order=Order.STATE, said=said)
        self._look_told = ""
        """How far the look is, as it was told last."""
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._choose)
        name = readable(catalog.gallery.name)
        self.setWindowTitle(self.tr("What happened in “{}”").format(name))
        self._model = FileModel(name)
        self._build()
        self._connect()
        self._look()

    def show_state(self, state: State | None) -> None:
        """Show the files in this state alone; None: all."""
        self._wish = self._wish._replace(states=frozenset(State if state is None else [state]))
        self._show_filters()
        self._choose()

    # --- what the user wants

    def _choose_state(self) -> None:
        self._wish = self._wish._replace(states=self._filter.currentData())
        self._choose()

    def _type(self, text: str) -> None:
        self._wish = self._wish._replace(text=text)
        self._typing.start()

    def _sort(self, order: Order, descending: bool) -> None:
        self._wish = self._wish._replace(order=order, descending=descending)
        self._choose()

    def _reveal(self) -> None:
        self._find(None)

    def _open(self) -> None:
        self._find(self._open_picture)

    def _find(self, show: Callable[[Path], object] | None) -> None:
        row = self._table.current_row()
        if row is not None and self._states is not None:
            path = self.catalog.gallery / self._states.paths[row]
            self._looking.find(path, readable(path.name), show)

    def _copy(self) -> None:
        if self._states is not None and len(rows := self._table.chosen_rows()):
            self._looking.copy(self.catalog, self._states, rows)

    def _retry_chosen(self) -> None:
        """Index the gallery, with these tried again whatever is known of them."""
        if self._states is not None and len(rows := self._to_retry()):
            self._session.index(self.catalog.gallery, retry=set(self._states.paths[rows]))

    def _retry_all(self) -> None:
        self._session.index(self.catalog.gallery, retry=None)

    def _save(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the list"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Tables ({})").format("*.csv"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr(TABLE).format(readable(self.catalog.gallery.name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._write)
        dialog.open()

    def _write(self, file: str) -> None:
        if self._states is not None:
            self._looking.save(self._states, self._model.rows, Path(file))

    # --- what is seen

    def _look(self) -> None:
        self._tell_look(self.tr(LOOKING))
        self._bar.show()
        self._looking.look(self.catalog)

    def _look_again(self) -> None:
        if self.isVisible() and self._session.catalog is self.catalog:
            self._look()
        self._show_actions()

    def _show_looked_at(self, files: int) -> None:
        if files:
            self._tell_look(self.tr(LOOKED_AT).format(number(files)))

    def _tell_look(self, told: str) -> None:
        self._look_told = told
        self._told.setText(told)

    def _show_states(self, states: FileStates) -> None:
        before, self._states = self._states, states
        if before is not None:
            self._model.show_files(states, NONE)
            self._looking.let_go(before)
        self._headline.setText(readable(told_of(states)))
        run = states.last_run
        is_cut_off = run is not None and run.ended is None
        role = QPalette.ColorRole.BrightText if is_cut_off else QPalette.ColorRole.WindowText
        self._headline.setForegroundRole(role)
        self._show_filters()
        self._choose()

    def _show_filters(self) -> None:
        if self._states is None:
            return
        self._filter.blockSignals(True)
        self._filter.clear()
        for text, wanted in filters(self._states):
            self._filter.addItem(text, wanted)
            if wanted == self._wish.states:
                self._filter.setCurrentIndex(self._filter.count() - 1)
        self._wish = self._wish._replace(states=self._filter.currentData())
        self._filter.blockSignals(False)

    def _choose(self) -> None:
        self._typing.stop()
        if self._states is not None:
            self._looking.choose(self._states, self._wish)

    def _show_rows(self, states: FileStates, rows: Rows) -> None:
        if states is not self._states:
            return
        self._model.show_files(states, rows)
        self._table.explain(self.tr(NO_MATCH if len(states) else NO_FILES))
        shown, every = number(len(rows)), files_told(len(states))
        self._count.setText(self.tr("{} of {}").format(shown, every))
        self._show_actions()

    def _show_problem(self, sentence: str) -> None:
        sentence = readable(said(sentence))
        self._told.setText(sentence)
        self._told.show()
        if self._states is None:
            self._table.explain(sentence)

    def _show_saved(self, files: int, file: Path) -> None:
        self._told.setText(self.tr(SAVED).format(files_told(files), readable(str(file))))
        self._told.show()

    def _end(self) -> None:
        self._bar.hide()
        if self._told.text() == self._look_told:
            self._told.clear()
        self._show_actions()

    def _show_actions(self) -> None:
        """Let be pressed what can be done now."""
        is_busy = self._session.work.is_under_way
        if is_busy and not self._bar.isVisible():
            self._told.setText(self.tr(UNDER_WAY))
        elif not is_busy and self._told.text() == self.tr(UNDER_WAY):
            self._told.clear()
        states = self._states
        self._told.setVisible(bool(self._told.text()))
        has_current = self._table.current_row() is not None
        self._show_current()
        self._reveal_button.setEnabled(has_current)
        self._open_action.setEnabled(has_current)
        self._save_button.setEnabled(bool(len(self._model.rows)))
        self._chosen_button.setEnabled(not is_busy and bool(len(self._to_retry())))
        self._all_button.setEnabled(not is_busy and states is not None and states.has(*RETRIED))

    def _show_current(self) -> None:
        """Show all of what the table may have no room for."""
        row = self._table.current_row()
        one = None if row is None or self._states is None else self._states[row]
        name = self.catalog.gallery.name
        told = f"{one.path or name}: {said(one.reason)}" if one else self.tr(HINT)
        self._current.setText(readable(told))

    def _to_retry(self) -> Rows:
        """The selected files that can be tried again."""
        rows = self._table.chosen_rows()
        return rows if self._states is None else rows[self._states.are_in(rows, *RETRIED)]

    def _forget(self) -> None:
        """Ask nothing more, and hold nothing more."""
        self._looking.cancel()
        if self._states is not None:
            self._looking.let_go(self._states)

    # --- building

    def _build(self) -> None:
        self._headline = sentence_label("")
        bold = QFont(self._headline.font())
        bold.setBold(True)
        self._headline.setFont(bold)
        self._table = FileTable(self._model)
        self._current = lines_label(LINES)
        self._current.setText(self.tr(HINT))
        self._told = sentence_label("")
        self._bar = thin_bar(self.tr("Looking at the files"))
        self._bar.setRange(0, 0)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._headline)
        column.addLayout(self._make_filters())
        column.addWidget(self._table, stretch=1)
        column.addWidget(self._current)
        column.addWidget(self._told)
        column.addWidget(self._bar)
        column.addLayout(self._make_buttons())
        take_room(self, *SIZE)

    def _make_filters(self) -> QHBoxLayout:
        self._filter = QComboBox()
        self._filter.setAccessibleName(self.tr("Files to show, by their state"))
        self._filter.setMinimumContentsLength(24)
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("Filter by name or reason"))
        self._text.setAccessibleName(self.tr("Filter by name or reason"))
        self._text.setClearButtonEnabled(True)
        self._count = QLabel()
        label = QLabel(self.tr("Sho&w"))
        label.setBuddy(self._filter)
        row = QHBoxLayout()
        for widget in (label, self._filter, self._text, self._count):
            row.addWidget(widget)
        row.setStretchFactor(self._text, 1)
        return row

    def _make_buttons(self) -> QHBoxLayout:
        self._reveal_button = push_button(self.tr("Show in &folder"), self._reveal)
        self._save_button = push_button(self.tr("Save as CS&V…"), self._save)
        self._save_button.setToolTip(self.tr("What the list shows now, for spreadsheets"))
        self._chosen_button = push_button(self.tr("&Try selected again"), self._retry_chosen)
        self._chosen_button.setToolTip(
            self.tr("Of the selected files, those that failed or were skipped")
        )
        self._all_button = push_button(self.tr("Try &all again"), self._retry_all)
        self._all_button.setToolTip(self.tr("All files that failed or were skipped"))
        close = push_button(self.tr("C&lose"), self.reject)
        row = QHBoxLayout()
        row.addWidget(self._reveal_button)
        row.addWidget(self._save_button)
        row.addStretch(1)
        for button in (self._chosen_button, self._all_button, close):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self._filter.currentIndexChanged.connect(self._choose_state)
        self._text.textEdited.connect(self._type)
        self._text.textChanged.connect(self._type)
        self._text.returnPressed.connect(self._table.setFocus)
        self._model.order_wished.connect(self._sort)
        self._table.activated.connect(self._reveal)
        self._table.copy_wished.connect(self._copy)
        self._table.selectionModel().selectionChanged.connect(self._show_actions)
        self._table.selectionModel().currentChanged.connect(self._show_actions)
        looking, work = self._looking, self._session.work
        looking.looked_at.connect(self._show_looked_at)
        looking.looked.connect(self._show_states)
        looking.chose.connect(self._show_rows)
        looking.saved.connect(self._show_saved)
        looking.failed.connect(self._show_problem)
        looking.ended.connect(self._end)
        work.began.connect(self._show_actions)
        work.ended.connect(self._look_again)
        self.finished.connect(self._forget)
        self._add_actions()

    def _add_actions(self) -> None:
        """The keys, and what the table's menu offers."""
        find = QAction(self.tr("Filter"), self)
        find.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Find))
        find.triggered.connect(self._focus_filter)
        self.addAction(find)
        self._open_action = QAction(self.tr("&Open"), self._table)
        self._open_action.triggered.connect(self._open)
        shown = QAction(self.tr("Show in &folder"), self._table)
        shown.triggered.connect(self._reveal)
        copied = QAction(self.tr("&Copy path"), self._table)
        copied.triggered.connect(self._copy)
        again = QAction(self.tr("&Try again"), self._table)
        again.triggered.connect(self._retry_chosen)
        self._table.addActions([self._open_action, shown, copied, again])
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _focus_filter(self) -> None:
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()
