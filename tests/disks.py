"""What happens on a disk that is full or read-only, as a program that runs alone with that disk.

    python -m tests.disks SCENE FOLDER [GALLERY]

Run it where a disk may be mounted: as root, or in namespaces of its own; see test_disks.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import replace
from pathlib import Path

from clothesfinder import cli
from clothesfinder.catalog import Catalog
from clothesfinder.index_files import index_file
from clothesfinder.logs import start_logging
from clothesfinder.settings import Settings, data_folder, load_settings, save_settings

from .conftest import result
from .kill_phases import Wide, make_gallery
from .kill_states import State, assert_same, states

PICTURES = 120
FULL = (
    "The disk that holds the index is full. Free some space and index again;"
    " what was indexed is kept."
)
READ_ONLY = "The index cannot be written: its disk or folder is read-only."


def mount(*options: str) -> None:
    subprocess.run(["mount", *options], check=True)


def call(*arguments: str | Path) -> tuple[int, str, str]:
    """Run a command; gives the exit code, stdout and stderr."""
    told, said = io.StringIO(), io.StringIO()
    with redirect_stdout(told), redirect_stderr(said):
        code = cli.main([str(argument) for argument in arguments])
    return code, told.getvalue(), said.getvalue()


def make(folder: Path) -> tuple[Path, State]:
    """A gallery, and what an index of it holds, made elsewhere; its own files have no place yet."""
    gallery = folder / "gallery"
    make_gallery(gallery, PICTURES)
    os.environ["CLOTHESFINDER_DATA"] = str(folder / "elsewhere")
    with closing(Catalog(gallery, load_embedder=Wide)) as catalog:
        result(catalog.index())
    wanted, _ = states(gallery)
    os.environ["CLOTHESFINDER_DATA"] = str(folder / "disk" / "own files")
    (folder / "disk").mkdir()
    return gallery, wanted


def check_search(gallery: Path) -> None:
    """What there is can be searched and told of, and nothing is said."""
    first = next(gallery.glob("*/*.png"))
    code, told, said = call("search", first, "--gallery", gallery)
    assert (code, said) == (0, ""), said
    assert first.name in told
    code, told, said = call("status", gallery)
    assert (code, said) == (0, ""), said
    assert "pictures indexed" in told


def fill(disk: Path) -> None:
    """Leave no byte."""
    with (disk / "rest").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 512):
                pass
        except OSError:
            return


def check_own_files() -> None:
    """The log, settings and thumbnails of a disk that takes nothing: no crash, nothing half."""
    said = io.StringIO()
    with redirect_stderr(said):
        start_logging()
        for _ in range(200):
            logging.getLogger("clothesfinder").warning("something to be told %s", "x" * 200)
    assert said.getvalue() == ""
    before = load_settings()
    assert before.recent_galleries == ("/somewhere",)
    changed = replace(before, recent_galleries=("/elsewhere" * 1000,))
    try:
        save_settings(changed)
    except OSError:
        assert load_settings() == before
    else:
        raise AssertionError("there was room")
    from PySide6.QtGui import QImage

    from clothesfinder.gui.thumbnail_files import Files

    Files(data_folder() / "thumbnails", 10**6).write(
        "one.thumb", QImage(300, 300, QImage.Format(4))
    )
    left = {path.name for path in data_folder().rglob("*") if path.is_file()}
    assert not {name for name in left if name.startswith("tmp") or name.endswith(".thumb")}, left


def full(folder: Path) -> None:
    """The disk is full in the middle of an indexing; later it has room."""
    gallery, wanted = make(folder)
    disk = folder / "disk"
    mount("-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk))
    save_settings(Settings(recent_galleries=("/somewhere",)))
    code, told, said = call("index", gallery)
    assert (code, told) == (1, ""), told
    assert said.splitlines() == [FULL], said
    present, _ = states(gallery)
    assert 0 < len(present.pictures) < len(wanted.pictures)
    assert all(one.stamp == wanted.pictures[p].stamp for p, one in present.pictures.items())
    fill(disk)
    check_search(gallery)
    check_own_files()
    code, told, said = call("index", gallery)
    assert (code, said.splitlines()) == (1, [FULL]), said
    (disk / "rest").unlink()
    mount("-o", "remount,size=64m", str(disk))
    code, told, said = call("index", gallery)
    assert code == 0, said
    present, _ = states(gallery)
    assert present.pictures.keys() == wanted.pictures.keys()
    assert present.failures == wanted.failures


def full_from_the_start(folder: Path) -> None:
    """There is no room for anything at all."""
    gallery, _ = make(folder)
    mount("-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder / "disk"))
    data_folder().mkdir()
    fill(folder / "disk")
    code, told, said = call("index", gallery)
    assert (code, told) == (1, ""), told
    assert said.splitlines() == [FULL], said


def read_only(folder: Path) -> None:
    """The disk of Clothesfinder's own files becomes read-only, and is written again later."""
    gallery, wanted = make(folder)
    disk = folder / "disk"
    mount("-t", "tmpfs", "tmpfs", str(disk))
    assert call("index", gallery)[0] == 0
    save_settings(Settings(recent_galleries=("/somewhere",)))
    mount("-o", "remount,ro", str(disk))
    check_search(gallery)
    with closing(Catalog(gallery, load_embedder=Wide)) as catalog:
        assert catalog.status().indexed == len(wanted.pictures)
        next(gallery.glob("*/*.png")).unlink()
        code, told, said = call("index", gallery)
        assert (code, told) == (1, ""), told
        assert said.splitlines() == [READ_ONLY], said
        check_own_files()
        mount("-o", "remount,rw", str(disk))
        assert result(catalog.index()).removed == 1  # what was open to be read is opened anew


