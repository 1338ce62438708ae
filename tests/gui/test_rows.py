from __future__ import annotations

import numpy as np
import pytest

from clothesfinder.grouping import NO_GROUPS, Groups
from clothesfinder.gui.rows import Grouped, Rows


def groups(*leaders: int) -> Groups:
    return NO_GROUPS._replace(leaders=np.array(leaders, np.int32))


def ranks(rows: Rows) -> list[int]:
    return [rows.rank(row) for row in range(len(rows))]


GROUPED = groups(0, 1, 0, 3, 1, 0)


def test_without_groups_every_match_has_its_row() -> None:
    rows = Rows(3)
    assert list(rows.following(5, NO_GROUPS)) == [3, 4]
    rows.extend(5, NO_GROUPS)
    assert ranks(rows) == [0, 1, 2, 3, 4]
    assert rows.grouped(2) is None
    assert rows.group(2) == [2]
    assert not rows.shown_behind(2)
    assert rows.row(4) == rows.first_from(4) == 4


def test_only_the_best_of_a_group_has_a_row() -> None:
    rows = Rows(6, GROUPED)
    assert ranks(rows) == [0, 1, 3]
    assert rows.grouped(0) == Grouped(2, is_open=False)
    assert rows.grouped(1) == Grouped(1, is_open=False)
    assert rows.grouped(2) is None
    assert rows.group(0) == [0, 2, 5]
    assert rows.group(2) == [3]
    assert [rows.row(rank) for rank in range(6)] == [0, 1, 0, 2, 1, 0]


@pytest.mark.parametrize("of", [0, 1, 2])
def test_a_group_is_opened_in_place_and_closed_from_any_of_it(of: int) -> None:
    rows = Rows(6, GROUPED)
    rows.open(1)
    rows.open(0)
    assert ranks(rows) == [0, 2, 5, 1, 4, 3]
    assert rows.grouped(0) == Grouped(2, is_open=True)
    assert rows.grouped(1) == Grouped(2, is_open=True, leader=0)
    assert rows.grouped(2) == Grouped(2, is_open=True, leader=0, is_last=True)
    assert [rows.row(rank) for rank in range(6)] == [0, 3, 1, 5, 4, 2]
    assert rows.group(1) == [0, 2, 5]
    assert rows.shown_behind(of) == range(1, 3)
    assert rows.shown_behind(3) == range(4, 5)
    rows.close(of)
    assert ranks(rows) == [0, 1, 4, 3]
    rows.close(1)
    assert ranks(rows) == [0, 1, 3]


def test_more_comes_at_the_end_and_moves_no_row() -> None:
    rows = Rows(6, GROUPED)
    rows.open(0)
    more = groups(*GROUPED.leaders, 6, 0, 3, 6)
    assert list(rows.following(10, more)) == [6]
    rows.extend(10, more)
    assert ranks(rows) == [0, 2, 5, 1, 3, 6]
    assert rows.grouped(0) == Grouped(3, is_open=True)
    assert rows.shown_behind(0) == range(1, 3)
    rows.close(1)
    rows.open(0)
    assert ranks(rows) == [0, 2, 5, 7, 1, 3, 6]


def test_the_last_may_have_no_group_that_is_known() -> None:
    rows = Rows(8, GROUPED)
    assert ranks(rows) == [0, 1, 3, 6, 7]
    assert rows.grouped(3) is None
    assert rows.group(4) == [7]


def test_where_those_begin_whose_best_is_beyond_a_rank() -> None:
    rows = Rows(6, GROUPED)
    rows.open(0)
    assert ranks(rows) == [0, 2, 5, 1, 3]
    assert rows.first_from(1) == 3  # rank 5 is shown before, but belongs to rank 0
    assert rows.first_from(2) == 4
    assert rows.first_from(4) == 5
