from __future__ import annotations

import pytest

from clothesfinder.original_paths import cleaned, located


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("shirts\\a.jpg", "shirts/a.jpg"),
        ("shirts/a.jpg", "shirts/a.jpg"),
        ("./shirts//a.jpg", "shirts/a.jpg"),
        ("/shirts/a.jpg", "shirts/a.jpg"),
        (".\\a.jpg", "a.jpg"),
        ("D:\\data\\a.jpg", "data/a.jpg"),
        ("..\\..\\etc\\a.jpg", "etc/a.jpg"),
        ("über/ドレス a.jpg", "über/ドレス a.jpg"),
        ("a:b.jpg", "b.jpg"),
        ("", ""),
        ("\\..", ""),
        ("shirts/\0.jpg", ""),
    ],
)
def test_names_become_paths_below_the_gallery(name: str, path: str) -> None:
    assert cleaned(name) == path


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (["shirts/a.jpg", "x/shirts/a.jpg"], "shirts/a.jpg"),
        (["deep/er/a.jpg", "b.jpg"], "deep/er/a.jpg"),
        (["a.jpg"], "a.jpg"),
        (["x/shirts/a.jpg", "x/skirts/a.jpg"], "x/shirts/a.jpg"),
        (["x/shirts/a.jpg", "y/shirts/a.jpg"], "shirts/a.jpg"),
        (["x/a.jpg", "y/a.jpg"], "shirts/a.jpg"),
        (["shirts/b.jpg"], "shirts/a.jpg"),
        ([], "shirts/a.jpg"),
    ],
)
def test_a_name_is_found_by_its_end(files: list[str], path: str) -> None:
    assert located(["shirts/a.jpg"], files) == {"shirts/a.jpg": path}


def test_a_folder_less_deep_than_the_names() -> None:
    names = ["data/shirts/a.jpg", "data/skirts/a.jpg"]
    assert located(names, ["shirts/a.jpg", "skirts/a.jpg"]) == {
        names[0]: "shirts/a.jpg",
        names[1]: "skirts/a.jpg",
    }


def test_a_file_belongs_to_the_name_that_is_its_path() -> None:
    names = ["skirts/a.jpg", "shirts/a.jpg"]
    assert located(names, ["skirts/a.jpg"]) == dict(zip(names, names, strict=True))


def test_a_file_that_two_names_could_mean_is_neither_s() -> None:
    names = ["skirts/a.jpg", "shirts/a.jpg"]
    assert located(names, ["new/a.jpg"]) == dict(zip(names, names, strict=True))
