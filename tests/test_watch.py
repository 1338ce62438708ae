"""What the system tells of a folder: real files, real events."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest
from watchdog.observers.api import BaseObserver

from clothesfinder import watch
from clothesfinder.watch import Standing, Watch

from .conftest import save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60


class Listener:
    """A watch, and what it tells in its order."""

    def __init__(self, gallery: Path) -> None:
        self.news: Queue[object] = Queue()
        self.watch = Watch(gallery, self.news.put, self.news.put)

    def begin(self) -> None:
        self.watch.start()
        assert self.next() is Standing.WATCHED
        assert self.next() is None

    def next(self) -> object:
        return self.news.get(timeout=PATIENCE)

    def until_told(self, *paths: str) -> set[str]:
        """Wait until all these were told; gives what was."""
        told: set[str] = set()
        while not told >= set(paths):
            lot = self.next()
            assert isinstance(lot, frozenset), lot
            told |= lot
        return told


def watch_threads() -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread.name == "watch" or type(thread).__module__.startswith("watchdog")
    ]


def wait_until(happened: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


@pytest.fixture
def listen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Listener]]:
    """Make a watch of a folder, which leaves no thread behind."""
    monkeypatch.setattr(watch, "CHECK_EVERY", 0.05)
    listeners: list[Listener] = []

    def listen(gallery: Path) -> Listener:
        listeners.append(Listener(gallery))
        return listeners[-1]

    yield listen
    for listener in listeners:
        listener.watch.stop()
    wait_until(lambda: not watch_threads())


@pytest.fixture
def listener(gallery: Path, listen: Callable[[Path], Listener]) -> Listener:
    return listen(gallery)


def test_files_and_folders_that_come_change_move_and_go(gallery: Path, listener: Listener) -> None:
    save(gallery / "old" / "a.png")
    listener.begin()
    save(gallery / "b.png")
    listener.until_told("b.png")
    with (gallery / "b.png").open("ab") as file:
        file.write(b"more")
    listener.until_told("b.png")
    (gallery / "b.png").rename(gallery / "old" / "c.png")
    listener.until_told("b.png", "old/c.png")
    (gallery / "old").rename(gallery / "new")
    listener.until_told("old", "new")
    (gallery / "new" / "c.png").unlink()
    listener.until_told("new/c.png")
    shutil.rmtree(gallery / "new")
    listener.until_told("new")


def test_a_folder_that_is_moved_in_is_told_of(
    gallery: Path, listener: Listener, tmp_path: Path
) -> None:
    save(tmp_path / "elsewhere" / "deep" / "a.png")
    listener.begin()
    (tmp_path / "elsewhere").rename(gallery / "here")
    listener.until_told("here")
    save(gallery / "here" / "deep" / "b.png")
    listener.until_told("here/deep/b.png")


def test_what_is_no_picture_of_the_gallery_is_not_told(
    gallery: Path, monkeypatch: pytest.MonkeyPatch, listen: Callable[[Path], Listener]
) -> None:
    monkeypatch.setenv("CLOTHESFINDER_DATA", str(gallery / "own"))
    save(gallery / "read.png")
    listener = listen(gallery)
    listener.begin()
    save(gallery / "own" / "thumbnails" / "a.png")
    save(gallery / ".hidden" / "a.png")
    save(gallery / "@eaDir" / "a.png")
    (gallery / "notes.txt").write_text("none")
    (gallery / "read.png").read_bytes()
    save(gallery / "last.png")
    assert listener.until_told("last.png") == {"last.png"}


@pytest.mark.skipif(os.name == "nt", reason="such names are not there")
def test_a_name_that_is_no_text_is_told_as_it_is(gallery: Path, listener: Listener) -> None:
    listener.begin()
    save(gallery / "\udcff.png")
    listener.until_told("\udcff.png")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_gallery_behind_a_link_is_watched(
    gallery: Path, tmp_path: Path, listen: Callable[[Path], Listener]
) -> None:
    (tmp_path / "link").symlink_to(gallery)
    listener = listen(tmp_path / "link")
    listener.begin()
    save(gallery / "a.png")
    listener.until_told("a.png")


def test_a_folder_that_goes_and_comes_back(gallery: Path, listener: Listener) -> None:
    listener.begin()
    gallery.rename(gallery.with_name("away"))
    assert listener.next() is Standing.GONE
    gallery.with_name("away").rename(gallery)
    assert listener.next() is Standing.WATCHED
    assert listener.next() is None
    save(gallery / "a.png")
    listener.until_told("a.png")


def test_a_folder_that_is_replaced_is_watched_anew(gallery: Path, listener: Listener) -> None:
    listener.begin()
    gallery.rmdir()
    gallery.mkdir()
    while listener.next() is not None:
        pass
    save(gallery / "a.png")
    listener.until_told("a.png")


def test_lost_events_ask_for_a_look_at_all(gallery: Path, listener: Listener) -> None:
    """The system's queue really runs over: nobody reads it while very many files come and go."""
    listener.begin()
    limit = Path("/proc/sys/fs/inotify/max_queued_events")
    if not limit.exists() or int(limit.read_text()) > 20_000:
        pytest.skip("a queue of this system cannot be filled in good time")
    gate = threading.Event()
    (handlers,) = [t for t in watch_threads() if type(t).__name__ == "InotifyFD"]
    handlers.handle_event = lambda event, do=handlers.handle_event: (gate.wait(), do(event))  # type: ignore[attr-defined]
    for number in range(int(limit.read_text())):
        file = gallery / f"{number % 100}.png"
        file.touch()
        file.unlink()
    gate.set()
    while listener.next() is not None:
        pass


def test_the_systems_limit_is_told(
    gallery: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in at the library's door: this system's limit is everybody's."""

    def schedule(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", schedule)
    listener.watch.start()
    assert listener.next() is Standing.TOO_MANY_FOLDERS
    assert listener.next() is None


def test_a_limit_reached_by_the_folders_below_is_told(
    gallery: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in at the library's door: it says nothing of a folder below that it cannot watch."""
    schedule = BaseObserver.schedule

    def until_full(self: BaseObserver, handler: object, path: str, **options: object) -> object:
        if path != os.path.realpath(gallery):
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return schedule(self, handler, path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(BaseObserver, "schedule", until_full)
    listener.watch.start()
    assert listener.next() is Standing.TOO_MANY_FOLDERS
    assert listener.next() is None
    save(gallery / "a.png")
    listener.until_told("a.png")
