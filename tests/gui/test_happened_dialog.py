"""What happened in a gallery as a person asks for it: from the menu or a notice to the retry."""

from __future__ import annotations

import csv
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton

from clothesfinder.file_states import FileStates, State
from clothesfinder.gui import looking
from clothesfinder.gui.file_table import FileModel, FileTable
from clothesfinder.gui.gallery_dialogs import shown_of
from clothesfinder.gui.happened_dialog import UNDER_WAY, HappenedDialog
from clothesfinder.store import Failure, open_store
from clothesfinder.suspects import CRASHES
from tests.conftest import save

from .desk import LET_THROUGH, Desk, GatedEmbedder, until
from .test_connect_dialog import button, texts

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run

ENTRY = "Gallery/What happened…"


@pytest.fixture
def mixed(pictures: Path) -> Path:
    """Three pictures, a twin, one that is cut short and one that is none."""
    shutil.copy(pictures / "blue.png", pictures / "twin.png")
    (pictures / "half.png").write_bytes((pictures / "red.png").read_bytes()[:99])
    (pictures / "-text.jpg").write_text("no picture")
    return pictures


def dialogs(desk: Desk) -> list[HappenedDialog]:
    return shown_of(desk.window, HappenedDialog)


def table(dialog: HappenedDialog) -> FileTable:
    found = dialog.findChild(FileTable)
    assert found is not None
    return found


def shown(dialog: HappenedDialog) -> list[tuple[str, str]]:
    model = table(dialog).model()
    return [
        (model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())
    ]


def names(dialog: HappenedDialog) -> list[str]:
    return [name for name, _ in shown(dialog)]


async def ask(desk: Desk, gallery: Path) -> HappenedDialog:
    """Index the gallery and open the dialog."""
    desk.drop(gallery)
    await until(lambda: "up to date" in desk.notice)
    await desk.at_rest()  # else it would look again when that is so
    desk.menu(ENTRY)
    (dialog,) = dialogs(desk)
    await until(lambda: shown(dialog))
    return dialog


def pick(dialog: HappenedDialog, name: str) -> None:
    table(dialog).selectRow(names(dialog).index(name))


