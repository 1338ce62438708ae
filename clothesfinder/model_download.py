"""Brings the files of a model to this computer: on request only, and checked before they count."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import socket
import ssl
from contextlib import closing, contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from clothesfinder import __version__
from clothesfinder.model_files import READ_AT_ONCE, is_installed
from clothesfinder.problem import Problem
from clothesfinder.settings import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    from clothesfinder.model_files import Model, ModelFile

TIMEOUT = 15.0
"""Seconds without a byte after which the other side is given up."""
PIECE = 1 << 17
"""Bytes between two steps of the job at most: a cancel waits for no more."""
LEEWAY = 1.02
"""How much larger than stated a file may be."""
SPARE = 200_000_000
"""Bytes of the drive that are left alone."""
PARTIAL = ".part"
NOT_SATISFIABLE = 416

OFFLINE = (
    "“{}” cannot be downloaded, because {} cannot be reached. Check the connection to the internet,"
    " then try again."
)
UNSAFE = (
    "“{}” was not downloaded, because the connection to {} is not safe. Check the date of this"
    " computer, or try in another network."
)
GONE = "“{}” is not published at {} any more. A newer Clothesfinder may know where it is."
REFUSED = "{1} does not hand out “{0}” now (it answers {2}). Try again later."
TWICE = (
    "“{}” is being downloaded by another program, too. Wait until that is done, then look again."
)
BROKEN_OFF = "The download of “{}” broke off. What has arrived is kept: try again to go on."
WRONG = (
    "What {1} sent is not the published file of “{0}”, so it was deleted. Try again, and if that"
    " does not help, in another network."
)
NO_ROOM = "“{}” needs {} of room on the drive of {}, which has {}. Make room, then try again."
NOT_WRITTEN = "“{}” cannot be written to {}: {}."


class Fetched(NamedTuple):
    """How far a download is, in bytes."""

    done: int
    total: int


def download(model: Model) -> Generator[Fetched, None, None]:
    """Download what is missing of a model, and check it.

    A file has its name only once it is whole and right. Broken off or cancelled, what has arrived
    is kept beside it, and the next run goes on from there. Raises Problem.
    """
    if is_installed(model):
        return
    try:
        _check_room(model)
        yield from _fetch_all(model)
    finally:
        with suppress(OSError):  # where something has arrived
            model.folder.rmdir()


def _fetch_all(model: Model) -> Generator[Fetched, None, None]:
    done = 0
    for file in model.files:
        if not (model.folder / file.name).is_file():
            for arrived in _fetch(model, file):
                yield Fetched(min(done + arrived, model.size), model.size)
        done += file.size
        yield Fetched(done, model.size)


def readable_size(size: float) -> str:
    """Tell a number of bytes to a person, such as "114 MB"."""
    return f"{size / 1e6:.0f} MB" if size < 999.5e6 else f"{size / 1e9:.1f} GB"


def _check_room(model: Model) -> None:
    """Make the model's folder. Raises Problem where the drive has no room for the model."""
    with _plain_errors(model):
        make_private_folder(model.folder)
        free = shutil.disk_usage(model.folder).free
        here = sum(file.stat().st_size for file in model.folder.iterdir())
    needed = model.size - here + SPARE
    if free < needed:
        told = readable_size(needed), model.folder, readable_size(free)
        raise Problem(NO_ROOM.format(model.title, *told))


def _fetch(model: Model, file: ModelFile) -> Generator[int, None, None]:
    """Download one file; yields how many bytes of it are here."""
    part = model.folder / (file.name + PARTIAL)
    with _plain_errors(model, file), _without_empty(part):
        resumed = part.exists() and part.stat().st_size > 0
        digest = yield from _receive(model, file, part)
        if resumed and not digest.startswith(file.sha256):  # what was there may be at fault
            part.unlink()
            digest = yield from _receive(model, file, part)
        if not digest.startswith(file.sha256):
            part.unlink()
            raise Problem(WRONG.format(model.title, _host(file)))
        whole = model.folder / file.name
        if part.exists() or not whole.is_file():  # else another program has just done it
            part.replace(whole)


