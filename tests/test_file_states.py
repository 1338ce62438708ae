"""Every file of a gallery has a state and a reason: in a real store, with real pictures."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from clothesfinder.catalog import Catalog
from clothesfinder.file_states import FileState, FileStates, State, file_states, in_order
from clothesfinder.images import open_picture
from clothesfinder.index_files import run_file
from clothesfinder.problem import NotAPicture, Problem, TooSmall, is_left_out
from clothesfinder.query import Query
from clothesfinder.store import Failure
from clothesfinder.suspects import CRASHES, HANGS

from .conftest import ColourEmbedder, result, save, stop_midway

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Call


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    with closing(Catalog(gallery, load_embedder=lambda: embedder)) as catalog:
        yield catalog


def look(catalog: Catalog) -> dict[str, FileState]:
    states = result(file_states(catalog))
    return {one.path: one for one in map(states.__getitem__, range(len(states)))}


def only(states: FileStates) -> dict[str, int]:
    return {state.key: number for state, number in states.counts.items() if number}


def test_every_state_with_its_reason(catalog: Catalog, gallery: Path) -> None:
    for name in ("stays", "moves", "goes"):
        save(gallery / f"{name}.png")
    result(catalog.index())
    (gallery / "goes.png").unlink()
    (gallery / "moves.png").rename(gallery / "a moved one.png")
    shutil.copy(gallery / "stays.png", gallery / "twin.png")
    save(gallery / "new.png")
    (gallery / "text.jpg").write_text("no picture at all")
    save(gallery / "dot.png", size=(7, 400))
    (gallery / "half.png").write_bytes((gallery / "stays.png").read_bytes()[:100])
    (gallery / "empty.png").touch()
    summary = result(catalog.index())
    assert (summary.failed, summary.skipped, summary.indexed) == (2, 2, 2)

    found = look(catalog)
    assert {path: one.state.key for path, one in found.items()} == {
        "a moved one.png": "moved",
        "dot.png": "skipped",
        "empty.png": "failed",
        "goes.png": "removed",
        "half.png": "failed",
        "new.png": "indexed",
        "stays.png": "unchanged",
        "text.jpg": "skipped",
        "twin.png": "duplicate",
    }
    assert list(found) == sorted(found)
    assert found["a moved one.png"].other == "moves.png"
    assert "moves.png" in found["a moved one.png"].reason
    assert found["twin.png"].other == "stays.png"
    assert found["dot.png"].reason == TooSmall.sentence
    assert found["text.jpg"].reason == NotAPicture.sentence
    assert found["empty.png"].reason == "The file is empty."
    assert all(one.reason.endswith(".") for one in found.values())
    states = result(file_states(catalog))
    assert states.searchable == catalog.status().indexed == 4


def test_in_the_next_run_all_is_unchanged(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "a.png", (9, 9, 200))
    shutil.copy(gallery / "a.png", gallery / "b.png")
    (gallery / "bad.jpg").write_text("no picture")
    result(catalog.index())
    assert only(result(file_states(catalog))) == {"skipped": 1, "indexed": 1, "duplicate": 1}
    result(catalog.index())
    assert only(result(file_states(catalog))) == {"skipped": 1, "unchanged": 1, "duplicate": 1}


def test_a_duplicate_is_found_like_every_picture(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "b.png", (9, 9, 200))
    save(gallery / "other.png", (200, 9, 9))
    result(catalog.index())
    shutil.copy(gallery / "b.png", gallery / "a.png")
    result(catalog.index())
    found = look(catalog)
    # The first by path counts as the original, whichever was there first.
    assert (found["b.png"].state, found["b.png"].other) == (State.DUPLICATE, "a.png")
    matches = result(catalog.search(Query(gallery / "b.png"))).matches
    assert {match.path for match in matches[:2]} == {"a.png", "b.png"}


def test_without_a_report_the_store_tells(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "a.png")
    (gallery / "bad.jpg").write_text("no picture")
    result(catalog.index())
    run_file(gallery).unlink()
    states = result(file_states(catalog))
    assert only(states) == {"skipped": 1, "unchanged": 1}
    assert states.last_run is None


def test_one_that_was_removed_and_came_back(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "a.png")
    save(gallery / "b.png")
    result(catalog.index())
    (gallery / "a.png").unlink()
    result(catalog.index())
    assert look(catalog)["a.png"].state is State.REMOVED
    save(gallery / "a.png")
    result(catalog.index())
    assert look(catalog)["a.png"].state is State.INDEXED
    result(catalog.index())
    assert {one.state for one in look(catalog).values()} == {State.UNCHANGED}


def test_a_failed_one_is_tried_again_when_it_changes(catalog: Catalog, gallery: Path) -> None:
    save(gallery / "whole.png", (9, 9, 200))
    (gallery / "a.png").write_bytes((gallery / "whole.png").read_bytes()[:90])
    (gallery / "whole.png").unlink()
    result(catalog.index())
    assert look(catalog)["a.png"].state is State.FAILED
    save(gallery / "a.png")
    result(catalog.index())
    assert look(catalog)["a.png"].state is State.INDEXED


@pytest.mark.parametrize(
    ("size", "is_left_out"),
    [((8, 8), False), ((7, 8), True), ((900, 7), True), ((1, 1), True), ((24, 32), False)],
)
def test_how_small_is_too_small(
    catalog: Catalog, gallery: Path, size: tuple[int, int], is_left_out: bool
) -> None:
    save(gallery / "other.png")
    Image.new("RGB", size, (200, 0, 0)).save(gallery / "small.png")
    assert open_picture(gallery / "small.png")[1:] == size  # it can be searched for all the same
    summary = result(catalog.index())
    assert (summary.skipped, summary.indexed) == (int(is_left_out), 2 - int(is_left_out))


def test_the_sentences_that_are_stored_already_are_known() -> None:
    """Stores of released versions hold these; changed, what they mean would be lost."""
    assert is_left_out("This is not a picture, or of a kind that cannot be read here.")
    assert not is_left_out("The picture is damaged or cut short.")
    assert not Failure("a", 1, 2, CRASHES).is_left_out
    assert not Failure("a", 1, 2, HANGS).is_left_out
    with pytest.raises(NotAPicture, match="not a picture"):
        open_picture(b"no picture")


def test_a_crasher_is_tried_again_on_request(catalog: Catalog, gallery: Path) -> None:
    """And apart from this program, in which it may crash again."""
    good, other = save(gallery / "good.png"), save(gallery / "other.png")
    result(catalog.index())
    states = [(file.name, file.stat()) for file in (good, other)]
    blamed = [Failure(name, now.st_mtime_ns, now.st_size, CRASHES) for name, now in states]
    catalog.stores.open().fail(blamed)
    assert result(catalog.index()).failed == 2
    summary = result(catalog.index(retry={"good.png"}))
    assert (summary.failed, summary.indexed) == (1, 1)
    assert look(catalog)["other.png"].state is State.FAILED
    assert result(catalog.index(retry=None)).failed == 0
    assert look(catalog)["other.png"].state is State.INDEXED


def test_of_a_stopped_run(catalog: Catalog, gallery: Path) -> None:
    for number in range(40):
        save(gallery / f"{number:02}.png")
    stop_midway(catalog.index())
    states = result(file_states(catalog))
    assert states.last_run is not None
    assert states.last_run.stopped is not None
    assert set(only(states)) == {"indexed"}
    assert len(states) == catalog.status().indexed < states.last_run.total


def test_a_gallery_that_was_never_indexed(catalog: Catalog) -> None:
    with pytest.raises(Problem, match="not indexed yet"):
        result(file_states(catalog))


def test_many_paths_are_put_in_order_with_turns_for_others() -> None:
    paths = [f"{number * 7919 % 20011:05}.jpg" for number in range(20011)]
    steps, turns = in_order(paths), 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            ordered = end.value
            break
        turns += 1
    assert ordered == sorted(paths)
    assert turns > 5


class TestCommandLine:
    @pytest.fixture
    def indexed(self, gallery: Path, call: Call) -> Path:
        save(gallery / "a.png", (9, 9, 200))
        shutil.copy(gallery / "a.png", gallery / "twin.png")
        (gallery / "half.png").write_bytes((gallery / "a.png").read_bytes()[:99])
        (gallery / "text.jpg").write_text("no picture")
        code, out, err = call("index", gallery, "--json")
        assert code == 0
        counts = {"indexed": 2, "failed": 1, "skipped": 1}
        assert counts.items() <= json.loads(out).items()
        assert "half.png: The picture is damaged" in err
        assert "text.jpg: This is not a picture" in err
        return gallery

    def status(self, call: Call, gallery: Path, *options: str) -> dict[str, Any]:
        code, out, _ = call("status", gallery, "--json", *options)
        assert code == 0
        told: dict[str, Any] = json.loads(out)
        return told

    def test_counts_always_and_files_on_request(self, call: Call, indexed: Path) -> None:
        told = self.status(call, indexed)
        assert told["states"] == {
            "failed": 1,
            "skipped": 1,
            "indexed": 1,
            "moved": 0,
            "by_another": 0,
            "duplicate": 1,
            "unchanged": 0,
            "missing": 0,
            "removed": 0,
        }
        assert [one["path"] for one in told["failures"]] == [str(indexed / "half.png")]
        assert [one["reason"] for one in told["skipped"]] == [NotAPicture.sentence]
        assert told["last_run"]["complete"] is True
        assert told["last_run"]["summary"]["indexed"] == 2
        assert told["last_run"]["files"] == 4
        assert "files" not in told
        files = self.status(call, indexed, "--files")["files"]
        assert [(one["path"], one["state"], one["other"]) for one in files] == [
            (str(indexed / "a.png"), "indexed", None),
            (str(indexed / "half.png"), "failed", None),
            (str(indexed / "text.jpg"), "skipped", None),
            (str(indexed / "twin.png"), "duplicate", str(indexed / "a.png")),
        ]

    def test_for_people(self, call: Call, indexed: Path) -> None:
        code, out, _ = call("status", indexed)
        assert code == 0
        first, *rest = out.splitlines()
        assert first == f"{indexed}: 2 pictures indexed, 1 failed, 1 skipped"
        assert f"  {indexed / 'text.jpg'}: skipped: {NotAPicture.sentence}" in rest
        assert f"  {indexed / 'half.png'}: The picture is damaged or cut short." in rest
        assert not any("twin.png" in line for line in rest)
        assert any(line.startswith("last indexed ") for line in rest)
        assert "files: 1 indexed, 1 duplicate" in rest
        code, out, _ = call("status", indexed, "--files")
        assert f"  {indexed / 'twin.png'}: duplicate: The same file as “a.png”." in out

    def test_retry(self, call: Call, indexed: Path) -> None:
        with closing(Catalog(indexed)) as catalog:
            state = (indexed / "a.png").stat()
            blamed = Failure("a.png", state.st_mtime_ns, state.st_size, CRASHES)
            catalog.stores.open().fail([blamed])
        assert json.loads(call("index", indexed, "--json")[1])["failed"] == 2
        assert json.loads(call("index", indexed, "--json", "--retry")[1])["failed"] == 1
