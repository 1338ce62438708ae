"""What Help > About tells of the program, the gallery and the computer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtGui import QGuiApplication

from clothesfinder.gui.language import number
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.index_files import index_file
from clothesfinder.logs import log_folder
from clothesfinder.settings import data_folder
from clothesfinder.this_computer import installed_as, this_computer, versions

if TYPE_CHECKING:
    from clothesfinder.answers import Status
    from clothesfinder.settings import Shared
    from clothesfinder.this_computer import Computer

translate = QCoreApplication.translate

GIBIBYTE = 2**30
NOT_KNOWN_YET = "…"
ON_PROCESSOR = "cpu"


class Group(NamedTuple):
    """Facts that belong together."""

    title: str
    facts: list[tuple[str, str]]
    """What each is about, and what is to be said."""
    is_private: bool
    """Whether it tells of the user's own files: it is shown, and not copied with the versions."""


class Surveyed(NamedTuple):
    """What takes a while to find out; any thread may."""

    versions: dict[str, str]
    computer: Computer


def survey() -> Surveyed:
    """Find it out."""
    return Surveyed(versions(), this_computer())


@dataclass(frozen=True)
class Using:
    """What the window is used with now."""

    model: str
    """In words."""
    gallery: Path | None = None
    shared: Shared | None = None
    status: Status | None = None
    device: str | None = None
    """What the model runs on; None where that is not known yet, empty where it does not tell."""


def groups(using: Using, surveyed: Surveyed | None) -> list[Group]:
    """All facts, in the window's language."""
    return [_model(using), _gallery(using), _files(), *_rest(surveyed)]


def as_text(told: list[Group]) -> str:
    """The facts that may go anywhere, in plain lines."""
    shown = (group for group in told if not group.is_private)
    return "\n".join(f"{about}: {fact}" for group in shown for about, fact in group.facts)


def device_told(device: str | None) -> str:
    """What the model runs on, in words."""
    if device is None:
        return NOT_KNOWN_YET
    if not device:
        return translate("About", "not known")
    if device == ON_PROCESSOR:
        return translate("About", "the processor")
    return translate("About", "the graphics processor: {}").format(device)


def _model(using: Using) -> Group:
    facts = [(translate("About", "Model"), using.model)]
    if using.status is not None and using.status.space:
        facts.append((translate("About", "Its vectors"), readable(using.status.space)))
    facts.append((translate("About", "Runs on"), device_told(using.device)))
    return Group(translate("About", "Search"), facts, is_private=False)


def _gallery(using: Using) -> Group:
    title = translate("About", "Gallery")
    if using.gallery is None:
        none = translate("About", "none is open")
        return Group(title, [(translate("About", "Folder"), none)], is_private=True)
    facts = [(translate("About", "Folder"), readable(str(using.gallery)))]
    if using.shared is None:
        facts.append((translate("About", "Index"), readable(str(index_file(using.gallery)))))
    else:
        facts.append((translate("About", "Index in MongoDB"), readable(using.shared.place)))
        if using.shared.mirrored:
            copy = readable(str(index_file(using.gallery)))
            facts.append((translate("About", "Its copy here"), copy))
    if using.status is not None:
        facts.append((translate("About", "Pictures"), number(using.status.indexed)))
    return Group(title, facts, is_private=True)


def _files() -> Group:
    facts = [
        (translate("About", "Indexes and settings"), readable(str(data_folder()))),
        (translate("About", "Log"), readable(str(log_folder()))),
        (translate("About", "Program"), readable(str(Path(__file__).parent.parent))),
    ]
    return Group(translate("About", "Files"), facts, is_private=True)


def _rest(surveyed: Surveyed | None) -> list[Group]:
    title = translate("About", "Versions")
    if surveyed is None:
        return [Group(title, [("Qt", str(qVersion()))], is_private=False)]
    facts = []
    for name, found in surveyed.versions.items():
        facts.append((name, said(found)))
        if name == "Python":
            facts.append(("Qt", str(qVersion())))
    computer = surveyed.computer
    memory = number(computer.memory / GIBIBYTE, 1) if computer.memory else NOT_KNOWN_YET
    return [
        Group(title, facts, is_private=False),
        Group(
            translate("About", "Computer"),
            [
                (translate("About", "System"), computer.system),
                (translate("About", "Processor"), computer.processor),
                (translate("About", "Cores"), number(computer.cores)),
                (translate("About", "Memory"), translate("About", "{} GB").format(memory)),
                (translate("About", "Window by"), QGuiApplication.platformName()),
                (translate("About", "Installed as"), said(installed_as())),
            ],
            is_private=False,
        ),
    ]
