"""What may be shown to others has nothing in it that is the user's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clothesfinder import discretion
from clothesfinder.discretion import Discretion, secrets_of
from clothesfinder.settings import Settings, Shared

HOME = str(Path.home())
LOG = "2026-11-25 18:00:00,123 INFO clothesfinder.gui.query: "


@pytest.fixture
def discreet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Discretion:
    monkeypatch.setattr(discretion, "_users", lambda: ["annadoe"])
    monkeypatch.setenv("CLOTHESFINDER_DATA", "/own/data")
    settings = Settings(
        recent_galleries=("/media/disk/Anna's Kleider", f"{HOME}/Pictures/Jane, Doe (1)"),
        shared_galleries={
            "/srv/shared": Shared("db1.internal:27017,db2.internal/clothes/Brautmode")
        },
        models={"/srv/other": "/home/x/private model.pth"},
    )
    return Discretion(settings, urls=["mongodb+srv://annadoe:p%40ss-word@c0.abcde.mongodb.net/x"])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LOG + "no preview: all is well", LOG + "no preview: all is well"),
        (
            LOG + "/media/disk/Anna's Kleider cannot be watched, or not all of it: [Errno 28] full",
            LOG + "GALLERY-1 cannot be watched, or not all of it: [Errno 28] full",
        ),
        (
            LOG + "/media/disk/Anna's Kleider/Doe, Jane (2).jpg: damaged",
            LOG + "GALLERY-1/picture-1.jpg: damaged",
        ),
        (
            f"OSError: [Errno 2] No such file: '{HOME}/Pictures/Jane, Doe (1)/secret one/a.png'",
            "OSError: [Errno 2] No such file: 'GALLERY-2/picture-1.png'",
        ),
        (
            "OSError: [Errno 2] No such file: \"/media/disk/Anna's Kleider/Anna's (dir)\"",
            'OSError: [Errno 2] No such file: "GALLERY-1/…"',
        ),
        ("stopped: Indexing “Anna's Kleider”", "stopped: Indexing “GALLERY-1”"),
        ("stopped: Indexing “Whoever”", "stopped: Indexing “…”"),
        ("PIL.Error: cannot read 'Doe, Jane.jpg'", "PIL.Error: cannot read '…/picture-1.jpg'"),
        (LOG + "cannot show Doe, Jane: 3 (1).jpg", LOG + "picture-1.jpg"),
        (LOG + "cannot read /mnt/x y/Doe, Jane: no", LOG + "cannot read …/…: no"),
        (r"cannot read C:\Users\Jane Doe\x: no", "cannot read …/…: no"),
        (r"cannot read \\server\Jane Doe\x.HEIC: no", "cannot read …/picture-1.heic: no"),
        ("cannot load /usr/lib/libGL.so.1 at all", "cannot load /usr/lib/libGL.so.1 at all"),
        ("/usr/lib/x is not /home2/jane/x", "/usr/lib/x is not …/…"),
        (
            f'  File "{sys.prefix}/lib/python3.11/site-packages/PIL/Image.py", line 3, in open',
            '  File "PYTHON/lib/python3.11/site-packages/PIL/Image.py", line 3, in open',
        ),
        ('  File "/home2/jane/x/y.py", line 3, in z', '  File "y.py", line 3, in z'),
        ("    raise ValueError('no / there')", "    raise ValueError('no / there')"),
        ("  'NoneType' object has no attribute 'x'", "  'NoneType' object has no attribute 'x'"),
        ("at https://shop.example/a.jpg?token=s3cret of", "at https://… of"),
        ("shop.example.com did not answer", "HOST did not answer"),
        ("mongodb://jane:pa ss@host/x and so on", "mongodb://… and so on"),
        ("redis://jane:pass@host/0", "redis://…"),
        ("password=hunter2, token: abc; Authorization: Bearer xyz", None),
        ("db2.internal:27017: connection refused", "HOST:27017: connection refused"),
        ("ac-shard-00-01.abcde.mongodb.net:27017 timed out", "HOST timed out"),
        ("10.0.0.7:27017 timed out", "HOST timed out"),
        ("p@ss-word of ANNADOE", None),
        ("write to jane.doe@mail.example", "write to …"),
        ("the gallery Brautmode is not there", "the gallery … is not there"),
        (
            LOG + "the index is damaged: /own/data/galleries/Anna-s-Kleider-0123456789abcdef.run",
            LOG + "the index is damaged: DATA/galleries/…-0123456789abcdef.run",
        ),
        (f"{HOME}/.bashrc is not there", "…/…"),
    ],
)
def test_a_line(discreet: Discretion, line: str, told: str | None) -> None:
    found = discreet.told(line)
    if told is not None:
        assert found == told
    for secret in ("hunter2", "abc", "xyz", "p@ss", "annadoe", "s3cret", "Doe", "jane", "Jane"):
        if told is None or secret not in told:
            assert secret.casefold() not in found.casefold()


def test_a_picture_has_one_number(discreet: Discretion) -> None:
    told = discreet.told(
        "'/media/disk/Anna's Kleider/x/a.jpg'\n/elsewhere/b.jpg: no\n'a.jpg'\n'/y/b.jpg'\n"
    )
    assert told.split("\n") == [
        "'GALLERY-1/picture-1.jpg'", "…/picture-2.jpg: no", "'…/picture-1.jpg'",
        "'…/picture-2.jpg'", "",
    ]  # fmt: skip


def test_the_secrets_of_an_address() -> None:
    assert set(secrets_of("mongodb://anna:p%40ss@h/x")) == {"anna", "p%40ss", "p@ss", "p%2540ss"}
    assert not list(secrets_of("mongodb://host/x"))
    assert not list(secrets_of(""))


def test_that_of_the_environment_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOTHESFINDER_MONGODB_URI", "mongodb://heidi:tulpe77@db.alpen:1/x")
    told = Discretion(Settings()).told("auth failed for heidi with tulpe77 at db.alpen:1")
    assert told == "auth failed for … with … at HOST"


def test_a_long_line_is_cut_and_takes_no_time() -> None:
    for one in ("a", "/", "a/", "'/a", "a.", "picture.jpg "):
        told = Discretion(Settings()).told(one * 100_000)
        assert len(told) < 5000
