from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.problem import Problem
from clothesfinder.thumbnail_sharing import (
    EDGE,
    ROW_BYTES,
    SAMPLE,
    TYPICAL_BYTES,
    Estimate,
    estimate,
    thumbnail,
)

from .conftest import ColourEmbedder, draw, result, save

if TYPE_CHECKING:
    from pathlib import Path


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(BytesIO(jpeg))
    assert image.format == "JPEG"
    return image


def written(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    data = BytesIO()
    image.save(data, kind, **how)
    return data.getvalue()


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((900, 600), (160, 107)),
        ((600, 900), (107, 160)),
        ((40, 30), (40, 30)),
        ((900, 2), (160, 1)),
    ],
)
def test_its_longest_side_is_that_of_all(size: tuple[int, int], small: tuple[int, int]) -> None:
    assert opened(thumbnail(written(draw((200, 0, 0), size)))).size == small


def test_it_is_upright_and_holds_nothing_else_of_the_file() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it to the right
    exif[0x010E] = "where I live"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    how: dict[str, Any] = {
        "exif": exif,
        "comment": b"my name",
        "icc_profile": profile,
        "dpi": (300, 300),
    }
    image = opened(thumbnail(written(draw((200, 0, 0), (800, 400)), **how)))
    assert image.size == (80, 160)
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()


def test_colours_stay_sharp_beside_each_other() -> None:
    stripes = Image.new("RGB", (EDGE, 60), "white")
    stripes.paste((220, 0, 0), (80, 0, 81, 60))
    image = opened(thumbnail(written(stripes, "PNG"))).convert("RGB")
    for x, wanted in ((78, (255, 255, 255)), (80, (220, 0, 0)), (82, (255, 255, 255))):
        seen = image.getpixel((x, 30))
        assert isinstance(seen, tuple)
        assert max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 40


def test_a_broken_picture_is_a_sentence() -> None:
    with pytest.raises(Problem, match="not a picture"):
        thumbnail(b"no picture")


def test_the_estimate_is_that_of_a_sample_at_hand(gallery: Path) -> None:
    for number in range(3 * SAMPLE):
        save(gallery / f"{number}.png", size=(300, 400))
    (gallery / "broken.png").write_bytes(b"no picture")
    sizes = [len(thumbnail(path.read_bytes())) for path in gallery.glob("[0-9]*.png")]
    here = [path.name for path in gallery.iterdir()]
    told = result(estimate(gallery, [*here, "gone.png"]))
    assert told == result(estimate(gallery, [*reversed(here), "gone.png"]))
    assert told.pictures == 3 * SAMPLE + 2
    mean = sum(sizes) / len(sizes) + ROW_BYTES
    assert told.bytes == pytest.approx(mean * told.pictures, rel=0.05)


def test_an_estimate_without_the_folder(tmp_path: Path) -> None:
    told = result(estimate(tmp_path / "nowhere", [str(number) for number in range(1000)]))
    assert told == Estimate(1000, 1000 * (TYPICAL_BYTES + ROW_BYTES))
    assert str(told) == "about 4.8 MB for 1,000 pictures"
    assert result(estimate(tmp_path, [])) == Estimate(0, 0)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0.1 MB"), (999_000_000, "999.0 MB"), (999_960_000, "1.0 GB"), (48 * 10**9, "48.0 GB")],
)
def test_sizes_in_words(size: int, text: str) -> None:
    assert str(Estimate(1, size)) == f"about {text} for 1 picture"


def test_a_gallery_on_this_computer_only_shares_nothing(gallery: Path) -> None:
    save(gallery / "a.png")
    catalog = Catalog(gallery, "", ColourEmbedder)
    result(catalog.index())
    assert not result(upkeep.shares_thumbnails(catalog))
    assert result(upkeep.update_thumbnails(catalog)).made == 0
    assert result(upkeep.shared_thumbnails(catalog, ["a.png"])) == {}
    result(upkeep.stop_sharing_thumbnails(catalog))
    for job in (upkeep.share_thumbnails(catalog), upkeep.estimate_thumbnails(catalog)):
        with pytest.raises(Problem, match="“gallery” lies on this computer only"):
            list(job)
    catalog.close()
