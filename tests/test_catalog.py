from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.answers import Found
from clothesfinder.catalog import Catalog
from clothesfinder.emphasis import NEUTRAL, PRESETS, Emphasis, NoParts
from clothesfinder.filter import Filter
from clothesfinder.problem import Problem
from clothesfinder.progress import Progress, Summary
from clothesfinder.query import Query
from clothesfinder.store import WHOLE, Box, Entry

from .conftest import (
    HALVES,
    ColourEmbedder,
    HalvesEmbedder,
    PartsEmbedder,
    draw,
    result,
    save,
    save_outfit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def counts(summary: Summary) -> tuple[int, ...]:
    """Indexed, unchanged, moved, removed, failed."""
    return summary[:5]


@pytest.fixture
def catalog(gallery: Path, embedder: ColourEmbedder) -> Iterator[Catalog]:
    catalog = Catalog(gallery, load_embedder=lambda: embedder)
    yield catalog
    catalog.close()


@pytest.fixture
def index(catalog: Catalog) -> Callable[[], tuple[int, ...]]:
    """Index the gallery; gives the counts."""
    return lambda: counts(result(catalog.index()))


def search(catalog: Catalog, source: Path | bytes, limit: int = 50) -> list[str]:
    return [match.path for match in result(catalog.search(Query(source), limit)).matches]


class TestIndex:
    def test_only_what_is_new_or_changed_is_embedded(
        self, gallery: Path, index: Callable[[], tuple[int, ...]], embedder: ColourEmbedder
    ) -> None:
        for number in range(10):
            save(gallery / f"{number}.png")
        assert index() == (10, 0, 0, 0, 0)
        assert index() == (0, 10, 0, 0, 0)
        assert embedder.embedded == 10
        save(gallery / "3.png", (1, 2, 3), size=(70, 80))
        save(gallery / "new.png")
        assert index() == (2, 9, 0, 0, 0)
        assert embedder.embedded == 12

    def test_a_touched_file_is_unchanged(
        self, gallery: Path, index: Callable[[], tuple[int, ...]], embedder: ColourEmbedder
    ) -> None:
        file = save(gallery / "a.png")
        index()
        os.utime(file, ns=(1, 1))
        assert index() == (0, 1, 0, 0, 0)
        assert index() == (0, 1, 0, 0, 0)
        assert embedder.embedded == 1

    def test_a_moved_or_renamed_file_keeps_its_vector(
        self,
        gallery: Path,
        catalog: Catalog,
        index: Callable[[], tuple[int, ...]],
        embedder: ColourEmbedder,
    ) -> None:
        for name in "abc":
            save(gallery / f"{name}.png")
        index()
        (gallery / "below").mkdir()
        (gallery / "a.png").rename(gallery / "below" / "z.png")
        (gallery / "b.png").rename(gallery / "B.jpg")
        assert index() == (0, 1, 2, 0, 0)
        assert embedder.embedded == 3
        assert sorted(search(catalog, gallery / "c.png")) == ["B.jpg", "below/z.png", "c.png"]
        assert index() == (0, 3, 0, 0, 0)

    def test_files_that_change_places_change_vectors(
        self,
        gallery: Path,
        catalog: Catalog,
        index: Callable[[], tuple[int, ...]],
        embedder: ColourEmbedder,
    ) -> None:
        names = [f"{number}.png" for number in range(2 * embedder.batch)]
        for name in names:
            save(gallery / name)
        index()
        for name in names:
            (gallery / name).rename(gallery / f"{name}.tmp")
        for old, new in zip(names, names[::-1], strict=True):
            (gallery / f"{old}.tmp").rename(gallery / new)
            os.utime(gallery / new, ns=(5, 5))
        index()
        for name in names:
            assert search(catalog, gallery / name, 1) == [name]

    def test_a_copy_is_not_embedded_again(
        self, gallery: Path, index: Callable[[], tuple[int, ...]], embedder: ColourEmbedder
    ) -> None:
        save(gallery / "a.png")
        index()
        shutil.copy(gallery / "a.png", gallery / "b.png")
        assert index() == (1, 1, 0, 0, 0)
        assert embedder.embedded == 1

    def test_a_vanished_file_goes(
        self, gallery: Path, catalog: Catalog, index: Callable[[], tuple[int, ...]]
    ) -> None:
        for name in "abc":
            save(gallery / f"{name}.png")
        index()
        (gallery / "b.png").unlink()
        assert index() == (0, 2, 0, 1, 0)
        assert sorted(search(catalog, gallery / "a.png")) == ["a.png", "c.png"]

    def test_a_bad_file_is_recorded_tried_again_and_stops_nothing(
        self, gallery: Path, catalog: Catalog, index: Callable[[], tuple[int, ...]]
    ) -> None:
        good = save(gallery / "good.png")
        (gallery / "bad.png").write_bytes(good.read_bytes()[:150])
        (gallery / "empty.jpg").touch()
        assert index() == (1, 0, 0, 0, 2)
        assert index() == (0, 1, 0, 0, 2)
        told = {failure.path: failure.reason for failure in catalog.status().failures}
        assert told == {
            "bad.png": "The picture is damaged or cut short.",
            "empty.jpg": "The file is empty.",
        }
        save(gallery / "bad.png")
        (gallery / "empty.jpg").unlink()
        assert index() == (1, 1, 0, 0, 0)
        assert not catalog.status().failures

    def test_a_picture_that_breaks_is_not_found_any_more(
        self, gallery: Path, catalog: Catalog, index: Callable[[], tuple[int, ...]]
    ) -> None:
        save(gallery / "a.png")
        save(gallery / "b.png")
        index()
        (gallery / "a.png").write_bytes(b"rubbish")
        assert index() == (0, 1, 0, 0, 0)
        assert [failure.is_left_out for failure in catalog.status().failures] == [True]
        assert search(catalog, gallery / "b.png") == ["b.png"]

    @pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
    def test_names_of_every_kind(
        self, gallery: Path, catalog: Catalog, index: Callable[[], tuple[int, ...]]
    ) -> None:
        names = [
            "é.png",
            "e\u0301.png",
            "-dash.png",
            "qu'o\"te\n.png",
            "衣服👗.png",
            "n" * 251 + ".png",
        ]
        names.append(os.fsdecode(b"\xff\xfe.png"))
        for name in names:
            (gallery / name).write_bytes(save(gallery.parent / name).read_bytes())
        assert index() == (len(names), 0, 0, 0, 0)
        for name in names:
            assert search(catalog, gallery / name, 1) == [name]

    def test_progress_counts_up_to_all(self, gallery: Path, catalog: Catalog) -> None:
        for number in range(10):
            save(gallery / f"{number % 2}" / f"{number}.png")
        seen = [step for step in catalog.index() if step.total]
        assert [step.done for step in seen] == sorted(step.done for step in seen)
        assert {step.total for step in seen} == {10}
        assert seen[-1].done == 10
        assert seen[-1].folder == "1"
        assert seen[-1].rate > 0
        assert seen[-1].seconds_left == 0
        assert Progress(2, 10, 0, "", 4.0).seconds_left == 2
        assert Progress(2, 10, 0, "", 0.0).seconds_left is None

    def test_cancelled_it_keeps_what_is_done_and_goes_on_from_there(
        self, gallery: Path, catalog: Catalog, embedder: ColourEmbedder
    ) -> None:
        for number in range(20):
            save(gallery / f"{number}.png")
        job = catalog.index()
        while next(job).done < 8:
            pass
        job.close()
        kept = catalog.status().indexed
        assert kept == embedder.embedded >= 8
        assert counts(result(catalog.index())) == (20 - kept, kept, 0, 0, 0)
        assert catalog.status().indexed == embedder.embedded == 20

    def test_what_is_indexed_so_far_can_be_searched(self, gallery: Path, catalog: Catalog) -> None:
        for number in range(12):
            save(gallery / f"{number}.png")
        sizes = [
            len(search(catalog, gallery / "0.png"))
            for step in catalog.index()
            if step.total and step.done
        ]
        assert sizes == sorted(set(sizes))
        assert sizes[0] <= 4
        assert sizes[-1] == 12

    def test_another_model_embeds_all_again(
        self, gallery: Path, catalog: Catalog, embedder: ColourEmbedder
    ) -> None:
        save(gallery / "a.png")
        result(catalog.index())
        embedder.space = embedder.space._replace(weights="other")
        with pytest.raises(Problem, match="another model"):
            result(catalog.search(Query(gallery / "a.png")))
        assert counts(result(catalog.index())) == (1, 0, 0, 0, 0)
        assert search(catalog, gallery / "a.png") == ["a.png"]

    def test_pictures_are_left_as_they_are(
        self, gallery: Path, index: Callable[[], tuple[int, ...]]
    ) -> None:
        files = [save(gallery / f"{number}.png") for number in range(3)]
        before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in files]
        index()
        assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in files] == before
        assert sorted(gallery.iterdir()) == sorted(files)


