"""The file:// addresses that file managers and desktops hand over, as paths."""

from __future__ import annotations

import os
import sys
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QUrl


def local_path(address: str) -> str | None:
    """Return the path that a ``file:`` address names; None where it is no such address.

    Names that are not Unicode keep their bytes, surrogate-escaped: ``QUrl.toLocalFile`` would
    change them, and the file would not be found.
    """
    if address[:5].lower() != "file:":
        return None
    if sys.platform == "win32":
        path = QUrl(address).toLocalFile()
    else:  # what stands as the host is this machine's own name, if anything
        path = os.fsdecode(unquote_to_bytes(urlsplit(address).path))
    return path if path and "\0" not in path else None
