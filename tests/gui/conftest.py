"""What the window's tests share: a display, Qt's loop for coroutines, the background thread."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from clothesfinder import atlas_errors, launcher
from clothesfinder.gui.language import ENGLISH, speak
from clothesfinder.gui.worker import Worker
from tests.atlas.search_double import AtlasSearchDouble
from tests.conftest import ColourEmbedder, save

from .desk import PATIENCE, Desk, GatedEmbedder

os.environ.setdefault("QT_API", "pyside6")
from qasync import QEventLoop

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

COLOURS = {"red": (200, 0, 0), "pink": (220, 60, 80), "blue": (0, 0, 200)}
PATIENCE_MS = int(PATIENCE * 1000)
Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session", autouse=True)
def display() -> None:
    """Draw into memory where there is no screen, not even a virtual one."""
    if sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """Whatever the system's language is, the tests read English."""
    speak(qapp, ENGLISH)


@pytest.fixture(autouse=True)
def garbage_of_the_gui_thread() -> Iterator[None]:
    """As the program does: the collector runs in the GUI thread only, for QObjects die in it.

    What there is before the test stays, and need not be looked through after each.
    """
    gc.disable()
    gc.freeze()
    yield
    gc.collect()
    gc.enable()


def pytest_runtest_logfinish() -> None:
    """Only now has pytest let go of the fixtures; what is left would die in the next thread."""
    gc.collect()


@pytest.fixture(autouse=True)
def nothing_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether this computer's menu has Clothesfinder in it is nothing to the tests."""
    monkeypatch.setattr(launcher, "is_worth_offering", lambda: False)


class PatientBot(QtBot):
    """Waits as long for what a busy machine takes its time to do as `until` does."""

    def waitExposed(  # noqa: N802
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any
    ) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    """Run a coroutine to its end on a Qt event loop."""
    with QEventLoop(qapp) as loop:
        yield loop.run_until_complete


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    """The background thread, ended after the test."""
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def embedder() -> ColourEmbedder:
    return GatedEmbedder()


@pytest.fixture
def desk(qapp: QApplication, run: Run, worker: Worker, embedder: ColourEmbedder) -> Iterator[Desk]:
    """A window, closed after the test, even of one that failed with something at the gate."""
    desk = Desk(qapp, worker, embedder)
    yield desk
    if isinstance(embedder, GatedEmbedder):
        embedder.let_through()
    run(desk.close())


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for name, colour in COLOURS.items():
        save(gallery / f"{name}.png", colour)
    return gallery


@pytest.fixture
def query(tmp_path: Path) -> Path:
    return save(tmp_path / "query.png", (205, 5, 5))


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtlasSearchDouble]:
    """A server of the test's own, for it may be stopped."""
    monkeypatch.setattr(atlas_errors, "WAITS", (0.01,))
    with AtlasSearchDouble(tmp_path / "data") as server:
        yield server


@pytest.fixture
def uri(server: AtlasSearchDouble) -> str:
    return f"{server.uri}shop?serverSelectionTimeoutMS=2000&heartbeatFrequencyMS=500"
