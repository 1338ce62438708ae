"""Several pictures as one query: how their vectors become one, and what a search makes of them."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.emphasis import NEUTRAL, Emphasis, Parts
from clothesfinder.problem import Problem
from clothesfinder.query import Query, with_terms, with_weight, without_term
from clothesfinder.scores import BY_WORDS
from clothesfinder.store import WHOLE, Space
from clothesfinder.terms import (
    AWAY,
    LIKE,
    MOST_TERMS,
    UNLIKE,
    Term,
    combine,
    with_term,
)

from .conftest import HALVES, ColourEmbedder, HalvesEmbedder, PartsEmbedder, draw, result, save
from .test_scores import WordsEmbedder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.answers import Found
    from clothesfinder.store import Vector

    from .conftest import RGB, Call

PARTS: Parts = {"cut": slice(0, 4), "pattern": slice(4, 8), "colour": slice(8, 12)}
SHARES = {"cut": 0.4, "pattern": 0.4, "colour": 0.2}
RANDOM = np.random.default_rng(3)
COLOURS: dict[str, RGB] = {
    "red": (200, 0, 0),
    "pink": (230, 90, 120),
    "purple": (120, 0, 120),
    "blue": (0, 0, 200),
    "sky": (60, 90, 230),
    "green": (0, 160, 0),
}


def made() -> Vector:
    vector = np.zeros(12, np.float32)
    for name, place in PARTS.items():
        part = RANDOM.normal(size=place.stop - place.start)
        vector[place] = part / np.linalg.norm(part) * SHARES[name] ** 0.5
    return vector


def angle(one: Vector, other: Vector) -> float:
    return float(np.arccos(np.clip(one.astype(np.float64) @ other, -1, 1)))


def lengths(vector: Vector) -> list[float]:
    return [float(vector[place] @ vector[place]) for place in PARTS.values()]


class TestCombine:
    def test_it_is_the_mean_of_what_is_wanted(self) -> None:
        one, other = made(), made()
        both = combine([one, other], [LIKE, LIKE])
        middle = (one + other) / np.linalg.norm(one + other)
        assert both.dtype == np.float32
        assert both == pytest.approx(middle, abs=1e-6)
        assert combine([one, one], [LIKE, LIKE]) == pytest.approx(one, abs=1e-6)

    def test_what_weighs_more_is_nearer(self) -> None:
        one, other = made(), made()
        nearness = [
            float(combine([one, other], [LIKE, weight]) @ other) for weight in (0.25, 0.5, 1, 2)
        ]
        assert nearness == sorted(nearness)
        assert nearness[0] > float(one @ other)

    def test_what_is_not_wanted_is_further_off_by_a_share_of_the_angle(self) -> None:
        one, other = made(), made()
        before = angle(one, other)
        away = combine([one, other], [LIKE, UNLIKE])
        assert angle(away, one) == pytest.approx(AWAY * before, abs=1e-3)
        assert angle(away, other) == pytest.approx((1 + AWAY) * before, abs=1e-3)
        half = combine([one, other], [LIKE, UNLIKE / 2])
        assert angle(half, one) == pytest.approx(AWAY * before / 2, abs=1e-3)
        far = combine([one, other], [LIKE, 10 * UNLIKE])
        assert angle(far, one) == pytest.approx(np.pi / 2, abs=1e-3), "never to the opposite"

    def test_many_that_are_not_wanted_count_no_more_than_one(self) -> None:
        one, other = made(), made()
        once = combine([one, other], [LIKE, UNLIKE])
        often = combine([one, other, other, other], [LIKE, *3 * [UNLIKE]])
        assert often == pytest.approx(once, abs=1e-5)

    def test_from_the_same_no_way_leads_away(self) -> None:
        one, other = made(), made()
        assert combine([one, one], [LIKE, UNLIKE]) == pytest.approx(one, abs=1e-3)
        assert combine([one, other, -other], [LIKE, UNLIKE, UNLIKE]) == pytest.approx(one, abs=1e-6)
        for _ in range(20):  # which rounding is not to throw anywhere
            near = (one + 1e-7 * made()).astype(np.float32)
            assert angle(combine([one, near], [LIKE, UNLIKE]), one) < 1e-3

    def test_what_they_agree_in_counts_more(self) -> None:
        one, other = made(), made()
        other[PARTS["cut"]], other[PARTS["colour"]] = one[PARTS["cut"]], -one[PARTS["colour"]]
        cut, _, colour = lengths(combine([one, other], [LIKE, LIKE]))
        assert cut > SHARES["cut"]
        assert colour == pytest.approx(0)
        cut, _, colour = lengths(combine([one, other], [LIKE, UNLIKE]))
        assert cut < SHARES["cut"], "what both have tells nothing apart"
        assert colour > SHARES["colour"]

    def test_nothing_left_is_said(self) -> None:
        one = made()
        with pytest.raises(Problem, match="nothing is left to look for"):
            combine([one, -one], [LIKE, LIKE])


class TestTerms:
    def test_one_of_the_same_picture_only_changes_its_weight(self, tmp_path: Path) -> None:
        shirt, hat = Term(tmp_path / "shirt.png", "shirt"), Term(tmp_path / "hat.png", "hat")
        terms = with_term(with_term((), shirt), hat)
        again = with_term(terms, shirt._replace(weight=UNLIKE, name="another name"))
        assert again == (shirt._replace(weight=UNLIKE), hat)
        upper = shirt._replace(box=HALVES[0])
        assert with_term(terms, upper) == (shirt, hat, upper)

    def test_too_many(self, tmp_path: Path) -> None:
        terms: tuple[Term, ...] = ()
        for number in range(MOST_TERMS):
            terms = with_term(terms, Term(tmp_path / str(number)))
        with pytest.raises(Problem, match="At most 20"):
            with_term(terms, Term(tmp_path / "one more"))
        assert len(with_term(terms, terms[3]._replace(weight=UNLIKE))) == MOST_TERMS

    def test_the_first_that_is_wanted_begins_a_query(self) -> None:
        red, blue, hat = (Term(name=name, text=name) for name in ("red", "blue", "hat"))
        unwanted = red._replace(weight=UNLIKE)
        assert with_terms(None, [unwanted]) == (None, "")
        query, told = with_terms(None, [unwanted, blue, hat])
        assert (query, told) == (Query(name="blue", text="blue", others=(unwanted, hat)), "")
        assert query is not None
        turned = with_weight(query, 1, UNLIKE)
        assert [term.weight for term in turned.others] == [UNLIKE, UNLIKE]
        assert without_term(turned, 0).others == (hat._replace(weight=UNLIKE),)
        many = [Term(name=str(number), text=str(number)) for number in range(MOST_TERMS + 3)]
        full, told = with_terms(query, many)
        assert full is not None
        assert full.others == (unwanted, hat, *many[: MOST_TERMS - 2])
        assert told.startswith("At most 20")


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    for name, colour in COLOURS.items():
        save(gallery / "of one colour" / f"{name}.png", colour)
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        result(catalog.index())
        yield catalog


def find(
    catalog: Catalog, main: Path | bytes, *others: Term, emphasis: Emphasis = NEUTRAL
) -> Found:
    query = Query(main, others=others, emphasis=emphasis)
    return result(catalog.search(query))


def names(found: Found) -> list[str]:
    return [match.path.rpartition("/")[2].removesuffix(".png") for match in found.matches]


def scores(found: Found) -> dict[str, float]:
    return {name: match.score for name, match in zip(names(found), found.matches, strict=True)}


class TestSearch:
    def test_what_is_between_comes_first(self, catalog: Catalog, tmp_path: Path) -> None:
        red = save(tmp_path / "a.png", COLOURS["red"])
        blue = save(tmp_path / "b.png", COLOURS["blue"])
        assert names(find(catalog, red))[0] == "red"
        assert names(find(catalog, red, Term(blue, "b.png")))[0] == "purple"

    def test_what_is_like_what_is_not_wanted_goes_down(
        self, catalog: Catalog, tmp_path: Path
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["purple"])
        plain = scores(find(catalog, query))
        unlike = Term(save(tmp_path / "b.png", COLOURS["blue"]), "b", weight=UNLIKE)
        steered = scores(find(catalog, query, unlike))
        order = list(steered)
        assert order.index("blue") > list(plain).index("blue")
        assert order.index("red") < order.index("blue")

    def test_a_score_is_the_cosine_with_the_one_vector(
        self, catalog: Catalog, tmp_path: Path, embedder: ColourEmbedder
    ) -> None:
        red, blue = COLOURS["red"], COLOURS["blue"]
        query = save(tmp_path / "a.png", red)
        found = find(catalog, query, Term(save(tmp_path / "b.png", blue), weight=UNLIKE))
        vectors = embedder.embed([embedder.prepare(draw(colour)) for colour in (red, blue)])
        vector = combine(list(vectors), [LIKE, UNLIKE])
        for name, score in scores(found).items():
            (stored,) = embedder.embed([embedder.prepare(draw(COLOURS[name]))])
            assert score == pytest.approx(float(vector @ stored), abs=1e-4)

    def test_a_change_of_one_embeds_none_of_the_others(
        self, catalog: Catalog, tmp_path: Path, embedder: ColourEmbedder
    ) -> None:
        files = [save(tmp_path / f"{number}.png") for number in range(4)]
        terms = [Term(file, file.name) for file in files[1:]]
        embedder.embedded = 0
        find(catalog, files[0], *terms)
        assert embedder.embedded == 4
        find(catalog, files[0], terms[0]._replace(weight=UNLIKE), *terms[1:])
        find(catalog, files[0], *terms[1:])
        find(catalog, files[0])
        find(catalog, files[1], *terms)
        assert embedder.embedded == 4
        save(files[2], (1, 2, 3), (80, 90))
        find(catalog, files[0], *terms)
        assert embedder.embedded == 5, "one has changed"

    def test_pictures_of_the_gallery_take_no_time_of_the_model(
        self, catalog: Catalog, gallery: Path, tmp_path: Path, embedder: ColourEmbedder
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        of_gallery = gallery / "of one colour/blue.png"
        copy = Path(shutil.copy(of_gallery, tmp_path / "copy.png"))
        expected = scores(find(catalog, query, Term(copy)))
        embedder.embedded = 0
        assert scores(find(catalog, query, Term(of_gallery))) == pytest.approx(expected)
        assert embedder.embedded == 0

    def test_one_that_is_not_on_this_computer_goes_by_its_vector(
        self, catalog: Catalog, gallery: Path, tmp_path: Path
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        blue = gallery / "of one colour/blue.png"
        expected = names(find(catalog, query, Term(blue)))
        of_itself = names(find(catalog, blue))
        blue.unlink()
        assert names(find(catalog, query, Term(blue))) == expected
        assert names(find(catalog, blue)) == of_itself, "also where it is what is looked for"

    def test_one_that_changed_since_goes_by_its_file(
        self, catalog: Catalog, gallery: Path, tmp_path: Path
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        changed = save(gallery / "of one colour/blue.png", COLOURS["green"], (66, 88))
        same = Path(shutil.copy(changed, tmp_path / "copy.png"))
        assert scores(find(catalog, query, Term(changed))) == pytest.approx(
            scores(find(catalog, query, Term(same)))
        )

    def test_bytes_and_parts_of_pictures(self, catalog: Catalog, tmp_path: Path) -> None:
        file = BytesIO()
        draw(COLOURS["blue"]).save(file, "PNG")
        query = save(tmp_path / "a.png", COLOURS["red"])
        whole = find(catalog, query, Term(file.getvalue(), "Dropped picture"))
        assert names(whole)[0] == "purple"
        part = find(catalog, query, Term(file.getvalue(), box=HALVES[1]))
        assert scores(part) != scores(whole)

    def test_one_that_cannot_be_read_is_named(self, catalog: Catalog, tmp_path: Path) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        gone = tmp_path / os.fsdecode(b"caf\xe9.png")
        with pytest.raises(Problem, match=r"“caf\?\.png” .*no longer there.*Take it out"):
            find(catalog, query, Term(gone, gone.name))
        (tmp_path / "notes.txt").write_text("no picture")
        with pytest.raises(Problem, match=r"“notes\.txt” was added"):
            find(catalog, query, Term(tmp_path / "notes.txt", "notes.txt"))
        with pytest.raises(Problem, match="cannot be"):
            find(catalog, gone, Term(query, "a.png"))

    def test_words_as_a_term_need_a_model_that_takes_them(
        self, catalog: Catalog, tmp_path: Path
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        with pytest.raises(Problem, match="finds by pictures only"):
            find(catalog, query, Term(name="red dress", text="red dress"))


class TestParts:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return WordsEmbedder()

    def test_the_bars_and_the_emphasis_go_by_the_one_vector(
        self, catalog: Catalog, tmp_path: Path, embedder: PartsEmbedder
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        other = save(tmp_path / "b.png", COLOURS["blue"])
        for weight in (LIKE, UNLIKE):
            term = Term(other, weight=weight)
            plain = find(catalog, query, term)
            pixels = [embedder.prepare(draw(COLOURS[name])) for name in ("red", "blue")]
            vector = combine(list(embedder.embed(pixels)), [LIKE, weight])
            share = {
                name: float(np.linalg.norm(vector[place])) * embedder.shares[name] ** 0.5
                for name, place in embedder.parts.items()
            }
            for emphasis in (NEUTRAL, Emphasis(colour=2), Emphasis(0, 0, 1), Emphasis(cut=-1)):
                found = find(catalog, query, term, emphasis=emphasis)
                weights = {name: emphasis._asdict()[name] * share[name] for name in share}
                total = sum(map(abs, weights.values())) / sum(share.values())
                for match in found.matches:
                    why = found.why[match.path]
                    mean = sum(weights[name] * alike for name, alike in why.items()) / total
                    assert match.score == pytest.approx(mean, abs=1e-4)
                    assert -1 <= match.score <= 1
                    assert why == pytest.approx(plain.why[match.path])

    def test_words_and_a_picture(self, catalog: Catalog, tmp_path: Path) -> None:
        red, blue = (save(tmp_path / f"{name}.png", COLOURS[name]) for name in ("red", "blue"))
        found = find(catalog, blue, Term(name="red", text="red"))
        assert found.no_words == BY_WORDS
        assert names(found) != names(find(catalog, blue))
        words = Query(text="red", others=(Term(blue, "blue"),))
        assert names(result(catalog.search(words))) == names(found)
        assert names(find(catalog, red))[0] == "red"


class TestRegions:
    @pytest.fixture
    def embedder(self) -> ColourEmbedder:
        return HalvesEmbedder()

    def test_the_part_that_was_found_counts(
        self, catalog: Catalog, gallery: Path, tmp_path: Path, embedder: ColourEmbedder
    ) -> None:
        query = save(tmp_path / "a.png", COLOURS["red"])
        blue = gallery / "of one colour/blue.png"
        whole, lower = (scores(find(catalog, query, Term(blue, box=b))) for b in (WHOLE, HALVES[1]))
        assert whole != lower
        embedder.embedded = 0
        find(catalog, query, Term(blue, box=HALVES[0]))
        assert embedder.embedded == 0, "the gallery has a vector of it"
        copy = Path(shutil.copy(blue, tmp_path / "copy.png"))
        assert scores(find(catalog, query, Term(copy, box=HALVES[1]))) == pytest.approx(
            lower, abs=0.02
        )


class NewerEmbedder(ColourEmbedder):
    space = Space("colours", "newer", "squash32-1", 64)


def test_while_a_new_index_is_made_the_searched_one_counts(gallery: Path, tmp_path: Path) -> None:
    older, newer = ColourEmbedder(), NewerEmbedder()
    for name, colour in COLOURS.items():
        save(gallery / f"{name}.png", colour)
    with closing(Catalog(gallery, load_embedder=lambda: older)) as catalog:
        result(catalog.index())
    query, blue = save(tmp_path / "a.png", COLOURS["red"]), gallery / "blue.png"
    by_older = Catalog(
        gallery, load_embedder=lambda: newer, load_for=lambda space: older if space else None
    )
    only_newer = Catalog(gallery, load_embedder=lambda: newer)
    with closing(by_older), closing(only_newer):
        target = only_newer.stores.open().to_fill(newer.space)
        entries = [
            one
            for one in only_newer.stores.open().entries([f"{name}.png" for name in COLOURS])
            if one.path != "blue.png"
        ]
        target.put(entries)
        newer.embedded = older.embedded = 0
        assert "blue" in names(find(by_older, query, Term(blue)))
        assert (older.embedded, newer.embedded) == (1, 0), "of the query alone"
        assert "blue" not in names(find(only_newer, query, Term(blue)))
        assert newer.embedded == 2, "the new index has no vector of it yet, so its file is read"


class TestCommandLine:
    def test_also_and_not(self, call: Call, gallery: Path, tmp_path: Path) -> None:
        for name, colour in COLOURS.items():
            save(gallery / f"{name}.png", colour)
        assert call("index", gallery)[0] == 0
        red = gallery / "red.png"
        command = ("search", red, red, "--gallery", gallery, "-k", "6")
        _, plain, _ = call(*command)
        code, out, err = call(
            *command, "--also", gallery / "blue.png", "--not", gallery / "sky.png"
        )
        assert code == 0
        assert err == ""
        assert out != plain
        half = out.splitlines()[:7]
        assert out.splitlines()[7:] == half, "for each picture that is looked for"

    def test_one_that_is_not_there(self, call: Call, gallery: Path) -> None:
        red = save(gallery / "red.png", COLOURS["red"])
        assert call("index", gallery)[0] == 0
        code, out, err = call("search", red, "--gallery", gallery, "--not", "gone.png")
        assert (code, out) == (1, "")
        assert "“gone.png” was added to the query and cannot be used" in err
