"""The user's guide in a window of its own, beside which everything goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from clothesfinder.gui import guide_pages
from clothesfinder.gui.dialog_parts import take_room
from clothesfinder.gui.gallery_dialogs import come_forward, show_beside
from clothesfinder.gui.guide_text import GuideText
from clothesfinder.gui.keys import Key
from clothesfinder.gui.language import marked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.guide_pages import Section

SIZE = 1040, 720
CONTENTS_WIDTH = 250
KEYS = (
    Key(marked("Keys", "Search in the guide"), ("Ctrl+F",)),
    Key(marked("Keys", "The page before, or the one after it"), ("Alt+Left", "Alt+Right")),
    Key(marked("Keys", "Larger or smaller letters"), ("Ctrl++", "Ctrl+-")),
)
SMALLER, LARGER = "A\N{MINUS SIGN}", "A+"
TITLE = "User's guide"
NOTHING = "The guide has nothing with these words. Write fewer, or others."

translate = QCoreApplication.translate


class Place(NamedTuple):
    """What was read, and how far it was scrolled."""

    file: Path
    scrolled: int = 0


class GuideWindow(QDialog):
    """Contents at the left, a page at the right; what is typed is looked for in all pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self.setWindowTitle(self.tr(TITLE))
        self._now = Place(guide_pages.page_file(guide_pages.ORDER[0]))
        self._before: list[Place] = []
        self._after: list[Place] = []
        self._build()
        self._list("")
        self._show(self._now)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._begin_search),
            (QKeySequence.StandardKey.Back, self.go_back),
            (QKeySequence.StandardKey.Forward, self.go_forward),
            (QKeySequence.StandardKey.ZoomIn, self._larger.click),
            (QKeySequence.StandardKey.ZoomOut, self._smaller.click),
            (QKeySequence("Ctrl+="), self._larger.click),  # the same key, without Shift
        ):
            QShortcut(keys, self, act)

    @property
    def shown(self) -> Path:
        """The file of the page that is shown."""
        return self._now.file

    @property
    def listed(self) -> list[str]:
        """What stands in the contents: all pages, or where the words were found."""
        return [self._contents.item(row).text() for row in range(self._contents.count())]

    def open_page(self, name: str) -> None:
        """Show the page of this name, one of ORDER, maybe with the heading: "query#words"."""
        page, _, anchor = name.partition("#")
        self._open(guide_pages.page_file(page), anchor)

    def follow(self, link: QUrl) -> None:
        """Show what a link of the present page leads to; what is on the web, in the browser."""
        if link.scheme():
            QDesktopServices.openUrl(link)
            return
        file = (self._now.file.parent / link.path()).resolve() if link.path() else self._now.file
        if file.suffix == ".md" and file.is_file():
            self._open(file, link.fragment())

    def go_back(self) -> None:
        """Show the page that was read before."""
        self._turn(self._before, self._after)

    def go_forward(self) -> None:
        """Show the page that was left by going back."""
        self._turn(self._after, self._before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from the search into what it found; Escape clears it before it closes the window."""
        searching = self._search.hasFocus()
        if searching and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._contents.setFocus(Qt.FocusReason.OtherFocusReason)
            self._contents.setCurrentRow(0)
        elif searching and event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    # --- what is shown

    def _open(self, file: Path, anchor: str = "", word: str = "") -> None:
        if file != self._now.file:
            self._before.append(self._here())
            self._after.clear()
            self._show(Place(file))
        if anchor:
            self._text.show_anchor(anchor)
        if word:
            self._text.mark(word)

    def _show(self, place: Place) -> None:
        self._now = place
        self._text.show_file(place.file)
        self._text.verticalScrollBar().setValue(place.scrolled)
        title = guide_pages.title_of(place.file)
        self.setWindowTitle(f"{title} - {self.tr(TITLE)}")
        self._back.setEnabled(bool(self._before))
        self._forward.setEnabled(bool(self._after))
        if not self._search.text():
            self._choose_in_contents(place.file.stem)

    def _here(self) -> Place:
        return self._now._replace(scrolled=self._text.verticalScrollBar().value())

    def _turn(self, leave: list[Place], keep: list[Place]) -> None:
        if leave:
            keep.append(self._here())
            self._show(leave.pop())

    def _begin_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _list(self, words: str) -> None:
        """List all pages, or the sections that have these words."""
        self._contents.blockSignals(True)
        self._contents.clear()
        found = guide_pages.find(words) if words.strip() else _pages()
        for section in found:
            self._contents.addItem(_line(section, with_page=bool(words.strip())))
        self._contents.blockSignals(False)
        self._none.setVisible(not found)
        self._contents.setVisible(bool(found))
        if not words.strip():
            self._choose_in_contents(self._now.file.stem)

    def _choose_in_contents(self, page: str) -> None:
        self._contents.blockSignals(True)
        is_page = page in guide_pages.ORDER
        self._contents.setCurrentRow(guide_pages.ORDER.index(page) if is_page else -1)
        self._contents.blockSignals(False)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        section: Section = item.data(Qt.ItemDataRole.UserRole)
        words = self._search.text().split()
        file = guide_pages.page_file(section.page)
        self._open(file, section.anchor if words else "", words[0] if words else "")

    # --- building

    def _build(self) -> None:
        self._text = GuideText()
        self._text.followed.connect(self.follow)
        self._contents = QListWidget()
        self._contents.setAccessibleName(self.tr("Contents"))
        self._contents.setWordWrap(True)
        self._contents.setSpacing(2)
        self._contents.currentItemChanged.connect(self._take)
        self._contents.itemClicked.connect(self._take)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search in the guide"))
        self._search.setAccessibleName(self.tr("Search in the guide"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._list)
        self._none = QLabel(self.tr(NOTHING))
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._buttons())
        for widget in (self._search, self._none, self._contents):
            column.addWidget(widget)
        column.setStretchFactor(self._contents, 1)
        sides = QSplitter()
        sides.addWidget(left)
        sides.addWidget(self._text)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        sides.handle(1).setAccessibleName(self.tr("Border between contents and page"))
        QHBoxLayout(self).addWidget(sides)
        take_room(self, *SIZE)
        sides.setSizes([CONTENTS_WIDTH, self.width() - CONTENTS_WIDTH])

    def _buttons(self) -> QHBoxLayout:
        self._back = _button("←", self.tr("Back"), self.go_back)
        self._forward = _button("→", self.tr("Forward"), self.go_forward)
        smaller, larger = self.tr("Smaller letters"), self.tr("Larger letters")
        self._smaller = _button(SMALLER, smaller, lambda: self._text.change_size(-1))
        self._larger = _button(LARGER, larger, lambda: self._text.change_size(1))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addStretch(1)
        row.addWidget(self._smaller)
        row.addWidget(self._larger)
        return row


def fill_menu(menu: QMenu, window: QWidget) -> None:
    """Put the guide into a menu."""
    action = menu.addAction(translate("GuideWindow", "&User's guide"))
    action.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.HelpContents))
    action.triggered.connect(lambda: show(window))


def show(window: QWidget, page: str = "") -> GuideWindow:
    """Show the guide beside the window, at a page where one is named; there is one guide only.

    Where a dialog holds up the window meanwhile, the guide belongs to the dialog, to be used.
    """
    parent = QApplication.activeModalWidget() or window
    guides = [one for one in QApplication.topLevelWidgets() if isinstance(one, GuideWindow)]
    guide = next((one for one in guides if one.isVisible() and one.parent() is parent), None)
    if guide is None:
        for other in guides:
            other.close()
        guide = GuideWindow(parent)
        show_beside(guide)
    if page:
        guide.open_page(page)
    come_forward(guide)
    return guide


def _pages() -> list[Section]:
    return [guide_pages.sections_of(guide_pages.page_file(name))[0] for name in guide_pages.ORDER]


def _line(section: Section, *, with_page: bool) -> QListWidgetItem:
    page = guide_pages.title_of(guide_pages.page_file(section.page))
    text = section.title
    if with_page and page != section.title:
        text = f"{page}: {section.title}"
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, section)
    return item


def _button(sign: str, name: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _=False: act())
    return button