class TestFolders:
    def test_no_folder(self, tmp_path: Path, data: Path) -> None:
        with pytest.raises(Problem, match=r"There is no folder .*nowhere\. Check"):
            result(Catalog(tmp_path / "nowhere").index())
        assert not data.exists()

    def test_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(Problem, match="is not a folder"):
            result(Catalog(save(tmp_path / "a.png")).index())

    def test_an_empty_folder_and_one_without_pictures(
        self, gallery: Path, index: Callable[[], tuple[int, ...]], data: Path
    ) -> None:
        with pytest.raises(Problem, match="There are no pictures in"):
            index()
        (gallery / "notes.txt").touch()
        with pytest.raises(Problem, match="There are no pictures in"):
            index()
        assert not [file for file in data.rglob("*") if file.is_file()]

    @pytest.mark.skipif(AS_ROOT or sys.platform == "win32", reason="root may read everything")
    def test_a_forbidden_folder(self, gallery: Path, index: Callable[[], tuple[int, ...]]) -> None:
        gallery.chmod(0)
        with pytest.raises(Problem, match="no right to read the folder"):
            index()

    def test_a_drive_that_is_not_plugged_in_loses_nothing(
        self, gallery: Path, catalog: Catalog, index: Callable[[], tuple[int, ...]]
    ) -> None:
        save(gallery / "a.png")
        index()
        elsewhere = gallery.rename(gallery.parent / "elsewhere")
        with pytest.raises(Problem, match="plug in the drive"):
            index()
        gallery.mkdir()  # a mount point without its drive
        with pytest.raises(Problem, match="no pictures any more"):
            index()
        gallery.rmdir()
        elsewhere.rename(gallery)
        assert index() == (0, 1, 0, 0, 0)

    def test_a_drive_unplugged_in_mid_run_loses_nothing(
        self, gallery: Path, catalog: Catalog
    ) -> None:
        for number in range(200):  # more than are read ahead
            save(gallery / f"{number}.png")
        job = catalog.index()
        while next(job).done < 4:
            pass
        gallery.rename(gallery.parent / "elsewhere")
        with pytest.raises(Problem, match="not there any more"):
            result(job)
        status = catalog.status()
        assert status.indexed >= 4
        assert not status.failures


