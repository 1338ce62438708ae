"""How the command line tells what a search found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clothesfinder.calibration import WORDS
from clothesfinder.catalog import absolute
from clothesfinder.problem import Problem
from clothesfinder.terminal import put, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.answers import Found
    from clothesfinder.store import Match

INCOMPLETE = "Only {} of {} pictures were searched: the new index is not complete. Run index."


def below(gallery: Path, folder: str) -> str:
    """Return the folder as the gallery has its paths. Raises Problem where it is not in there."""
    path = absolute(gallery / folder)
    if not path.is_relative_to(gallery):
        raise Problem(f"{path} is not a folder of {gallery}. Name one below it.")
    return "" if path == gallery else path.relative_to(gallery).as_posix()


def show_found(
    query: str,
    found: Found,
    gallery: Path,
    *,
    as_json: bool,
    groups: Sequence[Sequence[Match]] | None = None,
) -> None:
    """Tell what was found, a line a picture; as JSON in one line.

    Where there are ``groups``, only the best of each is told of, with those that are nearly the
    same.
    """
    if as_json:
        put(json.dumps({"query": query} | _as_record(found, gallery, groups)))
        return
    shown = [[match] for match in found.matches] if groups is None else groups
    passing = "" if found.among is None else f"{found.among} that pass, among "
    put(f"{query}: the {len(shown)} most similar of {passing}{found.searched}")
    if found.whole:
        say(INCOMPLETE.format(found.searched, found.whole))
    if found.no_words:
        say(found.no_words)
    width = max(map(len, WORDS))
    for match, *others in shown:
        word = f"{found.word(match):<{width}}  " if found.thresholds else ""
        more = f"  (and {len(others)} nearly the same)" if others else ""
        put(f"  {match.score:.3f}  {word}{gallery / match.path}{more}")


def _as_record(
    found: Found, gallery: Path, groups: Sequence[Sequence[Match]] | None
) -> dict[str, Any]:
    listed = []
    shown = [[match] for match in found.matches] if groups is None else groups
    for match, *others in shown:
        told: dict[str, Any] = {"path": str(gallery / match.path), "score": match.score}
        if found.thresholds:
            told["word"] = found.word(match)
        if why := found.why.get(match.path):
            told["why"] = dict(why)
        if groups is not None:
            same = [str(gallery / other.path) for other in others]
            told |= {"nearly_same_count": len(same), "nearly_same": same}
        listed.append(told)
    record: dict[str, Any] = {"matches": listed}
    if found.no_words:
        record["no_words"] = found.no_words
    if found.among is not None:
        record["among"] = found.among
    if found.whole:
        record |= {"searched": found.searched, "of": found.whole}
    return record


def show_error(query: str, problem: Problem, *, as_json: bool) -> None:
    """Tell why nothing could be looked for."""
    if as_json:
        put(json.dumps({"query": query, "error": str(problem)}))
    else:
        say(f"{query}: {problem}")
