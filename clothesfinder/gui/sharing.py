"""Which galleries are in MongoDB and how they are reached; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from clothesfinder.atlas_address import hurried
from clothesfinder.atlas_login import Secrets, converted, place_of, taken_apart
from clothesfinder.gui import jobs
from clothesfinder.gui.tasks import Tasks
from clothesfinder.problem import Problem
from clothesfinder.settings import Shared

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.atlas_check import Checked
    from clothesfinder.atlas_login import Login
    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.worker import Job, Worker

NO_SECRET = (
    "The address of the MongoDB database of “{}” is not known any more: this system has no keyring"
    " that holds it. Choose Gallery > Connect to MongoDB Atlas and enter it again."
)


class Way(NamedTuple):
    """How the store of a gallery is reached."""

    url: str
    """Empty for the one on this computer."""
    mirrored: bool
    locked: str
    """Why the database cannot be used at all, as a sentence; empty where it can."""


class Choice(NamedTuple):
    """How a user wants a gallery to be shared."""

    login: Login
    uploaded: bool
    """Whether the index on this computer is to be copied there."""
    mirrored: bool
    """Whether a copy is to be kept on this computer."""
    model: Path | None
    """The model's file, for a gallery of the original scripts."""


class Sharing(Tasks):
    """Tests logins, keeps secrets, and knows the place in MongoDB of each shared gallery."""

    tested = Signal(object)
    """How far the test of a login is: its Steps."""
    test_ended = Signal(object, int)
    """What it found out: Checked, and how many pictures the index on this computer holds."""
    test_broke_off = Signal(str)
    """Why it came to no end, as a sentence; empty where nobody foresaw it."""
    joined = Signal(object, object, bool)
    """The folder, the Choice, and whether the secret is known after the program's end."""

    def __init__(self, worker: Worker, preferences: Preferences) -> None:
        super().__init__()
        self._worker = worker
        self._preferences = preferences
        self._secrets = Secrets()
        self._testing: Job[Checked] | None = None

    def shared(self, gallery: Path | None) -> Shared | None:
        """Where the gallery lies in MongoDB, or None where it is on this computer."""
        return self._preferences.now.shared_galleries.get(str(gallery))

    def test(self, gallery: Path, login: Login) -> None:
        """Find out whether the gallery could be kept there, and what there is to copy."""
        self.begin(self._test(gallery, login))

    def cancel_test(self) -> None:
        """End the test under way, if there is one; nothing more is told of it."""
        job, self._testing = self._testing, None
        if job is not None:
            job.cancel()

    def join(self, gallery: Path, choice: Choice) -> None:
        """Keep the gallery in MongoDB from now on."""
        self.begin(self._join(gallery, choice))

    def leave(self, gallery: Path) -> None:
        """Use the index on this computer again; forget a secret that no gallery needs any more."""
        shared = self.shared(gallery)
        self._preferences.keep(self._preferences.now.with_shared(gallery, None))
        if shared is not None:
            self._forget_unneeded(shared.place)

    async def way_to(self, gallery: Path) -> Way:
        """Look up how the gallery's store is reached."""
        shared = self.shared(gallery)
        if shared is None:
            return Way("", mirrored=False, locked="")
        ask = asyncio.get_running_loop().run_in_executor
        url = await ask(None, self._secrets.url, shared.place)
        if url is None:
            return Way("", shared.mirrored, NO_SECRET.format(gallery.name))
        return Way(hurried(url) if shared.mirrored else url, shared.mirrored, "")

    async def way_to_converted(self, gallery: Path) -> tuple[str, str]:
        """Look up the place and address that a gallery of the original scripts is converted to.

        Raises Problem where the secret is not known any more.
        """
        shared = self.shared(gallery)
        place = converted(shared.place) if shared else ""
        ask = asyncio.get_running_loop().run_in_executor
        url = await ask(None, self._secrets.url, place)
        if url is None:
            raise Problem(NO_SECRET.format(gallery.name))
        return place, url

    async def _test(self, gallery: Path, login: Login) -> None:
        self.cancel_test()
        job = self._testing = self._worker.start(jobs.checking(login), self.tested.emit)
        try:
            checked = await job.result()
            own = await self._worker.run_job(jobs.counting(gallery))
        except Exception as error:
            if self._testing is job:
                self._testing = None
                self.test_broke_off.emit(str(error) if isinstance(error, Problem) else "")
            if not isinstance(error, Problem):
                raise
            return
        if self._testing is job:
            self._testing = None
            self.test_ended.emit(checked, own)

    async def _join(self, gallery: Path, choice: Choice) -> None:
        url = choice.login.url()
        place = place_of(url)
        keep = asyncio.get_running_loop().run_in_executor
        kept = await keep(None, self._secrets.keep, place, url)
        before = self.shared(gallery)
        settings = self._preferences.now.with_gallery(gallery)
        shared = Shared(place, choice.mirrored)
        settings = settings.with_shared(gallery, shared).with_model(gallery, choice.model)
        self._preferences.keep(settings)
        if before is not None:
            self._forget_unneeded(before.place)
        self.joined.emit(gallery, choice, kept)

    def _forget_unneeded(self, place: str) -> None:
        """Forget the secret of this place, unless a gallery in the same database needs it."""
        others = self._preferences.now.shared_galleries.values()
        if _database(place) not in {_database(other.place) for other in others}:
            self.begin(self._forget_secret(place))

    async def _forget_secret(self, place: str) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._secrets.forget, place)


def _database(place: str) -> str:
    """Hosts and database, whichever of its collections the gallery at this place is in."""
    return taken_apart(place).server
