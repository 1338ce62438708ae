"""Whether all of the program is there and works on this computer: `clothesfinder --self-check`.

It is for who has just made a package, or installed one: it needs no pictures, no display and no
network, and touches nothing of the user's.
"""

from __future__ import annotations

import importlib
import logging
import os
import tempfile
from contextlib import closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from clothesfinder.embedder import Embedder

log = logging.getLogger(__name__)

PARTS = {
    "numpy": "numpy",
    "torch": "torch",
    "torchvision": "torchvision",
    "PIL": "pillow",
    "pi_heif": "pi-heif",
    "numkong": "numkong",
    "packaging": "packaging",
    "pymongo": "pymongo",
    "dns": "dnspython",
    "keyring": "keyring",
    "platformdirs": "platformdirs",
    "watchdog": "watchdog",
    "PySide6": "PySide6-Essentials",
    "qasync": "qasync",
}
"""What is imported, and by which name it was installed."""
FILES = (
    *("icons/256.png", "docs/scores.md", "licences/texts/LGPL-3.0.txt"),
    *("model/learned.npz", "self_check/shirt.heic"),
)
WRITTEN = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "AVIF")
"""Formats that Pillow writes, too; HEIC comes from a file."""
SAME = 0.95
"""Cosine that the same picture has at least in any format."""


def core_checks() -> Iterator[tuple[str, Callable[[], str]]]:
    """The checks of all but the window: each by its name, and what runs it and tells what is there.

    To be run in this order; each raises an exception where something is not as it should be.
    """
    yield "parts", check_parts
    yield "files", check_files
    yield "pictures", check_pictures
    yield "model", check_model
    yield "other models", check_other_models
    yield "gallery", check_gallery
    yield "MongoDB driver", check_driver


def run_checks(checks: Iterable[tuple[str, Callable[[], str]]], tell: Callable[[str], None]) -> int:
    """Run these, telling a line of each; give the exit code: 0, or 1 where one failed."""
    failed = 0
    for name, check in checks:
        try:
            tell(f"ok      {name}: {check()}")
        except Exception as error:
            log.exception("the self-check of %s failed", name)
            tell(f"FAILED  {name}: {type(error).__name__}: {error}")
            failed += 1
    tell("Something is missing or does not work here." if failed else "All is well.")
    return 1 if failed else 0


def check_parts() -> str:
    """Import everything that the program stands on; tell the versions."""
    told = []
    for module, package in PARTS.items():
        importlib.import_module(module)
        try:
            told.append(f"{package} {version(package)}")
        except PackageNotFoundError:  # a frozen program may have no records of what is in it
            told.append(package)
    return ", ".join(told)


def check_files() -> str:
    """Find the files that come with the program."""
    for name in FILES:
        resource(name)
    return f"{len(FILES)} of those that come with the program are there"


def check_pictures() -> str:
    """Read a picture of each format. Raises ValueError where one is not what it should be."""
    from clothesfinder.images import open_picture

    for name, data in _pictures().items():
        picture = open_picture(data, 64)
        if picture.image.mode != "RGB" or min(picture.width, picture.height) < 64:
            raise ValueError(f"{name} was read as {picture}")
    return ", ".join(_pictures())


def check_model() -> str:
    """Embed the same picture in each format with the built-in model.

    Raises ValueError where the vectors are not alike, or not of unit length.
    """
    from clothesfinder.built_in import load_builtin
    from clothesfinder.images import open_picture

    embedder = load_builtin()
    pictures = [open_picture(data, embedder.edge).image for data in _pictures().values()]
    vectors = np.array(list(embedder.embed([embedder.prepare(one) for one in pictures])))
    lengths = np.linalg.norm(vectors, axis=1)
    alike = vectors @ vectors[0]
    if not np.allclose(lengths, 1, atol=1e-3) or alike.min() < SAME:
        raise ValueError(f"vectors of lengths {lengths}, with cosines {alike}")
    return f"{embedder.space.model}, {embedder.space.dimension} numbers a picture"


def check_other_models() -> str:
    """Build each model that can be downloaded, without its weights, where its packages are here."""
    from clothesfinder.clip_model import RECIPES, dimension_of
    from clothesfinder.models import BUILTIN, KNOWN, missing_extra
    from clothesfinder.torchvision_model import describe

    told = []
    for model in (model for model in KNOWN if model.name != BUILTIN):
        if missing_extra(model):
            told.append(f"{model.title} (needs the extra {model.extra})")
            continue
        if model.name in RECIPES:
            found = dimension_of(RECIPES[model.name])
        else:
            described = describe(model.name)
            found = described.dimension if described else 0
        if found != model.dimension:
            raise ValueError(f"{model.title} makes {found} numbers a picture")
        told.append(model.title)
    return ", ".join(told)


def check_gallery() -> str:
    """Index a folder with a picture of each format, and find each by itself."""
    with tempfile.TemporaryDirectory() as place, own_files_in(Path(place, "data")):
        gallery = Path(place, "gallery")
        gallery.mkdir()
        for number, (name, data) in enumerate(_pictures().items()):
            # A few bytes of its own behind its end, or else they would be known as the same.
            (gallery / f"{number}.{name.lower()}").write_bytes(data + bytes([number]))
        return _index_and_search(gallery)


def check_driver() -> str:
    """Have what a connection to MongoDB needs: the driver, encryption, and certificates."""
    import ssl

    driver = importlib.import_module("pymongo")
    driver.MongoClient("mongodb://127.0.0.1:1", connect=False, tls=True).close()
    return ssl.OPENSSL_VERSION


def _index_and_search(gallery: Path) -> str:
    from clothesfinder.built_in import load_builtin
    from clothesfinder.catalog import Catalog
    from clothesfinder.query import Query
    from clothesfinder.terminal import run

    embedder: Embedder = load_builtin()
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        summary = run(catalog.index())
        files = sorted(gallery.iterdir())
        if summary.indexed != len(files):
            raise ValueError(f"of {len(files)} pictures these were indexed: {summary}")
        for file in files:
            found = run(catalog.search(Query(file), len(files)))
            if len(found.matches) != len(files) or found.matches[0].score < SAME:
                raise ValueError(f"{file.name} found {found.matches}")
    return f"{len(files)} pictures indexed and found"


@contextmanager
def own_files_in(folder: Path) -> Iterator[None]:
    """Have the program keep its own files in this folder meanwhile."""
    before = os.environ.get("CLOTHESFINDER_DATA")
    os.environ["CLOTHESFINDER_DATA"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CLOTHESFINDER_DATA"]
        else:
            os.environ["CLOTHESFINDER_DATA"] = before


def _pictures() -> dict[str, bytes]:
    """The icon on white in each format that is read, by the format's name."""
    from PIL import Image

    with Image.open(resource("icons/256.png")) as icon:
        drawn = Image.new("RGB", icon.size, "white")
        drawn.paste(icon, mask=icon.convert("RGBA").getchannel("A"))
    pictures = {}
    for name in WRITTEN:
        file = BytesIO()
        drawn.save(file, name)
        pictures[name] = file.getvalue()
    return {**pictures, "HEIC": resource("self_check/shirt.heic").read_bytes()}
