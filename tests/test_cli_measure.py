"""Measuring models on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from clothesfinder import measure_command
from clothesfinder.built_in import load_builtin
from clothesfinder.changes import CHANGES
from clothesfinder.measurable import BUILT_IN, measurable, named
from clothesfinder.measuring import Step
from clothesfinder.problem import Problem
from clothesfinder.progress_line import told

from .conftest import Call, ColourEmbedder
from .garments import Blind, save_garments

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from clothesfinder.embedder import Embedder


@pytest.fixture
def pictures(gallery: Path) -> Path:
    return save_garments(gallery, 7)


@pytest.fixture
def two_models(monkeypatch: pytest.MonkeyPatch) -> None:
    models: dict[str, Callable[[], Embedder]] = {"Colours": ColourEmbedder, "Blind": Blind}
    monkeypatch.setattr(measure_command, "measurable", lambda _files: models)


def test_the_built_in_model_is_measured(call: Call, pictures: Path) -> None:
    bad = pictures / "red" / "bad.jpg"
    bad.write_bytes(b"no picture")
    code, out, err = call("measure", pictures, "--folders", "--json")
    assert code == 0
    record = json.loads(out)
    (model,) = record["models"]
    assert model["model"] == BUILT_IN
    assert 2048 <= model["bytes"] <= 3 * 2048
    assert model["milliseconds"] > 0
    assert model["shares"]["Small and compressed"]["value"] > 0.5
    assert set(CHANGES) < set(model["shares"])
    assert record["folder"] == str(pictures)
    assert (record["pictures"], record["gallery"]) == (21, 22)
    (left_out,) = record["left_out"]
    assert left_out["path"] == str(bad)
    assert f"{bad}: This is not a picture" in err


@pytest.mark.usefixtures("two_models")
def test_for_people(call: Call, pictures: Path) -> None:
    code, out, _ = call("measure", pictures, "--pictures", "20")
    assert code == 0
    head, first, *_ = out.splitlines()
    assert head.split() == ["Colours", "Blind"]
    assert first.startswith("Original found first")
    assert first.count("%") == 2
    assert first.count("*") == 1
    assert "“Colours” finds more" in out
    assert "Measured on 20 of the gallery's 21 pictures" in out


@pytest.mark.usefixtures("two_models")
def test_chosen_models(call: Call, pictures: Path, tmp_path: Path) -> None:
    code, out, _ = call("measure", pictures, "--models", "blind")
    assert (code, out.splitlines()[0].split()) == (0, ["Blind"])
    code, _, err = call("measure", pictures, "--models", "huge")
    assert code == 1
    assert "no model “huge” here" in err
    assert "Colours, Blind" in err
    file = tmp_path / "checkpoint.pth"
    file.write_bytes(b"no weights")
    code, out, err = call("measure", pictures, "--models", "Blind", file)
    assert code == 1  # one of the two was measured all the same
    assert f"{file}: {file} is not a file of weights" in err
    assert out.splitlines()[0].split() == ["Blind"]


@pytest.mark.usefixtures("two_models")
def test_what_cannot_be_measured(call: Call, gallery: Path) -> None:
    code, out, err = call("measure", gallery)
    assert (code, out) == (1, "")
    assert "has 0 different pictures that can be read" in err
    code, _, err = call("measure", gallery, "--pictures", "0")
    assert code == 2


def test_titles_of_model_files() -> None:
    assert [*measurable(())] == [BUILT_IN]
    assert measurable(())[BUILT_IN] is load_builtin
    files = ["/a/checkpoint.pth", "/b/checkpoint.pth", "/b/best.pth", "/b/best.pth"]
    assert [*measurable(files)] == [BUILT_IN, "/a/checkpoint.pth", "best.pth", "/b/checkpoint.pth"]


def test_names_of_models() -> None:
    models = measurable(["/a/checkpoint.pth"])
    assert [*named(models, ["CHECKPOINT.PTH", "built in"])] == ["checkpoint.pth", BUILT_IN]
    with pytest.raises(Problem, match="no model “other” here"):
        named(models, ["other"])


def test_progress() -> None:
    assert told(Step(12, 0, "Choosing pictures")) == "Choosing pictures: 12"
    assert told(Step(0, 40, "Built in")) == f"[{'.' * 20}] 0 / 40  Built in"
    line = told(Step(10, 40, "Built in", 5.0))
    assert line == f"[{'#' * 5}{'.' * 15}] 10 / 40  5.0 a second, 0:06 left  Built in"
