"""Models by choice: what is known of them, and torchvision's with random weights in their place."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from PIL import Image
from torchvision.models import get_model

from clothesfinder import models
from clothesfinder.built_in import BuiltIn
from clothesfinder.catalog import Catalog
from clothesfinder.embedder import TextEmbedder
from clothesfinder.measurable import measurable, named
from clothesfinder.model_download import Fetched
from clothesfinder.model_files import ModelFile
from clothesfinder.models import (
    BUILTIN,
    KNOWN,
    Model,
    choice_for,
    find_model,
    installed_models,
    is_installed,
    is_model_name,
    load_model,
    load_model_of_space,
    missing_extra,
    model_of_space,
    remove_model,
    takes_text,
)
from clothesfinder.problem import Problem
from clothesfinder.progress_line import told
from clothesfinder.query import Query
from clothesfinder.settings import Settings, save_settings
from clothesfinder.torchvision_model import BESIDES, describe, load_torchvision

from .conftest import Call, ColourEmbedder, result, save
from .file_server import FileServer
from .test_built_in import draw_garment, flip

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from clothesfinder.store import Vector

TINY = "torchvision/shufflenet_v2_x0_5"


def put_random(name: str) -> tuple[Model, torch.nn.Module]:
    """Put a network with random weights in place of published ones; gives it as it is, too."""
    described = describe(name)
    assert described is not None
    torch.manual_seed(1)
    network = get_model(name.removeprefix("torchvision/"), weights=None, **_besides(name)).eval()
    (file,) = described.files
    described.folder.mkdir(parents=True)
    torch.save(network.state_dict(), described.folder / file.name)
    data = (described.folder / file.name).read_bytes()
    here = file._replace(size=len(data), sha256=hashlib.sha256(data).hexdigest()[:8])
    return described._replace(files=(here,)), network


def _besides(name: str) -> dict[str, Any]:
    return BESIDES.get(name.removeprefix("torchvision/"), {})


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Model:
    """A small model that is known and here."""
    model, _ = put_random(TINY)
    monkeypatch.setattr(models, "KNOWN", (*KNOWN, model))
    return model


@pytest.mark.parametrize(
    ("name", "last"),
    [
        (TINY, "fc"),
        ("torchvision/squeezenet1_1", ""),
        ("torchvision/mobilenet_v3_small", "classifier.3"),
        ("torchvision/regnet_x_400mf", "fc"),
        ("torchvision/googlenet", "fc"),
        ("torchvision/densenet121", "classifier"),
        ("torchvision/convnext_tiny", "classifier.2"),
    ],
)
def test_features_are_what_the_last_layer_sees(name: str, last: str) -> None:
    model, network = put_random(name)
    embedder = load_torchvision(model)
    seen: list[torch.Tensor] = []
    if last:
        network.get_submodule(last).register_forward_pre_hook(lambda _, x: seen.append(x[0]))
    else:  # the last layer is a convolution: each place is averaged after it
        network.get_submodule("classifier.1").register_forward_pre_hook(
            lambda _, x: seen.append(torch.relu(x[0]).mean((2, 3)))
        )
    pixels = [embedder.prepare(draw_garment(number)) for number in range(3)]
    levels = torch.from_numpy(np.stack(pixels)).permute(0, 3, 1, 2) / 255
    mean, deviation = (torch.tensor(part).view(3, 1, 1) for part in (IMAGENET_MEAN, IMAGENET_STD))
    with torch.inference_mode():
        network((levels - mean) / deviation)
    expected = torch.nn.functional.normalize(seen[0]).numpy()
    vectors = embedder.embed(pixels)
    assert vectors.shape == (3, model.dimension)
    assert vectors.dtype == np.float32
    assert (vectors * expected).sum(1).min() > 0.9999
    assert embedder.embed([]).shape == (0, model.dimension)


IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def test_the_space_names_network_weights_and_preprocessing(tiny: Model) -> None:
    space = load_model(TINY).space
    digest = hashlib.sha256((tiny.folder / tiny.files[0].name).read_bytes()).hexdigest()
    assert space == (
        "torchvision-shufflenet_v2_x0_5", digest[:12], "letterbox224-bilinear-1", 1024,
    )  # fmt: skip
    assert model_of_space(str(space)) == TINY


def test_the_whole_picture_is_seen(tiny: Model) -> None:
    image = Image.new("RGB", (400, 100), "red")
    image.paste("blue", (380, 0, 400, 100))
    pixels = load_model(tiny.name).prepare(image)
    assert pixels.shape == (224, 224, 3)
    assert (pixels[112, :200] == (255, 0, 0)).all()
    assert (pixels[112, 216:] == (0, 0, 255)).all()


@pytest.mark.parametrize("model", [one for one in KNOWN if one.name.startswith("torchvision/")])
def test_what_is_stated_of_a_model_is_so(model: Model) -> None:
    described = describe(model.name)
    assert described is not None
    said = ("dimension", "preprocessing", "files", "licence")
    assert [getattr(model, field) for field in said] == [
        getattr(described, field) for field in said
    ]


def test_the_built_in_one_is_always_here() -> None:
    assert [model.name for model in installed_models()] == [BUILTIN]
    embedder = load_model(BUILTIN)
    assert isinstance(embedder, BuiltIn)
    assert model_of_space(str(embedder.space)) == BUILTIN
    assert find_model(BUILTIN).dimension == embedder.space.dimension
    assert find_model(BUILTIN).preprocessing == embedder.space.preprocessing
    with pytest.raises(Problem, match="comes with Clothesfinder and cannot be removed"):
        remove_model(find_model(BUILTIN))


def test_a_model_comes_and_goes(tiny: Model) -> None:
    assert [model.name for model in installed_models()] == [BUILTIN, TINY]
    remove_model(tiny)
    remove_model(tiny)
    assert not is_installed(tiny)
    with pytest.raises(Problem, match=r"is not on this computer yet.* models get torchvision/shuf"):
        load_model(TINY)


def test_what_is_here_can_be_measured(tiny: Model) -> None:
    choices = ["/a/checkpoint.pth", TINY, BUILTIN]
    found = measurable(choices)
    assert [*found] == ["Built in", tiny.title, "checkpoint.pth"]
    assert found[tiny.title]().space.model == "torchvision-shufflenet_v2_x0_5"
    assert [*named(found, [TINY, "built in"])] == [tiny.title, "Built in"]
    remove_model(tiny)
    assert [*measurable(choices)] == ["Built in", "checkpoint.pth"]


def test_one_that_is_in_no_list_is_found_where_it_lies(data: Path) -> None:
    model = find_model(TINY)
    model.folder.mkdir(parents=True)
    (model.folder / model.files[0].name).write_bytes(b"whole")
    (data / "models" / "torchvision" / "no_such_network").mkdir()
    assert [here.name for here in installed_models()] == [BUILTIN, TINY]


@pytest.mark.parametrize(
    "name", ["torchvision/no_such_network", "torchvision/", "open_clip/none", "something", ""]
)
def test_unknown_names(name: str) -> None:
    with pytest.raises(Problem, match=rf"no model called “{name}”\. Known are: builtin, torchv"):
        find_model(name)


@pytest.mark.parametrize("damage", ["empty", "cut", "one byte"])
def test_a_damaged_file_is_told(tiny: Model, damage: str) -> None:
    path = tiny.folder / tiny.files[0].name
    data = path.read_bytes()
    path.write_bytes({"empty": b"", "cut": data[:9000], "one byte": flip(data, 9000)}[damage])
    with pytest.raises(Problem, match="not the published one, or it is damaged"):
        load_model(TINY)


def test_the_published_file_of_another_network_is_told() -> None:
    other, _ = put_random("torchvision/squeezenet1_1")
    model = find_model(TINY)._replace(files=other.files)
    model.folder.parent.mkdir(exist_ok=True)
    other.folder.rename(model.folder)
    with pytest.raises(Problem, match="not the published one"):
        load_torchvision(model)


def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(models.PACKAGES, "clip", ("a_package_that_nobody_has",))
    model = find_model("open_clip/marqo-fashionsiglip")
    command = f'"{sys.executable}" -m pip install "clothesfinder[clip]"'
    assert missing_extra(model) == command
    for file in model.files:
        model.folder.mkdir(parents=True, exist_ok=True)
        (model.folder / file.name).touch()
    with pytest.raises(Problem) as caught:
        load_model(model.name)
    assert f"Install them with: {command}; then" in str(caught.value)
    assert missing_extra(find_model(BUILTIN)) == ""


def test_a_path_is_the_file_of_the_original_scripts(tmp_path: Path) -> None:
    assert not is_model_name(str(tmp_path / "checkpoint.pth"))
    with pytest.raises(Problem, match=r"There is no file .*Choose the model file of the original"):
        load_model(str(tmp_path / "checkpoint.pth"))


def test_the_model_of_a_space() -> None:
    siglip = "open_clip-marqo-fashionsiglip/abc/squash224-bicubic-1/768"
    assert model_of_space(siglip) == "open_clip/marqo-fashionsiglip"
    assert takes_text(siglip)
    assert not takes_text("torchvision-convnext_tiny/abc/letterbox224-bilinear-1/768")
    for unknown in (None, "original-resnet50/unknown/squash128-bilinear-1/512", "x/y/z/1"):
        assert model_of_space(unknown) is None
        assert not takes_text(unknown)
    assert choice_for(None, TINY) == TINY
    assert choice_for(siglip, TINY) == "open_clip/marqo-fashionsiglip"
    assert choice_for("original-resnet50/unknown/squash128-bilinear-1/512", TINY) == BUILTIN


def test_the_model_of_a_space_is_loaded_where_it_is_still_the_same(tiny: Model) -> None:
    space = load_model(TINY).space
    found = load_model_of_space(str(space))
    assert found is not None
    assert found.space == space
    for other in (
        space._replace(weights="other"),
        space._replace(model="x"),
        space._replace(model="torchvision-none"),
    ):
        assert load_model_of_space(str(other)) is None
    remove_model(tiny)
    assert load_model_of_space(str(space)) is None


def test_torch_waits_until_a_model_is_loaded() -> None:
    code = (
        "import sys\n"
        "from clothesfinder.models import KNOWN, find_model, installed_models, missing_extra\n"
        "[missing_extra(find_model(model.name)) for model in KNOWN]\n"
        "installed_models()\n"
        "assert not {'torch', 'torchvision', 'open_clip'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


class WordEmbedder(ColourEmbedder):
    """A stand-in for a model that takes words: of these it knows the colours."""

    def embed_text(self, text: str) -> Vector:
        pixels = np.full((32, 32, 3), WORDS.get(text, GREY), np.uint8)
        vector: Vector = self.embed([pixels])[0]
        return vector


WORDS = {"red dress": (200, 0, 0), "blue shirt": (0, 0, 200)}
GREY = (110, 110, 110)


class TestWords:
    @pytest.fixture
    def pictures(self, gallery: Path) -> Path:
        for name, colour in {"red": (200, 0, 0), "blue": (0, 0, 200)}.items():
            save(gallery / f"{name}.png", colour)
        return gallery

    def test_words_find_pictures(self, pictures: Path) -> None:
        embedder = WordEmbedder()
        assert isinstance(embedder, TextEmbedder)
        catalog = Catalog(pictures, load_embedder=lambda: embedder)
        result(catalog.index())
        for text, path in (("red dress", "red.png"), ("blue shirt", "blue.png")):
            found = result(catalog.search(Query(text=text)))
            assert found.matches[0].path == path
            before = embedder.embedded
            job = catalog.search(Query(text=text), 9, seen=found)
            assert result(job).matches[0].path == path
            assert embedder.embedded == before  # the words were embedded once
        for empty in ("", "  ", "?!"):
            with pytest.raises(Problem, match="Write a few words for what you look for"):
                result(catalog.search(Query(text=empty)))
        catalog.close()

    def test_a_model_without_words(self, pictures: Path, embedder: ColourEmbedder) -> None:
        assert not isinstance(embedder, TextEmbedder)
        catalog = Catalog(pictures, load_embedder=lambda: embedder)
        result(catalog.index())
        with pytest.raises(Problem, match="finds by pictures only, not by words"):
            result(catalog.search(Query(text="red dress")))
        catalog.close()


class TestCommandLine:
    def test_an_index_is_searched_with_the_model_that_made_it(
        self, call: Call, gallery: Path, tiny: Model
    ) -> None:
        for number in range(3):
            draw_garment(number).save(gallery / f"{number}.png")
        assert call("index", gallery, "--model", TINY)[0] == 0
        status = json.loads(call("status", gallery, "--json")[1])
        assert status["space"].startswith("torchvision-shufflenet_v2_x0_5/")
        code, out, err = call("search", gallery / "1.png", "--gallery", gallery, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["matches"][0]["path"] == str(gallery / "1.png")
        code, out, err = call("index", gallery)
        assert "3 unchanged" in out
        remove_model(tiny)
        code, _, err = call("search", gallery / "1.png", "--gallery", gallery)
        assert code == 1
        assert "is not on this computer yet. Download it: clothesfinder models get torch" in err
        code, _, err = call("search", "--text", "red dress", "--gallery", gallery, "--model", "x/y")
        assert code == 1
        assert "There is no file x/y" in err

    def test_what_was_chosen_in_the_window_is_gone_on_with(
        self, call: Call, gallery: Path, tiny: Model
    ) -> None:
        for number in range(3):
            draw_garment(number).save(gallery / f"{number}.png")
        assert call("index", gallery)[0] == 0
        save_settings(Settings().with_model(gallery, TINY))
        with closing(Catalog(gallery, load_embedder=lambda: load_model(TINY))) as catalog:
            store = catalog.stores.open(create=True)
            store.to_fill(load_model(TINY).space)  # as the window does when it begins
        assert json.loads(call("status", gallery, "--json")[1])["new_index"]["of"] == 3
        code, out, err = call("search", gallery / "1.png", "--gallery", gallery, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["matches"][0]["path"] == str(gallery / "1.png")
        assert "3 indexed" in call("index", gallery)[1]
        status = json.loads(call("status", gallery, "--json")[1])
        assert status["space"].startswith("torchvision-shufflenet_v2_x0_5/")

    def test_words(self, call: Call, gallery: Path) -> None:
        save(gallery / "a.png")
        call("index", gallery)
        code, out, _ = call("search", "--text", "red dress", "--gallery", gallery, "--json")
        assert code == 1
        answer = json.loads(out)
        assert answer["query"] == "red dress"
        assert "finds by pictures only" in answer["error"]

    def test_models_are_listed(self, call: Call, tiny: Model) -> None:
        code, out, _ = call("models", "--json")
        assert code == 0
        listed = {model["name"]: model for model in json.loads(out)}
        assert {model.name for model in KNOWN} | {TINY} == listed.keys()
        assert listed[TINY]["installed"]
        assert listed["torchvision/convnext_tiny"] == {
            "name": "torchvision/convnext_tiny",
            "title": "ConvNeXt Tiny",
            "installed": False,
            "bytes": 114_419_565,
            "dimension": 768,
            "takes_text": False,
            "licence": "BSD 3-Clause; trained on ImageNet, whose own terms are for research",
            "missing_packages": "",
        }
        code, out, _ = call("models")
        assert "torchvision/convnext_tiny (not here, 114 MB)\n  A general network" in out
        assert "builtin (here)\n" in out

    def test_a_model_is_got(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        content = np.random.default_rng(1).bytes(400_000)
        digest = hashlib.sha256(content).hexdigest()
        with FileServer(content) as server:
            file = ModelFile("weights.pth", f"{server.url}/weights.pth", len(content), digest)
            model = find_model("torchvision/convnext_tiny")._replace(files=(file,))
            monkeypatch.setattr(models, "KNOWN", (model,))
            code, out, err = call("models", "get", model.name)
            assert (code, out, err) == (0, "ConvNeXt Tiny is here now.\n", "")
            assert is_installed(model)
            remove_model(model)
            server.status = 404
            code, out, err = call("models", "get", model.name)
            assert (code, out) == (1, "")
            assert "“ConvNeXt Tiny” is not published at 127.0.0.1 any more" in err
        assert told(Fetched(40_000_000, 114_000_000)) == "35 % of 114 MB"

    def test_models_come_and_go(self, call: Call, tiny: Model) -> None:
        code, out, _ = call("models", "get", TINY)
        assert (code, out) == (0, "shufflenet_v2_x0_5 (torchvision) was here already.\n")
        code, out, _ = call("models", "remove", TINY)
        assert (code, out) == (
            0,
            "shufflenet_v2_x0_5 (torchvision) is not on this computer any more.\n",
        )
        assert call("models", "get", "torchvision/none")[0] == 1
        assert call("models", "get")[0] == 2
        assert not is_installed(tiny)


def test_a_batch_is_as_good_as_one(tiny: Model) -> None:
    embedder = load_model(tiny.name)
    pixels: list[NDArray[np.uint8]] = [embedder.prepare(draw_garment(number)) for number in (1, 2)]
    together = embedder.embed(pixels)
    alone = np.concatenate([embedder.embed([one]) for one in pixels])
    assert (together * alone).sum(1).min() > 0.9999
