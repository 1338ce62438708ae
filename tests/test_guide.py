"""The pages for people hold together: links, pictures, languages, versions."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from clothesfinder import __version__
from clothesfinder.gui.guide_pages import ORDER, anchor_of, sections_of
from tests.guide import GUIDE, LANGUAGES, PROJECT, broken_links, page, pages, pictures

if TYPE_CHECKING:
    from pathlib import Path

PHOTOS = PROJECT.parent / "shared" / "data" / "gallery"
MOST_BYTES = 2 * 10**6
DOCS = [*(PROJECT / "resources" / "docs").glob("*.md"), *(PROJECT / "packaging").glob("*.md")]
COARSE = 64, 48


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PROJECT / "packaging"))
    return importlib.import_module("guide_pictures")


@pytest.mark.parametrize(
    "file",
    [PROJECT / "README.md", *DOCS, *(file for _, file in pages())],
    ids=lambda file: file.relative_to(PROJECT).as_posix(),
)
def test_links_lead_somewhere(file: Path) -> None:
    assert broken_links(file) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# A head-line, here!\n")
    file = tmp_path / "a.md"
    file.write_text("[x](b.md) [y](b.md#a-head-line-here) ![p](p.png) [z](b.md#other) [w](c.md)")
    assert broken_links(file) == ["b.md#other", "c.md", "p.png"]


def test_every_language_has_all_pages() -> None:
    assert {"de", "en"} <= set(LANGUAGES)
    for language in LANGUAGES:
        assert {file.stem for file in (GUIDE / language).glob("*.md")} == set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_the_languages_tell_the_same(name: str) -> None:
    english, *others = (page(language, name) for language in ("en", *LANGUAGES))
    for other in others:
        assert len(sections_of(other)) == len(sections_of(english))
        assert pictures(other) == pictures(english)
        for sign in ("\n- ", "\n| ", "\n1. ", "](../../docs/"):
            assert other.read_text("utf-8").count(sign) == english.read_text("utf-8").count(sign)


def test_every_picture_is_there_is_shown_and_is_made_by_the_script(script: Any) -> None:
    made = {f"{name}.webp" for name in script.PICTURES}
    readme = (PROJECT / "README.md").read_text("utf-8")
    for language in LANGUAGES:
        shown = {name for told, file in pages() if told == language for name in pictures(file)}
        shown |= {f"pictures/{name}" for name in made if f"guide/en/pictures/{name})" in readme}
        stored = {f"pictures/{file.name}" for file in (GUIDE / language / "pictures").iterdir()}
        assert shown == stored == {f"pictures/{name}" for name in made}


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in GUIDE.rglob("*.webp")) < MOST_BYTES


def test_every_picture_is_told_of_in_words() -> None:
    for _, file in pages():
        assert "![](" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("What counts", "what-counts"), ("Was zählt", "was-zählt"), ("A, b & c: d", "a-b--c-d")],
)
def test_anchors_are_those_of_github(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_the_changelog_begins_with_this_version() -> None:
    told = (PROJECT / "packaging" / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[(.+?)\]", told, re.MULTILINE)
    assert versions[0] == __version__


def test_the_readme_says_the_two_commands_first() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert readme.index("    sh packaging/start.sh ") < 800
    assert readme.index("    sh packaging/test.sh ") < 900
    assert len(readme.splitlines()) < 140


@pytest.mark.slow
@pytest.mark.skipif(not PHOTOS.is_dir(), reason="needs the photos that are not in the repository")
def test_the_pictures_show_the_window_as_it_is(tmp_path: Path) -> None:
    """The stored pictures are those that the script would take now, but for times and the like."""
    command = [sys.executable, "packaging/guide_pictures.py", str(PHOTOS), str(tmp_path)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, timeout=1200)
    taken = {file.relative_to(tmp_path): file for file in tmp_path.rglob("*.webp")}
    assert set(taken) == {file.relative_to(GUIDE) for file in GUIDE.rglob("*.webp")}
    stale = {name.as_posix() for name, file in taken.items() if not _is_like(file, GUIDE / name)}
    assert stale == set()


def _is_like(taken: Path, stored: Path) -> bool:
    with Image.open(taken) as one, Image.open(stored) as other:
        sizes = np.array([one.size, other.size])
        looks = [np.asarray(image.convert("L").resize(COARSE), float) for image in (one, other)]
    return bool(
        (np.abs(sizes[0] - sizes[1]) <= 24).all() and np.abs(looks[0] - looks[1]).mean() < 6
    )
