"""Collects what the window may show from the program's source, without running it.

In the window's own modules that is what is given to `tr`, `translate` and `marked`, by itself or as
the name of a constant. Below the window it is every sentence there is, and the words by which
sentences are made: with places for names and numbers, as "{0} is not a folder.".
"""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).absolute().parent.parent / "clothesfinder"
GUI = PACKAGE / "gui"
CORE = "Core"
TR, TRANSLATE, MARKED = "tr", "translate", "marked"

SPOKEN_TO_A_TERMINAL = {
    "__main__", "cli", "cli_found", "licences_told", "model_listing", "options", "problem_report",
    "progress_line", "measure_command", "move_command", "status_command", "thumbnails_command",
    "verify_command",
}  # fmt: skip
"""Modules whose words the window never shows."""
SPEAK_ENGLISH = {
    "copying", "display", "fetching", "jobs", "large_pictures", "looking", "looking_up", "mime",
    "query", "renewing", "searching", "session", "sharing",
    "thumbnail_exchange", "verifying", "watching",
}  # fmt: skip
"""Modules of the window that show nothing themselves: what they tell is said by those that do."""
WORDS: dict[str, set[str]] = {
    "atlas_check": {"NAMES"},
    "calibration": {"SAME"},
    "changes": {"CHANGES"},
    "copying": {"UPLOADING", "FETCHING", "CONVERTING"},
    "emphasis": {"PRESETS"},
    "file_listing": {"HEADER"},
    "file_states": {"State"},
    "filter": {"PORTRAIT"},
    "findings": {"Verdict"},
    "launcher_linux": {"PLACE"},
    "launcher_macos": {"PLACE"},
    "launcher_windows": {"PLACE"},
    "lookup": {"DOING"},
    "lookup_queries": {"LISTING"},
    "contact_sheet": {"NOT_HERE", "NOT_SHOWN"},
    "export": {"WRITING", "OF_SEARCH", "OF_LOOK_UP", "OF_MATCH"},
    "sheets": {"counted", "LIKE", "LIKE_SEVERAL", "LOOKED_UP"},
    "images": {"reason_of"},
    "index_file_check": {"_places"},
    "licences": {"UNSTATED"},
    "known_models": {"KNOWN", "IMAGENET"},
    "measurable": {"BUILT_IN"},
    "measured": {"FIRST", "TEN", "KIN"},
    "measuring": {"measure", "_look"},
    "model_download": {"readable_size"},
    "model_files": {"checked_file"},
    "models": {"title_and_state"},
    "repairing": {"repair", "_drop_wrong"},
    "session": {"INDEXING"},
    "renewing": {"RENEWING"},
    "stored_pictures": {"_numbers"},
    "thumbnail_exchange": {"MAKING"},
    "thumbnail_sharing": {"__str__"},
    "torchvision_model": {"FREE"},
    "this_computer": {"installed_as", "NOT_RECORDED"},
    "verdict": {
        "TIME", "SIZE", "PICTURES", "TIMES", "FIRST_FOR", "_found", "_of_kin", "_times", "_and",
        "table",
    },
    "verified": {"AS_INDEXED", "CHANGED", "GONE"},
    "verifying": {
        "verify", "_look_at_file", "_look_at_rows", "_look_for_new", "_look_closely", "_embed",
        "_search", "NONE_UNCHANGED", "WITHOUT_MODEL", "SPOILT", "COPY_ANSWERS", "REPAIRING",
    },
    "watching": {"UPDATING"},
}  # fmt: skip
"""Functions, constants and classes that have words in them of which sentences are made."""
COUNTED = ("picture", "vector", "row", "file")
VERDICTS = "found", "perhaps", "not found", "not judged", "failed"
MORE_WORDS = (
    *(f"{{0}} {thing}{ending}" for thing in COUNTED for ending in ("", "s")),
    "none", "none are", "{0} is", "{0} are", "none differ", "{0} differs", "{0} differ",
    "In bold", "“{0}”", "{0} % ± {1}", "Portrait", "Landscape", "Square",
    *(f"{counted}{verdict}" for verdict in VERDICTS for counted in ("{0} ", "")),
)  # fmt: skip
"""What is put together of single words, so that the source does not tell it."""
NO_WORDS = {
    "ok",
    "pragma integrity_check({0})",
    "as-it-is",
    "other-colour",
    "clip",
    "{0} where id > ?",
    "With a star",
}
"""What looks like one, and is none."""
NOT_TRANSLATED = {
    "Clothesfinder", "{0} - Clothesfinder", "Clothesfinder {0}", "Python",
    '<tr><td colspan="2" style="padding-top: 8px">{0}</td></tr>',
    '<tr><td style="padding-left: 16px; padding-right: 16px">{0}</td><td>{1}</td></tr>',
    '<table cellpadding="2">{0}</table>',
    "mongodb+srv://user:password@cluster…mongodb.net/", "English",
    "Core", "Fusion", "ShowItems", "Pixels", "https:{0}",
    "clothesfinder-{0}", "FileContents", ";index={}", "FileGroupDescriptorW",
}  # fmt: skip
"""What looks like words in the window's own modules, and is none of a language."""
ERRORS_OF_PROGRAMMERS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "IndexError",
    "AssertionError",
    "KeyError",
}
ENDS = (".", "?", "!", "…", ":", ". {0}", ": {0}")
KEYS = re.compile(
    r"((Ctrl|Shift|Alt)\+)*(Left|Right|Up|Down|Home|End|Return|Enter|Esc|Space|Tab|Del|F\d+|wheel|click|\{0\}|\S)"
)
WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")


