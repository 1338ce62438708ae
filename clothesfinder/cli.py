"""Index, search, ask and move without a window: for scripts, servers and NAS jobs."""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import ExitStack, closing
from functools import cache, partial
from typing import TYPE_CHECKING

from clothesfinder import status_command, upkeep
from clothesfinder.atlas_login import VARIABLE, Secrets
from clothesfinder.catalog import Catalog, absolute
from clothesfinder.cli_export import check_exports, write_exports
from clothesfinder.cli_found import show_error, show_found
from clothesfinder.file_states import file_states
from clothesfinder.filter_options import chosen_filter
from clothesfinder.findings import Finding
from clothesfinder.grouped_search import search_groups
from clothesfinder.logs import log_folder, start_logging
from clothesfinder.lookup_command import look_up
from clothesfinder.measurable import measurable, named
from clothesfinder.measuring import measure
from clothesfinder.model_check import check_model
from clothesfinder.model_listing import drop_model, get_model, list_models
from clothesfinder.models import choice_for, load_model, load_model_of_space
from clothesfinder.network_folder import warning_of
from clothesfinder.options import make_parser
from clothesfinder.orientation import Orientation
from clothesfinder.problem import Problem
from clothesfinder.progress_line import ProgressLine
from clothesfinder.query import Query
from clothesfinder.settings import data_folder, load_settings
from clothesfinder.sheets import finding_of, sheet_of_searches
from clothesfinder.store import WHOLE, open_store
from clothesfinder.terminal import put, run, say, write_names_as_they_are
from clothesfinder.terms import LIKE, UNLIKE, Term, term_of_words, with_term
from clothesfinder.transfer import copy_gallery
from clothesfinder.verdict import as_record, as_text, notes, verdict
from clothesfinder.verify_command import Checked, check_index, tell
from clothesfinder.writer import Writer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.progress import Summary
    from clothesfinder.store import Failure, Space, Store
    from clothesfinder.transfer import Verified

CRASHED = "Something unexpected went wrong. What was done is kept; the log in {} tells more."
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
        _say_failures(catalog.gallery, catalog.status().failures)
        if chosen.json:
            put(json.dumps(summary._asdict() | {"seconds": round(summary.seconds, 3)}))
        else:
            put(_sentence(summary))
        if summary.missing:
            say(MISSING.format(summary.missing))
        run(catalog.calibrate())
        updated = run(upkeep.update_thumbnails(catalog), ProgressLine(sys.stderr))
        _say_failures(catalog.gallery, updated.failures)
    return 0


def _say_failures(gallery: Path, failures: Iterable[Failure]) -> None:
    for failure in failures:
        say(f"{gallery / failure.path}: {failure.reason}")


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
    failed, findings = False, list[Finding]()
    with closing(_open(chosen, chosen.gallery)) as catalog:
        among = chosen_filter(chosen, catalog.gallery)
        wished = Query(emphasis=chosen.emphasis, others=_terms(chosen))
        queries = [(str(image), _looked_at(wished, image, chosen)) for image in chosen.images]
        queries += [(text, wished._replace(text=text)) for text in chosen.text]
        for name, query in queries:
            try:
                search = partial(catalog.search, query, among=among)
                found = run(search_groups(search, chosen.k) if chosen.group else search(chosen.k))
            except Problem as problem:
                failed = True
                show_error(name, problem, as_json=chosen.json)
                findings.append(finding_of(query, reason=str(problem)))
            else:
                groups = found.in_groups()[: chosen.k] if chosen.group else None
                show_found(name, found, catalog.gallery, as_json=chosen.json, groups=groups)
                if groups is not None:
                    found = found._replace(matches=[group[0] for group in groups])
                findings.append(finding_of(query, found))
        write_exports(chosen, sheet_of_searches(catalog.gallery, findings), catalog)
    return 1 if failed else 0


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


