from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from clothesfinder.gui.theme import Theme, palette, part_colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

ROLE = QPalette.ColorRole
READ = [
    (text, ground)
    for text in (ROLE.WindowText, ROLE.Text, ROLE.PlaceholderText, ROLE.BrightText, ROLE.Link)
    for ground in (ROLE.Window, ROLE.Base)
] + [
    (ROLE.LinkVisited, ROLE.Base),
    (ROLE.Text, ROLE.AlternateBase),
    (ROLE.ButtonText, ROLE.Button),
    (ROLE.ToolTipText, ROLE.ToolTipBase),
    (ROLE.HighlightedText, ROLE.Highlight),
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    style, before = qapp.style().name(), qapp.palette()
    theme = Theme(qapp)
    yield theme
    qapp.styleHints().unsetColorScheme()
    theme.deleteLater()
    qapp.setStyle(style)
    qapp.setPalette(before)


def luminance(colour: QColor) -> float:
    """Relative luminance as the Web Content Accessibility Guidelines define it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_it_should() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read(
    dark: bool, group: QPalette.ColorGroup, text: QPalette.ColorRole, ground: QPalette.ColorRole
) -> None:
    colours = palette(dark)
    assert contrast(colours.color(group, text), colours.color(group, ground)) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_frames_of_focus_can_be_seen(dark: bool) -> None:
    colours = palette(dark)
    for ground in (ROLE.Window, ROLE.Base):
        assert contrast(colours.color(ROLE.Highlight), colours.color(ground)) >= 3


def test_choice(qapp: QApplication, theme: Theme) -> None:
    theme.choose("dark")
    assert qapp.style().name() == "fusion"
    assert qapp.palette().window().color().lightness() < 64
    theme.choose("light")
    assert qapp.palette().window().color().lightness() > 192


def test_system_follows_the_desktop(qapp: QApplication, theme: Theme) -> None:
    theme.choose("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert qapp.palette() == palette(dark)


def test_shades_of_a_bevel_are_in_order() -> None:
    """Fusion draws frames with these; out of order they would look pressed in."""
    for dark in (False, True):
        colours = palette(dark)
        roles = (ROLE.Light, ROLE.Midlight, ROLE.Mid, ROLE.Dark, ROLE.Shadow)
        shades = [colours.color(role).lightness() for role in roles]
        assert all(lighter > darker for lighter, darker in pairwise(shades))


@pytest.mark.parametrize("dark", [False, True])
def test_what_stands_for_the_parts_can_be_seen(dark: bool) -> None:
    colours = palette(dark)
    parts = list(part_colours(colours).values())
    assert len({part.name() for part in parts}) == len(parts) == 3
    for part in parts:
        for ground in (ROLE.Window, ROLE.Base):
            assert contrast(part, colours.color(ground)) >= 3
