"""The check of an index, against real damage; and its repair."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from clothesfinder.catalog import Catalog
from clothesfinder.embedder import Region
from clothesfinder.index_file_check import check_index_file
from clothesfinder.index_files import index_file
from clothesfinder.index_schema import SCHEMA_VERSION
from clothesfinder.local_store import open_local
from clothesfinder.problem import Problem
from clothesfinder.repairing import put_aside, repair
from clothesfinder.sample_check import compare
from clothesfinder.store import WHOLE, Box, Space
from clothesfinder.verified import remarks, verdict
from clothesfinder.verifying import verify

from .conftest import ColourEmbedder, PartsEmbedder, result, save
from .renewing import LaterEmbedder, contents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from clothesfinder.embedder import Embedder
    from clothesfinder.query import Query
    from clothesfinder.verified import Repaired, Report

PICTURES = 12
UPPER = Box(0.0, 0.0, 1.0, 0.55)


class HalvesEmbedder(ColourEmbedder):
    """Embeds the upper half of each picture, too."""

    space = ColourEmbedder.space._replace(preprocessing="halves-1")

    def see(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        seen = []
        for image in images:
            upper = image.crop((0, 0, image.width, round(0.55 * image.height)))
            vectors = self.embed([self.prepare(image), self.prepare(upper)])
            seen.append([Region(WHOLE, vectors[0]), Region(UPPER, vectors[1])])
        return seen


Everything = tuple[str | None, list[tuple[Any, ...]]]


@pytest.fixture
def pictures(gallery: Path) -> Path:
    for number in range(PICTURES):
        save(gallery / f"{number:02}.png")
    return gallery


@pytest.fixture
def catalog(pictures: Path) -> Iterator[Catalog]:
    """An indexed gallery, whose pictures have two vectors each; closed."""
    catalog = Catalog(pictures, load_embedder=HalvesEmbedder)
    result(catalog.index())
    catalog.close()
    yield catalog
    catalog.close()


def check(catalog: Catalog, pictures: int = 50) -> Report:
    report = result(verify(catalog, pictures))
    catalog.close()
    return report


def repaired(catalog: Catalog, report: Report) -> Repaired:
    """Repair, and see that the index is then as one that was newly made."""
    done = result(repair(catalog, report))
    catalog.close()
    assert done.after.is_sound
    assert verdict(done.after)[0] == "The index is sound."
    assert contents(catalog.gallery)[1] is None
    here = everything(catalog.gallery)
    index_file(catalog.gallery).rename(index_file(catalog.gallery).with_suffix(".kept"))
    with closing(Catalog(catalog.gallery, load_embedder=catalog.load_embedder)) as anew:
        result(anew.index())
    assert everything(catalog.gallery) == here
    return done


def everything(gallery: Path) -> Everything:
    """All that the gallery's index tells, by path and part."""
    with closing(open_local(gallery, create=False)) as store:
        entries = store.entries(sorted(store.stamps()))
        return store.space(), [(*one[:3], one.vector.tobytes(), *one[4:]) for one in entries]


def change(catalog: Catalog, *statements: str, values: Sequence[Any] = ()) -> None:
    """Change the file behind the program's back, without what SQLite would see to."""
    with closing(sqlite3.connect(index_file(catalog.gallery))) as db, db:
        db.execute("pragma foreign_keys = off")
        for statement in statements:
            db.execute(statement, values)


def state(folder: Path) -> dict[str, str]:
    """What every file of an index holds."""
    files = [file for file in folder.iterdir() if not file.name.endswith(("-shm", "-wal"))]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def reasons(report: Report) -> dict[str, str]:
    return dict(report.listed)


# --- what is sound


