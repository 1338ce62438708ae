"""A window on a desk: what is behind it, and short ways to use it and to look at it."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from clothesfinder.gui.preferences import Preferences
from clothesfinder.gui.session import Session
from clothesfinder.gui.sharing import Sharing
from clothesfinder.gui.theme import Theme
from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
from clothesfinder.gui.window import MainWindow
from clothesfinder.pace import Pace
from clothesfinder.settings import load_settings
from tests.conftest import ColourEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from clothesfinder.gui.tasks import Tasks
    from clothesfinder.gui.worker import Worker

PATIENCE = 60.0
"""Seconds."""

LET_THROUGH = Pace.FULL.threads + 5
"""Batches, of which so many may be done ahead of the first that the first three are among them."""


class GatedEmbedder(ColourEmbedder):
    """Lets one batch through each time the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Semaphore(10**6)
        self.at_the_gate = threading.Event()
        """A batch has come to the gate since it was shut last."""

    def shut(self, after: int = 0) -> None:
        """Let so many batches more through, and then none."""
        self.at_the_gate.clear()
        self.gate = threading.Semaphore(after)

    def let_through(self) -> None:
        """Let all through that waits, and what comes next."""
        self.gate.release(10**4)

    def embed(self, pixels: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        self.at_the_gate.set()
        self.gate.acquire()
        return super().embed(pixels)


class Desk:
    """A window with what is behind it, and short ways to look at it."""

    def __init__(self, qapp: QApplication, worker: Worker, embedder: ColourEmbedder) -> None:
        qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        qapp.setQuitOnLastWindowClosed(False)  # as the program does; else the loop would end, too
        self.preferences = Preferences(load_settings())
        self.sharing = Sharing(worker, self.preferences)
        self.session = Session(worker, lambda _model: embedder, self.preferences, self.sharing)
        self.exchange = ThumbnailExchange(self.session)
        self.window = MainWindow(
            self.preferences, self.session, self.sharing, self.exchange, Theme(qapp)
        )
        self.window.show()

    @property
    def shown(self) -> list[str]:
        model = self.window._results.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def notice(self) -> str:
        return self.window.notice.text

    @property
    def status(self) -> str:
        return self.window.statusBar().currentMessage()

    def drop(self, *paths: Path, on: QWidget | None = None) -> bool:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        return drop(on or self.window, mime)

    def menu(self, path: str) -> None:
        """Choose an entry by what is written on it: "Gallery/Update"."""
        menu = self.window.menuBar()
        *menus, entry = path.split("/")
        for title in menus:
            (action,) = [a for a in menu.actions() if a.text().replace("&", "") == title]
            menu = action.menu()  # type: ignore[assignment]
        (action,) = [a for a in menu.actions() if a.text().replace("&", "") == entry]
        assert action.isEnabled()
        action.trigger()

    def dialog(self) -> QDialog | None:
        return next((d for d in self.window.findChildren(QDialog) if d.isVisible()), None)

    async def at_rest(self) -> None:
        """Return when nothing goes on any more but what has not been heard of yet."""
        several: tuple[Tasks, ...] = self.session, self.session.searching, self.exchange
        await until(lambda: not any(tasks._tasks for tasks in (*several, self.sharing)))

    async def held(self) -> None:
        """Return when the work that was paused rests, and all that it told has arrived."""
        job = self.session.work._job
        assert job is not None
        await self.session.work.ask(turns(2))  # by then the step under way is over
        await until(lambda: not job._announced)

    async def close(self) -> None:
        self.window.close_at_once()
        for tasks in (self.exchange, self.sharing, self.session):
            await tasks.close()
        self.window.deleteLater()


def drop(widget: QWidget, mime: QMimeData) -> bool:
    place = widget.rect().center()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(place), actions, mime, *held)
    QCoreApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(place), actions, mime, *held)
    QCoreApplication.sendEvent(widget, event)
    assert event.dropAction() == Qt.DropAction.CopyAction  # a move would delete the user's file
    return event.isAccepted()


def turns(number: int) -> Generator[None, None, None]:
    """A job that does nothing but give others their turns."""
    for _ in range(number):
        yield


async def until(happened: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for this; it costs nothing to be patient with a busy machine."""
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(0.005)


def double_click(widget: QWidget, button: Qt.MouseButton, pos: QPoint | None = None) -> None:
    """Click twice and let go, which QTest forgets: to it, the button would be held ever after."""
    place = widget.rect().center() if pos is None else pos
    QTest.mouseDClick(widget, button, pos=place)
    QTest.mouseRelease(widget, button, pos=place)
