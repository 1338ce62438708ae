"""What is said of the search index beside the original scripts' one.

The sentences for a gallery of our own tell to index it again, which is no advice here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from clothesfinder import atlas_errors
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

INDEX = "clothesfinder_original_512_v1"

MISSING = (
    "This collection has no search index of Clothesfinder's, and this MongoDB user may not make it."
    " Search once with a user who has the role readWrite (in Atlas: Database Access)."
)
TOO_MANY_INDEXES = (
    "This cluster has as many search indexes as it may have (a free one: three), and one more is"
    " needed. In Atlas, delete one that is not needed, wait a few minutes, then search again."
)
FAILED_INDEX = (
    f"MongoDB could not build the search index {INDEX}. In Atlas, look under Search for the reason"
    " and delete that index, then search again."
)
OTHER_INDEX = (
    f"The collection has a search index {INDEX} that was made for something else. In Atlas, delete"
    " it under Search, wait a few minutes, then search again."
)
SENTENCES = {
    atlas_errors.READ_ONLY: MISSING,
    atlas_errors.TOO_MANY_INDEXES: TOO_MANY_INDEXES,
    atlas_errors.MISSING: OTHER_INDEX,  # one that is missing is made, so it is there without us
    atlas_errors.FAILED_INDEX: FAILED_INDEX,
    atlas_errors.OTHER_INDEX: OTHER_INDEX,
}
"""What is said here, by what is said of a gallery that can be indexed."""


@contextmanager
def own_words() -> Iterator[None]:
    """Say what is to be done with a gallery that cannot be indexed.

    What is raised in it as a Problem about one that can be is raised as one about this.
    """
    try:
        yield
    except Problem as problem:
        sentence = SENTENCES.get(str(problem))
        if sentence is None:
            raise
        raise Problem(sentence) from problem
