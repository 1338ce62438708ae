from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from clothesfinder.gui import thumbnails as thumbnails_module
from clothesfinder.gui.thumbnail_files import Files
from clothesfinder.gui.thumbnails import NOT_FOUND, NOT_SHOWN, Thumbnail, Thumbnails, load
from clothesfinder.thumbnail_sharing import EDGE as SHARED_EDGE
from clothesfinder.thumbnail_sharing import thumbnail as shared_thumbnail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

EDGE = 64


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def thumbnails(qtbot: QtBot, cache: Path) -> Iterator[Thumbnails]:
    thumbnails = Thumbnails(cache)
    yield thumbnails
    thumbnails.close()


def save(
    path: Path, colour: str = "red", size: tuple[int, int] = (200, 100), **how: object
) -> Path:
    """A picture with a blue left half."""
    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill="blue")
    picture.save(path, **how)  # type: ignore[arg-type]
    return path


def fetch(qtbot: QtBot, thumbnails: Thumbnails, *paths: Path) -> list[Thumbnail]:
    thumbnails.want(paths, EDGE)
    qtbot.waitUntil(lambda: thumbnails.idle)
    found = [thumbnails.get(path, EDGE) for path in paths]
    return [thumbnail for thumbnail in found if thumbnail]


def colour_at(thumbnail: Thumbnail, x: float, y: float) -> str:
    """Red, green, blue, white ...: a colour that JPEG did not quite keep, by its nearest name."""
    image = thumbnail.pixmap.toImage()
    seen = image.pixelColor(int(x * image.width()), int(y * image.height()))
    names = ["red", "lime", "blue", "white", "black"]

    def distance(name: str) -> int:
        named = QColor(name)
        return (
            abs(seen.red() - named.red())
            + abs(seen.green() - named.green())
            + abs(seen.blue() - named.blue())
        )

    nearest = min(names, key=distance)
    assert distance(nearest) < 90
    return nearest


def test_nothing_is_loaded_until_wanted(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    path = save(tmp_path / "a.jpg")
    assert thumbnails.get(path, EDGE) is None
    assert thumbnails.idle
    with qtbot.waitSignal(thumbnails.arrived) as arrived:
        thumbnails.want([path], EDGE)
        assert thumbnails.get(path, EDGE) is None
    assert arrived.args == [path]
    thumbnail = thumbnails.get(path, EDGE)
    assert thumbnail is not None
    assert thumbnail.pixmap.size() == QSize(64, 32)
    assert thumbnail[1:5] == ("", 200, 100, path.stat().st_size)
    assert (colour_at(thumbnail, 0.2, 0.5), colour_at(thumbnail, 0.8, 0.5)) == ("blue", "red")


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "bmp", "gif", "tiff", "heic", "avif"])
def test_every_kind_of_picture(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path, kind: str
) -> None:
    if kind == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    [thumbnail] = fetch(qtbot, thumbnails, save(tmp_path / f"a.{kind}"))
    assert thumbnail.trouble == ""
    assert thumbnail.pixmap.size() == QSize(64, 32)
    assert (thumbnail.width, thumbnail.height) == (200, 100)
    assert (colour_at(thumbnail, 0.2, 0.5), colour_at(thumbnail, 0.8, 0.5)) == ("blue", "red")


