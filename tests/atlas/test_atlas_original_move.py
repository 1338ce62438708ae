"""A collection of the original scripts converted into a gallery that can be changed."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from clothesfinder import transfer, upkeep
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_original import NOT_CHANGED, OriginalStore
from clothesfinder.atlas_store import AtlasStore
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.local_store import LocalStore
from clothesfinder.original_model import SPACE
from clothesfinder.problem import Problem
from clothesfinder.query import Query
from clothesfinder.store import open_store
from clothesfinder.transfer import copy_gallery
from tests.conftest import ColourEmbedder, result, save
from tests.original_scripts import QuickModel, embedded, make_network, save_checkpoint
from tests.test_transfer import content, copy

from .originals import COLLECTION, insert, make_old_index, raw, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import torch
    from numpy.typing import NDArray

    from tests.conftest import Call

    from .search_double import AtlasSearchDouble

    Embed = Callable[[Image.Image], NDArray[np.float32]]

OPTION = f"&clothesfinderCollection={COLLECTION}"
NAMES = [f"shirts/{number}.png" for number in range(6)]
NAMES += [f"skirts/{number}.jpg" for number in range(4)]
AT_ONCE = 20
CONVERT = f"""
import sys
from pathlib import Path
from clothesfinder import transfer
from clothesfinder.store import open_store
transfer.AT_ONCE = {AT_ONCE}
gallery = Path(sys.argv[1])
source, target = (open_store(url, gallery) for url in sys.argv[2:])
for copied in transfer.copy_gallery(source, target):
    print(copied.done, flush=True)
