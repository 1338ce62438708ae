"""Pictures whose drive is not there, in the window: kept until the user says they are gone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from tests.conftest import save

from .desk import Desk, until
from .test_connect_dialog import button, index, texts

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Run


def test_a_drive_that_is_not_there_is_told_of_and_removed_when_the_user_agrees(
    desk: Desk, run: Run, gallery: Path
) -> None:
    save(gallery / "here.png")
    for number in range(25):
        save(gallery / "drive" / f"{number}.png")

    async def go() -> None:
        await index(desk, gallery)
        shutil.rmtree(gallery / "drive")
        desk.menu("Gallery/Update")
        await until(lambda: "25 not in this folder (kept)" in desk.notice)
        assert desk.session.gallery == gallery
        desk.window.notice._button.click()
        await until(lambda: isinstance(desk.dialog(), QMessageBox))
        assert "plug it in" in texts(desk.dialog())
        assert "others" not in texts(desk.dialog())
        button(desk.dialog(), "Remove them").click()
        await until(lambda: "25 removed" in desk.notice)

    run(go())