def test_a_sound_index_is_told_so_and_not_written(catalog: Catalog) -> None:
    folder = index_file(catalog.gallery).parent
    before = state(folder)
    report = check(catalog)
    assert report.is_sound
    assert (report.pictures, report.vectors, report.unchanged) == (PICTURES, 2 * PICTURES, PICTURES)
    assert (report.sampled, report.searched, report.found_first) == (PICTURES,) * 3
    assert (report.changed, report.gone, report.new) == (0, 0, 0)
    assert (report.listed, report.unchecked) == ([], [])
    assert verdict(report) == [
        "The index is sound.",
        "12 pictures with 24 vectors were looked at; none are wrong.",
        "12 of them were embedded again; none differ from what is stored.",
        "12 of 12 were found first when searched for.",
    ]
    assert state(folder) == before


def test_another_kind_of_model_and_a_small_sample(pictures: Path) -> None:
    with closing(Catalog(pictures, load_embedder=PartsEmbedder)) as catalog:
        result(catalog.index())
        report = check(catalog, 5)
    assert report.is_sound
    assert (report.pictures, report.sampled, report.found_first) == (PICTURES, 5, 5)


def test_the_sample_is_the_same_each_time(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    search = Catalog.search

    def noted(self: Catalog, query: Query, limit: int = 50) -> Any:
        asked.append(str(query.source))
        return search(self, query, limit)

    monkeypatch.setattr(Catalog, "search", noted)
    check(catalog, 4)
    check(catalog, 4)
    assert len(set(asked)) == 4
    assert asked[:4] == asked[4:]


def test_copies_of_a_picture_may_be_found_first(catalog: Catalog) -> None:
    for number in range(30):
        (catalog.gallery / f"copy {number}.png").write_bytes(
            (catalog.gallery / "00.png").read_bytes()
        )
    result(catalog.index())
    report = check(catalog)
    assert report.is_sound
    assert report.found_first == report.searched == PICTURES + 30


def test_files_that_changed_or_went_since_are_only_told(catalog: Catalog) -> None:
    save(catalog.gallery / "00.png", (1, 2, 3), (70, 90))
    (catalog.gallery / "01.png").unlink()
    save(catalog.gallery / "new.png")
    report = check(catalog)
    assert report.is_sound
    assert (report.unchanged, report.changed, report.gone, report.new) == (PICTURES - 2, 1, 1, 1)
    assert report.sampled == PICTURES - 2
    told = remarks(report)
    assert "Of their files, 10 are as when indexed, 1 has changed since, 1 is gone." in told
    assert "1 picture in the folder is not in the index yet." in told


def test_without_the_folder_the_index_is_checked_all_the_same(
    catalog: Catalog, tmp_path: Path
) -> None:
    file = index_file(catalog.gallery)
    catalog.gallery.rename(tmp_path / "unplugged")
    assert index_file(catalog.gallery) == file
    report = check(catalog)
    assert report.is_sound
    assert (report.pictures, report.gone, report.sampled) == (PICTURES, 0, 0)
    assert "The folder is not there, so its files were not looked at." in remarks(report)


def test_an_index_that_is_being_written_can_be_checked(catalog: Catalog) -> None:
    with closing(open_local(catalog.gallery)) as writer, writer.transaction():
        writer._db.execute("delete from picture where path = ?", (b"00.png",))
        report = check(catalog)
    assert report.is_sound
    assert report.pictures == PICTURES


# --- what is wrong with single pictures


def set_vector(catalog: Catalog, name: str, data: bytes) -> None:
    change(
        catalog,
        "update part set vector = ? where x1 - x0 = 1 and y1 - y0 = 1"
        " and picture = (select id from picture where path = ?)",
        values=(data, name.encode()),
    )


def vector(catalog: Catalog, name: str) -> np.ndarray[Any, np.dtype[np.float32]]:
    with closing(open_local(catalog.gallery)) as store:
        return store.entries([name])[0].vector


def wrong_vectors() -> list[tuple[str, str, bool]]:
    return [
        ("short", "is of 12 numbers in place of 64", False),
        ("odd bytes", "is of no numbers in place of 64", False),
        ("empty", "is of no numbers in place of 64", False),
        ("nan", "numbers that are none", False),
        ("long", "has the length 3 in place of 1", False),
        ("zero", "has the length 0 in place of 1", False),
        ("another's", "their cosine is 0.", True),
    ]


@pytest.mark.parametrize(("kind", "reason", "searched"), wrong_vectors())
def test_a_wrong_vector_is_found_and_mended(
    catalog: Catalog, kind: str, reason: str, searched: bool
) -> None:
    own = vector(catalog, "03.png")
    data = {
        "short": own[:12].tobytes(),
        "odd bytes": own.tobytes()[:-1],
        "empty": b"",
        "nan": (own * np.nan).tobytes(),
        "long": (3 * own).tobytes(),
        "zero": (0 * own).tobytes(),
        "another's": np.roll(own, 1).tobytes(),
    }
    set_vector(catalog, "03.png", data[kind])
    report = check(catalog)
    assert not report.is_sound
    assert [*reasons(report)] == ["03.png"]
    assert reason in reasons(report)["03.png"]
    assert (report.searched > 0) == searched
    assert repaired(catalog, report).dropped == 1


def test_one_wrong_number_of_a_part_is_found(catalog: Catalog) -> None:
    """The sign of the largest: the length stays the same, so only the sample can tell."""
    with closing(open_local(catalog.gallery)) as store:
        part = store.entries(["05.png"])[1].vector
    part[np.abs(part).argmax()] *= -1
    change(
        catalog,
        "update part set vector = ? where y1 < 1"
        " and picture = (select id from picture where path = '05.png' or path = ?)",
        values=(part.tobytes(), b"05.png"),
    )
    report = check(catalog)
    assert "vector of one of its parts comes out differently" in reasons(report)["05.png"]
    assert repaired(catalog, report).summary.indexed == 1


OF_04 = "picture = (select id from picture where path = cast('04.png' as blob))"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (f"delete from part where y1 = 1 and {OF_04}", "none of the whole picture"),
        (f"delete from part where y1 < 1 and {OF_04}", "parts are not those that the model finds"),
        (f"delete from part where {OF_04}", "It has no vector"),
        (f"update part set y1 = 1 where {OF_04}", "more than one vector of the whole"),
        (f"update part set y1 = 7 where {OF_04} and y1 < 1", "does not lie within the picture"),
        (f"update part set y1 = 0.4 where {OF_04} and y1 < 1", "not those that the model finds"),
    ],
)
def test_parts_without_a_whole_and_the_like(catalog: Catalog, statement: str, reason: str) -> None:
    change(catalog, statement)
    report = check(catalog)
    assert [*reasons(report)] == ["04.png"]
    assert reason in reasons(report)["04.png"]
    assert repaired(catalog, report).dropped == 1