class Message(NamedTuple):
    """Something to be translated."""

    context: str
    source: str
    comment: str = ""
    numerus: bool = False
    """Whether it is said in another way of one than of several."""


@cache
def messages() -> tuple[Message, ...]:
    """All that there is to translate, each once, in the order of the modules."""
    own = [message for path in window_modules() for message in of_window(path)]
    return tuple(dict.fromkeys([*own, *(Message(CORE, source) for source in core_sources())]))


def core_sources() -> list[str]:
    """The sentences and words from below the window."""
    paths = [p for p in sorted(PACKAGE.glob("*.py")) if p.stem not in SPOKEN_TO_A_TERMINAL]
    paths += [p for p in sorted(GUI.glob("*.py")) if p.stem in SPEAK_ENGLISH]
    found = dict.fromkeys(source for path in paths for source in of_core(path))
    found = {source: None for source in found if source not in NO_WORDS}
    return list(dict.fromkeys([*found, *MORE_WORDS]))


def window_modules() -> list[Path]:
    """The modules that show something themselves."""
    return [path for path in sorted(GUI.glob("*.py")) if path.stem not in SPEAK_ENGLISH]


# --- the window


def of_window(path: Path) -> Iterator[Message]:
    """What a module of the window gives to be translated."""
    yield from _in(parsed(path), constants(path), "")


def _in(node: ast.AST, known: dict[str, str], context: str) -> Iterator[Message]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            yield from _given(child, known, context)
        yield from _in(child, known, inside)


def _given(call: ast.Call, known: dict[str, str], context: str) -> Iterator[Message]:
    kind = called(call)
    arguments = call.args
    if kind in (TRANSLATE, MARKED) and arguments:
        (named, *arguments) = arguments
        context = next(texts(named, known), "")
    if kind in (TR, TRANSLATE, MARKED) and arguments:
        comment = next(texts(arguments[1], known), "") if len(arguments) > 1 else ""
        numerus = len(arguments) > 2 or any(word.arg == "n" for word in call.keywords)
        for source in texts(arguments[0], known):
            yield Message(context, source, comment, numerus)


def called(call: ast.Call) -> str:
    """What a function is called by, without what it belongs to."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts(node: ast.expr, known: dict[str, str]) -> Iterator[str]:
    """The texts that an expression may be, as far as they are told there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in known:
        yield known[node.id]
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, known)
        yield from texts(node.orelse, known)


@cache
def parsed(path: Path) -> ast.Module:
    """The source of a module."""
    return ast.parse(path.read_text("utf-8"))


@cache
def constants(path: Path) -> dict[str, str]:
    """The texts that have a name in a module, its own and those that it imports."""
    known: dict[str, str] = {}
    for node in parsed(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE.name):
            there = PACKAGE.parent.joinpath(*(node.module or "").split(".")).with_suffix(".py")
            theirs = constants(there) if there.is_file() else {}
            known |= {one.name: theirs[one.name] for one in node.names if one.name in theirs}
    for statement in parsed(path).body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                known |= _named(target, statement.value, known)
    return known


