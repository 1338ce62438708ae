"""What a look-up tells in words: how far it is, what it came to, and all of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from clothesfinder.gui.findings_table import told
from clothesfinder.gui.language import number, score_text
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said
from clothesfinder.gui.work_panel import spoken_time
from clothesfinder.sheets import counted

if TYPE_CHECKING:
    from clothesfinder.findings import Finding, Findings
    from clothesfinder.measuring import Step

STOPPED = "Stopped: {} of %Ln pictures were looked up. They are kept, and may be exported."
NONE_LOOKED_UP = "Stopped before the first picture was looked up."
NEXT = "Next: {}."

translate = QCoreApplication.translate


def told_far(step: Step) -> str:
    """How far a look-up is, and how long it will take."""
    if not step.total:
        doing = said(step.doing)
        return f"{doing}: {number(step.done)}" if step.done else f"{doing}…"
    left = step.seconds_left
    if left is None:
        return told_done(step)
    about = translate("LookupDialog", "about {} left").format(spoken_time(left))
    return f"{told_done(step)}, {about}"


def told_done(step: Step) -> str:
    """How much of so many is done."""
    sentence = translate("LookupDialog", "{}: {} of %Ln pictures", None, step.total)
    return sentence.format(said(step.doing), number(step.done))


def came_to(findings: Findings | None) -> str:
    """What a look-up came to, in a sentence or two."""
    if findings is None or not len(findings):
        return translate("LookupDialog", NONE_LOOKED_UP)
    sentence = f"{said(counted(findings))}."
    if not findings.is_complete:
        sentence = translate("LookupDialog", STOPPED, None, len(findings.queries))
        sentence = sentence.format(number(len(findings)))
    return " ".join(filter(None, (sentence, said(findings.not_judged), said(findings.offline))))


def told_in_full(finding: Finding) -> str:
    """All of one row, and which pictures come next, for which the table has no room."""
    names = (readable(match.path.rpartition("/")[2]) for match in finding.matches[1:])
    scores = (score_text(match.score) for match in finding.matches[1:])
    listed = ", ".join(map(" ".join, zip(names, scores, strict=True)))
    following = f" {translate('LookupDialog', NEXT).format(listed)}" if listed else ""
    return f"{told(finding)}.{following}"
