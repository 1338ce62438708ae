"""The index of a gallery copied into another store, on the command line."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from clothesfinder.catalog import absolute
from clothesfinder.model_check import check_model
from clothesfinder.models import load_model
from clothesfinder.progress_line import ProgressLine
from clothesfinder.store import open_store
from clothesfinder.terminal import put, run, say
from clothesfinder.transfer import copy_gallery
from clothesfinder.writer import Writer

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from clothesfinder.embedder import Embedder
    from clothesfinder.store import Space, Store
    from clothesfinder.transfer import Verified


def move(chosen: argparse.Namespace) -> int:
    """Copy from the chosen store to the other, which is verified; give the exit code.

    Raises Problem where one of them cannot be used, or the model is not the one that is named.
    """
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


def _proven_space(source: Store, gallery: Path, embedder: Embedder) -> Space:
    """Give the model's space, where the model is the one that made the stored vectors."""
    if run(check_model(source, embedder, gallery)) is None:
        say(
            f"None of the pictures is in {gallery}, so it was not checked that this model made the"
            " vectors."
        )
    return embedder.space
