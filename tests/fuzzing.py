"""Damages pictures of every kind by chance and opens them: `python -m tests.fuzzing FIRST COUNT`.

Run in a program of its own, for a decoder may end it. The number of each case is written before it
is opened; what it raises, other than Problem, ends the program with a traceback.
"""

from __future__ import annotations

import random
import struct
import sys
import warnings
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pillow_heif
from PIL import Image, ImageCms

from .opening import EDGE, limit_memory, megabytes, within_seconds

Damage = Callable[[bytearray, random.Random], None]
EXIF_TURNED = Image.Exif()
EXIF_TURNED[0x0112] = 6
EDGES = (0, 1, 0x7F, 0x80, 0xFF)
SIZES = (0, 1, 2, 0x7FFF, 0xFFFF, 20_000, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)


def pictures() -> dict[str, bytes]:
    """Small files of every kind that can be read, with all that such files may carry."""
    noise = np.random.default_rng(1).integers(0, 256, (96, 72, 4), np.uint8)
    smooth = Image.fromarray(noise[:9, :7]).resize((72, 96), Image.Resampling.BICUBIC)
    rgb = smooth.convert("RGB")
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    carried = {"exif": EXIF_TURNED, "icc_profile": icc}
    deep = Image.fromarray((noise[..., 0].astype(np.uint16) * 257)[:40, :40])
    animated = {"save_all": True, "append_images": [rgb.rotate(90), rgb.rotate(180)]}
    made = {
        "jpeg": _encode(rgb, "JPEG", **carried),
        "jpeg progressive": _encode(rgb, "JPEG", progressive=True, restart_marker_rows=1),
        "jpeg cmyk": _encode(rgb.convert("CMYK"), "JPEG"),
        "png": _encode(smooth, "PNG", **carried),
        "png palette": _encode(rgb.quantize(16), "PNG", transparency=0),
        "png 16 bits": _encode(deep, "PNG"),
        "webp": _encode(smooth, "WEBP", **carried),
        "webp lossless": _encode(smooth, "WEBP", lossless=True),
        "webp animated": _encode(rgb, "WEBP", **animated),
        "bmp": _encode(rgb, "BMP"),
        "gif": _encode(rgb, "GIF", **animated),
        "heif": _heif(smooth),
        "avif": _encode(smooth, "AVIF", **carried),
        "avif animated": _encode(rgb, "AVIF", **animated),
    }
    for name in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg", "group4"):
        image = rgb.convert("1") if name == "group4" else rgb
        made[f"tiff {name}"] = _encode(image, "TIFF", compression=name, exif=EXIF_TURNED)
    return made


def flip_bits(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_bits_of_the_head(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 4))):
        data[chance.randrange(min(200, len(data)))] ^= 1 << chance.randrange(8)


def put_extremes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 5))):
        data[chance.randrange(min(400, len(data)))] = chance.choice(EDGES)


def put_a_size(data: bytearray, chance: random.Random) -> None:
    """Write a size that is a lie somewhere, mostly near the beginning, where heads have theirs."""
    place = chance.randrange(min(chance.choice((64, 400, len(data))), len(data) - 4))
    kind = chance.choice(("<H", ">H", "<I", ">I"))
    size = chance.choice(SIZES) & (0xFFFF if kind[1] == "H" else 0xFFFFFFFF)
    struct.pack_into(kind, data, place, size)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def take_out(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 4, 16, 200, 2000))]


def swap(data: bytearray, chance: random.Random) -> None:
    size = chance.choice((4, 16, 64, 512))
    one, other = (chance.randrange(len(data)) for _ in range(2))
    data[one : one + size], data[other : other + size] = (
        data[other : other + size],
        data[one : one + size],
    )


def repeat(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.choice((8, 64, 1024))] * chance.choice((1, 50))


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    flip_bits_of_the_head,
    put_extremes,
    put_a_size,
    cut,
    take_out,
    swap,
    repeat,
)


def damaged(number: int, whole: dict[str, bytes]) -> bytes:
    """The file of this case: one kind, damaged once or twice; of PNG mostly with right sums."""
    chance = random.Random(number)
    names = list(whole)
    name = names[number % len(names)]
    data = bytearray(whole[name])
    for _ in range(chance.choice((1, 1, 2))):
        if len(data) > 8:
            chance.choice(DAMAGES)(data, chance)
    if name.startswith("png") and chance.random() < 0.7:
        _mend_sums(data)
    if chance.random() < 0.03:  # the beginning of one kind, the rest of another
        other = whole[chance.choice(names)]
        data[: chance.randrange(4, 40)] = other[: chance.randrange(4, 40)]
    return bytes(data)


def _encode(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _heif(image: Image.Image) -> bytes:
    buffer = BytesIO()
    pillow_heif.from_pillow(image).save(buffer)
    return buffer.getvalue()


def _mend_sums(data: bytearray) -> None:
    """Put the right sum behind each chunk of a PNG, that the damage in it is looked at."""
    place = 8
    while place + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        end = place + 8 + length
        if end + 4 > len(data):
            return
        struct.pack_into(">I", data, end, zlib.crc32(data[place + 4 : end]))
        place = end + 4


def main() -> None:
    """Open the cases; writes a table of what became of them."""
    from clothesfinder.images import open_picture
    from clothesfinder.problem import Problem

    warnings.simplefilter("ignore")
    first, count = int(sys.argv[1]), int(sys.argv[2])
    whole = pictures()
    for data in whole.values():
        open_picture(data, EDGE, 180)
    limit_memory()
    ends = Counter[str]()
    for number in range(first, first + count):
        sys.stderr.write(f"\ncase {number}\n")
        data = damaged(number, whole)
        with within_seconds():
            try:
                image = open_picture(data, EDGE, 180).image
                assert image.mode == "RGB"
                assert image.width
                assert image.height
                ends["opened"] += 1
            except Problem as problem:
                ends[str(problem).partition(" has ")[0]] += 1
    for sentence, times in ends.most_common():
        sys.stdout.write(f"{times:6} {sentence}\n")
    sys.stdout.write(f"{megabytes()} MB at most\n")


if __name__ == "__main__":
    main()
