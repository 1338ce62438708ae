"""What an indexing came to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from clothesfinder.progress import Summary

translate = QCoreApplication.translate


def summary_sentence(summary: Summary) -> str:
    """What an indexing did, in words; what did not happen is left out."""
    counts = (
        (translate("Dialogs", "%Ln indexed", None, summary.indexed), summary.indexed),
        (
            translate("Dialogs", "%Ln done by another computer", None, summary.by_others),
            summary.by_others,
        ),
        (translate("Dialogs", "%Ln unchanged", None, summary.unchanged), summary.unchanged),
        (translate("Dialogs", "%Ln moved", None, summary.moved), summary.moved),
        (translate("Dialogs", "%Ln removed", None, summary.removed), summary.removed),
        (translate("Dialogs", "%Ln could not be read", None, summary.failed), summary.failed),
        (translate("Dialogs", "%Ln skipped", None, summary.skipped), summary.skipped),
        (
            translate("Dialogs", "%Ln not in this folder (kept)", None, summary.missing),
            summary.missing,
        ),
    )
    told = ", ".join(sentence for sentence, number in counts if number)
    nothing = translate("Dialogs", "nothing to do")
    return translate("Dialogs", "The gallery is up to date: {}.").format(told or nothing)
