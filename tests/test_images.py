from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from clothesfinder import images
from clothesfinder.images import measure, open_picture
from clothesfinder.problem import Problem
from clothesfinder.settings import Settings, save_settings

from .conftest import draw, save

if TYPE_CHECKING:
    from pathlib import Path

BLUE = (20, 40, 200)


def encode(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    if kind == "HEIF":  # Pillow writes none, and the program's own library only reads
        pillow_heif.from_pillow(image).save(buffer)
    else:
        image.save(buffer, kind, **options)
    return buffer.getvalue()


EVERY_KIND: list[tuple[str, dict[str, Any]]] = [
    ("JPEG", {}),
    ("JPEG", {"progressive": True}),
    ("PNG", {}),
    ("WEBP", {}),
    ("WEBP", {"lossless": True}),
    ("BMP", {}),
    ("GIF", {}),
    ("TIFF", {}),
    ("TIFF", {"compression": "tiff_lzw"}),
    ("TIFF", {"compression": "tiff_adobe_deflate"}),
    ("TIFF", {"compression": "jpeg"}),
    ("HEIF", {}),
    ("AVIF", {}),
]


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(np.asarray(one, float) - np.asarray(other.resize(one.size), float)).mean())


class TestOpenPicture:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF", "AVIF"])
    def test_every_kind_looks_the_same(self, kind: str) -> None:
        original = draw(BLUE)
        picture = open_picture(encode(original, kind))
        assert picture.image.mode == "RGB"
        assert (picture.width, picture.height) == picture.image.size == (60, 80)
        assert difference(original, picture.image) < 6

    def test_from_a_file(self, gallery: Path) -> None:
        assert open_picture(save(gallery / "a.png", BLUE)).image.getpixel((30, 40)) == BLUE

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
    def test_upright_by_exif(self, kind: str, orientation: int) -> None:
        upright = draw(BLUE)
        undone = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
        turn = undone.get(orientation, images.TURNS.get(orientation))
        exif = Image.Exif()
        exif[images.ORIENTATION] = orientation
        stored = upright if turn is None else upright.transpose(turn)
        picture = open_picture(encode(stored, kind, exif=exif))
        assert (picture.width, picture.height) == picture.image.size == (60, 80)
        assert difference(upright, picture.image) < 6

    def test_alpha_lies_on_white(self) -> None:
        image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
        image.putpixel((3, 3), (255, 0, 0, 255))
        opened = open_picture(encode(image, "PNG")).image
        assert opened.getpixel((0, 0)) == (255, 255, 255)
        assert opened.getpixel((3, 3)) == (255, 0, 0)

    def test_a_transparent_palette_lies_on_white(self) -> None:
        image = Image.new("P", (8, 8), 0)
        image.putpalette([0, 0, 0, 255, 0, 0])
        opened = open_picture(encode(image, "PNG", transparency=0)).image
        assert opened.getpixel((0, 0)) == (255, 255, 255)

    def test_sixteen_bits_keep_their_greys(self) -> None:
        levels = np.linspace(0, 65535, 64).astype(np.uint16).reshape(8, 8)
        opened = open_picture(encode(Image.fromarray(levels), "PNG")).image
        assert np.abs(np.asarray(opened)[..., 0] - levels / 257.0).max() <= 1

    def test_colours_of_another_profile_become_srgb(self) -> None:
        rotated = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        lab = ImageCms.profileToProfile(
            draw(BLUE), ImageCms.createProfile("sRGB"), rotated, outputMode="LAB"
        )
        assert lab is not None
        opened = open_picture(encode(lab, "TIFF")).image
        assert difference(draw(BLUE), opened) < 4

    def test_a_broken_profile_is_ignored(self) -> None:
        data = encode(draw(BLUE), "PNG", icc_profile=b"no profile at all")
        assert open_picture(data).image.getpixel((30, 40)) == BLUE

    def test_cmyk(self) -> None:
        opened = open_picture(encode(draw(BLUE).convert("CMYK"), "JPEG"))
        assert difference(draw(BLUE), opened.image) < 8

    def test_the_first_frame_of_an_animation(self) -> None:
        frames = [draw((0, 200, 0)), draw((200, 0, 0))]
        data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
        assert difference(draw((0, 200, 0)), open_picture(data).image) < 6

    @pytest.mark.parametrize("kind", ["JPEG", "PNG"])
    @pytest.mark.parametrize("size", [(3000, 2000), (1999, 3001), (4000, 90), (300, 200)])
    def test_large_pictures_come_smaller_but_large_enough(
        self, kind: str, size: tuple[int, int]
    ) -> None:
        picture = open_picture(encode(draw(BLUE, size), kind), edge=260)
        assert (picture.width, picture.height) == size
        assert min(520, max(size)) <= max(picture.image.size) <= max(size)
        assert max(size) <= 1040 or max(picture.image.size) < 1040
        assert difference(picture.image, draw(BLUE, size)) < 8

    def test_a_sideways_photo_tells_its_upright_size(self) -> None:
        exif = Image.Exif()
        exif[images.ORIENTATION] = 6
        picture = open_picture(encode(draw(BLUE, (3000, 2000)), "JPEG", exif=exif), edge=260)
        assert (picture.width, picture.height) == (2000, 3000)
        assert picture.image.width < picture.image.height

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "The file is empty."),
            (b"just text", "This is not a picture, or of a kind that cannot be read here."),
            (b"\xff", "This is not a picture, or of a kind that cannot be read here."),
            (encode(draw(BLUE), "PNG")[:200], "The picture is damaged or cut short."),
            (encode(draw(BLUE, (600, 800)), "JPEG")[:3000], "The picture is damaged or cut short."),
        ],
    )
    def test_what_is_no_picture_says_why(self, data: bytes, reason: str) -> None:
        with pytest.raises(Problem) as raised:
            open_picture(data)
        assert str(raised.value) == reason

    @pytest.mark.parametrize(("kind", "options"), EVERY_KIND)
    @pytest.mark.parametrize("share", [0.5, 0.9, 0.98])
    @pytest.mark.filterwarnings("ignore")
    def test_nothing_is_made_of_a_picture_that_is_cut_short(
        self, kind: str, options: dict[str, Any], share: float
    ) -> None:
        noise = np.random.default_rng(1).integers(0, 256, (200, 150, 3), np.uint8)
        data = encode(Image.fromarray(noise), kind, **options)
        assert open_picture(data).height == 200
        with pytest.raises(Problem) as raised:
            open_picture(data[: int(len(data) * share)])
        assert str(raised.value) == "The picture is damaged or cut short."

    @pytest.mark.parametrize(("kind", "end"), [("PNG", 8), ("GIF", 1)])
    def test_one_that_lacks_its_last_mark_only_is_whole(self, kind: str, end: int) -> None:
        whole = encode(draw(BLUE), kind)
        assert open_picture(whole[:-end]).image.tobytes() == open_picture(whole).image.tobytes()

    def test_of_an_animation_only_the_first_frame_need_be_whole(self) -> None:
        frames = [draw((0, 200, 0)), draw((200, 0, 0))]
        data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
        assert difference(frames[0], open_picture(data[:-100]).image) < 6

    def test_a_missing_file_says_so(self, gallery: Path) -> None:
        with pytest.raises(Problem, match="no longer there"):
            open_picture(gallery / "gone.jpg")

    def test_a_bomb_is_refused_before_it_is_decoded(self) -> None:
        bomb = encode(Image.new("1", (20_000, 20_000)), "PNG")
        assert len(bomb) < 100_000
        with pytest.raises(Problem, match="20000 by 20000 pixels, which is 400 megapixels"):
            open_picture(bomb)

    def test_the_limit_is_what_the_caller_says_or_else_the_setting(self) -> None:
        data = encode(Image.new("L", (3000, 1001)), "PNG")
        assert open_picture(data).width == 3000
        assert open_picture(data, largest=4).width == 3000
        with pytest.raises(Problem, match=r"4 megapixels; up to 3 .* --largest-picture 4 "):
            open_picture(data, largest=3)
        save_settings(Settings(largest_picture=3))
        with pytest.raises(Problem, match="up to 3 are read"):
            open_picture(data)
        assert open_picture(data, largest=4).width == 3000

    def test_a_size_that_no_picture_has_is_not_taken_for_a_large_one(self) -> None:
        data = bytearray(encode(draw(BLUE), "BMP"))
        data[18:22] = (2**31 - 1).to_bytes(4, "little")
        with pytest.raises(Problem, match=r"no picture has\. It is damaged"):
            open_picture(bytes(data), largest=10**9)

    def test_large_ones_are_decoded_one_at_a_time(self) -> None:
        large = encode(Image.new("1", (7000, 6000)), "PNG")
        with ThreadPoolExecutor(2) as threads:
            with images.ONE_LARGE:
                waiting = threads.submit(open_picture, large, 260)
                assert threads.submit(open_picture, encode(draw(BLUE), "PNG")).result().width == 60
                assert not waiting.done()
            assert waiting.result().width == 7000


class TestMeasure:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF", "AVIF"])
    def test_every_kind(self, kind: str, tmp_path: Path) -> None:
        file = tmp_path / "picture"
        file.write_bytes(encode(draw(BLUE), kind))
        assert measure(file) == (60, 80)

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
    def test_upright_as_it_is_opened(self, kind: str, orientation: int, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[images.ORIENTATION] = orientation
        file = tmp_path / "picture"
        file.write_bytes(encode(draw(BLUE), kind, exif=exif))
        opened = open_picture(file)
        assert measure(file) == (opened.width, opened.height)
        assert (opened.width > opened.height) == (orientation in images.SIDEWAYS)

    def test_the_head_is_enough(self, tmp_path: Path) -> None:
        file = tmp_path / "picture"
        file.write_bytes(encode(draw(BLUE, (600, 800)), "JPEG")[:3000])
        assert measure(file) == (600, 800)

    @pytest.mark.parametrize("data", [None, b"", b"just text"])
    def test_what_is_no_picture(self, data: bytes | None, tmp_path: Path) -> None:
        file = tmp_path / "picture"
        if data is not None:
            file.write_bytes(data)
        with pytest.raises(Problem, match="size cannot be read"):
            measure(file)