"""


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for number, name in enumerate(NAMES):
        colour = (25 * number, 255 - 25 * number, 90 * number % 255)
        save(gallery / name, colour, (60 + number, 80))
    return gallery


def run_scripts(url: str, pictures: Path, embed: Embed) -> None:
    """Fill the collection as the scripts did, twice, and with a few that went wrong."""
    vectors = [(name, embed(Image.open(pictures / name).convert("RGB"))) for name in NAMES]
    windows = [(name.replace("/", "\\"), vector.astype(np.float64)) for name, vector in vectors]
    insert(
        url, [*windows, *windows[2:5], ("gone\\away.png", unit(1)), ("bad\\a.png", unit(1)[:511])]
    )
    insert(url, [("bad\\b.png", [None] * 512), (windows[0][0], np.zeros(512))])
    make_old_index(url)


def quickly(image: Image.Image) -> NDArray[np.float32]:
    model = QuickModel()
    vector: NDArray[np.float32] = model.embed([model.prepare(image)])[0]
    return vector


@pytest.fixture
def theirs(url: str, pictures: Path) -> str:
    run_scripts(url, pictures, quickly)
    return url + OPTION


@pytest.fixture
def original(theirs: str, pictures: Path) -> Iterator[OriginalStore]:
    with closing(open_store(theirs, pictures)) as store:
        assert isinstance(store, OriginalStore)
        yield store


@pytest.fixture(params=["local", "atlas"])
def target(request: pytest.FixtureRequest, url: str) -> str:
    """The address of the store that is to hold the converted gallery."""
    return "" if request.param == "local" else url


def test_it_is_searched_as_it_is_with_its_model_file(theirs: str, pictures: Path) -> None:
    before = raw(theirs)
    with closing(Catalog(pictures, theirs, QuickModel)) as catalog:
        found = result(catalog.search(Query(pictures / "shirts" / "3.png")))
        assert found.matches[0].path == "shirts/3.png"
        assert found.matches[0].score == pytest.approx(1, abs=1e-3)
        assert found.searched == len(NAMES) + 1
        assert len({match.path for match in found.matches}) == len(NAMES) + 1
        assert len(catalog.status().failures) == 3
        with pytest.raises(Problem) as caught:
            result(catalog.index())
        assert str(caught.value) == NOT_CHANGED
    assert raw(theirs) == before


@pytest.mark.parametrize("job", ["search", "index"])
@pytest.mark.parametrize(
    ("embedder", "sentence"),
    [
        (ColourEmbedder, r"Choose that file, checkpoint\.pth"),
        (lambda: QuickModel(2), "did not make these vectors"),
    ],
)
def test_other_models_are_sent_away(
    theirs: str, pictures: Path, embedder: type[QuickModel], sentence: str, job: str
) -> None:
    before = raw(theirs)
    query = Query(pictures / "shirts" / "3.png")
    with closing(Catalog(pictures, theirs, embedder)) as catalog:
        wanted = catalog.search(query) if job == "search" else catalog.index()
        with pytest.raises(Problem, match=sentence):
            result(wanted)
    assert raw(theirs) == before


@pytest.mark.parametrize("is_proven", [False, True])
def test_converted_it_can_be_changed(
    original: OriginalStore, theirs: str, target: str, pictures: Path, is_proven: bool
) -> None:
    before = raw(theirs)
    space = QuickModel().space if is_proven else SPACE
    with closing(open_store(target, pictures)) as store:
        done = result(copy_gallery(original, store, space if is_proven else None))
        assert done[:4] == (len(NAMES) + 1, 0, 0, len(NAMES) + 1)
        assert content(store) == (str(space), *content(original)[1:])
        assert copy_again(original, store, space) == (0, len(NAMES) + 1, 0)
    assert raw(theirs) == before
    embedder = QuickModel()
    with closing(Catalog(pictures, target, lambda: embedder)) as catalog:
        assert result(catalog.index())[:5] == (0, len(NAMES), 0, 1, 0)  # "gone" is gone
        assert embedder.embedded == (0 if is_proven else 8)
        assert catalog.status()[1:4] == (str(space), len(NAMES), [])
        save(pictures / "new.png", (9, 9, 200))
        assert result(catalog.index())[:2] == (1, len(NAMES))
        for name in ("new.png", "skirts/2.jpg"):
            match = result(catalog.search(Query(pictures / name))).matches[0]
            assert match.path == name
            assert match.score == pytest.approx(1, abs=1e-3)
    assert raw(theirs) == before


def test_converted_again_it_keeps_what_was_indexed_since(
    theirs: str, target: str, pictures: Path
) -> None:
    with (
        closing(Catalog(pictures, theirs, QuickModel)) as original,
        closing(Catalog(pictures, target, QuickModel)) as catalog,
    ):
        result(upkeep.convert(original, target))
        assert catalog.status().indexed == len(NAMES) + 1
        save(pictures / "new.png", (9, 9, 200))
        save(pictures / NAMES[0], (200, 9, 9))
        result(catalog.index())
        before = catalog.stores.open().stamps()
        assert result(upkeep.convert(original, target))[:3] == (1, len(NAMES), 0)
        after = catalog.stores.open().stamps()
        assert after.keys() - before.keys() == {"gone/away.png"}
        assert {path: after[path] for path in before} == before


def test_thumbnails_of_a_converted_gallery_can_be_shared(
    theirs: str, url: str, pictures: Path
) -> None:
    with (
        closing(Catalog(pictures, theirs, QuickModel)) as original,
        closing(Catalog(pictures, url, QuickModel)) as catalog,
    ):
        result(upkeep.convert(original, url))
        assert result(upkeep.share_thumbnails(catalog))[:4] == (len(NAMES), 0, 0, 1)
        assert result(upkeep.update_thumbnails(catalog))[:4] == (0, len(NAMES), 0, 1)
        assert set(result(upkeep.shared_thumbnails(catalog, NAMES))) == set(NAMES)


def copy_again(original: OriginalStore, store: object, space: object) -> tuple[int, ...]:
    return result(copy_gallery(original, store, space))[:3]  # type: ignore[arg-type]


def test_what_the_documents_say_is_not_contradicted(
    original: OriginalStore, tmp_path: Path
) -> None:
    with (
        closing(LocalStore(tmp_path / "target.sqlite3")) as store,
        pytest.raises(ValueError, match="not of colours"),
    ):
        result(copy_gallery(original, store, ColourEmbedder.space))


def test_nothing_is_copied_into_it(original: OriginalStore, tmp_path: Path, theirs: str) -> None:
    before = raw(theirs)
    with closing(LocalStore(tmp_path / "source.sqlite3")) as store:
        copy(original, store)
        first = store.entries(store.stamps())[0]
        store.put([first._replace(path="another.png")])
        with pytest.raises(Problem) as caught:
            copy(store, original)
        assert str(caught.value) == NOT_CHANGED
    assert raw(theirs) == before


@pytest.mark.parametrize("steps", [1, 2])
def test_killed_in_the_middle_it_goes_on(
    url: str, target: str, gallery: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    numbers = np.random.default_rng(3).normal(size=(10 * AT_ONCE, 512))
    for number in range(0, len(numbers), 7):
        save(gallery / "a" / f"{number}.png")
    names = [f"a\\{number}.png" for number in range(len(numbers))]
    rows = [(name, unit(*values)) for name, values in zip(names, numbers, strict=True)]
    insert(url, [*rows, *rows[:9], ("bad.png", [])])
    before = raw(url)
    command = [sys.executable, "-c", CONVERT, str(gallery), url + OPTION, target]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        done = int([process.stdout.readline() for _ in range(steps)][-1])
        process.kill()
    monkeypatch.setattr(transfer, "AT_ONCE", AT_ONCE)
    with (
        closing(open_store(url + OPTION, gallery)) as source,
        closing(open_store(target, gallery)) as store,
    ):
        summary = copy(source, store)
        assert done <= summary.skipped < len(numbers)
        assert summary.copied == len(numbers) - summary.skipped
        assert content(store) == content(source)
        assert store.count() == len(numbers)
    assert raw(url) == before


# --- the command line, with the real network


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    return make_network(1)


@pytest.fixture(scope="module")
def checkpoint(network: torch.nn.Module, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_checkpoint(network, tmp_path_factory.mktemp("model") / "checkpoint.pth")


def test_the_commands(
    call: Call, url: str, target: str, pictures: Path, network: torch.nn.Module, checkpoint: Path
) -> None:
    run_scripts(url, pictures, lambda image: embedded(network, image))
    before = raw(url)
    asked = pictures / "skirts" / "3.jpg"
    model = ("--model", checkpoint)

    def check_search(store: str) -> None:
        search = ("search", asked, "--gallery", pictures, "--store", store, "--json")
        code, out, _ = call(*search, *model)
        assert code == 0
        match = json.loads(out)["matches"][0]
        assert match["path"] == str(asked)
        assert match["score"] == pytest.approx(1, abs=1e-3)

    check_search(url + OPTION)
    code, out, err = call("search", asked, "--gallery", pictures, "--store", url + OPTION)
    assert (code, out) == (1, "")
    assert "Choose that file, checkpoint.pth" in err
    assert call("index", pictures, "--store", url + OPTION, *model)[2].strip() == NOT_CHANGED

    code, out, err = call("move", pictures, "--from", url + OPTION, "--to", target, *model)
    assert code == 0
    assert out.startswith("11 copied, 0 skipped, 0 removed, 11 verified in ")
    assert "(original scripts) is kept" in out
    assert "None of the pictures" not in err
    code, out, _ = call("status", pictures, "--store", target, "--json")
    assert json.loads(out)["space"].startswith("original-resnet50/")
    assert "unknown" not in json.loads(out)["space"]
    assert len(json.loads(out)["failures"]) == 3
    code, out, _ = call("index", pictures, "--store", target, "--json", *model)
    assert code == 0
    counts = json.loads(out)
    assert [counts[key] for key in ("indexed", "unchanged", "removed")] == [0, len(NAMES), 1]
    check_search(target)
    assert raw(url) == before


def test_a_wrong_model_file_copies_nothing(
    call: Call, theirs: str, pictures: Path, checkpoint: Path, tmp_path: Path
) -> None:
    move = ("move", pictures, "--from", theirs)
    code, out, err = call(*move, "--model", checkpoint)
    assert (code, out) == (1, "")
    assert "did not make these vectors" in err
    assert not index_file(pictures).exists()
    code, _, err = call(*move, "--model", tmp_path / "missing.pth")
    assert code == 1
    assert "There is no file" in err
    assert not index_file(pictures).exists()


def test_without_the_pictures_the_model_is_taken_at_its_word(
    call: Call, theirs: str, checkpoint: Path, tmp_path: Path, atlas: AtlasSearchDouble
) -> None:
    folder = tmp_path / "elsewhere"
    code, out, err = call("move", folder, "--from", theirs, "--model", checkpoint)
    assert code == 0
    assert "11 copied" in out
    assert f"None of the pictures is in {folder}" in err


def test_without_the_model_the_weights_stay_unknown(
    call: Call, theirs: str, pictures: Path, url: str
) -> None:
    assert call("move", pictures, "--from", theirs, "--to", url)[0] == 0
    with closing(AtlasStore(read_address(url, pictures.name))) as store:
        assert store.space() == str(SPACE)
