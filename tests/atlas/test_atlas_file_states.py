"""The states of the files of a shared gallery: the report lies on this computer all the same."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from clothesfinder.catalog import Catalog
from clothesfinder.file_states import State, file_states
from clothesfinder.report import read_last_run
from tests.conftest import ColourEmbedder, result, save

from .test_atlas_kill import PICTURES, named, pictures
from .test_sharing import begin, computer, outcome, small_steps

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["pictures", "small_steps"]  # fixtures


def counts(catalog: Catalog) -> dict[State, int]:
    states = result(file_states(catalog))
    return {state: number for state, number in states.counts.items() if number}


def test_what_this_folder_lacks_is_told_apart(url: str, pictures: Path) -> None:
    embedder = ColourEmbedder()
    with closing(Catalog(pictures, named(url, "shared"), lambda: embedder)) as catalog:
        result(catalog.index())
        assert counts(catalog) == {State.FAILED: 1, State.INDEXED: PICTURES}
        shutil.rmtree(pictures / "3")
        (pictures / "broken.png").write_text("no picture")
        summary = result(catalog.index())
        assert summary.missing > 5
        missing = summary.missing
        told = {State.UNCHANGED: PICTURES - missing, State.MISSING: missing, State.SKIPPED: 1}
        assert counts(catalog) == told
        result(catalog.index(remove_missing=True))
        told = {State.UNCHANGED: PICTURES - missing, State.REMOVED: missing, State.SKIPPED: 1}
        assert counts(catalog) == told
    with closing(Catalog(pictures, "", lambda: embedder)) as own:
        save(pictures / "new.png")
        result(own.index())
        assert State.REMOVED not in counts(own)


def test_what_another_computer_did(
    url: str, pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url_of_both, folders = named(url, "shared"), (tmp_path / "one", tmp_path / "two")
    with (
        computer(folders[0], pictures, url_of_both) as one,
        computer(folders[1], pictures, url_of_both) as two,
    ):
        begin(one, two)
        told = [outcome(one), outcome(two)]
    for data, summary in zip(folders, told, strict=True):
        monkeypatch.setenv("CLOTHESFINDER_DATA", str(data))
        run = result(read_last_run(pictures))
        assert run is not None
        assert run.ended is not None
        assert len(run.indexed) == summary["indexed"]
        assert summary["by_others"] - len(run.by_others) in (0, 1)  # the other one may have failed
        assert not run.by_others & run.indexed
        with closing(Catalog(pictures, url_of_both)) as catalog:
            states = counts(catalog)
        assert states[State.INDEXED] == len(run.indexed)
        assert states.get(State.BY_ANOTHER, 0) == len(run.by_others)
        assert "mongodb" not in run.store
