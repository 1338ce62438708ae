"""The guide's pages as files, for the tests: links, pictures, and what of the menus they name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.gui.guide_pages import HEADING, ORDER, anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
GUIDE = PROJECT / "resources" / "guide"
LANGUAGES = sorted(folder.name for folder in GUIDE.iterdir())
EMPHASISED = re.compile(r"(?<![*\w])\*([^*]+?)\*(?![*\w])")
LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")


def page(language: str, name: str) -> Path:
    return GUIDE / language / f"{name}.md"


def pages() -> Iterator[tuple[str, Path]]:
    for language in LANGUAGES:
        for name in ORDER:
            yield language, page(language, name)


def named_entries(file: Path) -> set[str]:
    """What is told of the menus, as in "Gallery > Update"."""
    named = (" ".join(text.split()) for text in EMPHASISED.findall(file.read_text("utf-8")))
    return {text for text in named if " > " in text}


def pictures(file: Path) -> list[str]:
    return [name for _, name in PICTURE.findall(file.read_text("utf-8"))]


def broken_links(file: Path) -> list[str]:
    """The links of a page to files, or headings of files, that there are not."""
    text = file.read_text("utf-8")
    links = [*LINK.findall(text), *pictures(file)]
    return [link for link in links if "://" not in link and not _leads_somewhere(file, link)]


def _leads_somewhere(file: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = file.parent / path if path else file
    return target.is_file() and (not anchor or anchor in _anchors(target))


def _anchors(file: Path) -> set[str]:
    headings = map(HEADING.match, file.read_text("utf-8").splitlines())
    return {anchor_of(heading[2]) for heading in headings if heading}
