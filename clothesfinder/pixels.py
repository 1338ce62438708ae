"""Pixels of any kind made plain: 8 bits, in sRGB, on white, and no more of them than wanted."""

from __future__ import annotations

import logging
from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

log = logging.getLogger(__name__)


def plain(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """Return a loaded image in RGB, in sRGB, on white; reduced, but not below the wanted size."""
    reduced = _reduce(_with_eight_bits(image), wanted)
    return _flatten(_to_srgb(reduced, image.info.get("icc_profile")))


def _with_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        levels = np.nan_to_num(np.asarray(image, np.float32))
        if image.mode == "F":
            low, high = float(levels.min()), float(levels.max())
            levels = (levels - np.float32(low)) * np.float32(255 / (high - low or 1))
        elif levels.max() > 255:  # Pillow clips 16 bits to white where it converts them itself
            levels /= np.float32(257)
        return Image.fromarray(levels.clip(0, 255).astype(np.uint8))
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if _has_alpha(image) else "RGB")
    if image.mode == "1":
        return image.convert("L")
    return image


def _reduce(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    factor = min(image.width // wanted[0], image.height // wanted[1])
    if factor < 2 or "transparency" in image.info:
        return image
    return image.reduce(factor)


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        converted = ImageCms.profileToProfile(image, lab, _srgb(), outputMode="RGB")
        assert converted is not None  # only an in-place conversion gives None
        return converted
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return image
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if ImageCms.getProfileDescription(given).lower().startswith("srgb"):
            return image
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, given, _srgb(), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        log.debug("colour profile ignored: %s", error)
        return image


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _flatten(image: Image.Image) -> Image.Image:
    if not _has_alpha(image):
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")
