"""What the user chose, and where Clothesfinder keeps its own files."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import platformdirs

log = logging.getLogger(__name__)

MOST_RECENT = 10


def data_folder() -> Path:
    """The folder of indexes, settings, thumbnails and logs; ``CLOTHESFINDER_DATA`` moves it."""
    chosen = os.environ.get("CLOTHESFINDER_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir("clothesfinder", appauthor=False))


def make_private_folder(folder: Path) -> Path:
    """Make a folder, with its parents, that only this user may read; return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Settings:
    """Everything that is kept from one start to the next."""

    recent_galleries: tuple[str, ...] = ()
    """Absolute folders, the last one used first."""
    theme: str = "system"
    """"system", "light" or "dark"."""
    thumbnail_edge: int = 180
    """Pixels, before the screen's scale."""
    results: int = 50
    window_geometry: str = ""
    """As Qt saved it, in base64."""
    window_state: str = ""
    shared_galleries: dict[str, str] = field(default_factory=dict)
    """Folders of the galleries in MongoDB: "hosts/database/name" of each, never a password."""

    def with_gallery(self, gallery: Path) -> Settings:
        """The settings with this gallery as the one used last."""
        others = [recent for recent in self.recent_galleries if recent != str(gallery)]
        return replace(self, recent_galleries=(str(gallery), *others)[:MOST_RECENT])

    def without_gallery(self, gallery: Path) -> Settings:
        """The settings with this gallery forgotten."""
        others = tuple(recent for recent in self.recent_galleries if recent != str(gallery))
        return replace(self, recent_galleries=others).with_place(gallery, None)

    def with_place(self, gallery: Path, place: str | None) -> Settings:
        """The settings with the gallery at this place in MongoDB, or with None on this computer."""
        places = {
            folder: at for folder, at in self.shared_galleries.items() if folder != str(gallery)
        }
        if place is not None:
            places[str(gallery)] = place
        return replace(self, shared_galleries=places)


def load_settings() -> Settings:
    """Read the settings; what is missing, unknown or of the wrong type is left at its default."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        log.warning("the settings cannot be read, defaults are used: %s", error)
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    defaults = Settings()
    kept = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if type(stored.get(field.name)) is type(getattr(defaults, field.name))
    }
    recent = stored.get("recent_galleries")
    if isinstance(recent, list):
        kept["recent_galleries"] = tuple(folder for folder in recent if isinstance(folder, str))
    shared = kept.get("shared_galleries", {})
    kept["shared_galleries"] = {k: place for k, place in shared.items() if isinstance(place, str)}
    return Settings(**kept)


def save_settings(settings: Settings) -> None:
    """Write the settings, whole or not at all. Raises OSError where the disk does not allow it."""
    folder = make_private_folder(_file().parent)
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as file:
        json.dump(asdict(settings), file, indent=2)
    Path(file.name).replace(_file())


def _file() -> Path:
    return data_folder() / "settings.json"
