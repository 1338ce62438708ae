"""What every store must do: a store's own tests inherit this class and bring the fixture."""

from __future__ import annotations

import numpy as np
import pytest

from clothesfinder.filter import (
    LANDSCAPE,
    LATEST_NS,
    PORTRAIT,
    SQUARE,
    Filter,
    PictureTest,
)
from clothesfinder.store import WHOLE, Box, Entry, Failure, Match, Space, Stamp, Store, Vector
from clothesfinder.turns import finished

from .conftest import result

SPACE = Space("model", "weights", "preprocessing", 8)
HALF = Box(0.0, 0.0, 1.0, 0.5)


def vector(*numbers: float) -> Vector:
    filled = np.zeros(SPACE.dimension, np.float32)
    filled[: len(numbers)] = numbers
    return filled / np.float32(np.linalg.norm(filled))


def entry(path: str, *numbers: float, part: Box = WHOLE, digest: str = "d") -> Entry:
    return Entry(path, part, Stamp(1_700_000_000_123_456_789, 5, digest), vector(*numbers), 30, 40)


def stamped(path: str, mtime_ns: int) -> Entry:
    return entry(path, 1)._replace(stamp=Stamp(mtime_ns, 5, "d"))


def sized(path: str, width: int, height: int) -> Entry:
    return entry(path, 1)._replace(width=width, height=height)


def at_score(score: float) -> tuple[float, float]:
    """The numbers of a vector whose cosine with `vector(1)` is this."""
    return score, float(np.sqrt(1 - score * score))


FILTERS = [
    Filter("3"), Filter(name="a"), Filter(name="*7"), Filter(since_ns=100),
    Filter(since_ns=40, until_ns=120), Filter(shape=SQUARE), Filter(least=0.2),
    Filter(most=0.1), Filter(least=-0.2, most=0.2),
    Filter("5", "b", 20, 150, PORTRAIT, -0.3, 0.4), Filter(name="none"),
]  # fmt: skip


def passes(among: Filter, row: Entry, match: Match) -> bool:
    test = PictureTest(among)
    by_picture = test.passes_by_path(row.path) and test.passes_by_size(row.width, row.height)
    least, most = among.scores
    return by_picture and test.passes_by_time(row.stamp.mtime_ns) and least <= match.score <= most


def found(matches: list[Match]) -> list[str]:
    return [match.path for match in matches]


