"""Fused convolutions give what the plain network gives, or are not used."""

from __future__ import annotations

import pytest
import torch

from clothesfinder.built_in import find_weights, load_network
from clothesfinder.efficientnet_lite import EDGE, Convolution, EfficientNetLite2
from clothesfinder.fused import FusedConvolution, fused


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
