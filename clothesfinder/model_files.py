"""A model that may be chosen, and the files of it on this computer."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.problem import Problem
from clothesfinder.settings import data_folder

if TYPE_CHECKING:
    from pathlib import Path

READ_AT_ONCE = 1 << 20

NOT_REMOVED = "The files of “{}” in {} cannot be deleted: {}."
UNREADABLE = "The file {} of “{}” cannot be read: {}. Download the model again."
DAMAGED = (
    "The file {} of “{}” is not the published one, or it is damaged. Remove the model, and download"
    " it again."
)


class ModelFile(NamedTuple):
    """One file of a model, and where it is published."""

    name: str
    url: str
    size: int
    """In bytes, to within a hundredth: publishers round what they state."""
    sha256: str
    """In hexadecimal: whole, or as many of the first digits as the publisher states."""


class Model(NamedTuple):
    """A model that may be chosen."""

    name: str
    """Such as "builtin" or "torchvision/convnext_tiny"; also where its files lie."""
    title: str
    sentence: str
    """What it is good for and what it costs, for people."""
    licence: str
    """Of the weights."""
    dimension: int
    preprocessing: str
    """As a Space names it."""
    files: tuple[ModelFile, ...] = ()
    """What has to be downloaded; nothing for the built-in model."""
    takes_text: bool = False
    extra: str = ""
    """The extra of this project that holds the packages it needs, if it needs any."""

    @property
    def size(self) -> int:
        """How many bytes have to be downloaded, to within a hundredth."""
        return sum(file.size for file in self.files)

    @property
    def folder(self) -> Path:
        """Where its files lie on this computer."""
        return data_folder() / "models" / self.name


def is_installed(model: Model) -> bool:
    """Whether all files of the model are there. A file has its name only once it is whole."""
    return all((model.folder / file.name).is_file() for file in model.files)


def remove_model(model: Model) -> None:
    """Delete the model's files, also those of a download that was broken off. Raises Problem."""
    if not model.files:
        raise Problem(f"“{model.title}” comes with Clothesfinder and cannot be removed.")
    try:
        if model.folder.exists():
            shutil.rmtree(model.folder)
    except OSError as error:
        reason = error.strerror or "the drive does not say why"
        raise Problem(NOT_REMOVED.format(model.title, model.folder, reason)) from error


def checked_file(model: Model, file: ModelFile) -> tuple[Path, str]:
    """Give the path of a file of the model, and the SHA-256 of what is in it, in hexadecimal.

    Raises Problem where it cannot be read, or is not the published file.
    """
    path = model.folder / file.name
    try:
        digest = digest_of_file(path)
    except OSError as error:
        reason = error.strerror or "the drive does not say why"
        raise Problem(UNREADABLE.format(path, model.title, reason)) from error
    if not digest.startswith(file.sha256):
        raise Problem(DAMAGED.format(path, model.title))
    return path, digest


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(READ_AT_ONCE):
            digest.update(data)
    return digest.hexdigest()
