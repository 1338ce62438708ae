"""Fused convolutions give what the plain network gives, or are not used."""

from __future__ import annotations

import logging

import numpy as np
import pytest
import torch
from PIL import Image

from clothesfinder.built_in import LEARNED, BuiltIn, find_weights, load, load_network
from clothesfinder.efficientnet_lite import EDGE, Convolution, EfficientNetLite2
from clothesfinder.fused import FusedConvolution, fused, late_dtype
from clothesfinder.resources import resource
from tests.test_built_in import draw_garment, draw_outfit

HAS_BFLOAT16 = torch._C._has_mkldnn and torch.cpu._is_avx512_bf16_supported()
needs_bfloat16 = pytest.mark.skipif(not HAS_BFLOAT16, reason="this processor has no AVX512_BF16")


@pytest.fixture(scope="module")
def network() -> EfficientNetLite2:
    return load_network(find_weights())


@pytest.mark.skipif(not torch._C._has_mkldnn, reason="this torch has no oneDNN")
@pytest.mark.parametrize("edge", [EDGE, 164])
def test_fused_network_sees_the_same(network: EfficientNetLite2, edge: int) -> None:
    quicker = fused(network)
    kinds = [type(module) for module in quicker.modules()]
    assert Convolution not in kinds
    assert kinds.count(FusedConvolution) > 60
    pixels = torch.rand(2, edge, edge, 3, generator=torch.Generator().manual_seed(5))
    levels = pixels.permute(0, 3, 1, 2) * 2 - 1
    with torch.inference_mode():
        seen, expected = quicker(levels), network(levels)
    assert expected.std() > 0.1
    assert (seen - expected).abs().max() < 1e-3
    assert isinstance(network.stem, Convolution), "the plain network stays as it is"


def test_network_stays_where_torch_convolves_otherwise(
    network: EfficientNetLite2, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = FusedConvolution.forward
    monkeypatch.setattr(FusedConvolution, "forward", lambda fusing, x: plain(fusing, x) * 1.01)
    assert fused(network) is network


def test_network_stays_where_torch_has_no_such_convolution(
    network: EfficientNetLite2, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_: object) -> None:
        raise AttributeError("no such operator")

    monkeypatch.setattr(FusedConvolution, "__init__", lacking)
    assert fused(network) is network


def test_network_without_a_convolution_of_ours_stays() -> None:
    other = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 1))
    assert fused(other, torch.bfloat16) is other


def pictures() -> list[Image.Image]:
    """Garments and outfits, each with as much noise as a photo has."""
    random = np.random.default_rng(8)
    outfits = [draw_outfit((190, 30, 40), (30, 60, 160)), draw_outfit((40, 140, 60), (90, 60, 30))]
    drawn = [*outfits, *(draw_garment(number) for number in range(8))]
    noisy = [np.asarray(image) + random.normal(0, 6, (*image.size[::-1], 3)) for image in drawn]
    return [Image.fromarray(levels.clip(0, 255).astype(np.uint8)) for levels in noisy]


@needs_bfloat16
def test_vectors_made_in_bfloat16_are_of_the_same_space_and_boxes() -> None:
    exact, quicker = (load(find_weights(), resource(LEARNED)) for _ in range(2))
    exact.network._module = fused(exact.network._module)
    quicker.network._module = fused(quicker.network._module, torch.bfloat16)
    assert dtypes(quicker) == {torch.float32, torch.bfloat16}
    assert quicker.space == exact.space
    expected, seen = (
        [region for regions in model.see(pictures()) for region in regions]
        for model in (exact, quicker)
    )
    assert len(expected) > len(pictures()), "some have regions"
    assert [region.box for region in seen] == [region.box for region in expected]
    cosines = [one.vector @ other.vector for one, other in zip(seen, expected, strict=True)]
    assert min(cosines) > 0.999
    assert min(cosines) < 1 - 1e-7, "it is not computed in float32"


def dtypes(model: BuiltIn) -> set[torch.dtype]:
    modules = model.network._module.modules()
    return {module._dtype for module in modules if isinstance(module, FusedConvolution)}


def test_float32_where_the_first_convolution_in_bfloat16_fails(
    network: EfficientNetLite2, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    plain = FusedConvolution.forward

    def lacking(fusing: FusedConvolution, x: torch.Tensor) -> torch.Tensor:
        if fusing._dtype == torch.bfloat16:
            raise RuntimeError("bf16 path needs the cpu support avx_ne_convert or avx512bw")
        return plain(fusing, x)

    monkeypatch.setattr(FusedConvolution, "forward", lacking)
    with caplog.at_level(logging.INFO):
        quicker = fused(network, torch.bfloat16)
    kinds = [module for module in quicker.modules() if isinstance(module, FusedConvolution)]
    assert len(kinds) > 60
    assert {module._dtype for module in kinds} == {torch.float32}
    assert "not fused in torch.bfloat16 here: bf16 path needs" in caplog.text


@pytest.mark.parametrize(
    ("has_tiles", "has_bfloat16", "expected"),
    [
        (True, True, torch.bfloat16),
        (False, True, torch.bfloat16),
        (True, False, torch.bfloat16),
        (False, False, torch.float32),
    ],
)
def test_the_processor_decides(
    has_tiles: bool,
    has_bfloat16: bool,
    expected: torch.dtype,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: has_tiles)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: has_bfloat16)
    assert late_dtype() == expected


def test_float32_where_torch_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "_is_amx_tile_supported")
    assert late_dtype() == torch.float32
