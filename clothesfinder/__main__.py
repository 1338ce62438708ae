"""The one entrance: a command of the command line, the launcher, or else the window."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from clothesfinder import __version__
from clothesfinder.atlas_address import is_mongodb
from clothesfinder.logs import without_secrets
from clothesfinder.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    *("index", "search", "lookup", "status", "thumbnails", "verify", "move", "measure", "models"),
)

NO_ADDRESS = (
    "The window takes no address of a database. Open it with a folder, then choose"
    " Gallery > Connect to MongoDB Atlas…"
)
HELP = """\
Clothesfinder finds clothes in your own pictures.

clothesfinder                     open the window
clothesfinder PATH...             open the window with a folder or a picture
clothesfinder index FOLDER        index the pictures of a folder
clothesfinder search IMAGE... --gallery FOLDER
                                  print the pictures of a folder that are most alike
clothesfinder lookup QUERIES... --gallery FOLDER
                                  look up many pictures at once: which of them are in there
clothesfinder status FOLDER       print what is indexed, and which pictures could not be
clothesfinder thumbnails FOLDER --store URL
                                  share small thumbnails with those who lack the pictures
clothesfinder verify FOLDER       check that the index of a folder is sound, and repair it
clothesfinder move FOLDER --to URL
                                  copy the index of a folder into a shared database,
                                  or with --from URL out of it; nothing is read again
clothesfinder measure FOLDER      print which model finds more in the pictures of a folder
clothesfinder models              list the models that may be chosen, and get or remove one
clothesfinder COMMAND --help      the options of one of these commands
clothesfinder --install-launcher  put Clothesfinder into the applications menu
clothesfinder --remove-launcher   take it out again
clothesfinder --self-check        tell whether all of the program is there and works here
clothesfinder --report            print what to tell of a problem: versions, settings, the log
clothesfinder --licences          print the licences of all that the program is made of
clothesfinder --version           print the version"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run Clothesfinder with the arguments `argv` (else the program's own); return the exit code.

    What is heavy (Qt, the model) is imported only by the branch that needs it.
    """
    _have_streams()
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        from clothesfinder import cli

        return cli.main(arguments)
    if first in ("--install-launcher", "--remove-launcher"):
        return _change_launcher(install=first == "--install-launcher")
    if first == "--self-check":
        return _check_itself()
    if first in ("--licences", "--report"):
        return _tell(first)
    if first == "--open-suspects":  # not for people: see suspects
        from clothesfinder.suspects import open_all

        return open_all()
    if first == "--version":
        print(f"clothesfinder {__version__}")
        return 0
    if first in ("-h", "--help"):
        print(HELP)
        return 0
    return _open_window(arguments)


def _have_streams() -> None:
    """Have something to write to: on Windows, a program without a console has nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)


def _open_window(arguments: list[str]) -> int:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    unknown = next((option for option in options if option.startswith("-")), None)
    if unknown is not None:
        told = without_secrets(unknown)
        print(f"Clothesfinder has no option {told}; see clothesfinder --help.", file=sys.stderr)
        return 2
    if any(map(is_mongodb, arguments)):
        print(NO_ADDRESS, file=sys.stderr)
        return 2
    if "--" in arguments:
        arguments.remove("--")
    gc.disable()  # it would look through all that is imported, again and again; see app
    from clothesfinder.gui import app

    return app.main(arguments)


def _change_launcher(*, install: bool) -> int:
    from clothesfinder import launcher

    try:
        print(launcher.install() if install else launcher.remove())
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _tell(wish: str) -> int:
    """Print a long text about the program, in UTF-8 whatever the system likes."""
    from clothesfinder.terminal import put_all

    if wish == "--licences":
        from clothesfinder.licences import licences
        from clothesfinder.licences_told import as_text

        return put_all(as_text(licences()))
    from clothesfinder.problem_report import report_without_window

    return put_all([report_without_window()])


def _check_itself() -> int:
    from clothesfinder.logs import start_logging
    from clothesfinder.self_check import core_checks, run_checks

    def check_window() -> str:
        from clothesfinder.gui import app

        return "{} by {} pixels, by Qt's {}".format(*app.check())

    start_logging()
    return run_checks([*core_checks(), ("window", check_window)], print)


if __name__ == "__main__":
    sys.exit(main())
