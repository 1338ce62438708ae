"""Freeze the index that the present code makes: ``python -m tests.frozen NAME``."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from tests.conftest import HalvesEmbedder, result

from . import FOLDER, HELD, INDEX, held, make_gallery


def freeze(folder: Path) -> None:
    """Index the gallery by the product's own code, and keep the file and what it holds."""
    with TemporaryDirectory() as place:
        os.environ["CLOTHESFINDER_DATA"] = f"{place}/data"
        gallery = Path(place, "gallery")
        make_gallery(gallery)
        with closing(Catalog(gallery, load_embedder=HalvesEmbedder)) as catalog:
            result(catalog.index())
            told = held(catalog.stores.open())
        folder.mkdir()
        shutil.copyfile(index_file(gallery), folder / INDEX)
        (folder / HELD).write_text(json.dumps(told, indent=0) + "\n", "ascii")


if __name__ == "__main__":
    (name,) = sys.argv[1:]
    freeze(FOLDER / name)
