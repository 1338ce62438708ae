"""Draws what ten queries find: `python -m tests.benchmarks.before_after FOLDER PICTURE`.

Each row is one query, then the five best of the network's features of the whole picture, then the
five best of the built-in model; what is right has a green frame. The queries are not chosen by how
well they do: of those of `pairs.csv`, by name, it is every ninth. The built-in model has learned
from these photos: it finds more among them than among others.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from clothesfinder.built_in import load_builtin

from .matching import Gallery, WholePicture, embed_queries, open_all, rank, read_rows

EVERY = 9
SHOWN = 5
CELL = 120
GAP = 10
LABELS = ("query", "the whole picture", "built in")


def main() -> None:
    """Draw the picture."""
    data, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = [row for row in read_rows(data / "pairs.csv") if row["relevance"] == "2"]
    truth = {(row["query"], row["match"]) for row in rows}
    queries = sorted({row["query"] for row in rows})[::EVERY][:10]
    names = sorted(path.relative_to(data).as_posix() for path in (data / "pairs/gallery").iterdir())
    found = []
    for embedder in (WholePicture(), load_builtin()):
        gallery = Gallery(embedder, open_all(embedder, [data / name for name in names]))
        vectors = embed_queries(embedder, open_all(embedder, [data / query for query in queries]))
        found.append(rank(gallery.similarity(vectors), SHOWN))
    step = CELL + GAP
    starts = (GAP, GAP + step + GAP, GAP + step * (SHOWN + 1) + 2 * GAP)
    size = (starts[2] + SHOWN * step, 2 * GAP + 10 + len(queries) * step)
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    for label, start in zip(LABELS, starts, strict=True):
        pen.text((start, GAP), label, fill="black")
    for number, query in enumerate(queries):
        top = 2 * GAP + 10 + number * step
        _show(sheet, data / query, (starts[0], top))
        for places, start in zip(found, starts[1:], strict=True):
            for column, place in enumerate(places[number]):
                right = (query, names[place]) in truth
                _show(sheet, data / names[place], (start + column * step, top), right=right)
    sheet.save(target)


def _show(sheet: Image.Image, file: Path, corner: tuple[int, int], *, right: bool = False) -> None:
    with Image.open(file) as image:
        cell = ImageOps.pad(image.convert("RGB"), (CELL, CELL), color="white")
    sheet.paste(cell, corner)
    left, top = corner
    frame = (left - 3, top - 3, left + CELL + 2, top + CELL + 2)
    ImageDraw.Draw(sheet).rectangle(frame, outline="#1a8f3c" if right else "#dddddd", width=3)


if __name__ == "__main__":
    main()
