"""The report of a problem tells what helps, and nothing that is the user's own."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from clothesfinder import problem_report as module
from clothesfinder.answers import Status
from clothesfinder.catalog import Catalog
from clothesfinder.logs import last_lines, log_folder, start_logging
from clothesfinder.problem_report import Situation, problem_report, with_story
from clothesfinder.settings import Settings, Shared, save_settings
from clothesfinder.store import Failure
from clothesfinder.terminal import run
from tests.conftest import ColourEmbedder, save

from .test_logs import no_handlers

PROJECT = Path(__file__).parent.parent
USER, PASSWORD, ELSEWHERE = "annegret", "gEheim-7%21", "klee%24blatt9"
ADDRESS = f"mongodb+srv://{USER}:{PASSWORD}@cluster7.qwert.mongodb.net/clothes"
PRIVATE = (
    *(USER, PASSWORD, "gEheim", "klee", "blatt9", "cluster7", "qwert", "hunter2", "tok3n"),
    *("shop-of-anne", "Brautkleid", "Annegret", "Hochzeit", "Ordner", "Kollektion", "192.168"),
)


def log_of(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Situation, Settings]:
    """Everything is full of what is nobody's business."""
    gallery = tmp_path / "Hochzeit von Annegret"
    monkeypatch.setenv("CLOTHESFINDER_MONGODB_URI", f"mongodb://other:{ELSEWHERE}@192.168.7.7/x")
    monkeypatch.setenv("ACCESS_TOKEN", "tok3n-of-the-environment")
    settings = Settings(
        recent_galleries=(str(gallery), "/mnt/Ordner/Kollektion"),
        shared_galleries={str(gallery): Shared("cluster7.qwert.mongodb.net/clothes/Hochzeit")},
        models={str(gallery): str(tmp_path / "Annegret.pth"), "/mnt/Ordner/Kollektion": "builtin"},
        watched_galleries=("/mnt/Ordner/Kollektion",),
    )
    save_settings(settings)
    with no_handlers():
        start_logging()
        log = logging.getLogger("clothesfinder.x")
        log.info("opened %s", ADDRESS)
        log.info("auth failed for %s with %s", USER, PASSWORD)
        log.info("auth failed for %s with gEheim-7! at cluster7-shard-00.qwert.mongodb.net", USER)
        log.info("klee$blatt9 is wrong at 192.168.7.7:27017; password='hunter2'")
        log.info("https://shop-of-anne.example/Brautkleid.jpg?token=tok3n did not answer")
        log.info("shop-of-anne.example.com did not answer; token: tok3n")
        log.info("%s cannot be watched", gallery)
        log.info("%s/Brautkleid von Annegret, 2.jpg: damaged", gallery)
        log.info("Brautkleid (3): neu.heic: damaged")
        log.info("stopped: Indexing “Hochzeit von Annegret”")
        try:
            raise OSError(2, "No such file", "/mnt/Ordner/Kollektion/Annegret's (2)")
        except OSError:
            log.exception("cannot show %r", f"{gallery}/Brautkleid.png")
        # What an earlier version, or another program, may have written itself.
        logging.getLogger().handlers[0].flush()
    log_file = log_folder() / "clothesfinder.log"
    log_of(log_file, [*log_file.read_text("utf-8").splitlines(), f"raw {ADDRESS}", f"x {PASSWORD}"])
    failures = [
        Failure("Brautkleid.jpg", 1, 2, "The picture is damaged or cut short."),
        Failure("b.jpg", 1, 2, f"/mnt/Ordner/b.jpg: cannot be read by {USER}"),
    ]
    status = Status(
        "cluster7.qwert.mongodb.net/clothes (“Hochzeit”)", "a/b/c/512", 7, failures,
        offline="“cluster7.qwert.mongodb.net” did not answer in 30 seconds.",
    )  # fmt: skip
    shared = settings.shared_galleries[str(gallery)]
    return Situation(gallery, shared, status, "cpu", ADDRESS), settings


