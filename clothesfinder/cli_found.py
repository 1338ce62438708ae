"""How the command line tells what a search found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from clothesfinder.catalog import absolute
from clothesfinder.problem import Problem
from clothesfinder.terminal import put, say

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.answers import Found

INCOMPLETE = "Only {} of {} pictures were searched: the new index is not complete. Run index."


def below(gallery: Path, folder: str) -> str:
    """Return the folder as the gallery has its paths. Raises Problem where it is not in there."""
    path = absolute(gallery / folder)
    if not path.is_relative_to(gallery):
        raise Problem(f"{path} is not a folder of {gallery}. Name one below it.")
    return "" if path == gallery else path.relative_to(gallery).as_posix()


def show_found(query: str, found: Found, gallery: Path, *, as_json: bool) -> None:
    """Tell what was found, a line a picture; as JSON in one line."""
    matches = [(str(gallery / match.path), match.score) for match in found.matches]
    if as_json:
        whys = [found.why.get(match.path) for match in found.matches]
        listed = [
            {"path": path, "score": score} | ({"why": dict(why)} if why else {})
            for (path, score), why in zip(matches, whys, strict=True)
        ]
        told = {"query": query, "matches": listed}
        part = {"searched": found.searched, "of": found.whole} if found.whole else {}
        put(json.dumps(told | part))
        return
    put(f"{query}: the {len(matches)} most similar of {found.searched}")
    if found.whole:
        say(INCOMPLETE.format(found.searched, found.whole))
    for path, score in matches:
        put(f"  {score:.3f}  {path}")


def show_error(query: str, problem: Problem, *, as_json: bool) -> None:
    """Tell why nothing could be looked for."""
    if as_json:
        put(json.dumps({"query": query, "error": str(problem)}))
    else:
        say(f"{query}: {problem}")
