"""The way from query to query, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from clothesfinder.emphasis import NEUTRAL, Emphasis
from clothesfinder.filter import Filter
from clothesfinder.gui.trail import MOST_STEPS, Step, Trail
from clothesfinder.query import Query
from clothesfinder.store import Box
from clothesfinder.terms import UNLIKE, Term


def step(name: str, *others: str, emphasis: Emphasis = NEUTRAL) -> Step:
    terms = tuple(Term(Path(other), other, weight=UNLIKE) for other in others)
    return Step(Query(Path(name), name, others=terms), emphasis)


def trail(*steps: Step) -> Trail:
    made = Trail()
    for one in steps:
        made.add(one)
    return made


def ways(made: Trail) -> tuple[bool, bool, bool, bool]:
    return made.can_undo, made.can_redo, made.can_go_back, made.can_go_forward


def test_at_first_there_is_no_way() -> None:
    made = Trail()
    assert ways(made) == (False, False, False, False)
    for go in (made.undo, made.redo, made.go_back, made.go_forward):
        with pytest.raises(IndexError):
            go()
    made.add(step("a"))
    assert ways(made) == (False, False, False, False)


def test_undo_and_redo_go_through_every_change() -> None:
    steps = [
        step("a"),
        step("a", "b"),
        step("a", "b", emphasis=Emphasis(colour=-1)),
        Step(step("a", "b").query._replace(box=Box(0, 0, 1, 0.5)), Emphasis(colour=-1)),
        step("c"),
        step("c")._replace(among=Filter(name="red")),
    ]
    made = trail(*steps)
    assert [made.undo() for _ in steps[1:]] == steps[-2::-1]
    assert ways(made) == (False, True, False, True)
    assert [made.redo() for _ in steps[1:]] == steps[1:]
    assert ways(made) == (True, False, True, False)


def test_the_same_again_is_no_step() -> None:
    made = trail(step("a"), step("a"), step("a", "b"), step("a", "b"))
    assert made.undo() == step("a")
    made.add(step("a"))
    assert made.can_redo, "what is shown after an undo ends nothing"
    assert made.redo() == step("a", "b")


def test_a_new_step_ends_what_could_be_redone() -> None:
    made = trail(step("a"), step("a", "b"), step("a", "b", "c"))
    made.undo()
    made.undo()
    made.add(step("a", "d"))
    assert ways(made) == (True, False, False, False)
    assert made.undo() == step("a")


def test_back_and_forward_go_from_picture_to_picture_as_it_was_left() -> None:
    a, b, c = step("a"), step("b"), step("c")
    made = trail(a, step("a", "x"), b, step("b", "x"), step("b", "x", "y"), c, step("c", "x"))
    assert made.go_back() == step("b", "x", "y")
    assert made.go_back() == step("a", "x")
    assert ways(made) == (True, True, False, True)
    assert made.undo() == a
    assert made.go_forward() == step("b", "x", "y")
    assert made.go_forward() == step("c", "x")
    assert ways(made) == (True, False, True, False)


def test_words_are_a_picture_of_their_own() -> None:
    made = trail(*(Step(Query(name=words, text=words), NEUTRAL) for words in ("hat", "shoe")))
    assert made.go_back().query.text == "hat"
    by_file = trail(step("a"), Step(Query(Path("a"), "a", Box(0, 0, 1, 0.5)), NEUTRAL))
    assert not by_file.can_go_back, "a part of the same picture is no other one"


def test_what_was_left_is_come_back_to() -> None:
    made = Trail()
    made.leave()
    assert ways(made) == (False, False, False, False)
    made.add(step("a"))
    made.leave()
    assert ways(made) == (True, False, False, False)
    assert made.undo() == step("a")
    assert ways(made) == (False, False, False, False)
    made.leave()
    made.add(step("b"))
    assert made.undo() == step("a")
    assert not made.can_undo


def test_the_oldest_go() -> None:
    made = trail(*(step(str(number)) for number in range(MOST_STEPS + 5)))
    undone = []
    while made.can_undo:
        undone.append(made.undo())
    assert len(undone) == MOST_STEPS - 1
    assert undone[-1] == step("5")


def test_pictures_without_a_file_take_no_more_than_so_much() -> None:
    made = Trail(size=1000)
    pictures = [bytes([number]) * 400 for number in range(4)]
    made.add(step("a"))
    for picture in pictures:
        made.add(Step(Query(picture, "pasted"), NEUTRAL))
        made.add(Step(Query(picture, "pasted", others=(Term(Path("b")),)), NEUTRAL))
    undone = []
    while made.can_undo:
        undone.append(made.undo().query.source)
    assert undone == [pictures[3], pictures[2], pictures[2]]
    large = bytes(5000)
    made.add(Step(Query(large, "pasted"), NEUTRAL))
    assert ways(made) == (False, False, False, False)
    made.add(step("a"))
    assert made.can_undo is False
