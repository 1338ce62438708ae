"""A contact sheet: one page of HTML with small pictures in it, to be looked at, sent and printed.

It needs nothing else: the pictures are in it, it has no script, and it asks nobody for anything.
"""

from __future__ import annotations

import base64
import time
from contextlib import closing
from functools import lru_cache, partial
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder import __version__
from clothesfinder.ahead import Ahead
from clothesfinder.calibration import WEAK
from clothesfinder.contact_sheet_style import STYLE
from clothesfinder.cropping import cut_part
from clothesfinder.names import readable
from clothesfinder.orientation import UPRIGHT, Orientation
from clothesfinder.pace import Pace
from clothesfinder.problem import Problem
from clothesfinder.store import WHOLE, Box
from clothesfinder.thumbnail_sharing import as_jpeg

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from clothesfinder.export import Sheet
    from clothesfinder.findings import Finding
    from clothesfinder.query import Query
    from clothesfinder.store import Match

EDGE = 200
"""The longest side of a picture on the sheet, in pixels; shown smaller, so that it is sharp."""
MANY, EDGE_OF_MANY = 1000, 120
"""Of more findings than that pictures are so small, for a browser has all of them to read."""
KEPT = 500
"""Pictures that are kept, for one may be like many queries."""
SUPPLIED_AT_ONCE = 20
"""Findings whose missing pictures are asked for together."""
MOST_SUPPLIED = 1
"""Megapixels of a small picture that others put into a database."""
NOT_HERE = "Not on this computer"
NOT_SHOWN = "Cannot be shown"
NO_MATCHES = "Nothing was found."

