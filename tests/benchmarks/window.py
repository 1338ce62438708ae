"""Measures what is felt in the window: `python -m tests.benchmarks.window [--json FILE]`.

It needs a display: `xvfb-run -a -s "-screen 0 1280x800x24" python -m tests.benchmarks.window`
where there is none. The gallery has 100,000 pictures with made-up vectors in the space of the
built-in model; the files of some are links to those of FOLDER (../shared/data/gallery), so
thumbnails are real. Measured, beside the goals:

- start, each in a process of its own: from the command to a window that is painted and takes
  events, with that gallery as the last one; the longest that it took no events while the model was
  loaded beside it; and the first answer of `clothesfinder search`;
- grid, in the window: a million matches, from being set to being painted; the gaps between frames,
  with a wheel step every 16 ms, and with the bar dragged through all of them; whether thumbnails
  were made of what was not in view after a jump, and how large their folder is;
- drop: from the drop of a picture of web size to its matches painted, the median of some, with the
  processor time of the whole program, and split by what was done.

Other work on the machine upsets all of them; the load is printed with them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from clothesfinder.built_in import load_builtin
from clothesfinder.gui.preferences import Preferences
from clothesfinder.gui.searching import FIRST
from clothesfinder.gui.session import Session
from clothesfinder.gui.sharing import Sharing
from clothesfinder.gui.theme import Theme
from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
from clothesfinder.gui.thumbnails import DISK, Thumbnails
from clothesfinder.gui.window import MainWindow
from clothesfinder.gui.worker import Worker
from clothesfinder.local_store import open_local
from clothesfinder.settings import load_settings, save_settings
from clothesfinder.store import WHOLE, Entry, Match, Stamp
from tests.benchmarks.indexing import machine
from tests.benchmarks.search import AT_ONCE, made_up, path_of

os.environ.setdefault("QT_API", "pyside6")
from qasync import QEventLoop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PIL import Image

    from clothesfinder.embedder import Embedder

PICTURES, LINKED, MATCHES = 100_000, 2_000, 1_000_000
SLID = 10_000
STARTS, STEPS, DRAGS, SHOWN, DROPS = 5, 400, 100, 5, 15
FRAME = 0.016
TELLS = """
import json, sys, time
from PySide6.QtCore import QTimer
from clothesfinder.gui import app

class Window(app.MainWindow):
    turns = []
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.turns:
            self.turns.append(time.perf_counter())
            QTimer.singleShot(0, self.begin)
    def begin(self):
        print(time.process_time(), flush=True)
        self.turns[:] = [time.perf_counter()]
        self.timer = QTimer(self, interval=5)
        self.timer.timeout.connect(lambda: self.turns.append(time.perf_counter()))
        self.timer.start()
        QTimer.singleShot(6000, self.end)
    def end(self):
        print(1000 * max(b - a for a, b in zip(self.turns, self.turns[1:])), flush=True)
        self.close()

app.MainWindow = Window
sys.exit(app.main([]))
"""
"""The program, which tells when its window can be used, and how long it was held up at most."""


Gaps = tuple[list[float], list[float]]
"""Between frames: milliseconds, and those of the processor time."""


class Figure(NamedTuple):
    """What was measured."""

    name: str
    measured: float
    unit: str
    goal: float | None = None
    """At most so much; None where there is none."""
    own: float | None = None
    """The processor time of that: for a frame its thread's, else the whole program's."""


def main() -> list[str]:
    """Measure, and return a table."""
    parser = argparse.ArgumentParser(description="Measure the window.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/gallery"))
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        os.environ["CLOTHESFINDER_DATA"] = str(Path(place, "data"))
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(place, "compiled"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        gallery, embedder = Path(place, "gallery"), Timed(load_builtin())
        pictures = sorted(chosen.folder.resolve().rglob("*.jpg"))
        lay_out(gallery, pictures, embedder)
        figures = [*starts(gallery, pictures), *in_window(gallery, pictures, embedder)]
    if chosen.json:
        measured = [figure._asdict() for figure in figures]
        chosen.json.write_text(json.dumps({**machine(), "load": load, "figures": measured}))
    return told(figures, load)


def lay_out(gallery: Path, pictures: Sequence[Path], embedder: Embedder) -> None:
    """Make the gallery, and its index, and have it open at the next start."""
    for number in range(LINKED):
        link = gallery / path_of(number)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(pictures[number % len(pictures)])
    vectors = made_up(PICTURES)
    store = open_local(gallery)
    store.reset(embedder.space)
    for first in range(0, PICTURES, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, PICTURES))
        store.put([
            Entry(path_of(n), WHOLE, Stamp(n, n, f"{n:032x}"), vectors[n], 3, 4) for n in numbers
        ])  # fmt: skip
    for _ in store.compact():
        pass
    store.close()
    save_settings(load_settings().with_gallery(gallery))


# --- start


def starts(gallery: Path, pictures: Sequence[Path]) -> list[Figure]:
    """Start the window, and the search of the command line."""
    starts = [start_window() for _ in range(STARTS + 1)][1:]  # the first warms the disk
    usable, own, held = (median(values) for values in zip(*starts, strict=True))
    command = [sys.executable, "-m", "clothesfinder", "search", str(pictures[0]), "--gallery"]
    answers = []
    for _ in range(STARTS):
        begin, spent = time.perf_counter(), of_children()
        subprocess.run([*command, str(gallery)], check=True, capture_output=True)
        answers.append((time.perf_counter() - begin, of_children() - spent))
    first, first_own = (median(values) for values in zip(*answers, strict=True))
    return [
        Figure("start: usable window", usable, "s", 0.7, own),
        Figure("start: longest without events", held, "ms"),
        Figure("first answer of search", first, "s", 4, first_own),
    ]


def of_children() -> float:
    """The processor time of the programs that were started and have ended."""
    return sum(os.times()[2:4])


def start_window() -> tuple[float, float, float]:
    """Seconds to a usable window, its processor time, and for how many ms it was held up then."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", TELLS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        own = float(program.stdout.readline())
        usable = time.perf_counter() - begin
        return usable, own, float(program.stdout.readline())


