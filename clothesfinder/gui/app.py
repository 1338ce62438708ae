"""Start and stop of the window: one instance, the loop, the collector."""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from clothesfinder.gui.application import Application
from clothesfinder.gui.language import speak
from clothesfinder.gui.preferences import Preferences
from clothesfinder.gui.session import Session
from clothesfinder.gui.sharing import Sharing
from clothesfinder.gui.single_instance import SingleInstance, to_path
from clothesfinder.gui.theme import Theme
from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
from clothesfinder.gui.window import MainWindow
from clothesfinder.gui.worker import Worker
from clothesfinder.logs import start_logging
from clothesfinder.models import load_model, load_model_of_space
from clothesfinder.self_check import own_files_in
from clothesfinder.settings import data_folder, load_settings

os.environ.setdefault("QT_API", "pyside6")
from qasync import QEventLoop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage


log = logging.getLogger(__name__)

COLLECT_EVERY_MS = 5000
LONGEST_COLLECTION = 0.02
"""Seconds of the processor; a frame takes 0.016."""
LEAST = 8
"""Colours that a window has at least that is drawn."""
MODELS_IN_MEMORY = 2
"""The one that is searched with, and the one that a gallery is indexed with anew."""


def main(arguments: Sequence[str]) -> int:
    """Open the window with these folders and pictures (paths or addresses); give the exit code."""
    start_logging()
    sys.excepthook = _note_error
    application = Application()
    if sys.platform == "darwin":
        application.processEvents()  # they bring what this start is to open: see Application
    paths = [to_path(argument, str(Path.cwd())) for argument in arguments]
    paths += application.take_asked()
    instance = SingleInstance(str(data_folder()))
    if not instance.claim() and instance.send(paths):
        return 0
    with QEventLoop(application) as loop:
        loop.set_exception_handler(_log_error)
        loop.run_until_complete(run(application, instance, paths))
    return 0


def check() -> tuple[int, int, str]:
    """Open the window as ever, with nothing, and close it again.

    Gives its width and height in pixels, and which of Qt's platforms it was drawn by.

    Without a display it is drawn in memory. Raises RuntimeError where nothing was drawn.
    """
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = Application()
    drawn: list[QImage] = []
    with tempfile.TemporaryDirectory() as place, own_files_in(Path(place)):
        instance = SingleInstance(place)
        instance.claim()
        with QEventLoop(application) as loop:
            looking = loop.create_task(_look_and_close(application, drawn))
            loop.run_until_complete(run(application, instance, ()))
            looking.cancel()
    image = drawn[0]
    edges = (0, image.width() - 1), (0, image.height() - 1)
    if len({image.pixel(x, y) for x in range(*edges[0], 7) for y in range(*edges[1], 7)}) < LEAST:
        raise RuntimeError("the window is empty")
    return image.width(), image.height(), application.platformName()


async def _look_and_close(application: Application, drawn: list[QImage]) -> None:
    while True:
        await asyncio.sleep(0.05)
        for window in application.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                drawn.append(window.grab().toImage())
                window.close()
                return


async def run(application: Application, instance: SingleInstance, paths: Sequence[str]) -> None:
    """Show the window until it is closed."""
    collector = _collect_here(application)
    preferences = Preferences(load_settings())
    speak(application, preferences.now.language)
    theme = Theme(application)
    theme.choose(preferences.now.theme)
    worker = Worker()
    sharing = Sharing(worker, preferences)
    load = functools.lru_cache(MODELS_IN_MEMORY)(load_model)
    load_for = functools.partial(load_model_of_space, load=load)
    session = Session(worker, load, preferences, sharing, load_for)
    exchange = ThumbnailExchange(session)
    window = MainWindow(preferences, session, sharing, exchange, theme)
    sys.excepthook = functools.partial(_tell_error, session)
    closed = asyncio.Event()
    application.setQuitOnLastWindowClosed(False)
    application.lastWindowClosed.connect(closed.set)
    instance.received.connect(lambda more: _show_again(window, more))
    application.hand_to(lambda asked: _show_again(window, asked))
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, window.close_at_once)
    window.show()
    window.intake.open_arguments([*paths, *application.take_asked()])
    session.warm_up()
    window.look_at_own_files()
    await closed.wait()
    sys.excepthook = _note_error
    application.hand_to(None)
    instance.release()  # what is to end first may take seconds, in which a start is not to be lost
    for tasks in (window.models.downloads, exchange, sharing, session):
        await tasks.close()
    worker.close()
    collector.stop()


def _collect_here(application: Application) -> QTimer:
    """Collect garbage in this thread only: a QObject must not die in another one."""
    gc.disable()
    timer = QTimer(application, interval=COLLECT_EVERY_MS)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    """Collect; where that takes so long that it is felt, look no more at what is left.

    Nearly all of that is code, torch's above all, which stays. Looking through it takes 0.1 s.
    What is in no circle is freed as ever.
    """
    start = time.thread_time()
    gc.collect()
    if time.thread_time() - start > LONGEST_COLLECTION:
        gc.freeze()


def _show_again(window: MainWindow, arguments: Sequence[str]) -> None:
    """Another start hands over what it was to open."""
    window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
    window.raise_()
    window.activateWindow()
    window.intake.open_arguments(arguments)


def _note_error(*error: Any) -> None:  # noqa: ANN401 - as Python's own hook has it
    log.critical("not caught", exc_info=error)


def _tell_error(session: Session, *error: Any) -> None:  # noqa: ANN401 - the same
    """Note down what a slot of Qt raised, in whichever thread, and have the window tell of it."""
    _note_error(*error)
    session.crashed.emit()


def _log_error(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("%s", context["message"], exc_info=context.get("exception"))
