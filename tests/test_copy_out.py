"""Copies and hard links in another folder: real files of every kind, and none of them harmed."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from clothesfinder import copy_errors, placing
from clothesfinder.copy_out import CopyOut, lies_in
from clothesfinder.copy_source import CHUNK
from clothesfinder.problem import Problem
from clothesfinder.unfinished import PREFIX, SUFFIX, unfinished

from .conftest import result, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from clothesfinder.copy_out import CopiedOut

ODD = (
    "two\nlines.jpg",
    'it\'s "quoted".jpg',
    "50% #1 ?x=1&y;.png",
    " leading and trailing .jpg ",
    "-rf.jpg",
    ".hidden",
    "e\u0301 衣服.jpg",
    os.fsdecode(b"caf\xe9 \xff.jpg"),
)
ROOT = Path(__file__).parent.parent


class State(NamedTuple):
    """All of a file that a program may change."""

    content: str
    mode: int
    mtime_ns: int
    size: int


def state(path: Path) -> State:
    told = path.stat()
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return State(content, told.st_mode, told.st_mtime_ns, told.st_size)


@pytest.fixture
def originals(gallery: Path) -> Iterator[list[Path]]:
    """Five pictures in two folders, two of one name; they are as they were in the end."""
    names = "a/1.png", "a/2.png", "b/1.png", "b/deep/3.jpg", "b/read only.png"
    paths = [save(gallery / name) for name in names]
    save(paths[2], (1, 2, 3))
    for number, path in enumerate(paths):
        os.utime(path, ns=(10**18, 10**18 + number * 1_000_000_007))
    paths[4].chmod(0o444)
    before = {path: state(path) for path in paths}
    yield paths
    assert {path: state(path) for path in paths} == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "selected ones"
    folder.mkdir()
    return folder


def copy(files: Sequence[Path], folder: Path, *, linked: bool = False) -> CopiedOut:
    return result(CopyOut(files, folder, linked=linked).run())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_are_copied_as_they_are(originals: list[Path], folder: Path) -> None:
    copied = copy(originals, folder)
    assert [source for source, _ in copied.made] == originals
    assert (copied.there, copied.failures) == ((), ())
    assert names(folder) == ["1 (2).png", "1.png", "2.png", "3.jpg", "read only.png"]
    for source, target in copied.made:
        assert state(target) == state(source)
        assert not target.samefile(source)


def test_what_is_there_is_left(originals: list[Path], folder: Path) -> None:
    (folder / "1.png").write_bytes(b"another")
    (folder / "2.png").write_bytes(originals[1].read_bytes())
    (folder / "3.jpg").mkdir()
    (folder / "read only.png").symlink_to(folder / "nowhere")
    before = state(folder / "1.png"), state(folder / "2.png")
    copied = copy(originals, folder)
    assert [target.name for _, target in copied.made] == [
        *("1 (2).png", "1 (3).png", "3 (2).jpg", "read only (2).png")
    ]
    assert copied.there == ((originals[1], folder / "2.png"),)
    assert (state(folder / "1.png"), state(folder / "2.png")) == before
    assert os.readlink(folder / "read only.png") == str(folder / "nowhere")  # noqa: PTH115


@pytest.mark.parametrize("linked", [False, True])
def test_again_it_is_all_there(originals: list[Path], folder: Path, linked: bool) -> None:
    first = copy(originals, folder, linked=linked)
    second = copy(originals, folder, linked=linked)
    assert (second.made, second.failures) == ((), ())
    assert second.there == first.made


def test_in_its_own_folder_a_file_is_there(originals: list[Path]) -> None:
    copied = copy(originals[:2], originals[0].parent)
    assert copied.there == tuple((path, path) for path in originals[:2])


def test_files_that_differ_in_the_last_byte_only(tmp_path: Path, folder: Path) -> None:
    long = bytes(CHUNK + 5)
    (tmp_path / "a.jpg").write_bytes(long)
    (folder / "a.jpg").write_bytes(long[:-1] + b"x")
    copied = copy([tmp_path / "a.jpg"], folder)
    assert [target.name for _, target in copied.made] == ["a (2).jpg"]
    assert (folder / "a (2).jpg").read_bytes() == long


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux alone")
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("name", ODD)
def test_names_are_kept(tmp_path: Path, folder: Path, name: str, linked: bool) -> None:
    save(tmp_path / "x.png").rename(tmp_path / name)
    (folder / name).write_bytes(b"taken")
    copied = copy([tmp_path / name], folder, linked=linked)
    ((_, target),) = copied.made
    assert " (2)" in target.name
    assert target.name.replace(" (2)", "") == name
    assert state(target) == state(tmp_path / name)
    assert (folder / name).read_bytes() == b"taken"


@pytest.mark.skipif(sys.platform != "linux", reason="its longest name has 255 bytes")
@pytest.mark.parametrize("stem", ["x" * 251, "é" * 125 + "x", os.fsdecode(b"\xff" * 251)])
def test_long_names_are_cut_short_for_their_number(tmp_path: Path, folder: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.jpg"
    path.write_bytes(b"one")
    (folder / path.name).write_bytes(b"another")
    ((_, target),) = copy([path], folder).made
    assert target.name.endswith(" (2).jpg")
    assert stem.startswith(target.name.removesuffix(" (2).jpg"))
    assert 253 <= len(os.fsencode(target.name)) <= 255


def test_what_cannot_be_copied_is_told_and_the_rest_goes_on(
    originals: list[Path], folder: Path, gallery: Path
) -> None:
    gone = gallery / "gone.png"
    copied = copy([gone, originals[0], gallery / "a", originals[1]], folder)
    assert [(one.path, one.reason) for one in copied.failures] == [
        (gone, copy_errors.GONE),
        (gallery / "a", copy_errors.NO_FILE),
    ]
    assert len(copied.made) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert [one.reason for one in copy([tmp_path / "pipe.jpg"], folder).failures] == [
        copy_errors.NO_FILE
    ]


def test_a_folder_that_is_not_there(originals: list[Path], folder: Path) -> None:
    with pytest.raises(Problem, match="“nowhere” is not there"):
        copy(originals, folder / "nowhere")
    with pytest.raises(Problem, match=r"“1\.png” is not there"):
        copy(originals, originals[0])


def test_how_far_it_is(originals: list[Path], folder: Path) -> None:
    told = list(CopyOut(originals, folder).run())
    assert (told[0].done, told[0].seconds_left) == (0, None)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert (told[-1].done, told[-1].total, told[-1].seconds_left) == (5, 5, 0.0)


class TestHardLinks:
    def test_are_the_same_file(self, originals: list[Path], folder: Path) -> None:
        copied = copy(originals, folder, linked=True)
        assert copied.failures == ()
        assert all(target.samefile(source) for source, target in copied.made)
        for _, target in copied.made:
            target.unlink()

    def test_of_a_link_are_of_what_it_leads_to(self, originals: list[Path], folder: Path) -> None:
        link = originals[0].with_name("link.png")
        link.symlink_to(originals[0])
        ((_, target),) = copy([link], folder, linked=True).made
        assert not target.is_symlink()
        assert target.name == "link.png"
        assert target.samefile(originals[0])

    @pytest.mark.parametrize(
        ("code", "reason"),
        [
            (errno.EXDEV, copy_errors.OTHER_DRIVE),
            (errno.EPERM, copy_errors.NO_LINKS),
            (errno.EMLINK, copy_errors.MANY_LINKS),
        ],
    )
    def test_where_there_are_none_copying_is_offered(
        self,
        originals: list[Path],
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        code: int,
        reason: str,
    ) -> None:
        monkeypatch.setattr(os, "link", failing(code))
        copied = copy([*originals[:2], folder / "gone.png"], folder, linked=True)
        assert [(one.reason, one.copyable) for one in copied.failures] == [
            (reason, True),
            (reason, True),
            (copy_errors.GONE, False),
        ]
        assert names(folder) == []


def failing(code: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


class TestDrivesOfCameras:
    """They have no hard links, and refuse some names."""

    @pytest.fixture(params=["in one step", "in two"])
    def drive(
        self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> Path:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
        if request.param == "in two":
            monkeypatch.setattr(placing, "_rename_in_one_step", lambda *_: errno.ENOSYS)
        return folder

    def test_nothing_is_replaced(self, originals: list[Path], drive: Path) -> None:
        copied = copy(originals, drive)
        assert names(drive) == ["1 (2).png", "1.png", "2.png", "3.jpg", "read only.png"]
        assert all(state(target) == state(source) for source, target in copied.made)

    def test_a_file_that_came_meanwhile_stays(self, tmp_path: Path, drive: Path) -> None:
        check_meanwhile(tmp_path, drive)

    def test_names_that_it_refuses(
        self, tmp_path: Path, drive: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_file = os.open

        def refuse(path: str | Path, *how: int) -> int:
            if Path(path).parent == drive and set(Path(path).name) & set('?:"\n\udcff'):
                raise OSError(errno.EINVAL, "Invalid argument", str(path))
            return open_file(path, *how)

        monkeypatch.setattr(os, "open", refuse)
        paths = [tmp_path / name for name in ("a?.jpg", "a:.jpg", "a\n.jpg", "\udcff.jpg", "b.jpg")]
        for number, path in enumerate(paths):
            path.write_bytes(bytes([number]))
        copied = copy(paths, drive)
        assert copied.failures == ()
        made = {target.name: target.read_bytes() for _, target in copied.made}
        assert made == {
            "a_.jpg": b"\0",
            "a_ (2).jpg": b"\1",
            "a_ (3).jpg": b"\2",
            "_.jpg": b"\3",
            "b.jpg": b"\4",
        }
        assert len(copy(paths, drive).there) == 5


def check_meanwhile(tmp_path: Path, folder: Path) -> None:
    """While one is copied, another program puts one of its name there."""
    (tmp_path / "a.jpg").write_bytes(bytes(2 * CHUNK))
    copying = CopyOut([tmp_path / "a.jpg"], folder)
    steps = copying.run()
    step_until(steps, lambda: half_made(folder))
    (folder / "a.jpg").write_bytes(b"of another program")
    result(steps)
    assert names(folder) == ["a (2).jpg", "a.jpg"]
    assert (folder / "a.jpg").read_bytes() == b"of another program"
    assert copying.outcome.made == ((tmp_path / "a.jpg", folder / "a (2).jpg"),)


def half_made(folder: Path) -> list[Path]:
    """Those of which the first part is written, and not the last."""
    return [path for path in folder.glob(f"{PREFIX}*{SUFFIX}") if path.stat().st_size >= CHUNK]


def step_until(steps: Iterator[object], happened: Callable[[], object]) -> None:
    while not happened():
        next(steps)


def test_a_file_that_came_meanwhile_stays(tmp_path: Path, folder: Path) -> None:
    check_meanwhile(tmp_path, folder)


def test_a_picture_that_changes_meanwhile_is_not_taken(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes(3 * CHUNK))
    copying = CopyOut([path], folder)
    steps = copying.run()
    step_until(steps, lambda: half_made(folder))
    path.write_bytes(b"new")
    result(steps)
    assert [one.reason for one in copying.outcome.failures] == [copy_errors.CHANGED]
    assert names(folder) == []


def test_cancelled_it_leaves_nothing_half(originals: list[Path], folder: Path) -> None:
    large = folder.parent / "large.jpg"
    large.write_bytes(bytes(5 * CHUNK))
    copying = CopyOut([originals[0], large, originals[1]], folder)
    steps = copying.run()
    step_until(steps, lambda: half_made(folder))
    steps.close()
    assert names(folder) == ["1.png"]
    assert copying.outcome.made == ((originals[0], folder / "1.png"),)


KILLED = """
import sys, time
from pathlib import Path
from clothesfinder.copy_out import CopyOut
for progress in CopyOut([Path(sys.argv[1])], Path(sys.argv[2])).run():
    if any(path.stat().st_size for path in Path(sys.argv[2]).iterdir()):
        print("half", flush=True)
        time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a program is killed by a signal")
