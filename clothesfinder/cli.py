"""Index, search, ask and move without a window: for scripts, servers and NAS jobs."""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import closing
from functools import cache, partial
from typing import TYPE_CHECKING

from clothesfinder import status_command, upkeep
from clothesfinder.atlas_login import VARIABLE, Secrets
from clothesfinder.catalog import Catalog, absolute
from clothesfinder.cli_export import check_exports, write_exports
from clothesfinder.cli_found import show_error, show_found
from clothesfinder.file_states import file_states
from clothesfinder.filter_options import chosen_filter
from clothesfinder.grouped_search import search_groups
from clothesfinder.logs import log_folder, start_logging
from clothesfinder.lookup_command import look_up
from clothesfinder.measure_command import measure_models
from clothesfinder.model_listing import drop_model, get_model, list_models
from clothesfinder.models import choice_for, load_model, load_model_of_space
from clothesfinder.move_command import move
from clothesfinder.network_folder import warning_of
from clothesfinder.options import make_parser
from clothesfinder.orientation import Orientation
from clothesfinder.problem import Problem
from clothesfinder.progress_line import ProgressLine
from clothesfinder.query import Query
from clothesfinder.settings import data_folder, load_settings
from clothesfinder.sheets import finding_of, sheet_of_searches
from clothesfinder.store import WHOLE
from clothesfinder.terminal import put, run, say, say_failures, write_names_as_they_are
from clothesfinder.terms import LIKE, UNLIKE, Term, term_of_words, with_term
from clothesfinder.thumbnails_command import share_thumbnails
from clothesfinder.verify_command import Checked, check_index, tell

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.filter import Filter
    from clothesfinder.findings import Finding
    from clothesfinder.progress import Summary

