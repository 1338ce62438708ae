"""The check of an index as a person does it: from the menu to the repair."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QSpinBox, QTableWidget

from clothesfinder.gui.gallery_dialogs import shown_of
from clothesfinder.gui.verify_dialog import REPAIR_STOPPED, STOPPED, VerifyDialog
from clothesfinder.index_files import index_file
from tests.conftest import save

from .desk import Desk, GatedEmbedder, until
from .test_connect_dialog import button, texts

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.gui.worker import Worker

    from .conftest import Run

ENTRY = "Gallery/Check this index…"
SOUND, WRONG = "The index is sound.", "The index is not sound."


def dialogs(desk: Desk) -> list[VerifyDialog]:
    return shown_of(desk.window, VerifyDialog)


async def ask(desk: Desk, gallery: Path) -> VerifyDialog:
    """Index the gallery and open the dialog."""
    desk.drop(gallery)
    await until(lambda: "up to date" in desk.notice)
    await desk.at_rest()
    desk.menu(ENTRY)
    (dialog,) = dialogs(desk)
    return dialog


async def checked(dialog: VerifyDialog, start: str = "Check") -> None:
    button(dialog, start).click()
    await until(lambda: offers(dialog, "Check again"))


def offers(dialog: VerifyDialog, text: str) -> bool:
    """Whether there is a button of this text to be seen."""
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    return any(one.text().replace("&", "") == text for one in buttons)


def spoil(gallery: Path) -> None:
    with closing(sqlite3.connect(index_file(gallery))) as db, db:
        db.execute("update part set vector = x'00000000' where picture = 2")


def rows(dialog: VerifyDialog) -> list[tuple[str, ...]]:
    (table,) = dialog.findChildren(QTableWidget)
    if not table.isVisible():
        return []
    cells = [[table.item(row, column) for column in range(2)] for row in range(table.rowCount())]
    return [tuple(cell.text() for cell in row if cell is not None) for row in cells]


def test_a_sound_index(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        await checked(dialog)
        assert f"✓ {SOUND}" in texts(dialog)
        assert "3 pictures with 3 vectors were looked at; none are wrong." in texts(dialog)
        assert "3 of 3 were found first when searched for." in texts(dialog)
        assert not button(dialog, "Repair").isVisible()
        assert rows(dialog) == []
        await checked(dialog, "Check again")
        assert SOUND in texts(dialog)

    run(way())


def test_a_wrong_picture_is_listed_and_mended(
    run: Run, desk: Desk, pictures: Path, query: Path
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        spoil(pictures)
        await checked(dialog)
        assert f"✗ {WRONG}" in texts(dialog)
        ((name, reason),) = rows(dialog)
        assert name.endswith(".png")
        assert reason == "One of its vectors is of 1 number in place of 64."
        button(dialog, "Repair").click()
        assert button(dialog, "Cancel").isVisible()
        await until(lambda: offers(dialog, "Check again"))
        assert SOUND in texts(dialog)
        assert "1 picture was taken out." in texts(dialog)
        assert not button(dialog, "Repair").isVisible()
        await until(lambda: desk.session.searching.ready)
        desk.drop(query)
        await until(lambda: len(desk.shown) == 3)
        assert desk.shown[0] == "red.png"
        await checked(dialog, "Check again")
        assert SOUND in texts(dialog)

    run(way())


def test_a_damaged_file(run: Run, desk: Desk, pictures: Path, worker: Worker) -> None:
    async def way() -> None:
        await ask(desk, pictures)
        dialogs(desk)[0].close()
        await desk.session.close()
        file = index_file(pictures)
        file.write_bytes(file.read_bytes()[:6000])
        desk.session.open_gallery(pictures)
        await until(lambda: "Gallery > Check this index" in desk.notice)
        desk.menu(ENTRY)
        (dialog,) = dialogs(desk)
        await checked(dialog)
        assert "damaged" in texts(dialog)
        button(dialog, "Repair").click()
        await until(lambda: offers(dialog, "Check again"))
        assert SOUND in texts(dialog)
        assert "is kept as" in texts(dialog)
        assert file.with_name(f"{file.name}.damaged-1").exists()

    run(way())


def test_cancelled_and_checked_again(
    run: Run, desk: Desk, pictures: Path, embedder: GatedEmbedder
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        embedder.shut()
        button(dialog, "Check").click()
        await until(embedder.at_the_gate.is_set)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        embedder.let_through()
        await until(lambda: offers(dialog, "Check"))
        assert STOPPED in texts(dialog)
        await checked(dialog)
        assert SOUND in texts(dialog)
        assert STOPPED not in texts(dialog)

    run(way())


def test_a_repair_that_is_cancelled_is_gone_on_with(
    run: Run, desk: Desk, gallery: Path, embedder: GatedEmbedder
) -> None:
    for number in range(30):
        save(gallery / f"{number}.png")

    async def way() -> None:
        dialog = await ask(desk, gallery)
        file = index_file(gallery)
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("update part set vector = x'00000000'")
        await checked(dialog)
        assert len(rows(dialog)) == 30
        embedder.shut()
        button(dialog, "Repair").click()
        await until(embedder.at_the_gate.is_set)
        button(dialog, "Cancel").click()
        embedder.let_through()
        await until(lambda: offers(dialog, "Check"))
        assert REPAIR_STOPPED in texts(dialog)
        await until(lambda: desk.session.catalog is not None)
        desk.menu("Gallery/Update")
        await until(lambda: "up to date" in desk.notice)
        await checked(dialog)
        assert SOUND in texts(dialog)

    run(way())


def test_closed_it_checks_no_more(
    run: Run, desk: Desk, pictures: Path, embedder: GatedEmbedder
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        embedder.shut()
        button(dialog, "Check").click()
        await until(embedder.at_the_gate.is_set)
        dialog.close()
        embedder.let_through()
        await until(lambda: desk.window.verifying.verifying._task is None)
        assert dialogs(desk) == []

    run(way())


def test_the_program_ends_while_it_checks(
    run: Run, desk: Desk, pictures: Path, embedder: GatedEmbedder
) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        embedder.shut()
        button(dialog, "Check").click()
        await until(embedder.at_the_gate.is_set)
        embedder.let_through()
        desk.window.close()
        await desk.session.close()
        await until(lambda: desk.window.verifying.verifying._task is None)

    run(way())


def test_a_problem_is_told_where_it_was_asked_for(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        spoil(pictures)
        await checked(dialog)
        for file in pictures.iterdir():
            file.unlink()
        button(dialog, "Repair").click()
        await until(lambda: "There are no pictures" in texts(dialog))
        assert offers(dialog, "Check")

    run(way())


def test_keyboard_and_names(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        spoil(pictures)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        await until(button(dialog, "Repair").isVisible)
        assert button(dialog, "Repair").hasFocus()
        for kind in (QPushButton, QSpinBox, QTableWidget):
            for widget in dialog.findChildren(kind):
                named = QAccessible.queryAccessibleInterface(widget)
                assert named.text(QAccessible.Text.Name), widget
        QTest.keyClick(button(dialog, "Repair"), Qt.Key.Key_Space)
        await until(lambda: SOUND in texts(dialog) and button(dialog, "Close").isVisible())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialogs(desk)

    run(way())
