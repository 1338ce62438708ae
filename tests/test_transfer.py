from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder.local_store import LocalStore
from clothesfinder.problem import Problem
from clothesfinder.store import Entry, Failure, Stamp, Store
from clothesfinder.transfer import AT_ONCE, Copied, Verified, copy_gallery

from .conftest import result
from .store_contract import HALF, SPACE, entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ODD = "\udcff/\udc80 ドレス.jpg"
KILLED = """
import sys
from pathlib import Path
from clothesfinder import transfer
from clothesfinder.local_store import LocalStore
transfer.AT_ONCE = 20
for copied in transfer.copy_gallery(LocalStore(Path(sys.argv[1])), LocalStore(Path(sys.argv[2]))):
    print(copied.done, flush=True)
"""


def copy(source: Store, target: Store) -> Verified:
    """Copy to the end; gives what was done."""
    return result(copy_gallery(source, target))


def content(store: Store) -> tuple[object, ...]:
    """All that a store knows, in a form that can be compared."""
    entries = store.entries(sorted(store.stamps()))
    told = [(*one[:3], one.vector.tobytes(), *one[4:]) for one in entries]
    return store.space(), store.count(), told, store.failures()


def fill(store: Store, pictures: int) -> Store:
    """A gallery of pictures of one to three parts, an odd path and failures."""
    numbers = np.random.default_rng(5).normal(size=(pictures, 3, SPACE.dimension))
    store.reset(SPACE)
    store.put([one for row in range(pictures) for one in parts(row, numbers[row])])
    store.put([entry(ODD, 1, 2), entry(ODD, 2, 1, part=HALF)])
    store.fail([Failure("bad.jpg", 1, 2, "It is broken."), Failure("\udcff.png", 3, 4, "Empty.")])
    return store


def parts(row: int, numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> list[Entry]:
    path, digest = f"folder {row % 3}/{row}.jpg", f"digest {row}"
    return [
        entry(path, *values, part=HALF, digest=digest)._replace(width=row + 1, height=7)
        for values in numbers[: 1 + row % 3]
    ]


def restamped(path: str, digest: str) -> Entry:
    return entry(path, 1, 1)._replace(stamp=Stamp(1, 2, digest))


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[LocalStore, LocalStore]]:
    pair = LocalStore(tmp_path / "source.sqlite3"), LocalStore(tmp_path / "target.sqlite3")
    yield pair
    for store in pair:
        store.close()


