"""What macOS is told of the bundle, as far as it can be checked on another system."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path
from typing import Any

import pytest

from clothesfinder.launcher import DESKTOP_ID, MIME_TYPES

MACOS = Path(__file__).parent.parent / "packaging" / "macos"
TYPES = {
    "inode/directory": {"public.folder"},
    "image/jpeg": {"public.jpeg"},
    "image/png": {"public.png"},
    "image/webp": {"org.webmproject.webp"},
    "image/bmp": {"com.microsoft.bmp"},
    "image/gif": {"com.compuserve.gif"},
    "image/tiff": {"public.tiff"},
    "image/heif": {"public.heif", "public.heic"},
    "image/avif": {"public.avif"},
}
"""How macOS calls what the launchers of the other systems open."""


@pytest.fixture
def facts() -> dict[str, Any]:
    facts: dict[str, Any] = plistlib.loads((MACOS / "Info.plist").read_bytes())
    return facts


def test_it_is_the_same_program(facts: dict[str, Any]) -> None:
    assert facts["CFBundleIdentifier"] == DESKTOP_ID
    assert facts["NSHighResolutionCapable"] is True
    assert re.fullmatch(r"\d+\.\d+", facts["LSMinimumSystemVersion"])
    # These are the frozen build's to say: here they would grow old.
    for name in ("CFBundleVersion", "CFBundleShortVersionString", "CFBundleExecutable"):
        assert name not in facts


def test_it_opens_what_the_others_open(facts: dict[str, Any]) -> None:
    documents = facts["CFBundleDocumentTypes"]
    opened = [kind for document in documents for kind in document["LSItemContentTypes"]]
    assert set(opened) == set().union(*(TYPES[kind] for kind in MIME_TYPES))
    assert len(opened) == len(set(opened))


def test_it_is_made_the_default_of_nothing(facts: dict[str, Any]) -> None:
    for document in facts["CFBundleDocumentTypes"]:
        assert document["CFBundleTypeRole"] == "Viewer"
        assert document["LSHandlerRank"] == "Alternate"


def test_what_is_asked_is_asked_in_german_too(facts: dict[str, Any]) -> None:
    text = (MACOS / "de.lproj" / "InfoPlist.strings").read_text("utf-8")
    german = dict(re.findall(r'^"(\w+)" = "([^"]+)";$', text, re.MULTILINE))
    asked = {name: said for name, said in facts.items() if name.endswith("UsageDescription")}
    assert len(asked) == 5
    assert german.keys() == asked.keys()
    assert facts["CFBundleLocalizations"] == ["en", "de"]
