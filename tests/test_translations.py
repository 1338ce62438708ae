"""What is said in the window is translated: every message, whole, and nothing beside."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTranslator

from clothesfinder.gui.sentences import CONTEXT, FEW_LETTERS, PLACE, Templates

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = Path(__file__).parent.parent / "packaging"
SEVERAL = ("Dialogs", "Menus")
"""Contexts of several dialogs, or menus; each menu is looked at in the window's own tests."""
NEVER_TOGETHER = {
    frozenset({"&Start", "Measure &again…"}),
    frozenset({"&Check", "Check &again"}),
    frozenset({"Show in &folder", "&Try again"}),
}  # fmt: skip
"""Of which one is seen, or the other."""


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(PACKAGING))
    return {name: importlib.import_module(name) for name in ("messages", "translations")}


@pytest.fixture
def messages(scripts: dict[str, ModuleType]) -> Any:
    return scripts["messages"]


@pytest.fixture
def translations(scripts: dict[str, ModuleType]) -> Any:
    return scripts["translations"]


@pytest.fixture
def german(translations: Any) -> Any:
    return translations.read(translations.TRANSLATIONS / "clothesfinder_de.ts")


def test_every_text_of_the_window_is_marked_for_translation(messages: Any) -> None:
    found = {path.stem: list(messages.unmarked(path)) for path in messages.window_modules()}
    assert len(found) > 50
    assert {name: left for name, left in found.items() if left} == {}


