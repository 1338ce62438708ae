"""Models measured on the pictures of a folder, on the command line."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from clothesfinder.catalog import absolute
from clothesfinder.measurable import measurable, named
from clothesfinder.measuring import measure
from clothesfinder.progress_line import ProgressLine
from clothesfinder.settings import load_settings
from clothesfinder.terminal import put, run, say, say_failures
from clothesfinder.verdict import as_record, as_text, notes, verdict

if TYPE_CHECKING:
    import argparse


def measure_models(chosen: argparse.Namespace) -> int:
    """Measure the chosen models, and tell what came out; give the exit code.

    It is 1 where one of them could not be used. Raises Problem where nothing can be measured.
    """
    gallery = absolute(chosen.folder)
    models = measurable(load_settings().models.values())
    models = named(models, chosen.models) if chosen.models else models
    job = measure(gallery, models, chosen.pictures, folders=chosen.folders)
    result = run(job, ProgressLine(sys.stderr))
    say_failures(gallery, result.left_out)
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
