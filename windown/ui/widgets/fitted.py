"""Finds the size and the lines in which a few words fit into a width."""

from PySide6.QtGui import QFont, QFontMetricsF

from windown.ui.fonts import HEAD, LARGE, SMALL, TEXT, TITLE
from windown.ui.theme import Theme


def fitted(theme: Theme, text: str, largest: int, room: float) -> list[tuple[str, QFont]]:
    """A text no wider than `room` pixels: in one line unless that makes it small."""
    one = _fitting_font(theme, text, largest, room)
    halves = _halves(text)
    longer = max(halves, key=len)
    two = _fitting_font(theme, longer, largest, room)
    if one.pixelSize() >= min(two.pixelSize(), theme.px(LARGE)):
        return [(text, one)]
    return [(half, two) for half in halves]


def _halves(text: str) -> tuple[str, str]:
    """A text broken at the space next to its middle."""
    gaps = [at for at, letter in enumerate(text) if letter == " "]
    if not gaps:
        return text, ""
    at = min(gaps, key=lambda gap: abs(gap - len(text) / 2))
    return text[:at], text[at + 1 :]


def _fitting_font(theme: Theme, text: str, largest: int, room: float) -> QFont:
    """The font of the largest of our sizes, up to `largest`, in which a text is `room` wide."""
    sizes = [size for size in (HEAD, TITLE, LARGE, TEXT, SMALL) if size <= largest]
    for size in sizes:
        font = theme.font(size)
        if QFontMetricsF(font).horizontalAdvance(text) <= room:
            return font
    smallest = theme.font(sizes[-1])
    wide = QFontMetricsF(smallest).horizontalAdvance(text)
    smallest.setPixelSize(max(1, int(smallest.pixelSize() * room / wide)))
    return smallest
