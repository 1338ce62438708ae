"""A file is shown in the file manager: asked over a real bus, or its folder is opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from clothesfinder.gui.reveal import by_folder

ROOT = Path(__file__).parent.parent.parent
SECONDS = 180
# Asks once with a file manager on the bus, which prints what it is asked, and once without.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import ClassInfo, QObject, QTimer, QUrl, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QDesktopServices, QGuiApplication
from clothesfinder.gui.reveal import PLACE, SERVICE, reveal_together
application = QGuiApplication([])
class Opener(QObject):
    @Slot(QUrl)
    def opened(self, url):
        print("opened", url.toString(), flush=True)
        application.quit()
opener = Opener()
QDesktopServices.setUrlHandler("file", opener, "opened")
@ClassInfo({"D-Bus Interface": SERVICE})
class Manager(QObject):
    @Slot("QStringList", str)
    def ShowItems(self, items, startup):
        print("shown", *items, flush=True)
        application.quit()
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "manager")
manager = Manager()
if "manager" in sys.argv:
    assert bus.registerService(SERVICE)
    assert bus.registerObject(PLACE, manager, QDBusConnection.RegisterOption.ExportAllSlots)
paths = [Path(path) for path in sys.argv[1].split("|")]
QTimer.singleShot(0, lambda: reveal_together(paths, application))
QTimer.singleShot(120000, application.quit)
application.exec()
"""


# A bus that starts nothing by itself: a file manager that is installed here would come in between.
BUS = """
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def shown(*paths: Path, manager: bool = False, on_a_bus: bool = True) -> str:
    words = ["manager"] if manager else []
    program = [sys.executable, "-c", PROGRAM, "|".join(map(str, paths)), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    if on_a_bus:
        bus = paths[0].with_name("bus.conf")
        bus.write_text(BUS)
        program = ["dbus-run-session", f"--config-file={bus}", "--", *program]
    else:
        environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/at/all"
    done = subprocess.run(
        program, capture_output=True, env=environment, timeout=SECONDS, check=True, text=True
    )
    return done.stdout.strip()


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asked over D-Bus on Linux alone")
needs_bus = pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no bus to be had")


@needs_bus
def test_the_file_manager_is_asked_to_select_it(tmp_path: Path) -> None:
    path = tmp_path / "a b%20é#.png"
    assert shown(path, manager=True) == f"shown {path.as_uri()}"


@needs_bus
def test_several_in_one_folder_are_selected_together(tmp_path: Path) -> None:
    paths = [tmp_path / "a.png", tmp_path / os.fsdecode(b"caf\xe9.png")]
    assert shown(*paths, manager=True) == f"shown {paths[0].as_uri()} {paths[1].as_uri()}"


def test_those_in_one_folder_are_put_together() -> None:
    paths = [Path(path) for path in ("/a/1", "/b/1", "/a/2", "/a/c/1")]
    assert by_folder(paths) == [[paths[0], paths[2]], [paths[1]], [paths[3]]]


@needs_bus
def test_without_a_file_manager_the_folder_is_opened(tmp_path: Path) -> None:
    assert shown(tmp_path / "a.png") == f"opened {QUrl(tmp_path.as_uri()).toString()}"


def test_without_a_bus_the_folder_is_opened(tmp_path: Path) -> None:
    told = shown(tmp_path / "a.png", on_a_bus=False)
    assert told == f"opened {QUrl(tmp_path.as_uri()).toString()}"
