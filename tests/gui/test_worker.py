from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from typing import TYPE_CHECKING, Any

import pytest
from qasync import QEventLoop

from clothesfinder.gui.worker import PROGRESS_INTERVAL, Worker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Steps = Generator[int, None, int]


def count(end: int, log: list[str] | None = None, seconds: float = 0.002) -> Steps:
    """A job that counts, and says when it was cleaned up."""
    try:
        for number in range(end):
            if seconds:
                time.sleep(seconds)
            yield number
        return end
    finally:
        if log is not None:
            log.append(threading.current_thread().name)


def held(may_end: threading.Event) -> Steps:
    """A job that keeps the thread from all others until it may end."""
    assert may_end.wait(60)
    yield 0
    return 1


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.001)


def test_result_comes_after_the_last_progress(run: Run, worker: Worker) -> None:
    seen: list[int] = []
    threads: set[threading.Thread] = set()

    def note(number: int) -> None:
        seen.append(number)
        threads.add(threading.current_thread())

    async def scenario() -> None:
        assert await worker.run_job(count(200, seconds=0), note) == 200
        assert seen[-1] == 199
        assert seen == sorted(set(seen))
        at_the_end = len(seen)
        await asyncio.sleep(3 * PROGRESS_INTERVAL)
        assert len(seen) == at_the_end

    run(scenario())
    assert threads == {threading.main_thread()}


def test_slow_progress_is_all_reported(run: Run, worker: Worker) -> None:
    seen: list[int] = []
    heard = threading.Semaphore(0)

    def patient() -> Steps:
        """Goes on only when what it told has arrived."""
        for number in range(5):
            yield number
            assert heard.acquire(timeout=60)
        return 5

    def note(number: int) -> None:
        seen.append(number)
        heard.release()

    run(worker.run_job(patient(), note))
    assert seen == [0, 1, 2, 3, 4]


def test_fast_progress_does_not_flood_the_gui(run: Run, worker: Worker) -> None:
    seen: list[int] = []
    turns = 0
    start = time.perf_counter()

    def busy() -> Steps:
        """Never rests until the window has had its turns, too; it fails if it has none."""
        number = 0
        while turns <= 20 or number <= 1000:
            assert time.perf_counter() < start + 60
            number += 1
            yield number
        return number

    async def scenario() -> int:
        nonlocal turns
        job = worker.start(busy(), seen.append)
        while not job.done:
            await asyncio.sleep(0.01)
            turns += 1
        return await job.result()

    steps = run(scenario())
    assert seen[-1] == steps
    assert len(seen) <= (time.perf_counter() - start) / PROGRESS_INTERVAL + 2


def test_job_without_a_step_reports_nothing(run: Run, worker: Worker) -> None:
    seen: list[int] = []
    assert run(worker.run_job(count(0), seen.append)) == 0
    assert seen == []


def test_job_runs_in_the_one_background_thread(run: Run, worker: Worker) -> None:
    def where() -> Generator[None, None, int]:
        yield
        return threading.get_ident()

    first, second = run(worker.run_job(where())), run(worker.run_job(where()))
    assert first == second != threading.get_ident()


@pytest.mark.parametrize("error", [ValueError, MemoryError, GeneratorExit, asyncio.CancelledError])
def test_any_error_travels_back(run: Run, worker: Worker, error: type[BaseException]) -> None:
    def fail() -> Steps:
        yield 1
        raise error("what happened")

    with pytest.raises(error):
        run(worker.run_job(fail()))
    assert run(worker.run_job(count(3))) == 3  # the thread lives on


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_job_can_not_end_the_program(run: Run, worker: Worker, error: type[BaseException]) -> None:
    def leave() -> Steps:
        yield 1
        raise error

    with pytest.raises(RuntimeError, match=error.__name__) as caught:
        run(worker.run_job(leave()))
    assert isinstance(caught.value.__cause__, error)
    assert run(worker.run_job(count(3))) == 3


def test_error_in_the_progress_report_does_not_lose_the_result(run: Run, worker: Worker) -> None:
    told: list[str] = []

    def fail(number: int) -> None:
        raise ValueError(f"can not show {number}")

    async def scenario() -> int:
        asyncio.get_running_loop().set_exception_handler(
            lambda loop, context: told.append(str(context["exception"]))
        )
        return await worker.run_job(count(2, seconds=0), fail)

    assert run(scenario()) == 2
    assert told[-1] == "can not show 1"


def test_cancelled_await_ends_after_the_cleaning_up(run: Run, worker: Worker) -> None:
    log: list[str] = []
    seen: list[int] = []

    async def scenario() -> None:
        task = asyncio.create_task(worker.run_job(count(10_000, log), seen.append))
        await until(lambda: len(seen) > 2)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel()  # an impatient second time
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(log) == 1
        assert log != [threading.main_thread().name]
        reported = len(seen)
        await asyncio.sleep(3 * PROGRESS_INTERVAL)
        assert len(seen) == reported

    run(scenario())