def test_a_file_that_changed_without_a_sign_of_it(catalog: Catalog) -> None:
    file = catalog.gallery / "06.png"
    stamp, data = file.stat(), bytearray(file.read_bytes())
    save(file, (9, 9, 9), (60, 80))
    other = file.read_bytes()[: len(data)].ljust(len(data), b"\0")
    file.write_bytes(other)
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    report = check(catalog)
    assert report.unchanged == PICTURES
    assert "though its date and size are as they were" in reasons(report)["06.png"]
    repaired(catalog, report)


def test_one_that_another_is_found_before(catalog: Catalog) -> None:
    """A vector that is too long by less than a store minds gets the better of a picture's own."""
    set_vector(catalog, "07.png", (1.0008 * vector(catalog, "08.png")).astype("<f4").tobytes())
    report = check(catalog)
    assert reasons(report)["08.png"] == "A search with it finds “07.png” first."
    assert (report.searched, report.found_first) == (PICTURES - 1, PICTURES - 2)
    assert "10 of 11 were found first when searched for." in verdict(report)
    repaired(catalog, report)


def test_a_file_that_changes_or_goes_while_the_index_is_checked(catalog: Catalog) -> None:
    job, report = verify(catalog), None
    try:
        while True:
            if next(job).doing == "Loading the model":
                save(catalog.gallery / "06.png", (9, 9, 9), (64, 80))
                (catalog.gallery / "07.png").unlink()
    except StopIteration as end:
        report = end.value
    assert report.is_sound
    assert (report.unchanged, report.changed, report.sampled) == (PICTURES - 2, 2, PICTURES - 2)


