"""Thumbnails shared through the database, over a real socket."""

from __future__ import annotations

import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pymongo import MongoClient

from clothesfinder import atlas_errors, thumbnail_sharing, upkeep
from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_store import GALLERIES, THUMBNAILS, AtlasStore
from clothesfinder.atlas_thumbnails import BYTES_AT_ONCE, READ_AT_ONCE, AtlasThumbnails, _calls
from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from clothesfinder.shared_thumbnails import SharedThumbnail
from tests.conftest import ColourEmbedder, result, save
from tests.store_contract import SPACE, entry

from .search_double import AtlasSearchDouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pymongo.database import Database

Rows = dict[str, Any]
ROOT = Path(__file__).parent.parent.parent
SECRET = "s3cr3t"
PICTURES = 30
SHARE = """
import sys
from pathlib import Path
from clothesfinder import thumbnail_sharing, upkeep
from clothesfinder.catalog import Catalog
thumbnail_sharing.PIECE, thumbnail_sharing.SECONDS_UNTIL_STORED = 3, 60
for copied in upkeep.share_thumbnails(Catalog(Path(sys.argv[1]), sys.argv[2])):
    print(copied.done, flush=True)
"""


@pytest.fixture
def database(url: str) -> Iterator[Database[Rows]]:
    """The database, as somebody else sees it."""
    with MongoClient[Rows](url) as client:
        yield client.get_default_database()


@pytest.fixture
def open_catalog(url: str) -> Iterator[Callable[[Path], Catalog]]:
    """Open a gallery on a further computer."""
    opened: list[Catalog] = []

    def open_catalog(gallery: Path, address: str = url) -> Catalog:
        opened.append(Catalog(gallery, address, ColourEmbedder))
        return opened[-1]

    yield open_catalog
    for catalog in opened:
        catalog.close()


@pytest.fixture
def catalog(open_catalog: Callable[[Path], Catalog], gallery: Path) -> Catalog:
    """An indexed gallery of thirty pictures."""
    for number in range(PICTURES):
        save(gallery / str(number % 4) / f"{number}.png", size=(240, 320))
    catalog = open_catalog(gallery)
    assert result(catalog.index()).indexed == PICTURES
    return catalog


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnail_sharing, "PIECE", 3)
    monkeypatch.setattr(thumbnail_sharing, "SECONDS_UNTIL_STORED", 60)


def colour(jpeg: bytes) -> tuple[int, ...]:
    """Of the garment in the picture's middle."""
    image = Image.open(BytesIO(jpeg)).convert("RGB")
    seen = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(seen, tuple)
    return seen


def named(url: str, gallery: str) -> str:
    return f"{url}&clothesfinderGallery={gallery}"


def check_all(catalog: Catalog) -> None:
    """Each picture of the gallery has its own thumbnail, and nothing else has one."""
    paths = [path.relative_to(catalog.gallery).as_posix() for path in catalog.gallery.rglob("*.*")]
    shared = result(upkeep.shared_thumbnails(catalog, paths))
    assert shared.keys() == set(paths)
    for path, jpeg in shared.items():
        assert jpeg == thumbnail_sharing.thumbnail((catalog.gallery / path).read_bytes())
    thumbnails = catalog.stores.open().thumbnails
    assert thumbnails is not None
    assert thumbnails.digests().keys() == set(paths)


def thumbnail(path: str, size: int = 5, digest: str = "d") -> SharedThumbnail:
    return SharedThumbnail(path, digest, b"x" * size)


# --- the rows


def test_what_is_put_comes_back(store: AtlasStore, database: Database[Rows]) -> None:
    thumbnails = store.thumbnails
    assert not thumbnails.are_shared()
    thumbnails.share()
    assert thumbnails.are_shared()
    odd = "\udcff/ドレス '\"%\n.jpg"
    thumbnails.put([thumbnail(odd), thumbnail("b", 6)])
    thumbnails.put([thumbnail("b", 7, "new")])
    assert thumbnails.digests() == {odd: "d", "b": "new"}
    assert thumbnails.digests(["b", "unknown"]) == {"b": "new"}
    assert thumbnails.digests([]) == {}
    assert thumbnails.get([]) == {}
    assert thumbnails.get([odd, "b", "unknown"]) == {odd: b"x" * 5, "b": b"x" * 7}
    row = database[THUMBNAILS].find_one({"path": "b"})
    assert row == {
        "_id": "clothes/b", "gallery": "clothes", "path": "b", "digest": "new", "jpeg": b"x" * 7,
    }  # fmt: skip
    thumbnails.drop([odd, "unknown"])
    assert thumbnails.digests().keys() == {"b"}
    thumbnails.stop()
    assert not thumbnails.are_shared()
    assert thumbnails.digests() == {}


