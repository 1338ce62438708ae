"""`clothesfinder move`, between the embedded store and a database on a real socket."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import keyring
import pytest

from clothesfinder.atlas_login import VARIABLE, Login, Secrets, place_of
from clothesfinder.index_files import index_file
from clothesfinder.local_store import open_local
from clothesfinder.progress_line import told
from clothesfinder.settings import Settings, Shared, save_settings
from clothesfinder.store import open_store
from clothesfinder.transfer import Copied
from clothesfinder.writer import Writer

from .memory_keyring import MemoryKeyring
from .store_contract import SPACE, entry
from .test_transfer import content, fill

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Call


@pytest.fixture
def indexed(gallery: Path) -> Path:
    """A gallery whose embedded store holds eleven pictures and two failures."""
    store = open_local(gallery)
    fill(store, 10)
    store.close()
    return gallery


def held(address: str, gallery: Path) -> tuple[object, ...]:
    store = open_store(address, gallery, create=False)
    told = content(store)
    store.close()
    return told


def test_up_and_down_again_in_json(call: Call, indexed: Path, url: str) -> None:
    before = held("", indexed)
    code, out, _ = call("move", indexed, "--to", url, "--json")
    assert code == 0
    summary: dict[str, Any] = json.loads(out)
    assert summary.pop("seconds") > 0
    assert summary == {"copied": 11, "skipped": 0, "removed": 0, "verified": 11}
    assert held(url, indexed) == before
    assert held("", indexed) == before  # the embedded copy stays

    index_file(indexed).unlink()
    code, out, _ = call("move", indexed, "--from", url, "--json")
    assert (code, json.loads(out)["copied"]) == (0, 11)
    assert held("", indexed) == before


def test_from_one_database_into_another(call: Call, indexed: Path, url: str) -> None:
    assert call("move", indexed, "--to", url)[0] == 0
    other = f"{url}x?clothesfinderGallery=Other%20name"
    assert call("move", indexed, "--from", url, "--to", other)[0] == 0
    assert held(other, indexed) == held(url, indexed)


def test_for_people_and_without_the_password(call: Call, indexed: Path, url: str) -> None:
    _, out, _ = call("move", indexed, "--to", url)
    first, second = out.splitlines()
    assert first.startswith("11 copied, 0 skipped, 0 removed, 11 verified in ")
    assert str(index_file(indexed)) in second
    assert "mongodb://" not in second
    secret = "mongodb://me:hunter2@127.0.0.1:1/?serverSelectionTimeoutMS=200"
    code, out, err = call("move", indexed, "--to", secret)
    assert (code, out) == (1, "")
    assert "does not answer" in err
    assert "hunter2" not in err


def test_nothing_to_move(call: Call, gallery: Path, url: str) -> None:
    code, out, err = call("move", gallery, "--to", url)
    assert (code, out) == (1, "")
    assert err == "“gallery” is not indexed yet. Index this folder first.\n"
    code, _, err = call("move", gallery, "--from", url)
    assert code == 1
    assert "not indexed in this MongoDB database" in err
    assert not index_file(gallery).exists()


def test_a_gallery_of_another_model_is_left_alone(call: Call, indexed: Path, url: str) -> None:
    store = open_store(url, indexed)
    store.reset(SPACE._replace(model="other"))
    store.put([entry("theirs.jpg", 1)])
    store.close()
    before = held(url, indexed)
    code, _, err = call("move", indexed, "--to", url)
    assert code == 1
    assert "another model" in err
    assert held(url, indexed) == before


@pytest.mark.parametrize("wrong", [["move"], ["move", "g"], ["move", "g", "--store", "u"],
                                   ["move", "g", "--from", "u", "--to", "u"]])  # fmt: skip
def test_wrong_use_is_exit_2(call: Call, wrong: list[str]) -> None:
    code, out, err = call(*wrong)
    assert (code, out) == (2, "")
    assert "usage: clothesfinder" in err


def test_progress_in_words() -> None:
    text = told(Copied(500, 2000, "shirts", 100.0))
    assert text == "[#####...............] 500 / 2000  100.0 a second, 0:15 left  shirts"


def test_the_address_that_the_window_uses(
    call: Call, indexed: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    try:
        monkeypatch.delenv(VARIABLE, raising=False)
        code, _, err = call("move", indexed, "--to", "shared")
        assert (code, "Connect it in the window" in err) == (1, True)
        shared = Login(url, "", "their name").url()
        Secrets().keep(place_of(shared), shared)
        save_settings(Settings().with_shared(indexed, Shared(place_of(shared))))
        assert call("move", indexed, "--to", "shared")[0] == 0
        code, out, _ = call("status", indexed, "--store", "shared", "--json")
        assert json.loads(out)["indexed"] == 11
        assert json.loads(out)["store"].endswith("(“their name”)")
    finally:
        keyring.set_keyring(before)


def test_the_address_of_the_environment(
    call: Call, indexed: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, url)
    assert call("move", indexed, "--to", "shared")[0] == 0
    assert held(url, indexed) == held("", indexed)


def test_an_index_that_another_program_writes_is_not_written(
    call: Call, indexed: Path, url: str
) -> None:
    before = held("", indexed)
    assert call("move", indexed, "--to", url)[0] == 0
    with Writer(indexed).alone():
        code, out, error = call("move", indexed, "--from", url)
        assert (code, out) == (1, "")
        assert "Another program" in error
    assert held("", indexed) == before
    assert call("move", indexed, "--from", url)[0] == 0