def test_a_file_that_cannot_be_read_any_more(catalog: Catalog) -> None:
    file = catalog.gallery / "06.png"
    digest, stamp = hashlib.blake2b(b"no picture", digest_size=16).hexdigest(), file.stat()
    file.write_bytes(b"no picture")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    change(
        catalog,
        "update picture set size = 10, digest = ? where path = ?",
        values=(digest, b"06.png"),
    )
    report = check(catalog)
    assert "not a picture" in reasons(report)["06.png"]
    assert repaired(catalog, report).summary.skipped == 1


def test_what_is_wrong_is_told_with_its_count(catalog: Catalog) -> None:
    for name in ("00.png", "01.png"):
        set_vector(catalog, name, bytes(4))
    report = check(catalog)
    assert verdict(report)[:2] == [
        "The index is not sound.",
        "12 pictures with 24 vectors were looked at; 2 are wrong.",
    ]
    assert "No search was tried: what is wrong spoils every search." in remarks(report)


# --- rows that belong nowhere


@pytest.mark.parametrize(
    ("statement", "strays", "wrong"),
    [
        ("delete from picture where path = cast('02.png' as blob)", 2, 0),
        ("update part set picture = 999 where y1 < 1 and picture < 3", 2, 2),
        ("update part set vector = 'text' where picture = 1 and y1 = 1", 1, 1),
        ("update picture set digest = x'00' where id = 1", 1, 0),
        ("update picture set mtime_ns = 'x' where id = 1", 1, 0),
        ("update picture set path = 'text' where id = 1", 1, 0),
        ("insert into failure values ('text', 1, 1, 'reason')", 1, 0),
    ],
)
def test_rows_that_make_no_sense_are_found_and_taken_out(
    catalog: Catalog, statement: str, strays: int, wrong: int
) -> None:
    change(catalog, statement)
    report = check(catalog)
    assert not report.is_sound
    assert (report.strays, report.wrong) == (strays, wrong)
    repaired(catalog, report)


# --- the index as a whole


def test_no_index_is_told_and_made(pictures: Path, data: Path) -> None:
    with closing(Catalog(pictures, load_embedder=ColourEmbedder)) as catalog:
        report = check(catalog)
        assert verdict(report) == ["The index is not sound.", "“gallery” is not indexed yet."]
        assert not data.exists()
        assert repaired(catalog, report).summary.indexed == PICTURES


def test_an_empty_index_is_told_and_filled(pictures: Path) -> None:
    open_local(pictures).close()
    with closing(Catalog(pictures, load_embedder=ColourEmbedder)) as catalog:
        report = check(catalog)
        assert report.general == ["The index of “gallery” holds no pictures."]
        repaired(catalog, report)


def test_vectors_of_another_model(catalog: Catalog) -> None:
    catalog.load_embedder = LaterEmbedder
    report = check(catalog)
    assert "that is not to be had any more" in report.general[0]
    assert report.sampled == 0
    done = repaired(catalog, report)
    assert done.after.space == str(LaterEmbedder.space)
    assert (done.dropped, done.summary.indexed) == (0, PICTURES)


def test_vectors_that_belong_to_another_model_than_they_say(catalog: Catalog) -> None:
    """Nothing but the sample can tell; and what it tells goes for the others, too."""
    name = str(LaterEmbedder.space._replace(preprocessing="halves-1"))

    class Other(LaterEmbedder, HalvesEmbedder):
        space = LaterEmbedder.space._replace(preprocessing="halves-1")

    change(catalog, "update space set name = ?", values=(name,))
    catalog.load_embedder = Other
    report = check(catalog, 4)
    assert (report.sampled, report.differing) == (4, 4)
    assert "So many of the sample differ that others will, too." in verdict(report)
    assert repaired(catalog, report).set_aside


