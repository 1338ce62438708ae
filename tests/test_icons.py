"""The made icons belong to the drawings, and hold every size that the systems ask for."""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import IcnsImagePlugin, Image

from clothesfinder.launcher import DESKTOP_ID, ICON_SIZES
from clothesfinder.resources import resource

PACKAGING = Path(__file__).parent.parent / "packaging"


@pytest.fixture
def make_icons(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return importlib.import_module("make_icons")


def kept(size: int) -> Image.Image:
    return Image.open(resource(f"icons/{size}.png")).convert("RGBA")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean of the levels, 0 to 255, by which they differ where they can be seen."""
    pixels = [np.asarray(image.convert("RGBa"), np.float32) for image in (one, other)]
    return float(np.abs(pixels[0] - pixels[1]).mean())


@pytest.mark.parametrize("size", ICON_SIZES)
def test_icons_show_the_drawing(make_icons: Any, size: int) -> None:
    assert kept(size).size == (size, size)
    # Another version of Qt may smooth an edge differently; another drawing differs a lot.
    assert difference(make_icons.to_pillow(make_icons.draw(size)), kept(size)) < 2


def test_another_drawing_would_differ(make_icons: Any) -> None:
    whole = make_icons.to_pillow(make_icons.draw(48)).resize((32, 32), Image.Resampling.BOX)
    assert difference(whole, kept(32)) > 10


@pytest.mark.skipif(not shutil.which("rsvg-convert"), reason="needs librsvg2-bin")
@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 512])
def test_desktops_draw_it_as_qt_does(make_icons: Any, size: int) -> None:
    command = ["rsvg-convert", f"--width={size}", f"--height={size}", make_icons.drawing(size)]
    drawn = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    assert difference(Image.open(io.BytesIO(drawn)).convert("RGBA"), kept(size)) < 3


def test_windows_icon_holds_the_same_pictures(make_icons: Any) -> None:
    with Image.open(resource("icons/clothesfinder.ico")) as icon:
        assert icon.info["sizes"] == {(size, size) for size in make_icons.ICO_SIZES}
        for size in make_icons.ICO_SIZES:
            icon.size = size, size  # type: ignore[misc]
            icon.load()
            assert difference(icon.copy(), kept(size)) == 0


def test_macos_icon_holds_the_same_pictures() -> None:
    with resource("icons/clothesfinder.icns").open("rb") as file:
        icon = IcnsImagePlugin.IcnsFile(file)
        ordinary = {(size, size, 1) for size in (128, 256, 512)}
        twice = {(size, size, 2) for size in (16, 32, 128, 256, 512)}
        assert set(icon.itersizes()) == ordinary | twice
        for edge, _, scale in icon.itersizes():
            held = icon.getimage((edge, edge, scale))
            assert held.size == (edge * scale, edge * scale)
            if edge * scale in ICON_SIZES:
                assert difference(held, kept(edge * scale)) == 0
            else:
                assert difference(held.resize((512, 512), Image.Resampling.BOX), kept(512)) < 2


def test_drawings_use_only_what_every_reader_knows() -> None:
    for name in (f"{DESKTOP_ID}.svg", "small.svg"):
        text = resource(f"icons/{name}").read_text("utf-8")
        for rare in ("<filter", "<mask", "<clipPath", "<style", "<text", "<image", "href"):
            assert rare not in text
