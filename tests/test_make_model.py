"""The learning of the built-in model, on pictures that are made here."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from clothesfinder.emphasis import NEUTRAL, Emphasis

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = Path(__file__).parent.parent / "packaging"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING))
    names = ("heads", "photos", "splits", "views", "make_model")
    return {name: importlib.import_module(name) for name in names}


def photo(colour: tuple[int, int, int]) -> Image.Image:
    image = Image.new("RGB", (200, 260), (230, 230, 225))
    ImageDraw.Draw(image).rectangle((50, 60, 150, 200), fill=colour)
    return image


def test_every_view_shows_the_garment_and_is_the_same_every_time(
    scripts: dict[str, ModuleType],
) -> None:
    views = scripts["views"]
    photos = [
        views.Photo(Path(f"{number}.jpg"), photo(colour))
        for number, colour in enumerate([(200, 20, 30), (20, 40, 200)])
    ]
    masks = np.zeros((2, 17, 17), np.float32)
    masks[:, 4:13, 5:12] = 1
    for view in views.VIEWS:
        seen = np.asarray(views.make_view(view, 0, photos, masks)).astype(int)
        assert ((seen[:, :, 0] > seen[:, :, 2] + 60).mean()) > 0.05, view
        assert (seen == np.asarray(views.make_view(view, 0, photos, masks))).all()
    assert photos[0].image.tobytes() == photo((200, 20, 30)).tobytes(), "a photo was changed"


def test_boxes_lie_within_the_picture_and_cover_what_they_should(
    scripts: dict[str, ModuleType],
) -> None:
    for seed in range(200):
        box = scripts["views"].choose_box(random.Random(seed), (300, 400), 0.25, 0.7)
        left, top, right, bottom = box
        assert 0 <= left < right <= 300
        assert 0 <= top < bottom <= 400
        assert 0.24 < (right - left) * (bottom - top) / 120_000 < 0.71


def test_ground_is_told_from_garment_where_the_border_is_even(
    scripts: dict[str, ModuleType],
) -> None:
    ground, garment = scripts["views"].find_ground(photo((200, 20, 30)))
    assert garment[8, 8]
    assert ground[8, 3]
    assert not (ground & garment).any()
    assert not garment[0].any()
    noise = np.random.default_rng(0).integers(0, 255, (260, 200, 3)).astype(np.uint8)
    for nothing in scripts["views"].find_ground(Image.fromarray(noise)):
        assert not nothing.any()


def test_the_longest_directions_of_the_colours(scripts: dict[str, ModuleType]) -> None:
    counts = np.zeros((6, 4))
    counts[:, 1], counts[:3, 3] = -5, 2
    directions = scripts["heads"].longest_directions(counts, 2)
    assert np.abs(directions).argmax(axis=0).tolist() == [1, 3]
    assert (np.abs(directions).max(axis=0) == directions.max(axis=0)).all(), "signs are fixed"
    assert np.allclose(counts @ directions @ directions.T, counts, atol=0.01)


def known_of(scripts: dict[str, ModuleType], photos: int, garments: int = 0) -> Any:
    """Photos of three kinds; the last ones show each garment twice."""
    nothing = np.full(photos, -1)
    shown = nothing.copy()
    if garments:
        shown[-2 * garments :] = np.arange(garments).repeat(2)
    return scripts["photos"].Known(np.arange(photos) % 3, shown, shown // 2, nothing)


def test_pairs_show_the_same_garment(scripts: dict[str, ModuleType]) -> None:
    known = known_of(scripts, 300, 20)
    pairs = scripts["heads"].Pairs(3, known, 0)
    view, photo = pairs.draw()
    count = len(photo) // 2
    one, other = photo[:count].numpy(), photo[count:].numpy()
    two = one != other
    assert two.sum() == scripts["heads"].TWO_PHOTOS
    assert (known.garments[one[two]] == known.garments[other[two]]).all()
    assert (known.garments[one[two]] >= 0).all()
    assert (view[:count][~two] != view[count:][~two]).all(), "a view beside itself tells nothing"
    assert (
        pairs.same_style(photo).numpy()
        == (known.styles[photo][:, None] == known.styles[photo])
        & (known.styles[photo] >= 0)[:, None]
    ).all()


def test_what_is_alike_is_not_told_apart(scripts: dict[str, ModuleType]) -> None:
    contrast = scripts["heads"].contrast
    found = torch.nn.functional.normalize(torch.tensor([[1.0, 0], [1, 0.1], [1, 0.05], [0, 1]]))
    none = torch.zeros(4, 4, dtype=torch.bool)
    alike = none.clone()
    alike[0, 1] = alike[1, 0] = True
    assert contrast(found, alike, 0.1) < contrast(found, none, 0.1)
    everything = torch.ones(4, 4, dtype=torch.bool)
    assert contrast(found, everything, 0.1) == pytest.approx(0, abs=1e-6), "the partner is always"


def find_first(one: torch.Tensor, other: torch.Tensor) -> float:
    norm = torch.nn.functional.normalize
    best = (norm(one) @ norm(other).T).argmax(1)
    return (best == torch.arange(len(one))).float().mean().item()


def test_the_look_learns_to_find_the_other_view(scripts: dict[str, ModuleType]) -> None:
    """What differs from view to view is loud, what stays is quiet; the look goes by the latter."""
    generator = torch.Generator().manual_seed(0)
    stays = torch.randn(1, 800, 6, generator=generator).expand(2, -1, -1)
    changes = 2 * torch.randn(2, 800, 6, generator=generator)
    views = torch.cat([stays, changes], 2)
    head: Any = scripts["heads"].learn_look(views, views[[0, 0]], known_of(scripts, 800), 0)
    with torch.no_grad():
        assert find_first(views[0], views[1]) < 0.2
        assert find_first(head(views[0]), head(views[1])) > find_first(views[0], views[1]) + 0.1


def test_the_kind_is_learned(scripts: dict[str, ModuleType]) -> None:
    generator = torch.Generator().manual_seed(0)
    kinds = torch.arange(600) % 3
    seen = torch.randn(2, 600, 8, generator=generator)
    seen[:, :, :3] += 3 * torch.nn.functional.one_hot(kinds, 3)
    traits, kind = scripts["heads"].learn_kind(seen, seen[[0, 0]], kinds, 0)
    with torch.no_grad():
        told = kind(torch.nn.functional.gelu(traits(seen[0]))).argmax(1)
    assert (told == kinds).float().mean() > 0.9


def test_the_look_and_the_kind_stay_when_a_photo_is_compressed(
    scripts: dict[str, ModuleType],
) -> None:
    generator = torch.Generator().manual_seed(0)
    known = known_of(scripts, 800)
    stays = torch.randn(1, 800, 8, generator=generator).expand(3, -1, -1)
    seen = torch.cat([stays, torch.randn(3, 800, 8, generator=generator)], 2)
    seen[:2, :, 8:] = torch.randn(1, 800, 8, generator=generator)  # stays, but not when compressed
    views = seen[:2]
    apart = []
    for both in (seen[[0, 0]], seen[[0, 2]]):
        look: Any = scripts["heads"].learn_look(views, both, known, 0)
        traits, kind = scripts["heads"].learn_kind(views, both, torch.from_numpy(known.kinds), 0)
        with torch.no_grad():
            found = torch.nn.functional.normalize(look(seen[[0, 2]]), dim=2)
            told = torch.softmax(kind(torch.nn.functional.gelu(traits(seen[[0, 2]]))), 2).sqrt()
            apart.append([scripts["heads"].unsteadiness(one).item() for one in (found, told)])
    (look_before, kind_before), (look_after, kind_after) = apart
    assert look_after < look_before / 2
    assert kind_after < kind_before / 2


def test_a_compressed_photo_is_the_same_picture(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    image = photo((200, 20, 30))
    for name in ("1.png", "2.png"):
        image.save(tmp_path / name)
    compress = scripts["views"].compress
    seen = [np.asarray(compress(tmp_path, name)).astype(int) for name in ("1.png", "2.png")]
    levels = np.asarray(image).astype(int)
    for one in seen:
        assert one.shape == levels.shape
        assert 0 < np.abs(one - levels).mean() < 10
    assert (seen[0] == np.asarray(compress(tmp_path, "1.png"))).all(), "the same every time"
    assert (seen[0] != seen[1]).any(), "not each is compressed as strongly"


def test_what_is_known_of_photos(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    photos = scripts["photos"]
    for file in (
        "query/a_w1-red_back.jpg",
        "gallery/a_w1-red_main.jpg",
        "gallery/a_w1-blue_main.jpg",
    ):
        (tmp_path / "pairs" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pairs" / file).touch()
    (tmp_path / "labels.csv").write_text(
        "file,category,kids,sender\nmore/2.webp,t-shirt,False,5\nmore/1.webp,skip,False,4\n"
    )
    (tmp_path / "pairs.csv").write_text(
        "query,match,relevance,query_type,category\n"
        "pairs/query/a_w1-red_back.jpg,pairs/gallery/a_w1-red_main.jpg,2,back,Tees\n"
        "pairs/query/a_w1-red_back.jpg,pairs/gallery/a_w1-blue_main.jpg,1,back,Tees\n"
    )
    files, known = photos.read_photos(tmp_path)
    assert files[:2] == ["more/1.webp", "more/2.webp"]
    assert [file.rpartition("/")[2] for file in files[2:]] == [
        "a_w1-blue_main.jpg",
        "a_w1-red_main.jpg",
        "a_w1-red_back.jpg",
    ]
    assert known.kinds.tolist() == [-1, 0, 0, 0, 0]
    assert known.senders.tolist() == [4, 5, -1, -1, -1]
    assert known.garments[3] == known.garments[4] != known.garments[2]
    assert len(set(known.styles[2:].tolist())) == 1
    assert photos.read_queries(tmp_path) == {"pairs/query/a_w1-red_back.jpg": "back"}


def test_nothing_is_looked_for_that_was_learned_from(scripts: dict[str, ModuleType]) -> None:
    photos, splits = scripts["photos"], scripts["splits"]
    shown = [f"pairs/{place}/s_{n}-red_{n}.jpg" for n in range(8) for place in ("gallery", "query")]
    files = [f"more/{n}.webp" for n in range(30)] + shown
    known = photos.Known(
        np.zeros(46, np.int64),
        np.r_[np.full(30, -1), np.arange(8).repeat(2)],
        np.r_[np.full(30, -1), np.arange(8).repeat(2)],
        np.r_[np.arange(30), np.full(16, -1)],
    )
    queries = {file: "back" for file in shown if "query" in file}
    looked_for = set()
    for split in splits.make_splits(files, known, queries):
        from_styles = set(known.styles[split.learned_from]) - {-1}
        assert from_styles
        assert not from_styles & set(known.styles[split.queries])
        assert len(split.gallery) == 8, "all of the gallery is searched"
        assert not split.learned_from[split.labelled].any()
        assert len(split.labelled) == 10
        looked_for |= set(split.queries)
    assert len(looked_for) == 8


def test_the_score_of_a_split(scripts: dict[str, ModuleType]) -> None:
    photos, splits = scripts["photos"], scripts["splits"]
    known = photos.Known(
        np.array([0, 0, 1, 1, -1, -1, -1]),
        np.array([-1, -1, -1, -1, 0, 0, 1]),
        np.array([-1, -1, -1, -1, 0, 0, 1]),
        np.array([2, 2, 2, 2, -1, -1, -1]),
    )
    vectors = torch.eye(7)
    vectors[1] = vectors[0]
    vectors[4] = vectors[5]
    split = splits.Split(np.zeros(7, bool), np.array([4]), np.array([6, 5]), np.array([0, 1]))
    right, same = splits.score(vectors, split, known)
    assert right.tolist() == [[True, False]]
    assert same == pytest.approx(1), "a photo is not compared with itself"


def test_other_colours_are_looked_for_by_what_counts(scripts: dict[str, ModuleType]) -> None:
    photos, splits = scripts["photos"], scripts["splits"]
    known = photos.Known(
        np.full(4, -1), np.array([0, 0, 1, 2]), np.array([0, 0, 0, 1]), np.full(4, -1)
    )
    vectors = torch.tensor([[1, 0, 1, 0], [1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0]]) * 0.5**0.5
    parts = {"cut": slice(0, 1), "pattern": slice(1, 2), "colour": slice(2, 4)}
    gallery = np.array([3, 2, 1])
    split = splits.Split(np.zeros(4, bool), np.array([0]), gallery, np.array([], int))
    told = [
        splits.score_colours(vectors, parts, split, known, emphasis).tolist()
        for emphasis in (NEUTRAL, Emphasis(colour=-0.5))
    ]
    assert told == [[[False, True, True]], [[True, True, False]]]
    alone = split._replace(queries=np.array([3]))
    assert not len(splits.score_colours(vectors, parts, alone, known, NEUTRAL))
