from __future__ import annotations

import pytest

from clothesfinder.atlas_address import Address, hurried, read_address
from clothesfinder.problem import Problem

SECRET = "s3cr3t"


@pytest.mark.parametrize(
    ("url", "uri", "database", "gallery", "place"),
    [
        (
            "mongodb+srv://ann:pw@c0.ab1.mongodb.net",
            "mongodb+srv://ann:pw@c0.ab1.mongodb.net/",
            "clothesfinder",
            "folder",
            "c0.ab1.mongodb.net/clothesfinder",
        ),
        (
            " MongoDB://a,b:27018/team?retryWrites=true&ClothesfinderGallery=Winter+24%25&w=1 ",
            "mongodb://a,b:27018/team?retryWrites=true&w=1",
            "team",
            "Winter 24%",
            "a,b:27018/team",
        ),
        (
            "mongodb://[::1]:27017?clothesfinderGallery=x",
            "mongodb://[::1]:27017/",
            "clothesfinder",
            "x",
            "[::1]:27017/clothesfinder",
        ),
        (
            "mongodb://u:p%40ss%2Fword@localhost/db",
            "mongodb://u:p%40ss%2Fword@localhost/db",
            "db",
            "folder",
            "localhost/db",
        ),
    ],
)
def test_addresses(url: str, uri: str, database: str, gallery: str, place: str) -> None:
    assert read_address(url, "folder") == Address(uri, database, gallery, place)


def test_a_collection_of_the_original_scripts() -> None:
    url = "mongodb://a/simsearch?w=1&ClothesfinderCollection=my+feature512&tls=true"
    address = read_address(url, "folder")
    uri, place = "mongodb://a/simsearch?w=1&tls=true", "a/simsearch.my feature512"
    assert address == Address(uri, "simsearch", "folder", place, "my feature512")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "not the address"),
        ("https://cloud.mongodb.com", "not the address"),
        ("mongodb://", "not the address"),
        ("mongodb+srv://ann:<db_password>@host/", "in place of <db_password>"),
        (f"mongodb://ann:{SECRET}/1@host/", "write it as %40"),
        (f"mongodb://ann:1234?{SECRET}@host/", "write it as %40"),
        (f"mongodb://ann:{SECRET}@x@host/", "write it as %40"),
        (f"mongodb://ann:{SECRET}", "write it as %40"),
        ("mongodb://host:port/", "write it as %40"),
        ("mongodb://host/a.b", "cannot have this name"),
        (f"mongodb://host/{'a' * 39}", "cannot have this name"),
        ("mongodb://host/?clothesfinderGallery=a%2Fb", "Choose another name"),
        ("mongodb://host/?clothesfinderGallery=%20", "Choose another name"),
        ("mongodb://host/?clothesfinderCollection=", "A collection cannot have this name"),
        ("mongodb://host/?clothesfinderCollection=a%2Fb", "A collection cannot have this name"),
        ("mongodb://host/?clothesfinderCollection=a%24b", "A collection cannot have this name"),
        ("mongodb://host/?clothesfinderCollection=system.x", "A collection cannot have this name"),
        (f"mongodb://host/?clothesfinderCollection={'a' * 201}", "A collection cannot have"),
    ],
)
def test_what_is_wrong_is_said_without_the_secret(url: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence) as caught:
        read_address(url, "folder")
    assert SECRET not in str(caught.value)


def test_an_address_does_not_show_its_secret() -> None:
    address = read_address(f"mongodb://ann:{SECRET}@host/", "folder")
    assert SECRET in address.uri
    assert SECRET not in repr(address)
    assert "ann" not in address.place


def test_who_has_a_copy_does_not_wait_long() -> None:
    assert hurried("mongodb://h/db") == "mongodb://h/db?serverSelectionTimeoutMS=3000"
    assert hurried("mongodb://h/db?tls=true").endswith("?tls=true&serverSelectionTimeoutMS=3000")
    own = "mongodb://h/db?serverselectiontimeoutms=9"
    assert hurried(own) == own
    assert read_address(hurried("mongodb://h"), "g").uri.endswith("/?serverSelectionTimeoutMS=3000")
