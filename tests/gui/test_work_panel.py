from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from clothesfinder.gui.indexing_told import summary_sentence
from clothesfinder.gui.work_panel import WorkPanel
from clothesfinder.progress import Progress, Summary
from clothesfinder.transfer import Copied

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_it_says_that_it_waits_for_another_computer(qtbot: QtBot) -> None:
    panel = WorkPanel()
    qtbot.addWidget(panel)
    panel.begin("clothes", "Indexing “clothes”")
    panel.show_progress(Progress(90, 100, 0, "", 5.0))
    told = [label.text() for label in panel.findChildren(QLabel)]
    assert "5 pictures a second, 2 s left" in told
    panel.show_progress(Progress(90, 100, 0, "", 5.0, waiting=True))
    told = [label.text() for label in panel.findChildren(QLabel)]
    assert {"Indexing “clothes”: 90 of 100 pictures", "Waiting for another computer…"} <= set(told)


def test_the_summary_tells_of_others_and_of_what_is_missing() -> None:
    told = summary_sentence(Summary(10, 0, 0, 0, 0, 0, 5, 30, 1.0))
    assert "10 indexed, 5 done by another computer, 30 not in this folder (kept)" in told


def test_a_long_name_does_not_widen_the_window(qtbot: QtBot) -> None:
    panel = WorkPanel()
    qtbot.addWidget(panel)
    panel.begin("a" * 300, f"Copying the index of “{'a' * 300}” to MongoDB")
    panel.show_progress(Copied(1, 1_000_000, "b" * 300, 100.0))
    assert panel.minimumSizeHint().width() < 700