CRASHED = (
    "Something unexpected went wrong. What was done is kept; the log in {} tells more, and"
    " clothesfinder --report prints what is worth reporting of it."
)
STOPPED = "\nStopped. What was done is kept."
SHARED = "shared"
NOT_SHARED = (
    "It is not known where “{}” is shared. Connect it in the window, or put the address into the"
    f" environment variable {VARIABLE}."
)
MISSING = (
    "{} pictures are not there now and were kept: a drive may not be plugged in, or others may have"
    " them. Index with --remove-missing to forget them."
)
log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command; give the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted."""
    write_names_as_they_are()
    start_logging()
    chosen = make_parser().parse_args(arguments)
    try:
        _look_up_addresses(chosen)
        if chosen.command != "models" and (warning := warning_of(data_folder())):
            say(warning)
        return RUN[chosen.command](chosen)
    except Problem as problem:
        say(str(problem))
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        say("\nStopped." if chosen.command in ("measure", "verify") else STOPPED)
        return 130
    except Exception:
        log.exception("not foreseen")
        say(CRASHED.format(log_folder()))
        return 1


def _open(chosen: argparse.Namespace, gallery: Path) -> Catalog:
    """Open a gallery that goes by the chosen model, or else by the one that made its vectors.

    One that was chosen in the window is chosen here, too: a new index that the window has begun
    with it is gone on with, not given up, and the model before is searched with meanwhile.
    """
    if chosen.model:
        catalog = Catalog(gallery, chosen.store)
    else:
        catalog = Catalog(gallery, chosen.store, load_for=cache(load_model_of_space))

    @cache
    def load() -> Embedder:
        settings = load_settings()
        in_window = "" if chosen.store else settings.models.get(str(catalog.gallery), "")
        default = settings.default_model
        return load_model(chosen.model or in_window or choice_for(catalog.stored_space(), default))

    catalog.load_embedder = load
    return catalog


def _look_up_addresses(chosen: argparse.Namespace) -> None:
    """Put an address in place of each "shared". Raises Problem where it is not known."""
    if chosen.command == "models":
        return
    folder = absolute(chosen.gallery if hasattr(chosen, "gallery") else chosen.folder)
    for option in ("store", "source", "target"):
        if getattr(chosen, option, "") == SHARED:
            shared = load_settings().shared_galleries.get(str(folder))
            url = Secrets().url(shared.place) if shared else os.environ.get(VARIABLE)
            if not url:
                raise Problem(NOT_SHARED.format(folder.name))
            setattr(chosen, option, url)


def _index(chosen: argparse.Namespace) -> int:
    with closing(_open(chosen, chosen.folder)) as catalog:
        summary = run(
            catalog.index(
                remove_missing=chosen.remove_missing,
                largest=chosen.largest_picture,
                retry=None if chosen.retry else (),
            ),
            ProgressLine(sys.stderr),
        )
        say_failures(catalog.gallery, catalog.status().failures)
        if chosen.json:
            put(json.dumps(summary._asdict() | {"seconds": round(summary.seconds, 3)}))
        else:
            put(_sentence(summary))
        if summary.missing:
            say(MISSING.format(summary.missing))
        run(catalog.calibrate())
        updated = run(upkeep.update_thumbnails(catalog), ProgressLine(sys.stderr))
        say_failures(catalog.gallery, updated.failures)
    return 0


def _sentence(summary: Summary) -> str:
    counts = ", ".join(
        f"{number} {name.replace('_', ' ')}"
        for name, number in summary._asdict().items()
        if number or name not in ("by_others", "missing")
        if name != "seconds"
    )
    return f"{counts} in {summary.seconds:.1f} s"


def _search(chosen: argparse.Namespace) -> int:
    if not chosen.images and not chosen.text:
        chosen.wrong_use("name a picture, or words with --text")
    if not chosen.images and (chosen.part != WHOLE or chosen.rotate or chosen.mirror):
        chosen.wrong_use("--part, --rotate and --mirror are for pictures: name one")
    check_exports(chosen)
    with closing(_open(chosen, chosen.gallery)) as catalog:
        among = chosen_filter(chosen, catalog.gallery)
        findings = [
            _finding(catalog, name, query, among, chosen) for name, query in _queries(chosen)
        ]
        write_exports(chosen, sheet_of_searches(catalog.gallery, findings), catalog)
    return 1 if any(finding.reason for finding in findings) else 0


def _queries(chosen: argparse.Namespace) -> list[tuple[str, Query]]:
    """What is to be looked for, each with what it is called."""
    wished = Query(emphasis=chosen.emphasis, others=_terms(chosen))
    queries = [(str(image), _looked_at(wished, image, chosen)) for image in chosen.images]
    return queries + [(text, wished._replace(text=text)) for text in chosen.text]


def _finding(
    catalog: Catalog, name: str, query: Query, among: Filter, chosen: argparse.Namespace
) -> Finding:
    """Search, and tell what was found, or why nothing could be looked for."""
    search = partial(catalog.search, query, among=among)
    try:
        found = run(search_groups(search, chosen.k) if chosen.group else search(chosen.k))
    except Problem as problem:
        show_error(name, problem, as_json=chosen.json)
        return finding_of(query, reason=str(problem))
    groups = found.in_groups()[: chosen.k] if chosen.group else None
    show_found(name, found, catalog.gallery, as_json=chosen.json, groups=groups)
    if groups is not None:
        found = found._replace(matches=[group[0] for group in groups])
    return finding_of(query, found)


def _looked_at(wished: Query, image: Path, chosen: argparse.Namespace) -> Query:
    """Make the query of a picture that is looked at as was chosen."""
    orientation = Orientation(chosen.rotate // 90, chosen.mirror)
    return wished._replace(source=image, box=chosen.part, orientation=orientation)


def _terms(chosen: argparse.Namespace) -> tuple[Term, ...]:
    """What is added to each query. Raises Problem where it is too much."""
    terms: tuple[Term, ...] = ()
    for images, texts, weight in (
        (chosen.also, chosen.also_text, LIKE),
        (chosen.unlike, chosen.not_text, UNLIKE),
    ):
        for image in images:
            terms = with_term(terms, Term(image, str(image), weight=weight))
        for words in texts:
            terms = with_term(terms, term_of_words(words, weight))
    return terms


def _lookup(chosen: argparse.Namespace) -> int:
    check_exports(chosen)
    with closing(_open(chosen, chosen.gallery)) as catalog:
        return look_up(catalog, chosen)


def _status(chosen: argparse.Namespace) -> int:
    with closing(Catalog(chosen.folder, chosen.store)) as catalog:
        status = catalog.status()
        states = run(file_states(catalog))
    if chosen.json:
        told = status_command.as_record(catalog.gallery, status, states, files=chosen.files)
        put(json.dumps(told))
        return 0
    for line in status_command.as_text(catalog.gallery, status, states, files=chosen.files):
        put(line)
    return 0


def _models(chosen: argparse.Namespace) -> int:
    if chosen.action == "get":
        told = run(get_model(chosen.name), ProgressLine(sys.stderr))
    elif chosen.action == "remove":
        told = drop_model(chosen.name)
    else:
        told = list_models(as_json=chosen.json)
    put(told)
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    with closing(_open(chosen, chosen.folder)) as catalog:
        job = check_index(catalog, chosen.pictures, repairing=chosen.repair)
        checked: Checked = run(job, ProgressLine(sys.stderr))
    for line in tell(checked, as_json=chosen.json):
        put(line)
    return 0 if checked.is_sound else 1


RUN = {
    "index": _index,
    "search": _search,
    "lookup": _lookup,
    "status": _status,
    "thumbnails": share_thumbnails,
    "move": move,
    "models": _models,
    "measure": measure_models,
    "verify": _verify,
}