def _thumbnails(chosen: argparse.Namespace) -> int:
    with closing(Catalog(chosen.folder, chosen.store)) as catalog:
        if chosen.stop:
            run(upkeep.stop_sharing_thumbnails(catalog))
            put(json.dumps({"shared": False}) if chosen.json else "No thumbnails are shared.")
            return 0
        size = run(upkeep.estimate_thumbnails(catalog))
        say(f"They take {size} in the database, and whoever may read it can see them.")
        done = run(upkeep.share_thumbnails(catalog), ProgressLine(sys.stderr))
    _say_failures(catalog.gallery, done.failures)
    if chosen.json:
        counts = {name: number for name, number in done._asdict().items() if name != "failures"}
        told = {"shared": True} | counts | {"failed": len(done.failures)}
        put(json.dumps(told | {"seconds": round(done.seconds, 3)}))
    else:
        put(
            f"{done.made} made, {done.unchanged} unchanged, {done.removed} removed,"
            f" {done.missing} not here, {len(done.failures)} failed in {done.seconds:.1f} s"
        )
    return 0


def _move(chosen: argparse.Namespace) -> int:
    if chosen.source == chosen.target:
        chosen.wrong_use("name with --from or --to another store than the embedded one")
    gallery = absolute(chosen.folder)
    with closing(open_store(chosen.source, gallery, create=False)) as source, ExitStack() as stack:
        space = _proven_space(source, gallery, load_model(chosen.model)) if chosen.model else None
        if not chosen.target:
            stack.enter_context(Writer(gallery).alone())
        target = stack.enter_context(closing(open_store(chosen.target, gallery)))
        done: Verified = run(copy_gallery(source, target, space), ProgressLine(sys.stderr))
        if chosen.json:
            put(json.dumps(done._asdict() | {"seconds": round(done.seconds, 3)}))
            return 0
        put(
            f"{done.copied} copied, {done.skipped} skipped, {done.removed} removed,"
            f" {done.verified} verified in {done.seconds:.1f} s"
        )
        put(f"{source.name} is kept; {target.name} now holds the same.")
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


def _measure(chosen: argparse.Namespace) -> int:
    gallery = absolute(chosen.folder)
    models = measurable(load_settings().models.values())
    models = named(models, chosen.models) if chosen.models else models
    job = measure(gallery, models, chosen.pictures, folders=chosen.folders)
    result = run(job, ProgressLine(sys.stderr))
    _say_failures(gallery, result.left_out)
    for title, reason in result.unusable.items():
        say(f"{title}: {reason}")
    if chosen.json:
        left_out = [(str(gallery / failure.path), failure.reason) for failure in result.left_out]
        listed = [{"path": path, "reason": reason} for path, reason in left_out]
        put(json.dumps({"folder": str(gallery), **as_record(result), "left_out": listed}))
    else:
        for line in (*as_text(result), "", *verdict(result), "", *notes(result)):
            put(line)
    return 1 if result.unusable else 0


def _verify(chosen: argparse.Namespace) -> int:
    with closing(_open(chosen, chosen.folder)) as catalog:
        job = check_index(catalog, chosen.pictures, repairing=chosen.repair)
        checked: Checked = run(job, ProgressLine(sys.stderr))
    for line in tell(checked, as_json=chosen.json):
        put(line)
    return 0 if checked.is_sound else 1


def _proven_space(source: Store, gallery: Path, embedder: Embedder) -> Space:
    """Give the model's space, where the model is the one that made the stored vectors."""
    if run(check_model(source, embedder, gallery)) is None:
        say(
            f"None of the pictures is in {gallery}, so it was not checked that this model made the"
            " vectors."
        )
    return embedder.space


RUN = {
    "index": _index,
    "search": _search,
    "lookup": _lookup,
    "status": _status,
    "thumbnails": _thumbnails,
    "move": _move,
    "models": _models,
    "measure": _measure,
    "verify": _verify,
}
