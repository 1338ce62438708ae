"""What the user chose, and where Clothesfinder keeps its own files."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from clothesfinder.own_file import write_own
from clothesfinder.pace import Pace

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_RECENT = 10


def data_folder() -> Path:
    """The folder of indexes, settings, thumbnails and logs; ``CLOTHESFINDER_DATA`` moves it."""
    chosen = os.environ.get("CLOTHESFINDER_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("clothesfinder", appauthor=False))


def make_private_folder(folder: Path) -> Path:
    """Make a folder, with its parents, that only this user may read; return it."""
    for one in (*reversed(folder.parents), folder):  # mkdir would make parents for all to read
        one.mkdir(mode=0o700, exist_ok=True)
    return folder


def open_private(path: str, flags: int) -> int:
    """Open a file, for `open`, so that one that is made by this only this user may read."""
    return os.open(path, flags, 0o600)


@dataclass(frozen=True)
class Shared:
    """Where in MongoDB a gallery is kept, and what of it is kept here."""

    place: str
    """"hosts/database/name" or "hosts/database.collection/name", never a password."""
    mirrored: bool = False
    """Whether a copy of its index is kept on this computer."""
    copied: float = 0.0
    """When the copy was last brought up to date, in seconds since 1970; 0.0 for never."""


@dataclass(frozen=True)
class Settings:
    """Everything that is kept from one start to the next."""

    recent_galleries: tuple[str, ...] = ()
    """Absolute folders, the last one used first."""
    theme: str = "system"
    """"system", "light" or "dark"."""
    thumbnail_edge: int = 180
    """Pixels, before the screen's scale."""
    window_geometry: str = ""
    """As Qt saved it, in base64."""
    window_state: str = ""
    shared_galleries: dict[str, Shared] = field(default_factory=dict)
    """The galleries in MongoDB, by their folder on this computer."""
    models: dict[str, str] = field(default_factory=dict)
    """The model that was chosen for a gallery, by its folder.

    It is the name of a model, or the path of a model's file of the original scripts. The others go
    by the model that made their vectors.
    """
    largest_picture: int = 180
    """Megapixels; larger pictures are refused before they are decoded."""
    watched_galleries: tuple[str, ...] = ()
    """The folders of those that are kept up to date while the window is open."""
    pace: str = Pace.NORMAL.value
    """How much of the computer indexing takes, by the names of Pace."""
    grouped: bool = False
    """Whether of pictures that are nearly the same only the best match is shown."""
    default_model: str = "builtin"
    """The name of the model that galleries go by which are indexed for the first time."""
    double_click: str = "open"
    """What a double click on a result does: "open" or "similar"."""
    language: str = "system"
    """"system", or the code of the language that the window speaks from its next start, as "de"."""
    launcher_offered: bool = False
    """Whether the window has asked already if it shall be in the applications menu."""

    def with_gallery(self, gallery: Path) -> Settings:
        """The settings with this gallery as the one used last."""
        others = [recent for recent in self.recent_galleries if recent != str(gallery)]
        return replace(self, recent_galleries=(str(gallery), *others)[:MOST_RECENT])

    def without_gallery(self, gallery: Path) -> Settings:
        """The settings with this gallery forgotten."""
        others = tuple(recent for recent in self.recent_galleries if recent != str(gallery))
        forgotten = self.with_shared(gallery, None).with_model(gallery, None)
        forgotten = forgotten.with_watched(gallery, watched=False)
        return replace(forgotten, recent_galleries=others)

    def with_shared(self, gallery: Path, shared: Shared | None) -> Settings:
        """The settings with the gallery at this place in MongoDB, or with None on this computer."""
        return replace(self, shared_galleries=_with(self.shared_galleries, gallery, shared))

    def with_model(self, gallery: Path, model: Path | str | None) -> Settings:
        """The settings with this model for the gallery, by its name or file; with None, none."""
        choice = None if model is None else str(model)
        return replace(self, models=_with(self.models, gallery, choice))

    def is_watched(self, gallery: Path) -> bool:
        """Whether this gallery is kept up to date while the window is open."""
        return str(gallery) in self.watched_galleries

    def with_watched(self, gallery: Path, *, watched: bool) -> Settings:
        """The settings with this gallery kept up to date while the window is open, or not."""
        others = tuple(folder for folder in self.watched_galleries if folder != str(gallery))
        return replace(self, watched_galleries=(*others, str(gallery)) if watched else others)

    def with_folder(self, gallery: Path, folder: Path) -> Settings:
        """The settings with all that is known of the gallery told of this folder in its place."""
        shared = self.shared_galleries.get(str(gallery))
        models = _with(self.models, folder, self.models.get(str(gallery)))
        moved = replace(self, models=models).without_gallery(gallery).with_gallery(folder)
        moved = moved.with_watched(folder, watched=self.is_watched(gallery))
        return moved.with_shared(folder, shared)


def _with(held: dict[str, T], gallery: Path, value: T | None) -> dict[str, T]:
    others = {folder: one for folder, one in held.items() if folder != str(gallery)}
    return others if value is None else {**others, str(gallery): value}


def load_settings() -> Settings:
    """Read the settings; what is missing, unknown or of the wrong type is left at its default."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("the settings cannot be read, defaults are used: %s", error)
        return Settings()
    return Settings(**_kept(stored)) if isinstance(stored, dict) else Settings()


def _kept(stored: dict[str, Any]) -> dict[str, Any]:
    """What of this is known, and of the right type."""
    defaults = Settings()
    kept = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if type(stored.get(field.name)) is type(getattr(defaults, field.name))
    }
    for name in ("recent_galleries", "watched_galleries"):
        if isinstance(folders := stored.get(name), list):
            kept[name] = tuple(folder for folder in folders if isinstance(folder, str))
    shared = {k: _read_shared(value) for k, value in kept.get("shared_galleries", {}).items()}
    kept["shared_galleries"] = {k: value for k, value in shared.items() if value is not None}
    models = kept.get("models", {})
    kept["models"] = {k: model for k, model in models.items() if isinstance(model, str)}
    return kept


def _read_shared(stored: object) -> Shared | None:
    if not isinstance(stored, dict) or not isinstance(stored.get("place"), str):
        return None
    kept = {
        field.name: stored[field.name]
        for field in fields(Shared)
        if type(stored.get(field.name)) is type(getattr(Shared(""), field.name))
    }
    return Shared(**kept)


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all. Raises OSError where the disk does not allow it."""
    make_private_folder(_file().parent)
    write_own(_file(), json.dumps(asdict(settings), indent=2).encode())


def _file() -> Path:
    return data_folder() / "settings.json"
