"""Several pictures as one query, in a gallery that lies in MongoDB."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.emphasis import Emphasis
from clothesfinder.query import Query
from clothesfinder.terms import UNLIKE, Term
from tests.conftest import HALVES, HalvesEmbedder, PartsEmbedder, result, save, save_outfit
from tests.test_terms import COLOURS

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.answers import Found
    from tests.conftest import ColourEmbedder


def scores(found: Found) -> dict[str, float]:
    return {match.path: match.score for match in found.matches}


def find(catalog: Catalog, query: Query) -> dict[str, float]:
    return scores(result(catalog.search(query)))


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for name, colour in COLOURS.items():
        save(gallery / f"{name}.png", colour)
    save_outfit(gallery / "outfit.png", COLOURS["green"], COLOURS["blue"])
    return gallery


@pytest.mark.parametrize("embedder", [HalvesEmbedder(), PartsEmbedder()])
def test_every_store_gives_the_same(
    url: str, pictures: Path, tmp_path: Path, embedder: ColourEmbedder
) -> None:
    local = Catalog(pictures, load_embedder=lambda: embedder)
    shared = Catalog(pictures, url, load_embedder=lambda: embedder)
    elsewhere = Term(save(tmp_path / "b.png", COLOURS["purple"]), "b.png")
    part = Term(pictures / "outfit.png", "outfit.png", HALVES[1], UNLIKE)
    query = Query(save(tmp_path / "a.png", COLOURS["red"]), others=(elsewhere, part))
    with closing(local), closing(shared):
        for catalog in (local, shared):
            result(catalog.index())
        assert find(shared, query) == pytest.approx(find(local, query), abs=1e-4)
        if embedder.parts:
            weighed = query._replace(emphasis=Emphasis(colour=-1))
            assert find(shared, weighed) == pytest.approx(find(local, weighed), abs=1e-4)
        embedder.embedded = 0
        find(shared, query)
        has_it = isinstance(embedder, HalvesEmbedder)
        assert embedder.embedded == 0, "all were looked for before"
        find(shared, query._replace(others=(elsewhere, part._replace(box=HALVES[0]))))
        assert embedder.embedded == (0 if has_it else 1)


def test_pictures_that_others_have_are_added_without_their_files(
    url: str, pictures: Path, tmp_path: Path
) -> None:
    query = save(tmp_path / "a.png", COLOURS["red"])
    term = Term(pictures / "outfit.png", "outfit.png", HALVES[0])
    with closing(Catalog(pictures, url, HalvesEmbedder)) as shared:
        result(shared.index())
        expected = find(shared, Query(query, others=(term,)))
        for picture in pictures.iterdir():
            picture.unlink()
        assert find(shared, Query(query, others=(term,))) == pytest.approx(expected)
        of_itself = find(shared, Query(pictures / "outfit.png", box=HALVES[0]))
        assert max(of_itself, key=lambda path: of_itself[path]) == "outfit.png"
