"""Serve the double from a process that a test may kill: `python -m ... FOLDER PORT`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from .search_double import AtlasSearchDouble

folder, port = Path(sys.argv[1]), int(sys.argv[2])
# Only so does a write that was acknowledged outlive the process, as it does in MongoDB.
with AtlasSearchDouble(folder, port=port, sync_on_commit=True) as server:
    sys.stdout.write(f"{server.port}\n")
    sys.stdout.flush()
    threading.Event().wait()