def killed_then_read_only(folder: Path) -> None:
    """A killed program left its last rows beside the file, and now nothing can be written."""
    gallery, _ = make(folder)
    disk = folder / "disk"
    mount("-t", "tmpfs", "tmpfs", str(disk))
    code = "import os; from tests.disks import *\n"
    code += "for one in Catalog(Path(sys.argv[1]), load_embedder=Wide).index():\n"
    code += "    if one.done >= 40: os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(gallery)], check=False).returncode == -9
    assert Path(f"{index_file(gallery)}-wal").stat().st_size
    mount("-o", "remount,ro", str(disk))
    with closing(Catalog(gallery, load_embedder=Wide)) as catalog:
        assert catalog.status().indexed >= 30


def gallery_read_only(folder: Path) -> None:
    """Pictures that nobody may write are indexed and found as any."""
    gallery, _ = make(folder)
    mount("--bind", str(gallery), str(gallery))
    mount("-o", "remount,bind,ro", str(gallery))
    try:
        (gallery / "new").touch()
    except OSError:
        code, _, said = call("index", gallery)
        assert code == 0, said
        check_search(gallery)
    else:
        raise AssertionError("the gallery can be written")


def unplugged(folder: Path) -> None:
    """A drive within the gallery is taken away between two runs, and in the middle of one."""
    gallery, _ = make(folder)
    drive = gallery / "drive"
    drive.mkdir()
    mount("-t", "tmpfs", "tmpfs", str(drive))
    make_gallery(drive, 60, "drive ")
    code, _, said = call("index", gallery)
    whole, _ = states(gallery)
    assert code == 0, said
    subprocess.run(["umount", str(drive)], check=True)
    code, told, said = call("index", gallery)
    assert (code, "66 missing" in told) == (0, True), told
    assert "66 pictures are not there now and were kept" in said
    assert states(gallery)[0].pictures.keys() == whole.pictures.keys()
    mount("-t", "tmpfs", "tmpfs", str(drive))
    make_gallery(drive, 60, "drive ")  # other times: each is looked into
    with closing(Catalog(gallery, load_embedder=Wide)) as catalog:
        job = catalog.index()
        while next(job).total == 0:
            pass
        subprocess.run(["umount", "--lazy", str(drive)], check=True)
        summary = result(job)
    assert (summary.removed, summary.missing) == (0, 0)
    present, _ = states(gallery)
    assert present.pictures.keys() == whole.pictures.keys()
    for path, one in present.pictures.items():
        assert_same(one, whole.pictures[path])
    assert any("is kept" in reason for reason in present.failures.values())


def no_right(folder: Path) -> None:
    """The index is another user's, and may be read."""
    gallery, _ = make(folder)
    assert call("index", gallery)[0] == 0
    check_search(gallery)  # so that all is imported: the other user may not read this Python
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    os.setgroups([])
    os.setuid(65534)
    check_search(gallery)
    code, told, said = call("index", gallery)
    assert (code, told) == (1, ""), told
    assert len(said.splitlines()) == 1, said
    assert "Check that you may write there" in said


SCENES = {
    scene.__name__: scene
    for scene in (
        full,
        full_from_the_start,
        read_only,
        killed_then_read_only,
        gallery_read_only,
        unplugged,
    )
}
AS_ROOT = {no_right.__name__: no_right}

if __name__ == "__main__":
    vars(cli).update(load_model=lambda *_: Wide(), load_model_of_space=lambda *_: Wide())
    (SCENES | AS_ROOT)[sys.argv[1]](Path(sys.argv[2]))
