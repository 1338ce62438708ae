"""The windows around the copying of pictures to a folder: which one, and what was not copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QMessageBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from clothesfinder.gui.choosing import choose_folder
from clothesfinder.gui.copied_told import counted, told_of
from clothesfinder.gui.dialog_parts import sentence_label
from clothesfinder.gui.dialogs import question
from clothesfinder.gui.names import readable
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from clothesfinder.copy_out import CopiedOut

SIZE = 720, 380
NAME_WIDTH = 260
IN_GALLERY = (
    "This folder belongs to the gallery “{}”: what is put there is indexed as well, and found"
    " beside its original."
)
HARD_LINK = (
    "A hard link is one more name for the same file. It takes no room, and it is no copy: a program"
    " that changes the file by one of its names changes it for both. Deleting one keeps the other."
)
STAYS = "What was copied by now stays, whole; the rest is not copied."


translate = QCoreApplication.translate


def choose_target(parent: QWidget, number: int, *, linked: bool) -> QFileDialog:
    """The question for a folder to copy or link so many pictures to."""
    what = translate("CopiedDialogs", "Hard-link {} to…" if linked else "Copy {} to…")
    what = what.format(counted(number))
    dialog = choose_folder(parent, what)
    dialog.setLabelText(
        QFileDialog.DialogLabel.Accept,
        translate("CopiedDialogs", "&Hard-link" if linked else "&Copy"),
    )
    return dialog


def target_question(
    parent: QWidget, pictures: str, folder: Path, gallery: Path | None, *, linked: bool
) -> QMessageBox:
    """The question whether pictures, so many in words, are to go there; accepted if so.

    ``gallery``: the one that the folder belongs to.
    """
    told = [translate("Dialogs", HARD_LINK)] if linked else []
    if gallery is not None:
        told.append(translate("Dialogs", IN_GALLERY).format(readable(gallery.name)))
    name = readable(folder.name or str(folder))
    asked = translate("Dialogs", "Hard-link {} to “{}”?" if linked else "Copy {} to “{}”?")
    return question(
        parent,
        translate("Dialogs", "Hard-link to a folder" if linked else "Copy to a folder"),
        asked.format(pictures, name),
        "\n\n".join(told),
        translate("Dialogs", "&Hard-link" if linked else "&Copy"),
        likely=gallery is None,
    )


def closing_question(parent: QWidget) -> QMessageBox:
    """The question whether to close while pictures are copied; accepted where it is."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(translate("CopiedDialogs", "Close Clothesfinder"))
    box.setText(translate("CopiedDialogs", "Close while pictures are still being copied?"))
    box.setInformativeText(translate("CopiedDialogs", STAYS))
    roles = QMessageBox.ButtonRole
    box.addButton(translate("CopiedDialogs", "C&lose"), roles.AcceptRole)
    go_on = box.addButton(translate("CopiedDialogs", "&Go on copying"), roles.RejectRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    return box


class NotCopiedDialog(QDialog):
    """The files that were not copied or linked, each with its reason."""

    def __init__(
        self, parent: QWidget, copied: CopiedOut, copy_instead: Callable[[list[Path]], object]
    ) -> None:
        """Take what copies files that could not be linked."""
        super().__init__(parent)
        self._copied = copied
        self._copy_instead = copy_instead
        self.setWindowTitle(
            self.tr("What was not linked") if copied.linked else self.tr("What was not copied")
        )
        self._list = self._make_list()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(sentence_label(readable(told_of(copied, stopped=False))))
        column.addWidget(self._list, stretch=1)
        column.addWidget(self._make_buttons())
        self.resize(*SIZE)

    def _make_list(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Files that were not copied, and why"))
        table.setHeaderLabels([self.tr("File"), self.tr("Reason")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAlternatingRowColors(True)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for one in self._copied.failures:
            item = QTreeWidgetItem([readable(one.path.name), readable(said(one.reason))])
            item.setToolTip(0, readable(str(one.path)))
            item.setToolTip(1, readable(said(one.reason)))
            table.addTopLevelItem(item)
        table.setCurrentIndex(table.model().index(0, 0))
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(0, NAME_WIDTH)
        copy = QShortcut(QKeySequence.StandardKey.Copy, table)
        copy.activated.connect(self._copy_list)
        return table

    def _make_buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        listed = box.addButton(self.tr("Copy the &list"), QDialogButtonBox.ButtonRole.ActionRole)
        listed.clicked.connect(self._copy_list)
        if self._copyable():
            role = QDialogButtonBox.ButtonRole.ActionRole
            instead = box.addButton(self.tr("&Copy these files instead"), role)
            instead.clicked.connect(self._copy)
            instead.setDefault(True)
        return box

    def _copyable(self) -> list[Path]:
        return [one.path for one in self._copied.failures if one.copyable]

    def _copy(self) -> None:
        self._copy_instead(self._copyable())
        self.accept()

    def _copy_list(self) -> None:
        lines = [f"{one.path}\t{one.reason}" for one in self._copied.failures]
        text = "\n".join(lines).encode(errors="replace").decode()
        QGuiApplication.clipboard().setText(text)
