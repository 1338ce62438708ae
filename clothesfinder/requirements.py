"""What the program requires, and all that those require in turn, as far as it is installed here."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING, NamedTuple

from clothesfinder.installed import checkout, is_one_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from packaging.requirements import Requirement

NAME = "clothesfinder"
EXTRAS = ("clip",)
"""Those that are for users; the others are for who works on the program."""


class Required(NamedTuple):
    """What was found of what is required."""

    installed: dict[str, Distribution]
    """By their normalised names, in order."""
    missing: tuple[str, ...]
    """The normalised names of those of which there is no record here."""


def required() -> Required:
    """Find all distributions that the program requires on this computer, itself left out.

    Raises PackageNotFoundError where there is no record of what the program itself requires.
    """
    installed: dict[str, Distribution] = {}
    missing: set[str] = set()
    seen: dict[str, set[str]] = {}
    wanted = list(_own_requirements())
    while wanted:
        wish = wanted.pop()
        name, new = (
            normalised(wish.name),
            {"", *wish.extras} - seen.get(normalised(wish.name), set()),
        )
        if not new or name == NAME:
            continue
        seen.setdefault(name, set()).update(new)
        try:
            installed[name] = distribution(wish.name)
        except PackageNotFoundError:
            missing.add(name)
            continue
        wanted += _applicable(installed[name].requires or (), seen[name])
    return Required(dict(sorted(installed.items())), tuple(sorted(missing)))


def normalised(name: str) -> str:
    """The name of a distribution as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _own_requirements() -> Iterable[Requirement]:
    """What the program itself requires; its extras where all of them is installed."""
    if not is_one_folder() and (sources := checkout()):
        project = tomllib.loads((sources / "pyproject.toml").read_text("utf-8"))["project"]
        return _of_checkout(project)
    told = distribution(NAME).requires or ()
    return [
        *_applicable(told, {""}),
        *(wish for extra in EXTRAS for wish in _whole(_added(told, extra))),
    ]


def _of_checkout(project: Mapping[str, object]) -> Iterable[Requirement]:
    told, extras = project["dependencies"], project["optional-dependencies"]
    assert isinstance(told, list)
    assert isinstance(extras, dict)
    optional = (_whole(_applicable(extras.get(extra, ()), {""})) for extra in EXTRAS)
    return [*_applicable(told, {""}), *(wish for wishes in optional for wish in wishes)]


def _applicable(told: Iterable[str], extras: Iterable[str]) -> list[Requirement]:
    """Those of these requirements that hold on this computer, with any of these extras."""
    # Only who asks for licences needs it.
    from packaging.requirements import Requirement

    wishes = map(Requirement, told)
    return [
        wish
        for wish in wishes
        if wish.marker is None or any(wish.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def _added(told: Iterable[str], extra: str) -> list[Requirement]:
    """What an extra adds to what is required without it."""
    without = {str(wish) for wish in _applicable(told, {""})}
    return [wish for wish in _applicable(told, {extra}) if str(wish) not in without]


def _whole(wishes: Iterable[Requirement]) -> list[Requirement]:
    """These, where all of them are installed; else none."""
    wanted = list(wishes)
    try:
        for wish in wanted:
            distribution(wish.name)
    except PackageNotFoundError:
        return []
    return wanted
