"""What a desktop knows of the program; test_app has what it asks of it."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from clothesfinder.gui import application
from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def test_each_size_has_the_picture_that_was_made_for_it(qapp: QApplication) -> None:
    sizes = application._icon().availableSizes()
    assert [(size.width(), size.height()) for size in sizes] == [
        (size, size) for size in ICON_SIZES
    ]


@pytest.mark.parametrize(("frozen", "told"), [(False, [DESKTOP_ID]), (True, [])])
def test_on_windows_only_the_frozen_program_is_its_own_already(
    monkeypatch: pytest.MonkeyPatch, frozen: bool, told: list[str]
) -> None:
    asked: list[str] = []
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=asked.append)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    application._have_own_place_in_taskbar()
    assert asked == told
