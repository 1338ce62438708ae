"""What software centres show: valid, and the same as the launcher and the package say."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from clothesfinder import __version__
from clothesfinder.launcher import DESKTOP_ID, MIME_TYPES, desktop_entry

PROJECT = Path(__file__).parent.parent
FILE = PROJECT / "packaging" / "linux" / f"{DESKTOP_ID}.metainfo.xml"
GERMAN = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def component() -> ElementTree.Element:
    return ElementTree.parse(FILE).getroot()


def entry() -> dict[str, str]:
    lines = desktop_entry(["clothesfinder"]).splitlines()[1:]
    return dict(line.split("=", 1) for line in lines if "=" in line)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="needs appstream")
def test_it_is_valid() -> None:
    command = ["appstreamcli", "validate", "--no-net", "--no-color", "--pedantic", str(FILE)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    told = [line for line in checked.stdout.splitlines() if re.match(r"[EWIP]: ", line)]
    # Before 1.0 it was <developer_name>, which is what now is complained of.
    assert [line for line in told if not line.endswith("unknown-tag developer")] == []
    assert checked.returncode == 0


def test_it_says_what_the_launcher_says(component: ElementTree.Element) -> None:
    assert component.findtext("id") == DESKTOP_ID
    assert component.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    assert component.findtext("icon") == entry()["Icon"] == DESKTOP_ID
    assert component.findtext("name") == entry()["Name"]
    assert component.findtext("summary") == entry()["Comment"]
    types = [element.text for element in component.findall("provides/mediatype")]
    assert types == list(MIME_TYPES)
    categories = [element.text for element in component.findall("categories/category")]
    assert categories == entry()["Categories"].strip(";").split(";")


def test_newest_release_is_this_version(component: ElementTree.Element) -> None:
    newest = component.findall("releases/release")[0]
    assert newest.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", newest.get("date", ""))


def test_releases_are_those_of_the_change_log(component: ElementTree.Element) -> None:
    log = (PROJECT / "packaging" / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[(.+?)\] - (\d{4}-\d\d-\d\d)$", log, re.MULTILINE)
    releases = [(one.get("version"), one.get("date")) for one in component.iter("release")]
    assert releases == headings


def test_everything_is_said_in_german_too(component: ElementTree.Element) -> None:
    for path in ("summary", "description/p", "description/ul/li"):
        said = [element.get(GERMAN, "en") for element in component.findall(path)]
        assert said == ["en", "de"] * (len(said) // 2)
        assert said
    description = component.find("description")
    assert description is not None
    assert "Kleidungsstücks" in "".join(description.itertext())