def test_error_of_the_cleaning_up_is_not_lost(run: Run, worker: Worker) -> None:
    def half_written() -> Steps:
        try:
            while True:
                yield 1
        finally:
            raise OSError("disk full")

    async def scenario() -> None:
        seen: list[int] = []
        job = worker.start(half_written(), seen.append)
        await until(lambda: seen)
        job.cancel()
        with pytest.raises(OSError, match="disk full"):
            await job.result()
        seen.clear()
        task = asyncio.create_task(worker.run_job(half_written(), seen.append))
        await until(lambda: seen)
        task.cancel()
        with pytest.raises(OSError, match="disk full"):
            await task

    run(scenario())


def test_timeout_is_just_a_cancel(run: Run, worker: Worker) -> None:
    async def scenario() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(worker.run_job(count(10_000)), 0.05)
        assert await worker.run_job(count(2)) == 2

    run(scenario())


def test_cancelled_before_its_first_step_a_job_never_runs(run: Run, worker: Worker) -> None:
    started: list[int] = []

    def note() -> Steps:
        started.append(1)
        yield 1
        return 1

    async def scenario() -> None:
        may_end = threading.Event()
        blocker = worker.start(held(may_end))
        job = worker.start(note())
        job.cancel()
        may_end.set()
        with pytest.raises(asyncio.CancelledError):
            await job.result()
        assert await blocker.result() == 1

    run(scenario())
    assert started == []


def test_newcomer_waits_for_one_step_only(run: Run, worker: Worker) -> None:
    order: list[str] = []
    gate, at_the_gate = threading.Event(), threading.Event()

    def named(name: str, steps: int) -> Steps:
        for number in range(steps):
            if not gate.is_set():
                at_the_gate.set()
                assert gate.wait(60)
            order.append(name)
            yield number
        return steps

    async def scenario() -> None:
        long = [worker.start(named(name, 10**9)) for name in "abc"]
        gate.set()  # only now that all have begun
        await until(lambda: len(order) > 9)
        at_the_gate.clear()
        gate.clear()
        await until(at_the_gate.is_set)  # in the midst of a step
        before = len(order)
        search = worker.start(named("search", 1))
        gate.set()
        assert await search.result() == 1
        assert order.index("search") - before <= 1
        taken = order[:before]
        assert {len(set(taken[i : i + 3])) for i in range(len(taken) - 2)} == {3}  # in turns
        for job in long:
            job.cancel()
            with pytest.raises(asyncio.CancelledError):
                await job.result()

    run(scenario())


def test_paused_job_rests_while_others_run(run: Run, worker: Worker) -> None:
    steps: list[int] = []
    is_paused = threading.Event()

    def note(end: int) -> Steps:
        for number in range(end):
            steps.append(number)
            if number == 5:
                assert is_paused.wait(60)
            yield number
        return end

    async def scenario() -> None:
        job = worker.start(note(60))
        await until(lambda: len(steps) > 5)
        job.pause()
        is_paused.set()
        assert job.paused
        assert await worker.run_job(count(2)) == 2  # the step under way is over, too
        assert len(steps) == 6
        assert await worker.run_job(count(20)) == 20
        assert len(steps) == 6
        assert not job.done
        job.resume()
        job.resume()
        assert await job.result() == 60
        assert steps == list(range(60))

    run(scenario())


def test_job_paused_before_it_began_waits(run: Run, worker: Worker) -> None:
    async def scenario() -> None:
        is_paused = threading.Event()
        worker.start(held(is_paused))
        job = worker.start(count(2))
        job.pause()
        is_paused.set()
        assert await worker.run_job(count(10)) == 10
        assert not job.done
        job.resume()
        assert await job.result() == 2
        job.pause()
        job.resume()
        job.cancel()  # too late for either
        assert await job.result() == 2

    run(scenario())


def test_paused_job_can_be_cancelled(run: Run, worker: Worker) -> None:
    log: list[str] = []

    async def scenario() -> None:
        seen: list[int] = []
        job = worker.start(count(10_000, log), seen.append)
        await until(lambda: seen)
        job.pause()
        await worker.run_job(count(2))
        assert log == []
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job.result()
        assert len(log) == 1

    run(scenario())


def test_close_ends_running_and_paused_jobs(run: Run, qapp: QApplication) -> None:
    worker = Worker()
    log: list[str] = []

    async def scenario() -> None:
        seen: list[int] = []
        also_seen: list[int] = []
        running = asyncio.create_task(worker.run_job(count(10_000, log), seen.append))
        paused = worker.start(count(10_000, log), also_seen.append)
        await until(lambda: seen and also_seen)
        paused.pause()
        await asyncio.sleep(0.03)
        worker.close()
        assert len(log) == 2
        for end in (running, paused.result(), worker.run_job(count(1))):
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(end, 60)
        worker.close()  # harmless

    run(scenario())


@pytest.mark.parametrize("kind", [QEventLoop, asyncio.new_event_loop])
def test_loop_that_closed_first_does_no_harm(
    qapp: QApplication, kind: Callable[[], asyncio.AbstractEventLoop]
) -> None:
    worker = Worker()
    log: list[str] = []

    async def scenario() -> None:
        seen: list[int] = []
        worker.start(count(10_000, log), seen.append)
        await until(lambda: seen)

    loop = kind()
    loop.run_until_complete(scenario())
    loop.close()
    time.sleep(0.05)  # the job still yields
    worker.close()
    assert len(log) == 1