def test_picture_in_printing_colours(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    Image.new("CMYK", (200, 100), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    [thumbnail] = fetch(qtbot, thumbnails, tmp_path / "a.jpg")
    assert colour_at(thumbnail, 0.5, 0.5) == "red"


def test_picture_is_upright(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it to the right
    [thumbnail] = fetch(qtbot, thumbnails, save(tmp_path / "a.jpg", exif=exif))
    assert thumbnail.pixmap.size() == QSize(32, 64)
    assert (thumbnail.width, thumbnail.height) == (100, 200)
    assert (colour_at(thumbnail, 0.5, 0.2), colour_at(thumbnail, 0.5, 0.8)) == ("blue", "red")


def test_transparent_is_white(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    Image.new("RGBA", (90, 90), (0, 0, 0, 0)).save(tmp_path / "a.png")
    [thumbnail] = fetch(qtbot, thumbnails, tmp_path / "a.png")
    assert colour_at(thumbnail, 0.5, 0.5) == "white"


def test_small_and_thin_pictures(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    small, thin = save(tmp_path / "a.png", size=(20, 10)), save(tmp_path / "b.png", size=(900, 2))
    found = fetch(qtbot, thumbnails, small, thin)
    assert [t.pixmap.size() for t in found] == [QSize(20, 10), QSize(64, 1)]


def test_missing_and_broken_pictures_say_so(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    folder = tmp_path / "folder.jpg"
    folder.mkdir()
    paths = [tmp_path / "gone.jpg", broken / "below.jpg", broken, folder, tmp_path / "a\0b.jpg"]
    found = fetch(qtbot, thumbnails, *paths)
    assert [t.trouble for t in found] == [NOT_FOUND, NOT_FOUND, NOT_SHOWN, NOT_SHOWN, NOT_SHOWN]
    assert all(t.pixmap.isNull() for t in found)


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_name_that_is_no_text(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    save(tmp_path / "x.jpg", "lime").rename(tmp_path / ".jpg")  # what Qt would open instead
    odd = save(tmp_path / "other.jpg").rename(tmp_path / os.fsdecode(b"\xff.jpg"))
    [thumbnail] = fetch(qtbot, thumbnails, odd)
    assert colour_at(thumbnail, 0.8, 0.5) == "red"


def test_newer_wishes_replace_older_ones(
    qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path
) -> None:
    old = [save(tmp_path / f"old{i}.jpg") for i in range(20)]
    new = [save(tmp_path / f"new{i}.jpg") for i in range(3)]
    arrived: list[Path] = []
    thumbnails.arrived.connect(arrived.append)
    thumbnails.want(old, EDGE)
    thumbnails.want(new, EDGE)
    qtbot.waitUntil(lambda: thumbnails.idle)
    assert set(arrived) == {*old[:2], *new}  # two had begun


def test_changed_picture_is_made_anew(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    path = save(tmp_path / "a.jpg")
    fetch(qtbot, thumbnails, path)
    arrived: list[Path] = []
    thumbnails.arrived.connect(arrived.append)
    thumbnails.check_again()
    fetch(qtbot, thumbnails, path)
    assert arrived == []  # it is as it was
    save(path, "lime", (400, 100))
    [thumbnail] = fetch(qtbot, thumbnails, path)
    assert thumbnail.width == 200  # nobody looked again
    thumbnails.check_again()
    [thumbnail] = fetch(qtbot, thumbnails, path)
    assert thumbnail.width == 400
    assert colour_at(thumbnail, 0.8, 0.5) == "lime"
    path.unlink()
    thumbnails.check_again()
    [thumbnail] = fetch(qtbot, thumbnails, path)
    assert thumbnail.trouble == NOT_FOUND


def test_memory_is_bounded(qtbot: QtBot, tmp_path: Path) -> None:
    paths = [save(tmp_path / f"{i}.png") for i in range(6)]
    one = 64 * 32 * 4 + 512
    thumbnails = Thumbnails(None, memory=3 * one)
    for path in paths[:3]:
        fetch(qtbot, thumbnails, path)
    assert thumbnails.get(paths[0], EDGE)  # used now, so not the oldest
    fetch(qtbot, thumbnails, paths[3])
    held = [bool(thumbnails.get(path, EDGE)) for path in paths]
    assert held == [True, False, True, True, False, False]
    assert len(fetch(qtbot, thumbnails, paths[1])) == 1  # and back again
    thumbnails.close()


def test_second_start_reads_the_small_files(qtbot: QtBot, cache: Path, tmp_path: Path) -> None:
    path = save(tmp_path / "a.png")
    status = path.stat()
    for _ in range(2):
        thumbnails = Thumbnails(cache)
        [thumbnail] = fetch(qtbot, thumbnails, path)
        thumbnails.close()
        assert thumbnail[1:5] == ("", 200, 100, status.st_size)
        assert colour_at(thumbnail, 0.8, 0.5) == "red"
        path.write_bytes(b"x" * status.st_size)  # were it read again, it would be no picture
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("keep", [0, 100, -2])
def test_broken_small_file_is_made_anew(
    qtbot: QtBot, cache: Path, tmp_path: Path, keep: int
) -> None:
    path = save(tmp_path / "a.png")
    load(path, EDGE, None, Files(cache, 10**6))
    [file] = cache.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])
    loaded = load(path, EDGE, None, Files(cache, 10**6))
    assert loaded is not None
    assert loaded.image.size() == QSize(64, 32)
    assert file.read_bytes() == whole


def test_small_files_are_bounded_and_others_left_alone(
    qtbot: QtBot, cache: Path, tmp_path: Path
) -> None:
    load(save(tmp_path / "first.png"), EDGE, None, Files(cache, 10**6))
    [first] = cache.iterdir()
    size = first.stat().st_size
    os.utime(first, (1, 1))
    (cache / "letter.txt").write_bytes(b"x" * 100_000)
    files = Files(cache, int(size * 4.5))
    for number in range(9):
        load(save(tmp_path / f"{number}.png"), EDGE, None, files)
        small = list(cache.glob("*.thumb"))
        assert sum(path.stat().st_size for path in small) <= size * 4.5
    assert len(small) >= 3
    assert not first.exists()
    assert (cache / "letter.txt").exists()


def test_folder_that_can_not_be_made(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    thumbnails = Thumbnails(tmp_path / "file" / "cache")
    [thumbnail] = fetch(qtbot, thumbnails, save(tmp_path / "a.png"))
    assert thumbnail.trouble == ""
    thumbnails.close()


def test_full_disk(qtbot: QtBot, cache: Path, tmp_path: Path) -> None:
    class Full(Files):
        def _make_room(self, size: int) -> None:
            raise OSError(28, "No space left on device")

    loaded = load(save(tmp_path / "a.png"), EDGE, None, Full(cache, 10**6))
    assert loaded is not None
    assert loaded.trouble == ""
    assert list(cache.iterdir()) == []


def test_cache_that_vanishes_is_begun_anew(
    qtbot: QtBot, thumbnails: Thumbnails, cache: Path, tmp_path: Path
) -> None:
    fetch(qtbot, thumbnails, save(tmp_path / "a.png"))
    shutil.rmtree(cache)
    fetch(qtbot, thumbnails, save(tmp_path / "b.png"))
    assert len(list(cache.iterdir())) == 1


def test_closed_it_wants_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    thumbnails = Thumbnails(None)
    paths = [save(tmp_path / f"{i}.jpg") for i in range(9)]
    thumbnails.want(paths, EDGE)
    thumbnails.close()
    thumbnails.close()
    thumbnails.want(paths, EDGE)
    qtbot.wait(20)
    assert sum(1 for path in paths if thumbnails.get(path, EDGE)) <= 2


# --- pictures that are not on this computer


@pytest.fixture
def told(thumbnails: Thumbnails) -> list[list[Path]]:
    """What was told to be missing."""
    told: list[list[Path]] = []
    thumbnails.missing.connect(told.append)
    return told


def jpeg(tmp_path: Path, size: tuple[int, int] = (640, 320), colour: str = "red") -> bytes:
    return shared_thumbnail(save(tmp_path / "elsewhere.png", colour, size).read_bytes())


def test_what_is_missing_is_told_together_and_once(
    qtbot: QtBot, thumbnails: Thumbnails, told: list[list[Path]], tmp_path: Path
) -> None:
    gone = [tmp_path / f"gone{number}.jpg" for number in range(9)]
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    thumbnails._telling.setInterval(10**6)  # it need not be told before all are looked for
    fetch(qtbot, thumbnails, *gone[:5], save(tmp_path / "here.jpg"), broken, *gone[5:])
    assert [sorted(paths) for paths in told] == [gone]
    before = len(told)
    fetch(qtbot, thumbnails, *gone)
    thumbnails.want(gone, 2 * EDGE)  # at another size it is no less missing
    qtbot.waitUntil(lambda: thumbnails.idle)
    assert len(told) == before
    thumbnails.check_again()  # somebody may have shared it meanwhile
    fetch(qtbot, thumbnails, *gone)
    assert sorted(path for paths in told[before:] for path in paths) == gone


def test_told_while_others_are_still_looked_for(
    qtbot: QtBot,
    thumbnails: Thumbnails,
    told: list[list[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, may_end = save(tmp_path / "slow.png"), threading.Event()

    def wait(path: Path, edge: int) -> QImage:
        assert may_end.wait(30)
        return QImage()

    monkeypatch.setattr(thumbnails_module, "decode", wait)
    thumbnails.want([slow, tmp_path / "gone.jpg"], EDGE)
    qtbot.waitUntil(lambda: told == [[tmp_path / "gone.jpg"]])
    assert not thumbnails.idle
    may_end.set()


def test_a_supplied_picture_is_shown_in_place_of_the_missing_one(
    qtbot: QtBot, thumbnails: Thumbnails, told: list[list[Path]], cache: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.jpg"
    thumbnails.missing.connect(lambda paths: thumbnails.supply(paths[0], jpeg(tmp_path)))
    arrived: list[Path] = []
    thumbnails.arrived.connect(arrived.append)
    thumbnails.want([gone], EDGE)
    qtbot.waitUntil(lambda: thumbnails.idle and len(told) == 1)
    assert arrived == [gone, gone]
    thumbnail = thumbnails.get(gone, EDGE)
    assert thumbnail is not None
    assert thumbnail[1:] == ("", 0, 0, 0, True)
    assert thumbnail.pixmap.size() == QSize(64, 32)
    assert (colour_at(thumbnail, 0.2, 0.5), colour_at(thumbnail, 0.8, 0.5)) == ("blue", "red")
    assert not list(cache.glob("*"))

    thumbnails.check_again()
    assert fetch(qtbot, thumbnails, gone)[0].supplied
    thumbnails.want([gone], 4 * EDGE)
    qtbot.waitUntil(lambda: thumbnails.idle)
    large = thumbnails.get(gone, 4 * EDGE)
    assert large is not None
    assert large.pixmap.size() == QSize(256, 128)  # as large as its neighbours, if not as sharp
    assert told == [[gone]]


def test_supplied_before_it_is_known_to_be_missing(
    qtbot: QtBot, thumbnails: Thumbnails, told: list[list[Path]], tmp_path: Path
) -> None:
    first, second = tmp_path / "a.jpg", tmp_path / "b.jpg"
    thumbnails.supply(first, jpeg(tmp_path))
    thumbnails.want([first, second], EDGE)
    thumbnails.supply(second, jpeg(tmp_path, colour="lime"))  # while it is looked for
    qtbot.waitUntil(lambda: thumbnails.idle)
    shown = [thumbnails.get(path, EDGE) for path in (first, second)]
    assert [colour_at(one, 0.8, 0.5) for one in shown if one] == ["red", "lime"]
    assert told == []


def test_a_picture_that_comes_back_is_shown_itself(
    qtbot: QtBot, thumbnails: Thumbnails, told: list[list[Path]], tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    fetch(qtbot, thumbnails, path)
    thumbnails.supply(path, jpeg(tmp_path))
    assert fetch(qtbot, thumbnails, path)[0].supplied
    save(path, "lime")
    assert fetch(qtbot, thumbnails, path)[0].supplied  # nobody looked again
    thumbnails.check_again()
    [thumbnail] = fetch(qtbot, thumbnails, path)
    assert thumbnail[1:] == ("", 200, 100, path.stat().st_size, False)
    assert colour_at(thumbnail, 0.8, 0.5) == "lime"
    path.unlink()
    thumbnails.check_again()
    [thumbnail] = fetch(qtbot, thumbnails, path)
    assert thumbnail.trouble == NOT_FOUND  # what was supplied was of the picture before
    assert told == [[path]] * 2


@pytest.mark.parametrize("kind", ["cut", "huge", "png", "empty"])
def test_what_is_no_thumbnail_is_not_shown_nor_asked_for_again(
    qtbot: QtBot, thumbnails: Thumbnails, told: list[list[Path]], tmp_path: Path, kind: str
) -> None:
    huge = save(tmp_path / "huge.jpg", size=(SHARED_EDGE + 1, 9)).read_bytes()
    png = save(tmp_path / "small.png", size=(9, 9)).read_bytes()
    data = {"cut": jpeg(tmp_path)[:-9], "huge": huge, "png": png + b"\xff\xd9", "empty": b""}
    gone = tmp_path / "gone.jpg"
    fetch(qtbot, thumbnails, gone)
    thumbnails.supply(gone, data[kind])
    [thumbnail] = fetch(qtbot, thumbnails, gone)
    assert (thumbnail.trouble, thumbnail.supplied) == (NOT_FOUND, False)
    thumbnails.check_again()
    fetch(qtbot, thumbnails, gone)
    assert told == [[gone]]


def test_a_small_one_stays_small(qtbot: QtBot, thumbnails: Thumbnails, tmp_path: Path) -> None:
    gone = tmp_path / "gone.jpg"
    thumbnails.supply(gone, jpeg(tmp_path, size=(20, 10)))
    assert fetch(qtbot, thumbnails, gone)[0].pixmap.size() == QSize(20, 10)


def test_supplied_pictures_are_bounded(
    qtbot: QtBot,
    thumbnails: Thumbnails,
    told: list[list[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = jpeg(tmp_path)
    monkeypatch.setattr(thumbnails_module, "SUPPLIED", 3 * len(data))
    paths = [tmp_path / f"{number}.jpg" for number in range(5)]
    for path in [*paths, paths[2]]:
        thumbnails.supply(path, data)
    assert [one.supplied for one in fetch(qtbot, thumbnails, *paths)] == [False] * 2 + [True] * 3
    assert sorted(path for paths in told for path in paths) == paths[:2]


def test_closed_nothing_is_supplied(qtbot: QtBot, tmp_path: Path) -> None:
    thumbnails = Thumbnails(None)
    thumbnails.close()
    thumbnails.supply(tmp_path / "a.jpg", jpeg(tmp_path))
    assert thumbnails.idle