def _receive(model: Model, file: ModelFile, part: Path) -> Generator[int, None, str]:
    """Receive what is missing of the partial file.

    Gives the SHA-256 of the whole in hexadecimal, or nothing where it is too large to be right.
    """
    digest = hashlib.sha256()
    most = round(file.size * LEEWAY) + PIECE
    with part.open("a+b") as kept:
        yield 0
        kept.seek(0)
        while piece := kept.read(READ_AT_ONCE):
            digest.update(piece)
            yield kept.tell()
        if digest.hexdigest().startswith(file.sha256):  # it was broken off just before its name
            return digest.hexdigest()
        with closing(_open(file, kept.tell())) as response:
            if kept.tell() and response.status != 206:  # the other side begins anew
                kept.seek(0)
                kept.truncate()
                digest = hashlib.sha256()
            arrived = kept.tell()
            expected = arrived + _length(response)
            while piece := response.read1(PIECE):
                if arrived + len(piece) > most:
                    return ""
                if os.fstat(kept.fileno()).st_size != arrived:
                    raise Problem(TWICE.format(model.title))
                kept.write(piece)
                kept.flush()
                digest.update(piece)
                arrived += len(piece)
                yield arrived
        if arrived < expected:
            raise Problem(BROKEN_OFF.format(model.title))
        os.fsync(kept.fileno())
    return digest.hexdigest()


def _open(file: ModelFile, have: int) -> HTTPResponse:
    """Ask for a file, from this byte on."""
    headers = {"User-Agent": f"Clothesfinder/{__version__}"}
    if have:
        headers["Range"] = f"bytes={have}-"
    opener = build_opener(_SafeRedirects)
    try:
        response: HTTPResponse = opener.open(Request(file.url, headers=headers), timeout=TIMEOUT)
    except HTTPError as error:
        if have and error.code == NOT_SATISFIABLE:  # all of it is here, or more
            return _open(file, 0)
        raise
    return response


class _SafeRedirects(HTTPRedirectHandler):
    """Follows to no address that is less safe than the first one."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        """Give the request to go on with."""
        if urlsplit(newurl).scheme not in {"https", req.type}:
            raise HTTPError(newurl, code, "a redirect to an unsafe address", headers, fp)  # type: ignore[arg-type]
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _length(response: HTTPResponse) -> int:
    """How many bytes are to come, as far as is told."""
    return int(response.headers.get("Content-Length") or 0)


def _host(file: ModelFile) -> str:
    return urlsplit(file.url).hostname or file.url


@contextmanager
def _without_empty(part: Path) -> Iterator[None]:
    """Leave no partial file behind that nothing has arrived of."""
    try:
        yield
    finally:
        if part.exists() and not part.stat().st_size:
            part.unlink()


@contextmanager
def _plain_errors(model: Model, file: ModelFile | None = None) -> Iterator[None]:
    """Tell what fails on the way or on the drive as a Problem."""
    host = _host(file) if file else ""
    try:
        yield
    except HTTPError as error:
        error.close()
        if error.code in {401, 403, 404, 410}:
            raise Problem(GONE.format(model.title, host)) from error
        raise Problem(REFUSED.format(model.title, host, error.code)) from error
    except URLError as error:
        told = UNSAFE if isinstance(error.reason, ssl.SSLError) else OFFLINE
        raise Problem(told.format(model.title, host)) from error
    except (HTTPException, TimeoutError, ConnectionError, socket.gaierror, ssl.SSLError) as error:
        raise Problem(BROKEN_OFF.format(model.title)) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            left = readable_size(shutil.disk_usage(model.folder).free)
            needed = readable_size(model.size)
            raise Problem(NO_ROOM.format(model.title, needed, model.folder, left)) from error
        reason = error.strerror or "the drive does not say why"
        raise Problem(NOT_WRITTEN.format(model.title, model.folder, reason)) from error