def test_a_model_that_is_not_here(catalog: Catalog) -> None:
    def missing() -> Embedder:
        raise Problem("It is not downloaded. Download it.")

    catalog.load_embedder = missing
    report = check(catalog)
    assert report.general == [
        "The model that made the vectors cannot be used, so they cannot be searched."
        " It is not downloaded. Download it."
    ]
    before = state(index_file(catalog.gallery).parent)
    with pytest.raises(Problem, match="Download it"):
        result(repair(catalog, report))
    catalog.close()
    assert state(index_file(catalog.gallery).parent) == before


def test_what_there_is_of_a_new_index_is_checked_too(catalog: Catalog) -> None:
    with closing(open_local(catalog.gallery)) as store:
        entries = store.entries(["00.png", "01.png"])
        new = store.to_fill(Space("colours", "later", "halves-1", 64))
        new.put(entries)
    change(catalog, "update next_part set vector = x'00' where picture = 1")
    report = check(catalog)
    assert [*reasons(report)] == ["00.png"]
    assert report.pictures == PICTURES
    done = result(repair(catalog, report))
    catalog.close()
    assert done.dropped == 1
    assert done.after.is_sound


# --- the file


def damage(catalog: Catalog, place: int, data: bytes) -> None:
    with index_file(catalog.gallery).open("r+b") as file:
        file.seek(place)
        file.write(data)


@pytest.mark.parametrize(
    ("place", "data"),
    [
        (0, b"X"),  # what tells that it is SQLite's
        (16, b"\0\0"),  # the size of a page
        (18, b"\7"),  # who may write it
        (28, b"\0\0\0\1"),  # how many pages
        (36, b"\0\0\0\5"),  # how many are free
        (59, b"\2"),  # how text is written
        (68, b"Xxxx"),  # whose it is
        (100, b"\0" * 8),  # the first page's own head
        (4000, b"\xff" * 90),  # the tables' descriptions
        (4096, b"\0" * 16),
        (8192, os.urandom(4096)),
        (3 * 4096, b"\xff" * 8),
        (4 * 4096 + 8, b"\xff\xff" * 8),
    ],
)
def test_flipped_bytes_in_the_file(catalog: Catalog, place: int, data: bytes) -> None:
    damage(catalog, place, data)
    folder = index_file(catalog.gallery).parent
    before = state(folder)
    report = check(catalog)
    assert report.damage
    assert report.damage in verdict(report)
    assert state(folder) == before
    damaged = before[index_file(catalog.gallery).name]
    done = repaired(catalog, report)
    assert state(folder)[Path(done.set_aside).name] == damaged


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_file_that_was_cut_short(catalog: Catalog, share: float) -> None:
    file = index_file(catalog.gallery)
    os.truncate(file, int(share * file.stat().st_size))
    report = check(catalog)
    assert report.damage
    repaired(catalog, report)


def test_no_byte_can_be_flipped_and_pictures_be_lost_unseen(catalog: Catalog) -> None:
    """Wherever it is: either it is found, or it is in the data of one picture and told of it."""
    file = index_file(catalog.gallery)
    sound, good = everything(catalog.gallery), file.read_bytes()
    chance = random.Random(3)
    for place in [*range(100), *(chance.randrange(len(good)) for _ in range(100))]:
        data = bytearray(good)
        data[place] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        try:
            report = check(catalog)
        except Problem as problem:
            assert "newer Clothesfinder" in str(problem)  # noqa: PT017
            assert 60 <= place < 64
            continue
        if report.is_sound and report.unchanged == PICTURES:
            assert report.sampled == PICTURES
            alike(everything(catalog.gallery), sound)


def alike(now: Everything, before: Everything) -> None:
    """See that all is as it was, but for what makes no difference to anybody."""
    assert now[0] == before[0]
    assert len(now[1]) == len(before[1])
    for one, other in zip(now[1], before[1], strict=True):
        assert one[0] == other[0]
        assert np.allclose(one[1], other[1], atol=0.02)
        assert one[2] == other[2]
        vectors = (np.frombuffer(row[3], np.float32) for row in (one, other))
        assert np.dot(*vectors) > 0.999


