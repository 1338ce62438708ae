"""The list of all keys in the help: searched by typing, and read out line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from clothesfinder.gui.gallery_dialogs import come_forward, show_beside, shown_of
from clothesfinder.gui.shortcuts import list_shortcuts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.shortcuts import Shortcut
    from clothesfinder.gui.window import MainWindow

SIZE = 700, 640
HINT = "Type what you want to do, or a key."
NONE = "No key is like that. Type less, or something else."


translate = QCoreApplication.translate


class ShortcutsDialog(QDialog):
    """Shows all keys in groups, or those that are like what is typed."""

    def __init__(self, window: MainWindow, shortcuts: Sequence[Shortcut]) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._shortcuts = shortcuts
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr(HINT))
        self._filter.setAccessibleName(self.tr("Search the shortcuts"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._choose)
        self._list = _list()
        self._none = QLabel(self.tr(NONE))
        self._none.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self._filter, self._list, self._none, buttons):
            column.addWidget(widget)
        self._choose("")
        screen = window.screen().availableSize()
        self.resize(min(SIZE[0], screen.width() - 60), min(SIZE[1], screen.height() - 60))

    @property
    def shown(self) -> list[str]:
        """What is read out of the lines that are shown, the groups' headings among them."""
        role, lines = Qt.ItemDataRole.AccessibleTextRole, []
        for number in range(self._list.topLevelItemCount()):
            group = self._list.topLevelItem(number)
            assert group is not None
            lines.append(group.text(0))
            shown = (group.child(row) for row in range(group.childCount()))
            lines += [line.data(0, role) for line in shown if line is not None]
        return lines

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go from the search into the list with the arrow; Return is for nothing here."""
        if event.key() == Qt.Key.Key_Down and self._filter.hasFocus():
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _choose(self, text: str) -> None:
        self._list.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for shortcut in self._shortcuts:
            if shortcut.is_like(text):
                if shortcut.group not in groups:
                    groups[shortcut.group] = _heading(self._list, shortcut.group)
                _add(groups[shortcut.group], shortcut)
        self._list.expandAll()
        self._list.setVisible(bool(groups))
        self._none.setVisible(not groups)
        first = next((group.child(0) for group in groups.values()), None)
        if first is not None:
            self._list.setCurrentItem(first)


def fill_menu(menu: QMenu, window: MainWindow, leaving_out: Sequence[QMenu]) -> None:
    """Put the list into a menu; it leaves out what is in these menus."""
    action = menu.addAction(translate("ShortcutsDialog", "&Keyboard shortcuts"))
    action.setShortcut("Ctrl+F1")
    action.triggered.connect(lambda: show(window, leaving_out))


def show(window: MainWindow, leaving_out: Sequence[QMenu]) -> None:
    """Show the list beside the window, which can be used meanwhile; there is one only."""
    shown = next(iter(shown_of(window, ShortcutsDialog)), None)
    if shown is None:
        actions = window.preview.keyed_actions
        shortcuts = list_shortcuts(window.menuBar(), actions, leaving_out)
        shown = ShortcutsDialog(window, shortcuts)
        show_beside(shown)
    come_forward(shown)


def _list() -> QTreeWidget:
    made = QTreeWidget()
    made.setAccessibleName(translate("ShortcutsDialog", "Keyboard shortcuts"))
    made.setColumnCount(2)
    made.setHeaderLabels(
        [translate("ShortcutsDialog", "What it does"), translate("ShortcutsDialog", "Keys")]
    )
    made.setRootIsDecorated(False)
    made.setItemsExpandable(False)
    made.setUniformRowHeights(True)
    made.setAllColumnsShowFocus(True)
    made.setIndentation(12)
    # What keys do is to be read; four keys with long names would leave no room for that.
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    made.header().setStretchLastSection(False)
    return made


def _heading(shown: QTreeWidget, group: str) -> QTreeWidgetItem:
    heading = QTreeWidgetItem(shown, [group])
    bold = heading.font(0)
    bold.setBold(True)
    heading.setFont(0, bold)
    heading.setFirstColumnSpanned(True)
    heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return heading


def _add(group: QTreeWidgetItem, shortcut: Shortcut) -> None:
    line = QTreeWidgetItem(group, [shortcut.does, shortcut.keys])
    line.setData(0, Qt.ItemDataRole.AccessibleTextRole, shortcut.told)
    line.setToolTip(1, shortcut.keys)
