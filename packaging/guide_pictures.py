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
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_API", "pyside6")
from guide_stage import COPIED, PATIENCE, PLACES, Stage, child, make_shop, told, until
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QPushButton
from qasync import QEventLoop

from clothesfinder.gui import app
from clothesfinder.gui.application import Application
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
SIZE = 1120, 720
FONT = "DejaVu Sans", 9
QUALITY = 75


# --- a step for each picture; each begins where the one before has ended


async def first_search(stage: Stage) -> QImage:
    """The shop is indexed, and a photo was dropped."""
    stage.window.intake.open_paths([stage.shop])
    await until(stage.window.notice.isVisible)
    stage.window.notice.hide()
    first = child(stage.window, Results).model().index
    await stage.search("t-shirt", 43)
    async with asyncio.timeout(PATIENCE):
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
    image = await stage.shot(stage.window, stage.right_side(400))
    child(stage.window, FilterBar).clear()
    child(stage.window, FilterBar).closed.emit()
    return image


async def grouped(stage: Stage) -> QImage:
    """Copies of one photo, as one."""
    stage.press("Ctrl+G")
    await stage.search(*COPIED)
    image = await stage.shot(stage.window, stage.right_side(290))
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


# --- the taking


async def take(application: Application, home: Path, language: str, folder: Path) -> None:
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


def _windows(application: Application) -> list[MainWindow]:
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
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # whose screen is the same everywhere
    application = Application()
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
