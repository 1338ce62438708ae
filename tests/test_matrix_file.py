from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from clothesfinder import coded_rows as module
from clothesfinder import matrix_file as file_module
from clothesfinder.matrix import Matrix
from clothesfinder.matrix_file import forget_matrix, matrix_file, read_matrix, write_matrix

from .conftest import result
from .test_matrix import spread

if TYPE_CHECKING:
    from pathlib import Path

ROWS, DIMENSION, SPACE = 300, 12, "model/weights/preprocessing/12"


@pytest.fixture
def matrix(monkeypatch: pytest.MonkeyPatch) -> Matrix:
    monkeypatch.setattr(module, "BLOCK", 64)
    monkeypatch.setattr(file_module, "BLOCK", 64)
    matrix = Matrix(DIMENSION)
    numbers = range(10, 10 + ROWS)
    matrix.add(numbers, numbers, spread(np.random.default_rng(1), ROWS, DIMENSION))
    matrix.remove([12, 99])
    return matrix


@pytest.fixture
def file(tmp_path: Path, matrix: Matrix) -> Path:
    file = matrix_file(tmp_path / "index.sqlite3")
    assert result(write_matrix(matrix, SPACE, file))
    return file


def bytes_of(matrix: Matrix | None) -> list[bytes]:
    assert matrix is not None
    row, blocks = matrix.content()
    return [array.tobytes() for array in (*row, *blocks)]


def test_what_is_written_comes_back(file: Path, matrix: Matrix) -> None:
    read = result(read_matrix(file, SPACE, DIMENSION))
    assert bytes_of(read) == bytes_of(matrix)
    assert read is not None
    assert (len(read), read.last) == (ROWS - 2, 9 + ROWS)
    read.add([1000], [1000], spread(np.random.default_rng(2), 1, DIMENSION))
    assert len(read) == ROWS - 1


def test_removed_rows_stay_removed(file: Path, matrix: Matrix) -> None:
    read = result(read_matrix(file, SPACE, DIMENSION))
    assert read is not None
    read.remove([13])
    matrix.remove([13])
    assert bytes_of(read) == bytes_of(matrix)


def test_what_is_of_another_space_is_not_taken(file: Path) -> None:
    assert result(read_matrix(file, "another/12", DIMENSION)) is None
    assert result(read_matrix(file, SPACE, DIMENSION + 1)) is None
    assert result(read_matrix(file.with_name("none"), SPACE, DIMENSION)) is None


def test_no_damage_is_taken_for_vectors(file: Path, matrix: Matrix) -> None:
    whole, right = file.read_bytes(), bytes_of(matrix)
    random, refused = np.random.default_rng(3), 0
    for turn in range(400):
        data = bytearray(whole)
        place = int(random.integers(len(data)))
        match turn % 4:
            case 0:
                data[place] ^= 1 << int(random.integers(8))
            case 1:
                del data[place:]
            case 2:
                data[place : place + 4096] = bytes(len(data[place : place + 4096]))
            case _:
                data[place : place + 100] = random.bytes(100)
        file.write_bytes(data)
        read = result(read_matrix(file, SPACE, DIMENSION))
        refused += read is None
        assert read is None or bytes_of(read) == right
    assert refused > 300


@pytest.mark.parametrize("key", ["parts", "pictures", "scales", "errors", "codes-1"])
def test_what_does_not_fit_together_is_refused(file: Path, key: str) -> None:
    with np.load(file) as packed:
        arrays = dict(packed)
    for wrong in (arrays[key][:-1], arrays[key][::-1].astype("S4")):
        with file.open("wb") as raw:
            np.savez(raw, **(arrays | {key: wrong}))
        assert result(read_matrix(file, SPACE, DIMENSION)) is None
    with file.open("wb") as raw:
        np.savez(raw, **arrays)
    assert result(read_matrix(file, SPACE, DIMENSION)) is not None


def test_what_changes_meanwhile_is_not_written(file: Path, matrix: Matrix) -> None:
    before = bytes_of(matrix)
    writing = write_matrix(matrix, SPACE, file)
    next(writing)
    matrix.remove(range(10, 200))
    numbers = range(2000, 2100)
    matrix.add(numbers, numbers, spread(np.random.default_rng(4), 100, DIMENSION))
    assert result(writing)
    assert bytes_of(result(read_matrix(file, SPACE, DIMENSION))) == before


def test_ended_early_what_was_there_stays(file: Path, matrix: Matrix) -> None:
    before = file.read_bytes()
    writing = write_matrix(matrix, SPACE, file)
    next(writing)
    assert len(list(file.parent.iterdir())) == 2
    writing.close()
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == before


def test_what_a_killed_program_left_is_deleted(file: Path, matrix: Matrix) -> None:
    left = file.with_name(f"{file.name}.abc.unfinished")
    young = file.with_name(f"{file.name}.def.unfinished")
    other = file.with_name("other.sqlite3-vectors.abc.unfinished")
    for one in (left, young, other):
        one.write_bytes(b"cut sho")
    os.utime(left, (1, 1))
    os.utime(other, (1, 1))
    assert result(write_matrix(matrix, SPACE, file))
    assert set(file.parent.iterdir()) == {file, young, other}
    forget_matrix(file.with_name("index.sqlite3"))
    assert list(file.parent.iterdir()) == [other]


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_it_is_the_user_s_alone(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_is_gone_is_no_error(file: Path, matrix: Matrix) -> None:
    gone = file.parent / "gone" / "file"
    assert not result(write_matrix(matrix, SPACE, gone))


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is full")
def test_a_full_disk_is_no_error(
    file: Path, matrix: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    full = file.with_name(f"{file.name}.full.unfinished")
    full.symlink_to("/dev/full")
    monkeypatch.setattr(
        "tempfile.mkstemp", lambda *_: (os.open(full, os.O_WRONLY), os.fspath(full))
    )
    assert not result(write_matrix(matrix, SPACE, file))
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