def test_killed_it_leaves_no_half_file_of_that_name(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes(3 * CHUNK))
    program = [sys.executable, "-c", KILLED, str(path), str(folder)]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        (left,) = half_made(folder)
        copy([], folder)
        assert left.exists(), "what is being written is left alone"
        process.send_signal(signal.SIGKILL)
    assert names(folder) == [left.name]
    copy([path], folder)
    assert names(folder) == ["a.jpg"]
    assert state(folder / "a.jpg") == state(path)


def test_what_is_being_written_is_nobody_elses(folder: Path) -> None:
    with unfinished(folder) as half:
        assert half.path.stat().st_mode & 0o777 == 0o600
        half.write(b"x")
        half.end()
        assert half.path.read_bytes() == b"x"
    assert names(folder) == []


def test_a_folder_in_a_gallery(gallery: Path, folder: Path) -> None:
    (gallery / "below").mkdir()
    (folder / "link").symlink_to(gallery / "below")
    inside = gallery, gallery / "below", gallery / "new", folder / "link"
    assert [lies_in(one, gallery) for one in inside] == [True] * 4
    assert not lies_in(folder, gallery)
    assert not lies_in(gallery.with_name("gallery 2"), gallery)


def test_how_much_of_a_large_file_is_copied_is_told(tmp_path: Path, folder: Path) -> None:
    large, small = tmp_path / "large.png", tmp_path / "small.png"
    large.write_bytes(bytes(4 * CHUNK))
    small.write_bytes(b"1")
    steps = list(CopyOut([large, small], folder).run())
    of_large = [step.share for step in steps if step.done == 0 and step.share]
    assert of_large == [0.25, 0.5, 0.75, 1]
    assert [step.done + step.share for step in steps] == sorted(
        step.done + step.share for step in steps
    )
    half = next(step for step in steps if step.share == 0.5)
    assert half.seconds_left is not None
    assert half.seconds_left == pytest.approx(1.5 / half.rate)
