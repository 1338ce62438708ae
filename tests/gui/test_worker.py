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
    run(worker.run_job(count(5, seconds=5 * PROGRESS_INTERVAL), seen.append))
    assert seen == [0, 1, 2, 3, 4]


def test_fast_progress_does_not_flood_the_gui(run: Run, worker: Worker) -> None:
    seen: list[int] = []

    def busy(seconds: float) -> Steps:
        start, number = time.perf_counter(), 0
        while time.perf_counter() < start + seconds:
            number += 1
            yield number
        return number

    async def scenario() -> tuple[int, int]:
        turns = 0
        job = worker.start(busy(0.4), seen.append)
        while not job.done:
            await asyncio.sleep(0.001)
            turns += 1
        return turns, await job.result()

    turns, steps = run(scenario())
    assert seen[-1] == steps > 1000
    assert len(seen) <= 0.4 / PROGRESS_INTERVAL + 2
    assert turns > 10


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
        blocker = worker.start(count(1, seconds=0.05))
        job = worker.start(note())
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job.result()
        assert await blocker.result() == 1

    run(scenario())
    assert started == []


def test_newcomer_waits_for_one_step_only(run: Run, worker: Worker) -> None:
    order: list[str] = []

    def named(name: str, steps: int) -> Steps:
        for number in range(steps):
            time.sleep(0.005)
            order.append(name)
            yield number
        return steps

    async def scenario() -> None:
        long = [worker.start(named(name, 10_000)) for name in "abc"]
        await until(lambda: len(order) > 9)
        before = len(order)
        assert await worker.run_job(named("search", 1)) == 1
        assert order.index("search") - before <= 1
        taken = order[3 : before - 1]
        assert {len(set(taken[i : i + 3])) for i in range(len(taken) - 2)} == {3}  # in turns
        for job in long:
            job.cancel()
            with pytest.raises(asyncio.CancelledError):
                await job.result()

    run(scenario())


def test_paused_job_rests_while_others_run(run: Run, worker: Worker) -> None:
    steps: list[int] = []

    def note(end: int) -> Steps:
        for number in range(end):
            time.sleep(0.001)
            steps.append(number)
            yield number
        return end

    async def scenario() -> None:
        job = worker.start(note(60))
        await until(lambda: len(steps) > 5)
        job.pause()
        assert job.paused
        assert await worker.run_job(count(2)) == 2  # the step under way is over, too
        held = len(steps)
        assert await worker.run_job(count(20)) == 20
        assert len(steps) == held < 60
        assert not job.done
        job.resume()
        job.resume()
        assert await job.result() == 60
        assert steps == list(range(60))

    run(scenario())


def test_job_paused_before_it_began_waits(run: Run, worker: Worker) -> None:
    async def scenario() -> None:
        job = worker.start(count(2))
        job.pause()
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