def _named(target: ast.expr, value: ast.expr, known: dict[str, str]) -> dict[str, str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return {name: text for pair in pairs for name, text in _named(*pair, known).items()}
    if isinstance(value, ast.Call) and called(value) == MARKED:
        value = value.args[1]
    if isinstance(target, ast.Name):
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return {target.id: value.value}
        if isinstance(value, ast.JoinedStr):
            return {target.id: template(value, known)}
    return {}


# --- below it


def of_core(path: Path) -> Iterator[str]:
    """The sentences of a module below the window, and its words, as templates."""
    words = WORDS.get(path.stem, set())
    yield from _told(parsed(path), constants(path), words, in_words=False)


def _told(
    node: ast.AST, known: dict[str, str], words: set[str], *, in_words: bool
) -> Iterator[str]:
    in_text = isinstance(node, ast.JoinedStr)
    for child in ast.iter_child_nodes(node):
        if _is_unseen(child):
            continue
        if isinstance(child, ast.JoinedStr) or (_is_text(child) and not in_text):
            source = template(child, known).strip()
            if _is_sentence(source) or (in_words and _has_word(source)):
                yield source
        inside = in_words or bool(_names(child) & words)
        yield from _told(child, known, words, in_words=inside)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_unseen(node: ast.AST) -> bool:
    """Whether nobody is shown what is in it: docstrings, logs, and errors of programmers."""
    if isinstance(node, ast.Expr) and _is_text(node.value):
        return True
    if isinstance(node, ast.arg):
        return True
    if not isinstance(node, ast.Call):
        return False
    is_log = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "log"
    return is_log or called(node) in ERRORS_OF_PROGRAMMERS


def _names(node: ast.AST) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Assign):
        named = (one for target in node.targets for one in ast.walk(target))
        return {one.id for one in named if isinstance(one, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def template(node: ast.AST, known: dict[str, str]) -> str:
    """A text with its places numbered; constants that are texts are written out."""
    if isinstance(node, ast.Constant):
        return _numbered(str(node.value))
    assert isinstance(node, ast.JoinedStr)
    written = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            written += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = part.value.id if isinstance(part.value, ast.Name) else ""
            written += known.get(name, "{}")
    return _numbered(written)


def _numbered(text: str) -> str:
    """A text that is to be formatted, with its places numbered and nothing else said of them."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:  # braces that are no places
        return text
    written, places = "", 0
    for literal, name, _, _ in parts:
        written += literal
        if name is not None:
            written += f"{{{name or places}}}"
            places += 1
    return written


def _is_sentence(text: str) -> bool:
    starts = text[:1].isupper() or text[:1] in ("“", "{", "…", "±")
    return starts and text.endswith(ENDS) and " " in text and _has_word(text)


def _has_word(text: str) -> bool:
    outside = "".join(literal for literal, *_ in _safe_parts(text))
    is_name = " " not in text and not WORD.fullmatch(outside)
    return sum(map(str.isalpha, outside)) > 1 and not is_name


def _safe_parts(text: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    try:
        yield from string.Formatter().parse(text)
    except ValueError:
        yield text, None, None, None


# --- what was forgotten


def unmarked(path: Path) -> Iterator[tuple[int, str]]:
    """The lines and texts of a window's module that look as if they were shown untranslated."""
    given = {message.source for message in messages()}
    named = {text for text in constants(path).values() if text in given}
    for line, source in _shown(parsed(path)):
        if source not in named and source not in NOT_TRANSLATED and _looks_like_words(source):
            yield line, source


def _shown(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in ast.iter_child_nodes(node):
        is_given = isinstance(child, ast.Call) and called(child) in (TR, TRANSLATE, MARKED)
        if is_given or _is_unseen(child):
            continue
        if isinstance(child, ast.JoinedStr):
            yield child.lineno, template(child, {})
        elif isinstance(child, ast.Constant) and not isinstance(node, ast.JoinedStr):
            yield child.lineno, child.value if isinstance(child.value, str) else ""
        yield from _shown(child)


def _looks_like_words(text: str) -> bool:
    outside = " ".join(literal for literal, *_ in _safe_parts(text))
    plain = outside.replace("&", "")
    if re.fullmatch(r"\S*[/\\_]\S*|\S+\.\S+", text) or KEYS.fullmatch(text) or "%r" in text:
        return False  # a path, an address, a key, or for the log
    has_several = re.search(r"[A-Za-z]{2,}[,.;:]? +[A-Za-z]|[A-Za-z]{2,} *…", plain)
    is_title = re.search(r"\b[A-Z][a-z]{2,}", outside)
    is_said_beside = "{" in text and re.search(r"[A-Za-z]{3,}| [A-Za-z]{2,} ", outside)
    has_letter = re.search(r"&[A-Za-z]", outside)
    return bool(has_several or has_letter or is_title or is_said_beside)
