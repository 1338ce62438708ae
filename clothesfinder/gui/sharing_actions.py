"""What a user may do about a gallery in MongoDB: the menu, the dialogs, and what follows."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QObject

from clothesfinder.atlas_login import is_original, taken_apart
from clothesfinder.gui import sharing_questions
from clothesfinder.gui.choosing import choose_folder
from clothesfinder.gui.connect_dialog import ConnectDialog
from clothesfinder.gui.language import number
from clothesfinder.gui.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from clothesfinder.gui.preferences import Preferences
    from clothesfinder.gui.session import Session
    from clothesfinder.gui.sharing import Choice, Sharing
    from clothesfinder.gui.thumbnail_exchange import ThumbnailExchange
    from clothesfinder.gui.window import MainWindow
    from clothesfinder.thumbnail_sharing import Estimate, Updated
    from clothesfinder.transfer import Verified

OFFLINE = "MongoDB cannot be reached, so the copy on this computer{} is searched. {}"
UPLOADED = "The index is in MongoDB: %Ln pictures were copied and {} were there; {} were compared."

SHARED = "Small thumbnails of %Ln pictures are shared in the database."
ORIGINAL = (
    "This collection of the original scripts is searched as it is, and not changed. Converted, it"
    " can be updated with new pictures."
)
CONVERTED = (
    "The gallery is converted: %Ln pictures are in it, and {} of them were compared. The"
    " original collection is as it was."
)
NOT_MADE = "%Ln could not be made: those pictures are not here, or have changed since."


class SharingActions(QObject):
    """Bound to the window's menu; needs the window only to show its dialogs and notices."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        sharing: Sharing,
        exchange: ThumbnailExchange,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._exchange = exchange
        self._converted: tuple[Path, str] | None = None
        """What is to be told of a converted gallery once it is open."""
        self._offline = ""
        """What was told of the copy that is searched."""
        self._window = window
        self._session = session
        self._sharing = sharing
        self._preferences = preferences
        sharing.joined.connect(self._use)
        session.copying.mirrored.connect(self._note_copy)
        session.copying.fetched.connect(self._leave)
        session.copying.uploaded.connect(self._tell_uploaded)
        session.copying.converted.connect(self._use_converted)
        session.settled.connect(self._offer_to_convert)
        session.offline_changed.connect(self._tell_offline)
        exchange.known.connect(self._show_thumbnails_shared)
        exchange.estimated.connect(self._ask_to_share)
        exchange.updated.connect(self._tell_thumbnails)

    def fill_menu(self, menu: QMenu) -> None:
        """Put what can be done with a shared gallery into this menu."""
        self._menu = menu
        self._mirror = self._add(self.tr("Keep a &copy on this computer"), self.keep_copy)
        self._mirror.setCheckable(True)
        self._mirror.setToolTip(self.tr("It is searched when there is no connection."))
        self._thumbnails = self._add(self.tr("Share small &thumbnails…"), self.share_thumbnails)
        self._thumbnails.setCheckable(True)
        menu.addSeparator()
        self._convert = self._add(self.tr("Con&vert…"), self.convert)
        self._add(self.tr("Keep on this computer &only…"), self.keep_here)

    def show_gallery(self, gallery: Path | None) -> None:
        """Offer what can be done with this gallery."""
        shared = self._sharing.shared(gallery)
        self._menu.setEnabled(shared is not None)
        self._mirror.setChecked(shared is not None and shared.mirrored)
        original = shared is not None and is_original(shared.place)
        self._convert.setEnabled(original)
        self._thumbnails.setEnabled(not original)
        self._show_thumbnails_shared(False)

    # --- what the user wants

    def connect_gallery(self) -> None:
        """Keep the present gallery in MongoDB, or one that is chosen where there is none."""
        if self._session.gallery is not None:
            self._ask_for_login(self._session.gallery)
            return
        title = self.tr("Choose the folder of the shared gallery on this computer")
        dialog = choose_folder(self._window, title)
        dialog.fileSelected.connect(lambda folder: self._ask_for_login(Path(folder)))
        self._window.open_dialog(dialog)

    def keep_copy(self) -> None:
        """Keep a copy of the index on this computer from now on, or no longer."""
        gallery = self._session.gallery
        shared = self._sharing.shared(gallery)
        if gallery is None or shared is None:
            return
        changed = replace(shared, mirrored=not shared.mirrored, copied=0.0)
        self._preferences.keep(self._preferences.now.with_shared(gallery, changed))
        self._session.open_gallery(gallery)

    def keep_here(self) -> None:
        """Ask whether the index is to be brought to this computer before MongoDB is left."""
        gallery = self._session.gallery
        if gallery is None or self._sharing.shared(gallery) is None:
            return
        box = sharing_questions.LeaveQuestion(self._window, gallery)
        box.fetch.clicked.connect(lambda: self._session.copying.fetch(gallery))
        box.leave.clicked.connect(lambda: self._leave(gallery))
        self._window.open_dialog(box)

    def share_thumbnails(self) -> None:
        """Ask whether small thumbnails are to be shared, or no longer."""
        gallery = self._session.gallery
        asked_to_share = self._thumbnails.isChecked()
        self._thumbnails.setChecked(not asked_to_share)  # until it is so
        if asked_to_share:
            self._exchange.estimate()
        elif gallery is not None:
            box = sharing_questions.stop_thumbnails_question(self._window, gallery)
            box.accepted.connect(lambda: self._exchange.stop(gallery))
            self._window.open_dialog(box)

    def convert(self) -> None:
        """Ask whether a gallery of the original scripts is to be converted."""
        gallery = self._session.gallery
        shared = self._sharing.shared(gallery)
        if gallery is None or shared is None:
            return
        collection = taken_apart(shared.place).collection
        box = sharing_questions.convert_question(self._window, gallery, collection)
        box.accepted.connect(lambda: self._session.copying.convert(gallery))
        self._window.open_dialog(box)

    # --- what follows

    def _ask_for_login(self, gallery: Path) -> None:
        shared = self._sharing.shared(gallery)
        dialog = ConnectDialog(self._window, gallery, self._sharing, shared.place if shared else "")
        dialog.chosen.connect(lambda choice: self._sharing.join(gallery, choice))
        self._window.open_dialog(dialog)

    def _use(self, gallery: Path, choice: Choice, kept: bool) -> None:
        self._session.open_gallery(gallery, uploading=choice.uploaded)
        if not kept:
            self._window.open_dialog(sharing_questions.no_keyring_message(self._window))

    def _leave(self, gallery: Path) -> None:
        self._sharing.leave(gallery)
        self._session.open_gallery(gallery)

    def _note_copy(self, gallery: Path) -> None:
        shared = self._sharing.shared(gallery)
        if shared is not None:
            copied = replace(shared, copied=time.time())
            self._preferences.keep(self._preferences.now.with_shared(gallery, copied))

    def _tell_uploaded(self, verified: Verified) -> None:
        told = self.tr(UPLOADED, None, verified.copied)
        self._window.notice.tell(told.format(number(verified.skipped), number(verified.verified)))

    def _use_converted(self, gallery: Path, place: str, verified: Verified) -> None:
        shared = self._sharing.shared(gallery)
        if shared is not None:
            settled = replace(shared, place=place, copied=0.0)
            self._preferences.keep(self._preferences.now.with_shared(gallery, settled))
            self._session.open_gallery(gallery)
            pictures = verified.copied + verified.skipped
            told = self.tr(CONVERTED, None, pictures).format(number(verified.verified))
            self._converted = gallery, told

    def _offer_to_convert(self) -> None:
        converted, self._converted = self._converted, None
        shared = self._sharing.shared(self._session.gallery)
        if converted is not None and converted[0] == self._session.gallery:
            self._window.notice.tell(converted[1])
        elif shared is not None and is_original(shared.place) and not self._window.notice.text:
            told = self.tr(ORIGINAL)
            self._window.notice.tell(told, button=self.tr("Convert…"), act=self.convert)

    def _show_thumbnails_shared(self, shared: bool) -> None:
        self._thumbnails.setChecked(shared)

    def _ask_to_share(self, gallery: Path, estimate: Estimate) -> None:
        box = sharing_questions.share_thumbnails_question(self._window, gallery, str(estimate))
        box.accepted.connect(lambda: self._exchange.share(gallery))
        self._window.open_dialog(box)

    def _tell_thumbnails(self, updated: Updated) -> None:
        left = updated.missing + len(updated.failures)
        told = self.tr(SHARED, None, updated.made + updated.unchanged)
        self._window.notice.tell(f"{told} {self.tr(NOT_MADE, None, left)}" if left else told)

    def _tell_offline(self, reason: str) -> None:
        gallery = self._session.gallery
        shared = self._sharing.shared(gallery)
        if not reason and self._window.notice.text == self._offline:
            self._window.notice.hide()
        if gallery is None or shared is None or not reason:
            return
        when = QDateTime.fromSecsSinceEpoch(int(shared.copied))
        told = QLocale().toString(when, QLocale.FormatType.ShortFormat)
        copied = f" ({told})" if shared.copied else ""
        self._offline = self.tr(OFFLINE).format(copied, said(reason))
        self._window.notice.tell(
            self._offline,
            warning=True,
            button=self.tr("Try again"),
            act=lambda: self._session.open_gallery(gallery),
        )

    def _add(self, text: str, act: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda _=False: act())
        return action
