"""Words as one more term of a query, with a stand-in whose words lie in a cone of their own."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.terms import LIKE, UNLIKE, Term, combine
from clothesfinder.words import FOR_CLOTHES, MOST, WANTED, Among, mean_of_words

from .conftest import RGB, ColourEmbedder, draw, result, save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clothesfinder.answers import Found
    from clothesfinder.store import Vector

    from .conftest import Call

COLOURS: dict[str, RGB] = {
    "red": (200, 20, 20),
    "blue": (20, 20, 200),
    "green": (20, 150, 20),
    "yellow": (220, 210, 30),
    "grey": (120, 120, 120),
}
SHADES = 6
NARROW = 0.3
"""Of the cone of the words: how far from its middle they lie."""


class TwoConesEmbedder(ColourEmbedder):
    """Knows the colours that are in words; words and pictures are at right angles, nearly."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = 0
        self._cone = np.tile([0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, -1.0], 8) / 4

    def embed_text(self, text: str) -> Vector:
        self.texts += 1
        colours = [colour for name, colour in COLOURS.items() if name in text]
        (seen,) = self.embed([self.prepare(draw(colours[0] if colours else COLOURS["grey"]))])
        (usual,) = self.embed([self.prepare(draw(COLOURS["grey"]))])
        vector = self._cone + NARROW * (seen - usual)
        unit: Vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        return unit


@pytest.fixture
def embedder() -> TwoConesEmbedder:
    return TwoConesEmbedder()


@pytest.fixture
def catalog(gallery: Path, embedder: TwoConesEmbedder) -> Iterator[Catalog]:
    """Garments of each colour in several shades."""
    for name, colour in COLOURS.items():
        for shade in range(SHADES):
            level = 0.7 + 0.06 * shade
            red, green, blue = (round(part * level) for part in colour)
            save(gallery / name / f"{shade}.png", (red, green, blue))
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        yield catalog


def words(text: str, weight: float = LIKE) -> Term:
    return Term(name=text, text=text, weight=weight)


def find(catalog: Catalog, picture: Path, *terms: Term) -> Found:
    return result(catalog.search(Query(picture, picture.name, others=terms)))


def colours(found: Found) -> list[str]:
    return [match.path.partition("/")[0] for match in found.matches]


class TestBring:
    def test_words_lie_where_pictures_do_and_tell_as_much_apart(
        self, catalog: Catalog, embedder: TwoConesEmbedder
    ) -> None:
        index = catalog.stores.open()
        entries = index.entries(index.sample(100))
        pictures = np.array([entry.vector for entry in entries], np.float64)
        among = Among(result(mean_of_words(embedder)), pictures)
        raw = embedder.embed_text("a red one")
        brought, counts = among.bring(raw)
        assert float(np.abs(pictures @ raw).max()) < 0.3, "they lie apart"
        assert float((pictures @ brought).min()) > 0.6
        assert np.linalg.norm(brought) == pytest.approx(1, abs=1e-5)
        assert WANTED <= counts <= WANTED * MOST
        best = entries[int((pictures @ brought).argmax())]
        assert best.path.startswith("red/")

    def test_what_differs_less_counts_more(self) -> None:
        chance = np.random.default_rng(4)
        pictures = chance.normal(size=(50, 40)) * ([1.0] * 20 + [0.2] * 20) + 3
        pictures /= np.linalg.norm(pictures, axis=1, keepdims=True)
        middle = np.zeros(40)
        loud, faint = np.eye(40)[3].astype(np.float32), np.eye(40)[33].astype(np.float32)
        among = Among(middle, pictures)
        assert among.bring(faint)[1] > among.bring(loud)[1]
        assert among.bring(faint)[1] <= WANTED * MOST
        picture = pictures[0].astype(np.float32)
        for words in (loud, faint):
            off = among.take_off(picture, [(words, 1.0)])
            assert np.linalg.norm(off) == pytest.approx(1, abs=1e-5)
            assert off @ words < picture @ words
            twice = among.take_off(picture, [(words, 1.0), (words, 1.0)])
            assert twice == pytest.approx(off, abs=1e-6)

    @pytest.mark.parametrize("pictures", [0, 1, 2])
    def test_where_nothing_can_be_told_they_stay(self, pictures: int) -> None:
        one = np.eye(4)[:1]
        among = Among(np.eye(4)[2], np.repeat(one, pictures, axis=0).reshape(-1, 4))
        raw = np.eye(4, dtype=np.float32)[1]
        vector, counts = among.bring(raw)
        assert vector.tolist() == raw.tolist()
        assert counts == 1
        off = among.take_off(np.eye(4, dtype=np.float32)[3], [(raw, 1.0)])
        assert np.linalg.norm(off) == pytest.approx(1, abs=1e-5)
        assert off @ raw < 0
        same = Among(raw.astype(np.float64), np.eye(4))
        assert same.bring(raw)[0].tolist() == raw.tolist()
        assert same.take_off(raw, [(raw, 1.0)]).tolist() == raw.tolist()


