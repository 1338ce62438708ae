"""Downloads of models, from a real server on this computer."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import ssl
import threading
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
import trustme

from clothesfinder import model_download
from clothesfinder.model_download import PIECE, Fetched, download, readable_size
from clothesfinder.model_files import Model, ModelFile, is_installed, remove_model
from clothesfinder.problem import Problem

from .file_server import FileServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = np.random.default_rng(1).bytes(5 * PIECE + 77)


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer(CONTENT) as server:
        yield server


@pytest.fixture
def model(server: FileServer) -> Model:
    return make_model(server.url)


def make_model(url: str, content: bytes = CONTENT) -> Model:
    digest = hashlib.sha256(content).hexdigest()
    files = tuple(
        ModelFile(name, f"{url}/{name}", len(content), digest[:digits])
        for name, digits in (("weights.pth", 8), ("words.model", 64))
    )
    return Model("torchvision/tiny", "Tiny", "", "", 4, "", files)


def files_of(model: Model) -> dict[str, bytes]:
    there = model.folder.iterdir() if model.folder.exists() else ()
    return {file.name: file.read_bytes() for file in there}


def test_a_download_is_whole_checked_and_told_of(server: FileServer, model: Model) -> None:
    assert not is_installed(model)
    told = list(download(model))
    assert is_installed(model)
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}
    assert server.requests == ["/weights.pth", "/words.model"]
    done = [progress.done for progress in told]
    assert done == sorted(done)
    assert len(set(done)) > 8, "both files are told of piece by piece"
    assert told[-1] == Fetched(model.size, model.size)


def test_what_is_here_is_not_asked_for_again(server: FileServer, model: Model) -> None:
    list(download(model))
    (model.folder / "words.model").unlink()
    server.requests.clear()
    list(download(model))
    list(download(model))
    assert server.requests == ["/words.model"]


@pytest.mark.parametrize("steps", range(1, 12))
def test_cancelled_anywhere_it_leaves_no_half_file_and_goes_on(
    server: FileServer, model: Model, steps: int
) -> None:
    job = download(model)
    for _ in range(steps):
        next(job)
    job.close()
    assert all(
        name.endswith(".part") or content == CONTENT for name, content in files_of(model).items()
    )
    assert not is_installed(model)
    kept = len(files_of(model).get("weights.pth.part", b""))
    server.requests.clear()
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}
    if 0 < kept < len(CONTENT):
        assert server.requests[0] == f"/weights.pth bytes={kept}-"


def test_a_connection_that_is_cut_off_is_gone_on_with(server: FileServer, model: Model) -> None:
    server.cut_after = 2 * PIECE
    with pytest.raises(Problem, match=r"“Tiny” broke off\. What has arrived is kept: try again"):
        list(download(model))
    assert files_of(model) == {"weights.pth.part": CONTENT[: 2 * PIECE]}
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}
    assert f"/weights.pth bytes={2 * PIECE}-" in server.requests


@pytest.mark.parametrize("ahead", range(8))
def test_two_at_once_never_make_a_file_of_both(model: Model, ahead: int) -> None:
    first, second = download(model), download(model)
    for _ in range(ahead):
        next(first)
    told: list[str] = []
    under_way = [first, second]
    while under_way:
        for job in list(under_way):
            try:
                next(job)
            except StopIteration:
                under_way.remove(job)
            except Problem as problem:
                told.append(str(problem))
                under_way.remove(job)
    assert all("“Tiny” is being downloaded by another program, too" in one for one in told)
    there = files_of(model)
    assert all(name.endswith(".part") or there[name] == CONTENT for name in there)
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}


def test_a_server_that_knows_no_ranges(server: FileServer, model: Model) -> None:
    server.cut_after = 2 * PIECE
    server.knows_ranges = False
    with pytest.raises(Problem, match="broke off"):
        list(download(model))
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}


def test_a_part_of_something_else_is_begun_anew(model: Model) -> None:
    model.folder.mkdir(parents=True)
    (model.folder / "weights.pth.part").write_bytes(b"something else")
    (model.folder / "words.model.part").write_bytes(CONTENT + b"too much")
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}


def test_a_whole_part_only_gets_its_name(server: FileServer, model: Model) -> None:
    model.folder.mkdir(parents=True)
    (model.folder / "weights.pth.part").write_bytes(CONTENT)
    list(download(model))
    assert server.requests == ["/words.model"]
    assert is_installed(model)


@pytest.mark.parametrize("sent", [CONTENT[:-1] + b"x", CONTENT + bytes(3 * PIECE), b"", b"<html>"])
def test_another_file_than_the_published_one_is_deleted(
    server: FileServer, model: Model, sent: bytes
) -> None:
    server.content = sent
    with pytest.raises(Problem, match="is not the published file of “Tiny”, so it was deleted"):
        list(download(model))
    assert not model.folder.exists()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "“Tiny” is not published at 127.0.0.1 any more"),
        (403, "is not published at 127.0.0.1 any more"),
        (503, r"127\.0\.0\.1 does not hand out “Tiny” now \(it answers 503\)\. Try again later"),
    ],
)
def test_what_the_server_refuses(
    server: FileServer, model: Model, status: int, sentence: str
) -> None:
    server.status = status
    with pytest.raises(Problem, match=sentence):
        list(download(model))
    assert not model.folder.exists()


def test_redirects_are_followed_but_to_nothing_less_safe(server: FileServer, model: Model) -> None:
    server.redirect = f"{server.url}/moved"
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}
    remove_model(model)
    server.redirect = "ftp://127.0.0.1/weights.pth"
    with pytest.raises(Problem, match="does not hand out"):
        list(download(model))


def test_offline() -> None:
    with FileServer(CONTENT) as gone:
        url = gone.url
    model = make_model(url)
    with pytest.raises(Problem, match=r"127\.0\.0\.1 cannot be reached\. Check the connection"):
        list(download(model))
    assert not model.folder.exists()
    with pytest.raises(Problem, match=r"nowhere\.invalid cannot be reached\. Check the connection"):
        list(download(make_model("http://nowhere.invalid")))


def test_a_certificate_that_nobody_knows(tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with FileServer(CONTENT, context) as server:
        model = make_model(server.url)
        with pytest.raises(Problem, match=r"the connection to 127\.0\.0\.1 is not safe"):
            list(download(model))
    assert not model.folder.exists()


def test_a_server_that_falls_silent(
    server: FileServer, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_download, "TIMEOUT", 0.2)
    server.gate = threading.Event()
    with pytest.raises(Problem, match=r"broke off\. What has arrived is kept"):
        list(download(model))
    half = len(CONTENT) // 2
    assert files_of(model) == {"weights.pth.part": CONTENT[:half]}
    server.gate.set()
    list(download(model))
    assert files_of(model) == {"weights.pth": CONTENT, "words.model": CONTENT}


def test_a_slow_server_is_told_of_as_it_goes_and_may_be_cancelled(
    server: FileServer, model: Model
) -> None:
    server.gate = threading.Event()
    half = len(CONTENT) // 2
    job = download(model)
    while next(job).done < half:
        assert not is_installed(model)
    job.close()
    assert files_of(model) == {"weights.pth.part": CONTENT[:half]}


class Usage(NamedTuple):
    free: int


def test_no_room(server: FileServer, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(200_500_000))
    with pytest.raises(Problem, match=r"“Tiny” needs 201 MB of room on .* which has 200 MB"):
        list(download(model))
    assert server.requests == []
    assert not model.folder.exists()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Make room, then try again"),
        (errno.EROFS, "be written to .*: Read-only"),
    ],
)
def test_a_drive_that_fails_on_the_way(
    model: Model, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fail(_: object) -> Any:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Problem, match=sentence):
        list(download(model))
    assert files_of(model).keys() == {"weights.pth.part"}


def test_sizes_for_people() -> None:
    assert readable_size(114_419_565) == "114 MB"
    assert readable_size(999_600_000) == "1.0 GB"
    assert readable_size(2_610_000_000) == "2.6 GB"
