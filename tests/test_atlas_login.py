from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import keyring
import pytest

from clothesfinder.atlas_address import read_address
from clothesfinder.atlas_login import (
    VARIABLE,
    Login,
    Secrets,
    converted,
    is_original,
    place_of,
)
from clothesfinder.problem import Problem

from .memory_keyring import MemoryKeyring, UnprotectedKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "s3cr3t"
URI = f"mongodb://ann:{SECRET}@db.example.com:27018/?tls=true"
PLACE = "db.example.com:27018/shop/Our clothes"


@pytest.fixture(autouse=True)
def own_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    monkeypatch.delenv(VARIABLE, raising=False)
    before = keyring.get_keyring()
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("uri", "database", "address"),
    [
        ("mongodb://h", "", "mongodb://h/clothesfinder?"),
        ("mongodb://h/shop", "", "mongodb://h/shop?"),
        ("mongodb://u:p@h/shop", "", "mongodb://u:p@h/shop?"),
        ("mongodb://u:p@h", "", "mongodb://u:p@h/clothesfinder?authSource=admin&"),
        ("mongodb://u:p@h/admin", "", "mongodb://u:p@h/clothesfinder?authSource=admin&"),
        ("mongodb://u:p@h/users", "shop", "mongodb://u:p@h/shop?authSource=users&"),
        ("mongodb+srv://u:p@h/test", "shop", "mongodb+srv://u:p@h/shop?authSource=admin&"),
        ("mongodb://u:p@h/?AuthSource=x", "a", "mongodb://u:p@h/a?AuthSource=x&"),
        ("mongodb://h/?tls=true", " a ", "mongodb://h/a?tls=true&"),
    ],
)
def test_the_database_changes_but_not_where_the_user_signs_in(
    uri: str, database: str, address: str
) -> None:
    url = Login(uri, database, "Clothes & co?").url()
    assert url == f"{address}clothesfinderGallery=Clothes%20%26%20co%3F"
    assert read_address(url, "").gallery == "Clothes & co?"


def test_a_gallery_may_be_called_like_a_folder_whose_name_is_no_text() -> None:
    url = Login(URI, "shop", "caf\udce9 ü").url()
    url.encode("ascii")
    assert read_address(url, "").gallery == "caf\udce9 ü"
    assert place_of(url).endswith("/caf\udce9 ü")


def test_a_place_tells_no_secret() -> None:
    login = Login(URI, "shop", "Our clothes")
    assert place_of(login.url()) == PLACE
    assert SECRET not in repr(login)


@pytest.mark.parametrize(
    ("uri", "database", "gallery"),
    [
        (f"http://ann:{SECRET}@h", "", "a"),
        (f"mongodb://ann:{SECRET}@x@h", "", "a"),
        (URI, "a b", "a"),
        (URI, "", "a/b"),
        (URI, "", " "),
    ],
)
def test_what_cannot_be_used_is_refused_without_the_secret(
    uri: str, database: str, gallery: str
) -> None:
    with pytest.raises(Problem) as caught:
        Login(uri, database, gallery).url()
    assert SECRET not in str(caught.value)


def test_what_is_kept_is_known_at_the_next_start(own_keyring: MemoryKeyring) -> None:
    url = Login(URI, "shop", "Our clothes").url()
    assert Secrets().keep(PLACE, url)
    assert Secrets().url(PLACE) == url
    assert Secrets().url("db.example.com:27018/shop/Other") == url.replace("Our%20clothes", "Other")
    assert Secrets().url("db.example.com:27018/other/Our clothes") is None
    Secrets().forget(PLACE)
    assert Secrets().url(PLACE) is None
    assert not own_keyring.held


def test_a_collection_is_a_part_of_the_place_but_the_secret_is_the_database_s() -> None:
    url = Login(URI, "shop", "Our clothes", "feature.512").url()
    place = "db.example.com:27018/shop.feature.512/Our clothes"
    assert place_of(url) == place
    assert read_address(url, "").collection == "feature.512"
    assert Login(url, "", "").url() == url
    secrets = Secrets()
    secrets.keep(place, url)
    assert secrets.url(place) == Secrets().url(place) == url
    assert secrets.url(PLACE) == Login(URI, "shop", "Our clothes").url()
    secrets.forget(place)
    assert Secrets().url(PLACE) is None


@pytest.mark.parametrize("state", ["none", "unprotected", "broken"])
def test_without_a_keyring_it_is_known_in_this_run_only(
    state: str, own_keyring: MemoryKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    unusable = UnprotectedKeyring()
    if state == "broken":
        own_keyring.error = RuntimeError(f"locked, {URI}")
    elif state == "unprotected":
        keyring.set_keyring(unusable)
    else:
        from keyring.backends.fail import Keyring

        keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
    caplog.set_level(logging.DEBUG)
    secrets, url = Secrets(), Login(URI, "shop", "Our clothes").url()
    assert not secrets.keep(PLACE, url)
    assert secrets.url(PLACE) == url
    assert Secrets().url(PLACE) is None
    secrets.forget(PLACE)
    assert secrets.url(PLACE) is None
    assert not own_keyring.held
    assert not unusable.held
    assert SECRET not in caplog.text


def test_the_variable_is_used_for_its_own_hosts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, URI)
    url = Secrets().url(PLACE)
    assert url is not None
    assert place_of(url) == PLACE
    assert SECRET in url
    assert Secrets().url("elsewhere.example.com/shop/Our clothes") is None
    monkeypatch.setenv(VARIABLE, "nonsense")
    assert Secrets().url(PLACE) is None


def test_where_a_gallery_of_the_original_scripts_is_converted_to() -> None:
    place = "h1:27017,h2/db.feature512/my clothes"
    assert is_original(place)
    assert converted(place) == "h1:27017,h2/db/my clothes"
    assert not is_original(converted(place))
    assert not is_original("cluster.example.net/db/a.b")