HEAD = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Clothesfinder {version}">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="{kind}">
<header>
<h1>{title}</h1>
<p>{told}</p>
{notes}</header>
<main>
"""
FOOT = """\
</main>
<footer><p>Clothesfinder {version}, <time>{made}</time></p></footer>
</body>
</html>
"""


class _Small(NamedTuple):
    """A picture made small, or why there is none."""

    address: str = ""
    """That the picture is in."""
    width: int = 0
    height: int = 0
    trouble: str = ""


class _Supplied(NamedTuple):
    """A finding, with JPEGs by path of pictures that are not here."""

    finding: Finding
    jpegs: Mapping[str, bytes]


def pieces_of(sheet: Sheet) -> Generator[tuple[int, str], None, None]:
    """Give the page in pieces, each with how many findings are told by then; all of it is text.

    Threads make the pictures small, a little ahead.
    """
    writer = _Writer(sheet)
    yield 0, writer.head()
    done = 0
    with closing(Ahead(Pace.NORMAL)) as ahead:
        for piece in ahead.results(writer.finding, _supplied(sheet)):
            done += piece is not None
            yield done, piece or ""
    yield done, writer.foot()


class _Writer:
    """Writes the parts of one page. Threads may do so at once."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._said = sheet.said
        self._edge = EDGE if len(sheet.findings) <= MANY else EDGE_OF_MANY
        self._small = lru_cache(KEPT)(partial(_small, self._edge))
        self._now = time.localtime()

    def head(self) -> str:
        """All before the first finding."""
        sheet = self._sheet
        notes = "".join(f'<p class="note">{_text(self._said(note))}</p>\n' for note in sheet.notes)
        made = _time(self._now)
        return HEAD.format(
            version=escape(__version__),
            title=_text(self._said(sheet.title)),
            language=sheet.language,
            style=STYLE,
            kind="look-up" if sheet.is_look_up else "search",
            told=f"{_text(str(sheet.gallery))}<br>{made}",
            notes=notes,
        )

    def foot(self) -> str:
        """All behind the last finding."""
        return FOOT.format(version=escape(__version__), made=_time(self._now))

    def finding(self, one: _Supplied) -> str:
        """One query with its matches."""
        finding, supplied = one
        matches = "".join(self._match(finding, match, supplied) for match in finding.matches)
        if finding.reason:
            answer = f'<p class="reason">{_text(self._said(finding.reason))}</p>'
        elif matches:
            answer = f'<ol class="matches">{matches}</ol>'
        else:
            answer = f'<p class="reason">{_text(self._said(NO_MATCHES))}</p>'
        return f'<section class="finding">{self._query(finding)}{answer}</section>\n'

    def _query(self, finding: Finding) -> str:
        query = finding.query
        name = _text(query.name)
        told = f"<h2>{name}</h2>"
        for term in query.others:
            sign = "+" if term.weight > 0 else "\N{MINUS SIGN}"
            name = term.name if term.text is None else f"“{term.text}”"
            told += f"<p>{sign} {_text(name)}</p>"
        if self._sheet.is_look_up:
            verdict = finding.verdict
            told += f'<p class="verdict {verdict.key}">{_text(self._said(verdict.title))}</p>'
        if isinstance(query.source, Path):
            told += _link(query.source)
        return (
            f'<figure class="query">{self._query_tile(query)}'
            f"<figcaption>{told}</figcaption></figure>"
        )

    def _query_tile(self, query: Query) -> str:
        if query.text is not None:
            return f'<div class="tile words">“{_text(query.text)}”</div>'
        if not query.source:
            return f'<div class="tile">{_text(self._said(NOT_SHOWN))}</div>'
        return self._tile(self._small(query.source, query.box, query.orientation), query.name)

    def _match(self, finding: Finding, match: Match, supplied: Mapping[str, bytes]) -> str:
        path = self._sheet.gallery / match.path
        jpeg = supplied.get(match.path)
        small = (
            self._small(path) if jpeg is None else _small(self._edge, jpeg, largest=MOST_SUPPLIED)
        )
        word = finding.word(match)
        told = f" {_text(self._said(word))}" if word else ""
        kind = ' class="weak"' if word == WEAK else ""
        return (
            f"<li{kind}><figure>{self._tile(small, path.name)}<figcaption>"
            f"<p><b>{match.score:z.2f}</b>{told}</p><p>{_text(path.name)}</p>{_link(path)}"
            "</figcaption></figure></li>"
        )

    def _tile(self, small: _Small, name: str) -> str:
        if small.trouble:
            return f'<div class="tile">{_text(self._said(small.trouble))}</div>'
        size = f'width="{small.width}" height="{small.height}"'
        image = f'<img src="{small.address}" alt="{_text(name)}" {size}>'
        return f'<div class="tile">{image}</div>'


def _link(path: Path) -> str:
    """A link to a file, with all of its path as text."""
    address = escape(path.as_uri())
    return f'<p class="path"><a href="{address}">{_text(str(path))}</a></p>'


def _text(text: str) -> str:
    """Text as HTML has it, be it the name of a file that is no text."""
    return escape(readable(text))


def _time(when: time.struct_time) -> str:
    return time.strftime("%Y-%m-%d %H:%M", when)


def _supplied(sheet: Sheet) -> Iterator[_Supplied]:
    """The findings, with small pictures of those matches that have no file here."""
    findings = iter(sheet.findings)
    while some := list(islice(findings, SUPPLIED_AT_ONCE)):
        supplied: Mapping[str, bytes] = {}
        if sheet.supply is not None:
            paths = {match.path for finding in some for match in finding.matches}
            missing = sorted(path for path in paths if not (sheet.gallery / path).exists())
            supplied = sheet.supply(missing) if missing else {}
        for finding in some:
            yield _Supplied(finding, supplied)


def _small(
    edge: int,
    source: Path | bytes,
    box: Box = WHOLE,
    orientation: Orientation = UPRIGHT,
    largest: int | None = None,
) -> _Small:
    """Make this part of a picture, held so, small."""
    try:
        part = cut_part(source, box, orientation, edge, largest).image
    except Problem:
        is_gone = isinstance(source, Path) and not source.exists()
        return _Small(trouble=NOT_HERE if is_gone else NOT_SHOWN)
    jpeg = as_jpeg(part, edge)
    address = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return _Small(address, *part.size)