# --- in the window


class Timed:
    """An embedder that notes when it began and ended."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.space, self.edge = embedder.space, embedder.edge
        self.batch, self.parts = embedder.batch, embedder.parts
        self.times: list[float] = []

    def prepare(self, image: Image.Image) -> Any:
        self.times = [time.perf_counter()]
        return self._embedder.prepare(image)

    def embed(self, pixels: Sequence[Any]) -> Any:
        vectors = self._embedder.embed(pixels)
        self.times.append(time.perf_counter())
        return vectors


class Frames(QObject):
    """Notes when each frame of the results was painted, and the loop went on."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.ends: list[float] = []
        self.spent: list[float] = []
        """The thread's processor time when they ended."""
        self._is_due = False
        window._results.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._is_due = False
        self.ends.append(time.perf_counter())
        self.spent.append(time.thread_time())

    async def after(self, begin: float) -> float:
        """The end of the first frame that ended after this."""
        while not self.ends or self.ends[-1] < begin:
            await asyncio.sleep(0.0005)
        return next(end for end in self.ends if end >= begin)


def in_window(gallery: Path, pictures: Sequence[Path], embedder: Timed) -> list[Figure]:
    """Open the window, and measure in it."""
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    with QEventLoop(application) as loop:
        figures: list[Figure] = loop.run_until_complete(
            measured(application, gallery, pictures, embedder)
        )
    return figures


async def measured(
    application: QApplication, gallery: Path, pictures: Sequence[Path], embedder: Timed
) -> list[Figure]:
    worker, preferences = Worker(), Preferences(load_settings())
    sharing = Sharing(worker, preferences)
    session = Session(worker, lambda _model: embedder, preferences, sharing)
    exchange = ThumbnailExchange(session)
    window = MainWindow(preferences, session, sharing, exchange, Theme(application))
    window.show()
    settled = asyncio.Event()
    session.settled.connect(lambda _: settled.set())
    session.open_gallery(gallery)
    await settled.wait()
    await worker.run_job(session.catalog.get_ready())  # type: ignore[union-attr]
    frames = Frames(window)
    figures = await drops(window, frames, pictures, embedder)
    figures += await sizes(window, frames, gallery)
    figures += await grid(window, frames, gallery)
    window.close()
    for tasks in (exchange, sharing, session):
        await tasks.close()
    worker.close()
    return figures


async def drops(
    window: MainWindow, frames: Frames, pictures: Sequence[Path], embedder: Timed
) -> list[Figure]:
    """Drop pictures, one after the other."""
    found: list[float] = []
    answered = asyncio.Event()  # for to look again and again would hold up what is measured

    def note(_: object) -> None:
        found.append(time.perf_counter())
        answered.set()

    window._session.searching.found.connect(note)
    model = window._results.model()
    splits: list[list[float]] = []
    for path in pictures[:: len(pictures) // (DROPS + 1)][: DROPS + 1]:
        found.clear()
        answered.clear()
        begin, spent = time.perf_counter(), time.process_time()
        drop(window, path)
        await answered.wait()
        end = await frames.after(found[0])
        assert model.rowCount() == FIRST
        ends = [begin, *embedder.times, found[0], end]
        splits.append(
            [time.process_time() - spent, end - begin, *(b - a for a, b in pairwise(ends))]
        )
        await until(lambda: window._thumbnails.idle)
    own, whole, *parts = (1000 * median(values) for values in zip(*splits[1:], strict=True))
    names = "opening", "preparing and embedding", "searching", "showing"
    return [
        Figure("drop to grid", whole, "ms", 150, own),
        *(
            Figure(f"drop to grid: {name}", part, "ms")
            for name, part in zip(names, parts, strict=True)
        ),
    ]


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place, actions = window.rect().center(), Qt.DropAction.CopyAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(place), actions, mime, *held))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), actions, mime, *held))


