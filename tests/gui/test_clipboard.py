"""What is put into the clipboard: how it is written, and that it may stay there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from clothesfinder.gui.clipboard import as_text, bitmap_of, files_to_paste, written
from clothesfinder.gui.mime import GNOME_FILES, Dropped, from_mime
from tests.conftest import save

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from clothesfinder.gui.clipboard import bitmap_of, bitmap_to_paste, files_to_paste, written
application = QGuiApplication([])
path = Path(sys.argv[1])
if sys.argv[2] == "picture":
    mime = bitmap_to_paste(bitmap_of(path))
else:
    mime = files_to_paste(written([path]))
application.clipboard().setMimeData(mime)
del mime
print(*sorted(application.clipboard().mimeData().formats()))
"""


@pytest.mark.usefixtures("qapp")
def test_files_are_written_in_every_way() -> None:
    paths = [Path("/a b/50% #1;é\n.png"), Path(os.fsdecode(b"/caf\xe9.png"))]
    mime = files_to_paste(written(paths))
    assert mime.urls() == [QUrl(path.as_uri()) for path in paths]
    assert from_mime(mime) == Dropped(files=paths)
    lines = bytes(mime.data(GNOME_FILES).data()).decode().split("\n")
    assert lines == ["copy", "file:///a%20b/50%25%20%231%3B%C3%A9%0A.png", "file:///caf%E9.png"]
    assert mime.text() == as_text(paths) == "/a b/50% #1;é\n.png\n/caf?.png"


def test_a_large_picture_is_made_smaller_and_what_is_none_is_not_copied(tmp_path: Path) -> None:
    bitmap = bitmap_of(save(tmp_path / "large.jpg", size=(4000, 1000)))
    assert bitmap is not None
    assert bitmap.image.size().toTuple() == (3072, 768)
    (tmp_path / "none.png").write_bytes(b"no picture")
    assert bitmap_of(tmp_path / "none.png") is None


@pytest.mark.parametrize("kind", ["picture", "files"])
def test_the_program_ends_in_peace_with_it_in_the_clipboard(tmp_path: Path, kind: str) -> None:
    picture = save(tmp_path / "a.png")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(picture), kind],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},  # where the clipboard lasts longest
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert ("image/png" in done.stdout) == (kind == "picture")
    assert ("text/uri-list" in done.stdout) == (kind == "files")
