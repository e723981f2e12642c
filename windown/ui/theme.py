"""How everything looks: one face, its letters and its measures, put on the whole application."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from windown.core.colours import FACES, NIGHT, Face, mix
from windown.ui.fonts import TEXT, manrope, system_family, system_scale, weight_for
from windown.ui.sheet import sheet

RADIUS = 14
#: Smallest side of anything that can be pressed, in pixels.
TARGET = 32
#: Widest column of content, in pixels.
COLUMN = 720
_NIGHT = "keeps_night"
#: The property of an application that has the style Fusion: the same controls on every system,
#: ours drawn on top. Asking for the style itself would load all that Qt knows of styles.
STYLED = "styled"
#: Milliseconds of a change of screens.
FADE_MS = 180


@dataclass(frozen=True)
class Theme:
    """A face with its letters. `type_scale` 1 to 2 enlarges letters and what holds them."""

    face: Face = NIGHT
    family: str = ""
    type_scale: float = 1.0
    reduce_motion: bool = False

    def font(self, size: int = TEXT, weight: QFont.Weight | None = None) -> QFont:
        """A font of a size in pixels at 100 %; large ones are light unless a weight is given."""
        font = QFont(self.family) if self.family else QFont()
        font.setPixelSize(self.px(size))
        font.setWeight(weight_for(size) if weight is None else weight)
        return font

    def px(self, length: float) -> int:
        """A length in pixels at 100 %, as it is with these letters."""
        return round(length * self.type_scale)

    def line(self, size: int = TEXT) -> int:
        """The height of one line of a size, in pixels."""
        return round(QFontMetricsF(self.font(size)).height())

    def target(self) -> int:
        """The height of a control with one line of text, at least 32 pixels."""
        return max(TARGET, self.line() + 14)

    def session(self) -> "Theme":
        """The same letters on the face of the night, which every session wears."""
        return Theme(NIGHT, self.family, self.type_scale, self.reduce_motion)


def colour(value: str, alpha: float = 1.0) -> QColor:
    """The Qt colour of "#RRGGBB" with an opacity from 0 to 1."""
    result = QColor(value)
    result.setAlphaF(alpha)
    return result


def theme_for(
    face: str, own_letters: bool = True, type_scale: float | None = None, calm: bool = False
) -> Theme:
    """The theme of a face ("morning", "evening", "night").

    Manrope unless `own_letters` is off or it is missing; letters as large as the system's
    unless a scale is given; `calm` is reduced motion.
    """
    family = (manrope_once() if own_letters else "") or system_family()
    scale = system_scale() if type_scale is None else type_scale
    return Theme(FACES[face], family, scale, calm)


@lru_cache(maxsize=1)
def manrope_once() -> str:
    """As `manrope`, but the files are registered only once in a process."""
    return manrope()


def dress(app: QApplication, theme: Theme, windows: Iterable[QWidget] = ()) -> None:
    """Put a theme on the application and on all that draws itself in the windows given.

    To be called before the first window is made, so that nothing is ever painted on white,
    and again to change the face while it runs.
    """
    if not app.property(STYLED):
        app.setProperty(STYLED, True)
        app.setStyle("Fusion")
    app.setPalette(palette(theme.face))
    app.setFont(theme.font())
    app.setStyleSheet(sheet(theme))
    for window in windows:
        wear(window, theme)


def keep_night(widget: QWidget) -> None:
    """Let a widget and all it holds wear the face of the night, whatever the window wears."""
    widget.setProperty(_NIGHT, True)


def wear(root: QWidget, theme: Theme) -> None:
    """Tell a widget and all it holds about the theme; what keeps the night gets its own.

    A widget that draws itself by the theme has a method `wear(theme)`.
    """
    if root.property(_NIGHT):
        theme = theme.session()
        root.setPalette(palette(theme.face))
        root.setStyleSheet(sheet(theme))
    if hasattr(root, "wear"):  # a protocol's isinstance takes longer than all the rest
        root.wear(theme)
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        wear(child, theme)


def palette(face: Face) -> QPalette:
    """The colours of a face in the roles of Qt, so that nothing falls back to the system's."""
    role = QPalette.ColorRole
    result = QPalette()
    for roles, value in (
        ((role.Window, role.Base, role.Dark, role.Shadow), face.ground),
        ((role.AlternateBase, role.Button, role.Mid, role.ToolTipBase), face.surface),
        ((role.Light, role.Midlight), face.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.BrightText, role.ToolTipText),
         face.text),
        ((role.PlaceholderText,), face.quiet),
        ((role.Link, role.LinkVisited, role.Accent), face.accent),
        ((role.Highlight,), face.fill),
        ((role.HighlightedText,), face.on_fill),
    ):  # fmt: skip
        for each in roles:
            result.setColor(each, QColor(value))
    faded = QColor(mix(face.ground, face.text, 0.4))
    for each in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, faded)
    return result
