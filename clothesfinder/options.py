"""The commands of the command line, and their options."""

from __future__ import annotations

import argparse
import math
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from clothesfinder.atlas_address import is_mongodb
from clothesfinder.cropping import NAMED
from clothesfinder.emphasis import FROM, NEUTRAL, PRESETS, TO, Emphasis
from clothesfinder.filter_options import add_filter_options
from clothesfinder.logs import without_secrets
from clothesfinder.lookup import MATCHES
from clothesfinder.measuring import PICTURES
from clothesfinder.store import WHOLE, Box
from clothesfinder.verifying import PICTURES as PICTURES_CHECKED

NOT_EMBEDDED = (
    "a MongoDB database in place of the store on this computer; “shared” is the one that the window"
    " uses for this folder, or that CLOTHESFINDER_MONGODB_URI names"
)
LARGEST = (
    "read pictures of up to this many megapixels, in place of what settings.json says (180 unless"
    " changed)"
)
RETRY = "try those files again, too, that made the program crash and did not change since"
FILES = "list every file with its state and the reason, and not only those that are not indexed"
REMOVE_MISSING = "forget pictures that are not in the folder any more, however many"
MODEL = (
    "a model by its name (see clothesfinder models), or the checkpoint.pth of the original scripts;"
    " without it, what was chosen in the window, or else the model that made the index"
)
TEXT = "find what these words tell of, such as “red floral dress”, if the model takes words"
GROUP = "tell of pictures that are nearly the same only the best, and how many more there are"
EMPHASIS = (
    f"what counts: {', '.join(preset.key for preset in PRESETS)}, or how much of each, {FROM:g} to"
    f" {TO:g}, as in “cut=1,pattern=1.5,colour=-0.75”; what is not named is 1, and below 0 what is"
    " alike in this comes last"
)
PART = (
    f"search with this part of each picture: {', '.join(NAMED)}, or from where to where it goes,"
    " LEFT,TOP,RIGHT,BOTTOM, in shares of the width and height, as in “0.1,0,0.6,0.5”"
)
ROTATE = "turn each picture clockwise by so many degrees first"
MIRROR = "then exchange its left and right"
MEASURED = "how many pictures to measure on ({})"
BY_FOLDERS = "tell also how well pictures of the same folder are found by each other"
MODELS = "which models, by title or as a checkpoint.pth; unless named, all that are known"
QUERIES = (
    "a folder with pictures, a picture, or a .txt file with the path of a picture on each line"
)
LEAVE_OUT_ITSELF = "where a picture is a file of the gallery, do not find it by itself"
AS_CSV = "write what was found as a table for spreadsheets, too"
AS_HTML = "write what was found as a contact sheet with small pictures, too: one page of HTML"
CHECKED = "how many pictures to embed again and to search for ({})"
REPAIR = "take out what is wrong and index it again; a damaged file is kept under another name"
ALSO = "a picture that is wanted as well, beside each given one; may be named several times"
NOT = "a picture that is not wanted: what is like it comes later; may be named several times"
ALSO_TEXT = "the same in words, where the model takes words: what these tell of is wanted as well"
NOT_TEXT = "what these words tell of is not wanted, where the model takes words"
THEIR_MODEL_FILE = "the checkpoint.pth that made the vectors of the original scripts"


Add = Callable[..., ArgumentParser]
"""Adds a command by its name, see add_subparsers."""


class _Parser(argparse.ArgumentParser):
    """Tells of wrong use, with the arguments that are wrong, but not of the secrets in them."""

    def error(self, message: str) -> NoReturn:
        super().error(without_secrets(message))


def _add_index(add: Add) -> ArgumentParser:
    index = add("index", help="bring the index of a folder up to date")
    index.add_argument("folder", type=_path)
    index.add_argument("--remove-missing", action="store_true", help=REMOVE_MISSING)
    index.add_argument("--largest-picture", type=_positive, metavar="N", help=LARGEST)
    index.add_argument("--retry", action="store_true", help=RETRY)
    return index


def _add_search(add: Add) -> ArgumentParser:
    search = add("search", help="find the pictures most like each given one")
    search.add_argument("images", type=_path, nargs="*", metavar="IMAGE")
    search.add_argument("--text", action="append", default=[], metavar="WORDS", help=TEXT)
    search.add_argument(
        "--also", type=_path, action="append", default=[], metavar="IMAGE", help=ALSO
    )
    search.add_argument(
        "--not", dest="unlike", type=_path, action="append", default=[], metavar="IMAGE", help=NOT
    )
    for option, told in (("--also-text", ALSO_TEXT), ("--not-text", NOT_TEXT)):
        search.add_argument(option, action="append", default=[], metavar="WORDS", help=told)
    search.set_defaults(wrong_use=search.error)
    search.add_argument("--gallery", type=_path, required=True, metavar="FOLDER")
    search.add_argument("-k", type=_positive, default=10, help="how many for each (10)")
    add_filter_options(search)
    search.add_argument(
        "--emphasis", type=_emphasis, default=NEUTRAL, metavar="WHAT", help=EMPHASIS
    )
    search.add_argument("--group", action="store_true", help=GROUP)
    search.add_argument("--part", type=_part, default=WHOLE, metavar="WHICH", help=PART)
    search.add_argument("--rotate", type=int, choices=(0, 90, 180, 270), default=0, help=ROTATE)
    search.add_argument("--mirror", action="store_true", help=MIRROR)
    return search