def test_calls_are_of_a_bearable_size(store: AtlasStore) -> None:
    many = [thumbnail(str(number), 60_000) for number in range(40)]
    huge = thumbnail("huge", BYTES_AT_ONCE + 1)
    calls = list(_calls([huge, *many, huge]))
    assert [one for call in calls for one in call] == [huge, *many, huge]
    assert all(sum(len(one.jpeg) for one in call) <= BYTES_AT_ONCE or call == [huge]
               for call in calls)  # fmt: skip
    assert len(calls) == 5
    assert list(_calls([])) == []
    store.thumbnails.put([thumbnail(str(number)) for number in range(READ_AT_ONCE + 1)])
    asked = [str(number) for number in range(READ_AT_ONCE + 1)]
    assert store.thumbnails.get(asked).keys() == set(asked)


def test_each_gallery_shares_its_own(store: AtlasStore, url: str) -> None:
    other = AtlasStore(read_address(url, "other"))
    other.reset(SPACE)
    store.thumbnails.share()
    assert not other.thumbnails.are_shared()
    other.thumbnails.share()
    for one in (store, other):
        one.thumbnails.put([thumbnail("a", 5 if one is store else 6)])
    store.thumbnails.stop()
    assert other.thumbnails.are_shared()
    assert other.thumbnails.get(["a"]) == {"a": b"x" * 6}
    assert store.thumbnails.get(["a"]) == {}
    other.close()


def test_a_reset_keeps_the_choice_and_forgetting_keeps_nothing(
    store: AtlasStore, url: str, database: Database[Rows]
) -> None:
    store.thumbnails.share()
    store.thumbnails.put([thumbnail("a")])
    store.reset(SPACE._replace(model="next"))
    assert store.thumbnails.are_shared()
    assert store.thumbnails.digests() == {"a": "d"}
    other = AtlasStore(read_address(url, "other"))
    other.reset(SPACE)
    other.thumbnails.share()
    other.thumbnails.put([thumbnail("a")])
    store.forget()
    assert [row["gallery"] for row in database[THUMBNAILS].find()] == ["other"]
    again = AtlasStore(read_address(url, "clothes"))
    again.reset(SPACE)
    assert not again.thumbnails.are_shared()
    again.forget()
    gone = AtlasStore(read_address(url, "clothes"))
    with pytest.raises(Problem, match="not in this MongoDB database any more"):
        gone.thumbnails.share()
    gone.close()
    other.close()


def test_stopping_cut_short_is_done_again(
    store: AtlasStore, atlas: AtlasSearchDouble, database: Database[Rows]
) -> None:
    store.thumbnails.share()
    store.thumbnails.put([thumbnail(str(number)) for number in range(700)])
    atlas.writes_until_full = 1
    with pytest.raises(Problem, match="database is full"):
        store.thumbnails.stop()
    atlas.writes_until_full = None
    assert database[THUMBNAILS].count_documents({}) == 200
    assert store.thumbnails.are_shared()
    store.thumbnails.stop()
    assert database[THUMBNAILS].count_documents({}) == 0


# --- the jobs


def test_shared_at_first_and_kept_up_afterwards(catalog: Catalog, gallery: Path) -> None:
    assert not result(upkeep.shares_thumbnails(catalog))
    done = result(upkeep.share_thumbnails(catalog))
    assert done[:5] == (PICTURES, 0, 0, 0, ())
    assert result(upkeep.shares_thumbnails(catalog))
    check_all(catalog)
    assert result(upkeep.update_thumbnails(catalog))[:5] == (0, PICTURES, 0, 0, ())

    save(gallery / "0" / "0.png", (10, 250, 10), (240, 320))
    save(gallery / "new.png")
    (gallery / "1" / "1.png").rename(gallery / "moved.png")
    (gallery / "2" / "2.png").unlink()
    assert result(upkeep.update_thumbnails(catalog)).made == 0  # what is indexed decides
    result(catalog.index())
    assert result(upkeep.update_thumbnails(catalog))[:5] == (3, PICTURES - 3, 2, 0, ())
    check_all(catalog)
    green = colour(result(upkeep.shared_thumbnails(catalog, ["0/0.png"]))["0/0.png"])
    assert green == pytest.approx((10, 250, 10), abs=12)


def test_a_file_that_only_has_a_newer_date_is_not_sent_again(
    catalog: Catalog, gallery: Path
) -> None:
    result(upkeep.share_thumbnails(catalog))
    for path in gallery.rglob("*.png"):
        path.touch()
    result(catalog.index())
    assert result(upkeep.update_thumbnails(catalog))[:2] == (0, PICTURES)