class TestSearch:
    @pytest.fixture(autouse=True)
    def indexed(self, gallery: Path, index: Callable[[], tuple[int, ...]]) -> None:
        for name, colour in {
            "red": (200, 0, 0),
            "pink": (220, 60, 80),
            "blue": (0, 0, 200),
        }.items():
            save(gallery / f"{name}.png", colour)
        index()

    def test_best_first_with_scores(self, gallery: Path, catalog: Catalog) -> None:
        found = result(catalog.search(Query(gallery / "red.png")))
        assert isinstance(found, Found)
        assert [match.path for match in found.matches] == ["red.png", "pink.png", "blue.png"]
        assert found.matches[0].score == pytest.approx(1, abs=1e-5)
        assert found.searched == 3
        assert found.seconds > 0

    def test_a_file_and_its_bytes_are_one_query(self, gallery: Path, catalog: Catalog) -> None:
        file = gallery / "pink.png"
        by_file = result(catalog.search(Query(file))).matches
        assert result(catalog.search(Query(file.read_bytes()))).matches == by_file

    def test_a_part_of_a_picture(self, gallery: Path, catalog: Catalog, tmp_path: Path) -> None:
        image = draw((0, 0, 200), (120, 80))
        image.paste(draw((200, 0, 0)), (60, 0))
        image.save(tmp_path / "two.png")
        right = Query(tmp_path / "two.png", box=Box(0.5, 0, 1, 1))
        first = result(catalog.search(right)).matches[0]
        assert first.path == "red.png"
        assert first.score == pytest.approx(1, abs=1e-4)

    def test_limit_and_folder(self, gallery: Path, catalog: Catalog) -> None:
        save(gallery / "below" / "blue.png", (0, 0, 190))
        result(catalog.index())
        assert search(catalog, gallery / "red.png", 2) == ["red.png", "pink.png"]
        job = catalog.search(Query(gallery / "red.png"), among=Filter("below"))
        assert [match.path for match in result(job).matches] == ["below/blue.png"]

    def test_more_of_what_was_found(self, gallery: Path, catalog: Catalog) -> None:
        for number in range(12):
            save(gallery / f"{number}.png", (200, 10 * number, 0))
        result(catalog.index())
        query = Query(gallery / "0.png")
        whole = result(catalog.search(query))
        assert len(whole.matches) == whole.searched == 15
        assert whole.more is whole.is_cut_off is False
        first = result(catalog.search(query, 4))
        more = result(catalog.search(query, 9, seen=first))
        last = result(catalog.search(query, 90, seen=more))
        assert [one.more for one in (first, more, last)] == [True, True, False]
        assert [one.after for one in (first, more, last)] == [0, 4, 9]
        assert [one.matches for one in (first, more, last)] == [
            whole.matches[:4], whole.matches[:9], whole.matches,
        ]  # fmt: skip

    def test_what_was_seen_and_changed_is_found_anew(self, gallery: Path, catalog: Catalog) -> None:
        query = Query(gallery / "red.png")
        first = result(catalog.search(query, 2))
        save(gallery / "redder.png", (201, 0, 0))
        result(catalog.index())
        more = result(catalog.search(query, 4, seen=first))
        assert more.after == 0
        assert [match.path for match in more.matches][:2] == ["red.png", "redder.png"]

    def test_those_that_are_nearly_the_same_are_told(self, gallery: Path, catalog: Catalog) -> None:
        for number in range(3):
            save(gallery / f"copy {number}.png", (0, number, 200))
        result(catalog.index())
        query = Query(gallery / "blue.png")
        plain = result(catalog.search(query))
        assert not len(plain.groups.leaders)
        assert [len(group) for group in plain.in_groups()] == [1] * 6
        found = result(catalog.search(query, grouped=True))
        assert found.matches == plain.matches
        assert found.in_groups()[0][0].path == "blue.png"
        assert {match.path for match in found.in_groups()[0]} == {
            "blue.png", "copy 0.png", "copy 1.png", "copy 2.png",
        }  # fmt: skip
        in_pages = result(catalog.search(query, 2, grouped=True))
        in_pages = result(catalog.search(query, 6, seen=in_pages, grouped=True))
        assert in_pages.after == 2
        assert in_pages.in_groups() == found.in_groups()
        not_grouped = result(catalog.search(query, 2))
        late = result(catalog.search(query, 6, seen=not_grouped, grouped=True))
        assert late.after == 0
        assert late.in_groups() == found.in_groups()

    def test_no_picture(self, catalog: Catalog) -> None:
        with pytest.raises(Problem, match="not a picture"):
            result(catalog.search(Query(b"no picture")))

    def test_a_gallery_that_was_never_indexed(self, tmp_path: Path, gallery: Path) -> None:
        with pytest.raises(Problem, match="“other” is not indexed yet"):
            result(Catalog(tmp_path / "other").search(Query(gallery / "red.png")))

    def test_a_forgotten_gallery_keeps_its_pictures(self, gallery: Path, catalog: Catalog) -> None:
        catalog.forget()
        with pytest.raises(Problem, match="not indexed yet"):
            catalog.status()
        assert len(list(gallery.iterdir())) == 3