def test_a_damaged_log_beside_the_file_goes_with_it(catalog: Catalog, tmp_path: Path) -> None:
    """It must not be taken for that of the new file."""
    file = index_file(catalog.gallery)
    damage(catalog, 100, b"\0" * 8)
    log = file.with_name(f"{file.name}-wal")
    log.write_bytes(b"old")
    aside = put_aside(file)
    assert aside.exists()
    assert not file.exists()
    assert not log.exists()
    assert file.with_name(f"{aside.name}-wal").read_bytes() == b"old"
    file.write_bytes(b"damaged again")
    assert put_aside(file) != aside
    assert aside.exists()


def test_a_newer_index_is_no_damage(catalog: Catalog) -> None:
    change(catalog, f"pragma user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(Problem, match="newer Clothesfinder"):
        check(catalog)


def test_tables_and_indexes_that_are_missing(catalog: Catalog) -> None:
    change(catalog, "drop index part_of_picture")
    report = check(catalog)
    assert "tables" in report.damage
    repaired(catalog, report)


def test_a_space_that_is_not_told(catalog: Catalog) -> None:
    change(catalog, "delete from space")
    report = check(catalog)
    assert "does not tell which model" in report.damage
    repaired(catalog, report)


# --- jobs


def test_cancelled_at_every_step_it_leaves_nothing_open(catalog: Catalog) -> None:
    steps = sum(1 for _ in verify(catalog))
    assert steps > 10
    for stop in range(steps):
        job = verify(catalog)
        for _ in range(stop):
            next(job, None)
        job.close()
    catalog.close()
    assert check(catalog).is_sound


def test_repair_cancelled_at_every_step_is_gone_on_with(catalog: Catalog) -> None:
    set_vector(catalog, "03.png", b"")
    report = check(catalog)
    for stop in range(1, 30):
        job = repair(catalog, report)
        for _ in range(stop):
            next(job, None)
        job.close()
        catalog.close()
    with closing(Catalog(catalog.gallery, load_embedder=HalvesEmbedder)) as again:
        result(again.index())
        assert check(again).is_sound


def test_nothing_is_repaired_without_the_pictures(catalog: Catalog) -> None:
    set_vector(catalog, "03.png", b"")
    report = check(catalog)
    before = state(index_file(catalog.gallery).parent)
    for file in catalog.gallery.iterdir():
        file.unlink()
    with pytest.raises(Problem, match=r"no pictures in .* left as it is"):
        result(repair(catalog, report))
    catalog.gallery.rmdir()
    with pytest.raises(Problem, match="There is no folder"):
        result(repair(catalog, report))
    catalog.close()
    assert state(index_file(catalog.gallery).parent) == before


def test_many_rows_are_looked_at_a_few_at_a_time(gallery: Path) -> None:
    save(gallery / "a.png")
    with closing(Catalog(gallery, load_embedder=ColourEmbedder)) as catalog:
        result(catalog.index())
        store = catalog.stores.open()
        (one,) = store.entries(["a.png"])
        store.put([one._replace(path=f"{number}.png") for number in range(1000)])
        doing = [step for step in verify(catalog) if step.doing == "Checking vectors"]
    assert [step.done for step in doing] == [256, 512, 768, 1001]
    assert all(step.total == 1001 for step in doing)


def test_the_file_alone(catalog: Catalog) -> None:
    assert result(check_index_file(index_file(catalog.gallery))) == ("", 0)


def test_regions_are_compared_by_where_they_are() -> None:
    one, other = np.eye(2, dtype=np.float32)
    stored = [Region(WHOLE, one), Region(UPPER, other)]
    assert compare(stored, stored, 0.999) == ""
    moved = UPPER._replace(bottom=0.56)
    assert compare(stored, [stored[0], Region(moved, other)], 0.999) == ""
    assert "parts" in compare(stored, stored[:1], 0.999)
    assert "parts" in compare(stored[:1], stored, 0.999)
    assert "0.000" in compare(stored, [stored[0], Region(UPPER, one)], 0.999)