def test_progress(catalog: Catalog, small_steps: None) -> None:
    steps = list(upkeep.share_thumbnails(catalog))
    assert [step.done for step in steps] == list(range(0, PICTURES + 1, 3))
    assert {step.total for step in steps} == {PICTURES}
    assert {step.folder for step in steps[1:]} == {"0", "1", "2", "3"}
    assert steps[0].seconds_left is None
    assert all(step.rate > 0 for step in steps[1:])


def test_stored_a_moment_after_it_was_made(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thumbnail_sharing, "SECONDS_UNTIL_STORED", 0)
    done = [step.done for step in upkeep.share_thumbnails(catalog)]
    assert done[:4] == [0, 1, 2, 3]
    check_all(catalog)


def test_nothing_is_written_while_none_are_shared(
    catalog: Catalog, database: Database[Rows]
) -> None:
    before = list(database[GALLERIES].find())
    assert before[0].keys() == {"_id", "schema", "space", "dimension"}
    result(catalog.index())
    result(upkeep.update_thumbnails(catalog))
    assert result(upkeep.estimate_thumbnails(catalog)).pictures == PICTURES
    assert result(upkeep.shared_thumbnails(catalog, ["0/0.png"])) == {}
    assert list(database[GALLERIES].find()) == before
    assert THUMBNAILS not in database.list_collection_names()


def test_no_picture_is_changed(catalog: Catalog, gallery: Path) -> None:
    def state() -> list[tuple[object, ...]]:
        files = sorted(gallery.rglob("*"))
        return [(path, path.stat().st_mtime_ns, path.is_file() and path.read_bytes())
                for path in files]  # fmt: skip

    before = state()
    result(upkeep.share_thumbnails(catalog))
    result(upkeep.stop_sharing_thumbnails(catalog))
    assert state() == before


def test_files_that_are_gone_changed_or_unreadable_stop_nothing(
    catalog: Catalog, gallery: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gallery / "0" / "0.png").unlink()
    save(gallery / "1" / "1.png", (1, 2, 3), (50, 50))
    (gallery / "2" / "2.png").unlink()
    (gallery / "2" / "2.png").mkdir()
    done = result(upkeep.share_thumbnails(catalog))
    assert done[:4] == (PICTURES - 3, 0, 0, 2)
    (failure,) = done.failures
    assert failure.path == "2/2.png"
    assert failure.reason == "The file cannot be read: it is a folder."


def test_without_the_folder_what_is_shared_stays(
    catalog: Catalog, gallery: Path, small_steps: None
) -> None:
    job = upkeep.share_thumbnails(catalog)
    for _ in range(4):
        next(job)
    gallery.rename(gallery.with_name("unplugged"))
    assert result(job)[:5] == (9, 0, 0, PICTURES - 9, ())
    assert result(upkeep.update_thumbnails(catalog))[:5] == (0, 9, 0, PICTURES - 9, ())
    gallery.with_name("unplugged").rename(gallery)
    assert result(upkeep.update_thumbnails(catalog))[:5] == (PICTURES - 9, 9, 0, 0, ())
    check_all(catalog)


def test_two_computers_at_once_share_the_work(
    catalog: Catalog, open_catalog: Callable[[Path], Catalog], gallery: Path, small_steps: None
) -> None:
    jobs = [upkeep.share_thumbnails(catalog), upkeep.share_thumbnails(open_catalog(gallery))]
    made = []
    while jobs:
        job = jobs.pop(0)
        try:
            next(job)
            jobs.append(job)
        except StopIteration as end:
            made.append(end.value.made)
    assert sum(made) == PICTURES
    assert min(made) > 0
    check_all(catalog)


def test_two_computers_in_the_very_same_moment(
    catalog: Catalog, open_catalog: Callable[[Path], Catalog], gallery: Path, small_steps: None
) -> None:
    done: list[thumbnail_sharing.Updated] = []
    threads = [
        threading.Thread(target=lambda one=one: done.append(result(upkeep.share_thumbnails(one))))
        for one in (catalog, open_catalog(gallery), open_catalog(gallery))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.made + one.unchanged for one in done] == [PICTURES] * 3
    check_all(catalog)


def test_one_stops_while_another_makes_them(
    catalog: Catalog,
    open_catalog: Callable[[Path], Catalog],
    gallery: Path,
    database: Database[Rows],
    small_steps: None,
) -> None:
    job = upkeep.share_thumbnails(catalog)
    for _ in range(3):
        next(job)
    result(upkeep.stop_sharing_thumbnails(open_catalog(gallery)))
    list(job)
    assert database[THUMBNAILS].count_documents({}) == 0
    assert not result(upkeep.shares_thumbnails(catalog))


