from __future__ import annotations

from clothesfinder.rate import OVER_STEPS, Rate


def test_nothing_is_known_at_first() -> None:
    rate = Rate()
    assert rate.per_second == 0.0
    rate.note(0, 0, 2.0)
    assert rate.per_second == 0.0, "nothing was read yet"


def test_time_without_a_picture_counts_with_the_next_one() -> None:
    rate = Rate()
    rate.note(0, 0, 1.5)
    rate.note(4, 0, 0.5)
    assert rate.per_second == 2.0


def test_what_others_did_counts_once() -> None:
    rate = Rate()
    rate.note(1, 3, 1.0)
    assert rate.per_second == 4.0
    rate.note(1, 3, 1.0)
    assert rate.per_second == 2.5


def test_only_the_last_steps_count() -> None:
    rate = Rate()
    rate.note(1000, 0, 1.0)
    for _ in range(OVER_STEPS):
        rate.note(1, 0, 0.5)
    assert rate.per_second == 2.0
