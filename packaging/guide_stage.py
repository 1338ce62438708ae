"""What the guide's pictures are taken of: a shop's pictures, and the window that shows them."""

from __future__ import annotations

import asyncio
import shutil
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from PIL import Image
from PySide6.QtCore import QObject, QRect, Qt, SignalInstance
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QDialog, QWidget

from clothesfinder.gui.grid import Results

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clothesfinder.gui.window import MainWindow

PLACES = {"en": ("Pictures/Shop", "Pictures/Offers"), "de": ("Bilder/Laden", "Bilder/Angebote")}
"""Where in a home the shop's own pictures are, and those that it was offered; by language."""
KINDS = {
    "en": {
        "dress": "Dresses/dress",
        "hat": "Hats/hat",
        "shirt": "Shirts/shirt",
        "shoes": "Shoes/shoes",
        "skirt": "Skirts/skirt",
        "t-shirt": "T-shirts/t-shirt",
    },
    "de": {
        "dress": "Kleider/Kleid",
        "hat": "Hüte/Hut",
        "shirt": "Hemden/Hemd",
        "shoes": "Schuhe/Schuhe",
        "skirt": "Röcke/Rock",
        "t-shirt": "T-Shirts/T-Shirt",
    },
}
"""The folder of each kind in the shop, and what its files are called but for their numbers."""
OF_EACH = 60
COPIED = "hat", 10
"""Kind and number of the photo that is there again in two smaller sizes."""
OFFERED = (("shirt", 45), ("pants", 8), ("shoes", 12), ("shirt", 66), ("dress", 60), ("dress", 63))
"""Kind and number of each; not all of them are in the shop."""
STILL_AFTER, LOOK_EVERY, PATIENCE = 0.8, 0.1, 180.0
"""Seconds."""
Q = TypeVar("Q", bound=QObject)


class Stage:
    """The window, with a shop's pictures beside it, and short ways to have it show something."""

    def __init__(self, window: MainWindow, home: Path, language: str) -> None:
        self.window = window
        self.shop, self.offers = (home / folder for folder in PLACES[language])
        self._kinds = KINDS[language]

    def photo(self, kind: str, number: int) -> Path:
        """A photo of the shop."""
        return self.shop / f"{self._kinds[kind]}-{number:02}.jpg"

    def press(self, keys: str) -> None:
        """Choose the entry of the menus that has these keys."""
        wanted = QKeySequence(keys)
        entries = self.window.findChildren(QAction)
        next(entry for entry in entries if entry.shortcut() == wanted).trigger()

    async def search(self, kind: str, number: int, *more: Path) -> None:
        """Search with a photo of the shop, and more, and wait for what is found."""
        self.window.dials.reset()
        self.window.intake.open_paths([self.photo(kind, number), *more])
        await self.still(self.window)

    async def shot(self, widget: QWidget, part: QRect | None = None) -> QImage:
        """Take this, or a part of it, as soon as nothing changes any more."""
        await self.still(widget)
        return widget.grab(part or widget.rect()).toImage()

    def right_side(self, height: int) -> QRect:
        """Where in the window the upper part is of what is right of the query."""
        results = child(self.window, Results)
        left = results.mapTo(self.window, results.rect().topLeft()).x()
        return QRect(left, self.window.menuBar().height(), results.width(), height)

    async def still(self, widget: QWidget) -> None:
        """Wait until nothing changes any more of what is seen."""
        seen, since = QImage(), 0.0
        async with asyncio.timeout(PATIENCE):
            while since < STILL_AFTER:
                await asyncio.sleep(LOOK_EVERY)
                now = widget.grab().toImage()
                since = since + LOOK_EVERY if now == seen else 0.0
                seen = now

    async def dialog(self) -> QDialog:
        """The dialog that is open, or about to be."""
        await until(self._dialogs)
        return self._dialogs()[-1]

    def _dialogs(self) -> list[QDialog]:
        return [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]

    async def dialog_shot(self) -> QImage:
        """Take the dialog that is open, and close it."""
        dialog = await self.dialog()
        image = await self.shot(dialog)
        dialog.done(QDialog.DialogCode.Rejected)
        return image


def child(parent: QObject, kind: type[Q]) -> Q:
    """The one of this kind in the window."""
    found: Q = parent.findChildren(kind)[0]
    return found


async def until(happened: Callable[[], object]) -> None:
    """Wait for this."""
    async with asyncio.timeout(PATIENCE):
        while not happened():
            await asyncio.sleep(LOOK_EVERY)


async def told(signal: SignalInstance) -> None:
    """Wait for the next time that this is told."""
    heard = asyncio.get_running_loop().create_future()
    signal.connect(lambda *_: heard.set_result(None), Qt.ConnectionType.SingleShotConnection)
    await asyncio.wait_for(heard, PATIENCE)


def make_shop(photos: Path, home: Path, language: str) -> None:
    """Put the shop's pictures, and those that it was offered, into the home."""
    shop, offers = (home / folder for folder in PLACES[language])
    for kind, name in KINDS[language].items():
        for number, photo in enumerate(islice(_photos(photos, kind), OF_EACH), 1):
            target = shop / f"{name}-{number:02}.jpg"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(photo, target)
    kind, number = COPIED
    copied = shop / f"{KINDS[language][kind]}-{number:02}.jpg"
    for copy, edge in enumerate((360, 320), 1):
        _save_smaller(copied, copied.with_stem(f"{copied.stem} ({copy})"), edge)
    (shop / "IMG_0815.jpg").write_bytes(copied.read_bytes()[:9000])
    (shop / "IMG_0816.jpg").write_bytes(b"no picture")
    offers.mkdir(parents=True)
    for number, (kind, which) in enumerate(OFFERED, 1):
        _save_smaller(_photos(photos, kind)[which - 1], offers / f"{number:03}.jpg", 260)


def _photos(photos: Path, kind: str) -> list[Path]:
    return sorted((photos / kind).glob("*.jpg"))


def _save_smaller(picture: Path, target: Path, edge: int) -> None:
    with Image.open(picture) as image:
        image.thumbnail((edge, edge))
        image.save(target, quality=70)
