"""The models that may be chosen: which there are, which are here, and how one is loaded."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.built_in import load_builtin
from clothesfinder.known_models import BUILTIN, KNOWN
from clothesfinder.model_files import Model, is_installed, remove_model
from clothesfinder.original_model import load_original
from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder
from clothesfinder.store import is_same_space

if TYPE_CHECKING:
    from collections.abc import Callable

    from clothesfinder.embedder import Embedder

__all__ = [
    "BUILTIN",
    "KNOWN",
    "Model",
    "NotDownloaded",
    "choice_for",
    "find_model",
    "installed_models",
    "is_installed",
    "is_model_name",
    "load_model",
    "load_model_of_space",
    "missing_extra",
    "model_of_space",
    "remove_model",
    "takes_text",
    "title_and_state",
]

TORCHVISION, CLIP = "torchvision/", "open_clip/"
PACKAGES = {"clip": ("open_clip", "safetensors", "sentencepiece")}
"""What each extra of this project brings, by the names that are imported."""

UNKNOWN = (
    "There is no model called “{}”. Known are: {}; and torchvision/NAME with the name of a"
    " classifier of torchvision."
)
NOT_HERE = (
    "“{}” is not on this computer yet. Download it: clothesfinder models get {}, or in the window"
    " Settings > Model."
)
NO_EXTRA = (
    "“{}” needs packages that are not installed. Install them with: {}; then start Clothesfinder"
    " again."
)


class NotDownloaded(Problem):
    """A model is not on this computer, but can be downloaded."""


def is_model_name(choice: str) -> bool:
    """Whether this names a model, known or not; anything else is the path of a model's file."""
    return choice == BUILTIN or choice.startswith((TORCHVISION, CLIP))


def find_model(name: str) -> Model:
    """Give the model of this name; of a classifier of torchvision that is not in `KNOWN`, too.

    For those torchvision is imported, which takes a second or two. Raises Problem where there is
    no such model.
    """
    for model in KNOWN:
        if model.name == name:
            return model
    if name.startswith(TORCHVISION):
        from clothesfinder.torchvision_model import describe

        described = describe(name)
        if described is not None:
            return described
    raise Problem(UNKNOWN.format(name, ", ".join(model.name for model in KNOWN)))


def title_and_state(name: str) -> str:
    """Give the title of the model of this name, and whether it is on this computer, in words.

    Where it is not in `KNOWN`, only the name; nothing is imported to find out more.
    """
    for model in KNOWN:
        if model.name == name:
            state = "on this computer" if is_installed(model) else "not on this computer yet"
            return f"{model.title}, {state}"
    return name


def installed_models() -> list[Model]:
    """Give the models that are on this computer, the built-in one first."""
    here = [model for model in KNOWN if is_installed(model)]
    names = {model.name for model in KNOWN}
    for folder in sorted((data_folder() / "models" / TORCHVISION).glob("*")):
        name = TORCHVISION + folder.name
        if name not in names:
            try:
                model = find_model(name)
            except Problem:  # what another version of torchvision knew
                continue
            here += [model] if is_installed(model) else []
    return here


def missing_extra(model: Model) -> str:
    """Give the command that installs what this model needs, or nothing where all is there."""
    if all(find_spec(package) for package in PACKAGES.get(model.extra, ())):
        return ""
    return f'"{sys.executable}" -m pip install "clothesfinder[{model.extra}]"'


def model_of_space(space: str | None) -> str | None:
    """Give the name of the model that made the vectors of a space, or None where it has none.

    It has none where a file of the original scripts made them, or nothing is known of the space.
    """
    network = (space or "").partition("/")[0]
    if network == "efficientnet-lite2":
        return BUILTIN
    for kind in (TORCHVISION, CLIP):
        prefix = kind.replace("/", "-")
        if network.startswith(prefix):
            return kind + network.removeprefix(prefix)
    return None


def choice_for(space: str | None, default: str = BUILTIN) -> str:
    """Give the model to go by for vectors of this space; where there are none yet, the default."""
    return default if space is None else model_of_space(space) or BUILTIN


def takes_text(space: str | None) -> bool:
    """Whether vectors of this space can be found by words."""
    name = model_of_space(space)
    return any(model.takes_text for model in KNOWN if model.name == name)


def load_model(choice: str) -> Embedder:
    """Load a model by its name, or the original scripts' model by the path of its file.

    Imports torch, which takes a second or two. Raises NotDownloaded where the model is not
    downloaded yet, Problem where it is unknown, needs packages that are not installed, or its file
    is damaged.
    """
    if not is_model_name(choice):
        return load_original(Path(choice))
    model = find_model(choice)
    if model.name == BUILTIN:
        return load_builtin()
    if not is_installed(model):
        raise NotDownloaded(NOT_HERE.format(model.title, model.name))
    if command := missing_extra(model):
        raise Problem(NO_EXTRA.format(model.title, command))
    if choice.startswith(CLIP):
        from clothesfinder.clip_model import RECIPES, load_clip

        return load_clip(model, RECIPES[choice])
    from clothesfinder.torchvision_model import load_torchvision

    return load_torchvision(model)


def load_model_of_space(
    space: str, load: Callable[[str], Embedder] = load_model
) -> Embedder | None:
    """Load the model that made vectors of a space, or give None where it cannot be had any more."""
    name = model_of_space(space)
    if name is None:
        return None
    try:
        embedder = load(name)
    except Problem:
        return None
    return embedder if is_same_space(space, embedder.space) else None