def test_what_is_shown_and_not_marked_is_seen(messages: Any, tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""About it."""\nKNOWN = "Close this notice"\n'
        "def show(label, name, tr, log):\n"
        '    """What it does."""\n'
        '    log.info("written for nobody")\n'
        '    label.setText("Three plain words")\n'
        '    label.setText(f"About {name}")\n'
        '    label.setText(tr("Translated as it is"))\n'
        "    label.setText(tr(KNOWN))\n"
        '    label.setText("Close")\n'
        '    label.setShortcut("Ctrl+I")\n'
    )
    told = {text for _, text in messages.unmarked(module)}
    assert told == {"Three plain words", "About {0}", "Close"}


def test_the_words_of_sentences_are_where_they_are_looked_for(messages: Any) -> None:
    """A function or constant that is called otherwise by now would not be found any more."""
    found: dict[str, set[str]] = {}
    for path in (*messages.PACKAGE.glob("*.py"), *messages.GUI.glob("*.py")):
        names = found.setdefault(path.stem, set())
        for node in messages.ast.walk(messages.parsed(path)):
            names |= messages._names(node)
    wanted = {name: words for name, words in messages.WORDS.items() if words - found[name]}
    assert wanted == {}


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_left_to_translate(translations: Any, language: str) -> None:
    known = translations.read(translations.TRANSLATIONS / f"clothesfinder_{language}.ts")
    wanted = translations.wanted_of(language)
    assert [message for message in wanted if message not in known] == []
    assert [message for message in known if message not in wanted] == []
    unfinished = [one for one, told in known.items() if not (told.finished and all(told.texts))]
    assert unfinished == []


def test_a_translation_holds_what_its_message_holds(german: Any) -> None:
    for message, told in german.items():
        for text in told.texts:
            assert _places(text) == _places(message.source), text
            assert _edges(text) == _edges(message.source), text
            assert bool(_mnemonic(text)) == bool(_mnemonic(message.source)), text
        counts = re.findall("%L?n", message.source)
        assert re.findall("%L?n", told.texts[-1]) == counts
        assert len(told.texts) == (2 if message.numerus else 1)
        assert bool(counts) == message.numerus


def test_no_two_entries_have_one_letter(german: Any) -> None:
    """Where they have each its own in English."""
    by_context: dict[str, dict[str, str]] = {}
    for message, told in german.items():
        if _mnemonic(message.source) and message.context not in SEVERAL:
            by_context.setdefault(message.context, {})[message.source] = told.texts[-1]
    for context, entries in by_context.items():
        for one, other in combinations(entries, 2):
            if frozenset({one, other}) not in NEVER_TOGETHER:
                apart = _mnemonic(one) != _mnemonic(other)
                clash = _mnemonic(entries[one]) == _mnemonic(entries[other])
                assert not (apart and clash), (context, entries[one], entries[other])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_compiled_file_is_of_the_translations(translations: Any, language: str) -> None:
    file = translations.TRANSLATIONS / f"clothesfinder_{language}"
    compiled = QTranslator()
    assert compiled.load(str(file.with_suffix(".qm")))
    for message, told in translations.read(file.with_suffix(".ts")).items():
        for number, text in zip((1, 2), told.texts, strict=False):
            counted = number if message.numerus else -1
            found = compiled.translate(message.context, message.source, message.comment, counted)
            assert found == text


def test_the_sentences_from_below_are_listed_as_they_are(translations: Any) -> None:
    listed = (translations.TRANSLATIONS / "core.json").read_text("utf-8")
    assert listed == translations.templates()


def test_a_translation_is_kept_and_one_of_a_changed_message_is_to_be_looked_at(
    translations: Any, messages: Any, tmp_path: Path
) -> None:
    kept, changed = (
        messages.Message("A", "The & <same> “{}”"),
        messages.Message("A", "Drop it here"),
    )
    counted = messages.Message("B", "%Ln pictures", "a comment", True)
    known = {
        kept: translations.Translation(("Das & <selbe> „{}“",), True),
        changed: translations.Translation(("Hierher ziehen",), True),
        counted: translations.Translation(("%Ln Bild", "%Ln Bilder"), True),
    }
    file = tmp_path / "clothesfinder_de.ts"
    translations.write(file, "de", known)
    assert translations.read(file) == known
    now = messages.Message("A", "Drop it in here")
    merged = translations.merged([kept, now, counted], translations.read(file), 2)
    assert merged[kept] == known[kept]
    assert merged[counted] == known[counted]
    assert merged[now] == translations.Translation(("Hierher ziehen",), False)


class TestSentences:
    def test_each_is_known_again_by_its_template(
        self, german: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever stands in its places, and no other template takes it for its own."""
        told = {
            one.source: known.texts[0] for one, known in german.items() if one.context == CONTEXT
        }
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", told.__getitem__)
        templates = Templates(told)
        for source, translated in told.items():
            names = _fill(source)
            assert templates.say(names(source)) == names(translated), source

    def test_several_are_said_one_by_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", str.upper)
        templates = Templates(
            ["It is empty.", "It is {0}. Do it again.", "It is what: {0}", "a folder"]
        )
        assert (
            templates.say("It is empty. It is red. Do it again.")
            == "IT IS EMPTY. IT IS red. DO IT AGAIN."
        )
        assert (
            templates.say("It is empty.\nWhatever. It is empty.")
            == "IT IS EMPTY.\nWhatever. IT IS EMPTY."
        )
        assert templates.say("It is what: a folder") == "IT IS WHAT: A FOLDER"
        assert templates.say("It is what: a file") == "IT IS WHAT: a file"

    def test_a_list_is_said_where_all_of_it_is_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", str.upper)
        templates = Templates(["built in", "on this computer", "He says what he sees: {0}."])
        assert templates.say("built in, on this computer") == "BUILT IN, ON THIS COMPUTER"
        assert templates.say("built in, on that one") == "built in, on that one"
        said = templates.say("He says what he sees: built in, on this computer.")
        assert said == "HE SAYS WHAT HE SEES: BUILT IN, ON THIS COMPUTER."

    def test_a_list_is_not_taken_for_its_last_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", str.upper)
        templates = Templates(["{0} found", "{0} perhaps", "{0} not found"])
        assert templates.say("3 found, 1 perhaps, 2 not found") == "3 FOUND, 1 PERHAPS, 2 NOT FOUND"

    def test_a_name_may_have_the_end_of_a_sentence_in_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", str.upper)
        templates = Templates(["“{0}”", "It is not at {0} any more. Look for it.", "It is red."])
        assert templates.say("It is not at “a. b” any more. Look for it.") == (
            "IT IS NOT AT “a. b” ANY MORE. LOOK FOR IT."
        )
        assert templates.say("It is red. It is not at “a” any more. Look for it.") == (
            "IT IS RED. IT IS NOT AT “a” ANY MORE. LOOK FOR IT."
        )

    def test_names_are_left_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("clothesfinder.gui.sentences._translated", str.upper)
        templates = Templates(["“{0}” is gone.", "{0} and {1}", "{0} is not a folder.", "weak"])
        assert templates.say("“weak” is gone.") == "“weak” IS GONE."
        assert templates.say("red and blue is not a folder.") == "red and blue IS NOT A FOLDER."
        assert templates.say("“a” and “b”") == "“a” AND “b”"
        assert templates.say("red and blue") == "red and blue"


def _fill(source: str) -> Any:
    literal = PLACE.sub("", source)
    is_short = sum(map(str.isalpha, literal)) < FEW_LETTERS
    names = (str(place) if is_short else f"pic {place}.png" for place in range(7, 16))
    fills: dict[str, str] = {}
    for place in PLACE.findall(source):
        fills.setdefault(place, next(names))
    return lambda text: PLACE.sub(lambda place: fills[place[1]], text)


def _places(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{\w*\}", text))


def _edges(text: str) -> tuple[str, ...]:
    """What a text begins and ends with, where that matters."""
    end = text[-1:] if text[-1:] in ("…", ":", ".", "?") and not text.endswith(".csv") else ""
    return text[: len(text) - len(text.lstrip())], end, text[len(text.rstrip()) :]


@cache
def _mnemonic(text: str) -> str:
    found = re.search(r"&(\w)", text.replace("&&", ""))
    return found[1].lower() if found else ""