class StoreContract:
    @pytest.fixture
    def fresh(self) -> Store:
        raise NotImplementedError("a store that holds nothing yet, not even a space")

    @pytest.fixture
    def store(self, fresh: Store) -> Store:
        fresh.reset(SPACE)
        return fresh

    def test_a_fresh_store_is_empty_and_has_no_space(self, fresh: Store) -> None:
        assert fresh.space() is None
        assert not fresh.count()
        assert not fresh.stamps()
        assert not fresh.failures()
        assert fresh.search(vector(1), 5) == []

    def test_nothing_is_stored_before_there_is_a_space(self, fresh: Store) -> None:
        with pytest.raises(ValueError, match="space"):
            fresh.put([entry("a.jpg", 1)])

    def test_what_is_put_comes_back(self, store: Store) -> None:
        put = entry("über/ドレス '\"%\n.jpg", 1, 2, 3)
        store.put([put])
        (got,) = store.entries([put.path, "unknown.jpg"])
        assert got[:3] + got[4:] == put[:3] + put[4:]
        assert got.vector.dtype == np.float32
        assert np.array_equal(got.vector, put.vector)
        assert dict(store.stamps()) == {put.path: put.stamp}
        assert store.count() == 1
        assert store.space() == str(SPACE)

    def test_paths_that_are_no_text(self, store: Store) -> None:
        path = "\udcff\udc80.jpg"
        store.put([entry(path, 1)])
        assert found(store.search(vector(1), 5)) == list(store.stamps()) == [path]

    def test_search_is_by_cosine_best_first(self, store: Store) -> None:
        store.put([entry("far", 0, 1), entry("near", 1, 0.1), entry("against", -1), entry("on", 2)])
        matches = store.search(vector(1), 10)
        assert found(matches) == ["on", "near", "far", "against"]
        scores = [match.score for match in matches]
        assert scores == pytest.approx([1, 1 / np.sqrt(1.01), 0, -1], abs=1e-6)
        assert found(store.search(vector(1), 2)) == ["on", "near"]

    def test_search_agrees_with_brute_force(self, store: Store) -> None:
        random = np.random.default_rng(1)
        numbers = random.normal(size=(300, SPACE.dimension))
        store.put([entry(f"{row}.jpg", *values) for row, values in enumerate(numbers)])
        unit = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
        query = vector(*random.normal(size=SPACE.dimension))
        best = np.argsort(-(unit @ query.astype(np.float64)))[:25]
        assert found(store.search(query, 25)) == [f"{row}.jpg" for row in best]

    def test_one_match_a_picture_by_its_best_part(self, store: Store) -> None:
        store.put([entry("a", 0, 1), entry("a", 1, part=HALF), entry("b", 1, 0.2)])
        store.put([entry(f"c{number}", 1, 0.01, part=WHOLE) for number in range(3)])
        first, *rest = store.search(vector(1), 10)
        assert first[:2] == ("a", HALF)
        assert first.score == pytest.approx(1)
        assert sorted(found(rest)) == ["b", "c0", "c1", "c2"]
        assert store.count() == 5

    def test_many_parts_of_one_picture_leave_room_for_others(self, store: Store) -> None:
        parts = [Box(0, 0, 1, number / 20) for number in range(1, 20)]
        store.put([entry("a", 1, part=part) for part in parts] + [entry("b", 0, 1)])
        assert found(store.search(vector(1), 2)) == ["a", "b"]

    def test_putting_a_path_again_replaces_all_its_parts(self, store: Store) -> None:
        store.put([entry("a", 1), entry("a", 0, 1, part=HALF), entry("b", 0, 0, 1)])
        assert len(store.search(vector(1), 5)) == 2
        store.put([entry("a", 0, 0, 0, 1)])
        assert len(store.entries(["a"])) == 1
        assert store.count() == 2
        assert store.search(vector(1), 1)[0].score == pytest.approx(0)

    def test_a_higher_limit_finds_more_behind_what_was_found(self, store: Store) -> None:
        numbers = np.random.default_rng(2).integers(-2, 3, size=(90, SPACE.dimension))
        numbers[:, 0] += 3  # many are equals
        store.put([entry(f"{row % 7}/{row}.jpg", *values) for row, values in enumerate(numbers)])
        for query, folder in ((vector(1), ""), (vector(1, 2), ""), (vector(1, 2), "3")):
            whole = store.search(query, 200, Filter(folder))
            assert len(whole) == (13 if folder else 90)
            assert len(store.search(vector(0, 1), 5)) == 5  # another search begins anew
            for limit in (2, 9, 40, 89, 200, 8):
                ranked = finished(store.search_in_turns(query, limit, Filter(folder)))
                matches = ranked.matches
                assert [match.score for match in matches] == [m.score for m in whole[:limit]]
                better = [match for match in matches if match.score > matches[-1].score]
                assert better == whole[: len(better)]  # of the last and its equals, any
                assert not ranked.is_cut_off

    def test_what_changed_is_found_by_a_higher_limit(self, store: Store) -> None:
        store.put([entry(str(number), 1, number / 9) for number in range(10)])
        assert found(finished(store.search_in_turns(vector(1), 3)).matches) == ["0", "1", "2"]
        store.put([entry("new", 1, 0.15)])
        store.drop(["0"])
        ranked = finished(store.search_in_turns(vector(1), 4))
        assert found(ranked.matches) == ["1", "new", "2", "3"]

    def test_folders_narrow_a_search(self, store: Store) -> None:
        store.put([entry(path, 1) for path in ("a/1", "a/b/2", "a0", "ab/3", "a-/4")])
        assert sorted(found(store.search(vector(1), 9, Filter("a")))) == ["a/1", "a/b/2"]
        assert found(store.search(vector(1), 9, Filter("none"))) == []

    def test_names_narrow_a_search(self, store: Store) -> None:
        paths = ("x/Red Dress.JPG", "x/red.png", "red/blue.jpg", "é/\udcff red.jpg", "STRASSE")
        store.put([entry(path, 1) for path in paths])
        for name, passing in {
            "RED": {"x/Red Dress.JPG", "x/red.png", "é/\udcff red.jpg"},
            "dress red": {"x/Red Dress.JPG"},
            "*.jpg": {"x/Red Dress.JPG", "red/blue.jpg", "é/\udcff red.jpg"},
            "????.jpg": {"red/blue.jpg"},
            "straße": {"STRASSE"},
            "none": set(),
        }.items():
            assert set(found(store.search(vector(1), 9, Filter(name=name)))) == passing, name

    def test_dates_narrow_a_search(self, store: Store) -> None:
        times = {"a": -5, "b": 0, "c": 10**18, "d": 10**18 + 1, "e": 2 * 10**18}
        store.put([stamped(path, mtime_ns) for path, mtime_ns in times.items()])
        for since, until, passing in (
            (10**18, None, "cde"), (None, 10**18, "ab"), (10**18, 10**18 + 1, "c"),
            (-5, 0, "a"), (3 * 10**18, None, ""), (-LATEST_NS, LATEST_NS, "abcde"),
        ):  # fmt: skip
            matches = store.search(vector(1), 9, Filter(since_ns=since, until_ns=until))
            assert "".join(sorted(found(matches))) == passing

    def test_shapes_narrow_a_search(self, store: Store) -> None:
        sizes = {"high": (30, 40), "wide": (40, 30), "even": (40, 40), "near": (100, 105),
                 "far": (100, 106), "unknown": (0, 0)}  # fmt: skip
        store.put([sized(path, *size) for path, size in sizes.items()])
        for shape, passing in {
            PORTRAIT: {"high", "far"}, LANDSCAPE: {"wide"}, SQUARE: {"even", "near"}
        }.items():  # fmt: skip
            assert set(found(store.search(vector(1), 9, Filter(shape=shape)))) == passing

    def test_scores_narrow_a_search(self, store: Store) -> None:
        store.put([entry(str(tenth), *at_score(tenth / 10)) for tenth in range(-9, 10)])
        for least, most, passing in (
            (0.65, None, ["9", "8", "7"]), (None, -0.65, ["-7", "-8", "-9"]),
            (-0.15, 0.15, ["1", "0", "-1"]), (0.91, None, []), (0.55, 0.45, []),
        ):  # fmt: skip
            assert found(store.search(vector(1), 30, Filter(least=least, most=most))) == passing
        assert found(store.search(vector(1), 2, Filter(most=0.45))) == ["4", "3"]

    def test_a_picture_s_best_part_has_to_be_of_the_scores(self, store: Store) -> None:
        below, above = at_score(0.5), at_score(0.9)
        store.put([entry("a", *below), entry("a", *above, part=HALF), entry("b", *below)])
        store.put([entry("c", *at_score(0.2)), entry("c", *below, part=HALF)])
        assert sorted(found(store.search(vector(1), 9, Filter(most=0.7)))) == ["b", "c"]
        assert found(store.search(vector(1), 9, Filter(least=0.7))) == ["a"]
        parts = {match.path: match.part for match in store.search(vector(1), 9, Filter(most=0.7))}
        assert parts["c"] == HALF

    def test_what_passes_is_ranked_as_among_all(self, store: Store) -> None:
        random = np.random.default_rng(7)
        rows = [
            stamped(f"{row % 7}/{'ab'[row % 2]}{row}", row)._replace(
                vector=vector(*random.normal(size=SPACE.dimension)), width=3 + row % 3, height=4
            )
            for row in range(160)
        ]
        store.put(rows)
        query = vector(*random.normal(size=SPACE.dimension))
        ranked = store.search(query, len(rows))
        shown = {row.path: row for row in rows}
        for among in FILTERS:
            for limit in (1, 10, 160):
                expected = [match for match in ranked if passes(among, shown[match.path], match)]
                got = store.search(query, limit, among)
                assert found(got) == found(expected[:limit]), among
                scores = [match.score for match in expected[:limit]]
                assert [match.score for match in got] == pytest.approx(scores, abs=1e-6)
            if (count := store.count_among(among)) is not None:
                free = among.of_pictures
                assert count == sum(passes(free, row, ranked[0]) for row in rows)

    def test_what_changes_is_seen_by_the_same_filter(self, store: Store) -> None:
        store.put([entry("a/1", 1), entry("b/1", 1)])
        assert found(store.search(vector(1), 9, Filter("a"))) == ["a/1"]
        store.put([entry("a/2", 1, 1), entry("b/2", 1)])
        assert found(store.search(vector(1), 9, Filter("a"))) == ["a/1", "a/2"]
        store.drop(["a/1"])
        assert found(store.search(vector(1), 9, Filter("a"))) == ["a/2"]

    def test_folders_are_listed(self, store: Store) -> None:
        store.put([entry(path, 1) for path in ("top", "a/1", "a/2", "b/c/1", "\udcff/x")])
        store.fail([Failure("failed/1", 1, 2, "It is broken.")])
        told = result(store.folders())
        assert {"a", "b/c", "\udcff"} <= told <= {"", "a", "b", "b/c", "\udcff"}

    def test_dropped_pictures_are_not_found(self, store: Store) -> None:
        store.put([entry(str(number), 1, number) for number in range(10)])
        assert len(store.search(vector(1), 20)) == 10
        store.drop([str(number) for number in range(9)] + ["unknown"])
        assert found(store.search(vector(1), 20)) == ["9"]
        assert store.count() == 1
        store.put([entry("3", 1)])
        assert found(store.search(vector(1), 20)) == ["3", "9"]

    def test_failures_are_kept_until_the_file_is_stored_or_dropped(self, store: Store) -> None:
        failures = [Failure("a", 1, 2, "It is broken."), Failure("b", 3, 4, "It is empty.")]
        store.fail(failures)
        assert list(store.failures()) == failures
        store.fail([failures[0]._replace(reason="It is cut short.")])
        store.put([entry("b", 1)])
        assert [failure.reason for failure in store.failures()] == ["It is cut short."]
        store.drop(["a"])
        assert not store.failures()

    def test_a_stored_picture_that_fails_is_no_longer_found(self, store: Store) -> None:
        store.put([entry("a", 1), entry("b", 1)])
        assert len(store.search(vector(1), 5)) == 2
        store.fail([Failure("a", 1, 2, "It is broken.")])
        assert found(store.search(vector(1), 5)) == ["b"]

    @pytest.mark.parametrize(
        "wrong",
        [np.zeros(8), np.full(8, np.nan), np.ones(8), np.r_[1, np.zeros(6)], np.eye(8)[:1]],
    )
    def test_a_wrong_vector_is_refused_and_nothing_is_stored(
        self, store: Store, wrong: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    ) -> None:
        bad = entry("bad", 1)._replace(vector=wrong.astype(np.float32))
        with pytest.raises(ValueError, match="bad"):
            store.put([entry("good", 1), bad])
        assert not store.count()

    def test_reset_forgets_all_and_takes_the_new_space(self, store: Store) -> None:
        store.put([entry("a", 1)])
        store.fail([Failure("b", 1, 2, "It is broken.")])
        other = SPACE._replace(dimension=4)
        store.reset(other)
        assert store.space() == str(other)
        assert not store.count()
        assert not store.failures()
        assert store.search(vector(1)[:4], 5) == []
        store.put([entry("a", 1)._replace(vector=vector(1)[:4])])
        assert found(store.search(vector(1)[:4], 5)) == ["a"]

    def test_entries_come_in_the_order_of_their_paths(self, store: Store) -> None:
        store.put([entry("b", 1), entry("b", 0, 1, part=HALF), entry("a", 1), entry("c", 1)])
        got = store.entries(path for path in ("c", "b", "none", "a"))
        assert [(one.path, one.part) for one in got] == [
            ("c", WHOLE), ("b", WHOLE), ("b", HALF), ("a", WHOLE),
        ]  # fmt: skip

    def test_a_sample_is_of_different_pictures(self, store: Store) -> None:
        assert store.sample(5) == []
        paths = [f"{number} \udcff" for number in range(60)]
        store.put([entry(path, 1, 2) for path in paths] + [entry("parts", 1), entry("parts", 2)])
        store.fail([Failure("failed", 1, 2, "It is broken.")])
        store.drop(paths[:10])
        left = {*paths[10:], "parts"}
        assert sorted(store.sample(1000)) == sorted(left)
        some = store.sample(20)
        assert len(set(some)) == len(some) == 20
        assert set(some) < left

    def test_a_look_tells_what_is_known_now(self, store: Store) -> None:
        stored, failure = entry("\udcff stored", 1), Failure("failed", 1, 2, "It is broken.")
        store.put([stored, entry("else", 1)])
        store.fail([failure])
        asked = (path for path in (stored.path, "failed", "unknown"))
        assert store.look(asked) == {stored.path: stored.stamp, "failed": Stamp(1, 2, "")}

    def test_alone_it_is_granted_all(self, store: Store) -> None:
        assert store.at_once >= 1
        assert store.claim(["a", "\udcff"]) == store.claim(["a", "\udcff"]) == {"a", "\udcff"}
        store.put([entry("a", 1)])
        store.give_back(["a", "unknown"])
        store.give_back()
        assert store.claim(["a"]) == {"a"}

    def test_nothing_to_do_is_nothing_done(self, store: Store) -> None:
        store.put([])
        store.fail([])
        store.drop([])
        assert store.entries([]) == []
        assert store.claim([]) == set()
        assert store.look([]) == {}
        store.give_back()
        assert store.search(vector(1), 0) == []
