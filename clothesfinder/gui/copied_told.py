"""What is told of pictures that were copied, or linked, to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from clothesfinder.gui.names import readable

if TYPE_CHECKING:
    from pathlib import Path

    from clothesfinder.copy_out import CopiedOut

COPYING, LINKING = "Copying to “{}”", "Hard-linking in “{}”"
STOPPED = "Copying was stopped."
COPIED, LINKED = "%Ln pictures were copied to “{}”", "%Ln pictures were hard-linked in “{}”"
NOT_COPIED, NOT_LINKED = "%Ln could not be copied", "%Ln could not be hard-linked"

translate = QCoreApplication.translate


def title_of(folder: Path, *, linked: bool) -> str:
    """What is done, as a title."""
    return translate("CopiedTold", LINKING if linked else COPYING).format(name_of(folder))


def told_of(copied: CopiedOut, *, stopped: bool) -> str:
    """What came of it, in a sentence or two."""
    made, there, failed = len(copied.made), len(copied.there), len(copied.failures)
    done = translate("CopiedTold", LINKED if copied.linked else COPIED, None, made)
    parts = [done.format(name_of(copied.folder))]
    if there:
        parts.append(translate("CopiedTold", "%Ln were there already", None, there))
    if failed:
        why = translate("CopiedTold", NOT_LINKED if copied.linked else NOT_COPIED, None, failed)
        parts.append(why)
    sentence = f"{', '.join(parts)}."
    return f"{translate('CopiedTold', STOPPED)} {sentence}" if stopped else sentence


def counted(count: int) -> str:
    """So many pictures."""
    return translate("CopiedTold", "%Ln pictures", None, count)


def name_of(folder: Path) -> str:
    """What a folder is called."""
    return readable(folder.name or str(folder))
