"""The addresses that other programs hand over: those of files as paths, and those of the web."""

from __future__ import annotations

import os
import sys
from urllib.parse import unquote_to_bytes, urlsplit

from PySide6.QtCore import QUrl

from clothesfinder.web_picture import SCHEMES

THIS_COMPUTER = ("file://localhost/", "file://127.0.0.1/")


def local_path(address: str) -> str | None:
    """Return the path that a ``file:`` address names; None where it is no such address.

    Names that are not Unicode keep their bytes, surrogate-escaped: ``QUrl.toLocalFile`` would
    change them, and the file would not be found.
    """
    if address[:5].lower() != "file:":
        return None
    if sys.platform == "win32":
        for own in THIS_COMPUTER:  # else it would be a network's computer of that name
            if address.lower().startswith(own):
                address = f"file:///{address[len(own) :]}"
        path = QUrl(address).toLocalFile()
    else:  # what stands as the host is this machine's own name, if anything
        path = os.fsdecode(unquote_to_bytes(_path_in(address)))
    return path if path and "\0" not in path else None


def web_address(text: str) -> str | None:
    """Return the address on the web that this is, fit to be asked for; None where it is none.

    A login in it is left out: it is nothing to send to where a picture comes from.
    """
    if not text.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
        return None
    url = QUrl(text)
    if not url.isValid() or not url.host():
        return None
    parts = urlsplit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl()


def _path_in(address: str) -> str:
    """What stands between the host and the end; of an address nobody can read, nothing."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