async def grid(window: MainWindow, frames: Frames, gallery: Path) -> list[Figure]:
    """Show a million matches, and scroll through them."""
    results = window._results
    matches = [Match(path_of(n % LINKED), WHOLE, 1 - n / MATCHES) for n in range(MATCHES)]
    shown = []
    for _ in range(SHOWN):
        results.show_matches(gallery, ())
        await until(lambda: window._thumbnails.idle)
        await asyncio.sleep(0.1)
        begin = time.perf_counter()
        results.show_matches(gallery, matches)
        shown.append(1000 * (await frames.after(time.perf_counter()) - begin))
    bar = results.verticalScrollBar()
    wheeled = await gaps(frames, lambda _: wheel(window), STEPS)
    dragged = await gaps(frames, lambda step: bar.setValue(step * bar.maximum() // DRAGS), DRAGS)
    return [
        Figure("grid: a million shown", median(shown), "ms", 100),
        *told_gaps("grid: wheeled", wheeled),
        *told_gaps("grid: dragged", dragged),
        *await thumbnails(window, gallery, bar.maximum() // 3),
    ]


async def sizes(window: MainWindow, frames: Frames, gallery: Path) -> list[Figure]:
    """Slide the size of the thumbnails from end to end, in the midst of many matches."""
    results, slider = window._results, window.thumbnail_size.slider
    matches = [Match(path_of(n % LINKED), WHOLE, 1 - n / SLID) for n in range(SLID)]
    results.show_matches(gallery, matches)
    row, last = (results.model().index(n, 0) for n in (SLID // 2, SLID - 1))
    await until(lambda: results.visualRect(last).isValid())
    results.setCurrentIndex(row)
    least, step = slider.minimum(), slider.singleStep()
    steps = (slider.maximum() - least) // step
    before = slider.value()
    slid = await gaps(frames, lambda number: slider.setValue(least + number * step), steps)
    slider.setValue(before)
    await until(lambda: window._thumbnails.idle)
    return told_gaps("grid: size of the thumbnails", slid)


async def gaps(frames: Frames, move: Callable[[int], object], steps: int) -> Gaps:
    """Milliseconds between the frames while this moves them at every 16 ms; the thread's own."""
    frames.ends.clear()
    frames.spent.clear()
    for step in range(1, steps + 1):
        move(step)
        await asyncio.sleep(FRAME)
    gaps, own = ([1000 * (b - a) for a, b in pairwise(t)] for t in (frames.ends, frames.spent))
    return gaps, own


def wheel(window: MainWindow) -> None:
    view = window._results.viewport()
    place = view.rect().center()
    event = QWheelEvent(
        QPointF(place), QPointF(view.mapToGlobal(place)), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def told_gaps(name: str, values: Gaps) -> list[Figure]:
    """The longest, what 99 of 100 do not pass, and the median."""
    ways: dict[str, Callable[[list[float]], float]] = {
        "longest frame": max,
        "99th percentile": lambda times: quantiles(times, n=100)[-1],
        "median": median,
    }
    return [
        Figure(f"{name}, {way}", of(values[0]), "ms", 50 if of is max else None, of(values[1]))
        for way, of in ways.items()
    ]


async def thumbnails(window: MainWindow, gallery: Path, place: int) -> list[Figure]:
    """Go somewhere else, and look which thumbnails come."""
    results, made = window._results, list[Path]()
    held: Thumbnails = window._thumbnails
    await until(lambda: held.idle)
    held.arrived.connect(made.append)
    begin = time.perf_counter()
    results.verticalScrollBar().setValue(place)
    await asyncio.sleep(0.05)
    await until(lambda: held.idle)
    seconds = time.perf_counter() - begin
    visible = {gallery / path_of(row % LINKED) for row in results.visible_rows()}
    files = (window._thumbnails._files._folder).glob("*.thumb")  # type: ignore[union-attr]
    return [
        Figure("thumbnails: a view of new ones", 1000 * seconds, "ms"),
        Figure("thumbnails: in view", len(visible), ""),
        Figure("thumbnails: made that are not in view", len(set(made) - visible), "", 0),
        Figure(
            "thumbnails: on disk", sum(f.stat().st_size for f in files) / 2**20, "MB", DISK / 2**20
        ),
    ]


async def until(happened: Callable[[], object]) -> None:
    while not happened():
        await asyncio.sleep(0.005)


def told(figures: Sequence[Figure], load: float) -> list[str]:
    """Return what was measured, in lines."""
    measured_on = ", ".join(f"{name} {value}" for name, value in machine().items())
    lines = [f"{measured_on}, load {load:.1f}", f"{'':42}  measured      goal processor"]
    for name, value, unit, goal, own in figures:
        others = ["" if one is None else f"{one:.4g}" for one in (goal, own)]
        lines.append(f"{name:42}{value:10.4g}{others[0]:>10}{others[1]:>10} {unit}")
    return lines


if __name__ == "__main__":
    for line in main():
        print(line)  # noqa: T201 - this is what the program is for