def _add_lookup(add: Add) -> ArgumentParser:
    lookup = add("lookup", help="look up many pictures at once")
    lookup.add_argument("queries", type=_path, nargs="+", metavar="QUERY", help=QUERIES)
    lookup.add_argument("--gallery", type=_path, required=True, metavar="FOLDER")
    lookup.add_argument(
        "-k", type=_positive, default=MATCHES, help=f"how many for each ({MATCHES})"
    )
    lookup.add_argument("--leave-out-itself", action="store_true", help=LEAVE_OUT_ITSELF)
    return lookup


def _add_status(add: Add) -> ArgumentParser:
    status = add("status", help="tell what is indexed and what failed")
    status.add_argument("folder", type=_path)
    status.add_argument("--files", action="store_true", help=FILES)
    return status


def _add_thumbnails(add: Add) -> ArgumentParser:
    thumbnails = add("thumbnails", help="share thumbnails of a shared gallery")
    thumbnails.add_argument("folder", type=_path)
    thumbnails.add_argument("--stop", action="store_true", help="delete them, and share no more")
    return thumbnails


def _add_verify(add: Add) -> ArgumentParser:
    verify = add("verify", help="check that the index of a folder is sound")
    verify.add_argument("folder", type=_path)
    checked = CHECKED.format(PICTURES_CHECKED)
    verify.add_argument(
        "--pictures", type=_positive, default=PICTURES_CHECKED, metavar="N", help=checked
    )
    verify.add_argument("--repair", action="store_true", help=REPAIR)
    return verify


def _add_move(add: Add) -> ArgumentParser:
    move = add("move", help="copy the index of a folder into another store")
    move.add_argument("folder", type=_path)
    for option, place in (("--from", "source"), ("--to", "target")):
        move.add_argument(option, dest=place, default="", metavar="URL", help=NOT_EMBEDDED)
    move.add_argument("--model", default="", metavar="FILE", help=THEIR_MODEL_FILE)
    move.set_defaults(wrong_use=move.error)
    return move


def _add_measure(add: Add) -> ArgumentParser:
    measure = add("measure", help="tell which model finds more in a folder")
    measure.add_argument("folder", type=_path)
    pictures = MEASURED.format(PICTURES)
    measure.add_argument("--pictures", type=_positive, default=PICTURES, metavar="N", help=pictures)
    measure.add_argument("--folders", action="store_true", help=BY_FOLDERS)
    measure.add_argument("--models", nargs="+", metavar="NAME", help=MODELS)
    return measure


def _add_models(add: Add) -> ArgumentParser:
    models = add("models", help="list the models that may be chosen")
    actions = models.add_subparsers(dest="action", metavar="get NAME | remove NAME")
    for action, help_text in (("get", "download a model"), ("remove", "delete its files")):
        actions.add_parser(action, help=help_text).add_argument("name", metavar="NAME")
    return models


def make_parser() -> ArgumentParser:
    """Make the parser of a command and its options, for `clothesfinder COMMAND ...`."""
    parser = _Parser(prog="clothesfinder")
    commands = parser.add_subparsers(required=True, dest="command")
    add = commands.add_parser
    index = _add_index(add)
    search = _add_search(add)
    lookup = _add_lookup(add)
    status = _add_status(add)
    thumbnails = _add_thumbnails(add)
    verify = _add_verify(add)
    move = _add_move(add)
    measure = _add_measure(add)
    models = _add_models(add)
    for command in (search, lookup):
        command.add_argument("--csv", type=_path, metavar="FILE", help=AS_CSV)
        command.add_argument("--html", type=_path, metavar="FILE", help=AS_HTML)
    for command in (index, search, lookup, status, thumbnails, verify):
        command.add_argument("--store", default="", metavar="URL", help=NOT_EMBEDDED)
    for command in (index, search, lookup, verify):
        command.add_argument("--model", default="", metavar="NAME|FILE", help=MODEL)
    for command in (index, search, lookup, status, thumbnails, move, measure, models, verify):
        command.add_argument("--json", action="store_true", help="for programs to read")
    return parser


def _path(text: str) -> Path:
    if is_mongodb(text):  # which as a path would be told about, with its password
        raise argparse.ArgumentTypeError("must be on this computer; an address goes with --store")
    return Path(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("must be a whole number, 1 or more")
    return int(text)


def _emphasis(text: str) -> Emphasis:
    for preset in PRESETS:
        if text == preset.key:
            return preset.emphasis
    weights: dict[str, float] = {}
    for part in text.split(","):
        name, is_given, weight = part.strip().partition("=")
        if name not in Emphasis._fields or name in weights or not is_given:
            raise argparse.ArgumentTypeError(f"must be {EMPHASIS}")
        weights[name] = _weight(weight)
    return Emphasis(**weights)


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not FROM <= weight <= TO:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from {FROM:g} to {TO:g}")
    return weight


def _part(text: str) -> Box:
    if text in NAMED:
        return NAMED[text]
    try:
        left, top, right, bottom = map(float, text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be {PART}") from None
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise argparse.ArgumentTypeError("must have LEFT below RIGHT and TOP below BOTTOM, 0 to 1")
    return Box(left, top, right, bottom)
