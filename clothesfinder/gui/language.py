"""The language of the window: the system's or one that was chosen, of those that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from clothesfinder.resources import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QCoreApplication

SYSTEM = "system"
"""The choice that is no language of its own."""
ENGLISH = "en"
"""What is written in the program itself; its file has nothing but the plurals."""
OWN, QT = "clothesfinder_", "qtbase_"
"""What the files are called, before the language's code: ours, and those of Qt's own dialogs."""


def marked(_context: str, text: str) -> str:
    """Mark a text that is translated later, in this context; gives the text itself."""
    return text


def number(count: float, decimals: int = 0) -> str:
    """Write a number as the window's language does: 1,234.5 or 1.234,5."""
    return QLocale().toString(float(count), "f", decimals)


def score_text(score: float) -> str:
    """Return a cosine as it is shown everywhere."""
    return number(round(score, 2) + 0.0, 2)  # no "-0.00"


def begun(text: str) -> str:
    """Write what stands within a sentence as one begins."""
    return text[:1].upper() + text[1:]


def languages() -> list[str]:
    """The codes of the languages that the window speaks, as in "de"."""
    files = resource("translations").glob(f"{OWN}*.qm")
    return sorted(file.stem.removeprefix(OWN) for file in files)


def speak(application: QCoreApplication, choice: str) -> str:
    """Have all that is shown from now on in this language, or the system's; gives its code.

    Numbers and dates go with it. A language that there is not is English.
    """
    for before in application.findChildren(QTranslator):
        application.removeTranslator(before)
        before.setParent(None)  # and so it is gone
    system = QLocale.system()
    code = _spoken(system.uiLanguages() if choice == SYSTEM else [choice])
    is_the_systems = system.language() == QLocale(code).language()
    QLocale.setDefault(system if is_the_systems else QLocale(code))
    for file, folder in (
        (QT + code, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (OWN + code, str(resource("translations"))),
    ):
        translator = QTranslator(application)
        if translator.load(file, folder):
            application.installTranslator(translator)
    return code


def name_of(code: str) -> str:
    """What a language is called in itself."""
    name = QLocale(code).nativeLanguageName() if code != ENGLISH else "English"
    return name[:1].upper() + name[1:]


def _spoken(wanted: Sequence[str]) -> str:
    """The first of these, such as "de-AT", that there is."""
    known = languages()
    for one in wanted:
        code = one.replace("_", "-")
        for short in (code, code.partition("-")[0]):
            if short in known:
                return short
    return ENGLISH
