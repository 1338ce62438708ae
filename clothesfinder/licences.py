"""The licences of all that Clothesfinder is made of, with their texts.

They are read from the records of what is installed, so they are those of the versions in use.
"""

from __future__ import annotations

import platform
import re
import sysconfig
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder import __version__
from clothesfinder.installed import is_one_folder
from clothesfinder.licence_notes import ADDED, CARRIED, NO_TEXT, OF_SYSTEM, STATED, TOLD
from clothesfinder.requirements import NAME, normalised, required
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.metadata import Distribution

NO_RECORD = (
    "There is no record here of what Clothesfinder requires, as it was not installed. So the list"
    " lacks all parts that are installed beside it."
)
NOT_FOUND = "These parts are required, and there is no record of them here: {}."
OWN = (
    "Its icons were drawn for it. What its built-in model has learned comes from 3,179 CC0 photos,"
    " and from 259 photos of the sample catalogues Luma and Venia of Magento (OSL-3.0 or AFL-3.0);"
    " no photo is in it."
)
CARRIES = "Its wheel carries {}."
UNSTATED = "as its text says"

TEXT_FILE = re.compile(
    r'^"?((?:[^",\n]*/)?(?:licen[cs]es?|notice|copying|copyright|authors?)(?:[._-][^/",\n]*)?)"?,',
    re.IGNORECASE | re.MULTILINE,
)
"""A line of a wheel's RECORD that names a text on licences."""
NO_TEXT_FILE = (".py", ".pyc", ".pyi", ".h", ".so", ".json", ".html")
CARRIED_FILE = re.compile(
    r'^"?[\w.]+(?:\.libs|/\.dylibs)/([A-Za-z][\w+]*)[^/",\n]*"?,', re.MULTILINE
)
LONGEST_NAME = 60
"""Letters of a licence's name; where a record has more, it is the text of it."""


class Text(NamedTuple):
    """A text on licences."""

    name: str
    text: str


class Part(NamedTuple):
    """Something that Clothesfinder is made of."""

    name: str
    version: str
    licence: str
    """Its name or names, mostly as SPDX has them."""
    homepage: str
    told: str
    """What else is to be known, in English sentences; mostly empty."""
    texts: tuple[Text, ...]

    @property
    def title(self) -> str:
        """Its name, and its version where it has one."""
        return f"{self.name} {self.version}".strip()


class Licences(NamedTuple):
    """All parts, and what is lacking."""

    parts: tuple[Part, ...]
    """Clothesfinder itself, Python, and then all others by their names."""
    lacking: str
    """A sentence on what is not in the list; empty where it is complete."""


def licences() -> Licences:
    """Read all of it; takes about half a second, so it is not for the GUI thread."""
    gathered = {part.name: part for part in _gathered()}
    own = (_clothesfinder(), _python(gathered.pop("Python", None)))
    try:
        found = required()
    except PackageNotFoundError:
        return Licences((*own, *gathered.values()), NO_RECORD)
    installed = (_part(one) for one in found.installed.values())
    others = sorted((*installed, *gathered.values()), key=lambda part: part.name.casefold())
    missing = [name for name in found.missing if not _was_left_out(name)]
    lacking = NOT_FOUND.format(", ".join(missing)) if missing else ""
    return Licences((*own, *others), lacking)


def _was_left_out(name: str) -> bool:
    """Whether a package with all parts in one folder does without this one, as most can."""
    return is_one_folder() and find_spec(name.replace("-", "_")) is None


def texts_of(part: Part) -> Iterator[str]:
    """The lines of its texts, each below its name."""
    for text in part.texts:
        yield ""
        yield f"--- {text.name} ---"
        yield ""
        yield text.text.strip("\n")


def _part(one: Distribution) -> Part:
    name = one.metadata["Name"]
    key = normalised(name)
    record = one.read_text("RECORD") or ""
    texts = [*_own_texts(one, record), *map(_added_text, ADDED.get(key, ()))]
    told = [sentence for table in (TOLD, NO_TEXT) if (sentence := table.get(key))]
    if libraries := carried(record):
        each = [f"{name} ({CARRIED.get(name, UNSTATED)})" for name in libraries]
        told.append(CARRIES.format(", ".join(each)))
    return Part(
        name, one.version, stated_licence(one) or STATED.get(key, UNSTATED),
        _homepage(one), " ".join(told), tuple(_once(texts)),
    )  # fmt: skip


