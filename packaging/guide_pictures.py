"""Takes the pictures of the user's guide: `python packaging/guide_pictures.py PHOTOS [GUIDE]`.

PHOTOS is a folder of photos of clothes, with a folder in it for each kind (dress, hat, ...). From
some of them a shop's pictures are made, the program's real window indexes and searches them, in one
language after the other, and each picture shows what is seen then. They go to resources/guide, or
to GUIDE. No screen is needed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
from PIL import Image
from PySide6.QtCore import QObject, QRect, Qt, SignalInstance
from PySide6.QtGui import QAction, QFont, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from qasync import QEventLoop

from clothesfinder.gui import app
from clothesfinder.gui.cell import WORD
from clothesfinder.gui.crop import Crop
from clothesfinder.gui.filter_bar import FilterBar
from clothesfinder.gui.grid import Results
from clothesfinder.gui.lookup_dialog import LookupDialog
from clothesfinder.gui.sharing_actions import SharingActions
from clothesfinder.gui.side_panel import SidePanel
from clothesfinder.gui.single_instance import SingleInstance
from clothesfinder.gui.window import MainWindow
from clothesfinder.self_check import own_files_in
from clothesfinder.store import Box
from clothesfinder.terms import UNLIKE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

GUIDE = Path(__file__).absolute().parent.parent / "resources" / "guide"
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
SIZE = 1120, 720
FONT = "DejaVu Sans", 9
QUALITY = 75
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


# --- a step for each picture; each begins where the one before has ended


async def first_search(stage: Stage) -> QImage:
    """The shop is indexed, and a photo was dropped."""
    stage.window.intake.open_paths([stage.shop])
    await until(stage.window.notice.isVisible)
    stage.window.notice.hide()
    first = child(stage.window, Results).model().index
    await stage.search("t-shirt", 43)
    while not first(0, 0).data(WORD):  # what scores mean is made out after the indexing
        await stage.search("t-shirt", 43)
    return await stage.shot(stage.window)


async def dark(stage: Stage) -> QImage:
    """The same in dark colours."""
    stage.window.choose_theme("dark")
    image = await stage.shot(stage.window)
    stage.window.choose_theme("light")
    return image


async def scores(stage: Stage) -> QImage:
    """The first results, larger, with their bars and words."""
    stage.window.thumbnail_size.enlarge()
    await stage.search("shirt", 46)
    results = child(stage.window, Results)
    image = await stage.shot(results, QRect(0, 0, results.width(), 316))
    stage.window.thumbnail_size.shrink()
    return image


async def other_colour(stage: Stage) -> QImage:
    """The same cut, in other colours."""
    await stage.search("shirt", 8)
    stage.press("Ctrl+2")
    return await stage.shot(stage.window)


async def part(stage: Stage) -> QImage:
    """A skirt is looked for that was photographed with a shirt."""
    await stage.search("dress", 9)
    child(stage.window, SidePanel).query.crop_changed.emit(Crop(Box(0.08, 0.4, 0.92, 0.98)))
    return await stage.shot(stage.window)


async def several(stage: Stage) -> QImage:
    """Two photos together, and a result that is not what was meant."""
    await stage.search("dress", 19, stage.photo("dress", 39))
    model = child(stage.window, Results).model()
    stage.window.terms.steer([model.index(3, 0)], UNLIKE)
    return await stage.shot(stage.window)


async def filtered(stage: Stage) -> QImage:
    """Only pictures of one shape, with a word in their names."""
    await stage.search("shirt", 8)
    stage.press("Ctrl+Shift+F")
    child(stage.window, FilterBar).shape.setCurrentIndex(1)
    await stage.still(stage.window)
    image = await stage.shot(stage.window, _right_of(stage, 400))
    child(stage.window, FilterBar).clear()
    child(stage.window, FilterBar).closed.emit()
    return image


async def grouped(stage: Stage) -> QImage:
    """Copies of one photo, as one."""
    stage.press("Ctrl+G")
    await stage.search(*COPIED)
    image = await stage.shot(stage.window, _right_of(stage, 290))
    stage.press("Ctrl+G")
    return image


async def preview(stage: Stage) -> QImage:
    """A result, large, beside the query."""
    await stage.search("t-shirt", 43)
    results = child(stage.window, Results)
    results.setCurrentIndex(results.model().index(1, 0))
    stage.window.preview.open()
    image = await stage.shot(stage.window)
    stage.window.preview.close()
    return image


async def result_menu(stage: Stage) -> QImage:
    """What can be done with a result."""
    menu = stage.window.result_actions.context_menu
    menu.popup(stage.window.pos())
    image = await stage.shot(menu)
    menu.close()
    return image


async def happened(stage: Stage) -> QImage:
    """A file that is no picture, and one that is cut short."""
    stage.press("Ctrl+J")
    return await stage.dialog_shot()


async def looked_up(stage: Stage) -> QImage:
    """Some of what the shop was offered is there already."""
    stage.press("Ctrl+B")
    dialog = await stage.dialog()
    assert isinstance(dialog, LookupDialog)
    dialog.look_up([stage.offers])
    await told(stage.window.lookup.looking.ended)
    return await stage.dialog_shot()


async def checked(stage: Stage) -> QImage:
    """The index is sound."""
    stage.window.verifying.show()
    dialog = await stage.dialog()
    next(b for b in dialog.findChildren(QPushButton) if b.isDefault()).click()
    await told(stage.window.verifying.verifying.ended)
    return await stage.dialog_shot()


async def connect(stage: Stage) -> QImage:
    """Where the address of MongoDB Atlas goes."""
    child(stage.window, SharingActions).connect_gallery()
    return await stage.dialog_shot()


async def model(stage: Stage) -> QImage:
    """The models that there are."""
    stage.window.models.choose()
    return await stage.dialog_shot()


PICTURES: Mapping[str, Callable[[Stage], Awaitable[QImage]]] = {
    "first-search": first_search,
    "dark": dark,
    "scores": scores,
    "other-colour": other_colour,
    "part": part,
    "several": several,
    "filter": filtered,
    "grouped": grouped,
    "preview": preview,
    "result-menu": result_menu,
    "what-happened": happened,
    "look-up": looked_up,
    "check": checked,
    "connect": connect,
    "model": model,
}


def _right_of(stage: Stage, height: int) -> QRect:
    """The upper part of what is right of the query."""
    results = child(stage.window, Results)
    corner = results.mapTo(stage.window, results.rect().topLeft())
    top = stage.window.menuBar().height()
    return QRect(corner.x(), top, results.width(), height)


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


# --- the shop


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


# --- the taking


async def take(application: QApplication, home: Path, language: str, folder: Path) -> None:
    """Take all pictures in this language, in the window that the program itself opens."""
    instance = SingleInstance(str(home))
    instance.claim()
    running = asyncio.ensure_future(app.run(application, instance, ()))
    await until(lambda: _windows(application))
    (window,) = _windows(application)
    window.resize(*SIZE)
    stage = Stage(window, home, language)
    for name, step in PICTURES.items():
        save(await step(stage), folder / f"{name}.webp")
        print(language, name, file=sys.stderr)
    window.close()
    await running


def _windows(application: QApplication) -> list[MainWindow]:
    shown = (widget for widget in application.topLevelWidgets() if widget.isVisible())
    return [widget for widget in shown if isinstance(widget, MainWindow)]


def save(image: QImage, file: Path) -> None:
    """Write a picture as small as is still good to read."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (image.width(), image.height()), image.bytesPerLine()
    pixels = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", line, 1)
    pixels.save(file, quality=QUALITY, method=6)


def _settings(folder: Path, language: str) -> None:
    """Have the window in this language, and ask for nothing by itself."""
    settings = {"theme": "light", "language": language, "launcher_offered": True}
    folder.mkdir()
    (folder / "settings.json").write_text(json.dumps(settings))


def main(photos: Path, guide: Path) -> None:
    """Take all pictures in all languages."""
    application = QApplication([])
    application.setFont(QFont(*FONT))
    application.setCursorFlashTime(0)
    for language in PLACES:
        folder = guide / language / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as place, own_files_in(Path(place, "data")):
            home = Path(place, "home")
            make_shop(photos, home, language)
            _settings(Path(place, "data"), language)
            with QEventLoop(application) as loop:
                loop.run_until_complete(take(application, home, language, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else GUIDE)
