"""The window that tells what this program is, what it runs on, and what it is made of.

It is to be shown, not opened: all else can be used meanwhile.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from clothesfinder import __version__
from clothesfinder.gui import about_facts
from clothesfinder.gui.dialog_parts import push_button, sentence_label, take_room
from clothesfinder.gui.language import marked
from clothesfinder.gui.licences_view import LicencesView

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from clothesfinder.gui.about_facts import Surveyed, Using
    from clothesfinder.licences import Licences

WHAT = "Finds clothes in your own pictures."
CREDITS = (
    marked(
        "AboutDialog",
        "Clothesfinder is free software under the Apache License 2.0. You may use it, change"
        " it and pass it on.",
    ),
    marked(
        "AboutDialog",
        "It began as scripts that put vectors of shop photos into MongoDB; their galleries"
        " can still be opened and converted.",
    ),
    marked(
        "AboutDialog",
        "The window is made with Qt and PySide6. Pictures are read by Pillow and libheif, and"
        " looked at by PyTorch with the network EfficientNet-Lite2; NumKong and NumPy compare"
        " the vectors. They lie in SQLite, or in MongoDB.",
    ),
    marked(
        "AboutDialog",
        "What the built-in model knows of clothes it has learned from photos that their"
        " makers gave away (CC0), and from those of the sample catalogues of Magento.",
    ),
    marked(
        "AboutDialog",
        "Thanks to all who wrote these parts and gave them to everybody. They are listed"
        " under Licences, with their terms.",
    ),
)
SIZE = 860, 620
ICON = 64


class AboutDialog(QDialog):
    """What the program is above, and below it three pages."""

    def __init__(self, parent: QWidget, using: Using) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Clothesfinder"))
        self._using = using
        self._surveyed: Surveyed | None = None
        self._facts = _browser(self.tr("This computer"))
        self.licences = LicencesView()
        self._thanks = _browser(self.tr("Credits"))
        paragraphs = (f"<p>{escape(self.tr(text))}</p>" for text in CREDITS)
        self._thanks.setHtml("".join(paragraphs))
        self.pages = QTabWidget()
        self.pages.setAccessibleName(self.tr("Pages"))
        self.pages.addTab(self._facts, self.tr("&This computer"))
        self.pages.addTab(self.licences, self.tr("&Licences"))
        self.pages.addTab(self._thanks, self.tr("C&redits"))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addLayout(self._make_head(parent.windowIcon()))
        column.addWidget(self.pages, stretch=1)
        column.addWidget(self._make_buttons())
        self.pages.setFocus()
        take_room(self, *SIZE)
        self._show()

    @property
    def facts(self) -> dict[str, str]:
        """What is told on the first page, by what it is about."""
        told = about_facts.groups(self._using, self._surveyed)
        return {about: fact for group in told for about, fact in group.facts}

    @property
    def text(self) -> str:
        """The first page as it is read."""
        return self._facts.toPlainText()

    def show_using(self, using: Using) -> None:
        """Show that the window is used with this now."""
        self._using = using
        self._show()

    def show_surveyed(self, surveyed: Surveyed) -> None:
        """Show the versions and the computer."""
        self._surveyed = surveyed
        self._copy_button.setEnabled(True)
        self._show()

    def show_licences(self, found: Licences) -> None:
        """Show the licences."""
        self.licences.show_licences(found)

    def copy(self) -> None:
        """Put the versions into the clipboard, with what they run on and no path of the user's."""
        told = about_facts.groups(self._using, self._surveyed)
        QGuiApplication.clipboard().setText(about_facts.as_text(told))
        self._copied.setText(self.tr("Copied."))

    def _show(self) -> None:
        bar = self._facts.verticalScrollBar()
        place = bar.value()
        self._facts.setHtml(_table(about_facts.groups(self._using, self._surveyed)))
        bar.setValue(place)

    def _make_head(self, drawn: QIcon) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(drawn.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        name = QLabel(f"Clothesfinder {__version__}")
        font = name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(name)
        words.addWidget(sentence_label(self.tr(WHAT)))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon)
        head.addLayout(words, stretch=1)
        return head

    def _make_buttons(self) -> QWidget:
        roles = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        tip = self.tr("What it is and runs on, without your folders")
        self._copy_button = push_button(self.tr("Copy &versions"), self.copy, tip)
        self._copy_button.setEnabled(False)
        close = QPushButton(self.tr("&Close"))
        close.clicked.connect(self.reject)
        buttons.addButton(self._copy_button, roles.ActionRole)
        buttons.addButton(close, roles.RejectRole)
        close.setDefault(True)
        self._copied = QLabel()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._copied, stretch=1)
        line.addWidget(buttons)
        return row


def _browser(name: str) -> QTextBrowser:
    made = QTextBrowser()
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setOpenLinks(False)
    made.document().setDocumentMargin(12)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def _table(told: list[about_facts.Group]) -> str:
    """The facts below each other, a heading above each group."""
    rows = []
    for group in told:
        title = f"<b>{escape(group.title)}</b>"
        rows.append(f'<tr><td colspan="2" style="padding-top: 8px">{title}</td></tr>')
        rows += [
            f'<tr><td style="padding-left: 16px; padding-right: 16px">{escape(about)}</td>'
            f"<td>{escape(fact)}</td></tr>"
            for about, fact in group.facts
        ]
    return f'<table cellpadding="2">{"".join(rows)}</table>'
