"""The download of a model under way; nothing that is seen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from clothesfinder.gui.tasks import Tasks
from clothesfinder.gui.worker import Worker
from clothesfinder.model_download import download
from clothesfinder.models import installed_models, is_installed, remove_model
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from clothesfinder.gui.worker import Job
    from clothesfinder.model_download import Fetched
    from clothesfinder.models import Model


class ModelDownloads(Tasks):
    """Downloads one model at a time, in a thread of its own: it mostly waits for the web."""

    listed = Signal(object)
    """The models that are on this computer."""
    began = Signal(object)
    progressed = Signal(object)
    arrived = Signal(object)
    """The Model that is on this computer now."""
    ended = Signal()
    """No download is under way any more, however it ended."""
    broke_off = Signal(object, str)
    """The Model that did not arrive, or could not be removed, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.model: Model | None = None
        """The one that is downloaded now."""
        self.newest: Fetched | None = None
        """How far it is, once that is known."""
        self._job: Job[None] | None = None

    def list_installed(self) -> None:
        """Find out which models are on this computer."""
        self.begin(self._list())

    def start(self, model: Model) -> None:
        """Download this model, unless another one is under way."""
        if self.model is None:
            self.model, self.newest = model, None
            self.begin(self._download(model))
            self.began.emit(model)

    def cancel(self) -> None:
        """End the download after the step under way; what has arrived is kept for the next."""
        if self._job is not None:
            self._job.cancel()

    def remove(self, model: Model) -> None:
        """Delete the files of a model that is not downloaded just now."""
        if self.model != model:
            self.begin(self._remove(model))

    async def _list(self) -> None:
        loop = asyncio.get_running_loop()  # it may have to import torchvision
        self.listed.emit(await loop.run_in_executor(None, installed_models))

    async def _download(self, model: Model) -> None:
        worker = Worker()
        self._job = worker.start(download(model), self._note)
        try:
            await self._job.result()
        except Problem as problem:
            self.broke_off.emit(model, str(problem))
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise  # the program ends
        finally:
            worker.close()
            self.model, self._job = None, None
            self.ended.emit()
        if is_installed(model):
            self.arrived.emit(model)
        await self._list()

    async def _remove(self, model: Model) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(None, remove_model, model)
        except Problem as problem:
            self.broke_off.emit(model, str(problem))
        await self._list()

    def _note(self, progress: Fetched) -> None:
        self.newest = progress
        self.progressed.emit(progress)
