"""Copying results to a folder, or hard-linking them there: the questions, and what is told."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from clothesfinder.copy_out import CopyOut, lies_in
from clothesfinder.gui.copied_dialogs import (
    NotCopiedDialog,
    choose_target,
    closing_question,
    target_question,
)
from clothesfinder.gui.copied_told import counted, title_of, told_of
from clothesfinder.gui.names import readable
from clothesfinder.gui.reveal import reveal_together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from clothesfinder.copy_out import CopiedOut
    from clothesfinder.gui.grid import Results
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.gui.work_panel import WorkPanel


class CopyActions(QObject):
    """Bound to the menu of the results; shows how far it is in a strip of its own."""

    def __init__(
        self, window: MainWindow, results: Results, panel: WorkPanel, session: Session
    ) -> None:
        super().__init__(window)
        self._window = window
        self._results = results
        self._panel = panel
        self._session = session
        copying = session.copying_out
        copying.began.connect(self._show_begun)
        copying.progressed.connect(panel.show_progress)
        copying.ended.connect(panel.end)
        copying.copied.connect(self._tell_copied)
        copying.failed.connect(lambda sentence: window.notice.tell(sentence, warning=True))
        panel.pause_toggled.connect(copying.pause)
        panel.cancelled.connect(panel.show_stopping)
        panel.cancelled.connect(copying.cancel)

    # --- what the user wants

    def copy(self) -> None:
        """Ask for a folder, and copy the chosen pictures there."""
        self._choose(linked=False)

    def link(self) -> None:
        """Ask for a folder, and hard-link the chosen pictures there."""
        self._choose(linked=True)

    def may_close(self, close: Callable[[], object]) -> bool:
        """Whether nothing is being copied; else the user is asked, and may close all the same."""
        if not self._session.copying_out.is_under_way:
            return True
        box = closing_question(self._window)
        box.accepted.connect(close)
        self._window.open_dialog(box)
        return False

    # --- what follows

    def _choose(self, *, linked: bool) -> None:
        paths = self._results.chosen_paths()
        dialog = choose_target(self._window, len(paths), linked=linked)
        dialog.fileSelected.connect(
            lambda folder: self._session.begin(self._ask(paths, Path(folder), linked=linked))
        )
        self._window.open_dialog(dialog)

    async def _ask(self, paths: Sequence[Path], folder: Path, *, linked: bool) -> None:
        """Begin; where there is something to be known before, only when the user agrees."""
        gallery = self._session.gallery
        ask = asyncio.get_running_loop().run_in_executor
        if gallery is not None and not await ask(None, lies_in, folder, gallery):
            gallery = None
        if gallery is None and not linked:
            self._start(paths, folder, linked=False)
            return
        pictures = counted(len(paths))
        box = target_question(self._window, pictures, folder, gallery, linked=linked)
        box.accepted.connect(lambda: self._start(paths, folder, linked=linked))
        self._window.open_dialog(box)

    def _start(self, paths: Sequence[Path], folder: Path, *, linked: bool) -> None:
        self._session.copying_out.start(CopyOut(paths, folder, linked=linked))

    def _show_begun(self, copy: CopyOut) -> None:
        about = copy.outcome
        self._panel.begin(readable(str(about.folder)), title_of(about.folder, linked=about.linked))

    def _tell_copied(self, copied: CopiedOut, stopped: bool) -> None:
        told, notice = told_of(copied, stopped=stopped), self._window.notice
        if copied.failures:
            show = partial(self._show, copied)
            notice.tell(told, warning=True, button=self.tr("Show which"), act=show)
        elif copied.made:
            show = partial(reveal_together, [path for _, path in copied.made], self)
            notice.tell(told, button=self.tr("Show in folder"), act=show)
        else:
            notice.tell(told)

    def _show(self, copied: CopiedOut) -> None:
        def copy_instead(paths: list[Path]) -> None:
            self._start(paths, copied.folder, linked=False)

        self._window.open_dialog(NotCopiedDialog(self._window, copied, copy_instead))