def test_one_stops_while_another_s_are_on_their_way(
    catalog: Catalog,
    open_catalog: Callable[[Path], Catalog],
    gallery: Path,
    database: Database[Rows],
    small_steps: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put = AtlasThumbnails.put

    def put_late(self: AtlasThumbnails, thumbnails: Sequence[SharedThumbnail]) -> None:
        result(upkeep.stop_sharing_thumbnails(open_catalog(gallery)))
        put(self, thumbnails)

    monkeypatch.setattr(AtlasThumbnails, "put", put_late)
    assert result(upkeep.share_thumbnails(catalog)).made == 0
    assert database[THUMBNAILS].count_documents({}) == 0


def test_a_full_database_is_told_and_gone_on_with(
    catalog: Catalog, atlas: AtlasSearchDouble, small_steps: None
) -> None:
    job = upkeep.share_thumbnails(catalog)
    assert [next(job).done for _ in range(3)][-1] == 6
    atlas.writes_until_full = 2
    with pytest.raises(Problem, match="database is full"):
        list(job)
    atlas.writes_until_full = None
    assert result(upkeep.update_thumbnails(catalog))[:2] == (PICTURES - 12, 12)
    check_all(catalog)


def test_cancelled_it_goes_on_where_it_was(catalog: Catalog, small_steps: None) -> None:
    job = upkeep.share_thumbnails(catalog)
    assert [next(job).done for _ in range(4)][-1] == 9
    job.close()
    assert result(upkeep.update_thumbnails(catalog))[:2] == (PICTURES - 9, 9)


def test_killed_in_the_middle(catalog: Catalog, gallery: Path, url: str) -> None:
    command = [sys.executable, "-c", SHARE, str(gallery), url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        done = int([process.stdout.readline() for _ in range(4)][-1])
        process.kill()
    assert done == 9
    summary = result(upkeep.update_thumbnails(catalog))
    assert done <= summary.unchanged < PICTURES
    assert summary.made == PICTURES - summary.unchanged
    check_all(catalog)


def test_a_half_written_picture_is_waited_for(store: AtlasStore, tmp_path: Path) -> None:
    store.thumbnails.share()
    store.put([entry("a", 1)])
    store._pictures.collection.update_one({}, {"$set": {"kind": "pending"}, "$unset": {"stamp": 1}})
    store.thumbnails.put([thumbnail("a")])
    assert result(thumbnail_sharing.update(tmp_path, store))[:5] == (0, 0, 0, 0, ())
    assert store.thumbnails.digests() == {"a": "d"}


def test_seen_on_a_computer_without_the_folder(
    catalog: Catalog, open_catalog: Callable[..., Catalog], url: str, tmp_path: Path
) -> None:
    result(upkeep.share_thumbnails(catalog))
    elsewhere = open_catalog(tmp_path / "nowhere", named(url, catalog.gallery.name))
    shared = result(upkeep.shared_thumbnails(elsewhere, ["0/0.png", "1/1.png", "unknown.png"]))
    assert shared.keys() == {"0/0.png", "1/1.png"}
    assert Image.open(BytesIO(shared["0/0.png"])).size == (120, 160)
    assert result(upkeep.update_thumbnails(elsewhere))[:4] == (0, PICTURES, 0, 0)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtlasSearchDouble]:
    """A server with an owner, who may write, and a reader."""
    folder = tmp_path_factory.mktemp("users")
    with AtlasSearchDouble(folder) as server, MongoClient[Rows](server.uri) as client:
        for user, role in {"owner": "readWrite", "reader": "read"}.items():
            roles = [{"role": role, "db": "clothesfinder"}]
            client.admin.command("createUser", user, pwd=SECRET, roles=roles)
    with AtlasSearchDouble(folder, require_auth=True) as server:
        yield server


def test_who_may_only_read_sees_them_and_writes_nothing(
    users: AtlasSearchDouble, open_catalog: Callable[..., Catalog], gallery: Path
) -> None:
    def uri(user: str) -> str:
        return f"mongodb://{user}:{SECRET}@127.0.0.1:{users.port}/clothesfinder?authSource=admin"

    save(gallery / "a.png")
    owner, reader = (open_catalog(gallery, uri(user)) for user in ("owner", "reader"))
    result(owner.index())
    with pytest.raises(Problem) as refused:
        list(upkeep.share_thumbnails(reader))
    assert str(refused.value) == atlas_errors.READ_ONLY
    assert not result(upkeep.shares_thumbnails(owner))
    result(upkeep.share_thumbnails(owner))
    assert result(upkeep.shared_thumbnails(reader, ["a.png"])).keys() == {"a.png"}
    assert result(upkeep.update_thumbnails(reader))[:2] == (0, 1)
    with pytest.raises(Problem) as refused:
        list(upkeep.stop_sharing_thumbnails(reader))
    assert str(refused.value) == atlas_errors.READ_ONLY
    assert result(upkeep.shared_thumbnails(owner, ["a.png"])).keys() == {"a.png"}
