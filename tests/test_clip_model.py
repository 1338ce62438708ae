"""Models of open_clip, with tiny random weights and no web, against open_clip's own way."""
# ruff: noqa: E402 - what comes of an extra is imported only where it is installed

from __future__ import annotations

import hashlib
import socket
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

open_clip = pytest.importorskip("open_clip", reason="needs the extra clip")
sentencepiece = pytest.importorskip("sentencepiece", reason="needs the extra clip")
import torch
from open_clip.transform import PreprocessCfg, image_transform_v2
from safetensors.torch import save_file

from clothesfinder import clip_model, models
from clothesfinder.clip_model import RECIPES, VOCABULARY, WEIGHTS, Recipe, load_clip
from clothesfinder.embedder import TextEmbedder
from clothesfinder.model_files import ModelFile
from clothesfinder.models import KNOWN, Model, load_model
from clothesfinder.problem import Problem

from .test_built_in import draw_garment, flip

if TYPE_CHECKING:
    from pathlib import Path

SIGLIP, CLIP = "open_clip/marqo-fashionsiglip", "open_clip/marqo-fashionclip"
CONFIGURATIONS: dict[str, dict[str, Any]] = {
    CLIP: {
        "embed_dim": 16,
        "vision_cfg": {
            "image_size": 32, "layers": 1, "width": 32, "patch_size": 16, "head_width": 16,
        },
        "text_cfg": {
            "context_length": 77, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 1,
        },
    },
    SIGLIP: {
        "embed_dim": 192,
        "init_logit_bias": -10,
        "custom_text": True,
        "vision_cfg": {
            "image_size": 224,
            "timm_model_name": "vit_tiny_patch16_224",
            "timm_model_pretrained": False,
            "timm_pool": "map",
            "timm_proj": "none",
        },
        "text_cfg": {
            "context_length": 12,
            "vocab_size": 60,
            "hf_tokenizer_name": "timm/ViT-B-16-SigLIP",
            "tokenizer_kwargs": {"clean": "canonicalize"},
            "width": 192,
            "heads": 3,
            "layers": 1,
            "no_causal_mask": True,
            "proj_bias": True,
            "pool_type": "last",
        },
    },
}  # fmt: skip
CORPUS = ["a red floral dress", "a blue shirt", "dark green trousers with pockets", "one hat"]


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the web is asked")

    for way in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, way, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def build(name: str) -> Any:
    torch.manual_seed(1)
    options = {key: part for key, part in CONFIGURATIONS[name].items() if key != "custom_text"}
    kinds = open_clip.model
    return (kinds.CustomTextCLIP if name == SIGLIP else kinds.CLIP)(**options).eval()


def write_vocabulary(path: Path) -> None:
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(CORPUS), model_prefix=str(path.with_suffix("")), vocab_size=60,
        pad_id=0, eos_id=1, unk_id=2, bos_id=-1, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip


@pytest.fixture(params=[SIGLIP, CLIP])
def tiny(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Model:
    """A tiny model in place of a published one, whose files are here."""
    known = next(model for model in KNOWN if model.name == request.param)
    known.folder.mkdir(parents=True)
    save_file(build(known.name).state_dict(), known.folder / WEIGHTS)
    if known.name == SIGLIP:
        write_vocabulary(known.folder / VOCABULARY)
    files = tuple(
        ModelFile(file.name, file.url, len(data), hashlib.sha256(data).hexdigest())
        for file in known.files
        for data in [(known.folder / file.name).read_bytes()]
    )
    model = known._replace(files=files, dimension=CONFIGURATIONS[known.name]["embed_dim"])
    monkeypatch.setattr(models, "KNOWN", (model,))
    recipe = RECIPES[known.name]._replace(network=CONFIGURATIONS[known.name])
    monkeypatch.setitem(clip_model.RECIPES, known.name, recipe)
    return model


def test_pictures_are_embedded_as_open_clip_does(tiny: Model) -> None:
    embedder = load_model(tiny.name)
    recipe = RECIPES[tiny.name]
    see = image_transform_v2(
        PreprocessCfg(
            size=embedder.edge, mean=tuple(recipe.mean), std=tuple(recipe.deviation),
            interpolation="bicubic", resize_mode="squash" if recipe.is_squashed else "shortest",
        ),
        is_train=False,
    )  # fmt: skip
    size = (300, 400) if recipe.is_squashed else (400, 400)
    pictures = [draw_garment(number, size) for number in range(3)]
    with torch.inference_mode():
        levels = torch.stack([see(picture) for picture in pictures])
        expected = build(tiny.name).encode_image(levels, normalize=True).numpy()
    vectors = embedder.embed([embedder.prepare(picture) for picture in pictures])
    assert vectors.shape == (3, tiny.dimension)
    assert vectors.dtype == np.float32
    assert (vectors * expected).sum(1).min() > 0.9999
    assert embedder.embed([]).shape == (0, tiny.dimension)
    digest = tiny.files[0].sha256[:12]
    kind = tiny.name.replace("/", "-")
    assert embedder.space == (kind, digest, tiny.preprocessing, tiny.dimension)


def test_words_are_embedded_as_open_clip_does(tiny: Model) -> None:
    embedder = load_model(tiny.name)
    assert isinstance(embedder, TextEmbedder)
    if tiny.name == CLIP:
        tokens = open_clip.tokenize(["a red floral dress"])
    else:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(tiny.folder / VOCABULARY))
        found = pieces.encode("a red floral dress")[:11]
        tokens = torch.tensor([found + [1] * (12 - len(found))])
    with torch.inference_mode():
        expected = build(tiny.name).encode_text(tokens, normalize=True)[0].numpy()
    vector = embedder.embed_text("a red floral dress")
    assert vector.shape == (tiny.dimension,)
    assert vector.dtype == np.float32
    assert vector @ expected > 0.9999
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert embedder.embed_text("A red, floral DRESS") @ vector > (
        0.9999 if tiny.name == SIGLIP else 0.5
    )
    assert embedder.embed_text("a blue shirt") @ vector < 0.9999
    assert embedder.embed_text("very long " * 100).shape == vector.shape


@pytest.mark.parametrize("damage", ["empty", "cut", "one byte"])
def test_a_damaged_file_is_told(tiny: Model, damage: str) -> None:
    for file in tiny.files:
        path = tiny.folder / file.name
        data = path.read_bytes()
        path.write_bytes({"empty": b"", "cut": data[:999], "one byte": flip(data, 999)}[damage])
        with pytest.raises(Problem, match="not the published one, or it is damaged"):
            load_model(tiny.name)
        path.write_bytes(data)


def test_another_network_than_the_published_one(tiny: Model) -> None:
    wrong = {**CONFIGURATIONS[tiny.name], "embed_dim": 8}
    wrong["text_cfg"] = {**wrong["text_cfg"], "width": 24, "heads": 2}
    with pytest.raises(Problem, match="not the published one"):
        load_clip(tiny, RECIPES[tiny.name]._replace(network=wrong))


@pytest.mark.parametrize("name", [SIGLIP, CLIP])
def test_the_published_network_is_built_without_the_web(name: str) -> None:
    model = next(one for one in KNOWN if one.name == name)
    recipe: Recipe = RECIPES[name]
    with torch.device("meta"):
        module, config = clip_model._build(recipe)
        size = sum(weight.numel() * weight.element_size() for weight in module.parameters())
    assert config["embed_dim"] == model.dimension
    assert config["vision_cfg"]["image_size"] == 224
    assert size == pytest.approx(model.files[0].size, rel=0.001)