def carried(record: str) -> list[str]:
    """The names of the libraries that a wheel with this RECORD carries in a folder of their own."""
    return sorted(set(CARRIED_FILE.findall(record)))


def stated_licence(one: Distribution) -> str:
    """The licence as its record states it; empty where it does not."""
    if expression := _field(one, "License-Expression"):
        return expression
    field = _field(one, "License")
    if field and field.upper() != "UNKNOWN" and len(field.splitlines()[0]) <= LONGEST_NAME:
        return field.splitlines()[0]
    classified = (line.split(" :: ") for line in one.metadata.get_all("Classifier") or ())
    return ", ".join(words[-1] for words in classified if words[0] == "License")


def _field(one: Distribution, name: str) -> str:
    """A field of its record; empty where there is none."""
    return str(next(iter(one.metadata.get_all(name) or ()), "")).strip()


def _homepage(one: Distribution) -> str:
    links = [link.partition(",")[::2] for link in one.metadata.get_all("Project-URL") or ()]
    named = {label.strip().casefold(): url.strip() for label, url in links}
    wanted = (named.get(label) for label in ("homepage", "source", "repository"))
    first = next(iter(named.values()), "")
    return _field(one, "Home-page") or next(filter(None, wanted), first)


def _own_texts(one: Distribution, record: str) -> Iterator[Text]:
    """The texts that came with it: those that its record names, then others of such names."""
    for name in one.metadata.get_all("License-File") or ():
        text = one.read_text(f"licenses/{name}") or one.read_text(name)
        if text:
            yield Text(name, text)
    for name in TEXT_FILE.findall(record):
        file = Path(str(one.locate_file(name)))
        if file.suffix not in NO_TEXT_FILE and file.is_file():
            yield Text(re.sub(r"^[^/]+\.dist-info/(licenses/)?", "", name), _read(file))


def _once(texts: Iterable[Text]) -> Iterator[Text]:
    """Each text once, by what it says."""
    known: set[str] = set()
    for text in texts:
        words = " ".join(text.text.split())
        if words and words not in known:
            known.add(words)
            yield text


def _clothesfinder() -> Part:
    try:
        text = distribution(NAME).read_text("licenses/LICENSE") or ""
    except PackageNotFoundError:
        text = ""
    beside = Path(__file__).absolute().parent.parent / "LICENSE"
    if beside.is_file():
        text = _read(beside)
    texts = (Text("LICENSE", text),) if text else (_added_text("Apache-2.0"),)
    return Part("Clothesfinder", __version__, "Apache-2.0", "", OWN, texts)


def _python(gathered: Part | None) -> Part:
    """Python itself: the text that came with it, else the one that comes with Clothesfinder."""
    installed = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    if gathered is not None:
        texts = gathered.texts
    elif installed.is_file():
        texts = (Text("LICENSE.txt", _read(installed)),)
    else:
        texts = (_added_text("Python"),)
    version = platform.python_version()
    return Part("Python", version, "PSF-2.0", "https://www.python.org", "", texts)


def _gathered() -> Iterator[Part]:
    """The libraries that are no packages of Python, of a build that has all parts in one folder."""
    for file in sorted(resource("licences").glob("*.txt")):
        text = _read(file)
        known = (OF_SYSTEM[name] for name in OF_SYSTEM if file.stem.split("-")[0] == name)
        stated = set(re.findall(r"^License: *(\S.*)$", text, re.MULTILINE))
        licence = next(known, stated.pop() if len(stated) == 1 else UNSTATED)
        yield Part(file.stem, "", licence, "", "", (Text(file.name, text),))


def _added_text(name: str) -> Text:
    return Text(name, _read(resource(f"licences/texts/{name}.txt")))


def _read(file: Path) -> str:
    return file.read_text("utf-8", errors="replace")
