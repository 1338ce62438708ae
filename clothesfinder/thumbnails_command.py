"""Thumbnails of a shared gallery on the command line: shared, or shared no more."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from clothesfinder import upkeep
from clothesfinder.catalog import Catalog
from clothesfinder.progress_line import ProgressLine
from clothesfinder.terminal import put, run, say, say_failures

if TYPE_CHECKING:
    import argparse


def share_thumbnails(chosen: argparse.Namespace) -> int:
    """Share thumbnails, or stop it, as was chosen; give the exit code.

    Raises Problem where the gallery is not shared, or its database fails.
    """
    with closing(Catalog(chosen.folder, chosen.store)) as catalog:
        if chosen.stop:
            run(upkeep.stop_sharing_thumbnails(catalog))
            put(json.dumps({"shared": False}) if chosen.json else "No thumbnails are shared.")
            return 0
        size = run(upkeep.estimate_thumbnails(catalog))
        say(f"They take {size} in the database, and whoever may read it can see them.")
        done = run(upkeep.share_thumbnails(catalog), ProgressLine(sys.stderr))
    say_failures(catalog.gallery, done.failures)
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