OTHER_COLOUR = PRESETS[1].emphasis


class TestEmphasis:
    @pytest.fixture
    def embedder(self) -> PartsEmbedder:
        return PartsEmbedder()

    @pytest.fixture(autouse=True)
    def indexed(self, gallery: Path, index: Callable[[], tuple[int, ...]]) -> None:
        for name, colour in {"red": (200, 0, 0), "pink": (210, 5, 20), "blue": (0, 0, 200)}.items():
            save(gallery / f"{name}.png", colour)
        save(gallery / "else.png", (0, 0, 200), (200, 60))
        index()

    def find(self, catalog: Catalog, source: Path | bytes, emphasis: Emphasis = NEUTRAL) -> Found:
        return result(catalog.search(Query(source, emphasis=emphasis)))

    def test_the_same_cut_in_another_colour(self, gallery: Path, catalog: Catalog) -> None:
        as_it_is = self.find(catalog, gallery / "red.png")
        assert [match.path for match in as_it_is.matches][:2] == ["red.png", "pink.png"]
        other = self.find(catalog, gallery / "red.png", OTHER_COLOUR)
        assert other.matches[0].path == "blue.png"
        assert all(-1 <= match.score <= 1 for match in other.matches)
        assert self.find(catalog, gallery / "red.png").matches == as_it_is.matches

    def test_a_score_is_the_mean_of_what_the_why_tells(
        self, gallery: Path, catalog: Catalog, embedder: PartsEmbedder
    ) -> None:
        for emphasis in (NEUTRAL, OTHER_COLOUR, Emphasis(0, 1, 2)):
            found = self.find(catalog, gallery / "red.png", emphasis)
            assert found.parts == ("cut", "pattern", "colour")
            assert found.why.keys() == {match.path for match in found.matches}
            first = result(catalog.search(Query(gallery / "red.png", emphasis=emphasis), 1))
            job = catalog.search(Query(gallery / "red.png", emphasis=emphasis), seen=first)
            assert {**result(job).why, **first.why} == found.why
            assert (
                first.matches[0].path
                not in result(
                    catalog.search(Query(gallery / "red.png", emphasis=emphasis), seen=first)
                ).why
            )
            weights = {n: w * embedder.shares[n] for n, w in emphasis._asdict().items()}
            for match in found.matches:
                why = found.why[match.path]
                mean = sum(weights[name] * cosine for name, cosine in why.items())
                assert match.score == pytest.approx(
                    mean / sum(map(abs, weights.values())), abs=1e-5
                )

    def test_the_part_that_matched_tells_why(
        self, gallery: Path, catalog: Catalog, embedder: PartsEmbedder
    ) -> None:
        red, blue = catalog.stores.open().entries(["red.png", "blue.png"])
        half = Box(0, 0, 1, 0.5)
        both = [Entry("two.png", part, *one[2:]) for part, one in ((WHOLE, blue), (half, red))]
        catalog.stores.open().put(both)
        found = self.find(catalog, gallery / "red.png")
        assert {m.path: m.part for m in found.matches}["two.png"] == half
        assert found.why["two.png"]["colour"] == pytest.approx(1, abs=1e-5)
        other = self.find(catalog, gallery / "red.png", OTHER_COLOUR)
        assert {m.path: m.part for m in other.matches}["two.png"] == WHOLE
        assert other.why["two.png"] == other.why["blue.png"]

    def test_a_query_is_embedded_once_whatever_counts(
        self, gallery: Path, catalog: Catalog, embedder: PartsEmbedder
    ) -> None:
        file, before = gallery / "red.png", embedder.embedded
        for emphasis in (NEUTRAL, OTHER_COLOUR, Emphasis(0, 1, 2)):
            self.find(catalog, file, emphasis)
        assert embedder.embedded == before + 1
        for _ in range(2):
            self.find(catalog, file.read_bytes())
        assert embedder.embedded == before + 2
        for _ in range(2):
            assert result(catalog.search(Query(file, box=Box(0, 0, 0.5, 1)))).matches
        assert embedder.embedded == before + 3

    def test_a_query_that_changed_is_another_one(
        self, gallery: Path, catalog: Catalog, embedder: PartsEmbedder, tmp_path: Path
    ) -> None:
        file = save(tmp_path / "query.png", (200, 0, 0))
        assert self.find(catalog, file).matches[0].path == "red.png"
        save(file, (0, 0, 200))
        assert self.find(catalog, file).matches[0].path == "blue.png"
        embedder.space = embedder.space._replace(weights="other")
        result(catalog.index())
        before = embedder.embedded
        self.find(catalog, file)
        assert embedder.embedded == before + 1
        file.unlink()
        with pytest.raises(Problem, match="no longer there"):
            self.find(catalog, file)

    def test_a_store_that_cannot_tell_why_fails_no_search(
        self, gallery: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_paths: object) -> list[Entry]:
            raise Problem("The drive is gone.")

        whole = self.find(catalog, gallery / "red.png")
        monkeypatch.setattr(catalog.stores.open(), "entries", broken)
        found = self.find(catalog, gallery / "red.png")
        assert found.matches == whole.matches
        assert found.why == {}

    def test_a_gallery_is_made_ready_before_it_is_searched(
        self, gallery: Path, catalog: Catalog
    ) -> None:
        result(catalog.get_ready())
        read: list[str] = []
        store = catalog.stores.open()
        store._db.set_trace_callback(read.append)  # type: ignore[attr-defined]
        assert self.find(catalog, gallery / "red.png").matches
        assert not [query for query in read if "order by id limit" in query]

    def test_nothing_counts(self, gallery: Path, catalog: Catalog) -> None:
        with pytest.raises(Problem, match="Nothing counts"):
            self.find(catalog, gallery / "red.png", Emphasis(0, 0, 0))