def test_every_file_with_its_state(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        assert shown(dialog) == [
            ("half.png", "Failed"), ("-text.jpg", "Skipped"), ("blue.png", "Indexed"),
            ("pink.png", "Indexed"), ("red.png", "Indexed"), ("twin.png", "Duplicate"),
        ]  # fmt: skip
        assert "4 pictures can be searched, 1 of them a duplicate; 1 failed, 1 skipped." in texts(
            dialog
        )
        reason = table(dialog).model().index(5, 2).data()
        assert (
            reason == "The same file as “blue.png”. Both are in the index, and searches find both."
        )

    run(way())


def test_filter_by_state_and_by_text(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        (box,) = dialog.findChildren(QComboBox)
        options = [box.itemText(row) for row in range(box.count())]
        assert options == [
            "All files (6)", "Failed (1)", "Skipped (1)", "Indexed (3)", "Duplicate (1)",
        ]  # fmt: skip
        box.setCurrentIndex(3)
        await until(lambda: names(dialog) == ["blue.png", "pink.png", "red.png"])
        assert "3 of 6 files" in texts(dialog)
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        (field,) = dialog.findChildren(QLineEdit)
        await until(field.hasFocus)
        QTest.keyClicks(field, "BLU")
        await until(lambda: names(dialog) == ["blue.png"])
        box.setCurrentIndex(0)
        await until(lambda: names(dialog) == ["blue.png", "twin.png"])  # whose reason tells of it
        field.setText("nothing is called so")
        await until(lambda: not shown(dialog))
        assert "clear the filter" in table(dialog).accessibleDescription()

    run(way())


def test_sorted_by_each_column(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        table(dialog).sortByColumn(0, Qt.SortOrder.AscendingOrder)
        await until(lambda: names(dialog)[0] == "-text.jpg")
        assert names(dialog) == sorted(names(dialog))
        table(dialog).sortByColumn(0, Qt.SortOrder.DescendingOrder)
        await until(lambda: names(dialog)[0] == "twin.png")
        table(dialog).sortByColumn(2, Qt.SortOrder.AscendingOrder)
        await until(lambda: names(dialog)[0] == "half.png")

    run(way())


def test_from_the_notice_to_what_failed(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        desk.drop(mixed)
        await until(lambda: "1 could not be read, 1 skipped" in desk.notice)
        desk.window.notice._button.click()
        (dialog,) = dialogs(desk)
        await until(lambda: names(dialog) == ["half.png"])
        desk.menu(ENTRY)
        assert len(dialogs(desk)) == 1

    run(way())


def test_try_again_what_is_mended(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        assert not button(dialog, "Try selected again").isEnabled()
        pick(dialog, "blue.png")
        assert not button(dialog, "Try selected again").isEnabled()
        save(mixed / "half.png", (9, 200, 9))
        pick(dialog, "half.png")
        button(dialog, "Try selected again").click()
        await until(lambda: ("half.png", "Indexed") in shown(dialog))
        assert ("blue.png", "Unchanged") in shown(dialog)
        assert button(dialog, "Try all again").isEnabled()
        (mixed / "-text.jpg").unlink()
        button(dialog, "Try all again").click()
        await until(lambda: "-text.jpg" not in names(dialog))
        await until(lambda: not button(dialog, "Try all again").isEnabled())

    run(way())


def test_try_again_what_crashed_the_program(run: Run, desk: Desk, pictures: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, pictures)
        state = (pictures / "red.png").stat()
        blamed = Failure("red.png", state.st_mtime_ns, state.st_size, CRASHES)
        with closing(open_store("", pictures)) as store:
            store.fail([blamed])
        desk.menu("Gallery/Update")
        await until(lambda: ("red.png", "Failed") in shown(dialog))
        pick(dialog, "red.png")
        await until(button(dialog, "Try selected again").isEnabled)
        button(dialog, "Try selected again").click()
        await until(lambda: ("red.png", "Indexed") in shown(dialog))

    run(way())


def test_while_the_gallery_is_worked_on(
    run: Run, desk: Desk, mixed: Path, embedder: GatedEmbedder
) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        for number in range(20):
            save(mixed / f"{number}.png")
        embedder.shut()
        desk.menu("Gallery/Update")
        await until(embedder.at_the_gate.is_set)
        await until(lambda: UNDER_WAY in texts(dialog))
        assert not button(dialog, "Try all again").isEnabled()
        embedder.let_through()
        await until(lambda: len(shown(dialog)) == 26)
        await until(lambda: UNDER_WAY not in texts(dialog))
        assert button(dialog, "Try all again").isEnabled()

    run(way())


def test_a_stopped_run_is_told(
    run: Run, desk: Desk, gallery: Path, embedder: GatedEmbedder
) -> None:
    for number in range(200):
        save(gallery / f"{number}.png")

    async def way() -> None:
        embedder.shut(LET_THROUGH)
        desk.drop(gallery)
        await until(lambda: desk.window._panel._bar.value() >= 8)
        desk.menu(ENTRY)
        (dialog,) = dialogs(desk)
        await until(desk.window._panel.isVisible)
        desk.window._panel._cancel.click()
        embedder.let_through()
        await until(lambda: "was stopped" in texts(dialog) and len(shown(dialog)) >= 8)
        assert len(shown(dialog)) < 200

    run(way())


def test_reveal_open_and_copy(
    run: Run, desk: Desk, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revealed: list[Path] = []
    monkeypatch.setattr(looking, "reveal", lambda path, asker: revealed.append(path))

    async def way() -> None:
        dialog = await ask(desk, mixed)
        assert not button(dialog, "Show in folder").isEnabled()
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        table(dialog).setFocus()
        pick(dialog, "half.png")
        QTest.keyClick(table(dialog), Qt.Key.Key_Return)
        await until(lambda: revealed == [mixed / "half.png"])
        assert dialog.isVisible()
        QTest.keyClick(table(dialog), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(table(dialog), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        told = "\n".join(str(mixed / name) for name in names(dialog))
        await until(lambda: QGuiApplication.clipboard().text() == told)
        (mixed / "half.png").unlink()
        pick(dialog, "half.png")
        button(dialog, "Show in folder").click()
        await until(lambda: "half.png is not there any more" in texts(dialog))
        assert len(revealed) == 1

    run(way())


async def save_as(dialog: HappenedDialog, file: Path) -> None:
    button(dialog, "Save as CSV…").click()
    await until(lambda: dialog.findChildren(QFileDialog))
    (question,) = dialog.findChildren(QFileDialog)
    name = question.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(file))
    question.accept()
    await until(lambda: not dialog.findChildren(QFileDialog))


def test_saved_as_a_table(run: Run, desk: Desk, mixed: Path, tmp_path: Path) -> None:
    async def way() -> None:
        dialog = await ask(desk, mixed)
        (box,) = dialog.findChildren(QComboBox)
        box.setCurrentIndex(2)
        await until(lambda: names(dialog) == ["-text.jpg"])
        await save_as(dialog, tmp_path / "list.csv")
        await until(lambda: "1 file written to" in texts(dialog))
        data = (tmp_path / "list.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        header, row = csv.reader(data.decode("utf-8-sig").splitlines())
        assert header == ["File", "State", "Reason", "Other file"]
        assert row[:2] == ["'-text.jpg", "Skipped"]
        (tmp_path / "taken.csv").mkdir()
        dialog._write(str(tmp_path / "taken.csv"))
        await until(lambda: "taken.csv cannot be written" in texts(dialog))
        assert not list(tmp_path.glob(".*.part"))

    run(way())


def test_a_gallery_that_was_never_indexed(run: Run, desk: Desk, gallery: Path) -> None:
    async def way() -> None:
        desk.session.open_gallery(gallery)
        await until(lambda: "not indexed yet" in desk.notice)
        desk.menu(ENTRY)
        (dialog,) = dialogs(desk)
        await until(lambda: "not indexed yet" in texts(dialog))
        assert "not indexed yet" in table(dialog).accessibleDescription()
        assert not button(dialog, "Save as CSV…").isEnabled()

    run(way())


def test_keyboard_and_names(run: Run, desk: Desk, mixed: Path) -> None:
    async def way() -> None:
        desk.drop(mixed)
        await until(lambda: "up to date" in desk.notice)
        desk.window.activateWindow()
        await until(desk.window.isActiveWindow)
        QTest.keyClick(desk.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        (dialog,) = dialogs(desk)
        await until(lambda: shown(dialog))
        dialog.activateWindow()
        await until(dialog.isActiveWindow)
        for kind in (QPushButton, QComboBox, QLineEdit, FileTable):
            for widget in dialog.findChildren(kind):
                named = QAccessible.queryAccessibleInterface(widget)
                assert named.text(QAccessible.Text.Name), widget
        dialog.findChildren(QComboBox)[0].setFocus()
        seen = []
        for _ in range(8):
            seen.append(type(dialog.focusWidget()).__name__)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert "FileTable" in seen
        assert seen.count("QPushButton") >= 2
        table(dialog).setFocus()
        QTest.keyClick(table(dialog), Qt.Key.Key_Down)
        QTest.keyClick(table(dialog), Qt.Key.Key_Down)
        assert table(dialog).current_row() is not None
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialogs(desk)

    run(way())


def test_the_model_is_one_as_qt_wants_it(qapp: QApplication) -> None:
    model = FileModel("gallery")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kinds = np.array([State.FAILED, State.UNCHANGED], np.uint8)
    states = FileStates(["", "b.png"], kinds, ["This folder cannot be read.", ""], None)
    model.show_files(states, np.array([1, 0]))
    assert model.index(1, 0).data() == "gallery"
    assert model.index(1, 2).data() == "This folder cannot be read."
    model.show_files(states, np.empty(0, np.intp))
    assert model.rowCount() == 0
