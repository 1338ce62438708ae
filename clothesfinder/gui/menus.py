"""The menus: every intent of the user by name and key, bound to what the window can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from clothesfinder.gui import guide_window, shortcuts_dialog
from clothesfinder.gui.language import marked
from clothesfinder.gui.names import readable
from clothesfinder.gui.result_actions import DOUBLE_CLICKS
from clothesfinder.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QMenu, QMenuBar

    from clothesfinder.gui.sharing_actions import SharingActions
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.settings import Settings

THEMES = {
    "system": marked("Menus", "As the &system"),
    "light": marked("Menus", "&Light"),
    "dark": marked("Menus", "&Dark"),
}
PACES = {
    "full": marked("Menus", "&Full: as fast as this computer can"),
    "normal": marked("Menus", "&Normal: other programs come first"),
    "gentle": marked("Menus", "&Gentle: a quarter of the processor at most"),
}
Shortcut = str | QKeySequence.StandardKey


translate = QCoreApplication.translate


@dataclass(frozen=True)
class Menus:
    """What the window changes about its menus later."""

    recent: QMenu
    needing_gallery: Sequence[QAction]
    needing_model: QAction
    """For a gallery that goes by a model file of the original scripts."""
    needing_words: QAction
    """For a gallery whose model takes words."""
    watch: QAction
    """Checked where the present gallery is watched."""


def fill_menus(
    bar: QMenuBar, window: MainWindow, sharing: SharingActions, settings: Settings
) -> Menus:
    """Put all menus into the bar."""
    gallery, actions = bar.addMenu(translate("Menus", "&Gallery")), window.gallery_actions
    _add(gallery, translate("Menus", "&Index folder…"), window.intake.choose_folder, "Ctrl+I")
    # Not Refresh, to which GNOME adds Ctrl+R.
    update = _add(gallery, translate("Menus", "&Update"), actions.update, "F5")
    watch = gallery.addAction(translate("Menus", "Wa&tch this folder"))
    watch.setCheckable(True)
    watch.setStatusTip(
        translate(
            "Menus", "Pick up new, changed, moved and removed pictures while the window is open"
        )
    )
    recent = gallery.addMenu(translate("Menus", "&Recent galleries"))
    gallery.addSeparator()
    _add(gallery, translate("Menus", "Connect to MongoDB &Atlas…"), sharing.connect_gallery)
    sharing.fill_menu(gallery.addMenu(translate("Menus", "&Shared gallery")))
    gallery.addSeparator()
    moved = _add(gallery, translate("Menus", "The folder has &moved…"), actions.relocate)
    model = _add(gallery, translate("Menus", "Choose its mo&del file…"), actions.choose_model)
    measured = _add(gallery, translate("Menus", "M&easure models on it…"), actions.measure)
    checked = _add(gallery, translate("Menus", "&Check this index…"), window.verifying.show)
    happened = _add(gallery, translate("Menus", "&What happened…"), window.happened.show, "Ctrl+J")
    forget = _add(gallery, translate("Menus", "&Forget this gallery…"), actions.forget)
    gallery.addSeparator()
    _add(gallery, translate("Menus", "&Quit"), window.close, QKeySequence.StandardKey.Quit)

    query = bar.addMenu(translate("Menus", "&Query"))
    _add(
        query,
        translate("Menus", "&Open picture…"),
        window.intake.choose_picture,
        QKeySequence.StandardKey.Open,
    )
    _add(query, translate("Menus", "&Paste"), window.intake.paste, QKeySequence.StandardKey.Paste)
    window.choices.fill_menu(query)
    words = _add(query, translate("Menus", "By &words"), window.write_words, "Ctrl+L")
    window.terms.fill_menu(query)
    window.trail.fill_menu(query)
    window.saved.fill_menu(query)
    window.filtering.fill_menu(query)
    looked_up = window.lookup.fill_menu(query)
    query.addSeparator()
    window.dials.fill_menu(query)

    results = bar.addMenu(translate("Menus", "&Results"))
    window.result_actions.fill_menu(results)
    for menu in (results, window.result_actions.context_menu):
        menu.addSeparator()
        window.terms.fill_results_menu(menu)
        menu.addSeparator()
        window.preview.fill_menu(menu)
        window.exports.fill_menu(menu)

    view = bar.addMenu(translate("Menus", "&View"))
    window.thumbnail_size.fill_menu(view)
    window.grouping.fill_menu(view)
    view.addSeparator()
    _add_choices(
        view.addMenu(translate("Menus", "&Colours")), THEMES, settings.theme, window.choose_theme
    )
    window.language.fill_menu(view)

    chosen = bar.addMenu(translate("Menus", "&Settings"))
    _add(chosen, translate("Menus", "&Model…"), window.models.choose)
    pace = Pace.named(settings.pace).value
    _add_choices(
        chosen.addMenu(translate("Menus", "Indexing &speed")), PACES, pace, window.choose_pace
    )
    clicks = chosen.addMenu(translate("Menus", "&Double-click"))
    choose = window.result_actions.choose_double_click
    _add_choices(clicks, DOUBLE_CLICKS, settings.double_click, choose)

    about = bar.addMenu(translate("Menus", "&Help"))
    guide_window.fill_menu(about, window)
    shortcuts_dialog.fill_menu(about, window, [recent, window.saved.list])
    about.addSeparator()
    window.launcher.fill_menu(about)
    _add(about, translate("Menus", "&Report a problem…"), window.helping.report_problem)
    _add(about, translate("Menus", "Open the &log folder"), window.open_log_folder)
    about.addSeparator()
    _add(about, translate("Menus", "&About Clothesfinder"), window.helping.show_about)
    needing_gallery = (update, watch, moved, measured, checked, happened, forget, looked_up)
    return Menus(recent, needing_gallery, model, words, watch)


def fill_recent(menu: QMenu, galleries: Sequence[str], choose: Callable[[Path], object]) -> None:
    """List the galleries that were used last."""
    menu.clear()
    menu.setEnabled(bool(galleries))
    for folder in galleries:
        name = readable(folder).replace("&", "&&")
        action = menu.addAction(name)
        action.triggered.connect(lambda _=False, folder=folder: choose(Path(folder)))


def _add(
    menu: QMenu, text: str, act: Callable[[], object], shortcut: Shortcut | None = None
) -> QAction:
    action = menu.addAction(text)
    if shortcut is not None:
        action.setShortcuts(QKeySequence.keyBindings(shortcut)) if isinstance(
            shortcut, QKeySequence.StandardKey
        ) else action.setShortcut(shortcut)
    action.triggered.connect(lambda _=False: act())
    return action


def _add_choices(
    menu: QMenu, choices: Mapping[str, str], present: str, choose: Callable[[str], object]
) -> None:
    """List what one may be chosen of, by the names that the settings have for it."""
    group = QActionGroup(menu)
    for choice, text in choices.items():
        action = menu.addAction(translate("Menus", text))
        action.setCheckable(True)
        action.setChecked(choice == present)
        action.triggered.connect(lambda _=False, choice=choice: choose(choice))
        group.addAction(action)