def test_a_model_without_parts_finds_and_refuses_to_weigh(gallery: Path, catalog: Catalog) -> None:
    save(gallery / "a.png")
    result(catalog.index())
    found = result(catalog.search(Query(gallery / "a.png")))
    assert (found.parts, found.why, len(found.matches)) == ((), {}, 1)
    with pytest.raises(NoParts):
        result(catalog.search(Query(gallery / "a.png", emphasis=OTHER_COLOUR)))


def test_the_stand_in_has_unit_vectors(embedder: ColourEmbedder) -> None:
    vectors = embedder.embed([embedder.prepare(draw((9, 9, 200)))] * 2)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])


def test_moved_and_copied_files_keep_all_parts(gallery: Path) -> None:
    for name, upper in (("a", (200, 0, 0)), ("b", (0, 0, 200))):
        save_outfit(gallery / f"{name}.png", upper, (20, 20, 20))
    seeing = HalvesEmbedder()
    with closing(Catalog(gallery, load_embedder=lambda: seeing)) as catalog:
        result(catalog.index())
        seeing.embedded = 0
        shutil.copy(gallery / "a.png", gallery / "copy.png")
        (gallery / "b.png").rename(gallery / "moved.png")
        assert result(catalog.index()).moved == 1
        assert not seeing.embedded
        known = catalog.stores.open().entries(["a.png", "copy.png", "moved.png"])
        assert [entry.part for entry in known] == 3 * [WHOLE, *HALVES]
        draw((0, 0, 200)).save(gallery / "jacket.png")
        best = result(catalog.search(Query(gallery / "jacket.png"))).matches[0]
        assert best[:2] == ("moved.png", HALVES[0])
        assert best.score == pytest.approx(1, abs=1e-4)
