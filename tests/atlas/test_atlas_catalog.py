"""The two flows over the socket: the same as with the embedded store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from pymongo.collection import Collection

from clothesfinder.catalog import Catalog
from clothesfinder.emphasis import PRESETS, Emphasis
from clothesfinder.extent import Extent
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.score_sample_file import forget_sample
from clothesfinder.store import WHOLE, Box
from tests.conftest import ColourEmbedder, PartsEmbedder, result, save

if TYPE_CHECKING:
    from pathlib import Path


def test_index_and_search(url: str, gallery: Path) -> None:
    for name in ("a", "b", "below/c"):
        save(gallery / f"{name}.png")
    with closing(Catalog(gallery, url, ColourEmbedder)) as catalog:
        assert result(catalog.index())[:5] == (3, 0, 0, 0, 0)
        (gallery / "a.png").rename(gallery / "z.png")
        (gallery / "b.png").unlink()
        assert result(catalog.index())[:5] == (0, 1, 1, 1, 0)
        found = result(catalog.search(Query(gallery / "z.png")))
        assert found.matches[0].path == "z.png"
        assert found.matches[0].score == pytest.approx(1, abs=1e-4)
        assert found.searched == 2


@pytest.mark.parametrize(
    "emphasis", [*(preset.emphasis for preset in PRESETS), Emphasis(0.1, 0, 2), Emphasis(-1, 0, -1)]
)
def test_what_counts_gives_the_same_scores_as_the_embedded_store(
    url: str, gallery: Path, emphasis: Emphasis
) -> None:
    for name in ("a", "b", "c", "below/d", "below/e"):
        save(gallery / f"{name}.png")
    with (
        closing(Catalog(gallery, url, PartsEmbedder)) as atlas,
        closing(Catalog(gallery, "", PartsEmbedder)) as local,
    ):
        for catalog in (atlas, local):
            result(catalog.index())
            one, other = catalog.stores.open().entries(["a.png", "b.png"])
            box = Box(0, 0, 0.3, 0.5)  # of which an array of doubles holds no exact share
            both = [one._replace(path="two.png", part=WHOLE), other._replace(path="two.png")]
            catalog.stores.open().put([both[0], both[1]._replace(part=box)])
        for name in ("b.png", "below/d.png"):
            query = Query(gallery / name, emphasis=emphasis)
            here, there = result(local.search(query)), result(atlas.search(query))
            assert len(here.matches) == 6
            parts = {match.path: match.part for match in here.matches}
            assert {match.path: match.part for match in there.matches} == parts
            own = {match.path: match.score for match in here.matches}
            assert {m.path: m.score for m in there.matches} == pytest.approx(own, abs=1e-6)
            scores = [match.score for match in there.matches]
            assert scores == sorted(scores, reverse=True)
            assert there.why == {path: pytest.approx(why) for path, why in here.why.items()}
            assert there.why.keys() == {match.path for match in there.matches}


def test_another_folder_of_the_same_name_loses_nobody_s_pictures(
    url: str, gallery: Path, tmp_path: Path
) -> None:
    save(gallery / "a.png")
    save(tmp_path / "elsewhere" / gallery.name / "other.png")
    with closing(Catalog(gallery, url, ColourEmbedder)) as catalog:
        result(catalog.index())
        with (
            closing(Catalog(tmp_path / "elsewhere" / gallery.name, url, ColourEmbedder)) as other,
            pytest.raises(Problem, match="holds other pictures than this folder"),
        ):
            result(other.index())
        assert catalog.status().indexed == 1


def test_a_search_counts_the_gallery_once(
    url: str, gallery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(gallery / "a.png")
    counted = []
    count = Collection.count_documents

    def noted(rows: Collection[Any], *wanted: Any, **options: Any) -> int:
        counted.append(wanted)
        return count(rows, *wanted, **options)

    monkeypatch.setattr(Collection, "count_documents", noted)
    with closing(Catalog(gallery, url, ColourEmbedder)) as catalog:
        result(catalog.index())
        counted.clear()
        for _ in range(2):
            assert len(result(catalog.search(Query(gallery / "a.png"))).matches) == 1
    assert len(counted) == 2


def test_index_of_what_has_changed_alone(url: str, gallery: Path) -> None:
    names = [f"{number}.png" for number in range(20)]
    for name in names:
        save(gallery / name)
    with closing(Catalog(gallery, url, ColourEmbedder)) as catalog:
        result(catalog.index())
        (gallery / "0.png").rename(gallery / "z.png")
        (gallery / "1.png").unlink()
        (gallery / "2.png").unlink()
        changed = Extent(["0.png", "z.png", "1.png"])
        assert result(catalog.index(only=changed))[:5] == (0, 0, 1, 1, 0)
        assert set(catalog.stores.open().stamps()) == {*names[2:], "z.png"}
        for name in names[3:]:
            (gallery / name).unlink()
        summary = result(catalog.index(only=Extent(names[3:])))
        assert (summary.removed, summary.missing) == (0, 17)


def test_what_scores_mean_is_the_same_as_with_the_embedded_store(url: str, gallery: Path) -> None:
    for number in range(40):
        save(gallery / f"{number}.png")
    with (
        closing(Catalog(gallery, url, PartsEmbedder)) as atlas,
        closing(Catalog(gallery, "", PartsEmbedder)) as local,
    ):
        found = {}
        for catalog in (atlas, local):
            result(catalog.index())
            forget_sample(gallery)
            assert result(catalog.calibrate())
            found[catalog] = result(catalog.search(Query(gallery / "7.png"))).thresholds
        here, there = found[local], found[atlas]
        assert here is not None
        assert there is not None
        assert there[:2] == pytest.approx(here[:2], abs=1e-3)  # all pictures are in both samples
