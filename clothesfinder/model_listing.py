"""What the command line tells of the models that may be chosen, and does with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clothesfinder.model_download import Fetched, download, readable_size
from clothesfinder.models import (
    KNOWN,
    find_model,
    installed_models,
    is_installed,
    missing_extra,
    remove_model,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from clothesfinder.models import Model

MORE = (
    "Any other classifier of torchvision goes as torchvision/NAME. Nothing is downloaded unless you"
    " ask: clothesfinder models get NAME"
)


def list_models(*, as_json: bool) -> str:
    """Tell which models there are, their sizes and which are on this computer."""
    others = [model for model in installed_models() if model not in KNOWN]
    models = [*KNOWN, *others]
    if as_json:
        return json.dumps([_facts(model) for model in models])
    return "\n".join([*(_paragraph(model) for model in models), MORE])


def get_model(name: str) -> Generator[Fetched, None, str]:
    """Download a model; gives what came of it, for people. Raises Problem."""
    model = find_model(name)
    was_here = is_installed(model)
    yield from download(model)
    told = f"{model.title} {'was here already' if was_here else 'is here now'}."
    if command := missing_extra(model):
        told += f" It needs packages that are not installed yet: {command}"
    return told


def drop_model(name: str) -> str:
    """Delete a model's files; gives what came of it, for people. Raises Problem."""
    model = find_model(name)
    remove_model(model)
    return f"{model.title} is not on this computer any more."


def _facts(model: Model) -> dict[str, object]:
    return {
        "name": model.name,
        "title": model.title,
        "installed": is_installed(model),
        "bytes": model.size,
        "dimension": model.dimension,
        "takes_text": model.takes_text,
        "licence": model.licence,
        "missing_packages": missing_extra(model),
    }


def _paragraph(model: Model) -> str:
    size = f", {readable_size(model.size)}" if model.size else ""
    here = "here" if is_installed(model) else "not here"
    lines = [f"{model.name} ({here}{size})", model.sentence, f"Licence: {model.licence}"]
    if command := missing_extra(model):
        lines.append(f"Needs packages that are not installed: {command}")
    return "\n  ".join(lines)
