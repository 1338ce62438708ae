"""Keeps resources/translations/: `python packaging/translations.py [LANGUAGE...]`.

Writes what there is to translate into each clothesfinder_LANGUAGE.ts, which people fill in with Qt
Linguist, compiles it to the .qm that the window loads, and lists the sentences from below the
window in core.json. What was translated is kept; of what has changed a little, as unfinished.
A LANGUAGE that is named, such as fr, is begun.
"""

from __future__ import annotations

import difflib
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from messages import Message, core_sources, messages

TRANSLATIONS = Path(__file__).absolute().parent.parent / "resources" / "translations"
NAME = "clothesfinder_{}"
ENGLISH = "en"
"""Its file has nothing but what is said in another way of one than of several."""
FORMS = {"de": 2, "en": 2}
"""In how many ways a language counts, where that is known before Qt Linguist has seen the file."""
ALIKE = 0.8
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


class Translation(NamedTuple):
    """What a message is in a language."""

    texts: tuple[str, ...] = ()
    """One; or one for each way in which the language counts."""
    finished: bool = False


Known = dict[Message, Translation]


def read(file: Path) -> Known:
    """What a .ts file holds; nothing where there is none."""
    if not file.is_file():
        return {}
    known: Known = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for one in context.iter("message"):
            numerus = one.get("numerus") == "yes"
            comment = one.findtext("comment", "")
            message = Message(name, one.findtext("source", ""), comment, numerus)
            told = one.find("translation")
            if told is not None and told.get("type") not in ("vanished", "obsolete"):
                forms = [form.text or "" for form in told.iter("numerusform")]
                texts = tuple(forms) if numerus else (told.text or "",)
                known[message] = Translation(texts, told.get("type") != "unfinished")
    return known


def merged(wanted: list[Message], known: Known, forms: int) -> Known:
    """What is wanted, with what is known of it, or of what was much like it."""
    gone = {message: told for message, told in known.items() if message not in set(wanted)}
    return {
        message: known[message] if message in known else _guess(message, gone, forms)
        for message in wanted
    }


def _guess(message: Message, gone: Known, forms: int) -> Translation:
    like = {one.source: told for one, told in gone.items() if one[::3] == message[::3]}
    near = difflib.get_close_matches(message.source, like, 1, ALIKE)
    return Translation(like[near[0]].texts if near else ("",) * (forms if message.numerus else 1))


def write(file: Path, language: str, translations: Known) -> None:
    """Write a .ts file as Qt Linguist does."""
    lines = [f'{HEAD}<TS version="2.1" language="{language}">']
    contexts = dict.fromkeys(message.context for message in translations)
    for context in contexts:
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message, told in translations.items():
            if message.context == context:
                lines += _message_lines(message, told)
        lines.append("</context>")
    file.write_text("\n".join([*lines, "</TS>", ""]), "utf-8")


def _message_lines(message: Message, told: Translation) -> list[str]:
    attribute = "" if told.finished else ' type="unfinished"'
    lines = [f"    <message{' numerus=' + chr(34) + 'yes' + chr(34) if message.numerus else ''}>"]
    lines.append(f"        <source>{_written(message.source)}</source>")
    if message.comment:
        lines.append(f"        <comment>{_written(message.comment)}</comment>")
    if message.numerus:
        lines.append(f"        <translation{attribute}>")
        lines += [f"            <numerusform>{_written(text)}</numerusform>" for text in told.texts]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{attribute}>{_written(told.texts[0])}</translation>")
    return [*lines, "    </message>"]


def _written(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def wanted_of(language: str) -> list[Message]:
    """What is to be translated into a language."""
    return [one for one in messages() if one.numerus or language != ENGLISH]


def templates() -> str:
    """What core.json has to hold: the sentences from below the window."""
    return json.dumps(core_sources(), ensure_ascii=False, indent=0) + "\n"


def update(language: str) -> None:
    """Bring the files of a language up to date."""
    file = TRANSLATIONS / f"{NAME.format(language)}.ts"
    known = read(file)
    translations = merged(wanted_of(language), known, FORMS.get(language, 1))
    write(file, language, translations)
    left = sum(not told.finished for told in translations.values())
    print(f"{file.name}: {len(translations)} messages, {left} unfinished")
    compile_to(file, file.with_suffix(".qm"))


def compile_to(file: Path, compiled: Path) -> None:
    """Make the .qm of a .ts file."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(lrelease), str(file), "-silent", "-qm", str(compiled)]
    subprocess.run(command, check=True)


def main(named: list[str]) -> None:
    """Bring everything up to date, and begin the languages that are named."""
    TRANSLATIONS.mkdir(exist_ok=True)
    (TRANSLATIONS / "core.json").write_text(templates(), "utf-8")
    there = [file.stem.removeprefix(NAME.format("")) for file in TRANSLATIONS.glob("*.ts")]
    for language in sorted({ENGLISH, *there, *named}):
        update(language)


if __name__ == "__main__":
    main(sys.argv[1:])
