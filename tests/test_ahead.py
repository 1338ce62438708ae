from __future__ import annotations

import threading
from contextlib import closing

import pytest

from clothesfinder.ahead import Ahead

from .conftest import result


def test_results_come_in_order() -> None:
    with closing(Ahead()) as ahead:
        made = [
            one for one in ahead.results(lambda number: number * 2, range(100)) if one is not None
        ]
    assert made == list(range(0, 200, 2))


def test_it_works_only_a_little_ahead() -> None:
    begun: list[int] = []
    with closing(Ahead()) as ahead:
        results = ahead.results(lambda number: begun.append(number) or number, range(1000))  # type: ignore[func-returns-value]
        while next(results) is None:
            pass
        assert len(begun) < 50
        results.close()
    assert len(begun) < 50


def test_others_have_turns_while_it_waits() -> None:
    gate = threading.Event()
    with closing(Ahead()) as ahead:
        results = ahead.results(lambda _: gate.wait(30), [1])
        assert next(results) is None
        assert next(results) is None
        gate.set()
        assert True in results
        gate.clear()
        waiting = ahead.result(lambda: gate.wait(30))
        next(waiting)
        gate.set()
        assert result(waiting) is True


def test_errors_reach_who_takes_the_results() -> None:
    def fail(_number: int) -> None:
        raise ValueError("broken")

    with closing(Ahead()) as ahead:
        with pytest.raises(ValueError, match="broken"):
            list(ahead.results(fail, [1]))
        with pytest.raises(ValueError, match="broken"):
            result(ahead.result(lambda: fail(1)))


def test_at_the_close_the_threads_are_told_and_waited_for() -> None:
    ahead, begun = Ahead(), threading.Event()
    seen: list[bool] = []

    def work(_number: int) -> None:
        begun.set()
        while not ahead.closing:
            pass
        seen.append(True)

    results = ahead.results(work, range(100))
    next(results)
    assert begun.wait(30)
    ahead.close()
    assert seen
    assert len(seen) < 50