class TestSearch:
    def test_wanted_words_bring_what_they_tell_of(self, catalog: Catalog, gallery: Path) -> None:
        blue = gallery / "blue/2.png"
        assert set(colours(find(catalog, blue))[:SHADES]) == {"blue"}
        found = find(catalog, blue, words("red dress"))
        assert not {"green", "yellow"} & set(colours(found)[: 2 * SHADES])
        assert "red" in colours(found)[:SHADES]

    def test_unwanted_words_put_what_they_tell_of_last(
        self, catalog: Catalog, gallery: Path, embedder: TwoConesEmbedder
    ) -> None:
        grey = gallery / "grey/2.png"
        plain = colours(find(catalog, grey))
        found = colours(find(catalog, grey, words("yellow", UNLIKE)))
        assert found[0] == "grey"
        assert found.index("yellow") > plain.index("yellow")
        assert found[-1] == "yellow"

    def test_as_they_are_they_would_hardly_count(
        self, catalog: Catalog, gallery: Path, embedder: TwoConesEmbedder
    ) -> None:
        blue = gallery / "blue/2.png"
        (picture,) = embedder.embed([embedder.prepare(draw(COLOURS["blue"]))])
        raw = combine([picture, embedder.embed_text("red dress")], [LIKE, LIKE])
        index = catalog.stores.open()
        first = [match.path.partition("/")[0] for match in index.search(raw, SHADES)]
        assert set(first) == {"blue"}
        assert "red" in colours(find(catalog, blue, words("red dress")))[:SHADES]

    def test_a_picture_added_to_words_is_the_same(self, catalog: Catalog, gallery: Path) -> None:
        blue = gallery / "blue/2.png"
        one = find(catalog, blue, words("red dress"))
        query = Query(text="red dress", others=(Term(blue, "2.png"),))
        other = result(catalog.search(query))
        scores = {match.path: match.score for match in other.matches}
        for match in one.matches:  # but the words, and not the picture, are the query's own now
            assert scores[match.path] == pytest.approx(match.score, abs=1e-5)

    def test_words_alone_are_no_others_than_before(
        self, catalog: Catalog, embedder: TwoConesEmbedder
    ) -> None:
        found = result(catalog.search(Query(text="red dress")))
        raw = embedder.embed_text("red dress")
        assert max(match.score for match in found.matches) < 0.3
        (best,) = catalog.stores.open().search(raw, 1)
        assert found.matches[0].score == pytest.approx(best.score, abs=1e-6)
        two = Query(text="red dress", others=(words("blue shirt", UNLIKE),))
        assert colours(result(catalog.search(two)))[0] == "red"
        assert embedder.texts < len(FOR_CLOTHES), "nothing had to be brought anywhere"

    def test_the_middle_of_words_is_found_once(
        self, catalog: Catalog, gallery: Path, embedder: TwoConesEmbedder
    ) -> None:
        find(catalog, gallery / "blue/2.png", words("red dress"))
        assert embedder.texts == len(FOR_CLOTHES) + 1
        find(catalog, gallery / "grey/2.png", words("red dress", UNLIKE), words("green"))
        assert embedder.texts == len(FOR_CLOTHES) + 2
        turns = list(catalog.search(Query(gallery / "grey/1.png", others=(words("hat"),))))
        assert embedder.texts == len(FOR_CLOTHES) + 3
        assert turns

    def test_empty_words_are_told(self, catalog: Catalog, gallery: Path) -> None:
        with pytest.raises(Problem, match=r"“ ” was added.*Write a few words"):
            find(catalog, gallery / "blue/2.png", words(" "))


class TestCommandLine:
    @pytest.fixture
    def indexed(self, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr("clothesfinder.cli.load_model", lambda _: TwoConesEmbedder())
        return catalog.gallery

    def test_also_text_and_not_text(self, call: Call, indexed: Path) -> None:
        blue = indexed / "blue/2.png"
        command = ("search", blue, "--gallery", indexed, "-k", "6")
        _, plain, _ = call(*command)
        assert "/red/" not in plain
        code, out, _ = call(*command, "--also-text", "red dress")
        assert code == 0
        assert "/red/" in out
        far = ("search", indexed / "grey/2.png", "--gallery", indexed, "-k", "30")
        code, out, _ = call(*far, "--not-text", "yellow", "--not-text", "green")
        assert code == 0
        assert "/grey/" not in out.splitlines()[-1]

    def test_the_sheet_names_them(self, call: Call, indexed: Path, tmp_path: Path) -> None:
        sheet = tmp_path / "found.html"
        more = ("--also-text", "red <dress>", "--not-text", "hat", "--html", sheet)
        code, _, _ = call("search", indexed / "blue/2.png", "--gallery", indexed, *more)
        assert code == 0
        page = sheet.read_text(encoding="utf-8")
        assert "<p>+ “red &lt;dress&gt;”</p>" in page
        assert "<p>\N{MINUS SIGN} “hat”</p>" in page
