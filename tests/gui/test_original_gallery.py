"""A collection of the original scripts in the window: found, searched as it is, converted."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QMessageBox, QSlider

from clothesfinder.atlas_login import is_original
from clothesfinder.settings import load_settings
from clothesfinder.store import open_store
from tests.atlas.originals import COLLECTION, insert, make_old_index, raw
from tests.atlas.search_double import AtlasSearchDouble
from tests.conftest import ColourEmbedder, save
from tests.original_scripts import QuickModel

from .desk import Desk, until
from .test_connect_dialog import ask, button, enter, own_keyring, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from clothesfinder.embedder import Embedder
    from clothesfinder.gui.connect_dialog import ConnectDialog
    from clothesfinder.gui.worker import Worker

    from .conftest import Run

__all__ = ["own_keyring"]
CHOICE = f"{COLLECTION} (original scripts)"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    with AtlasSearchDouble(tmp_path_factory.mktemp("atlas")) as server:
        yield server


@pytest.fixture
def uri(server: AtlasSearchDouble, pictures: Path) -> str:
    """A database as the scripts left it, whose names are those of Windows."""
    uri = f"{server.uri}t{secrets.token_hex(6)}?serverSelectionTimeoutMS=30000"
    model = QuickModel()
    (pictures / "clothes").mkdir()
    for name in ("red", "pink", "blue"):
        picture = (pictures / f"{name}.png").rename(pictures / "clothes" / f"{name}.png")
        vector = model.embed([model.prepare(Image.open(picture).convert("RGB"))])[0]
        insert(uri, [(f"clothes\\{name}.png", vector.astype(np.float64))])
    make_old_index(uri)
    return uri


@pytest.fixture
def desk(qapp: QApplication, run: Run, worker: Worker) -> Iterator[Desk]:
    desk = Desk(qapp, worker, ColourEmbedder())
    models: dict[str, Embedder] = {"": ColourEmbedder()}
    desk.session._load_embedder = lambda model: models.setdefault(model, QuickModel())
    yield desk
    run(desk.close())


async def choose(desk: Desk, pictures: Path, uri: str) -> ConnectDialog:
    """Ask for the folder, test the address, and choose the scripts' collection."""
    desk.menu("Gallery/Connect to MongoDB Atlas…")
    await until(lambda: isinstance(desk.dialog(), QFileDialog))
    folder = desk.dialog()
    assert isinstance(folder, QFileDialog)
    folder.fileSelected.emit(str(pictures))
    folder.close()
    await until(lambda: not isinstance(desk.dialog(), QFileDialog))
    dialog = await ask_again(desk)
    enter(dialog, uri)
    button(dialog, "Test").click()
    await until(lambda: button(dialog, "Connect").isEnabled())
    dialog._names.setCurrentText(CHOICE)
    return dialog


async def ask_again(desk: Desk) -> ConnectDialog:
    """The dialog that is open already, or the one that opens now."""
    if desk.dialog() is None:
        return await ask(desk)
    return desk.dialog()  # type: ignore[return-value]


def test_it_is_searched_as_it_is_and_then_converted(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str, tmp_path: Path
) -> None:
    before = raw(uri)
    model = tmp_path / "checkpoint.pth"

    async def go() -> None:
        dialog = await choose(desk, pictures, uri)
        assert "(3 documents) is searched as it is" in texts(dialog)
        assert not dialog._upload.isVisible()
        assert not button(dialog, "Connect").isEnabled()  # it needs the model's file
        button(dialog, "Choose…").click()
        await until(lambda: dialog.findChild(QFileDialog) is not None)
        files = dialog.findChild(QFileDialog)
        assert files is not None
        files.fileSelected.emit(str(model))
        files.close()
        button(dialog, "Connect").click()
        await until(lambda: desk.window._side.size_text == "3 pictures in MongoDB")
        assert not any(one.isEnabled() for one in desk.window.dials.findChildren(QSlider))
        desk.drop(query)
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])
        save(pictures / "green.png", (0, 200, 0))
        desk.menu("Gallery/Update")
        await until(lambda: "Convert" in desk.notice and "does not change it" in desk.notice)
        desk.menu("Gallery/Shared gallery/Convert…")
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        assert COLLECTION in texts(desk.dialog())
        button(desk.dialog(), "Convert").click()
        await until(lambda: desk.notice.startswith("The gallery is converted: 3 pictures"))
        assert not desk.window._actions._convert.isEnabled()
        desk.menu("Gallery/Update")
        await until(lambda: "1 indexed, 3 unchanged" in desk.notice)
        await until(lambda: len(desk.shown) == 4)

    run(go())
    assert raw(uri) == before
    settings = load_settings()
    assert settings.models == {str(pictures): str(model)}
    assert not is_original(settings.shared_galleries[str(pictures)].place)
    store = open_store(uri, pictures, create=False)
    assert sorted(store.stamps()) == [
        *(f"clothes/{name}.png" for name in ("blue", "pink", "red")),
        "green.png",
    ]
    store.close()


def test_another_model_file_can_be_chosen(
    desk: Desk, run: Run, pictures: Path, query: Path, uri: str, tmp_path: Path
) -> None:
    class Wrong(QuickModel):
        def embed(self, pixels: object) -> np.ndarray:
            return np.roll(super().embed(pixels), 7, axis=1)  # type: ignore[arg-type]

    right, wrong = tmp_path / "checkpoint.pth", tmp_path / "another.pth"
    models: dict[str, Embedder] = {"": ColourEmbedder(), str(wrong): Wrong()}
    desk.session._load_embedder = lambda model: models.setdefault(model, QuickModel())

    async def go() -> None:
        dialog = await choose(desk, pictures, uri)
        dialog._model.setText(str(wrong))
        button(dialog, "Connect").click()
        await until(lambda: desk.window._side.size_text == "3 pictures in MongoDB")
        desk.drop(query)
        await until(lambda: "did not make these vectors" in desk.window._query.error)
        desk.menu("Gallery/Choose its model file…")
        await until(lambda: isinstance(desk.dialog(), QFileDialog))
        files = desk.dialog()
        assert isinstance(files, QFileDialog)
        files.fileSelected.emit(str(right))
        files.close()
        await until(lambda: desk.shown == ["red.png", "pink.png", "blue.png"])

    run(go())