def test_nothing_private_is_in_it(planted: tuple[Situation, Settings]) -> None:
    whole = last_lines(1000)
    assert all(word in whole for word in ("gEheim", "hunter2", "Brautkleid", "Hochzeit"))
    told = with_story(problem_report(*planted), f"I typed {ADDRESS}")
    for secret in PRIVATE:
        if secret not in ("cluster7", "qwert"):  # of which the story is the user's own
            assert secret not in told
    assert "cluster7" not in problem_report(*planted)
    assert "qwert" not in problem_report(*planted)


def test_what_helps_is_in_it(planted: tuple[Situation, Settings]) -> None:
    told = problem_report(*planted)
    for words in (
        *("Versions\n--------\nClothesfinder: ", "torch: 2.", "Python: 3.", "Memory: "),
        *("index: in MongoDB, Atlas", "pictures: 7", "vectors: a/b/c/512", "pace: normal"),
        *("models that were chosen: a model file, builtin", "recent galleries: 2"),
        *("not indexed: 1: The picture is damaged or cut short.", "The model runs on: cpu"),
        *("Traceback (most recent call last):", "FileNotFoundError: [Errno 2] No such file"),
        *("GALLERY-1 cannot be watched", "GALLERY-1/picture-", "in planted", "mongodb+srv://…"),
    ):
        assert words in told, words


def test_of_an_own_gallery_the_last_run_is_told(gallery: Path, tmp_path: Path) -> None:
    save(gallery / "a.png")
    (gallery / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n cut short")
    catalog = Catalog(gallery, load_embedder=ColourEmbedder)
    run(catalog.index())
    status = catalog.status()
    catalog.stores.close()
    told = problem_report(Situation(gallery, None, status), Settings())
    assert "index: on this computer\npictures: 1\n" in told
    assert "files in the folder: 2\nlast indexing: 1 indexed, 1 failed, " in told
    assert str(tmp_path) not in told


def test_the_log_is_cut_to_its_end_over_several_files() -> None:
    log_of(log_folder() / "clothesfinder.log.2", [f"oldest {n}" for n in range(50)])
    log_of(log_folder() / "clothesfinder.log.1", [f"older {n}" for n in range(400)])
    log_of(log_folder() / "clothesfinder.log", [f"new {n}" for n in range(80)])
    lines = last_lines(500).splitlines()
    assert len(lines) == 500
    assert (lines[0], lines[19], lines[20], lines[-1]) == (
        "oldest 30",
        "oldest 49",
        "older 0",
        "new 79",
    )
    assert last_lines(10).splitlines() == [f"new {n}" for n in range(70, 80)]


def test_without_a_log_and_a_gallery() -> None:
    told = problem_report(Situation(), Settings())
    assert told.endswith(module.NO_LOG + "\n")
    assert "Gallery\n-------\nno gallery is open\n" in told


def test_the_story_comes_first() -> None:
    told = with_story("the report\n", "  I pressed F5,\nand nothing came. ")
    assert told.startswith(
        "What I did, and what happened\n-----------------------------\nI pressed F5,\nand nothing"
    )
    assert told.endswith("\n\nthe report\n")
    assert module.NO_STORY in with_story("the report\n", " ")


def test_the_command_prints_it(planted: tuple[Situation, Settings]) -> None:
    code = (
        "import sys; from clothesfinder.__main__ import main; code = main(['--report']);"
        "sys.exit(code or str(sys.modules.keys() & {'torch', 'PySide6', 'pymongo'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True)
    assert done.stderr.decode().strip() == "set()"
    told = done.stdout.decode("utf-8")
    assert "The last 500 lines of the log" in told
    assert "GALLERY-1 cannot be watched" in told
    for secret in set(PRIVATE) - {USER, PASSWORD, "gEheim"}:  # of the keyring, which is not asked
        assert secret not in told, secret
    assert f"{USER}:{PASSWORD}" not in told
