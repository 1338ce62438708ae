"""How far a long work is, told in the window's title and over a real bus."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from clothesfinder.gui import taskbar
from clothesfinder.gui.measuring import Measuring
from clothesfinder.gui.model_downloads import ModelDownloads
from clothesfinder.gui.outside import MEASURING, Outside
from clothesfinder.gui.work import Work
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.known_models import KNOWN
from clothesfinder.launcher import DESKTOP_ID, desktop_entry
from clothesfinder.measuring import Step
from clothesfinder.model_download import Fetched
from clothesfinder.progress import Progress
from tests.conftest import save

from .desk import Desk, GatedEmbedder, until

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

ROOT = Path(__file__).parent.parent.parent
SECONDS = 180
# Shows a work on a bus of its own, and prints what another program on that bus hears.
PROGRAM = """
import sys
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QWidget
from clothesfinder.gui.outside import Outside
from clothesfinder.gui.work import Work
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.gui.worker import Worker
from clothesfinder.progress import Progress
application = QApplication([])
class Dock(QObject):
    @Slot(str, "QVariantMap")
    def hear(self, entry, properties):
        print(entry, *(f"{name}={properties[name]}" for name in sorted(properties)), flush=True)
        if not properties["progress-visible"]:
            application.quit()
dock = Dock()
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "dock")
heard = "com.canonical.Unity.LauncherEntry", "Update", dock, "1hear(QString,QVariantMap)"
assert bus.connect("", "", *heard)
worker, window = Worker(), QWidget()
work, outside = Work(worker), Outside(window)
outside.follow_work(work, WorkPanel())
def run():
    work.began.emit("Indexing")
    for done in (0, 1, 2, 340):
        work.progressed.emit(Progress(done, 1000, 0, "", 1.0))
    work.ended.emit()
QTimer.singleShot(0, run)
QTimer.singleShot(120000, application.quit)
application.exec()
worker.close()
"""


def heard(environment: dict[str, str], *before: str) -> list[str]:
    done = subprocess.run(
        [*before, sys.executable, "-c", PROGRAM],
        env=environment | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=SECONDS,
        check=True,
        text=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="told over D-Bus on Linux alone")
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no bus to be had")
def test_the_taskbar_is_told_over_the_bus() -> None:
    told = heard(dict(os.environ), "dbus-run-session", "--")
    entry = f"application://{DESKTOP_ID}.desktop"
    assert told == [
        f"{entry} progress=0.0 progress-visible=True",
        f"{entry} progress=0.34 progress-visible=True",  # and nothing of steps that are not seen
        f"{entry} progress=0.0 progress-visible=False",
    ]


def test_the_entry_is_the_one_of_the_launcher() -> None:
    assert taskbar.ENTRY == "application://io.github.clothesfinder.clothesfinder.desktop"
    assert f"Icon={DESKTOP_ID}" in desktop_entry(["clothesfinder"])


def test_without_a_bus_none_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not taskbar._has_bus()
    (tmp_path / "bus").touch()
    assert taskbar._has_bus()
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    assert not taskbar._has_bus()


class Told:
    """A window's title, and what the taskbar was told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.outside = Outside(self.window)
        self.shares: list[float | None] = []
        self.outside._taskbar = self  # type: ignore[assignment]

    def show(self, share: float) -> None:
        self.shares.append(share)

    def hide(self) -> None:
        self.shares.append(None)

    @property
    def title(self) -> str:
        return self.window.windowTitle()


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    return Told(qtbot)


def test_the_title_tells_how_far_it_is(qtbot: QtBot, worker: Worker, told: Told) -> None:
    work, panel = Work(worker), WorkPanel()
    qtbot.addWidget(panel)
    told.outside.follow_work(work, panel)
    told.outside.show_gallery("dresses")
    assert told.title == "dresses - Clothesfinder"
    work.began.emit("Indexing “dresses”")
    assert told.title == "Indexing “dresses” \N{EN DASH} Clothesfinder"
    work.progressed.emit(Progress(17, 0, 0, "", 0.0))  # the folder is looked through
    assert told.shares == []
    work.progressed.emit(Progress(34, 100, 0, "", 1.0))
    assert told.title == "34 % \N{EN DASH} Indexing “dresses” \N{EN DASH} Clothesfinder"
    panel._pause.click()
    assert told.title.startswith("34 % \N{EN DASH} Paused \N{EN DASH} Indexing")
    panel._pause.click()
    assert "Paused" not in told.title
    work.ended.emit()
    assert told.title == "dresses - Clothesfinder"
    assert told.shares == [0.34, None]


def test_of_two_works_the_newer_is_told_of_then_the_older(
    qtbot: QtBot, worker: Worker, told: Told
) -> None:
    work, downloads, measuring = Work(worker), ModelDownloads(), Measuring(worker)
    panel = WorkPanel()
    qtbot.addWidget(panel)
    told.outside.follow_work(work, panel)
    told.outside.follow_downloads(downloads)
    told.outside.follow_apart(measuring, MEASURING)
    work.began.emit("Indexing")
    work.progressed.emit(Progress(10, 100, 0, "", 1.0))
    downloads.began.emit(KNOWN[-1])
    downloads.progressed.emit(Fetched(50, 100))
    assert told.title.startswith(f"50 % \N{EN DASH} Downloading “{KNOWN[-1].title}”")
    measuring.progressed.emit(Step(3, 0, "choosing"))
    assert told.title == "Measuring models \N{EN DASH} Clothesfinder"
    measuring.progressed.emit(Step(3, 4, "built-in"))
    work.progressed.emit(Progress(20, 100, 0, "", 1.0))
    assert told.title.startswith("75 % \N{EN DASH} Measuring")
    measuring.ended.emit()
    assert told.title.startswith("50 % \N{EN DASH} Downloading")
    downloads.ended.emit()
    assert told.title.startswith("20 % \N{EN DASH} Indexing")
    told.outside.end()
    work.progressed.emit(Progress(30, 100, 0, "", 1.0))
    assert told.title == "Clothesfinder"
    assert told.shares == [0.1, None, 0.5, None, 0.75, 0.5, 0.2, None]


def test_indexing_in_the_window_is_told_in_its_title(
    run: Run, desk: Desk, embedder: GatedEmbedder, gallery: Path
) -> None:
    for number in range(40):
        save(gallery / f"{number}.png")

    async def scenario() -> None:
        while embedder.gate.acquire(blocking=False):
            pass
        embedder.gate.release(3)
        desk.session.index(gallery)
        await until(lambda: "%" in desk.window.windowTitle())
        assert gallery.name in desk.window.windowTitle()
        embedder.gate.release(100)
        await until(lambda: "indexed" in desk.notice)
        await until(lambda: desk.window.windowTitle() == f"{gallery.name} - Clothesfinder")

    run(scenario())