def test_all_is_copied_and_the_source_stays(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    before = content(fill(source, 30))
    assert copy(source, target)[:4] == (31, 0, 0, 31)
    assert content(target) == before
    assert content(source) == before
    assert copy(source, target)[:4] == (0, 31, 0, 31)


def test_progress_in_steps(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    fill(source, 2 * AT_ONCE)
    steps = list(copy_gallery(source, target))
    assert [step.done for step in steps] == [0, AT_ONCE, 2 * AT_ONCE, *[2 * AT_ONCE + 1] * 2]
    assert {step.total for step in steps} == {2 * AT_ONCE + 1}
    assert steps[1].folder.startswith("folder")
    assert steps[1].seconds_left == pytest.approx((AT_ONCE + 1) / steps[1].rate)
    assert Copied(0, 5, "", 0.0).seconds_left is None


def test_only_what_differs_is_sent(
    stores: tuple[LocalStore, LocalStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = stores
    fill(source, 9)
    copy(source, target)
    source.put([restamped("folder 0/0.jpg", "new"), restamped("bad.jpg", "mended")])
    source.drop(["folder 1/1.jpg", "\udcff.png"])
    source.fail([Failure("folder 2/2.jpg", 1, 2, "Broken now.")])
    sent: list[str] = []
    put = target.put

    def note(entries: Sequence[Entry]) -> None:
        sent.extend(one.path for one in entries)
        put(entries)

    monkeypatch.setattr(target, "put", note)
    assert copy(source, target)[:4] == (2, 7, 2, 9)
    assert sorted(sent) == ["bad.jpg", "folder 0/0.jpg"]
    assert content(target) == content(source)


def test_cut_in_the_middle_it_goes_on(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    fill(source, 3 * AT_ONCE)
    job = copy_gallery(source, target)
    assert [next(job).done for _ in range(3)][-1] == 2 * AT_ONCE
    job.close()
    assert target.count() == 2 * AT_ONCE
    assert copy(source, target)[:3] == (AT_ONCE + 1, 2 * AT_ONCE, 0)
    assert content(target) == content(source)


def test_killed_in_the_middle_it_goes_on(
    stores: tuple[LocalStore, LocalStore], tmp_path: Path
) -> None:
    source, target = stores
    fill(source, 2000)
    files = [str(tmp_path / name) for name in ("source.sqlite3", "target.sqlite3")]
    command = [sys.executable, "-c", KILLED, *files]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        done = int([process.stdout.readline() for _ in range(3)][-1])
        process.kill()
    assert done == 40
    summary = copy(source, target)
    assert done <= summary.skipped < 2000
    assert summary.copied == source.count() - summary.skipped
    assert content(target) == content(source)


def test_a_target_of_another_model_is_left_alone(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    fill(source, 3)
    target.reset(SPACE._replace(model="other"))
    target.put([entry("theirs.jpg", 1)])
    before = content(target)
    with pytest.raises(Problem, match=r"another model\. Nothing was copied"):
        copy(source, target)
    assert content(target) == before
    target.drop(["theirs.jpg"])
    copy(source, target)
    assert content(target) == content(source)


def test_another_gallery_of_the_same_name_is_left_alone(
    stores: tuple[LocalStore, LocalStore],
) -> None:
    source, target = stores
    fill(source, 3)
    target.reset(SPACE)
    target.put([restamped("folder 0/0.jpg", "theirs")])
    before = content(target)
    with pytest.raises(Problem, match=r"holds other pictures \(1\),"):
        copy(source, target)
    assert content(target) == before


def test_an_empty_source_empties_nothing(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    before = content(fill(target, 3))
    for _ in range(2):
        with pytest.raises(Problem, match="holds no indexed pictures"):
            copy(source, target)
        source.reset(SPACE)
    assert content(target) == before


@pytest.mark.parametrize("change", ["vector", "width", "parts", "order"])
def test_a_copy_that_is_not_the_same_is_told(
    stores: tuple[LocalStore, LocalStore], change: str
) -> None:
    source, target = stores
    fill(source, 5)
    copy(source, target)
    first, second = target.entries([ODD])
    wrong = {
        "vector": [first, second._replace(vector=entry("", 2, 1.00001).vector)],
        "width": [first._replace(width=31), second._replace(width=31)],
        "parts": [first],
        "order": [second, first],
    }
    target.put(wrong[change])
    with pytest.raises(Problem, match="is not the same as in"):
        copy(source, target)


def test_a_picture_that_goes_missing_meanwhile_is_told(
    stores: tuple[LocalStore, LocalStore],
) -> None:
    source, target = stores
    fill(source, 5)
    job = copy_gallery(source, target)
    next(job)
    source.put([restamped("late.jpg", "late")])
    with pytest.raises(Problem, match=r"has 6 pictures and .* has 7"):
        list(job)
    copy(source, target)
    assert content(target) == content(source)


def test_a_picture_that_is_dropped_meanwhile_goes(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    fill(source, 5)
    copy(source, target)
    source.put([restamped("folder 0/0.jpg", "new")])
    job = copy_gallery(source, target)
    next(job)
    source.drop(["folder 0/0.jpg"])
    list(job)
    assert content(target) == content(source)


@pytest.mark.parametrize("adding", [False, True])
def test_each_store_is_asked_but_once_for_all_that_it_holds(
    stores: tuple[LocalStore, LocalStore], adding: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(stores[0], 9)
    asked, stamps = [], LocalStore.stamps

    def noted(self: LocalStore) -> dict[str, Stamp]:
        asked.append(self)
        return stamps(self)

    monkeypatch.setattr(LocalStore, "stamps", noted)
    result(copy_gallery(*stores, adding=adding))
    assert asked == list(stores)


def test_adding_keeps_all_that_the_target_knows(stores: tuple[LocalStore, LocalStore]) -> None:
    source, target = stores
    fill(source, 9)
    copy(source, target)
    target.put([restamped("folder 0/0.jpg", "theirs"), restamped("only there.jpg", "theirs")])
    target.fail([Failure("folder 1/1.jpg", 1, 2, "Broken there.")])
    target.drop(["folder 2/2.jpg"])
    target.put([entry("half.jpg", 1)._replace(stamp=Stamp(-1, -1, ""))])
    source.put([restamped("half.jpg", "whole")])
    source.fail([Failure("only there.jpg", 1, 2, "Broken here."), Failure("new", 1, 2, "Broken.")])
    summary = result(copy_gallery(source, target, adding=True))
    stamps = target.stamps()
    assert stamps["folder 0/0.jpg"].digest == "theirs"
    assert stamps["only there.jpg"].digest == "theirs"
    assert stamps["folder 2/2.jpg"] == source.stamps()["folder 2/2.jpg"]
    assert stamps["half.jpg"].digest == "whole"
    assert Failure("new", 1, 2, "Broken.") in target.failures()
    assert (summary.copied, summary.removed, summary.verified) == (3, 0, 3)
    assert result(copy_gallery(source, target, adding=True)).copied == 0
