from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QStatusBar

from clothesfinder.answers import Found
from clothesfinder.grouping import NO_GROUPS
from clothesfinder.gui.found_extent import FoundExtent, extent_text
from clothesfinder.gui.grid import Results
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.store import WHOLE, Match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

MATCHES = [Match(f"{number}.png", WHOLE, 0.5) for number in range(1200)]
CUT_OFF = Found(MATCHES, 2_000_000, 0.1, is_cut_off=True)


@pytest.fixture
def results(qtbot: QtBot) -> Iterator[Results]:
    thumbnails = Thumbnails(None)
    results = Results(thumbnails, edge=100)
    qtbot.addWidget(results)
    results.resize(640, 480)
    with qtbot.waitExposed(results):
        results.show()
    yield results
    thumbnails.close()


def test_how_many_are_shown_of_how_many() -> None:
    assert extent_text(Found(MATCHES, 34_567, 0.1, more=True)) == "1,200 of 34,567 shown"
    assert extent_text(Found(MATCHES, 1200, 0.1)) == "All 1,200 shown"
    assert extent_text(Found(MATCHES, 34_567, 0.1)) == "All 1,200 shown"  # all that pass
    assert extent_text(Found(MATCHES, 34_567, 0.1, among=5000, more=True)) == "1,200 of 5,000 shown"
    assert extent_text(CUT_OFF) == "1,200 of 2,000,000 shown"
    assert extent_text(Found([], 5, 0.1)) == ""
    groups = NO_GROUPS._replace(leaders=np.array([0, 0, 2], np.int32))
    told = extent_text(Found(MATCHES[:3], 3, 0.1, groups=groups))
    assert told == "All 3 shown, 1 of them behind one that is nearly the same"


def test_it_is_told_until_nothing_is_found(qtbot: QtBot, results: Results) -> None:
    bar = QStatusBar()
    qtbot.addWidget(bar)
    bar.show()
    extent = FoundExtent(bar, results)
    assert not extent._label.isVisible()
    extent.tell(Found(MATCHES, 1200, 0.1))
    assert extent._label.isVisible()
    extent.tell(None)
    assert (extent.text, extent._label.isVisible()) == ("", False)


def test_why_there_is_no_more_is_said_below_the_last(
    qtbot: QtBot, results: Results, gallery: Path
) -> None:
    bar = QStatusBar()
    qtbot.addWidget(bar)
    extent = FoundExtent(bar, results)
    results.show_matches(gallery, MATCHES)
    extent.tell(Found(MATCHES, 2_000_000, 0.1, more=True))
    results.scrollToBottom()
    assert results.lines_end == results.viewport().height()
    assert results.accessibleDescription() == ""

    extent.tell(CUT_OFF)
    results.scrollToBottom()
    room = results.viewport().height() - results.lines_end
    assert room > results.fontMetrics().height()
    ground = results.palette().base().color()
    image = results.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    inked = {
        image.pixelColor(x, y) != ground
        for x in range(0, image.width(), 2)
        for y in range(int((results.lines_end + 2) * ratio), image.height(), 2)
    }
    assert True in inked
    assert results.accessibleDescription().startswith("The first 1,200 of 2,000,000.")

    results.show_matches(gallery, MATCHES[:30])
    extent.tell(Found(MATCHES[:30], 30, 0.1))
    results.scrollToBottom()
    assert results.lines_end == results.viewport().height()
