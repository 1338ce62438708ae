"""The pages of the user's guide: which there are, in the window's language, and what is where."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale

from clothesfinder.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

ORDER = (
    "first-search",
    "galleries",
    "query",
    "results",
    "many-pictures",
    "sharing",
    "moving",
    "troubleshooting",
    "keyboard",
)
"""The pages' names, as they follow each other in the contents."""
ENGLISH = "en"
HEADING = re.compile(r"^(#{1,6}) +(.*)$")
PICTURE = re.compile(r"!\[[^]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^]]*)\]\([^)]*\)")
SIGNS = re.compile(r"[*`|]|^[#>-]+ |\|[-| ]+\|", re.MULTILINE)


class Section(NamedTuple):
    """What is below one heading of a page."""

    page: str
    title: str
    """The heading; the page's own above what is before its first one."""
    anchor: str
    """As links name the heading."""
    text: str
    """What is to be read, without the signs of Markdown."""

    def has(self, words: str) -> bool:
        """Whether each of these words is somewhere in it; capitals do not matter."""
        whole = f"{self.title} {self.text}".casefold()
        return all(word in whole for word in words.casefold().split())


def guide_folder() -> Path:
    """The folder with the guide in the window's language, or in English where there is none."""
    language = QLocale().name().partition("_")[0]
    try:
        return resource(f"guide/{language}")
    except FileNotFoundError:
        return resource(f"guide/{ENGLISH}")


def page_file(name: str) -> Path:
    """The file of one of the pages in ORDER."""
    return guide_folder() / f"{name}.md"


def title_of(file: Path) -> str:
    """What stands above a page."""
    return next(iter(sections_of(file))).title


@cache
def sections_of(file: Path) -> tuple[Section, ...]:
    """A page in sections; the first has the page's own heading."""
    sections: list[Section] = []
    lines: list[str] = []
    title = ""

    def end() -> None:
        if title:
            sections.append(Section(file.stem, title, anchor_of(title), _plain("\n".join(lines))))
        lines.clear()

    for line in file.read_text("utf-8").splitlines():
        if heading := HEADING.match(line):
            end()
            title = _plain(heading[2])
        else:
            lines.append(line)
    end()
    return tuple(sections)


def find(words: str) -> list[Section]:
    """The sections of all pages that have each of these words, in the pages' order."""
    pages = (sections_of(page_file(name)) for name in ORDER)
    return [section for sections in pages for section in sections if section.has(words)]


def anchor_of(title: str) -> str:
    """What a link to a heading is called, as GitHub makes it too."""
    kept = (c for c in unicodedata.normalize("NFC", title).lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")


def _plain(text: str) -> str:
    return " ".join(SIGNS.sub(" ", LINK.sub(r"\1", PICTURE.sub("", text))).split())
