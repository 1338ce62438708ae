"""What `clothesfinder --licences` prints: all parts, and all that there is to read of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clothesfinder.licences import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clothesfinder.licences import Licences, Part


def as_text(found: Licences) -> Iterator[str]:
    """Tell all of it in plain lines: the list first, then what there is to say of each."""
    yield "Clothesfinder is made of these parts:"
    yield ""
    for part in found.parts:
        yield f"{part.title}: {part.licence}"
    if found.lacking:
        yield ""
        yield found.lacking
    for part in found.parts:
        yield ""
        yield "=" * 78
        yield from part_as_text(part)


def part_as_text(part: Part) -> Iterator[str]:
    """Tell all that there is to say of a part in plain lines, its texts last."""
    yield part.title
    yield f"Licence: {part.licence}"
    if part.homepage:
        yield part.homepage
    if part.told:
        yield ""
        yield part.told
    yield from texts_of(part)
