from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from clothesfinder.settings import MOST_RECENT, Settings, Shared, load_settings, save_settings


def test_defaults_where_nothing_is_stored() -> None:
    assert load_settings() == Settings()


def test_what_is_saved_comes_back(data: Path) -> None:
    chosen = replace(Settings(), theme="dark", recent_galleries=("/b", "/\udcff"), thumbnail_edge=7)
    save_settings(chosen)
    assert load_settings() == chosen
    assert [file.name for file in data.iterdir()] == ["settings.json"]


def test_broken_unknown_and_wrong_values_are_left_out(data: Path) -> None:
    data.mkdir()
    file = data / "settings.json"
    stored = {"theme": 7, "thumbnail_edge": 9, "unknown": 1, "recent_galleries": ["/a", 3]}
    file.write_text(json.dumps(stored))
    assert load_settings() == replace(Settings(), thumbnail_edge=9, recent_galleries=("/a",))
    for text in ["{", "[]", "\xff"]:
        file.write_text(text, "latin-1")
        assert load_settings() == Settings()


def test_a_shared_gallery_is_known_until_it_is_forgotten(data: Path) -> None:
    a, b = Shared("h/db/a"), Shared("h/db/b", mirrored=True, copied=7.5)
    settings = Settings().with_shared(Path("/a"), a).with_shared(Path("/b"), b)
    save_settings(settings)
    assert load_settings().shared_galleries == {"/a": a, "/b": b}
    assert settings.with_shared(Path("/a"), None).shared_galleries == {"/b": b}
    assert settings.without_gallery(Path("/b")).shared_galleries == {"/a": a}
    stored = {"/a": {"place": "h/db/a", "copied": "late"}, "/b": 7, "/c": {"place": 1}}
    (data / "settings.json").write_text(json.dumps({"shared_galleries": stored}))
    assert load_settings().shared_galleries == {"/a": a}


def test_a_model_of_its_own(data: Path) -> None:
    settings = Settings().with_model(Path("/a"), Path("/m/checkpoint.pth"))
    save_settings(settings)
    assert load_settings().models == {"/a": "/m/checkpoint.pth"}
    assert settings.with_model(Path("/a"), None).models == {}
    assert settings.without_gallery(Path("/a")).models == {}


def test_a_watched_gallery_is_one_until_it_is_forgotten(data: Path) -> None:
    settings = Settings().with_watched(Path("/a"), watched=True)
    settings = settings.with_watched(Path("/b"), watched=True)
    save_settings(settings.with_watched(Path("/a"), watched=True))
    assert load_settings().watched_galleries == ("/b", "/a")
    assert settings.is_watched(Path("/b"))
    assert settings.with_watched(Path("/b"), watched=False).watched_galleries == ("/a",)
    assert settings.without_gallery(Path("/a")).watched_galleries == ("/b",)
    (data / "settings.json").write_text(json.dumps({"watched_galleries": ["/a", 7]}))
    assert load_settings().watched_galleries == ("/a",)


def test_a_folder_that_has_moved_takes_all_along() -> None:
    shared = Shared("h/db/a", mirrored=True)
    settings = Settings().with_gallery(Path("/a")).with_gallery(Path("/b"))
    settings = settings.with_shared(Path("/a"), shared).with_model(Path("/a"), Path("/m"))
    settings = settings.with_watched(Path("/a"), watched=True)
    moved = settings.with_folder(Path("/a"), Path("/c"))
    assert moved.recent_galleries == ("/c", "/b")
    assert moved.shared_galleries == {"/c": shared}
    assert moved.models == {"/c": "/m"}
    assert moved.watched_galleries == ("/c",)


def test_the_gallery_used_last_comes_first_and_once() -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 5):
        settings = settings.with_gallery(Path(f"/{number}"))
    settings = settings.with_gallery(Path("/9"))
    assert settings.recent_galleries[0] == "/9"
    assert len(set(settings.recent_galleries)) == MOST_RECENT
    assert "/9" not in settings.without_gallery(Path("/9")).recent_galleries
