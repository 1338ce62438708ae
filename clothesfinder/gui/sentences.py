"""The sentences that come from below the window, which are English, said in its language.

They are known again by what is written in the program's source: a sentence there is a template
with places for names and numbers. What is not known is shown as it is.
"""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache
from heapq import merge
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from clothesfinder.gui.language import number
from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = "Core"
TEMPLATES = "translations/core.json"
MOST_REMEMBERED = 8192
START = 6
"""Letters by which the templates that could have made a sentence are found."""
FEW_LETTERS = 8
"""A template of so few would be found in names, too; so its places take numbers and quotes only."""
MOST_PIECES = 24
PLACE = re.compile(r"\{(\d+)\}")
QUOTED = re.compile(r"“[^“”]*”(?:, “[^“”]*”)*")
NAME, QUOTED_NAME = re.compile(r"“([^“”]*)”"), "“{0}”"
NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…:]) +")


def said(sentence: str) -> str:
    """The sentence, or several, in the window's language."""
    locale = QLocale()
    if not sentence or locale.language() in (QLocale.Language.English, QLocale.Language.C):
        return sentence
    return _said(sentence, locale.name())


@lru_cache(MOST_REMEMBERED)
def _said(sentence: str, _locale: str) -> str:
    return _templates().say(sentence)


@lru_cache(1)
def _templates() -> Templates:
    return Templates(json.loads(resource(TEMPLATES).read_text("utf-8")))


class Template:
    """A sentence with places in it, as "{0} is not a folder."."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.start = PLACE.split(source, maxsplit=1)[0][:START]
        literal = PLACE.sub("", source)
        self._longest = max(PLACE.split(source)[::2], key=len)
        self.letters = len(literal)
        self._is_short = sum(map(str.isalpha, literal)) < FEW_LETTERS
        self.names = frozenset(re.findall(r"“\{(\d+)\}”", source))
        """The places that stand in quotes, which are names and never translated."""

    def fills(self, sentence: str) -> dict[str, str] | None:
        """What stands in the places of a sentence that was made of this; None if it was not."""
        if self._longest not in sentence:  # which is told sooner
            return None
        found = self._pattern.fullmatch(sentence)
        return found and {name[1:]: fill for name, fill in found.groupdict().items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pattern, seen = "", set[str]()
        for literal, place in _parts(self.source):
            pattern += re.escape(literal)
            if place in seen:
                pattern += f"(?P=f{place})"
            elif place:
                seen.add(place)
                pattern += f"(?P<f{place}>{self._anything(place)})"
        return re.compile(pattern, re.DOTALL)

    def _anything(self, place: str) -> str:
        if place in self.names:
            return r"[^“”]*"
        return rf"[-\d.,]+|{QUOTED.pattern}" if self._is_short else ".*?"


class Templates:
    """Finds of which template a sentence was made, and says it anew."""

    def __init__(self, sources: Iterable[str]) -> None:
        templates = sorted(map(Template, sources), key=lambda one: -one.letters)
        self._whole = {one.source for one in templates if not PLACE.search(one.source)}
        self._starting: dict[str, list[Template]] = {}
        self._others: list[Template] = []
        for one in templates:
            if one.source in self._whole:
                continue
            is_told_by_start = len(one.start) == START
            (self._starting.setdefault(one.start, []) if is_told_by_start else self._others).append(
                one
            )

    def say(self, text: str) -> str:
        """Say one sentence, or several behind or below each other."""
        # Before a template whose place would take in all of a list but its end.
        if text not in self._whole and ", " in text and (listed := self._list(text)):
            return listed
        simply = self._one(text, simply=True)
        if simply is not None:
            return simply
        if "\n" in text:
            return "\n".join(map(self.say, text.split("\n")))
        pieces = BETWEEN_SENTENCES.split(text)
        if 1 < len(pieces) <= MOST_PIECES:
            told = list(self._several(pieces))
            all_known = all(known for _, known in told)
            # Else a name may have the end of a sentence in it.
            if all_known or self._one(text) is None:
                return " ".join(sentence for sentence, _ in told)
        found = self._one(text)
        return self._list(text) or text if found is None else found

    def _several(self, pieces: list[str]) -> Iterable[tuple[str, bool]]:
        """Say pieces of which one or more make a sentence, and tell whether it is known."""
        start = 0
        while start < len(pieces):
            for end in range(start + 1, len(pieces) + 1):
                found = self._one(" ".join(pieces[start:end]))
                if found is not None:
                    yield found, True
                    start = end
                    break
            else:
                yield pieces[start], False
                start += 1

    def _list(self, text: str) -> str:
        """Say what is listed with commas; empty where any of it is not known."""
        told = [self._one(piece) for piece in text.split(", ")]
        known = [one for one in told if one is not None]
        return ", ".join(known) if len(known) == len(told) else ""

    def _one(self, sentence: str, *, simply: bool = False) -> str | None:
        """Say what was made of a single template; None where it is not known.

        ``simply``: nor where a place may have taken in more than is its own.
        """
        if sentence in self._whole:
            return _translated(sentence)
        starting = self._starting.get(sentence[:START], ())
        for one in merge(starting, self._others, key=lambda template: -template.letters):
            fills = one.fills(sentence)
            if fills is not None:
                if simply and any(map(BETWEEN_SENTENCES.search, fills.values())):
                    return None
                return self._filled(one, fills)
        return None

    def _filled(self, template: Template, fills: dict[str, str]) -> str:
        told = {
            place: fill if place in template.names else self._fill(fill)
            for place, fill in fills.items()
        }
        return PLACE.sub(lambda place: told[place[1]], _translated(template.source))

    def _fill(self, fill: str) -> str:
        """Say what stands in a place: a number, a sentence, a list of such, or a name as it is."""
        if name := NAME.fullmatch(fill):
            return _translated(QUOTED_NAME).replace("{0}", name[1])
        if NUMBER.fullmatch(fill):
            return number(float(fill.replace(",", "")), len(fill.partition(".")[2]))
        if (found := self._one(fill)) is not None:
            return found
        if listed := self._list(fill):
            return listed
        return self.say(fill) if BETWEEN_SENTENCES.search(fill) else fill


def _parts(source: str) -> Iterable[tuple[str, str]]:
    """The literal texts of a template, each with the place behind it."""
    split = PLACE.split(source)
    return zip(split[::2], [*split[1::2], ""], strict=True)


def _translated(source: str) -> str:
    return QCoreApplication.translate(CONTEXT, source)
