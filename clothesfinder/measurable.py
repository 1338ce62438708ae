"""The models on this computer that can be measured, by their titles."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder.built_in import load_builtin
from clothesfinder.models import BUILTIN, installed_models, is_model_name, load_model
from clothesfinder.original_model import load_original
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from clothesfinder.measuring import Load

BUILT_IN = "Built in"
NO_SUCH_MODEL = "There is no model “{}” here. Choose one of these, or a checkpoint.pth: {}."


def measurable(choices: Iterable[str], built_in: Load = load_builtin) -> dict[str, Load]:
    """What loads each model: the built-in one, the ones downloaded, and the galleries' files.

    ``choices`` are what galleries go by, as the settings have it. Paths are titles, too, where two
    files have the same name.
    """
    downloaded = {
        model.title: partial(load_model, model.name)
        for model in installed_models()
        if model.name != BUILTIN
    }
    paths = [Path(file) for file in sorted(set(choices)) if not is_model_name(file)]
    names = [path.name for path in paths]
    titles = (str(path) if names.count(path.name) > 1 else path.name for path in paths)
    loads = (partial(load_original, path) for path in paths)
    return {BUILT_IN: built_in, **downloaded, **dict(zip(titles, loads, strict=True))}


def named(models: Mapping[str, Load], names: Sequence[str]) -> dict[str, Load]:
    """The models that are named by their titles, whatever the case, by names, or by model files.

    Raises Problem where there is none of this name.
    """
    titles = {title.lower(): title for title in models}
    titles |= {model.name: model.title for model in installed_models() if model.title in models}
    found: dict[str, Load] = {}
    for name in names:
        if (title := titles.get(name.lower())) is not None:
            found[title] = models[title]
        elif Path(name).is_file():
            found[name] = partial(load_original, Path(name))
        else:
            raise Problem(NO_SUCH_MODEL.format(name, ", ".join(models)))
    return found
