"""Files of every name in the window: dropped, listed, shown small, and told of."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from clothesfinder.gui.names import readable
from tests.test_paths import NAMES, make

from .desk import Desk, drop, until

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.gui.thumbnails import Thumbnail

    from .conftest import Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")


def test_each_is_dropped_found_shown_and_told_of(run: Run, desk: Desk, gallery: Path) -> None:
    paths = [path for path in NAMES.values() if make(gallery, path) is not None]
    ones = [f"{len(paths)} indexed", "up to date"]

    async def scenario() -> None:
        desk.drop(gallery)
        await until(lambda: any(one in desk.notice for one in ones))
        for path in paths:
            mime = QMimeData()
            address = b"file://" + os.fsencode(gallery / path)
            address = b"".join(bytes([b]) if b in PLAIN else b"%%%02X" % b for b in address)
            mime.setUrls([QUrl.fromEncoded(address)])
            assert drop(desk.window, mime)
            name = readable(path.rpartition("/")[2])
            await until(lambda name=name: desk.shown[:1] == [name])  # type: ignore[misc]
        results = desk.window._results
        model = results.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            told = str(index.data(Qt.ItemDataRole.ToolTipRole))
            name = str(index.data())
            assert name.isprintable() or "\u200f" in name or "\u200d" in name
            assert "\n" not in told
            assert "<b>#" not in told.replace("<b>", "", 1)
        thumbnails = desk.window._thumbnails
        files = [gallery / path for path in paths]
        for file in files:  # one by one, for the list wants others whenever it is painted

            def arrived(file: Path = file) -> Thumbnail | None:
                if thumbnails.idle:
                    thumbnails.want([file], 180)
                return thumbnails.get(file, 180)

            await until(arrived)
            shown = arrived()
            assert shown is not None
            assert not shown.trouble

    run(scenario())


PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:")


@pytest.mark.parametrize(
    "name", ["two\nlines", "a\tb", "\u202egpj", "\u2028", "\x1b[31m", "\udcff"]
)
def test_a_name_stays_on_its_line_and_turns_nothing_around(name: str) -> None:
    assert readable(f"{name}.png").isprintable()


def test_names_in_other_scripts_are_left_as_they_are() -> None:
    for name in ("é", "e\u0301", "衣服👗👩\u200d🦰", "שמלה\u200f", "a b"):
        assert readable(name) == name
