"""The window that tells what happened: every file of the present gallery, its state and why.

It is to be shown, not opened: the gallery can be searched, and indexed, meanwhile.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog

from clothesfinder.file_listing import Order, Wish
from clothesfinder.file_states import State
from clothesfinder.gui.gallery_dialogs import GalleryDialog
from clothesfinder.gui.happened_told import files_told
from clothesfinder.gui.happened_view import HappenedView
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

TYPING_MS = 150
"""After the last key that changes the filter, before it is looked for."""
LOOKING = "Looking at the files…"
LOOKED_AT = "Looking at the files: {}"
UNDER_WAY = "The gallery is being worked on. The list is renewed when that ends."
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
        self._view = HappenedView(self, name)
        self._connect()
        self._look()

    def show_state(self, state: State | None) -> None:
        """Show the files in this state alone; None: all."""
        self._wish = self._wish._replace(states=frozenset(State if state is None else [state]))
        self._show_filters()
        self._choose()

    # --- what the user wants

    def _choose_state(self) -> None:
        self._wish = self._wish._replace(states=self._view.filter.currentData())
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
        row = self._view.table.current_row()
        if row is not None and self._states is not None:
            path = self.catalog.gallery / self._states.paths[row]
            self._looking.find(path, readable(path.name), show)

    def _copy(self) -> None:
        if self._states is not None and len(rows := self._view.table.chosen_rows()):
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
            self._looking.save(self._states, self._view.model.rows, Path(file))

    # --- what is seen

    def _look(self) -> None:
        self._tell_look(self.tr(LOOKING))
        self._view.bar.show()
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
        self._view.tell(told)

    def _show_states(self, states: FileStates) -> None:
        before, self._states = self._states, states
        if before is not None:
            self._view.model.show_files(states, NONE)
            self._looking.let_go(before)
        self._view.show_headline(states)
        self._show_filters()
        self._choose()

    def _show_filters(self) -> None:
        if self._states is not None:
            chosen = self._view.show_filters(self._states, self._wish.states)
            self._wish = self._wish._replace(states=chosen)

    def _choose(self) -> None:
        self._typing.stop()
        if self._states is not None:
            self._looking.choose(self._states, self._wish)

    def _show_rows(self, states: FileStates, rows: Rows) -> None:
        if states is not self._states:
            return
        self._view.show_rows(states, rows)
        self._show_actions()

    def _show_problem(self, sentence: str) -> None:
        sentence = readable(said(sentence))
        self._view.tell(sentence)
        if self._states is None:
            self._view.table.explain(sentence)

    def _show_saved(self, files: int, file: Path) -> None:
        self._view.tell(self.tr(SAVED).format(files_told(files), readable(str(file))))

    def _end(self) -> None:
        self._view.bar.hide()
        if self._view.told == self._look_told:
            self._view.tell("")
        self._show_actions()

    def _show_actions(self) -> None:
        """Let be pressed what can be done now."""
        view, states = self._view, self._states
        is_busy = self._session.work.is_under_way
        if is_busy and not view.bar.isVisible():
            view.tell(self.tr(UNDER_WAY))
        elif not is_busy and view.told == self.tr(UNDER_WAY):
            view.tell("")
        has_current = view.table.current_row() is not None
        self._show_current()
        view.reveal_button.setEnabled(has_current)
        view.open_action.setEnabled(has_current)
        view.save_button.setEnabled(bool(len(view.model.rows)))
        view.chosen_button.setEnabled(not is_busy and bool(len(self._to_retry())))
        view.all_button.setEnabled(not is_busy and states is not None and states.has(*RETRIED))

    def _show_current(self) -> None:
        """Show all of what the table may have no room for."""
        row = self._view.table.current_row()
        one = None if row is None or self._states is None else self._states[row]
        name = self.catalog.gallery.name
        self._view.show_current(readable(f"{one.path or name}: {said(one.reason)}") if one else "")

    def _to_retry(self) -> Rows:
        """The selected files that can be tried again."""
        rows = self._view.table.chosen_rows()
        return rows if self._states is None else rows[self._states.are_in(rows, *RETRIED)]

    def _forget(self) -> None:
        """Ask nothing more, and hold nothing more."""
        self._looking.cancel()
        if self._states is not None:
            self._looking.let_go(self._states)

    def _connect(self) -> None:
        view = self._view
        view.filter.currentIndexChanged.connect(self._choose_state)
        view.text.textEdited.connect(self._type)
        view.text.textChanged.connect(self._type)
        view.text.returnPressed.connect(view.table.setFocus)
        view.model.order_wished.connect(self._sort)
        view.table.activated.connect(self._reveal)
        view.table.copy_wished.connect(self._copy)
        view.table.selectionModel().selectionChanged.connect(self._show_actions)
        view.table.selectionModel().currentChanged.connect(self._show_actions)
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
        view.reveal_button.clicked.connect(self._reveal)
        view.save_button.clicked.connect(self._save)
        view.chosen_button.clicked.connect(self._retry_chosen)
        view.all_button.clicked.connect(self._retry_all)
        view.close_button.clicked.connect(self.reject)
        view.find_action.triggered.connect(self._focus_filter)
        view.open_action.triggered.connect(self._open)
        view.reveal_action.triggered.connect(self._reveal)
        view.copy_action.triggered.connect(self._copy)
        view.again_action.triggered.connect(self._retry_chosen)

    def _focus_filter(self) -> None:
        self._view.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._view.text.selectAll()
