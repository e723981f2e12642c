"""Our line drawings as icons, in a colour of the face."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from windown.ui.assets import drawing

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

#: The colour that stands in the drawings for whatever the face gives.
INK = b"#000000"
#: Dots a pixel for which an icon is prepared; others are taken from the next larger.
SCALES = (1, 2, 3)
APP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


@lru_cache(maxsize=256)
def icon(name: str, colour: str = "", size: int = 24) -> QIcon:
    """The drawing `name` in a colour ("#RRGGBB", "" for its own), sharp at `size` pixels.

    An unknown name is a FileNotFoundError.
    """
    from PySide6.QtGui import QIcon

    result = QIcon()
    for scale in SCALES:
        result.addPixmap(picture(name, colour, size, float(scale)))
    return result


def app_icon() -> QIcon:
    """The moon of windown in its own colours, for window, taskbar and tray."""
    from PySide6.QtGui import QIcon

    result = QIcon()
    for size in APP_SIZES:
        result.addPixmap(picture("windown", "", size, 1.0))
    return result


def picture(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """The drawing as one picture, `size` pixels wide on a screen with `scale` dots a pixel."""
    from PySide6.QtSvg import QSvgRenderer

    raw = drawing("icons", name)
    if colour:
        raw = raw.replace(INK, colour.encode())
    dots = round(size * scale)
    result = QPixmap(dots, dots)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(raw).render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    result.setDevicePixelRatio(scale)
    return result
