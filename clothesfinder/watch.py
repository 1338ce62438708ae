"""Hear from the system what changes in a gallery's folder, in a thread that only tells."""

from __future__ import annotations

import errno
import logging
import os
import sys
import tempfile
import threading
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.images import SUFFIXES
from clothesfinder.settings import data_folder
from clothesfinder.walk import has_hidden_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver

log = logging.getLogger(__name__)

CHECK_EVERY = 30.0
"""Seconds after which it is looked whether the folder is there, and still the same."""
TOLD_AT_ONCE = 0.1
"""Seconds for which what is heard is collected before it is told."""


class Standing(Enum):
    """What can be heard of a folder."""

    WATCHED = "watched"
    TOO_MANY_FOLDERS = "too many folders"
    """The system watches no more folders: some, or all, of what changes is not heard of."""
    UNHEARD = "unheard"
    """The system does not tell what changes there."""
    GONE = "gone"


class Watch:
    """Tells what may have changed in a folder, until it is stopped.

    Paths are relative to the folder, with ``/``; a folder stands for all that is below it. Hidden
    files, other files than pictures, and Clothesfinder's own folder are not told of. What lies
    behind links to folders is not heard of, nor, on most network drives, what other computers do.
    """

    def __init__(
        self,
        gallery: Path,
        tell_changed: Callable[[frozenset[str] | None], object],
        tell_standing: Callable[[Standing], object],
    ) -> None:
        """Take what is called in the thread: with paths, or with None where anything may have.

        The latter is so at the beginning, after events were lost, and when a folder that was gone
        is back.
        """
        self._gallery = gallery
        self._tell_changed = tell_changed
        self._tell_standing = tell_standing
        self._names = _names(gallery)
        self._own = _names(data_folder())
        self._lock = threading.Lock()
        self._heard: set[str] = set()
        self._lost = False
        self._is_stale = True
        self._ended = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Begin to watch; that takes seconds where there are very many folders."""
        self._thread.start()

    def stop(self) -> None:
        """Tell nothing any more; the thread ends by itself, soon."""
        self._ended.set()
        self._woken.set()

    def look_now(self) -> None:
        """Look at once whether the folder is there, and the same."""
        self._woken.set()

    # --- in its thread

    def _run(self) -> None:
        watched: tuple[int, int] | None = None
        observer: BaseObserver | None = None
        losses = _Losses(self._note_loss)
        logging.getLogger("watchdog").addHandler(losses)
        try:
            while not self._ended.is_set():
                present = _identity(self._gallery)
                if self._is_stale or present != watched:
                    self._is_stale, watched = False, present
                    _end(observer)
                    observer = self._begin() if present else None
                    if not present:
                        self._say(Standing.GONE)
                self._tell()
                self._woken.wait(CHECK_EVERY)
                self._ended.wait(TOLD_AT_ONCE)
                self._woken.clear()
        finally:
            logging.getLogger("watchdog").removeHandler(losses)
            _end(observer)

    def _begin(self) -> BaseObserver | None:
        """Have the system tell; where it does not, so that is told."""
        from watchdog.observers import Observer  # which picks what the system has

        observer: BaseObserver | None = None
        try:
            observer = Observer()
            handler = _handler(self._note)
            folder = os.path.realpath(self._gallery)  # a link would itself be watched
            observer.schedule(handler, folder, recursive=True, event_filter=_kinds())
            observer.start()
            _check_room(observer)
            standing = Standing.WATCHED
        except OSError as error:
            log.warning("%s cannot be watched, or not all of it: %s", self._gallery, error)
            is_limit = error.errno in (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
            standing = Standing.TOO_MANY_FOLDERS if is_limit else Standing.UNHEARD
        self._say(standing)
        self._note_loss()
        return observer

    def _say(self, standing: Standing) -> None:
        if not self._ended.is_set():
            self._tell_standing(standing)

    def _tell(self) -> None:
        with self._lock:
            heard, self._heard = frozenset(self._heard), set()
            lost, self._lost = self._lost, False
        if (heard or lost) and not self._ended.is_set():
            self._tell_changed(None if lost else heard)

    # --- in the library's threads

    def _note_loss(self) -> None:
        with self._lock:
            self._lost = True
        self._woken.set()

    def _note(self, event: FileSystemEvent) -> None:
        for place in (event.src_path, event.dest_path):
            path = self._relative(place) if isinstance(place, str) and place else None
            if path == "":
                self._is_stale = True  # the folder itself was deleted; another may be there by now
                self._woken.set()
            elif path is not None and self._is_of_interest(event, path):
                with self._lock:
                    self._heard.add(path)
                self._woken.set()

    def _relative(self, place: str) -> str | None:
        """The path within the gallery; None for what is not in it, or is Clothesfinder's own."""
        if any(place == own or place.startswith(own + os.sep) for own in self._own):
            return None
        for name in self._names:
            if place == name:
                return ""
            if place.startswith(name.rstrip(os.sep) + os.sep):
                return place[len(name.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
        return None

    def _is_of_interest(self, event: FileSystemEvent, path: str) -> bool:
        if any(has_hidden_name(name) for name in path.split("/")):
            return False
        # Windows does not tell whether what was deleted was a folder.
        may_be_folder = sys.platform == "win32" and event.event_type == "deleted"
        return event.is_directory or may_be_folder or Path(path).suffix.lower() in SUFFIXES


class _Losses(logging.Handler):
    """Hears the library's warnings: what it loses, it tells in its log alone."""

    def __init__(self, note_loss: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._note_loss = note_loss

    def emit(self, record: logging.LogRecord) -> None:
        self._note_loss()


def _handler(note: Callable[[FileSystemEvent], None]) -> FileSystemEventHandler:
    from watchdog.events import FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            note(event)

    return Handler()


def _kinds() -> list[type[FileSystemEvent]]:
    """What is to be heard; not that pictures are read, which happens while they are indexed."""
    from watchdog import events

    # Where a file is told of when it was closed, it need not be with each of its blocks.
    written = events.FileClosedEvent if sys.platform == "linux" else events.FileModifiedEvent
    files = (events.FileCreatedEvent, events.FileDeletedEvent, events.FileMovedEvent, written)
    folders = (events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent)
    return [*files, *folders]


def _check_room(observer: BaseObserver) -> None:
    """Raise OSError where the system can watch no folder more.

    Then some below the gallery are not watched either, of which the library says nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        watch = observer.schedule(_handler(lambda _: None), folder)
        observer.unschedule(watch)


def _names(folder: Path) -> set[str]:
    """What the system may call a folder: as it is given here, or with its links followed."""
    return {str(folder), os.path.realpath(folder)}


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        state = folder.stat()
    except OSError:
        return None
    return (state.st_dev, state.st_ino) if folder.is_dir() else None


def _end(observer: BaseObserver | None) -> None:
    if observer is None:
        return
    with suppress(RuntimeError):  # it never started
        observer.stop()
        observer.join()
