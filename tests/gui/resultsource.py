"""Results to drag from, in a program of its own: python resultsource.py FOLDER TITLE.

After a drag to another program a window that comes later may not get the keyboard, where there is
no window manager; so that is not done in the program that runs the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from clothesfinder.gui.grid import Results
from clothesfinder.gui.thumbnails import Thumbnails
from clothesfinder.store import WHOLE, Match

if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    folder = Path(sys.argv[1])
    names = sorted(path.name for path in folder.iterdir())
    results = Results(Thumbnails(None))
    results.setWindowTitle(sys.argv[2])
    results.setGeometry(0, 20, 400, 500)
    results.show_matches(folder, [Match(name, WHOLE, 0.5) for name in names])
    results.selectAll()
    results.show()
    sys.exit(application.exec())
