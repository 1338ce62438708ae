"""Fetches a picture from the web: only one whose address the user gave, and nothing beside it.

The other side learns what any server does of whoever asks (where from), and the name of this
program: no cookies, no referrer, no login.
"""

from __future__ import annotations

import ssl
from contextlib import closing, contextmanager
from http.client import HTTPException, HTTPResponse, InvalidURL
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from clothesfinder import __version__
from clothesfinder.images import begins_like_a_picture, open_picture
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

SCHEMES = ("http", "https")
MOST_BYTES = 50_000_000
MOST_SECONDS = 60.0
"""For all of it. Whoever runs the job sees to that: a step may hang on the other side."""
SILENCE = 10.0
"""Seconds without a byte after which the other side is given up."""
PIECE = 1 << 16
"""Bytes between two steps of the job at most."""
TELLING = 16
"""Bytes by which it can be told whether what comes is a picture."""
MOST_REDIRECTS = 5
CHECKED_EDGE = 64
"""To see that a picture can be opened, it need not be opened in full detail."""

NO_ADDRESS = "That is not the address of a picture on the web."
OFFLINE = (
    "The picture cannot be fetched, because {} cannot be reached. Check the connection to the"
    " internet, then try again."
)
UNSAFE = (
    "The picture was not fetched, because the connection to {} is not safe. Save it with the"
    " browser, then drop its file."
)
GONE = "There is no such picture at {} any more."
WITHHELD = (
    "{} does not hand the picture out to other programs. Save it with the browser, then drop its"
    " file."
)
REFUSED = "{} does not hand the picture out now (it answers {}). Try again later."
ASTRAY = (
    "{} sends on to another address that is not followed. Save the picture with the browser, then"
    " drop its file."
)
TOO_LARGE = (
    f"The picture at {{}} has more than {MOST_BYTES // 10**6} MB, which is not fetched. Save it"
    " with the browser, then drop its file."
)
TOO_SLOW = "{} takes too long to send the picture. Try again, or save it and drop its file."
BROKEN_OFF = "The picture from {} broke off on its way. Try again."
A_PAGE = (
    "This address at {} is that of a web page, not of a picture. Drop the picture itself, or copy"
    " it and paste it here."
)
NO_PICTURE = "What {} sent is not a picture, or of a kind that cannot be read here."


class Received(NamedTuple):
    """How much of a picture is here, in bytes."""

    done: int
    total: int
    """0 where the other side does not tell."""


def host_of(address: str) -> str:
    """Return who is asked for what is at this address, as one would tell it to a person."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def name_of(address: str) -> str:
    """Return what to call the picture at this address: its file's name, or else who has it."""
    path = unquote(urlsplit(address).path)
    return path.rpartition("/")[2].strip() or host_of(address)


def fetch(address: str) -> Generator[Received, None, bytes]:
    """Fetch the picture at an ``http`` or ``https`` address; gives the bytes of its file.

    What comes is told by its content, and given up as soon as it is seen to be no picture, or too
    large. Raises Problem.
    """
    host = host_of(address)
    yield Received(0, 0)
    with _plain_errors(host):
        request = _request(address)
        with closing(_opener().open(request, timeout=SILENCE)) as response:
            data = yield from _receive(response, host)
    open_picture(data, CHECKED_EDGE)
    return data


def _receive(response: HTTPResponse, host: str) -> Generator[Received, None, bytes]:
    total = response.length or 0
    if total > MOST_BYTES:
        raise Problem(TOO_LARGE.format(host))
    data = bytearray()
    is_told = False
    while piece := response.read1(PIECE):
        data += piece
        if len(data) > MOST_BYTES:
            raise Problem(TOO_LARGE.format(host))
        if not is_told and len(data) >= TELLING:
            _check_kind(response, bytes(data[:TELLING]), host)
            is_told = True
        yield Received(len(data), total)
    if len(data) < total:
        raise Problem(BROKEN_OFF.format(host))
    if not is_told:
        _check_kind(response, bytes(data), host)
    return bytes(data)


def _check_kind(response: HTTPResponse, beginning: bytes, host: str) -> None:
    if not begins_like_a_picture(beginning):
        is_page = response.headers.get_content_type() in {"text/html", "application/xhtml+xml"}
        raise Problem((A_PAGE if is_page else NO_PICTURE).format(host))


def _request(address: str) -> Request:
    parts = urlsplit(address)
    is_web = parts.scheme in SCHEMES and parts.hostname and parts.port != 0
    if not is_web or "@" in parts.netloc:  # a login that is written in an address is not sent
        raise Problem(NO_ADDRESS)
    headers = {
        "User-Agent": f"Clothesfinder/{__version__}",
        "Accept": "image/*,*/*;q=0.1",
        "Accept-Encoding": "identity",
    }
    return Request(address, headers=headers)


def _opener() -> OpenerDirector:
    """What asks the web, by way of the system's proxy: it knows no files and no other schemes."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(HTTPRedirectHandler):
    """Follows a few times, and to no address that is less safe than the one before."""

    max_redirections = MOST_REDIRECTS

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> Request | None:
        """Give the request to go on with."""
        parts = urlsplit(newurl)
        if parts.scheme not in {"https", req.type} or "@" in parts.netloc:
            raise HTTPError(newurl, code, "a redirect to an unsafe address", headers, fp)  # type: ignore[arg-type]
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


@contextmanager
def _plain_errors(host: str) -> Iterator[None]:
    """Tell what fails on the way as a Problem."""
    try:
        yield
    except HTTPError as error:
        error.close()
        raise Problem(_refusal(host, error.code)) from error
    except URLError as error:
        told = UNSAFE if isinstance(error.reason, ssl.SSLError) else OFFLINE
        raise Problem(told.format(host)) from error
    except TimeoutError as error:
        raise Problem(TOO_SLOW.format(host)) from error
    except (InvalidURL, ValueError) as error:  # what is no address, in one of many ways
        raise Problem(NO_ADDRESS) from error
    except (HTTPException, OSError) as error:
        raise Problem(BROKEN_OFF.format(host)) from error


def _refusal(host: str, code: int) -> str:
    if code in {404, 410}:
        return GONE.format(host)
    if code in {401, 402, 403, 406, 451}:
        return WITHHELD.format(host)
    if 300 <= code < 400:
        return ASTRAY.format(host)
    return REFUSED.format(host, code)
